"""Lists that commas separate: a verb, then names without one of their own, closed by 等项目 (建设甲电厂，乙县热电联产，丙工业园等项目)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.projects.cases import BUILT
from pipeline.projects.governing import governor
from pipeline.projects.judging import LONGEST_LISTED
from pipeline.projects.lists import PAUSE, Span, cut
from pipeline.projects.naming import NO_NAME, OPENING, complete
from pipeline.projects.words import is_proper, names_water

CLOSED = re.compile(r"等(?:[^，；。、等的]{0,8})(?:项目|工程)(?:建设|实施|前期工作){0,2}$")
"""What closes such a list: 等项目, 等重点工程建设."""
COMPANYS = re.compile(r"^[^、，]{2,10}公司(?=.{3})")
"""陕飞公司|屋顶分布式光伏发电: whose it is."""
SENTENCE = re.compile(
    r"(?:全面|合力|着力|大力|积极|深入|进一步|逐步|切实|严格|统筹|努力|带动|形成|实现|确保|力争|加强|提升|优化|扩大|推广|强化|增强|提高|加大|引导|促进|完善|坚持|保障|鼓励|支持|做好|发展|依托|围绕|包括|涉及|其中|共|总|年|占地|新增|使|让|并|以|对|在|为|由|按|把|将|与|和|及)"
)
"""Words that open clauses of a sentence, not items of a list."""
FEW = 3
"""One clause in so many may tell neither by its ending nor by a place which one is meant."""


def carried(text: str, clauses: Sequence[Span], region: str | None, free: list[bool]) -> frozenset[int]:
    """Where the clauses start that stand in such a list: the one that writes the verb, and those that go on under it.

    >>> text = "建设福州电厂，长乐热电联产，福清核能工业园等项目"
    >>> sorted(carried(text, [(0, 6), (7, 13), (14, 24)], None, [True] * len(text)))
    [0, 7, 14]
    """
    found: set[int] = set()
    for at, (lo, hi) in enumerate(clauses):
        mark = CLOSED.search(text, lo, hi)
        if at and mark is not None and free[mark.start()] and mark.start() > lo:
            found.update(_run(text, clauses[: at + 1], mark.start(), region, free))
    return frozenset(found)


def _run(text: str, clauses: Sequence[Span], end: int, region: str | None, free: list[bool]) -> list[int]:
    """The starts of the clauses of the list that ends with the last clause, whose names end at `end`; none where no verb opens it."""
    starts: list[int] = []
    untold = 0
    for lo, hi in reversed(clauses):
        items = _items(text, (lo, min(hi, end)), free)
        if not items:
            opened = bool(starts) and untold <= len(starts) // FEW and _opens(text, (lo, hi), region)
            return [*starts, lo] if opened else []
        starts.append(lo)
        untold += not all(complete(item) or _tells(item, region) for item in items)
        if text[lo - 1 : lo] not in ("，", ","):
            return []
    return []


def _opens(text: str, span: Span, region: str | None) -> bool:
    """Whether the clause is a verb over a first name and no list that is closed by itself."""
    over = governor(text[slice(*span)])
    words = text[span[0] + over.start : span[1]]
    return over.verb in BUILT and "等" not in words and len(words) <= 2 * LONGEST_LISTED and (complete(words) or _tells(words, region))


def _items(text: str, span: Span, free: list[bool]) -> list[str]:
    """The names that the clause may hold; none where a verb stands over them or a word that opens a sentence."""
    words = text[slice(*span)]
    if SENTENCE.match(words) or "等" in words:
        return []
    over = governor(words)
    items = [text[lo:hi] for lo, hi in cut(text, PAUSE, span, free)]
    wrong = any(len(item) > LONGEST_LISTED or OPENING.match(item) or NO_NAME.search(item) for item in items)
    return [] if over.verb or over.used or wrong else items


def _tells(words: str, region: str | None) -> bool:
    """Whether a place, a river, a number or a company says which one is meant."""
    return is_proper(words, region) or names_water(words) or is_companys(words)


def is_companys(words: str) -> bool:
    """Whether the words open with a company by its name and go on."""
    return COMPANYS.match(words) is not None


def is_told(words: str, region: str | None) -> bool:
    """Whether an item of such a list that ends like no name is one all the same (勉县风力发电, 华晖新能源公司50MW光伏发电)."""
    return len(words) > 4 and _tells(words, region)
