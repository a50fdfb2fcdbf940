"""Mentions → entities: which mentions of projects are one undertaking.

Names are compared by rules (`pipeline.projects.identity`); two names are joined when the rules say so and nothing in either group speaks against
it. What is alike without being certain is handed to a person (`unsure`), whose decision is one line of `lexicons/judgements.jsonl`, replayed on
every run: {"names": [a, b], "verdict": same | different | unsure, "region": adcode or null, "who", "when", "why"}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any

from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.facts import Fact, Facts, Project
from pipeline.lexicon import ROOT
from pipeline.places import within
from pipeline.projects import Features, Verdict, compare, conflict, features

JUDGEMENTS = ROOT / "judgements.jsonl"
VERDICTS = ("same", "different", "unsure")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided of two names, where, and why."""

    names: frozenset[str]
    verdict: Verdict
    region: str | None
    who: str
    when: str
    why: str


def resolve(doc: Document, facts: Facts) -> Facts:
    """The facts with the entity of each project mention set: the longest name of its group."""
    entities = _entities(doc, facts)
    resolved = Facts(doc.sha256)
    for fact in facts:
        if isinstance(fact.value, Project):
            fact = replace(fact, value=replace(fact.value, entity=entities[fact.value.name]))
        resolved.add(fact)
    return resolved


def unsure(doc: Document, facts: Facts) -> list[dict[str, Any]]:
    """What a person should decide: a name, the names that may be the same project, and where each stands (first mention)."""
    mentions = _first(facts)
    entities = _entities(doc, facts)
    rows: dict[str, dict[str, Any]] = {}
    for one, other, why in _doubts(doc, facts):
        if entities[one] != entities[other]:
            row = rows.setdefault(one, {"kind": "project", "name": one, "start": mentions[one].anchor.start, "candidates": []})
            row["candidates"].append({"name": other, "start": mentions[other].anchor.start, "why": why})
    return list(rows.values())


def judgements(region: str | None) -> list[Judgement]:
    """The decisions that hold for a document of the region. Raises UserError for a line that is none."""
    return [found for found in _all() if found.region is None or (region is not None and within(region, found.region))]


def _entities(doc: Document, facts: Facts) -> dict[str, str]:
    """Name → the name of its group."""
    names = _features(doc, facts)
    group: dict[str, tuple[str, ...]] = {name: (name,) for name in names}
    told = _told(doc)
    for one, other in _in_order(_pairs(names), names, told):
        first, second = group[one], group[other]
        if first is not second and not _speaks_against(first, second, names, told):
            joined = first + second
            group.update(dict.fromkeys(joined, joined))
    longest = {members: max(members, key=lambda name: (len(name), name)) for members in set(group.values())}
    return {name: longest[members] for name, members in group.items()}


def _in_order(pairs: Iterable[Pair], names: dict[str, Features], told: dict[frozenset[str], Judgement]) -> Iterator[Pair]:
    """The pairs to join: those that people joined first, then the rules' by length of what they share."""
    yield from (tuple(sorted(key)) for key, found in told.items() if found.verdict == "same" and key <= names.keys())  # type: ignore[misc]
    found = {pair: compare(names[pair[0]], names[pair[1]]) for pair in pairs if frozenset(pair) not in told}
    yield from (pair for pair, verdict in found.items() if verdict == "same")
    shorts = [pair for pair, verdict in found.items() if verdict == "short"]
    longer: dict[str, list[str]] = {}
    for pair in shorts:
        short = _shorter(pair, names)
        longer.setdefault(short, []).append((set(pair) - {short}).pop())
    yield from (pair for pair in shorts if _only_one(longer[_shorter(pair, names)], names))


def _only_one(longer: list[str], names: dict[str, Features]) -> bool:
    """Whether a name that is short for each of these can only be short for one: they go together themselves."""
    return all(compare(names[one], names[other]) in ("same", "short") for one, other in combinations(longer, 2))


def _shorter(pair: Pair, names: dict[str, Features]) -> str:
    return min(pair, key=lambda name: (len(names[name].norm), len(names[name].own), name))


def _speaks_against(
    first: tuple[str, ...], second: tuple[str, ...], names: dict[str, Features], told: dict[frozenset[str], Judgement]
) -> bool:
    """Whether a member of one group cannot be a member of the other."""
    for one in first:
        for other in second:
            found = told.get(frozenset((one, other)))
            if found is not None and found.verdict != "same":
                return True
            if found is None and conflict(names[one], names[other]):
                return True
    return False


def _doubts(doc: Document, facts: Facts) -> Iterator[tuple[str, str, str]]:
    names = _features(doc, facts)
    told = _told(doc)
    for one, other in _pairs(names):
        found = told.get(frozenset((one, other)))
        if found is not None and found.verdict == "unsure":
            yield one, other, found.why
        elif found is None and compare(names[one], names[other]) != "different":
            yield one, other, "名称相近，但编号、分期、方位、地点或类别未能确定是否同一项目"


def _features(doc: Document, facts: Facts) -> dict[str, Features]:
    """Each name once, in the order of the text, with the places told for any of its mentions."""
    places: dict[str, set[str]] = {}
    for fact in facts.of(Project):
        places.setdefault(fact.value.name, set()).update(fact.value.places)
    return {name: features(name, frozenset(found), doc.region) for name, found in places.items()}


def _first(facts: Facts) -> dict[str, Fact[Project]]:
    found: dict[str, Fact[Project]] = {}
    for fact in facts.of(Project):
        found.setdefault(fact.value.name, fact)
    return found


def _pairs(names: dict[str, Features]) -> list[Pair]:
    """Pairs of names worth comparing: they share two neighbouring characters of what tells which one is meant, or their normal form."""
    holders: dict[str, list[str]] = {}
    for name, found in names.items():
        keys = {found.own[at : at + 2] for at in range(len(found.own) - 1)} | {found.norm, found.norm[:4]}
        if not found.own:
            keys.add("".join((found.kind, *sorted(found.districts))))
        for key in sorted(keys):
            holders.setdefault(key, []).append(name)
    order = {name: at for at, name in enumerate(names)}
    pairs = {pair for held in holders.values() for pair in combinations(held, 2)}
    return sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _told(doc: Document) -> dict[frozenset[str], Judgement]:
    """Judgements by their two names; the last line about them holds."""
    return {found.names: found for found in judgements(doc.region)}


@cache
def _all() -> tuple[Judgement, ...]:
    if not JUDGEMENTS.exists():
        return ()
    lines = JUDGEMENTS.read_text(encoding="utf-8").splitlines()
    return tuple(_parse(number, line) for number, line in enumerate(lines, 1) if line.strip())


def _parse(number: int, line: str) -> Judgement:
    try:
        record = json.loads(line)
        names, verdict = frozenset(map(str, record["names"])), record["verdict"]
        if len(names) != 2 or verdict not in VERDICTS or not re.fullmatch(r"\d{4}-\d\d-\d\d", str(record["when"])):
            raise ValueError("two different names, a verdict, a date")
        return Judgement(names, verdict, record.get("region"), str(record["who"]), str(record["when"]), str(record["why"]))
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{JUDGEMENTS}:{number}: not a judgement (names, verdict, region, who, when, why): {error}") from error
