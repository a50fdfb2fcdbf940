"""From a sentence to the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.projects.built import is_lasting
from pipeline.projects.cases import Listed, Part, Type
from pipeline.projects.company import in_company, shared_heads
from pipeline.projects.governing import HELPED, Governor, behind_label, governor, reached
from pipeline.projects.halves import halves
from pipeline.projects.judging import LONGEST_PROGRAMME
from pipeline.projects.lists import COLON, COMMA, PAUSE, Span, cut, outside
from pipeline.projects.naming import OPENING, complete, is_wish, named
from pipeline.projects.parts import AND_SO_ON, BLANK, parts_of
from pipeline.projects.runs import carried, is_told
from pipeline.projects.stated import opens_list, stated
from pipeline.projects.words import ending, is_proper, may_name, names_place, peeled
from pipeline.values import Stage

BRACKETED = re.compile(r"^(?:“[^”]+”|[二三四五六七八九十]大(?:行动|工程|计划|项目))（([^（）]+、[^（）]+)）")
"""“一横一纵”（A、B）: the brackets list what is meant."""
LISTED_WORKS = re.compile(r"^依托.+、.+等[^，；。]{0,10}(?:工程|项目)$")
"""In a box, works on which something is based are works of the box."""
SAID = re.compile(
    r"(?:全面|全部|合力|着力|大力|积极|深入|进一步|逐步|切实|严格|统筹)|消除|优选|设立?(?![计施备])|研究(?!院|所|中心)|实施|落实|开展|依托|加强|提升|优化|扩大|推广|强化|增强|提高|加大|引导|促进|完善|坚持|保护|保障|鼓励|支持|做好|发展"
)
"""Verbs that open a sentence about things, not a list of names."""
DONE = re.compile(r"(?:依托|加强|加快|推进|推动|强化|深化|促进|实现)(?!.{0,12}(?:工程|行动|计划|项目)$)")
"""Verbs of a sentence inside an item: the list is none of names."""
GOING_ON = ("以及", "和", "及")
"""Words with which a clause goes on under the verb of the one before it."""
DAM = re.compile(r"(?:抽水蓄能电站|水电站|水库|风电场|水利枢纽|灌区)$")
"""What stands alone in a row of a box by its own name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """text[start:end] names an undertaking; `name` differs from it only where names share an ending (昌福、广福高铁)."""

    start: int
    end: int
    name: str
    type: Type
    stage: Stage | None
    rule: str


def candidates(text: str, region: str | None, boxed: bool) -> Iterator[Candidate]:
    """All names of undertakings in a sentence without white space; `boxed` in a box, where a bare list is a list of names."""
    if not may_name(text):
        return
    free = outside(text)
    label: Governor | None = None
    before = Governor(0, 0)
    listing = fresh = False
    clauses = cut(text, COMMA, (0, len(text)), free)
    listed = frozenset() if boxed else carried(text, clauses, region, free)
    for clause in clauses:
        pieces = cut(text, COLON, clause, free)
        if len(pieces) > 1:
            label = governor(text[slice(*pieces[0])]) if boxed else None
            listing = fresh = not boxed and opens_list(text[slice(*pieces[0])])
            if boxed:
                yield from _labelled(text, pieces[0], region, free)
        elif text[clause[0] - 1 : clause[0]] in ("；", ";"):
            label, fresh = None, listing
        in_run = clause[0] in listed
        if not in_run and not may_name(text[slice(*pieces[-1])]) and not text.startswith(GOING_ON, clause[1] + 1):
            fresh = False
            continue
        over = _governor(text, pieces[-1], before, label, boxed, free)
        if in_run and not over.verb:
            over = replace(over, verb=before.verb, stage=before.stage)
        yield from _clause(text, pieces[-1], over, region, boxed, free, in_run)
        if not boxed and not over.verb:
            yield from _stated(text, pieces[-1], region, fresh)
        before, fresh = over, False


def _stated(text: str, span: Span, region: str | None, in_list: bool) -> Iterator[Candidate]:
    """The project of which a clause without a verb over it tells."""
    found = stated(text, *span, region, in_list)
    if found is not None:
        at, name, stage = found
        yield Candidate(at + name.start, at + name.end, text[at + name.start : at + name.end], name.type, stage, "project.stated")


def _governor(text: str, span: Span, before: Governor, label: Governor | None, boxed: bool, free: list[bool]) -> Governor:
    """The verb over a clause: its own, that of the clause which it goes on (以及…), or that of the label before a bare list (建设平台：A、B等)."""
    over = governor(text[slice(*span)])
    if over.verb or over.used:
        return over
    if boxed:
        over = behind_label(text[slice(*span)]) or over
        if over.verb:
            return over
    if before.verb in ("建成", "开工") and not boxed:  # 力争甲高铁通车，乙高铁开工
        then = reached(text[slice(*span)], over.start)
        if then is not None:
            return then
    inherited = before if text.startswith(GOING_ON, span[0]) else label if _is_bare_list(text, span, free) else None
    if inherited is None or not inherited.verb or inherited.used:
        return over
    return replace(over, verb=inherited.verb, stage=inherited.stage)


def _labelled(text: str, span: Span, region: str | None, free: list[bool]) -> Iterator[Candidate]:
    """The label of a paragraph in a box, where it is the name of a programme itself (“美丽气质”工程：…) or says what will be built."""
    words = text[slice(*span)]
    over = governor(words)
    if over.verb:
        yield from _clause(text, span, over, region, True, free)
        return
    start = span[0] + over.start
    last = ending(words)
    if last is not None and last.use == "programme":
        found = named(text[start : span[1]], region, "实施", 2)
        if found is not None and start + found.end == span[1]:
            yield Candidate(start, span[1], text[start : span[1]], found.type, None, found.rule)


def _clause(
    text: str, span: Span, over: Governor, region: str | None, boxed: bool, free: list[bool], in_run: bool = False
) -> Iterator[Candidate]:
    if over.used:
        if boxed and LISTED_WORKS.search(text[slice(*span)]):
            for part in parts_of(text, (span[0] + over.start + 2, span[1]), over, 2, region, free):
                yield from _named(text, part, region, free)
        return
    if boxed and over.verb and _is_said(text, span, over, free):
        yield from _subjects(text, span, region, free)
        return
    inside = (span[0] + over.start, span[0] + over.end)
    bare = boxed and not over.verb and _is_bare_list(text, span, free)
    if over.verb or bare:
        surely: Listed = _listed(text, inside) if bare else 1 if in_run else 0
        parts = parts_of(text, inside, over, surely, region, free)
        if in_run:
            parts = [replace(part, listed=2) if is_told(text[part.start : part.end], region) else part for part in parts]
        if over.verb == "打造" and any(is_wish(text[part.start : part.end]) for part in parts):
            parts = [
                part for part in parts if names_place(text[part.start : part.end], region) and not is_wish(text[part.start : part.end])
            ]
        builder = text[span[0] : inside[0]]
        if HELPED.match(builder) and names_place(builder, region):  # who builds says which one it is
            parts = [replace(part, listed=part.listed or 1) for part in parts]
        for part in in_company(text, parts, region):
            yield from _named(text, part, region, free)
    elif not boxed and "、" in text[slice(*inside)]:
        for part in parts_of(text, inside, over, 0, region, free):  # …等考古遗址公园|建成开放
            if part.listed == 2 and part.told:
                yield from _named(text, part, region, free)
    elif boxed:
        yield from _subjects(text, inside, region, free)


def _subjects(text: str, span: Span, region: str | None, free: list[bool]) -> Iterator[Candidate]:
    """Names in a box of which something is said: 可门经济开发区、闽清经济开发区等|完成基础设施建设."""
    parts = cut(text, PAUSE, span, free)
    mark = next((at for at in AND_SO_ON.finditer(text, *parts[-1]) if free[at.start()]), None) if len(parts) > 1 else None
    if mark is None:
        return
    told = governor(text[mark.end() : parts[-1][1]]).stage or "advance"
    for lo, hi in (*parts[:-1], (parts[-1][0], mark.start())):
        words = text[lo:hi]
        if complete(words) and is_proper(words, region):
            found = named(words, region, "", 0)
            if found is not None:
                yield Candidate(lo + found.start, lo + found.end, words[found.start : found.end], found.type, told, "project.subject")


def _is_said(text: str, span: Span, over: Governor, free: list[bool]) -> bool:
    """Whether the verb is said of a list that stands before it (A、B等|完成…)."""
    mark = next((at for at in AND_SO_ON.finditer(text, span[0], span[0] + over.start) if free[at.start()]), None)
    return mark is not None and "、" in text[span[0] : mark.start()] and span[0] + over.start - mark.end() <= 4


def _listed(text: str, span: Span) -> Listed:
    """A name that stands alone in a box may be the label of a row: it must be proper by itself, unless it is a programme's or a dam's."""
    words = text[slice(*span)]
    last = ending(words)
    if "、" in words or (last is not None and last.use == "programme"):
        return 2
    return 1 if any(DAM.search(left) and is_lasting(left) for left, stage in peeled(words) if left == words or stage == "planning") else 0


def _is_bare_list(text: str, span: Span, free: list[bool]) -> bool:
    """Names without a sentence around them: a single one, or a list that ends with 等 or a name, or half of whose items do."""
    parts = cut(text, PAUSE, span, free)
    last = text[slice(*parts[-1])] if parts else ""
    mark = next((at.end() for at in AND_SO_ON.finditer(text, *parts[-1]) if free[at.start()]), None) if parts else None
    if mark is not None and governor(text[mark : parts[-1][1]]).verb:
        return False  # something is said of the names
    if not parts or OPENING.match(text, parts[0][0]) or SAID.match(text, parts[0][0]):
        return False
    if any(hi - lo > LONGEST_PROGRAMME or DONE.search(text[lo:hi]) for lo, hi in parts):
        return False
    if len(parts) == 1:
        ends = [ended for left, stage in peeled(last) if (left == last or stage == "planning") and (ended := ending(left)) is not None]
        return any(ended.use in ("facility", "programme", "works") for ended in ends)
    ended_well = sum(complete(text[lo:hi]) for lo, hi in parts)
    return last.endswith("等") or complete(last) or (mark is None and 2 * ended_well >= len(parts))


def _named(text: str, part: Part, region: str | None, free: list[bool]) -> Iterator[Candidate]:
    words = text[part.start : part.end]
    stage = _stage(part.told, part.stage)
    if part.head is not None:
        yield Candidate(
            part.start, max(part.end, part.head[1]), words + text[slice(*part.head)], "facility", stage, "project.shared-ending"
        )
        return
    shared = shared_heads(text, part, region)
    if shared:
        yield from (Candidate(lo, hi, name, kind, stage, "project.shared-ending") for (lo, hi), name, kind in shared)
        return
    bracketed = BRACKETED.match(words)
    if bracketed:
        told = next((stage for _, stage in peeled(BLANK + words[bracketed.end() :]) if stage), part.told)
        for lo, hi in cut(text, PAUSE, (part.start + bracketed.start(1), part.start + bracketed.end(1)), [True] * len(text)):
            yield from _named(text, replace(part, start=lo, end=hi, listed=2, told=told), region, free)
        return
    for lo, hi, listed in halves(text, (part.start, part.end), part, region, free):
        found = named(text[lo:hi], region, part.verb, listed)
        if found is not None:
            stage = _stage(found.stage or part.told, part.stage)
            yield Candidate(lo + found.start, lo + found.end, text[lo + found.start : lo + found.end], found.type, stage, found.rule)


def _stage(told: Stage | None, governed: Stage | None) -> Stage | None:
    """What words behind a name tell of the stage, else its verb; work that one only strives to begin (争取X开工) is planned."""
    return governed if told == "start" and governed == "planning" else told or governed
