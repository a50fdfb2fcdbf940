"""What a document says of itself on its first page, and the file of metadata beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UserError
from pipeline.read import ocr, read
from pipeline.read.metadata import stated
from tests.conftest import PLAN

BODY = "\n第一章 总则\n\n到2025年，全市森林覆盖率达到58.5%。2019年10月1日，国庆。\n"
NOTICE = """某省发展和改革委员会文件

某发改〔2022〕17号

某省发展和改革委员会关于印发《某省“十四五”新型
城镇化实施方案》的通知

各市、县（区）人民政府：

现印发给你们，请认真贯彻执行。

某省发展和改革委员会
2022年3月9日

（此件公开发布）
"""


def said(text: str, folder: Path) -> dict[str, Any]:
    path = folder / "plan.txt"
    path.write_text(text + BODY, encoding="utf-8")
    return stated(read(path))


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (NOTICE, {"title": "某省“十四五”新型城镇化实施方案", "issuer": "某省发展和改革委员会", "number": "某发改〔2022〕17号", "issued": "2022-03-09", "period": (2021, 2025)}),
        ("武汉市2035年发展规划（2021—2035年）\n\n武汉市人民政府\n二〇二一年十二月三十一日\n", {"period": (2021, 2035), "issued": "2021-12-31", "region": "420100", "issuer": "武汉市人民政府"}),
        ("武汉市科技创新发展\n“十五五”规划\n", {"title": "武汉市科技创新发展“十五五”规划", "period": (2026, 2030), "issued": None, "issuer": None, "number": None}),
        ("2024年杭州市政府工作报告\n\n2024年1月20日在杭州市第十四届人民代表大会上\n", {"title": "2024年杭州市政府工作报告", "period": (2024, 2024), "issued": "2024-01-20", "region": "330100"}),
        ("南京市国民经济和社会发展第十三个五年规划纲要\n宁政发[2016]62号\n", {"number": "宁政发〔2016〕62号", "period": (2016, 2020), "region": "320100"}),
        ("厦门市人民政府关于印发厦门市养老服务三年行动计划（2023-2025年）的通知\n", {"title": "厦门市养老服务三年行动计划（2023-2025年）", "issuer": "厦门市人民政府", "period": (2023, 2025)}),
        ("随便写的几句话\n2021年13月40日\n", {"period": None, "issued": None, "region": None, "issuer": None}),
    ],
    ids=["notice", "long plan", "broken title", "report", "brackets", "years in the title", "nothing"],
)  # fmt: skip
def test_the_first_page(front: str, expected: dict[str, Any], tmp_path: Path) -> None:
    found = said(front, tmp_path)
    assert {key: found[key] for key in expected} == expected


def test_a_page_states_its_date_and_number_beside_the_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    head = "<title>某市规划</title></head><body><div><span>发文字号：榕政〔2021〕4号</span><span>发布日期：2021-04-21</span></div>"
    path.write_text(
        f"<html><head>{head}<div id=zoom><p>第一章 总则</p>{'<p>全市森林覆盖率达到58.5%，城镇化率提高到76%。</p>' * 9}</div></body></html>",
        encoding="utf-8",
    )
    found = stated(read(path))
    assert (found["number"], found["issued"]) == ("榕政〔2021〕4号", "2021-04-21")


@pytest.mark.parametrize("suffix", [".pdf", ".txt"])
def test_the_fuzhou_plan_without_its_file(suffix: str) -> None:
    assert stated(read(PLAN.with_suffix(suffix))) == {
        "title": "福州市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        "issuer": "福州市人民政府",
        "number": "榕政〔2021〕4号",
        "issued": "2021-04-21",
        "period": (2021, 2025),
        "region": "350100",
    }


def test_real_plans(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    expected: dict[str, tuple[Any, ...]] = {
        "national-14fyp.pdf": ("中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", None, None, (2021, 2025), "100000"),
        "hubei-heritage-14fyp.pdf": ("湖北省文物事业发展“十四五”规划", "湖北省文化和旅游厅", None, (2021, 2025), "420000"),
        "shanghai-15fyp.html": ("上海市国民经济和社会发展第十五个五年规划纲要", None, "2026-02-10", (2026, 2030), "310000"),
        "fujian-work-report-2025.docx": ("2025年福建省政府工作报告", "福建省人民政府", "2025-01-13", (2025, 2025), "350000"),
    }
    for name, values in expected.items():
        doc = read(plans / name)
        assert (doc.title, doc.issuer, doc.issued, doc.period, doc.region) == values, name


def test_the_file_beside_wins(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(NOTICE + BODY, encoding="utf-8")
    (tmp_path / "plan.yml").write_text(
        "title: 别的名字\nregion: 420100\nissued: 2022-03-10\nperiod: {start: 2022, end: 2024}\nstatus: draft\n", encoding="utf-8"
    )
    doc = read(tmp_path / "plan.txt")
    assert (doc.title, doc.region, doc.issued, doc.period, doc.issuer) == (
        "别的名字",
        "420100",
        "2022-03-10",
        (2022, 2024),
        "某省发展和改革委员会",
    )


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("titel: x\n", "unknown key titel"),
        ("- a\n- b\n", "must be a mapping"),
        ("title: [unclosed\n", "not valid YAML"),
        ("period: 2021\n", "period must be two years"),
        ("period: {start: 2025, end: 2021}\n", "period must be two years"),
        ("region: 福州\n", "region must be"),
        ("issued: 去年\n", "issued must be"),
        ("title: {a: b}\n", "title must be one line"),
    ],
)
def test_a_bad_file_beside_is_refused(written: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "plan.yml").write_text(written, encoding="utf-8")
    with pytest.raises(UserError, match=message) as refused:
        read(tmp_path / "plan.txt")
    assert "plan.yml" in str(refused.value) and "\n" not in str(refused.value)
