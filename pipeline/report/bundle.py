"""What the explorer knows: one plain object of a document, its facts, findings and graph, ready to be written as JSON.

Lengths on the page are tenths of a PDF point as integers, spans are offsets into `doc.text`, absent values are left out: the object of a
plan of 130 pages stays under four megabytes.
"""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from pipeline.document import Box, Document, Run, Table, hundredths
from pipeline.facts import Fact, Facts, Topic
from pipeline.report.coverage import matrices
from pipeline.report.material import Material
from pipeline.report.names import district_tiles, rule_names, sectors

Json = dict[str, Any]
OUTLINE = ("Document", "Section")
BARE = ("amount", "period")
"""Kinds that only serve as parts of others."""
RENAMED = {"start": "first", "end": "last", "from_": "from", "kind": "sort"}
"""Names of a value's fields that its envelope has already: years called start and end are first and last, a goal's kind is its sort."""
LOOSE = ("start", "end", "number", "why", "page", "section", "quote")
"""What is kept of a number that no fact explains."""


def bundle(material: Material) -> Json:
    """Everything that the explorer shows, as lists, dictionaries, strings and numbers."""
    doc, facts, found = material.doc, material.facts, material.findings
    return {
        "doc": _document(doc),
        "sections": _sections(doc, facts),
        "blocks": _blocks(doc),
        "tables": [_table(table) for table in doc.tables],
        "runs": [_run(run) for run in doc.runs],
        "dropped": [[item.kind, item.text, list(_frame(item.box))] for item in doc.dropped if item.box],
        "facts": [_fact(fact, material) for fact in facts if not isinstance(fact.value, Topic)],
        "findings": _findings(material),
        "graph": _graph(material),
        "coverage": matrices(material),
        "unexplained": [_given({key: record.get(key) for key in LOOSE}) for record in material.unexplained],
        "names": {"sectors": sectors(doc.region), "rules": rule_names(finding.code for finding in found)},
        "tiles": district_tiles(doc.region, facts),
    }


def _document(doc: Document) -> Json:
    sizes = [[_tenths(width), _tenths(height)] for width, height in doc.page_sizes]
    return {
        **_given(
            {name: getattr(doc, name) for name in ("id", "title", "issuer", "number", "issued", "region", "pages", "source", "sha256")}
        ),
        "period": list(doc.period) if doc.period else None,
        "sizes": sizes[:1] if len({tuple(size) for size in sizes}) == 1 else sizes,
        "text": doc.text,
    }


def _sections(doc: Document, facts: Facts) -> list[Json]:
    topics = {fact.value.section: fact.value for fact in facts.of(Topic)}
    nothing = Topic("", None)
    return [
        _given(
            {
                "id": section.id,
                "parent": section.parent,
                "kind": section.kind,
                "title": section.title,
                "chapter": section.chapter,
                "page": doc.page_at(section.anchor.start),
                "start": section.anchor.start,
                "end": section.anchor.end,
                "head": [section.heading.start, section.heading.end],
                "sector": topics.get(section.id, nothing).sector,
                "goal": topics.get(section.id, nothing).goal or None,
            }
        )
        for section in doc.sections
    ]


def _blocks(doc: Document) -> list[list[Any]]:
    """Each block as kind, start, end, index of its section, end of its run-in words (0 for none)."""
    index = {section.id: at for at, section in enumerate(doc.sections)}
    return [
        [block.kind, block.anchor.start, block.anchor.end, index[block.section], block.run_in.end if block.run_in else 0]
        for block in doc.blocks
    ]


def _table(table: Table) -> Json:
    """A table; each cell as start, end, row, column, rows, columns, then its frame on the page if it has one."""
    cells = [
        [cell.anchor.start, cell.anchor.end, cell.row, cell.column, cell.rows, cell.columns, *(_frame(cell.box) if cell.box else ())]
        for cell in table.cells
    ]
    return {
        "title": table.title,
        "section": table.section,
        "head": table.header_rows,
        "rows": table.rows,
        "columns": table.columns,
        "cells": cells,
    }


def _run(run: Run) -> list[Any]:
    """A run as start, page, top, bottom and the x edges: the left of the first character, then how far each goes on to the next."""
    edges = [_tenths(edge) for edge in hundredths((*run.lefts, run.rights[-1]))]
    return [run.start, run.page, _tenths(run.top), _tenths(run.bottom), edges[0], [after - before for before, after in pairwise(edges)]]


def _fact(fact: Fact[Any], material: Material) -> Json:
    """A fact with its value's fields; sector and districts are those of its place when the value names none."""
    span = fact.anchor
    told = {
        "id": fact.id,
        "kind": fact.kind,
        "start": span.start,
        "end": span.end,
        "rule": fact.rule,
        "parts": fact.parts,
        **spread(fact.value),
    }
    if fact.kind not in BARE:
        told |= {"sector": material.sector(fact), "districts": material.districts(fact)}
    return _given(told)


def spread(value: Any) -> Json:
    """A value's fields in one level."""
    found: Json = {}
    for name, shown in _fields(value.__class__):
        item = getattr(value, name)
        if is_dataclass(item):
            found |= spread(item)
        else:
            found[shown] = _plain(item) if isinstance(item, Decimal) else item
    return found


@cache
def _fields(value_type: type[Any]) -> list[tuple[str, str]]:
    """Names of a value's fields, and how they are called in the bundle."""
    return [(item.name, RENAMED.get(item.name, item.name)) for item in fields(value_type)]


def _findings(material: Material) -> list[Json]:
    """Findings with the decision about each, if somebody made one before this run."""
    judged = {judgement.id: {"who": judgement.who, "when": judgement.when, "why": judgement.why} for judgement in material.judgements}
    return [_given({"id": finding.id, **asdict(finding), "judged": judged.get(finding.id)}) for finding in material.findings]


def _graph(material: Material) -> Json:
    """Nodes as id, label, name, fact id (or null); edges as indexes of source and target, label, confidence, rule, evidence.

    The outline (sections and what they state) is left out: every fact tells its section.
    """
    graph = material.graph
    shown = [(node, data) for node, data in graph.nodes(data=True) if data.get("label") not in OUTLINE]
    index = {node: at for at, (node, _) in enumerate(shown)}
    nodes = [[node, data.get("label", ""), data.get("name", node), material.fact_of(node)] for node, data in shown]
    edges = [
        [index[source], index[target], data["label"], data["confidence"], data["rule"], data["evidence"]]
        for source, target, data in graph.edges(data=True)
        if source in index and target in index
    ]
    return {"nodes": nodes, "edges": edges}


def _frame(box: Box) -> tuple[int, ...]:
    return (box[0], *(_tenths(length) for length in box[1:]))


def _tenths(length: float) -> int:
    return round(length * 10)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _given(record: Json) -> Json:
    """The record without what is absent: None, empty lists and empty strings."""
    return {key: value for key, value in record.items() if value is not None and value != "" and value != () and value != []}
