"""What a report is made of: the document, its facts, graph and findings, and what several sheets and views ask of them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.document import Document
from pipeline.facts import Fact, Facts, Place, Topic
from pipeline.findings import Finding

if TYPE_CHECKING:
    import networkx

    from pipeline.coverage import Axis, Coverage
    from pipeline.judgements import Judgement


@dataclass(frozen=True)
class Material:
    """One document with everything that was found in it; `unexplained` are the records of unexplained.jsonl, `judgements` what people decided before."""

    doc: Document
    facts: Facts
    graph: networkx.MultiDiGraph[str]
    findings: list[Finding]
    unexplained: list[dict[str, Any]]
    judgements: list[Judgement] = field(default_factory=list)
    _axes: dict[str, Axis] = field(default_factory=dict)
    _sectors: dict[str, str | None] = field(default_factory=dict)

    def coverage(self, rows: str, columns: str) -> Coverage:
        """The matrix of two axes; an axis is made once for all matrices that use it."""
        from pipeline.coverage import axis, crossed

        for name in (rows, columns):
            if name not in self._axes:
                self._axes[name] = axis(self.graph, name)
        return crossed(self.graph, self._axes[rows], self._axes[columns])

    def fact_of(self, node: str) -> str | None:
        """The fact behind a node of the graph: the node's own id, or the first mention of a project or place."""
        if node in self.facts:
            return node
        return next((mention for mention in self.graph.nodes[node].get("facts") or () if mention in self.facts), None)

    def sector(self, fact: Fact[Any]) -> str | None:
        """Code of the fact's sector: its own, else that of the innermost section around it that has one."""
        return getattr(fact.value, "sector", None) or self._of_section(self.doc.section_at(fact.anchor.start).id)

    def districts(self, fact: Fact[Any]) -> tuple[str, ...]:
        """County-level names: those the value carries, else those of the places mentioned inside the fact."""
        if isinstance(fact.value, Place):
            return fact.value.districts
        own: tuple[str, ...] = getattr(fact.value, "places", ())
        return own or tuple(dict.fromkeys(name for place in self.facts.of(Place, fact.anchor) for name in place.value.districts))

    def _of_section(self, section_id: str) -> str | None:
        if not self._sectors:
            topics = {fact.value.section: fact.value.sector for fact in self.facts.of(Topic)}
            for section in self.doc.sections:
                self._sectors[section.id] = topics.get(section.id) or self._sectors.get(section.parent or "")
        return self._sectors[section_id]
