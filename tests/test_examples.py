"""Examples as data: each text yields the facts that its row lists, and no others."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extract import extract
from pipeline.facts import KINDS
from pipeline.read.text import read_string
from pipeline.records import to_record

FOLDER = Path(__file__).parent / "examples"
ROW_KEYS = {"text", "facts", "why", "from", "xfail", "region"}
SOURCES = {"corpus", "national", "hubei", "fujian", "shanghai", "invented"}


def rows() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        if path.stem not in KINDS:
            continue  # files of other tests (outline.yml …) have their own runner
        for index, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            marks = [pytest.mark.xfail(strict=True, reason=row["xfail"])] if row.get("xfail") else []
            found.append(pytest.param(path.stem, row, id=f"{path.stem}-{index}-{row['text'][:20].strip()}", marks=marks))
    return found


@pytest.mark.parametrize(("kind", "row"), rows())
def test_example(kind: str, row: dict[str, Any]) -> None:
    assert set(row) <= ROW_KEYS, f"unknown keys {set(row) - ROW_KEYS}"
    assert row.get("from", "invented") in SOURCES
    doc = read_string(row["text"], region=row.get("region", "350100"))
    facts = extract(doc)
    records = [to_record(doc, fact, facts) for fact in facts.of(KINDS[kind])]
    unmet = [expected for expected in row["facts"] if not take(expected, records, doc.text)]
    assert not unmet and not records, f"missing: {unmet}; unexpected: {[brief(record) for record in records]}"


def take(expected: dict[str, Any], records: list[dict[str, Any]], text: str) -> bool:
    """Remove the first record that is the expected fact and say whether there was one."""
    quote = squeeze(expected["quote"])
    assert quote in squeeze(text), f"the quote {quote} does not stand in the text"
    for record in records:
        if (quote in record["quote"] or record["quote"] in quote) and all(
            same(record.get(key), value) for key, value in expected.items() if key != "quote"
        ):
            records.remove(record)
            return True
    return False


def same(found: object, expected: object) -> bool:
    if isinstance(expected, (int, float)) and not isinstance(expected, bool) and isinstance(found, (int, float)):
        return Decimal(str(found)) == Decimal(str(expected))
    return found == expected


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def brief(record: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in record.items() if value and key not in ("id", "boxes", "parts", "section", "span", "page", "chapter")
    }
