"""Mentions of named undertakings: facilities (园, 线, 平台, 电站 …) and programmes (工程, 计划, 行动, 战略) that a plan says will be built or carried out.

    积极谋划昌福、广福、温福高铁                     → three, planning: each takes the ending that the last one writes
    推进福清核电7、8号机组、华能福州电厂一二期机组升级改造等项目建设  → two, advance: numbers of one set stay together
    港口：福州港江阴港区13A、13B、13C泊位工程、宝钢二期码头工程。  (in a box) → two, no stage: merely listed

Left alone: what is meant in the plural or in general (一批科创街区, 污水管道), what is merely used (依托福兴经济开发区), wishes (打造桥头堡), companies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Anchor, Block, Document
from pipeline.facts import Fact, Facts, Place, Project
from pipeline.places import mentions
from pipeline.projects import Candidate, candidates
from pipeline.projects.lists import squeezed
from pipeline.sectors import sector_of


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Project]]:
    for block in doc.blocks:
        if block.kind == "paragraph":
            for sentence in doc.sentences(block.anchor):
                yield from _of_sentence(doc, facts, block, sentence)


def _of_sentence(doc: Document, facts: Facts, block: Block, sentence: Anchor) -> Iterator[Fact[Project]]:
    text, places = squeezed(doc.text[sentence.start : sentence.end])
    boxed = any(section.kind == "box" for section in doc.path(doc.section_at(sentence.start)))
    for found in candidates(text, doc.region, boxed):
        anchor = Anchor(sentence.start + places[found.start], sentence.start + places[found.end - 1] + 1)
        sector, also = sector_of(doc, facts, anchor)
        districts = tuple(dict.fromkeys(name for mention in (mentions(found.name, doc.region) if doc.region else ()) for name in mention.meaning.districts))
        yield Fact(Project(found.name, found.type, boxed, found.stage, districts, sector, also), anchor, found.rule)
