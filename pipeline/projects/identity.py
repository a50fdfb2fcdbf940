"""Whether two names are two writings of one project.

Numbers, phases, sides, ranks and places must agree. What one name says more must be what names leave out (a place, an owner, a word of the kind);
what tells which one is meant must be there in both. `short` says that one name is the other one shortened: it holds only where no other project
could be meant. Whatever is alike without that is for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.lexicon import load
from pipeline.places import NATION, gazetteer
from pipeline.projects.words import ending, is_bare_place, plain_out

Verdict = Literal["same", "short", "unsure", "different"]

MARKS = re.compile(r"[“”\"'‘’《》\s]")
BRACKET = re.compile(r"[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
TAIL = re.compile(r"(?:(?:重大|试点|示范)?(?:建设)?(?:工程|项目)|建设)$")
QUOTED = re.compile(r"“([^”]{4,})”")
"""Words in quotation marks long enough to be a name of their own."""
PHASE = re.compile(r"[一二三四五六七八九十]+(?=期)")
CODE = re.compile(r"[A-Z]\d+")
ROAD = re.compile(r"[GSX](?=\d{3})")
NUMBER = re.compile(r"[A-Za-z]?\d+[A-Za-z]?(?:\.\d+)?(?![亿万]?级)|[一二三四五六七八九十](?=[号桥轮环线路条]|水厂|通道|高速)")
SIDE = re.compile(r"[东西南北]{1,2}(?=岸|延|调|段|线|翼|片|区|部|侧|环|向|进)|[上下]游|[左右]岸")
REGION = re.compile(r"^(?:中国|国家|全国|福建省?|省|市)")
STRETCH = re.compile(r"(?:工程)?.*至.*[段线]|(?:改?扩建|改造|新建)?(?:工程)?")
TITLES = ("示范区", "试验区", "实验区", "先行区", "示范市")
LONG = 8
"""Characters of a name so long that it is known again without a place."""
OWN = 3
"""Characters of one's own (plain words not counted) by which a name without place or number is known again."""


@dataclass(frozen=True, slots=True)
class Features:
    """A name taken apart: `norm` without marks and words behind it, `kind` what it ends with, `own` the rest without places and numbers,
    `telling` the part of it that is not plain."""

    norm: str
    kind: str
    own: str
    telling: str
    numbers: frozenset[str]
    phases: frozenset[str]
    sides: frozenset[str]
    ranks: frozenset[str]
    districts: frozenset[str]
    quoted: frozenset[str]
    bare: bool
    region: str | None


def features(name: str, districts: frozenset[str], region: str | None) -> Features:
    """The parts of a name that decide; `districts` are those told for its mentions."""
    norm = normal(name)
    kind, form = _kind(norm)
    own = NUMBER.sub("", _placeless(norm[: len(norm) - len(form)], region))
    ranks = frozenset(_rows("rank")[form] for form in _rows("rank") if form in name)
    numbers = frozenset(ROAD.sub("", number) for number in NUMBER.findall(norm))
    return Features(
        norm,
        kind,
        own,
        plain_out(own),
        numbers,
        frozenset(PHASE.findall(norm)),
        frozenset(SIDE.findall(norm)),
        ranks,
        districts,
        frozenset(QUOTED.findall(name)),
        is_bare_place(MARKS.sub("", name), region),
        region,
    )


def normal(name: str) -> str:
    """The name without quotation marks, explaining brackets, words of manner and words like 工程 behind it; synonyms in one form.

    >>> normal("福州（长乐）国际航空城"), normal("“海上风电+储能”试点项目")
    ('福州长乐国际航空城', '海上风电+储能')
    """
    words = MARKS.sub("", name)
    words = BRACKET.sub(lambda found: "" if _explains(found) else found.group(1), words)
    words = _pattern("same", "drop", "rank").sub(lambda found: _rows("same").get(found.group(), ""), words)
    return TAIL.sub("", words) or words


def _explains(bracket: re.Match[str]) -> bool:
    """Whether brackets explain a name that stands without them: a list, a stretch (福州境), more than a short word behind a whole name."""
    words = bracket.group(1)
    return "、" in words or words.endswith(("境", "段")) or (bracket.start() > 7 and len(words) > 3)


def compare(one: Features, other: Features) -> Verdict:
    """How two names stand to each other."""
    if conflict(one, other):
        return "different"
    if one.norm == other.norm:
        return "unsure" if one.kind in TITLES and bool(one.ranks) != bool(other.ranks) else "same"
    short, long = sorted((one, other), key=lambda found: (len(found.own), len(found.norm), found.norm))
    if long.norm.startswith(short.norm) and len(short.norm) > 5 and STRETCH.fullmatch(long.norm[len(short.norm) :]):
        return "short"
    if one.quoted & other.quoted and (one.kind == other.kind or "" in (one.kind, other.kind)):
        return "short"
    if one.kind != other.kind:
        return "short" if _same_code(one, other) else _doubt(short, long)
    return _by_own(short, long)


def _by_own(short: Features, long: Features) -> Verdict:
    """Two names of one kind, by what tells which one is meant."""
    if _missing(short, long):
        return "unsure" if len(short.telling) >= 2 and _rest(short.own, long.own) is not None else "different"
    if (
        short.own == long.own
        and short.numbers == long.numbers
        and (short.numbers or short.telling)
        and min(len(short.norm), len(long.norm)) > 5
    ):
        return "short"
    more = _rest(*sorted((short.norm, long.norm), key=len))
    if (
        more is not None
        and min(len(short.norm), len(long.norm)) > 4
        and not _pattern("slack").sub("", NUMBER.sub("", _placeless(more, short.region)))
    ):
        return "short" if short.telling or len(short.kind) >= OWN or len(short.norm) > 5 or (short.bare and long.bare) else "unsure"
    if len(short.norm) >= LONG and long.norm.endswith(short.norm) and len(long.norm) - len(short.norm) <= 4:
        return "short"
    rest = _rest(short.own, long.own)
    if rest is None:
        return _doubt(short, long)
    known = (
        len(short.telling) >= OWN
        or (len(short.telling) >= 1 and bool(short.numbers and long.numbers))
        or (len(short.telling) >= 2 and bool(short.districts & long.districts))
    )
    if not _pattern("slack").sub("", rest):
        return "short" if known or (not short.own and not long.own and len(short.kind) >= OWN) else _doubt(short, long)
    if short.own in long.own and len(short.telling) > OWN and len(rest) <= 4:
        return "short"
    if long.own.startswith(short.own) and len(short.telling) >= 2 and len(short.kind) >= OWN:
        return "short"
    split = len(short.telling) > OWN + 1 and len(rest) <= 4 and long.own[:3] == short.own[:3]
    return "short" if split else _doubt(short, long)


def conflict(one: Features, other: Features) -> bool:
    """Whether numbers, phases, sides, ranks or places exclude each other."""
    numbers = one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers)
    places = one.districts and other.districts and not one.districts & other.districts
    pairs = ((one.phases, other.phases), (one.sides, other.sides), (one.ranks, other.ranks))
    return bool(numbers or places) or any(first and second and first != second for first, second in pairs)


def _missing(one: Features, other: Features) -> bool:
    """Whether only one of the two names tells a number, a phase or a side – or a rank, where a title is given at several ranks."""
    pairs = ((one.numbers, other.numbers), (one.phases, other.phases), (one.sides, other.sides))
    title = one.kind in TITLES and bool(one.ranks) != bool(other.ranks)
    return title or any(bool(first) != bool(second) for first, second in pairs)


def _same_code(one: Features, other: Features) -> bool:
    """城际铁路F1线 and 福州至长乐机场城际铁路(F1): the letter and number name the line."""
    codes = [frozenset(CODE.findall(found.norm)) for found in (one, other)]
    return bool(codes[0]) and codes[0] == codes[1] and len(set(one.own) & set(other.own)) >= OWN


def _doubt(short: Features, long: Features) -> Verdict:
    """Unsure when the names share so much of their own that a person should look."""
    from rapidfuzz.fuzz import ratio

    if min(len(short.telling), len(long.telling)) < 2:
        return "different"
    held = short.kind == long.kind and _rest(short.own, long.own) is not None
    return "unsure" if held or (len(short.telling) >= OWN and ratio(short.own, long.own) >= 80) else "different"


def _rest(short: str, long: str) -> str | None:
    """What the long one says more, when the short one's characters stand in it in their order."""
    left, at = [], 0
    for char in long:
        if at < len(short) and char == short[at]:
            at += 1
        else:
            left.append(char)
    return "".join(left) if at == len(short) else None


def _kind(norm: str) -> tuple[str, str]:
    """(what kind of thing the name ends with, the ending as written)."""
    for head in sorted(_rows("head"), key=lambda form: (-len(form), form)):
        if norm.endswith(head):
            return _rows("head")[head], head
    last = ending(norm)
    return (last.form, last.form) if last is not None and norm.endswith(last.form) else ("", "")


def _placeless(words: str, region: str | None) -> str:
    """The words without places, and without the names by which a plan speaks of its region (福州, 福建, 中国)."""
    spans = [(found.start, found.end) for found in gazetteer(region or NATION).find(words)]
    kept = "".join(char for at, char in enumerate(words) if not any(lo <= at < hi for lo, hi in spans))
    return REGION.sub("", kept)


@cache
def _rows(use: str) -> dict[str, str]:
    """Form → id of the rows of one use."""
    return {form: entry.id for entry in load("project_synonyms").entries if entry.data["use"] == use for form in entry.forms}


@cache
def _pattern(*uses: str) -> re.Pattern[str]:
    forms = sorted((form for use in uses for form in _rows(use)), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, forms)))
