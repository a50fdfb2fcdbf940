"""Facts as the records of the output files (CONTRACT), and back.

A record is the envelope (id, chapter, section, page, boxes, span, start, end, quote, rule, parts) plus the value's own fields; a nested
value (the quantity of a target) is spread out. `from_` is written as `from`. Decimals become JSON numbers. Commitments and periods have
years of their own called start and end, as the contract names them; their records carry the character offsets in `span` alone.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from pipeline.document import Anchor, Document
from pipeline.facts import KINDS, Fact, Facts
from pipeline.values import Quantity

FILES = {
    "quantity": "quantities.jsonl",
    "commitment": "commitments.jsonl",
    "goal": "goals.jsonl",
    "measure": "measures.jsonl",
    "project": "projects.jsonl",
    "place": "places.jsonl",
}
"""The kinds that have a file of their own; the others stay in `facts.jsonl`."""


def to_record(doc: Document, fact: Fact[Any], facts: Facts) -> dict[str, Any]:
    """The fact as a record of its output file. `parts` shows each part with its rule and quote."""
    return {
        "id": fact.id,
        **place_of(doc, fact.anchor),
        "boxes": [list(box) for box in doc.boxes(fact.anchor)],
        "span": [fact.anchor.start, fact.anchor.end],
        "start": fact.anchor.start,
        "end": fact.anchor.end,
        "quote": doc.quote(fact.anchor),
        **_spread(fact.value),
        "rule": fact.rule,
        "parts": [_part(doc, facts.get(part)) for part in fact.parts],
    }


def place_of(doc: Document, anchor: Anchor) -> dict[str, Any]:
    """Chapter, section and page of an anchor, as every record carries them."""
    section = doc.section_at(anchor.start)
    return {"chapter": section.chapter, "section": section.id, "page": doc.page_at(anchor.start)}


def from_record(kind: str, record: dict[str, Any]) -> Fact[Any]:
    """The fact that a record was written from."""
    value = _gather(KINDS[kind], record)
    parts = tuple(part["id"] for part in record["parts"])
    return Fact(value, Anchor(*record["span"]), record["rule"], parts, record["id"])


def write_jsonl(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line, keys in the order given, UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line, parse_float=Decimal) for line in file]


def _part(doc: Document, part: Fact[Any]) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.kind,
        "rule": part.rule,
        "quote": doc.quote(part.anchor),
        "start": part.anchor.start,
        "end": part.anchor.end,
    }


def _spread(value: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if dataclasses.is_dataclass(found):
            fields.update(_spread(found))
        else:
            fields[field.name.rstrip("_")] = _plain(found)
    return fields


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _gather(value_type: type[Any], record: dict[str, Any]) -> Any:
    hints = _hints()[value_type.__name__]
    arguments = {}
    for field in dataclasses.fields(value_type):
        if hints[field.name] is Quantity:
            arguments[field.name] = _gather(Quantity, record)
            continue
        found = record[field.name.rstrip("_")]
        if isinstance(found, list):
            found = tuple(found)
        arguments[field.name] = _decimal(found) if "Decimal" in str(hints[field.name]) else found
    return value_type(**arguments)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@cache
def _hints() -> dict[str, dict[str, Any]]:
    """Field types of every kind of value, by the name of its class."""
    return {value_type.__name__: get_type_hints(value_type) for value_type in KINDS.values()}
