"""Mentions of places that lie in particular county-level divisions of the document's own region.

    推动连江丹阳盆地开发              → 连江丹阳盆地 (连江县)
    福州（长乐）国际航空城             → the name with its brackets (长乐区)
    仓山生物医药产业园                → the zone, by the division it is named for (仓山区), listed or not
    南屿、南通、闽侯县城              → 南通 is believed as one of a list, here in 闽侯县 and not in 江苏

The longest surface counts once, its parts are not labelled again; one record per surface and sentence. Left alone: the region as a whole
(福州, 福州港), what crosses it (闽江), streets (连江路), companies and schools (马尾造船厂), places elsewhere (泉州惠安, 南京市鼓楼区).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Anchor, Document
from pipeline.facts import Fact, Facts, Place
from pipeline.places import is_explicit, mentions


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Place]]:
    """Places of the document’s region; nothing when the region is unknown."""
    if doc.region is None:
        return
    for sentence in doc.sentences():
        text = doc.text[sentence.start : sentence.end]
        seen = set()
        for mention in mentions(text, doc.region):
            surface = re.sub(r"\s+", "", text[mention.start : mention.end])
            if surface not in seen:
                seen.add(surface)
                place = Place(surface, mention.meaning.districts, mention.meaning.adcodes, is_explicit(surface, mention.meaning.districts))
                yield Fact(place, Anchor(sentence.start + mention.start, sentence.start + mention.end), mention.rule)
