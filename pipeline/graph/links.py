"""Which measures pursue which goals, and why: three kinds of reason, kept apart by rule and confidence.

* structural: a chapter's goal is pursued by what its headings say will be done, a box's goal by the heading it stands under;
* by indicator: a goal that states a target is pursued by the measures that name its indicator (stated) or what moves it (inferred), see pursuits;
* by words: a goal and a section that speak of the same things (inferred; TF-IDF, see likeness); where none of this finds anything, the
  sections that the goal's sector owns (inferred).

Every link has a reason in Chinese that a reader can check against the two quotes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from pipeline.document import Anchor, Document, Section
from pipeline.facts import Fact, Facts, Goal, Measure, Target, TextualTarget, Topic
from pipeline.graph.pursuits import Confidence, Pursuit, Tasks, pursuing, short, tasks_of
from pipeline.sectors import bare_title, topics_by_section

Link = tuple[str, str, str, Confidence, tuple[str, ...], str]
"""(goal id, measure id, rule, confidence, evidence fact ids, reason)."""
Near = tuple[float, tuple[str, ...], Section]
"""(how near, shared words, section)."""

CLOSE, CLOSE_BY_TWO, MOST = 0.045, 0.09, 6
"""Cosine from which a goal and a section count as speaking of the same things (more where they share two words only), and how many
sections a goal is joined to at most."""


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
        reason = f"目标“{short(goal.value.text)}”与“{short(bare_title(section.title))}”一节同属一个领域，此外没有找到更直接的对应"
        yield goal.id, measure.id, "sector.same", "inferred", (goal.id, measure.id), reason


def _owner(tasks: Tasks, section_id: str) -> str | None:
    topic = tasks.topics.get(section_id)
    return topic.sector if topic else None


def _targets(facts: Facts, goal: Fact[Goal]) -> list[Fact[Any]]:
    """The targets stated in the goal, one for each indicator: by the goal's parts, numeric or worded."""
    firsts: dict[str, Fact[Any]] = {}
    for part in goal.parts:
        fact = facts.get(part)
        if isinstance(fact.value, (Target, TextualTarget)):
            firsts.setdefault(fact.value.indicator, fact)
    return list(firsts.values())


def _structural(doc: Document, facts: Facts, headings: dict[str, Fact[Measure]]) -> Iterator[Link]:
    for goal in facts.of(Goal):
        section = doc.section_at(goal.anchor.start)
        if goal.value.kind == "chapter":
            for below in _below(doc, section):
                if below.id in headings:
                    measure = headings[below.id]
                    reason = f"“{short(bare_title(below.title))}”是“{short(goal.value.text)}”之下的标题"
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
                        f"目标专栏附在“{short(bare_title(above.title))}”之下",
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
            reason = f"目标“{short(goal.value.text)}”与“{short(bare_title(section.title))}”一节用语相近：{'、'.join(shared[:4])}"
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
