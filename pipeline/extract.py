"""Run the extractors in order: Document → Facts."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from extractors import NAMES
from pipeline.document import Document
from pipeline.facts import Facts


def extract(doc: Document) -> Facts:
    """All facts of the document; each extractor sees what those before it found."""
    facts = Facts(doc.sha256)
    for name in NAMES:
        for fact in list(import_module(f"extractors.{name}").extract(doc, facts)):
            facts.add(fact)
    return marked(doc, facts) if doc.recognised else facts


def marked(doc: Document, facts: Facts) -> Facts:
    """The facts with “+ocr” after the rule of those whose words were read from a picture."""
    return Facts(facts.sha256, [replace(fact, rule=f"{fact.rule}+ocr") if doc.is_recognised(fact.anchor) else fact for fact in facts])
