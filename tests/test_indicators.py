"""Names of indicators: aliases meet in one row, tempting look-alikes do not, words outside the lexicon keep an id of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.language.indicators import identify, own_id, plain
from pipeline.lexicon import load

EXAMPLES = Path(__file__).parent / "examples" / "indicator.yml"
ROWS: list[dict[str, Any]] = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["words"]))
def test_phrase_names_its_indicator(row: dict[str, Any]) -> None:
    assert set(row) <= {"words", "id", "from", "region", "why"}
    assert identify(row["words"], row.get("region")) == row["id"]


def test_every_form_names_its_own_row() -> None:
    for entry in load("indicators").entries:
        for form in (*entry.forms, *entry.weak):
            assert identify(form) == entry.id, form
            assert identify(f"全市{form}") in (entry.id, None), form


def test_a_name_in_one_spelling_has_one_meaning() -> None:
    meanings: dict[str, set[str]] = {}
    for entry in load("indicators").entries:
        for form in (*entry.forms, *entry.weak):
            meanings.setdefault(plain(form), set()).add(entry.id)
    assert not {name: ids for name, ids in meanings.items() if len(ids) > 1}


def test_rows_say_family_direction_and_sector() -> None:
    kinds = {str(unit.data["kind"]) for unit in load("units").entries} | {"ratio"}
    for entry in load("indicators").entries:
        assert entry.data["family"] in kinds, entry.id
        assert (entry.data.get("direction") or "higher") in ("higher", "lower"), entry.id
        assert entry.data["sector"] in load("sectors"), entry.id


def test_forms_that_are_something_else_name_no_row() -> None:
    for entry in load("indicators").entries:
        for form in entry.not_forms:
            assert identify(form) != entry.id, form


@pytest.mark.parametrize("words", ["自贸区GDP", "自贸区地区生产总值（亿元）", "1.自贸区的GDP", "全市自贸区GDP", "自贸区国内生产总值增速"])
def test_an_unknown_indicator_has_one_id_in_all_spellings(words: str) -> None:
    assert identify(words) is None
    assert own_id(words) == own_id("自贸区GDP")


def test_own_ids_differ_and_never_look_like_a_row() -> None:
    ids = {own_id(row["words"]) for row in ROWS if row["id"] is None}
    assert len(ids) == sum(row["id"] is None for row in ROWS)
    assert all(name.startswith("x-") and name not in load("indicators") for name in ids)
