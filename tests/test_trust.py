"""Texts that cannot be trusted, pages that are broken, sentences that break off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checks.broken import broken
from pipeline.checks.plan import Plan
from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.facts import Facts
from pipeline.read import ocr, read
from pipeline.read.trust import statistics, trusted
from tests.conftest import PLAN

PROSE = "到2025年，全市森林覆盖率达到58.5%，城市空气质量优良天数比例完成省下达指标。"


def sound() -> Document:
    return read(PLAN.with_suffix(".txt"))


def shifted(text: str) -> str:
    return re.sub(r"[\u4e00-\u9f00]", lambda match: chr(ord(match.group()) + 7), text)


def test_statistics_tell_garbage_from_text() -> None:
    doc = sound()
    assert statistics(doc.text).is_sound()
    assert statistics(shifted(doc.text)).is_broken()
    assert all(statistics(doc.text[at : at + 1000]).is_sound() for at in range(0, len(doc.text) - 1000, 1000))


@pytest.mark.parametrize(
    "damage",
    [shifted, lambda text: re.sub(r"\d+(?:\.\d+)?", "", text), lambda text: re.sub(r"\d", lambda m: str((int(m.group()) + 3) % 10), text)],
    ids=["shifted", "no digits", "other digits"],
)
def test_a_text_that_cannot_be_trusted_stops_the_run(damage: Callable[[str], str], tmp_path: Path) -> None:
    doc = sound()
    with pytest.raises(UserError, match=r"plan\.txt: its text layer"):
        trusted(replace(doc, text=damage(doc.text)), Path("plan.txt"))


def test_one_broken_page_is_damage_with_its_place(fuzhou_doc: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    start = next(run.start for run in fuzhou_doc.runs if run.page == 30)
    end = next(run.start for run in fuzhou_doc.runs if run.page == 31)
    text = fuzhou_doc.text[:start] + shifted(fuzhou_doc.text[start:end]) + fuzhou_doc.text[end:]
    found = [dropped for dropped in trusted(replace(fuzhou_doc, text=text), PLAN).dropped if dropped.kind == "damage"]
    assert [(dropped.page, dropped.start) for dropped in found] == [(30, start)]


def test_doubts_are_settled_by_looking_at_the_page(fuzhou_doc: Document) -> None:
    """Digits are lost in the text layer; where the extra is installed the printed page tells, else the signs alone."""
    text = re.sub(r"\d", lambda match: str((int(match.group()) + 3) % 10), fuzhou_doc.text)
    with pytest.raises(UserError, match="does not agree with the printed page"):
        trusted(replace(fuzhou_doc, text=text), PLAN)


def test_a_work_report_that_counts_to_the_end_of_its_year_is_read(tmp_path: Path) -> None:
    """到年底 in a report is no 到2025年底 without its digits."""
    source = tmp_path / "报告.txt"
    tasks = "".join(f"到年底，新建公园{count}个。至年末，新增学位{count}00个。" for count in range(3, 9))
    source.write_text(f"安吉县政府工作报告\n\n一、2024年重点工作\n\n{tasks}{PROSE}\n", encoding="utf-8")
    assert "到年底" in read(source).text


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("加快建设现代化经济体系，推动质量变革。构建覆盖城乡的公共服务网络，全面提升基层治理能力和水平，形成共建共治共享的社会治", 1),
        ("到2025年，全市森林覆盖率达到%以上，研发经费投入强度提高到3.0%。", 1),
        ("加快建设现代化经济体系，推动质量变革。构建覆盖城乡的公共服务网络，全面提升基层治理能力和水平，形成社会治理格局。", 0),
        ("晋安湖、东湖、旗山湖三创园", 0),
        ("到2025年，财政总收入突破亿元大关，生产总值突破万亿元，居民收入超过万元。", 0),
        ("到2025年，财政总收入达到亿元，生产总值增长亿元，客运量突破公里。", 3),
    ],
)
def test_sentences_that_break_off_and_numbers_that_are_lost(sentence: str, count: int) -> None:
    from pipeline.read.text import read_string

    doc = read_string(f"第一章 总则\n\n{sentence}\n\n第二章 任务\n\n{PROSE}")
    found = list(broken(Plan(doc, Facts(doc.sha256), None)))
    assert [finding.code for finding in found] == ["S04"] * count
    assert all(finding.evidence and finding.evidence[0].quote in doc.quote(doc.sections[1].anchor) for finding in found)
