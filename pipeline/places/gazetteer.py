"""The names that may stand for a place in a plan of one region: its divisions, its city's own gazetteer, and what lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pipeline.lexicon import Entry, city_folder, load
from pipeline.places.boundaries import straddles
from pipeline.places.divisions import NATION, districts_of, division, national, short_name, within

Kind = Literal["division", "place", "region", "outside"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found at text[start:end].

    `division` is a county-level (or, in a province's plan, prefecture-level) division of the region; `place` anything smaller from the
    city's own gazetteer; `region` the region as a whole or what it lies in; `outside` a division elsewhere. `districts` are names,
    `adcodes` theirs in the same order. A `weak` name is believed only in context; `near` are words that give it.
    """

    start: int
    end: int
    kind: Kind
    weak: bool
    districts: tuple[str, ...] = ()
    adcodes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


REGION, OUTSIDE = Candidate(0, 0, "region", False), Candidate(0, 0, "outside", False)


class Gazetteer:
    """All names that may stand for a place in a plan of one region, in one automaton (leftmost, longest).

    `divisions` are the short names of the region's counties and districts.
    """

    def __init__(self, region: str) -> None:
        self.region = region
        self._meanings: dict[str, Candidate | None] = {}
        self._add_city()
        for entry in national().entries:
            self._add_division(entry)
        self.divisions = tuple(short_name(entry.data["name"]) for entry in districts_of(region))
        self._finder = _automaton(tuple(self._meanings))

    def find(self, text: str) -> Iterator[Candidate]:
        """Candidates in text order, not overlapping; a not-form that wins swallows its place, and the ends of two words are no name."""
        words, automaton = self._finder
        for index, start, end in automaton.find_matches_as_indexes(text):
            found = self._meanings[words[index]]
            if found is not None and (found.kind == "place" or not straddles(text, start, end, self._is_known(found))):
                yield Candidate(start, end, found.kind, found.weak, found.districts, found.adcodes, found.near)

    def _is_known(self, found: Candidate) -> bool:
        """Whether everybody knows the name: of a province or a prefecture, the document's own or another."""
        return found.kind == "outside" or (found.kind == "region" and self.region.endswith("00"))

    def _add_city(self) -> None:
        for entry in _city_entries(self.region):
            adcodes = tuple(entry.data["districts"].split("|"))
            names = (entry.data["unit"],) if entry.data.get("unit") else tuple(division(code).data["name"] for code in adcodes)
            near = tuple(filter(None, (entry.data.get("near") or "").split("|")))
            kind: Kind = "division" if entry.data["kind"] == "division" else "place"
            if not all(within(code, self.region) for code in adcodes):
                kind = "outside"
            elif adcodes == (self.region,) and kind == "division":
                kind = "region"
            for form in entry.not_forms:
                self._meanings.setdefault(form, None)
            for form in entry.forms:
                self._meanings[form] = Candidate(0, 0, kind, False, names, adcodes)
            for form in entry.weak:
                self._meanings.setdefault(form, Candidate(0, 0, kind, True, names, adcodes, near))

    def _add_division(self, entry: Entry) -> None:
        for form in entry.not_forms:
            self._meanings.setdefault(form, None)
        inside, around = within(entry.id, self.region), within(self.region, entry.id)
        for form in (*entry.forms, *entry.weak):
            meaning = REGION if around else self._division(entry, form) if inside else _elsewhere(entry, form)
            if meaning is None:
                continue
            known = self._meanings.get(form)
            if form not in self._meanings or (known is not None and known.kind == "outside" and meaning.kind != "outside"):
                self._meanings[form] = meaning

    def _division(self, entry: Entry, form: str) -> Candidate | None:
        """What a form of a division of the region means."""
        name = entry.data["name"]
        if form in entry.forms and form != name:
            return None  # 南京市鼓楼区 is read as two names, one within the other
        ordinary = entry.data.get("ordinary")
        weak = ordinary == "full" or (form != name and (bool(ordinary) or (self.region == NATION and entry.data["level"] == "county")))
        return Candidate(0, 0, "division", weak, (name,), (entry.id,))


def _elsewhere(entry: Entry, form: str) -> Candidate | None:
    """A division outside the region; the short name of a county elsewhere (长乐) is believed of none."""
    short_county = entry.data["level"] == "county" and form != entry.data["name"] and form not in entry.forms
    return None if short_county else OUTSIDE


@cache
def gazetteer(region: str) -> Gazetteer:
    return Gazetteer(region)


def district_codes(names: Iterable[str], region: str) -> tuple[str, ...]:
    """Adcodes of a region's districts by their names, in the same order; "" for a name that the region does not have.

    A functional zone that counts as a district (高新区) has the code of the county where it lies.
    """
    codes = _codes(region)
    return tuple(codes.get(name, "") for name in names)


@cache
def _codes(region: str) -> dict[str, str]:
    """Adcodes of all divisions and functional zones of a region by name."""
    units = {entry.data["unit"]: entry.data["districts"] for entry in _city_entries(region) if entry.data.get("unit")}
    return units | {entry.data["name"]: entry.id for entry in national().entries if within(entry.id, region)}


def _city_entries(region: str) -> tuple[Entry, ...]:
    if city_folder(region) is None:
        return ()
    return tuple(entry for entry in load("places", region).entries if "districts" in entry.data)


def _automaton(words: tuple[str, ...]) -> tuple[tuple[str, ...], Any]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return words, AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)
