"""The divisions of the country: which region a title means, which divisions a region has, how they are called.

Adcodes are the official six-digit codes: province 350000, prefecture 350100, county 350112; the nation is "100000". A municipality
(上海市 310000) has its districts directly below it. Names are those of `lexicons/national/places.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import Entry, Lexicon, load

NATION = "100000"
NATION_WORDS = re.compile(r"中华人民共和国|中共中央|国务院|全国人民代表大会|全国人大|国家(?!级|历史|公园|森林|重点)")


def region_of(text: str) -> str | None:
    """The adcode that an issuer or a title means: the first division named, as deep as names follow each other.

    >>> region_of("福州市人民政府"), region_of("上海市国民经济和社会发展第十五个五年规划纲要"), region_of("国务院关于印发规划的通知")
    ('350100', '310000', '100000')
    >>> region_of("南京市鼓楼区人民政府"), region_of("鼓楼区人民政府")
    ('320106', None)
    """
    nation = NATION_WORDS.search(text)
    for match in national().spell(text):
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
    return region == NATION or adcode.startswith(_stem(region))


@cache
def _stem(region: str) -> str:
    """The digits that all codes inside the region share."""
    return region.removesuffix("00").removesuffix("00")


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
