"""S03: passages printed twice, and wordings that drift between two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.plan import Plan, short, squeeze
from pipeline.document import Anchor
from pipeline.findings import Finding
from pipeline.lexicon import load

LONG = 30
"""Passages shorter than this may be repeated without anybody minding."""
SLIP = 45
"""A passage of this length that stands twice in one section was pasted twice."""
SEED = 16
HEAD = 3
MANY = 40
"""So many clauses before it that begin alike are looked at."""
NUMBERS = re.compile(r"[\d一二三四五六七八九十]+")
START = re.compile(r"(?:^|[，。；：、！])(?=[^，。；：、！])")
PARTICLES = re.compile(r"[的地得和与及了]|\W")
SHORTEST, LONGEST = 10, 60
"""Lengths of clauses in which a drifting word matters."""
CLAUSE = re.compile(r"[^，,。；;：:！？]+")


def repeated(plan: Plan) -> Iterator[Finding]:
    """S03: the same words again. In one section they are a slip of the pen, in a box or another chapter a repetition."""
    text = plan.running[0]
    for first, second, length in _copies(text):
        one, two = plan.passage(first, first + length), plan.passage(second, second + length)
        if plan.doc.section_at(one.start).kind in ("front", "preface") or _is_formula(text[first : first + length]):
            continue
        yield _repeated(plan, one, two, length, text[max(second - 6, 0) : second + 6])
    yield from _drifting(plan)


def _is_formula(passage: str) -> bool:
    """What the passage adds to the words that every plan repeats is short."""
    known = sum(match.end - match.start for match in load("formulas").find(passage))
    return known > 0 and len(passage) - known < LONG


def _copies(text: str) -> Iterator[tuple[int, int, int]]:
    """Longest passages that occur twice: where, where again, how long. They are looked for at the starts of clauses and grown both ways."""
    seen: dict[str, int] = {}
    done = 0
    for match in START.finditer(text):
        at = match.end()
        seed = text[at : at + SEED]
        before = seen.setdefault(seed, at)
        if before == at or at < done or len(seed) < SEED:
            continue
        back, ahead = _grown(text, before, at, done)
        if back + ahead >= LONG:
            yield before - back, at - back, back + ahead
            done = at + ahead


def _grown(text: str, first: int, second: int, floor: int) -> tuple[int, int]:
    """How far the two passages agree before and behind these places, without meeting each other or reaching back before `floor`."""
    back, ahead = 0, SEED
    while first + ahead < second - back and second + ahead < len(text) and text[first + ahead] == text[second + ahead]:
        ahead += 1
    while back < first and second - back > max(floor, first + ahead) and text[first - back - 1] == text[second - back - 1]:
        back += 1
    return back, ahead


def _repeated(plan: Plan, one: Anchor, two: Anchor, length: int, junction: str) -> Finding:
    said = short(plan.quote(one).lstrip("，、；。"), 40)
    if length >= SLIP and plan.doc.section_at(one.start).id == plan.doc.section_at(two.start).id:
        message = f"自“{said}”起{length}字在同一节内重复印了两遍，衔接处为“{junction}”；应删去一遍，并核对衔接处是否断句、漏字。"
        return plan.finding("S03", "error", message, [one, two], "1遍", "2遍")
    message = f"“{said}”等{length}字在{plan.where(one)}和{plan.where(two)}一字不差；专栏或他章宜概括、引用，不必照录。"
    return plan.finding("S03", "info", message, [one, two], "1处", "2处")


def _drifting(plan: Plan) -> Iterator[Finding]:
    """Two clauses that are almost the same: which of the wordings holds?"""
    from rapidfuzz.distance import Indel

    clauses = [
        (match.group(), sentence, match.start())
        for sentence, words in plan.words.items()
        for match in CLAUSE.finditer(words)
        if SHORTEST <= match.end() - match.start() <= LONGEST
    ]
    alike: dict[str, list[int]] = {}
    told: set[int] = set()
    for index, (text, sentence, start) in enumerate(clauses):
        for other in alike.get(text[:HEAD], [])[-MANY:]:
            first, home, begin = clauses[other]
            if other in told or not _drifted(first, text):
                continue
            boxed = plan.in_box(sentence) != plan.in_box(home)
            if _near(Indel.normalized_similarity(first, text), boxed, first, text):
                told.add(other)
                before, anchor = _clause(plan, home, begin, len(first)), _clause(plan, sentence, start, len(text))
                message = f"同一内容两种写法：{plan.where(before)}“{short(first)}”，{plan.where(anchor)}“{short(text)}”；应统一。"
                yield plan.finding("S03", "info", message, [before, anchor], first, text)
                break
        alike.setdefault(text[:HEAD], []).append(index)


def _clause(plan: Plan, sentence: Anchor, start: int, length: int) -> Anchor:
    """The place of a clause that is told by its characters in the sentence without white space."""
    offsets = squeeze(plan.doc.text, sentence)[1]
    return Anchor(offsets[start], offsets[start + length - 1] + 1)


def _drifted(first: str, second: str) -> bool:
    """Other letters, the same numbers, about the same length."""
    if abs(len(first) - len(second)) > len(first) // 3:
        return False
    return _bare(first) != _bare(second) and NUMBERS.findall(first) == NUMBERS.findall(second)


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    """The letters that mean something: marks of another width and a 的 or 和 more are no other wording."""
    return PARTICLES.sub("", text)


def _near(similarity: float, boxed: bool, first: str, second: str) -> bool:
    """Almost the same: one slip anywhere, or a sentence of the body that its box words a little differently."""
    return (similarity >= 0.88 and _one_slip(first, second)) or (
        boxed and similarity >= 0.84 and first[:3] == second[:3] and first[-3:] == second[-3:]
    )


def _one_slip(first: str, second: str) -> bool:
    """They differ in one place, by at most two characters and not at the ends only."""
    lead = next((at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), min(len(first), len(second)))
    tail = next(
        (at for at, (one, two) in enumerate(zip(first[::-1], second[::-1], strict=False)) if one != two), min(len(first), len(second))
    )
    one, two = first[lead : max(len(first) - tail, lead)], second[lead : max(len(second) - tail, lead)]
    return lead >= 4 and tail >= 2 and max(len(one), len(two)) <= 2
