"""Outlines as data: the sections that the reader makes of a text; and the outlines of real plans, counted by eye."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.document import Document
from pipeline.read import read
from pipeline.read.headings import heading_length, heading_mark, number_value
from pipeline.read.outline import build
from pipeline.read.text import flow

EXAMPLES = Path(__file__).parent / "examples" / "outline.yml"
KEYS = {"text", "sections", "chapters", "why", "from", "xfail"}


def rows() -> list[Any]:
    found = []
    for row in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8")):
        assert set(row) <= KEYS, set(row) - KEYS
        marks = [pytest.mark.xfail(strict=True, reason=row["xfail"])] if row.get("xfail") else []
        found.append(pytest.param(row, id=row.get("why", row["text"][:20]), marks=marks))
    return found


def outline(doc: Document) -> list[str]:
    """One line a section: two spaces a level, kind, title; the front matter is left out."""
    return [f"{'  ' * (len(doc.path(section)) - 1)}{section.kind} {section.title}" for section in doc.sections if section.kind != "front"]


@pytest.mark.parametrize("row", rows())
def test_outline(row: dict[str, Any]) -> None:
    doc = build(flow(row["text"]))
    assert outline(doc) == row["sections"]
    by_title = {section.title: section.chapter for section in doc.sections}
    for title, chapter in row.get("chapters", {}).items():
        assert by_title[title] == chapter, title


def test_sections_nest(fuzhou_doc: Document) -> None:
    """Every section lies inside its parent, children follow one another, and every block lies in its section."""
    for section in fuzhou_doc.sections:
        assert section.anchor.start <= section.heading.start <= section.heading.end <= section.anchor.end
        if section.parent is not None:
            assert fuzhou_doc.section(section.parent).anchor.contains(section.anchor), section
        for before, after in zip(fuzhou_doc.children(section), fuzhou_doc.children(section)[1:], strict=False):
            assert before.anchor.end <= after.anchor.start
    for block in fuzhou_doc.blocks:
        assert fuzhou_doc.section(block.section).anchor.contains(block.anchor), block
        assert fuzhou_doc.section_at(block.anchor.start).id == block.section, block


def test_headings_are_those_of_the_contents(fuzhou_doc: Document, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the contents pages announce stands in the text, in the same order (Fuzhou's misprints are the business of rule S02)."""
    monkeypatch.setattr("pipeline.read.ocr.engine", lambda: None)
    for doc in (fuzhou_doc, read(plans / "hubei-heritage-14fyp.pdf"), read(plans / "national-14fyp.pdf")):
        announced = [plain(dropped.text) for dropped in doc.dropped if dropped.kind == "contents" and heading_mark(dropped.text)]
        printed = [plain(section.title) for section in doc.sections]
        chapters = [title for title in announced if heading_mark(title).rank <= 4]  # type: ignore[union-attr]
        assert len(chapters) > 8 and [title for title in chapters if title not in printed] == []


def plain(title: str) -> str:
    return "".join(title.rstrip(".…· 0123456789").split())


def kinds(doc: Document) -> Counter[str]:
    return Counter(section.kind for section in doc.sections)


def test_the_hubei_plan(plans: Path) -> None:
    """Nine items, 33 points numbered through, seven boxes: counted on its pages."""
    doc = read(plans / "hubei-heritage-14fyp.pdf")
    assert kinds(doc) == {"front": 1, "item": 9, "point": 33, "box": 7, "table": 1}
    assert [section.number for section in doc.sections if section.kind == "point"] == [str(number) for number in range(1, 34)]
    assert all(section.chapter is None for section in doc.sections)


def test_the_national_plan(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """19 parts, 65 chapters, 192 sections, as the plan is known to have; its boxes are pictures."""
    monkeypatch.setattr("pipeline.read.ocr.engine", lambda: None)
    doc = read(plans / "national-14fyp.pdf")
    assert kinds(doc) == {"front": 1, "part": 19, "chapter": 65, "section": 192}
    assert [section.chapter for section in doc.sections if section.kind == "chapter"] == list(range(1, 66))


@pytest.mark.parametrize(("number", "value"), [("十四", 14), ("二十", 20), ("六十五", 65), ("一百零二", 102), ("7", 7), ("2-1", None)])
def test_numbers_of_lists(number: str, value: int | None) -> None:
    assert number_value(number) == value


@pytest.mark.parametrize("text", ["1.5万亿元", "第五届峰会", "第三产业", "表彰先进", "图书馆建设", "二、", "（含临展）", "2025年目标"])
def test_what_opens_no_heading(text: str) -> None:
    mark = heading_mark(text)
    assert mark is None or heading_length(text, mark) is None
