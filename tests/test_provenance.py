"""The promise of place: cropping a page at a fact's boxes and extracting the text there gives the quote back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.document import Anchor, Box, Document
from pipeline.facts import Facts
from pipeline.read import read
from pipeline.read.characters import fold
from tests.conftest import PLAN

Crop = Callable[[tuple[Box, ...]], str]


def cropper(path: Path) -> Crop:
    """A function from boxes to the words that pdfium finds inside them, white space removed and look-alikes folded."""
    pdf = pypdfium2.PdfDocument(path)
    pages: dict[int, tuple[Any, Any]] = {}

    def crop(boxes: tuple[Box, ...]) -> str:
        found = []
        for page, x0, top, x1, bottom in boxes:
            if page not in pages:
                pages[page] = (pdf[page - 1].get_textpage(), pdf[page - 1].get_bbox())
            text, (left, _, _, upper) = pages[page]
            found.append(text.get_text_bounded(left + x0, upper - bottom, left + x1, upper - top))
        return re.sub(r"\s", "", fold("".join(found)))

    return crop


def wrong(doc: Document, anchors: list[Anchor], crop: Crop) -> list[tuple[str, str]]:
    """The quotes that their boxes do not give back, with what they give instead."""
    pairs = [(doc.quote(anchor), crop(doc.boxes(anchor))) for anchor in anchors]
    return [(quote, found) for quote, found in pairs if quote != found]


def test_every_fact_of_the_fuzhou_plan_is_where_its_boxes_say(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    anchors = [fact.anchor for fact in fuzhou_facts]
    assert len(anchors) > 1000
    assert wrong(fuzhou_doc, anchors, cropper(PLAN)) == []


def test_every_part_of_a_fact_is_where_its_boxes_say(fuzhou_doc: Document) -> None:
    """Single words too: every heading, cell and paragraph, and every run of three characters on every tenth line."""
    anchors = [block.anchor for block in fuzhou_doc.blocks]
    anchors += [Anchor(run.start, min(run.start + 3, run.end)) for run in fuzhou_doc.runs[::10]]
    assert wrong(fuzhou_doc, anchors, cropper(PLAN)) == []


@pytest.mark.parametrize("name", ["hubei-heritage-14fyp.pdf", "national-14fyp.pdf"])
def test_sentences_of_other_plans_are_where_their_boxes_say(plans: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text layer alone: words recognised in pictures cannot be extracted again."""
    monkeypatch.setattr("pipeline.read.ocr.engine", lambda: None)
    doc = read(plans / name)
    anchors = [*doc.sentences(), *[block.anchor for block in doc.blocks]]
    assert len(anchors) > 500
    assert wrong(doc, anchors, cropper(plans / name)) == []


def test_a_cell_stands_in_its_frame(fuzhou_doc: Document, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Punctuation may hang over the right side by the blank half of its width."""
    monkeypatch.setattr("pipeline.read.ocr.engine", lambda: None)
    for doc in (fuzhou_doc, read(plans / "hubei-heritage-14fyp.pdf")):
        for cell in (cell for table in doc.tables for cell in table.cells):
            assert cell.box is not None
            page, x0, top, x1, bottom = cell.box
            on_page = [box for box in doc.boxes(cell.anchor) if box[0] == page]
            assert on_page, doc.quote(cell.anchor)
            for _, left, upper, right, lower in on_page:
                assert x0 - 2 <= left and right <= x1 + 8 and top - 2 <= (upper + lower) / 2 <= bottom + 2, doc.quote(cell.anchor)
