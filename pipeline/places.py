"""Places of China, looked up: which region a title means, which divisions a region has, which names are its own.

Adcodes are the official six-digit codes: province 350000, prefecture 350100, county 350112; the nation is "100000". A municipality
(上海市 310000) has its districts directly below it. Names are those of `lexicons/national/places.csv`; a city folder adds its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pipeline.lexicon import Entry, Lexicon, city_folder, load

NATION = "100000"
NATION_WORDS = re.compile(r"中华人民共和国|中共中央|国务院|全国人民代表大会|全国人大|国家(?!级|历史|公园|森林|重点)")
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


def region_of(text: str) -> str | None:
    """The adcode that an issuer or a title means: the first division named, as deep as names follow each other.

    >>> region_of("福州市人民政府"), region_of("上海市国民经济和社会发展第十五个五年规划纲要"), region_of("国务院关于印发规划的通知")
    ('350100', '310000', '100000')
    >>> region_of("南京市鼓楼区人民政府"), region_of("鼓楼区人民政府")
    ('320106', None)
    """
    nation = NATION_WORDS.search(text)
    for match in national().find(text):
        if nation and nation.start() <= match.start:
            return NATION
        start = _certain(match.entry, text[match.start : match.end])
        if start is not None:
            return _deepen(start, text, match.end)
    return NATION if nation else None


def districts_of(region: str) -> tuple[Entry, ...]:
    """County-level divisions inside the region, in order of their codes; what has none (a county, 东莞市) is its own only one."""
    found = tuple(entry for entry in national().entries if entry.data["level"] == "county" and within(entry.id, region))
    return found or (division(region),)


def division(adcode: str) -> Entry:
    """The division with this code; KeyError when there is none. `entry.data` has `name`, `level`, `parent`."""
    return national()[adcode]


def within(adcode: str, region: str) -> bool:
    """True when the division lies in the region or is the region."""
    return region == NATION or adcode.startswith(re.sub(r"(?:00){1,2}$", "", region))


def short_name(name: str) -> str:
    """A division's name as people say it (长乐区 → 长乐, 恩施土家族苗族自治州 → 恩施); names of two characters stay (赵县)."""
    for entry in _named(name):
        said = [form for form in entry.weak if form != name]
        if said:
            return said[0]
    return name[:-1] if len(name) > 2 and name[-1] in "省市区县旗盟" else name


@cache
def national() -> Lexicon:
    """All provinces, prefectures and counties of the country."""
    return load("places")


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
        """Candidates in text order, not overlapping; a not-form that wins swallows its place."""
        words, automaton = self._finder
        for index, start, end in automaton.find_matches_as_indexes(text):
            found = self._meanings[words[index]]
            if found is not None:
                yield Candidate(start, end, found.kind, found.weak, found.districts, found.adcodes, found.near)

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
        for form in (*entry.forms, *entry.weak):
            meaning = self._meaning(entry, form)
            known = self._meanings.get(form)
            if meaning and (form not in self._meanings or (known is not None and known.kind == "outside" and meaning.kind != "outside")):
                self._meanings[form] = meaning

    def _meaning(self, entry: Entry, form: str) -> Candidate | None:
        name, level = entry.data["name"], entry.data["level"]
        if within(self.region, entry.id) or entry.id == self.region:
            return Candidate(0, 0, "region", False)
        if not within(entry.id, self.region):
            short_county = level == "county" and form != name and form not in entry.forms
            return None if short_county else Candidate(0, 0, "outside", False)
        if form in entry.forms and form != name:
            return None  # 南京市鼓楼区 is read as two names, one within the other
        ordinary = entry.data.get("ordinary")
        weak = ordinary == "full" or (form != name and (bool(ordinary) or (self.region == NATION and level == "county")))
        return Candidate(0, 0, "division", weak, (name,), (entry.id,))


@cache
def gazetteer(region: str) -> Gazetteer:
    return Gazetteer(region)


def _city_entries(region: str) -> tuple[Entry, ...]:
    if city_folder(region) is None:
        return ()
    return tuple(entry for entry in load("places", region).entries if "districts" in entry.data)


def _automaton(words: tuple[str, ...]) -> tuple[tuple[str, ...], Any]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return words, AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)


@cache
def _names() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in national().entries:
        found[entry.data["name"]] = (*found.get(entry.data["name"], ()), entry)
    return found


def _named(name: str) -> tuple[Entry, ...]:
    return _names().get(name, ())


def _certain(entry: Entry, form: str) -> Entry | None:
    """The entry that a form means by itself: a full name that only one division has, or the short name of a province or prefecture."""
    if form in entry.forms:
        return entry
    if form == entry.data["name"]:
        return None
    return entry if entry.data["level"] != "county" and not entry.data.get("ordinary") else None


def _deepen(entry: Entry, text: str, end: int) -> str:
    """The deepest division named without a gap after `entry` (福建省福州市长乐区)."""
    below = [e for e in national().entries if e.id != entry.id and within(e.id, entry.id)]
    for child in below:
        if text.startswith(child.data["name"], end):
            return _deepen(child, text, end + len(child.data["name"]))
    return entry.id


def district_codes(names: Iterable[str], region: str) -> tuple[str, ...]:
    """Adcodes of a region's districts by their names, in the same order; "" for a name that the region does not have.

    A functional zone that counts as a district (高新区) has the code of the county where it lies.
    """
    units = {entry.data["unit"]: entry.data["districts"] for entry in _city_entries(region) if entry.data.get("unit")}
    codes = units | {entry.data["name"]: entry.id for entry in national().entries if within(entry.id, region)}
    return tuple(codes.get(name, "") for name in names)
