"""Lexicons are held to rules like code: known keys, one meaning a form, tidy characters, parents and codes that exist."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.lexicon import COMMON_KEYS, ROOT, Lexicon, load, read_yaml
from pipeline.places import districts_of, gazetteer, national
from tests.conftest import SHARED

FILES = sorted(path for folder in ROOT.iterdir() if folder.is_dir() for path in folder.iterdir() if path.suffix in (".yml", ".csv"))
FULL_WIDTH = "（）：，“”‘’％！？、《》【】；～　"
"""Marks that are right in their full width, as plans print them, and stay so."""
PLACE_KINDS = {
    *("division", "area", "zone", "new town", "town", "village", "bay", "port", "island", "hub"),
    *("river", "lake", "reservoir", "wetland", "scenic", "quarter"),
}


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a lexicon file with `forms`, `weak` and `not` as lists."""
    if path.suffix == ".yml":
        found: list[dict[str, Any]] = read_yaml(str(path.relative_to(ROOT))) or []
        return found
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {key: value.split("|") if key in COMMON_KEYS[1:] else value for key, value in row.items() if value}
            for row in csv.DictReader(file)
        ]


@pytest.fixture(params=FILES, ids=lambda path: str(path.relative_to(ROOT)))
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_keys_are_known(path: Path) -> None:
    schema = read_yaml("schema.yml").get(path.stem, {})
    required = {"id", *schema.get("required", ())}
    known = {*COMMON_KEYS, *required, *schema.get("optional", ())}
    for row in rows(path):
        keys = {key for key, value in row.items() if value is not None}
        assert keys <= known, f"{row['id']}: {sorted(keys - known)} not in schema.yml under {path.stem}"
        assert required <= keys, f"{row.get('id')}: {sorted(required - keys)} missing"


def test_ids_are_unique(path: Path) -> None:
    ids = [str(row["id"]) for row in rows(path)]
    assert sorted(ids) == sorted(set(ids))


def test_a_form_has_one_meaning(path: Path) -> None:
    meanings = defaultdict(set)
    for row in rows(path):
        for form in row.get("forms") or ():
            meanings[form].add(str(row["id"]))
    doubtful = {form: sorted(ids) for form, ids in meanings.items() if len(ids) > 1}
    assert not doubtful, "make them weak, or longer"


def test_a_form_stands_once_in_its_row(path: Path) -> None:
    for row in rows(path):
        forms = [*(row.get("forms") or ()), *(row.get("weak") or ()), *(row.get("not") or ())]
        assert len(forms) == len(set(forms)), f"{row['id']}: {sorted(form for form in set(forms) if forms.count(form) > 1)}"


def test_characters_are_tidy(path: Path) -> None:
    for row in rows(path):
        for form in (str(form) for key in COMMON_KEYS[1:] for form in row.get(key) or ()):
            assert form and form == form.strip(), f"{row['id']}: white space around {form!r}"
            assert not re.search(r"[\x00-\x1f\u200b-\u200f\ufeff\ufffd]", form), f"{row['id']}: control character in {form!r}"
            wide = {char for char in form if "\uff01" <= char <= "\uff5e" and char not in FULL_WIDTH}
            assert not wide, f"{row['id']}: {form!r} has full-width {sorted(wide)}; the text is folded to half width"
            assert form == unicodedata.normalize("NFC", form), f"{row['id']}: {form!r} has a character in a compatibility form"


def test_lexicon_loads(path: Path) -> None:
    region = next((str(row["adcode"]) for row in read_yaml("regions.yml") if row["folder"] == path.parent.name), None)
    assert load(path.stem, region).entries


def test_regions_name_folders_and_divisions() -> None:
    for row in read_yaml("regions.yml"):
        assert (ROOT / row["folder"]).is_dir()
        assert row["name"] == national()[row["adcode"]].data["name"]


def test_schema_lists_lexicons_that_exist() -> None:
    assert set(read_yaml("schema.yml")) <= {path.stem for path in FILES}


def city_places() -> list[tuple[str, Lexicon]]:
    return [(row["adcode"], load("places", row["adcode"])) for row in read_yaml("regions.yml")]


def test_divisions_hang_together() -> None:
    for entry in national().entries:
        parent = entry.data["parent"]
        assert entry.data["level"] in {"province", "prefecture", "county", "zone"}
        assert parent == "100000" or parent in national(), f"{entry.id}: no parent {parent}"
        assert entry.data["ordinary"] in ("", "yes", "full")


def test_city_places_lie_in_divisions_of_the_city() -> None:
    for region, lexicon in city_places():
        divisions = {entry.id for entry in districts_of(region)}
        for entry in lexicon.entries:
            if "districts" in entry.data:
                assert set(entry.data["districts"].split("|")) <= divisions, entry.id
                assert entry.data["kind"] in PLACE_KINDS, f"{entry.id}: kind {entry.data['kind']}"
                assert entry.data["source"], entry.id


def test_every_division_of_a_city_is_found_by_its_name() -> None:
    for region, _ in city_places():
        for entry in districts_of(region):
            found = list(gazetteer(region).find(entry.data["name"]))
            assert [(one.kind, one.weak, one.adcodes) for one in found] == [("division", False, (entry.id,))], entry.id


@pytest.fixture
def official() -> Path:
    folder = SHARED / "places"
    if not folder.is_dir():
        pytest.skip("needs the official code lists beside the repository (../shared/places)")
    return folder


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_codes_are_the_official_ones(official: Path) -> None:
    codes = {row["code"]: row["name"] for row in read_csv(official / "areas.csv")}
    codes |= {f"{row['code']}00": row["name"] for row in read_csv(official / "cities.csv")}
    codes |= {f"{row['code']}0000": row["name"] for row in read_csv(official / "provinces.csv")}
    generic = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
    expected = {code: name for code, name in codes.items() if name not in generic}
    found = {entry.id: entry.data["name"] for entry in national().entries if entry.id not in ("710000", "810000", "820000")}
    assert found == expected


def test_towns_are_the_official_ones(official: Path) -> None:
    towns = {row["adcode"]: row["name"] for row in read_csv(official / "fujian_divisions.csv")}
    for entry in load("places", "350100").entries:
        if re.fullmatch(r"\d{9}", entry.id):
            name = towns[entry.id]
            assert any(name in form or form in name for form in (*entry.forms, *entry.weak)), f"{entry.id} is {name}"
            assert entry.data["districts"] == entry.id[:6]


@pytest.mark.parametrize("text", ["中共福建省福州市委", "适应城市发展，成长乐观；拓宽城区道路", "福州", "在福建省武夷山市", ""])
def test_spelling_finds_what_the_automaton_finds(text: str) -> None:
    assert list(load("places").spell(text)) == list(load("places").find(text))
