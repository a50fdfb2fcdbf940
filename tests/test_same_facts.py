"""The Fuzhou plan as PDF and as published text gives the same facts: kinds, values, sections; pages and boxes alone differ."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import Facts, Topic
from pipeline.read import read
from tests.conftest import PLAN

LEAST = 0.995


@pytest.fixture(scope="module")
def published() -> Document:
    return read(PLAN.with_suffix(".txt"))


def statements(doc: Document, facts: Facts) -> Counter[tuple[Any, ...]]:
    """Kind, value, words and section of every fact; a topic names its section by id, here by its title."""
    found: Counter[tuple[Any, ...]] = Counter()
    for fact in facts:
        value = repr(fact.value)
        if isinstance(fact.value, Topic):
            value = value.replace(repr(fact.value.section), doc.section(fact.value.section).title)
        found[fact.kind, value, doc.quote(fact.anchor), doc.section_at(fact.anchor.start).title] += 1
    return found


def test_the_same_facts(fuzhou_doc: Document, published: Document) -> None:
    printed, typed = statements(fuzhou_doc, extract(fuzhou_doc)), statements(published, extract(published))
    shared = (printed & typed).total()
    assert shared >= LEAST * max(printed.total(), typed.total()), [*(printed - typed), *(typed - printed)][:20]


def test_the_same_outline(fuzhou_doc: Document, published: Document) -> None:
    outlines = [
        [(section.kind, section.number, section.title, section.chapter) for section in doc.sections] for doc in (fuzhou_doc, published)
    ]
    assert outlines[0] == outlines[1]


def test_the_same_tables(fuzhou_doc: Document, published: Document) -> None:
    """Every cell with its place and spans, and how many rows are heads."""
    tables = [
        [
            (
                table.title,
                table.header_rows,
                [(cell.row, cell.column, cell.rows, cell.columns, doc.quote(cell.anchor)) for cell in table.cells],
            )
            for table in doc.tables
        ]
        for doc in (fuzhou_doc, published)
    ]
    assert tables[0] == tables[1]
