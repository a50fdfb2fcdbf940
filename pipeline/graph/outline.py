"""Edges that follow from where things stand: the outline, what each section states, whose sector it is, who leads a sector."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.facts import Commitment, Fact, Goal, Measure, Place, Target, TextualTarget
from pipeline.graph.nodes import leads
from pipeline.graph.plan import Link, Plan, department_id, document_id, indicator_id, place_id, sector_id

STATEMENTS = (Goal, Target, TextualTarget, Measure, Commitment)


def links(plan: Plan) -> Iterator[Link]:
    """HAS_SECTION, STATES, OWNED_BY, LED_BY."""
    yield from _sections(plan)
    yield from _statements(plan)
    yield from _owners(plan)
    yield from _leads(plan)


def _sections(plan: Plan) -> Iterator[Link]:
    for section in plan.doc.sections:
        topic = plan.topic_of(section)
        yield Link(
            section.parent or document_id(plan.doc),
            section.id,
            "HAS_SECTION",
            "outline",
            "structural",
            (topic.id if topic else section.id,),
        )


def _statements(plan: Plan) -> Iterator[Link]:
    for value_type in STATEMENTS:
        for fact in plan.facts.of(value_type):
            yield Link(plan.section(fact).id, fact.id, "STATES", "anchor", "stated", (fact.id,))
    for node, mentions in plan.entities.items():
        for mention in mentions:
            yield Link(plan.section(mention).id, node, "STATES", "anchor", "stated", (mention.id,))
    for place in plan.facts.of(Place):
        yield Link(plan.section(place).id, place_id(place.value), "STATES", "anchor", "stated", (place.id,))


def _owners(plan: Plan) -> Iterator[Link]:
    for section in plan.doc.sections:
        topic = plan.topic_of(section)
        if topic is not None and topic.value.sector:
            yield Link(section.id, sector_id(topic.value.sector), "OWNED_BY", "topic", "inferred", (topic.id,))
    for value_type in STATEMENTS:
        for fact in plan.facts.of(value_type):
            yield from _owner(plan, fact.id, fact)
    for node, mentions in plan.entities.items():
        yield from _owner(plan, node, next((fact for fact in mentions if fact.value.sector), mentions[0]))
    owned: set[str] = set()
    for target in plan.facts.of(Target):
        node = indicator_id(target.value)
        if target.value.sector and node not in owned:
            owned.add(node)
            yield Link(node, sector_id(target.value.sector), "OWNED_BY", "indicator.sector", "inferred", (target.id,))


def _owner(plan: Plan, node: str, fact: Fact[Any]) -> Iterator[Link]:
    """Inferred when only the words of the statement say so; structural when its section belongs to that sector."""
    sector, evidence, rule = plan.owner(fact)
    if sector:
        yield Link(node, sector_id(sector), "OWNED_BY", rule, "inferred" if rule == "words" else "structural", evidence)


def _leads(plan: Plan) -> Iterator[Link]:
    for sector, department, stated, evidence in leads(plan):
        rule = "named_lead" if stated else "lexicon.departments"
        yield Link(sector_id(sector), department_id(department), "LED_BY", rule, "stated" if stated else "inferred", evidence)
