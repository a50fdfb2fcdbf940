"""Edges between numbers: their indicator, their goal, their year, their baseline, and what repeats or contradicts them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from pipeline.comparison import agree, comparable, same_number, same_subject, show, subject
from pipeline.facts import Commitment, Fact, Goal, Target, TextualTarget
from pipeline.graph.plan import Confidence, Link, Plan, indicator_id, period_id

COUNTED = ("level", "rank")
"""Measures of which a baseline makes sense: a growth rate or a sum has none."""


def links(plan: Plan) -> Iterator[Link]:
    """OF_INDICATOR, MEASURED_BY, DUE, BASELINE, DUPLICATES, CONFLICTS_WITH."""
    yield from _indicators(plan)
    yield from _goals(plan)
    yield from _due(plan)
    bases = list(_baselines(plan))
    yield from bases
    yield from _achieved(plan, {link.source for link in bases})
    yield from _repeats(plan)


def _indicators(plan: Plan) -> Iterator[Link]:
    for fact in plan.facts.of(Target):
        known = fact.value.indicator_id is not None
        rule = "lexicon.indicators" if known else "indicator"
        yield Link(fact.id, indicator_id(fact.value), "OF_INDICATOR", rule, "inferred" if known else "stated", (fact.id,))
    for textual in plan.facts.of(TextualTarget):
        yield Link(textual.id, indicator_id(textual.value), "OF_INDICATOR", "indicator", "stated", (textual.id,))


def _goals(plan: Plan) -> Iterator[Link]:
    """The targets that a goal is made of, and those in its words or section; one of the same indicator elsewhere by inference."""
    goals, measured = plan.facts.of(Goal), set()
    first: dict[str, dict[str, Fact[Target]]] = {}
    for goal in goals:
        for part in goal.parts:
            target = plan.facts.get(part)
            if isinstance(target.value, Target | TextualTarget) and target.value.role == "target":
                measured.add(part)
                first.setdefault(indicator_id(target.value), {}).setdefault(goal.id, target)
                yield _measured(goal, target, "goal.words" if goal.anchor.contains(target.anchor) else "goal.parts")
    rest = [fact for fact in plan.facts.of(Target) if fact.value.role == "target" and fact.id not in measured]
    for target in rest:
        owner, rule = _goal_of(plan, goals, target)
        if owner is not None:
            first.setdefault(indicator_id(target.value), {}).setdefault(owner.id, target)
            yield _measured(owner, target, rule)
    for target in rest:
        yield from _by_indicator(first.get(indicator_id(target.value), {}), target)


def _measured(goal: Fact[Goal], target: Fact[Any], rule: str) -> Link:
    return Link(goal.id, target.id, "MEASURED_BY", rule, "stated" if rule == "goal.words" else "structural", (goal.id, target.id))


def _goal_of(plan: Plan, goals: list[Fact[Goal]], target: Fact[Target]) -> tuple[Fact[Goal] | None, str]:
    inside = [goal for goal in goals if goal.anchor.contains(target.anchor)]
    if inside:
        return min(inside, key=lambda goal: goal.anchor.end - goal.anchor.start), "goal.words"
    section = plan.section(target)
    if not plan.states_goals(section):
        return None, ""
    sentence = plan.sentence(target.anchor.start)
    same = [goal for goal in goals if goal.anchor.overlaps(sentence)]
    if same:
        return same[-1], "goal.sentence"
    for holder in reversed(plan.doc.path(section)):
        near = [goal for goal in goals if holder.anchor.contains(goal.anchor) and goal.anchor.start < target.anchor.start]
        if near and plan.states_goals(holder):
            owned = [goal for goal in near if target.value.sector and goal.value.sector == target.value.sector]
            return (owned or near)[-1], "goal.section"
    return None, ""


def _by_indicator(goals: dict[str, Fact[Target]], target: Fact[Target]) -> Iterator[Link]:
    for goal, measured in goals.items():
        value = measured.value
        if measured.id != target.id and isinstance(value, Target) and same_subject(value, target.value) and _one_time(value, target.value):
            yield Link(
                goal,
                target.id,
                "MEASURED_BY",
                "indicator",
                "inferred",
                (goal, measured.id, target.id),
                f"与该目标下“{value.indicator}”为同一指标",
            )


def _one_time(first: Target, second: Target) -> bool:
    """False for two different years: a goal of this period is not measured by the targets of the last one."""
    return first.by is None or second.by is None or first.by == second.by


def _due(plan: Plan) -> Iterator[Link]:
    """Of targets and commitments; the year of an achieved value is its property `by`, nothing is due."""
    for fact in plan.facts.of(Target):
        if fact.value.by is not None and fact.value.role == "target":
            yield _year(plan, fact.id, fact.value.by, fact.parts)
    for textual in plan.facts.of(TextualTarget):
        if textual.value.by is not None and textual.value.role == "target":
            yield _year(plan, textual.id, textual.value.by, textual.parts)
    for commitment in plan.facts.of(Commitment):
        if commitment.value.end is not None:
            rule, sure = _last_year(commitment.value)
            yield Link(commitment.id, period_id(commitment.value.end), "DUE", rule, sure, (commitment.id,))


def _last_year(commitment: Commitment) -> tuple[str, Confidence]:
    """What is due every year names no last one: that is the period's."""
    return ("context", "structural") if commitment.recurrence else ("commitment.time", "stated")


def _year(plan: Plan, fact: str, year: int, parts: tuple[str, ...]) -> Link:
    """A deadline is stated when a time expression is a part of the fact, structural when it comes from a table head or a dated section."""
    periods = tuple(part for part in parts if part in plan.facts and plan.facts.get(part).kind == "period")
    return Link(fact, period_id(year), "DUE", "period" if periods else "context", "stated" if periods else "structural", (fact, *periods))


def _baselines(plan: Plan) -> Iterator[Link]:
    """The achieved value from which a target starts: in the same table row the latest before it, in prose the one of the same sentence."""
    rows: dict[tuple[str, int], list[Fact[Target]]] = {}
    sentences: dict[tuple[int, str], list[Fact[Target]]] = {}
    for fact in plan.facts.of(Target):
        row = plan.row(fact)
        if row is not None:
            rows.setdefault(row, []).append(fact)
        else:
            sentences.setdefault((plan.sentence(fact.anchor.start).start, subject(fact.value)), []).append(fact)
    for group in rows.values():
        yield from _baseline(group, "table.row", "structural")
    for textual in plan.facts.of(TextualTarget):
        levels = [
            fact for fact in rows.get(plan.row(textual) or ("", 0), []) if fact.value.role == "actual" and fact.value.measure in COUNTED
        ]
        before = [fact for fact in levels if (fact.value.by or 0) < (textual.value.by or 9999)]
        if before and textual.value.role == "target":
            base = max(before, key=lambda fact: fact.value.by or 0)
            yield Link(textual.id, base.id, "BASELINE", "table.row", "structural", (textual.id, base.id))
    for group in sentences.values():
        yield from _baseline(group, "sentence", "stated")


def _achieved(plan: Plan, based: set[str]) -> Iterator[Link]:
    """What the plan says elsewhere of the year before its period, where all that it says of it agrees."""
    first = plan.doc.period[0] if plan.doc.period else 0
    facts = [fact for fact in plan.facts.of(Target) if fact.value.measure in COUNTED]
    known: dict[tuple[str, str | None, str], list[Fact[Target]]] = {}
    for fact in facts:
        if fact.value.role == "actual" and fact.value.by == first - 1:
            known.setdefault((subject(fact.value), fact.value.scope, fact.value.measure), []).append(fact)
    for target in facts:
        base = known.get((subject(target.value), target.value.scope, target.value.measure), [])
        if base and target.id not in based and target.value.role == "target" and (target.value.by or 0) >= first:
            quantities = [target.value.quantity, *(fact.value.quantity for fact in base)]
            if comparable(*quantities[:2]) and all(same_number(quantities[1], other) for other in quantities[2:]):
                reason = f"另处说到{first - 1}年的“{base[0].value.indicator}”为{show(base[0].value.quantity)}"
                yield Link(target.id, base[0].id, "BASELINE", "indicator", "inferred", (target.id, base[0].id), reason)


def _baseline(group: list[Fact[Target]], rule: str, confidence: Confidence) -> Iterator[Link]:
    for target in group:
        if target.value.role != "target" or target.value.measure not in COUNTED:
            continue
        before = [
            fact
            for fact in group
            if fact.value.role == "actual" and same_subject(fact.value, target.value) and _earlier(fact.value, target.value)
        ]
        if before:
            base = max(before, key=lambda fact: fact.value.by or 0)
            yield Link(target.id, base.id, "BASELINE", rule, confidence, (target.id, base.id))


def _earlier(actual: Target, target: Target) -> bool:
    return actual.by is None or target.by is None or actual.by < target.by


def _repeats(plan: Plan) -> Iterator[Link]:
    """Two targets of one subject and year: the same number again, or numbers that cannot both hold. Each value is compared once, by its first statement."""
    groups: dict[tuple[str, ...], list[Fact[Target]]] = {}
    for fact in plan.facts.of(Target):
        value = fact.value
        if value.role == "target" and value.by is not None:
            key = (subject(value), value.scope or "", value.measure, str(value.by), str(value.from_))
            groups.setdefault(key, []).append(fact)
    for group in groups.values():
        firsts: list[Fact[Target]] = []
        for fact in group:
            twin = next((first for first in firsts if same_number(first.value.quantity, fact.value.quantity)), None)
            if twin is None:
                firsts.append(fact)
            else:
                yield _pair(twin, fact, "DUPLICATES", "same_value")
        for first, second in combinations(firsts, 2):
            if not agree(first.value.quantity, second.value.quantity):
                yield _pair(first, second, "CONFLICTS_WITH", "different_value")


def _pair(first: Fact[Target], second: Fact[Target], label: str, rule: str) -> Link:
    reason = f"{first.value.indicator}：{show(first.value.quantity)}；{show(second.value.quantity)}"
    return Link(first.id, second.id, label, rule, "inferred", (first.id, second.id), reason)
