"""Mentions → entities: which mentions of projects are one undertaking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.document import Document
from pipeline.facts import Facts, Project


def resolve(doc: Document, facts: Facts) -> Facts:
    """The facts with the entity of each project mention set: one entity a name."""
    resolved = Facts(doc.sha256)
    for fact in facts:
        if isinstance(fact.value, Project):
            fact = replace(fact, value=replace(fact.value, entity=fact.value.name))
        resolved.add(fact)
    return resolved


def unsure(doc: Document, facts: Facts) -> list[dict[str, Any]]:
    """What a person should decide, with its candidates."""
    return []
