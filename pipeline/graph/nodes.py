"""The nodes: one for each statement, section, indicator, project, place, district, sector, department and year that the plan speaks of.

Every sector of the lexicon and every district of the document's region has a node, spoken of or not: that nothing points to it is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pipeline.comparison import show
from pipeline.facts import Commitment, Fact, Goal, Measure, Place, Project, Target, TextualTarget
from pipeline.graph.plan import Plan, department_id, district_id, document_id, indicator_id, period_id, place_id, sector_id
from pipeline.lexicon import Lexicon, load
from pipeline.sectors import department_of

LENGTH = 40
"""Characters of a display name: the quote has the rest."""
STAGES = (None, "planning", "start", "advance", "complete")
ROLES = {"target": "", "actual": "实绩", "spec": "规格"}
MEASURES = {"annual_growth": "年均", "cumulative": "累计", "change": "变化", "multiple": "倍数", "rank": "位次", "level": ""}

Node = tuple[str, dict[str, Any]]
"""Node id and its properties, label and name among them."""


def nodes(plan: Plan) -> Iterator[Node]:
    """All nodes, each with the properties of the schema."""
    yield from _outline(plan)
    yield from _goals(plan)
    yield from _targets(plan)
    yield from _indicators(plan)
    yield from _measures(plan)
    yield from _commitments(plan)
    yield from _projects(plan)
    yield from _places(plan)
    yield from _sectors(plan)
    yield from _periods(plan)


def short(text: str) -> str:
    """The text cut to the length of a display name."""
    words = "".join(text.split())
    return words if len(words) <= LENGTH else words[: LENGTH - 1] + "…"


def lexicon(name: str, region: str | None) -> Lexicon:
    """The lexicon, empty when there is none of that name."""
    try:
        return load(name, region)
    except FileNotFoundError:
        return Lexicon(name, ())


def _outline(plan: Plan) -> Iterator[Node]:
    doc = plan.doc
    first, last = doc.period or (None, None)
    yield (
        document_id(doc),
        {
            "label": "Document",
            "name": short(doc.title or doc.id),
            "title": doc.title,
            "issuer": doc.issuer,
            "number": doc.number,
            "issued": doc.issued,
        }
        | {"first_year": first, "last_year": last, "region": doc.region, "pages": doc.pages, "sha256": doc.sha256},
    )
    for section in doc.sections:
        topic = plan.topic_of(section)
        yield (
            section.id,
            {
                "label": "Section",
                "name": short(section.title) or "卷首",
                "kind": section.kind,
                "number": section.number,
                "title": section.title,
            }
            | {"chapter": section.chapter, "page": doc.page_at(section.anchor.start)}
            | {"sector": topic.value.sector if topic else None, "goal": bool(topic and topic.value.goal)},
        )


def _where(plan: Plan, fact: Fact[Any]) -> dict[str, Any]:
    section = plan.section(fact)
    quote, page = plan.doc.quote(fact.anchor), plan.doc.page_at(fact.anchor.start)
    place = {"quote": quote, "chapter": section.chapter, "section": section.id, "page": page}
    return place | {"span_start": fact.anchor.start, "span_end": fact.anchor.end, "rule": fact.rule}


def _goals(plan: Plan) -> Iterator[Node]:
    for fact in plan.facts.of(Goal):
        value = fact.value
        yield (
            fact.id,
            {"label": "Goal", "name": short(value.text), "text": value.text, "kind": value.kind, "sector": value.sector}
            | _where(plan, fact),
        )


def _targets(plan: Plan) -> Iterator[Node]:
    for fact in plan.facts.of(Target):
        yield fact.id, _target(fact.value) | _where(plan, fact)
    for textual in plan.facts.of(TextualTarget):
        yield textual.id, _textual(textual.value) | _where(plan, textual)


def _indicators(plan: Plan) -> Iterator[Node]:
    forms: dict[str, dict[str, None]] = {}
    sectors: dict[str, str | None] = {}
    values: list[Target | TextualTarget] = [fact.value for fact in plan.facts.of(Target)]
    values += [textual.value for textual in plan.facts.of(TextualTarget)]
    for value in values:
        forms.setdefault(indicator_id(value), {})[value.indicator] = None
        if isinstance(value, Target) and value.sector:
            sectors.setdefault(indicator_id(value), value.sector)
    known = lexicon("indicators", plan.doc.region)
    for node, words in forms.items():
        key = node.removeprefix("indicator:")
        entry = known[key] if key in known else None  # noqa: SIM401  a Lexicon is no dict
        name = str(entry.data.get("name") or entry.forms[0]) if entry and entry.forms else next(iter(words))
        yield (
            node,
            {"label": "Indicator", "name": short(name) or node, "indicator_id": entry.id if entry else None}
            | {"sector": sectors.get(node), "forms": sorted(words)},
        )


def _target(value: Target) -> dict[str, Any]:
    quantity = value.quantity
    kind = f"{ROLES[value.role]}{MEASURES[value.measure]}"
    year = f"（{value.by}年{'·' if kind else ''}{kind}）" if value.by else f"（{kind}）" if kind else ""
    scope = f"{value.scope}·" if value.scope else ""
    return (
        {"label": "Target", "name": f"{scope}{short(value.indicator)} {show(quantity)}{year}", "indicator": value.indicator}
        | {"value": _number(quantity.value), "value2": _number(quantity.value2), "unit": quantity.unit}
        | {"base_value": _number(quantity.base_value), "base_unit": quantity.base_unit, "op": quantity.op, "role": value.role}
        | {"measure": value.measure, "by": value.by, "from": value.from_, "scope": value.scope, "attr": value.attr, "table": value.table}
        | {"text": None, "sector": value.sector}
    )


def _textual(value: TextualTarget) -> dict[str, Any]:
    year = f"（{value.by}年{ROLES[value.role]}）" if value.by else ""
    return {"label": "Target", "name": f"{short(value.indicator)} {short(value.text)}{year}", "indicator": value.indicator} | {
        "role": value.role,
        "by": value.by,
        "attr": value.attr,
        "table": True,
        "text": value.text,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _measures(plan: Plan) -> Iterator[Node]:
    for fact in plan.facts.of(Measure):
        value = fact.value
        yield (
            fact.id,
            {
                "label": "Measure",
                "name": short(value.text),
                "text": value.text,
                "kind": value.kind,
                "verb": value.verb,
                "object": value.object,
            }
            | {"sector": value.sector, "also": list(value.also), "department": value.department}
            | _where(plan, fact),
        )


def _commitments(plan: Plan) -> Iterator[Node]:
    for fact in plan.facts.of(Commitment):
        value = fact.value
        yield (
            fact.id,
            {
                "label": "Commitment",
                "name": short(_promise(plan, fact)),
                "time": value.time,
                "from": value.start,
                "by": value.end,
            }
            | {
                "recurrence": value.recurrence,
                "strength": value.strength,
                "action": value.action,
                "object": value.object,
                "sector": value.sector,
            }
            | _where(plan, fact),
        )


def _promise(plan: Plan, fact: Fact[Commitment]) -> str:
    """Time, action and object where they make a sentence; the plan's own words where the action stands behind its object (比重达35%)."""
    value, quote = fact.value, plan.doc.quote(fact.anchor)
    return f"{value.time}{value.action}{value.object}" if f"{value.action}{value.object}" in quote else quote


def _projects(plan: Plan) -> Iterator[Node]:
    for node, mentions in plan.entities.items():
        values = [fact.value for fact in mentions]
        longest = max(values, key=lambda value: len(value.name))
        yield (
            node,
            {"label": "Project", "name": longest.name, "names": sorted({value.name for value in values}), "type": longest.type}
            | {"box": any(value.box for value in values), "stage": max((value.stage for value in values), key=STAGES.index)}
            | {"sector": _first(value.sector for value in values), "also": sorted({code for value in values for code in value.also})}
            | {"owner": _first(value.owner for value in values), "capacity": _first(value.capacity for value in values)}
            | {"by": _first(value.by for value in values), "mentions": len(mentions), "facts": [fact.id for fact in mentions]}
            | _where(plan, mentions[0]),
        )


def _first(values: Iterator[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _places(plan: Plan) -> Iterator[Node]:
    mentions: dict[str, list[Fact[Place]]] = {}
    names = dict.fromkeys(plan.adcodes)
    for fact in plan.facts.of(Place):
        mentions.setdefault(place_id(fact.value), []).append(fact)
        names |= dict.fromkeys(fact.value.districts)
    names |= dict.fromkeys(name for project in plan.facts.of(Project) for name in project.value.places)
    for node, facts in mentions.items():
        value = facts[0].value
        districts = sorted({name for fact in facts for name in fact.value.districts})
        yield (
            node,
            {
                "label": "Place",
                "name": value.surface,
                "surface": value.surface,
                "districts": districts,
                "explicit": value.explicit,
                "mentions": len(facts),
            },
        )
    for name in names:
        yield district_id(plan, name), {"label": "District", "name": name, "adcode": plan.adcodes.get(name)}


def _sectors(plan: Plan) -> Iterator[Node]:
    names: dict[str, str] = {}
    for entry in lexicon("sectors", plan.doc.region).entries:  # a city folder adds words to a sector, not a name
        names.setdefault(entry.id, str(entry.data.get("name") or entry.id))
    for fact in plan.facts:
        code = getattr(fact.value, "sector", None)
        if code:
            names.setdefault(code, code)
    for code, name in names.items():
        yield sector_id(code), {"label": "Sector", "name": name, "code": code}
    for department in dict.fromkeys(department for _, department, *_ in leads(plan)):
        yield department_id(department), {"label": "Department", "name": department}


def leads(plan: Plan) -> Iterator[tuple[str, str, bool, tuple[str, ...]]]:
    """Sector, the department that leads it, whether the plan says so itself (else the lexicon does), and the facts that speak of the sector."""
    speaking: dict[str, dict[str, None]] = {}
    stated: dict[tuple[str, str], dict[str, None]] = {}
    for fact in plan.facts:
        sector, department = getattr(fact.value, "sector", None), getattr(fact.value, "department", None)
        if sector and fact.kind == "topic":
            speaking.setdefault(sector, {})[fact.id] = None
        if sector and department and department != department_of(sector, plan.doc.region):
            stated.setdefault((sector, department), {})[fact.id] = None
    for (sector, department), evidence in stated.items():
        yield sector, department, True, tuple(evidence)
    for sector, topics in speaking.items():
        listed = department_of(sector, plan.doc.region)
        if listed:
            yield sector, listed, False, tuple(topics)


def _periods(plan: Plan) -> Iterator[Node]:
    years = {fact.value.by for fact in plan.facts.of(Target) if fact.value.role == "target"}
    years |= {textual.value.by for textual in plan.facts.of(TextualTarget) if textual.value.role == "target"}
    years |= {commitment.value.end for commitment in plan.facts.of(Commitment)}
    for year in sorted(year for year in years if year is not None):
        yield period_id(year), {"label": "Period", "name": f"{year}年", "year": year}
