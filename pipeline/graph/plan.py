"""What the edge rules ask of a plan again and again, looked up once: topics, sentences, table rows, project entities, node ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from pipeline.document import Anchor, Document, Section
from pipeline.facts import Fact, Facts, Place, Project, Target, TextualTarget, Topic
from pipeline.language.indicators import own_id
from pipeline.places import national

W = TypeVar("W")
Confidence = Literal["stated", "structural", "inferred"]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to be: node ids, edge label, the rule behind it, how sure it is, and the fact ids that show it."""

    source: str
    target: str
    label: str
    rule: str
    confidence: Confidence
    evidence: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    """A document with its facts, indexed for the graph."""

    doc: Document
    facts: Facts

    def section(self, fact: Fact[Any]) -> Section:
        return self.doc.section_at(fact.anchor.start)

    def topic(self, section: Section) -> Fact[Topic] | None:
        """The topic of the section or of the nearest section above it that has an owner."""
        for holder in reversed(self.doc.path(section)):
            topic = self._topics.get(holder.id)
            if topic is not None and topic.value.sector:
                return topic
        return None

    def states_goals(self, section: Section) -> bool:
        """True in a section that states goals, and in all below it."""
        return any(holder.id in self._topics and self._topics[holder.id].value.goal for holder in self.doc.path(section))

    def topic_of(self, section: Section) -> Fact[Topic] | None:
        """The section's own topic, whether it has an owner or not."""
        return self._topics.get(section.id)

    def sentence(self, position: int) -> Anchor:
        """The sentence (or cell, or heading) around a position; an empty anchor where no block stands."""
        at = bisect_right(self._sentence_starts, position) - 1
        if at >= 0 and position < self._sentences[at].end:
            return self._sentences[at]
        return Anchor(position, position)

    def row(self, fact: Fact[Any]) -> tuple[str, int] | None:
        """Table id and row of a fact that stands in a table cell."""
        at = bisect_right(self._cell_starts, fact.anchor.start) - 1
        if at < 0 or fact.anchor.start >= self._cells[at][1]:
            return None
        return self._cells[at][2]

    def owner(self, fact: Fact[Any]) -> tuple[str | None, tuple[str, ...], str]:
        """(sector, facts that say so, rule) of a statement: its own, in accord with its section's or not; else its section's; else None."""
        own, topic = getattr(fact.value, "sector", None), self.topic(self.section(fact))
        if own and topic and topic.value.sector == own:
            return own, (fact.id, topic.id), "words.and.section"
        if own:
            return own, (fact.id,), "words"
        return (topic.value.sector, (topic.id,), "section") if topic else (None, (), "")

    @cached_property
    def adcodes(self) -> dict[str, str]:
        """District name → adcode: the divisions right below the document's region, then those that the text names.

        A functional zone that is counted as a unit of its own (高新区) has the code of the county in which it lies.
        """
        codes = {entry.data["name"]: entry.id for entry in national().entries if entry.data["parent"] == self.doc.region}
        for fact in self.facts.of(Place):
            for name, code in zip(fact.value.districts, fact.value.adcodes, strict=False):
                codes.setdefault(name, code)
        return codes

    def overlapping(self, value_type: type[W], anchor: Anchor) -> list[Fact[W]]:
        """Facts of a type that share characters with the anchor, in text order."""
        if value_type not in self._indexes:
            facts = self.facts.of(value_type)
            longest = max((fact.anchor.end - fact.anchor.start for fact in facts), default=0)
            self._indexes[value_type] = [fact.anchor.start for fact in facts], facts, longest
        starts, facts, longest = self._indexes[value_type]
        near = facts[bisect_left(starts, anchor.start - longest) : bisect_left(starts, anchor.end)]
        return [fact for fact in near if fact.anchor.overlaps(anchor)]

    @cached_property
    def _indexes(self) -> dict[type[Any], tuple[list[int], list[Fact[Any]], int]]:
        return {}

    @cached_property
    def entities(self) -> dict[str, list[Fact[Project]]]:
        """Project node id → its mentions in text order."""
        found: dict[str, list[Fact[Project]]] = {}
        for fact in self.facts.of(Project):
            found.setdefault(project_id(fact.value), []).append(fact)
        return found

    @cached_property
    def _topics(self) -> dict[str, Fact[Topic]]:
        return {fact.value.section: fact for fact in self.facts.of(Topic)}

    @cached_property
    def _sentences(self) -> list[Anchor]:
        return sorted(self.doc.sentences())

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [anchor.start for anchor in self._sentences]

    @cached_property
    def _cells(self) -> list[tuple[int, int, tuple[str, int]]]:
        cells = [(cell.anchor.start, cell.anchor.end, (table.id, cell.row)) for table in self.doc.tables for cell in table.cells]
        return sorted(cells)

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell[0] for cell in self._cells]


def project_id(project: Project) -> str:
    """The node of a project: one for all mentions of an entity."""
    return f"project:{project.entity or project.name}"


def indicator_id(target: Target | TextualTarget) -> str:
    """The node of an indicator: the lexicon's id, else the stable id of its words in one spelling."""
    return f"indicator:{target.indicator_id or own_id(target.indicator)}"


def place_id(place: Place) -> str:
    return f"place:{place.surface}"


def sector_id(code: str) -> str:
    return f"sector:{code}"


def department_id(name: str) -> str:
    return f"department:{name}"


def period_id(year: int) -> str:
    return f"period:{year}"


def document_id(doc: Document) -> str:
    return f"document:{doc.id}"


def district_id(plan: Plan, name: str) -> str:
    """By adcode; by name where the code is not the unit's own (高新区) or is unknown."""
    code = plan.adcodes.get(name)
    own = code is not None and code in national() and national()[code].data["name"] == name
    return f"district:{code if own else name}"
