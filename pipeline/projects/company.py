"""What the items of one list tell of each other: heads that only the last one writes, and that where some are names the others are."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.projects.cases import BUILT, Listed, Part, Type
from pipeline.projects.heads import LINE
from pipeline.projects.lists import PAUSE, Span, cut
from pipeline.projects.monuments import HERITAGE, MONUMENT, is_monument
from pipeline.projects.naming import Name, complete, is_wish, named
from pipeline.projects.parts import is_seat
from pipeline.projects.words import (
    DIVERSION,
    QUOTED,
    ending,
    is_of_a_company,
    leading_places,
    names_place,
    peeled,
    plain_out,
    specific,
)

ONE_TITLE = re.compile(rf"(?:自主创新示范区|自由贸易试验区|试验区|示范区|经济带|产业带|走廊|通道|城市群|都市圈|先行区|线|{LINE})$")
"""Heads that several places hold together."""
NO_HEAD = re.compile(
    r"等|[\d一二三四五六七八九十两]+[个大座条]|建设|打造|争创|创建|申报|发展|形成|开展|设立|推进|具备|共[建同]|联合|合作|之间"
)
"""Words that go on with the sentence, not with the name of a place."""
QUOTED_ITEM = 8
"""Characters of quoted words that name what is done to a place, with their marks (“气化湖南”)."""
MINED = re.compile("(?:开发利用|综合开发|开发|开采)$")
"""What is done to a mine or a field (红格南矿|开发利用)."""
OWN_WORDS, OF_A_SCHOOL, TELLING = 2, 3, 3
"""Characters that tell which one is meant: of an item that ends like a name, like one of many schools or halls, of one that does neither."""
VERBS = BUILT | frozenset(("提升", "改造", "支持", "完善", "保护", "做强"))


def in_company(text: str, parts: list[Part], region: str | None) -> list[Part]:
    """The items with the certainty that the others of their list give them: names stand beside names."""
    sure: dict[tuple[str, int], bool] = {}
    for part in parts:
        key = (part.verb, part.listed)
        if len(parts) > 1 and not sure.get(key):
            found = named(text[part.start : part.end], region, part.verb, part.listed)
            sure[key] = found is not None and "、" not in text[part.start : part.end] and _is_built(found, text[part.start : part.end])
    return [replace(part, listed=_certainty(text, part, region)) if sure.get((part.verb, part.listed)) else part for part in parts]


def _is_built(found: Name, words: str) -> bool:
    return found.type == "facility" or (words[found.start : found.end].endswith("工程") and not QUOTED.search(words))


def _certainty(text: str, part: Part, region: str | None) -> Listed:
    """2 for an item of a list of projects that tells enough, 1 for one of any list that ends like a name, else what it is."""
    words = text[part.start : part.end]
    if part.listed == 2 or part.verb not in VERBS or "的" in words or is_wish(words):
        return part.listed
    ends = [(left, last) for left, _ in peeled(words) if (last := ending(left)) is not None and last.use in ("facility", "works")]
    if ends:
        left, last = ends[0]
        return 1 if specific(left) >= (OF_A_SCHOOL if last.needs == "proper" and not part.listed else OWN_WORDS) else part.listed
    if DIVERSION.search(words) or (len(words) <= QUOTED_ITEM and QUOTED.fullmatch(words) and names_place(words, region)):
        return max(part.listed, 1)
    if is_of_a_company(words):
        return 2
    own = MINED.sub("", words)
    return 2 if part.listed == 1 and len(plain_out(own)) >= TELLING and len(plain_out(own)) == len(own) else part.listed


def shared_heads(text: str, part: Part, region: str | None) -> list[tuple[Span, str, Type]]:
    """(where, name, type) of each member of a list whose head only the last one writes; nothing for any other item.

    Places take the head over (怀柔、张江科学中心); monuments keep the name that is written.
    """
    items = cut(text, PAUSE, (part.start, part.end), [True] * len(text))
    if len(items) < 2:
        return []
    return _seats(text, items, region) or _monuments(text, items)


def _seats(text: str, items: list[Span], region: str | None) -> list[tuple[Span, str, Type]]:
    """北京怀柔、上海张江综合性国家科学中心: one in each place."""
    lo, hi = items[-1]
    size = leading_places(text[lo:hi], region)
    head = next((left[size:] for left, _ in peeled(text[lo:hi]) if len(left) > size + 2 and complete(left)), "") if size else ""
    last = ending(head)
    if (
        last is None
        or last.use != "facility"
        or ONE_TITLE.search(head)
        or NO_HEAD.match(head)
        or not all(is_seat(text[at:to], region) for at, to in items[:-1])
    ):
        return []
    end = lo + size + len(head)
    found: list[tuple[Span, str, Type]] = [((start, end), text[start:stop] + head, "facility") for start, stop in items[:-1]]
    return [*found, ((lo, end), text[lo:end], "facility")]


def _monuments(text: str, items: list[Span]) -> list[tuple[Span, str, Type]]:
    """擂鼓墩、走马岭、容美土司大遗址保护利用项目: as they are written."""
    lo, hi = items[-1]
    last = next((left for left, _ in peeled(text[lo:hi]) if HERITAGE.search(left)), None)
    if last is None or not 2 <= HERITAGE.search(last).start() <= MONUMENT or not all(is_monument(text[at:to]) for at, to in items[:-1]):  # type: ignore[union-attr]
        return []
    found: list[tuple[Span, str, Type]] = [((start, stop), text[start:stop], "facility") for start, stop in items[:-1]]
    return [*found, ((lo, lo + len(last)), last, "facility")]
