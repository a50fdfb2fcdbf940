"""The ready coverage matrices, and where a fact belongs when its value does not say it.

A cell lists the facts that belong to its row and its column, each with how sure that is, so that every number can be opened.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.document import Document
from pipeline.facts import Fact, Facts, Place, Topic

if TYPE_CHECKING:
    import networkx

AXES = (
    ("sectors", "districts"),
    ("goals", "districts"),
    ("goals", "sectors"),
    ("sections", "districts"),
    ("sections", "sectors"),
    ("boxes", "districts"),
)
"""Rows and columns of the matrices that the explorer and the workbook show."""

Matrix = dict[str, Any]


def matrices(graph: networkx.MultiDiGraph[str], facts: Facts) -> list[Matrix]:
    """Each matrix as id, rows and columns (key, name), and cells “row,column” → [fact id, confidence]; those without rows or columns are left out."""
    from pipeline.coverage import coverage

    found = []
    for rows, columns in AXES:
        matrix = coverage(graph, rows, columns)
        if not matrix.rows or not matrix.columns:
            continue
        row_at, column_at = ({key: at for at, key in enumerate(keys)} for keys in (matrix.rows, matrix.columns))
        cells = {
            f"{row_at[row]},{column_at[column]}": [
                [fact_of(entry.thing, graph.nodes[entry.thing], facts), entry.confidence] for entry in entries
            ]
            for (row, column), entries in sorted(matrix.cells.items(), key=lambda cell: (row_at[cell[0][0]], column_at[cell[0][1]]))
        }
        named = {name: [[key, matrix.name(key)] for key in keys] for name, keys in (("rows", matrix.rows), ("columns", matrix.columns))}
        found.append({"id": f"{rows}-{columns}", **named, "cells": cells})
    return found


def fact_of(node: str, data: dict[str, Any], facts: Facts) -> str | None:
    """The fact behind a node of the graph: the node's own id, or the first mention of a project or place."""
    return next((found for found in (node, *(data.get("facts") or ())) if found in facts), None)


class Lookup:
    """Where a fact belongs: its sector (its own, else that of its section) and its districts."""

    def __init__(self, doc: Document, facts: Facts) -> None:
        self._doc, self._facts = doc, facts
        self._topics = {fact.value.section: fact.value.sector for fact in facts.of(Topic)}
        self._section_sector = cache(self._sector_of)

    def sector(self, fact: Fact[Any]) -> str | None:
        return getattr(fact.value, "sector", None) or self._section_sector(self._doc.section_at(fact.anchor.start).id)

    def districts(self, fact: Fact[Any]) -> tuple[str, ...]:
        """County-level names: those the value carries, else those of the places mentioned inside the fact."""
        if isinstance(fact.value, Place):
            return fact.value.districts
        own = getattr(fact.value, "places", ())
        inside = [name for place in self._facts.of(Place, fact.anchor) for name in place.value.districts]
        return tuple(dict.fromkeys(own or inside))

    def _sector_of(self, section_id: str) -> str | None:
        for section in reversed(self._doc.path(self._doc.section(section_id))):
            if self._topics.get(section.id):
                return self._topics[section.id]
        return None
