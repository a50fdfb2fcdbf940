"""Mentions of named undertakings: facilities (园, 线, 平台, 电站 …) and programmes (工程, 计划, 行动, 战略) that a plan says will be built or carried out.

    积极谋划昌福、广福、温福高铁                     → three, planning: each takes the ending that the last one writes
    推进福清核电7、8号机组、华能福州电厂一二期机组升级改造等项目建设  → two, advance: numbers of one set stay together
    港口：福州港江阴港区13A、13B、13C泊位工程、宝钢二期码头工程。  (in a box) → two, no stage: merely listed

Left alone: what is meant in the plural or in general (一批科创街区, 污水管道), what is merely used (依托福兴经济开发区), wishes (打造桥头堡), companies.
Headings and titles of boxes name programmes only. Places are those in the name, or told in the same sentence before it (在…建设, 依托…，打造).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Anchor, Block, Document
from pipeline.facts import Fact, Facts, Place, Project
from pipeline.places import district_codes, mentions, within
from pipeline.projects import (
    Candidate,
    candidates,
    capacity_in,
    clause_starts,
    gives_place,
    leading_districts,
    owner_in,
    sector_in,
    squeezed,
    title_programme,
)
from pipeline.sectors import sector_of
from pipeline.values import Period

REACH = 40
"""Characters by which a place may stick out of a name."""
RIVER = re.compile(r"(?<![市县区])(?:[江河](?![口岸城区滨畔沿边港湾海])|桥(?![头梁]))")
"""What makes a river or a town elsewhere of the short name of a division (盘龙|江, 新都|桥)."""


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Project]]:
    for block in doc.blocks:
        if block.kind == "paragraph":
            yield from _of_run_in(doc, facts, block)
            for sentence in doc.sentences(block.anchor):
                yield from _of_sentence(doc, facts, block, sentence)
        elif block.kind == "heading":
            yield from _of_heading(doc, facts, block)


def _of_heading(doc: Document, facts: Facts, block: Block) -> Iterator[Fact[Project]]:
    """The programme that a heading says will be carried out (实施全民健身行动), or that a box is titled with."""
    text, places = squeezed(doc.text[block.anchor.start : block.anchor.end])
    boxed = _in_box(doc, block.anchor)
    for found in title_programme(text, doc.region, boxed):
        yield _fact(doc, facts, block.anchor.start, places, found, boxed, ())


def _of_run_in(doc: Document, facts: Facts, block: Block) -> Iterator[Fact[Project]]:
    """The facility whose name opens a paragraph that tells of it: 2. 福州大学城。建设全国一流大学城; or the programme: 1.医疗提升工程。开展…"""
    if block.run_in is None or _in_box(doc, block.run_in):
        return
    text, places = squeezed(doc.text[block.run_in.start : block.run_in.end])
    name = re.match(r"(?:[（(]?[\d一二三四五六七八九十]+[）).．、])?(.+?)[。：:]?$", text)
    if name is None:
        return
    for found in title_programme(text, doc.region, False):
        if found.start == name.start(1):  # one behind a verb is told in the paragraph
            yield _fact(doc, facts, block.run_in.start, places, found, False, ())
    if not facts.of(Place, within=block.run_in):
        return
    for found in candidates(f"建设{name.group(1)}", doc.region, False):
        if found.name == name.group(1) and found.type == "facility":
            shift = name.start(1) - len("建设")
            moved = Candidate(found.start + shift, found.end + shift, found.name, found.type, "advance", "project.run-in")
            yield _fact(doc, facts, block.run_in.start, places, moved, False, ())


def _of_sentence(doc: Document, facts: Facts, block: Block, sentence: Anchor) -> Iterator[Fact[Project]]:
    text, places = squeezed(doc.text[sentence.start : sentence.end])
    boxed = _in_box(doc, sentence)
    mentioned = list(facts.of(Place, within=sentence))
    if block.run_in is not None and not boxed:
        mentioned = [*facts.of(Place, within=block.run_in), *mentioned]
    starts = clause_starts(text) if mentioned else []
    for found in candidates(text, doc.region, boxed):
        told = _told(text, starts, mentioned, found, sentence, places)
        yield _fact(doc, facts, sentence.start, places, found, boxed, told)


def _fact(
    doc: Document, facts: Facts, start: int, places: Sequence[int], found: Candidate, boxed: bool, told: tuple[Fact[Place], ...]
) -> Fact[Project]:
    """The candidate as a fact; its places are those in its name, else those told before it."""
    anchor = Anchor(start + places[found.start], start + places[found.end - 1] + 1)
    around = facts.of(Place, within=Anchor(anchor.start - REACH, anchor.end + REACH))
    inside = [fact for fact in around if fact.anchor.overlaps(anchor) and not RIVER.match(doc.text, fact.anchor.end)]
    if found.rule == "project.shared-ending":  # its words reach over the names beside it
        inside = [fact for fact in inside if squeezed(doc.text[fact.anchor.start : fact.anchor.end])[0] in found.name]
    named = list(leading_districts(found.name, doc.region)) if found.type == "facility" else []
    if doc.region and not inside and not named:  # a place is one fact a sentence, however often it is named
        again = [mention for mention in mentions(found.name, doc.region) if not RIVER.match(found.name, mention.end)]
        named = [name for mention in again for name in mention.meaning.districts]
        inside = [] if named else list(told)
    districts = _finest(tuple(dict.fromkeys([name for fact in inside for name in fact.value.districts] + named)), doc.region)
    sector, also = _sector(sector_of(doc, facts, anchor), sector_in(found.name))
    owner, capacity = owner_in(found.name), capacity_in(found.name)
    by = next((fact.value.end for fact in reversed(facts.of(Period, within=Anchor(start, anchor.start)))), None)
    value = Project(found.name, found.type, boxed, found.stage, districts, sector, also, None, owner, capacity, by)
    return Fact(value, anchor, found.rule, tuple(fact.id for fact in inside))


def _sector(found: tuple[str | None, tuple[str, ...]], kind: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The sectors with that of the kind first, where the words speak of it, too, or only of planning."""
    sector, also = found
    if kind is None or kind == sector or not (kind in also or sector in (None, "planning")):
        return found
    return kind, tuple(code for code in (sector, *also) if code is not None and code != kind)


def _finest(names: tuple[str, ...], region: str | None) -> tuple[str, ...]:
    """The districts without a city in which another of them lies (厦门港翔安泊位 lies in 翔安区)."""
    codes = dict(zip(names, district_codes(names, region), strict=True)) if region else {}
    return tuple(
        name
        for name in names
        if not any(code and codes[name] and code != codes[name] and within(code, codes[name]) for code in codes.values())
    )


def _told(
    text: str, starts: list[int], mentioned: list[Fact[Place]], found: Candidate, sentence: Anchor, places: Sequence[int]
) -> tuple[Fact[Place], ...]:
    """Places told for the name: in its own clause before the verb, in the last clause before that says where, else in the run-in
    heading or where the works go on to (至连江城关)."""
    end = found.start
    for start in reversed([start for start in starts if start <= found.start]):
        if gives_place(text[start:end], own=end == found.start):
            there = Anchor(sentence.start + places[start], sentence.start + places[end - 1] + 1 if end else sentence.start)
            told = tuple(fact for fact in mentioned if there.contains(fact.anchor))
            if told:
                return told
        end = start
    behind = sentence.start + places[found.end] + 1 if text[found.end : found.end + 1] in ("至", "到") else None
    return tuple(fact for fact in mentioned if fact.anchor.end <= sentence.start or fact.anchor.start == behind)


def _in_box(doc: Document, anchor: Anchor) -> bool:
    return any(section.kind == "box" for section in doc.path(doc.section_at(anchor.start)))
