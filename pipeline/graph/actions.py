"""Edges of what is done: goals to measures, measures to projects, commitments to what they promise, statements that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.facts import Commitment, Fact, Goal, Measure, Project, Target
from pipeline.graph.links import links as pursuits
from pipeline.graph.plan import Link, Plan, project_id
from pipeline.graph.pursuits import heading_measures

LONG_ENOUGH = 15
"""Characters from which equal words are a repetition and not two headings that happen to be alike."""


def links(plan: Plan) -> Iterator[Link]:
    """PURSUED_BY, IMPLEMENTED_BY, COMMITS_TO, SAME_AS."""
    for goal, measure, rule, confidence, evidence, reason in pursuits(plan.doc, plan.facts):
        yield Link(goal, measure, "PURSUED_BY", rule, confidence, evidence, reason)
    yield from _implemented(plan)
    yield from _committed(plan)
    yield from _repeated(plan)


def _implemented(plan: Plan) -> Iterator[Link]:
    """A project named in a measure's words, else the measure of its sentence; and always the heading measure under which it stands."""
    headings = heading_measures(plan.doc, plan.facts)
    for mention in plan.facts.of(Project):
        node = project_id(mention.value)
        sentence = plan.sentence(mention.anchor.start)
        inside = plan.overlapping(Measure, mention.anchor)
        beside = [] if inside else plan.overlapping(Measure, sentence)
        for measure in inside:
            yield Link(measure.id, node, "IMPLEMENTED_BY", "measure.words", "stated", (measure.id, mention.id))
        for measure in beside[:1]:
            yield Link(measure.id, node, "IMPLEMENTED_BY", "sentence", "structural", (measure.id, mention.id))
        yield from _under_heading(plan, headings, mention)


def _under_heading(plan: Plan, headings: dict[str, Fact[Measure]], mention: Fact[Project]) -> Iterator[Link]:
    for holder in reversed(plan.doc.path(plan.section(mention))):
        if holder.id in headings:
            heading = headings[holder.id]
            rule = "section.box" if mention.value.box else "section"
            yield Link(heading.id, project_id(mention.value), "IMPLEMENTED_BY", rule, "structural", (heading.id, mention.id))
            return


def _committed(plan: Plan) -> Iterator[Link]:
    for commitment in plan.facts.of(Commitment):
        for target in plan.facts.of(Target, commitment.anchor):
            if target.value.role == "target":
                yield Link(commitment.id, target.id, "COMMITS_TO", "commitment.words", "stated", (commitment.id, target.id))
        for mention in plan.facts.of(Project, commitment.anchor):
            yield Link(commitment.id, project_id(mention.value), "COMMITS_TO", "commitment.words", "stated", (commitment.id, mention.id))
        for measure in plan.overlapping(Measure, commitment.anchor):
            if measure.anchor.contains(commitment.anchor) or commitment.anchor.contains(measure.anchor):
                yield Link(commitment.id, measure.id, "COMMITS_TO", "commitment.words", "stated", (commitment.id, measure.id))


def _repeated(plan: Plan) -> Iterator[Link]:
    for value_type in (Goal, Measure, Commitment):
        firsts: dict[str, Fact[Any]] = {}
        for fact in plan.facts.of(value_type):
            quote = plan.doc.quote(fact.anchor)
            first = firsts.setdefault(quote, fact)
            if first is not fact and len(quote) >= LONG_ENOUGH:
                yield Link(first.id, fact.id, "SAME_AS", "same_words", "stated", (first.id, fact.id), "同一段文字重复出现")
