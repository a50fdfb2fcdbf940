"""S03: passages printed twice, and wordings that drift between two places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, short
from pipeline.document import Anchor
from pipeline.findings import Finding

LONG = 30
"""Passages shorter than this may be repeated without anybody minding."""
SLIP = 45
"""A passage of this length that stands twice in one section was pasted twice."""
SEED = 16
HEAD = 3
NUMBERS = re.compile(r"[\d一二三四五六七八九十]+")
CLAUSE = re.compile(r"[^，,。；;：:！？]+")


def repeated(plan: Plan) -> Iterator[Finding]:
    """S03: the same words again. In one section they are a slip of the pen, in a box or another chapter a repetition."""
    text, offsets = plan.running
    for first, second, length in _copies(text):
        one, two = (Anchor(offsets[at], offsets[at + length - 1] + 1) for at in (first, second))
        if plan.doc.section_at(one.start).kind in ("front", "preface"):
            continue
        yield _repeated(plan, one, two, length, text[max(second - 6, 0) : second + 6])
    yield from _drifting(plan)


def _copies(text: str) -> Iterator[tuple[int, int, int]]:
    """Longest passages that occur twice: where, where again, how long. A passage is told once, at its first repetition."""
    seen: dict[str, int] = {}
    at, end = 0, len(text) - SEED
    while at <= end:
        seed = text[at : at + SEED]
        before = seen.get(seed)
        length = _common(text, before, at) if before is not None else 0
        if before is not None and length >= LONG and "。" not in text[at : at + 4]:
            yield before, at, length
            at += length
            continue
        seen.setdefault(seed, at)
        at += 1


def _common(text: str, first: int, second: int) -> int:
    length = 0
    while second + length < len(text) and first + length < second and text[first + length] == text[second + length]:
        length += 1
    return length


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

    clauses = [(match.group(), anchor) for match, anchor in plan.find(CLAUSE) if 10 <= len(match.group()) <= 60]
    alike: dict[str, list[int]] = {}
    told: set[int] = set()
    for index, (text, anchor) in enumerate(clauses):
        for other in alike.get(text[:HEAD], ()):
            first, before = clauses[other]
            if (
                other not in told
                and _drifted(clauses[other], clauses[index])
                and _near(Indel.normalized_similarity(first, text), plan.in_box(anchor) != plan.in_box(before), first, text)
            ):
                told.add(other)
                message = f"同一内容两种写法：{plan.where(before)}“{short(first)}”，{plan.where(anchor)}“{short(text)}”；应统一。"
                yield plan.finding("S03", "info", message, [before, anchor], first, text)
                break
        alike.setdefault(text[:HEAD], []).append(index)


def _drifted(one: tuple[str, Anchor], two: tuple[str, Anchor]) -> bool:
    """Other letters, the same numbers, about the same length."""
    first, second = one[0], two[0]
    return (
        abs(len(first) - len(second)) <= len(first) // 3
        and _bare(first) != _bare(second)
        and NUMBERS.findall(first) == NUMBERS.findall(second)
    )


def _bare(text: str) -> str:
    """The letters alone: brackets and quotation marks of another width are no other wording."""
    return re.sub(r"[^\w]", "", text)


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
