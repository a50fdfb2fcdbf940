"""What a plan states, each with its place.

A value says what; a `Fact` says what, where, by which rule and from which other facts. Field names are those of the
output files (CONTRACT): `records` writes a value's fields as they stand here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pipeline.document import Anchor
from pipeline.values import Attribute, MeasureKind, Period, Quantity, Role, Stage, Strength

V = TypeVar("V", covariant=True)
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity stated of an indicator. `role` tells a target from an achieved value and from a specification."""

    indicator: str
    quantity: Quantity
    role: Role
    measure: MeasureKind
    by: int | None = None
    from_: int | None = None
    scope: str | None = None
    attr: Attribute | None = None
    table: bool = False
    indicator_id: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class TextualTarget:
    """A table cell that promises in words instead of a number (完成省下达指标), so that it is not dropped."""

    indicator: str
    text: str
    role: Role
    by: int | None
    attr: Attribute | None = None
    indicator_id: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """An undertaking with an explicit time."""

    time: str
    start: int | None
    end: int | None
    recurrence: Literal["yearly"] | None
    strength: Strength
    action: str
    object: str
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached. `kind`: vision | objective | chapter | box."""

    text: str
    kind: str
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What will be done. `kind`: heading (an item that tells a task) | task (a clause with verb and object)."""

    text: str
    kind: str
    verb: str
    object: str
    sector: str | None = None
    also: tuple[str, ...] = ()
    department: str | None = None
    department_stated: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """One mention of a named undertaking. `entity` joins the mentions of one project; it is set by `resolve`."""

    name: str
    type: Literal["facility", "programme"]
    box: bool
    stage: Stage | None
    places: tuple[str, ...] = ()
    sector: str | None = None
    also: tuple[str, ...] = ()
    entity: str | None = None
    owner: str | None = None
    capacity: str | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place; `districts` are names of county-level divisions, `adcodes` theirs, in the same order."""

    surface: str
    districts: tuple[str, ...]
    adcodes: tuple[str, ...]
    explicit: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """What a section is about: its owning sector, other acceptable ones, whether it states goals, and who leads.

    `department` is inferred from the sector unless `department_stated`: the text itself names who is responsible.
    """

    section: str
    sector: str | None
    also: tuple[str, ...] = ()
    goal: bool = False
    department: str | None = None
    department_stated: bool = False


KINDS: dict[str, type[Any]] = {
    "amount": Quantity,
    "period": Period,
    "place": Place,
    "topic": Topic,
    "quantity": Target,
    "textual": TextualTarget,
    "commitment": Commitment,
    "goal": Goal,
    "measure": Measure,
    "project": Project,
}
KIND_OF = {value_type: kind for kind, value_type in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """A value with its place, the rule that found it, and the ids of the facts it was composed from.

    Extractors leave `id` empty; `Facts.add` sets it.
    """

    value: V
    anchor: Anchor
    rule: str
    parts: tuple[str, ...] = ()
    id: str = ""

    @property
    def kind(self) -> str:
        return KIND_OF[type(self.value)]


def fact_id(sha256: str, fact: Fact[Any]) -> str:
    """A stable id: hash of document hash, kind, span and value, joined by a separator."""
    raw = "\x1f".join((sha256, fact.kind, str(fact.anchor.start), str(fact.anchor.end), repr(fact.value)))
    return f"{fact.kind[0]}{hashlib.sha256(raw.encode()).hexdigest()[:15]}"


class Facts:
    """The facts of one document, asked by type and by place. Iteration is by kind in order of `KINDS`, then by place."""

    def __init__(self, sha256: str, facts: Iterable[Fact[Any]] = ()) -> None:
        self.sha256 = sha256
        self._by_type: dict[type[Any], list[Fact[Any]]] = {}
        self._places: dict[type[Any], list[tuple[int, int]]] = {}
        self._by_id: dict[str, Fact[Any]] = {}
        for fact in facts:
            self.add(fact)

    def add(self, fact: Fact[W]) -> Fact[W]:
        """Keep the fact and return it with its id; a fact already kept (same kind, span and value) is kept once."""
        if not fact.id:
            fact = Fact(fact.value, fact.anchor, fact.rule, fact.parts, fact_id(self.sha256, fact))
        if fact.id not in self._by_id:
            self._by_id[fact.id] = fact
            place, places = (fact.anchor.start, fact.anchor.end), self._places.setdefault(type(fact.value), [])
            at = bisect_right(places, place)
            places.insert(at, place)
            self._by_type.setdefault(type(fact.value), []).insert(at, fact)
        return fact

    def of(self, value_type: type[W], within: Anchor | None = None) -> list[Fact[W]]:
        """Facts of a type in text order; with `within`, those that lie wholly inside the anchor."""
        found: list[Fact[W]] = self._by_type.get(value_type, [])
        if within is None:
            return list(found)
        places, end = self._places.get(value_type, []), within.end
        at = bisect_left(places, (within.start, -1))
        inside = []
        while at < len(places) and places[at][0] < end:
            if places[at][1] <= end:
                inside.append(found[at])
            at += 1
        return inside

    def get(self, fact_id: str) -> Fact[Any]:
        """The fact with this id; KeyError when there is none."""
        return self._by_id[fact_id]

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._by_id

    def __iter__(self) -> Iterator[Fact[Any]]:
        for value_type in KINDS.values():
            yield from self._by_type.get(value_type, [])

    def __len__(self) -> int:
        return len(self._by_id)
