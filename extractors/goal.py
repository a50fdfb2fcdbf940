"""What is to be reached: the aims of the plan, each with the targets stated in it.

「——经济实力大幅跃升。经济总量再上新的大台阶…」 below 2035年远景目标 → vision 经济实力大幅跃升
「2. 产业发展高质量。…力争到2025年，R&D投入强度接近3.0%」 below 发展目标 → objective 产业发展高质量, its parts are the targets
「第十章 推动文化繁荣兴盛 提升城市文化品位」 → chapter goal 推动文化繁荣兴盛 提升城市文化品位, with its opening paragraph
「专栏7：龙头企业发展目标」 → box goals 数量倍增, 量级跃升, 质量提升

Left alone: chapters on how the plan is carried out (规划实施保障), on the past and on circumstances; indicator tables and the lists that only
introduce them; what 指导思想 and 基本原则 say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.document import Anchor, Block, Document, Section
from pipeline.facts import Fact, Facts, Goal, Target, TextualTarget, Topic
from pipeline.sectors import bare_title, sector_of, topics_by_section

LEAD = re.compile(r"\s*(?:[—-]{1,4}|[●•·◆■▪]|[（(]?\d+[）).．、]|[一二三四五六七八九]是)?\s*([^：:。；，,\n]{2,26}|[^：:。；\n]{2,30}(?=[：:。]\s*\S))\s*[：:。]")
ITEM = re.compile(r"\s*(?:[—-]{1,4}|[●•·◆■▪])\s*\S")
NO_AIM = re.compile(r"保障|规划实施|组织实施|发展环境|发展基础|回顾|成就|取得|成效|形势|指导思想|总体要求|指导方针|前\s*言|附\s*[件则]|名词解释|砥砺|总结|指标")
VISION = re.compile(r"远景|愿景|展望|2035")
SLOGAN = re.compile(r"打造|建设|建成|构建|培育|推动|推进|加快|提升|提高|完善|深化|促进|发展|增强|加强|强化|坚持|优化|拓展|扩大|激发|融入|增进|形成|实施|全面|巩固|健全|争当|争创")
INDICATORS = re.compile(r"主要指标|指标体系|发展指标|预期指标")
REMARK = re.compile(r"\s*[（(]?(?:备\s*)?注\s*\d*[：:）)]")
TOO_SHORT = 8


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Goal]]:
    topics = topics_by_section(facts)
    openings = {section.id for section in _openings(doc, topics)}
    for section in doc.sections:
        if section.id in openings:
            yield _opening_goal(doc, facts, section, topics[section.id].sector)
        elif section.id in topics and topics[section.id].goal:
            yield from _stated_goals(doc, facts, section, topics[section.id].sector)


def _stated_goals(doc: Document, facts: Facts, section: Section, owner: str | None) -> Iterator[Fact[Goal]]:
    """The aims in a section of aims: each listed paragraph, or a section as a whole when its text is one aim."""
    if INDICATORS.search(section.title) and all(child.kind == "table" for child in doc.children(section)):
        yield from _indicator_list(doc, facts, section)
        return
    blocks = [block for block in _own_blocks(doc, section) if _is_prose(doc.quote(block.anchor))]
    kind = "box" if section.kind == "box" else "vision" if VISION.search(_titles(doc, section)) else "objective"
    listed = [block for block in blocks if block.run_in or ITEM.match(doc.text, block.anchor.start)]
    if section.kind in ("point", "item") and blocks and not listed and not doc.children(section):
        yield _goal(doc, facts, bare_title(section.title), kind, Anchor(section.anchor.start, blocks[-1].anchor.end), owner)
    else:
        for block in listed if listed and kind != "box" else blocks:
            if not re.search(r"[：:]\s*$", doc.text[block.anchor.start : block.anchor.end]):
                yield _goal(doc, facts, _lead(doc, block), kind, block.anchor)
        if listed and kind == "vision" and blocks[0] is not listed[0]:
            yield _goal(doc, facts, _lead(doc, blocks[0]), kind, blocks[0].anchor)


def _indicator_list(doc: Document, facts: Facts, section: Section) -> Iterator[Fact[Goal]]:
    """The list of main indicators as one goal: the plan as a whole is measured by them. The table itself, when it is a section, is none."""
    if section.kind != "table":
        yield replace(_goal(doc, facts, bare_title(section.title), "objective", section.anchor), rule="goal.indicators")


def _openings(doc: Document, topics: dict[str, Topic]) -> Iterator[Section]:
    """The headings of the highest level that names aims: parts and chapters, else the top items of a document without chapters."""
    levels = {section.kind for section in doc.sections}
    wanted = ("part", "chapter") if levels & {"part", "chapter"} else ("item",)
    for section in doc.sections:
        slogan = SLOGAN.search(section.title) and not NO_AIM.search(section.title)
        if slogan and section.kind in wanted and doc.children(section) and section.id in topics and not topics[section.id].goal:
            yield section


def _opening_goal(doc: Document, facts: Facts, section: Section, owner: str | None) -> Fact[Goal]:
    own = _own_blocks(doc, section)
    below = doc.children(section)
    opening = [block.anchor.end for block in own if not below or block.anchor.start < below[0].anchor.start]
    return _goal(doc, facts, bare_title(section.title), "chapter", Anchor(section.heading.start, max(opening, default=section.heading.end)), owner)


def _goal(doc: Document, facts: Facts, text: str, kind: str, anchor: Anchor, owner: str | None = None) -> Fact[Goal]:
    sector = owner or sector_of(doc, facts, anchor)[0]
    stated = [fact.id for fact in facts.of(Target, within=anchor) if fact.value.role == "target"]
    worded = [fact.id for fact in facts.of(TextualTarget, within=anchor) if fact.value.role == "target"]
    return Fact(Goal(text, kind, sector), anchor, f"goal.{kind}", (*stated, *worded))


def _is_prose(words: str) -> bool:
    """A sentence, not the debris of a table that has lost its frame."""
    return len(words) >= TOO_SHORT and bool(re.search(r"[。；！]|[：，].{4}", words))


def _own_blocks(doc: Document, section: Section) -> list[Block]:
    return [block for block in doc.blocks if block.kind == "paragraph" and block.section == section.id and not REMARK.match(doc.text, block.anchor.start)]


def _lead(doc: Document, block: Block) -> str:
    """The words that open the paragraph and name the aim; its first clause where none are set off."""
    if block.run_in is not None:
        return doc.quote(block.run_in).strip("—-。：:. ")
    lead = LEAD.match(doc.text, block.anchor.start, block.anchor.end)
    words = lead.group(1) if lead else re.split(r"[。；]", doc.text[block.anchor.start : block.anchor.end])[0]
    return re.sub(r"\s+", "", words).strip("—-*。：: ")


def _titles(doc: Document, section: Section) -> str:
    return "".join(above.title for above in doc.path(section) if above.kind not in ("front", "preface", "part"))
