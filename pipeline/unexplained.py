"""The numbers of a document that no fact explains."""

from __future__ import annotations

import re
from typing import Any

from pipeline.document import Anchor, Document
from pipeline.facts import Facts, Target
from pipeline.records import place_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def unexplained(doc: Document, facts: Facts) -> list[dict[str, Any]]:
    """One record a number: its place, the words around it, why it is listed."""
    explained = [fact.anchor for fact in facts.of(Target)]
    found = []
    for match in NUMBER.finditer(doc.text):
        anchor = Anchor(match.start(), match.end())
        if not any(other.overlaps(anchor) for other in explained):
            around = next(doc.sentences(_block(doc, anchor)), anchor)
            given = {"number": match.group(), "why": "没有规则解释这个数字", "start": anchor.start, "end": anchor.end}
            found.append({**given, **place_of(doc, anchor), "quote": doc.quote(around)})
    return found


def _block(doc: Document, anchor: Anchor) -> Anchor:
    block = doc.block_at(anchor.start)
    return block.anchor if block else anchor
