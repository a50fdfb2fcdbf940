"""Which measures pursue which goals, and why: three kinds of reason, kept apart by rule and confidence.

* structural: a chapter's goal is pursued by what its headings say will be done, a box's goal by the heading it stands under;
* by indicator: a goal that states a target is pursued where a task names its indicator (stated) or a heading or task names what moves
  it (inferred; the levers lexicon: 城镇新增就业 is moved by 就业);
* by words: a goal and a section that speak of the same things (inferred; TF-IDF, see likeness).

Every link has a reason in Chinese that a reader can check against the two quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from pipeline.document import Document, Section
from pipeline.facts import Fact, Facts, Goal, Measure, Target, TextualTarget, Topic
from pipeline.lexicon import load
from pipeline.sectors import bare_title, topics_by_section

Link = tuple[str, str, str, Literal["stated", "structural", "inferred"], tuple[str, ...], str]
"""(goal id, measure id, rule, confidence, evidence fact ids, reason)."""

CLOSE, MOST = 0.045, 6
"""Cosine from which a goal and a section count as speaking of the same things, and how many sections a goal is joined to at most."""
TASKS_EACH = 8
"""At most this many tasks of one indicator by what moves it: the first of the plan in each section."""
LEAST = 3
"""Characters of an indicator's core below which its name alone says too little."""
AROUND = re.compile(
    r"^(?:\d+[.．、])?(?:全员|全市|全社会|常住人口|户籍人口|城镇|居民|人均|每[万千百]?名?(?:老年人|常住人口|人口|人)?(?:拥有)?|单位|规上工业|规模以上工业|城市|地表水|劳动年龄人口|主要)+(?=\S{2})"
    r"|[（(].*?[）)]|占.+?(?:比重|比例)$|\d+"
)


def links(doc: Document, facts: Facts) -> Iterator[Link]:
    """All links, by goal in the order of the text; one pair may be joined for several reasons."""
    headings = heading_measures(doc, facts)
    yield from _structural(doc, facts, headings)
    for goal in facts.of(Goal):
        for target in _targets(facts, goal):
            for measure, rule, confidence, word in pursuing(doc, facts, target, headings):
                yield goal.id, measure.id, rule, confidence, (goal.id, target.id, measure.id), _because(target, measure, word, confidence)
    yield from _alike(doc, facts, headings)


def heading_measures(doc: Document, facts: Facts) -> dict[str, Fact[Measure]]:
    """Section id → the measure that its heading states."""
    found: dict[str, Fact[Measure]] = {}
    for measure in facts.of(Measure):
        section = doc.section_at(measure.anchor.start)
        if measure.value.kind == "heading" and section.heading.overlaps(measure.anchor):
            found[section.id] = measure
    return found


def pursuing(
    doc: Document, facts: Facts, target: Fact[Any], headings: dict[str, Fact[Measure]]
) -> Iterator[tuple[Fact[Measure], str, Literal["stated", "inferred"], str]]:
    """(measure, rule, confidence, word) of each measure that pursues the target's indicator, as said above."""
    name, seen = core(target.value.indicator), set()
    for measure in facts.of(Measure):
        if len(name) >= LEAST and name in re.sub(r"\s+", "", measure.value.text):
            seen.add(measure.id)
            yield measure, "indicator.named", "stated", name
    for word in levers(target.value.indicator):
        for section_id, measure in headings.items():
            if word in doc.section(section_id).title and measure.id not in seen:
                seen.add(measure.id)
                yield measure, "indicator.lever.heading", "inferred", word
    for word in levers(target.value.indicator):
        for measure in _first_tasks(doc, facts, word):
            if measure.id not in seen:
                seen.add(measure.id)
                yield measure, "indicator.lever.task", "inferred", word


def core(indicator: str) -> str:
    """The indicator's name without what only says whose, per what or of what share: 每千人口拥有执业（助理）医师数 → 执业医师数."""
    squeezed = re.sub(r"\s+", "", indicator)
    return AROUND.sub("", squeezed) or squeezed


def levers(indicator: str) -> tuple[str, ...]:
    """The words by which tasks pursue the indicator."""
    found = [str(word) for match in load("levers").find(indicator) for word in match.entry.data["levers"]]
    return tuple(dict.fromkeys(found))


def _first_tasks(doc: Document, facts: Facts, word: str) -> list[Fact[Measure]]:
    """The first task of each section that names the word, `TASKS_EACH` at most."""
    first: dict[str, Fact[Measure]] = {}
    for measure in facts.of(Measure):
        if measure.value.kind == "task" and word in measure.value.text:
            first.setdefault(doc.section_at(measure.anchor.start).id, measure)
    return list(first.values())[:TASKS_EACH]


def _targets(facts: Facts, goal: Fact[Goal]) -> list[Fact[Any]]:
    """The targets stated in the goal, one for each indicator: by the goal's parts, numeric or worded."""
    firsts: dict[str, Fact[Any]] = {}
    for part in goal.parts:
        fact = facts.get(part)
        if isinstance(fact.value, (Target, TextualTarget)):
            firsts.setdefault(fact.value.indicator, fact)
    return list(firsts.values())


def _because(target: Fact[Any], measure: Fact[Measure], word: str, confidence: str) -> str:
    indicator = target.value.indicator
    where = "标题" if measure.value.kind == "heading" else "举措"
    if confidence == "stated":
        return f"{where}“{_short(measure.value.text)}”点到指标“{indicator}”（{word}）"
    return f"目标含指标“{indicator}”，{where}“{_short(measure.value.text)}”涉及与之相关的“{word}”"


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
                    yield goal.id, measure.id, "structure.box", "structural", (goal.id, measure.id), f"目标专栏附在“{_short(bare_title(above.title))}”之下"
                    break


def _below(doc: Document, section: Section) -> Iterator[Section]:
    for child in doc.children(section):
        yield child
        yield from _below(doc, child)


def _alike(doc: Document, facts: Facts, headings: dict[str, Fact[Measure]]) -> Iterator[Link]:
    """Goals of the whole plan and the sections that speak of the same things."""
    from pipeline.graph.likeness import likeness

    goals = [goal for goal in facts.of(Goal) if goal.value.kind in ("vision", "objective") and goal.rule.removesuffix("+ocr") != "goal.indicators"]
    sections = [doc.section(section_id) for section_id in headings]
    if not goals or not sections:
        return
    texts = [doc.text[fact.anchor.start : fact.anchor.end] for fact in goals] + [_prose(doc, section) for section in sections]
    vectors = likeness(texts, doc.region)
    topics = topics_by_section(facts)
    for at, goal in enumerate(goals):
        found = [(*vectors.between(at, len(goals) + index), section) for index, section in enumerate(sections)]
        near = [(share + _same_sector(goal, topics.get(section.id)), shared, section) for share, shared, section in found if len(shared) >= 2]
        for share, shared, section in sorted(near, key=lambda item: (-round(item[0], 9), item[2].anchor.start))[:MOST]:
            if share >= CLOSE:
                measure = headings[section.id]
                reason = f"目标“{_short(goal.value.text)}”与“{_short(bare_title(section.title))}”一节用语相近：{'、'.join(shared[:4])}"
                yield goal.id, measure.id, "words.alike", "inferred", (goal.id, measure.id), reason


def _same_sector(goal: Fact[Goal], topic: Topic | None) -> float:
    """A little is added where one sector owns both."""
    return 0.03 if topic is not None and goal.value.sector is not None and goal.value.sector == topic.sector else 0.0


def _prose(doc: Document, section: Section) -> str:
    """Heading twice (it says what the section is about), then the paragraphs."""
    blocks = [block.anchor for block in doc.blocks if block.kind == "paragraph" and section.anchor.contains(block.anchor)]
    title = bare_title(section.title)
    return "".join((title, title, *(doc.text[anchor.start : anchor.end] for anchor in blocks)))


def _short(text: str, longest: int = 24) -> str:
    squeezed = re.sub(r"\s+", " ", text)
    return squeezed if len(squeezed) <= longest else f"{squeezed[:longest]}…"
