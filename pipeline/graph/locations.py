"""LOCATED_IN: where projects, measures, targets and places lie, by county-level division."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.document import Anchor
from pipeline.facts import Fact, Measure, Place, Project, Target
from pipeline.graph.plan import Confidence, Link, Plan, district_id, place_id, project_id


def links(plan: Plan) -> Iterator[Link]:
    """LOCATED_IN of all kinds."""
    for place in plan.facts.of(Place):
        yield from _places(plan, place_id(place.value), [place], "place")
    yield from _projects(plan)
    yield from _measures(plan)
    yield from _targets(plan)


def _places(plan: Plan, node: str, places: list[Fact[Place]], rule: str, *statement: str) -> Iterator[Link]:
    """Links to the districts of the places. A place that carries its district's name says so itself; another lies there by the gazetteer."""
    for place in places:
        sure: Confidence = "stated" if place.value.explicit else "inferred"
        for name in place.value.districts:
            yield Link(node, district_id(plan, name), "LOCATED_IN", rule, sure, (*statement, place.id))


def _projects(plan: Plan) -> Iterator[Link]:
    """By a place in the project's name, else by the nearest place beside it that lies in the district."""
    for mention in plan.facts.of(Project):
        named = _by_district(plan.facts.of(Place, mention.anchor))
        rule: str
        sure: Confidence
        for name in mention.value.places:
            place = named.get(name) or _beside(plan, mention, name)
            rule, sure = ("project.name", "stated") if name in named else ("project.clause", "structural")
            sure = sure if place is None or place.value.explicit else "inferred"
            evidence = (mention.id, place.id) if place else (mention.id,)
            yield Link(project_id(mention.value), district_id(plan, name), "LOCATED_IN", rule, sure, evidence)


def _by_district(places: list[Fact[Place]]) -> dict[str, Fact[Place]]:
    """District → a place that lies in it, one that carries its name before others."""
    return {name: place for place in sorted(places, key=lambda place: place.value.explicit) for name in place.value.districts}


def _beside(plan: Plan, mention: Fact[Project], district: str) -> Fact[Place] | None:
    """The nearest place of the sentence that lies in the district."""
    places = [place for place in plan.facts.of(Place, plan.sentence(mention.anchor.start)) if district in place.value.districts]
    return min(places, key=lambda place: abs(place.anchor.start - mention.anchor.start), default=None)


def _measures(plan: Plan) -> Iterator[Link]:
    for measure in plan.facts.of(Measure):
        yield from _places(plan, measure.id, plan.facts.of(Place, measure.anchor), "measure.words", measure.id)


def _targets(plan: Plan) -> Iterator[Link]:
    """By the scope of the number; else by the only place of its clause."""
    for target in plan.facts.of(Target):
        scope = target.value.scope
        places = plan.facts.of(Place, plan.sentence(target.anchor.start))
        scoped = [place for place in places if scope and place.value.surface in scope]
        if scoped:
            yield from _places(plan, target.id, scoped[:1], "target.scope", target.id)
            continue
        clause = _clause(plan, target)
        here = [place for place in places if clause.contains(place.anchor)]
        if len(here) == 1 and target.value.role == "target":
            for name in here[0].value.districts:
                reason = f"同一分句只提到“{here[0].value.surface}”"
                yield Link(target.id, district_id(plan, name), "LOCATED_IN", "clause", "inferred", (target.id, here[0].id), reason)


def _clause(plan: Plan, fact: Fact[Any]) -> Anchor:
    """What stands between ，；。 around the fact, inside its sentence."""
    sentence, text = plan.sentence(fact.anchor.start), plan.doc.text
    start = max(text.rfind(mark, sentence.start, fact.anchor.start) for mark in "，；：") + 1
    ends = [at for mark in "，；" if (at := text.find(mark, fact.anchor.end, sentence.end)) >= 0]
    return Anchor(max(start, sentence.start), min(ends, default=sentence.end))
