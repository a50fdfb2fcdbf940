"""Which measures pursue which goals, and why: three kinds of reason, kept apart by rule and confidence.

* structural: a chapter's goal is pursued by what its headings say will be done, a box's goal by the heading it stands under;
* by indicator: a goal that states a target is pursued where a task names its indicator (stated) or where headings and tasks of the sectors
  that answer for it name what moves it (inferred; the levers lexicon: 城镇新增就业 is moved by 就业, where labour speaks);
* by words: a goal and a section that speak of the same things (inferred; TF-IDF, see likeness); where none of this finds anything, the
  sections that the goal's sector owns (inferred).

Every link has a reason in Chinese that a reader can check against the two quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.document import Anchor, Document, Section
from pipeline.facts import Fact, Facts, Goal, Measure, Target, TextualTarget, Topic
from pipeline.lexicon import Entry, load
from pipeline.sectors import bare_title, topics_by_section

Confidence = Literal["stated", "structural", "inferred"]
Link = tuple[str, str, str, Confidence, tuple[str, ...], str]
"""(goal id, measure id, rule, confidence, evidence fact ids, reason)."""
Pursuit = tuple[Fact[Measure], str, Confidence, str]
"""(measure, rule, confidence, reason)."""
Near = tuple[float, tuple[str, ...], Section]
"""(how near, shared words, section)."""

CLOSE, CLOSE_BY_TWO, MOST = 0.045, 0.09, 6
"""Cosine from which a goal and a section count as speaking of the same things (more where they share two words only), and how many
sections a goal is joined to at most."""
SECTIONS = 8
"""At most this many sections that move one indicator: those whose headings name what moves it, then those with most such tasks."""
OFTEN = 2
"""Tasks from which a section as a whole moves an indicator that its heading does not name."""
LISTING = 4
"""Enumeration commas from which a task lists fields (大气、水、土壤、森林等领域的诉讼) and moves none of them in particular."""
LEAST = 4
"""Characters of an indicator's core below which its name alone says too little."""
AROUND = re.compile(
    r"^(?:\d+[.．、])?(?:全员|全市|全社会|常住人口|户籍人口|城镇|居民|人均|每[万千百]?名?(?:老年人|常住人口|人口|人)?(?:拥有)?|单位|规上工业|规模以上工业|城市|地表水|劳动年龄人口|主要)+(?=\S{2})(?![化率])"
    r"|[（(].*?[）)]|占.+?(?:比重|比例)$|\d+"
)


@dataclass(frozen=True, slots=True)
class Tasks:
    """The measures of a plan as links ask for them: `headings` by section id, `rows` of (task, its words, the section that it belongs to)."""

    doc: Document
    headings: dict[str, Fact[Measure]]
    topics: dict[str, Topic]
    rows: tuple[tuple[Fact[Measure], str, str], ...]


def links(doc: Document, facts: Facts) -> Iterator[Link]:
    """All links, by kind of reason, then by goal in the order of the text; one pair may be joined for several reasons."""
    tasks = tasks_of(doc, facts)
    found = [*_structural(doc, facts, tasks.headings), *_by_indicator(facts, tasks), *_alike(doc, facts, tasks.headings)]
    yield from found
    joined = {link[0] for link in found}
    for goal in facts.of(Goal):
        if goal.id not in joined:
            yield from _same_owner(tasks, goal)


def _by_indicator(facts: Facts, tasks: Tasks) -> Iterator[Link]:
    known: dict[str, list[Pursuit]] = {}
    for goal in facts.of(Goal):
        for target in _targets(facts, goal):
            indicator = target.value.indicator
            if indicator not in known:
                known[indicator] = list(pursuing(tasks, indicator))
            for measure, rule, confidence, reason in known[indicator]:
                yield goal.id, measure.id, rule, confidence, (goal.id, target.id, measure.id), reason


def _same_owner(tasks: Tasks, goal: Fact[Goal]) -> Iterator[Link]:
    """The sections that the goal's sector owns, those highest in the outline first."""
    owned = [
        tasks.doc.section(section_id)
        for section_id in tasks.headings
        if goal.value.sector and _owner(tasks, section_id) == goal.value.sector
    ]
    for section in sorted(owned, key=lambda section: (len(tasks.doc.path(section)), section.anchor.start))[:MOST]:
        measure = tasks.headings[section.id]
        reason = f"目标“{_short(goal.value.text)}”与“{_short(bare_title(section.title))}”一节同属一个领域，此外没有找到更直接的对应"
        yield goal.id, measure.id, "sector.same", "inferred", (goal.id, measure.id), reason


def _owner(tasks: Tasks, section_id: str) -> str | None:
    topic = tasks.topics.get(section_id)
    return topic.sector if topic else None


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
    return Tasks(doc, headings, topics_by_section(facts), tuple(rows))


def pursuing(tasks: Tasks, indicator: str) -> Iterator[Pursuit]:
    """The measures that pursue the indicator, as said above: those that name it, then by section those that name what moves it."""
    name = core(indicator)
    named = re.compile(rf"{re.escape(name)}(?!线)")
    seen: set[str] = set()
    for measure, words, _ in tasks.rows:
        if len(name) >= LEAST and named.search(words):
            seen.add(measure.id)
            yield measure, "indicator.named", "stated", f"{_where(measure)}点到指标“{indicator}”（{name}）"
    row = lever_row(indicator)
    if row is not None:
        yield from (found for found in _moving(tasks, indicator, row) if found[0].id not in seen)


def _moving(tasks: Tasks, indicator: str, row: Entry) -> Iterator[Pursuit]:
    """By section: its heading where that names a lever or its tasks often do, else its one task that does."""
    found: dict[str, list[tuple[Fact[Measure], str]]] = {}
    for measure, words, holder in tasks.rows:
        lever = next((lever for lever in row.data["levers"] if lever in words), None)
        if lever is not None and words.count("、") < LISTING and _answers(tasks, measure, holder, row.data["sectors"]):
            found.setdefault(holder, []).append((measure, lever))
    order = {section.id: at for at, section in enumerate(tasks.doc.sections)}
    strength = {holder: (not _leads(found[holder]), -len(found[holder]), order[holder]) for holder in found}
    for holder in sorted(sorted(found, key=lambda holder: strength[holder])[:SECTIONS], key=lambda holder: order[holder]):
        yield _of_section(indicator, tasks.headings.get(holder), found[holder])


def _leads(hits: list[tuple[Fact[Measure], str]]) -> bool:
    return any(measure.value.kind == "heading" for measure, _ in hits)


def _of_section(indicator: str, heading: Fact[Measure] | None, hits: list[tuple[Fact[Measure], str]]) -> Pursuit:
    measure, lever = next(((measure, lever) for measure, lever in hits if measure.value.kind == "heading"), hits[0])
    if measure.value.kind == "heading":
        return measure, "indicator.lever.heading", "inferred", f"目标含指标“{indicator}”，{_where(measure)}涉及与之相关的“{lever}”"
    if heading is not None and len(hits) >= OFTEN:
        words = "、".join(dict.fromkeys(lever for _, lever in hits))
        reason = f"目标含指标“{indicator}”，“{_short(heading.value.text)}”一节有{len(hits)}条举措涉及与之相关的“{words}”"
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


def _targets(facts: Facts, goal: Fact[Goal]) -> list[Fact[Any]]:
    """The targets stated in the goal, one for each indicator: by the goal's parts, numeric or worded."""
    firsts: dict[str, Fact[Any]] = {}
    for part in goal.parts:
        fact = facts.get(part)
        if isinstance(fact.value, (Target, TextualTarget)):
            firsts.setdefault(fact.value.indicator, fact)
    return list(firsts.values())


def _where(measure: Fact[Measure]) -> str:
    return f"{'标题' if measure.value.kind == 'heading' else '举措'}“{_short(measure.value.text)}”"


def _structural(doc: Document, facts: Facts, headings: dict[str, Fact[Measure]]) -> Iterator[Link]:
    for goal in facts.of(Goal):
        section = doc.section_at(goal.anchor.start)
        if goal.value.kind == "chapter":
            for below in _below(doc, section):
                if below.id in headings:
                    measure = headings[below.id]
                    reason = f"“{_short(bare_title(below.title))}”是“{_short(goal.value.text)}”之下的标题"
                    yield goal.id, measure.id, "structure.chapter", "structural", (goal.id, measure.id), reason
        if goal.value.kind == "box":
            for above in doc.path(section)[-2:0:-1]:
                if above.id in headings:
                    measure = headings[above.id]
                    yield (
                        goal.id,
                        measure.id,
                        "structure.box",
                        "structural",
                        (goal.id, measure.id),
                        f"目标专栏附在“{_short(bare_title(above.title))}”之下",
                    )
                    break


def _below(doc: Document, section: Section) -> Iterator[Section]:
    for child in doc.children(section):
        yield child
        yield from _below(doc, child)


def _alike(doc: Document, facts: Facts, headings: dict[str, Fact[Measure]]) -> Iterator[Link]:
    """Goals of the whole plan and the sections that speak of the same things."""
    from pipeline.graph.likeness import likeness

    goals = [goal for goal in facts.of(Goal) if goal.value.kind in ("vision", "objective") and goal.rule != "goal.indicators"]
    sections = [doc.section(section_id) for section_id in headings]
    if not goals or not sections:
        return
    blocks = [block.anchor for block in doc.blocks if block.kind == "paragraph"]
    vectors = likeness(
        [[doc.text[goal.anchor.start : goal.anchor.end]] for goal in goals] + [_prose(doc, section, blocks) for section in sections],
        doc.region,
    )
    topics = topics_by_section(facts)
    for at, goal in enumerate(goals):
        near: list[Near] = []
        for index, section in enumerate(sections):
            share, shared = vectors.between(at, len(goals) + index)
            share += _same_sector(goal, topics.get(section.id))
            if len(shared) >= 2 and share >= (CLOSE_BY_TWO if len(shared) == 2 else CLOSE):
                near.append((share, shared, section))
        near.sort(key=lambda item: (-round(item[0], 9), item[2].anchor.start))
        for _, shared, section in _specific(near)[:MOST]:
            measure = headings[section.id]
            reason = f"目标“{_short(goal.value.text)}”与“{_short(bare_title(section.title))}”一节用语相近：{'、'.join(shared[:4])}"
            yield goal.id, measure.id, "words.alike", "inferred", (goal.id, measure.id), reason


def _specific(near: list[Near]) -> list[Near]:
    """Without the sections that hold a nearer one: what they share with the goal is most often what that one shares."""
    kept: list[Near] = []
    for item in near:
        if not any(item[2].anchor.contains(other[2].anchor) for other in kept):
            kept.append(item)
    return kept


def _same_sector(goal: Fact[Goal], topic: Topic | None) -> float:
    """A little is added where one sector owns both."""
    return 0.03 if topic is not None and goal.value.sector is not None and goal.value.sector == topic.sector else 0.0


def _prose(doc: Document, section: Section, blocks: list[Anchor]) -> list[str]:
    """Heading twice (it says what the section is about), then the paragraphs."""
    lo = bisect_left(blocks, section.anchor)
    inside = [anchor for anchor in blocks[lo : bisect_left(blocks, Anchor(section.anchor.end, 0))] if section.anchor.contains(anchor)]
    title = bare_title(section.title)
    return [title, title, *(doc.text[anchor.start : anchor.end] for anchor in inside)]


def _short(text: str, longest: int = 24) -> str:
    squeezed = re.sub(r"\s+", " ", text)
    return squeezed if len(squeezed) <= longest else f"{squeezed[:longest]}…"
