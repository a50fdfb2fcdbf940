"""Across plans: a city's target that is weaker than its province's is found, and nothing that cannot be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.corpus.across import weaker_than_above

PROVINCE = "福建省国民经济和社会发展第十四个五年规划\n福建省人民政府\n第一章 总体要求\n第一节 发展目标\n到2025年，常住人口城镇化率达到71.5%，城镇调查失业率控制在5.5%以内，地区生产总值达到6万亿元。\n"
CITY = "福州市国民经济和社会发展第十四个五年规划\n福州市人民政府\n第一章 总体要求\n第一节 发展目标\n到2025年，常住人口城镇化率达到{rate}%，城镇调查失业率控制在{jobless}%以内，地区生产总值达到1.5万亿元。\n"


@pytest.mark.parametrize(("rate", "jobless", "expected"), [(76, 5.0, 0), (70, 5.0, 1), (76, 5.8, 1), (70, 5.8, 2)])
def test_weaker_targets(rate: float, jobless: float, expected: int, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "fujian.txt").write_text(PROVINCE, encoding="utf-8")
    (tmp_path / "plans" / "fuzhou.txt").write_text(CITY.format(rate=rate, jobless=jobless), encoding="utf-8")
    assert main(["corpus", str(tmp_path / "plans"), "-o", str(tmp_path / "out"), "--workers", "1", "--quiet"]) == 0
    findings = weaker_than_above(tmp_path / "out")
    assert len(findings) == expected
    for finding in findings:
        assert [evidence["document"] for evidence in finding["evidence"]] == ["fuzhou", "fujian"]
