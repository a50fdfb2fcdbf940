"""Which measures pursue an indicator: those that name it (stated), and those that stand in the sectors that answer for it and name what
moves it (inferred; the levers lexicon: 城镇新增就业 is moved by 就业, where labour speaks). Of an indicator that the lexicon does not know:
those that share a telling piece of its name (inferred).

Every answer has a reason in Chinese that a reader can check against the two quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from pipeline.document import Document
from pipeline.facts import Fact, Facts, Measure, Topic
from pipeline.lexicon import Entry, load
from pipeline.sectors import topics_by_section

Confidence = Literal["stated", "structural", "inferred"]
Pursuit = tuple[Fact[Measure], str, Confidence, str]
"""(measure, rule, confidence, reason)."""

PIECE, RARE, SHARED = 4, 4, 3
"""Characters of a piece of an indicator's name, in how many sections it may stand and still be telling, and how many sections it yields."""
SECTIONS = 8
"""At most this many sections that move one indicator: those whose headings name what moves it, then those with most such tasks."""
OFTEN = 2
"""Tasks from which a section as a whole moves an indicator that its heading does not name."""
LISTING, SHORT = 4, 2
"""Enumeration commas from which a task lists fields (大气、水、土壤、森林等领域的诉讼) and moves none that it names by so few characters."""
LEAST = 4
"""Characters of an indicator's core below which its name alone says too little."""
AROUND = re.compile(
    r"^(?:\d+[.．、])?(?:全员|全市|全社会|常住人口|户籍人口|城镇|居民|人均|每[万千百]?名?(?:老年人|常住人口|人口|人)?(?:拥有)?|单位|规上工业|规模以上工业|城市|地表水|劳动年龄人口|主要)+(?=\S{2})(?![化率])"
    r"|[（(].*?[）)]|占.+?(?:比重|比例)$|\d+"
)


@dataclass(frozen=True, slots=True)
class Tasks:
    """The measures of a plan as links ask for them: `headings` by section id, `rows` of (task, its words, the section that it belongs to),
    `pieces` of `PIECE` characters with the rows in which they stand.
    """

    doc: Document
    headings: dict[str, Fact[Measure]]
    topics: dict[str, Topic]
    rows: tuple[tuple[Fact[Measure], str, str], ...]
    pieces: dict[str, list[int]]


def heading_measures(doc: Document, facts: Facts) -> dict[str, Fact[Measure]]:
    """Section id → the measure that its heading states."""
    found: dict[str, Fact[Measure]] = {}
    for measure in facts.of(Measure):
        section = doc.section_at(measure.anchor.start)
        if measure.value.kind == "heading" and section.heading.overlaps(measure.anchor):
            found[section.id] = measure
    return found


def tasks_of(doc: Document, facts: Facts) -> Tasks:
    headings = heading_measures(doc, facts)
    rows = []
    for measure in facts.of(Measure):
        section = doc.section_at(measure.anchor.start)
        holder = next((above.id for above in reversed(doc.path(section)) if above.id in headings), section.id)
        rows.append((measure, re.sub(r"\s+", "", measure.value.text), holder))
    pieces: dict[str, list[int]] = {}
    for at, (_, words, _) in enumerate(rows):
        for piece in dict.fromkeys(_pieces(words)):
            pieces.setdefault(piece, []).append(at)
    return Tasks(doc, headings, topics_by_section(facts), tuple(rows), pieces)


def _pieces(words: str) -> list[str]:
    return [words[at : at + PIECE] for at in range(len(words) - PIECE + 1)]


def pursuing(tasks: Tasks, indicator: str) -> Iterator[Pursuit]:
    """The measures that pursue the indicator, as said above, each once."""
    seen: set[str] = set()
    row = lever_row(indicator)
    moving = _moving(tasks, indicator, row) if row else _sharing(tasks, indicator)
    for found in chain(_naming(tasks, indicator), moving):
        if found[0].id not in seen:
            seen.add(found[0].id)
            yield found


def _naming(tasks: Tasks, indicator: str) -> Iterator[Pursuit]:
    name = core(indicator)
    if len(name) >= LEAST:
        for measure, words, _ in tasks.rows:
            if name in words and f"{name}线" not in words:
                yield measure, "indicator.named", "stated", f"{_where(measure)}点到指标“{indicator}”（{name}）"


def _sharing(tasks: Tasks, indicator: str) -> Iterator[Pursuit]:
    """The measures of few sections that share a telling piece of the indicator's name (安全巡检率: 安全巡检)."""
    name = core(indicator)
    found: dict[str, dict[str, list[int]]] = {}
    weights: dict[str, float] = {}
    for piece in dict.fromkeys(_pieces(name)):
        rows = [at for at in tasks.pieces.get(piece, ()) if f"{name}线" not in tasks.rows[at][1]]
        holders = list(dict.fromkeys(tasks.rows[at][2] for at in rows))
        for holder in holders if len(holders) <= RARE else ():
            found.setdefault(holder, {})[piece] = [at for at in rows if tasks.rows[at][2] == holder]
            weights[holder] = weights.get(holder, 0.0) + 1 / len(holders)
    order = {section.id: at for at, section in enumerate(tasks.doc.sections)}
    best = sorted(found, key=lambda holder: (-round(weights[holder], 9), order[holder]))[:SHARED]
    for holder in sorted(best, key=lambda holder: order[holder]):
        rows = [at for rows in found[holder].values() for at in rows]
        at = min(rows, key=lambda row: (-rows.count(row), row))
        measure, words, _ = tasks.rows[at]
        yield measure, "indicator.words", "inferred", f"目标含指标“{indicator}”，{_where(measure)}与之都说到“{_longest(name, words)}”"


def _longest(name: str, words: str) -> str:
    """The longest stretch of the name that stands in the words, the first of several."""
    for length in range(len(name), 0, -1):
        for at in range(len(name) - length + 1):
            if name[at : at + length] in words:
                return name[at : at + length]
    return ""


def _moving(tasks: Tasks, indicator: str, row: Entry) -> Iterator[Pursuit]:
    """By section: its heading where that names a lever or its tasks often do, else its one task that does."""
    found: dict[str, list[tuple[Fact[Measure], str]]] = {}
    for measure, words, holder in tasks.rows:
        lever = next((lever for lever in row.data["levers"] if lever in words), None)
        if lever is not None and not _only_listed(lever, words) and _answers(tasks, measure, holder, row.data["sectors"]):
            found.setdefault(holder, []).append((measure, lever))
    order = {section.id: at for at, section in enumerate(tasks.doc.sections)}
    strength = {holder: (not _leads(found[holder]), -len(found[holder]), order[holder]) for holder in found}
    for holder in sorted(sorted(found, key=lambda holder: strength[holder])[:SECTIONS], key=lambda holder: order[holder]):
        yield _of_section(indicator, tasks.headings.get(holder), found[holder])


def _only_listed(lever: str, words: str) -> bool:
    return len(lever) <= SHORT and words.count("、") >= LISTING


def _leads(hits: list[tuple[Fact[Measure], str]]) -> bool:
    return any(measure.value.kind == "heading" for measure, _ in hits)


def _of_section(indicator: str, heading: Fact[Measure] | None, hits: list[tuple[Fact[Measure], str]]) -> Pursuit:
    measure, lever = next(((measure, lever) for measure, lever in hits if measure.value.kind == "heading"), hits[0])
    if measure.value.kind == "heading":
        return measure, "indicator.lever.heading", "inferred", f"目标含指标“{indicator}”，{_where(measure)}涉及与之相关的“{lever}”"
    if heading is not None and len(hits) >= OFTEN:
        words = "、".join(dict.fromkeys(lever for _, lever in hits))
        reason = f"目标含指标“{indicator}”，“{short(heading.value.text)}”一节有{len(hits)}条举措涉及与之相关的“{words}”"
        return heading, "indicator.lever.section", "inferred", reason
    return measure, "indicator.lever.task", "inferred", f"目标含指标“{indicator}”，{_where(measure)}涉及与之相关的“{lever}”"


def _answers(tasks: Tasks, measure: Fact[Measure], holder: str, sectors: list[str]) -> bool:
    """Whether the section belongs to a sector that answers for the indicator, or the measure itself does where its section has no other owner."""
    topic = tasks.topics.get(holder)
    return topic.sector in sectors if topic is not None and topic.sector else measure.value.sector in sectors


def core(indicator: str) -> str:
    """The indicator's name without what only says whose, per what or of what share: 每千人口拥有执业（助理）医师数 → 执业医师数."""
    squeezed = re.sub(r"\s+", "", indicator)
    return AROUND.sub("", squeezed) or squeezed


def lever_row(indicator: str) -> Entry | None:
    """The row of the levers lexicon for the indicator, or None: 占GDP比重 says only of what, so the first form counts."""
    found = next(load("levers").find(re.sub(r"\s+", "", indicator)), None)
    return found.entry if found else None


def _where(measure: Fact[Measure]) -> str:
    return f"{'标题' if measure.value.kind == 'heading' else '举措'}“{short(measure.value.text)}”"


def short(text: str, longest: int = 24) -> str:
    squeezed = re.sub(r"\s+", " ", text)
    return squeezed if len(squeezed) <= longest else f"{squeezed[:longest]}…"
