"""What holds for every fact of every extractor."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import KINDS, Facts, Place, Project, Target
from pipeline.read.text import read_string
from pipeline.records import FILES, from_record, read_jsonl, to_record
from pipeline.run import Result, run
from tests.conftest import PLAN, REPOSITORY

SENTENCES = [
    "到2025年，森林覆盖率达到45%以上，建成国家湿地公园3个。",
    "“十四五”期间地区生产总值年均增长7%，力争突破1.5万亿元。",
    "推进地铁4号线一期、5号线一期建设，加快福州新区建设。",
]


def test_quote_is_the_slice_of_the_text(fuzhou: Result) -> None:
    for fact in fuzhou.facts:
        assert 0 <= fact.anchor.start < fact.anchor.end <= len(fuzhou.doc.text)
        assert fuzhou.doc.quote(fact.anchor), fact


def test_a_fact_lies_inside_its_section(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    for fact in fuzhou_facts:
        assert fuzhou_doc.section_at(fact.anchor.start).anchor.contains(fact.anchor), fact


def test_every_fact_has_a_page_and_boxes(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    for fact in fuzhou_facts:
        boxes = fuzhou_doc.boxes(fact.anchor)
        assert boxes, fact
        for page, x0, top, x1, bottom in boxes:
            width, height = fuzhou_doc.page_sizes[page - 1]
            assert 0 <= x0 < x1 <= width + 1 and 0 <= top < bottom <= height + 1, fact


def test_parts_are_facts_of_the_document(fuzhou_facts: Facts) -> None:
    for fact in fuzhou_facts:
        for part in fact.parts:
            assert part in fuzhou_facts, fact


def test_names_and_surfaces_stand_in_their_quotes(fuzhou: Result) -> None:
    for place in fuzhou.facts.of(Place):
        assert place.value.surface in fuzhou.doc.quote(place.anchor)
    for project in fuzhou.facts.of(Project):
        quote = fuzhou.doc.quote(project.anchor)
        assert set(project.value.name) <= set(quote) | set("（）()"), project


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_text_twice_gives_its_facts_twice(sentence: str) -> None:
    once = extract(read_string(sentence))
    twice = extract(read_string(f"{sentence}\n{sentence}"))
    for value_type in KINDS.values():
        assert len(twice.of(value_type)) == 2 * len(once.of(value_type)) or value_type.__name__ == "Topic"


def test_records_come_back_as_the_facts_they_were(fuzhou: Result) -> None:
    for kind, name in FILES.items():
        for record in read_jsonl(fuzhou.folder / name):
            fact = from_record(kind, record)
            assert fact == fuzhou.facts.get(fact.id)


def test_records_have_the_fields_of_the_contract(fuzhou: Result) -> None:
    envelope = {"id", "chapter", "section", "page", "boxes", "start", "end", "quote", "rule", "parts"}
    fields = {
        "quantity": {
            "indicator",
            "indicator_id",
            "value",
            "value2",
            "unit",
            "base_value",
            "base_unit",
            "op",
            "role",
            "measure",
            "by",
            "from",
            "scope",
            "attr",
            "table",
        },
        "commitment": {"time", "start", "end", "recurrence", "strength", "action", "object"},
        "goal": {"text", "kind"},
        "measure": {"text", "kind", "verb", "object", "sector"},
        "project": {"name", "entity", "type", "box", "stage", "places", "sector", "also"},
        "place": {"surface", "districts", "adcodes", "explicit"},
    }
    for kind, wanted in fields.items():
        for fact in fuzhou.facts.of(KINDS[kind])[:50]:
            assert envelope | wanted <= set(to_record(fuzhou.doc, fact, fuzhou.facts)), kind


def test_document_file_has_the_fields_of_the_contract(fuzhou: Result) -> None:
    document = json.loads((fuzhou.folder / "document.json").read_text(encoding="utf-8"))
    wanted = {"id", "title", "issuer", "number", "issued", "period", "region", "sha256", "pages", "text", "sections"}
    assert wanted <= set(document)
    assert (document["issuer"], document["number"], document["issued"]) == ("福州市人民政府", "榕政〔2021〕4号", "2021-04-21")
    assert document["period"] == {"start": 2021, "end": 2025}
    kinds = [section["kind"] for section in document["sections"]]
    assert (kinds.count("chapter"), kinds.count("section"), kinds.count("box"), kinds.count("table"), kinds.count("figure")) == (
        14,
        57,
        16,
        2,
        7,
    )


def test_targets_keep_their_printed_numbers(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    for fact in fuzhou_facts.of(Target):
        quantity = fact.value.quantity
        assert quantity.op != "range" or quantity.value2 is not None
        assert fact.value.by is None or 1900 < fact.value.by < 2100
        assert fact.value.from_ is None or fact.value.by is None or fact.value.from_ <= fact.value.by


def test_same_input_same_bytes(fuzhou: Result, tmp_path: Path) -> None:
    again = run(PLAN, tmp_path, lambda stage, detail: None)
    assert hashes(again.folder) == hashes(fuzhou.folder)


def hashes(folder: Path) -> dict[str, str]:
    """sha256 of every file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_lexicons_are_part_of_the_package() -> None:
    assert (REPOSITORY / "lexicons" / "__init__.py").exists()
