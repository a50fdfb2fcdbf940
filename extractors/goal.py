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
from pipeline.language.clauses import leading_verb
from pipeline.sectors import bare_title, sector_of, topics_by_section

LEAD = re.compile(
    r"\s*(?:[—-]{1,4}|[●•·◆■▪]|[（(]?\d+[）).．、]|[一二三四五六七八九]是)?\s*([^：:。；，,\n]{2,26}|[^：:。；\n]{2,30}(?=[：:。]\s*\S))\s*[：:。]"
)
ITEM = re.compile(r"\s*(?:[—-]{1,4}|[●•·◆■▪])\s*\S")
NO_AIM = re.compile(
    r"保障措施|(?:实施|组织|政策|规划|落实)保障|保障(?:机制|规划)|^\W*[一二三四五六七八九十、]*保障$|规划实施|组织实施|发展环境|发展基础|回顾|成就|取得|成效|形势|指导思想|总体要求|指导方针|前\s*言|附\s*[件则]|名词解释|砥砺|总结|指标"
)
VISION = re.compile(r".{0,12}(?:远景|愿景|展望|2035)")
DECLARED = re.compile(r"(?:主要|总体|奋斗|预期|发展|工作)(?:预期)?目标(?:任务)?是?[：:]?(?<=[是：:])")
AIM_HEADING = re.compile(r"目标|愿景|远景")
INTRODUCES = re.compile(r"(?:如下|以下\S{0,8})[：:。]?$|[：:]$")
SLOGAN = re.compile(
    r"打造|建设|建成|构建|培育|推动|推进|加快|提升|提高|完善|深化|促进|发展|增强|加强|强化|坚持|优化|拓展|扩大|激发|融入|增进|形成|实施|全面|巩固|健全|争当|争创"
)
INDICATORS = re.compile(r"主要指标|指标体系|发展指标|预期指标")
REMARK = re.compile(r"\s*[（(]?(?:备\s*)?注\s*\d*[：:）)]")
TOO_SHORT = 8


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Goal]]:
    topics = topics_by_section(facts)
    openings = {section.id for section in _openings(doc, topics)}
    for section in doc.sections:
        topic = topics.get(section.id)
        if section.id in openings and topic is not None:
            yield _opening_goal(doc, facts, section, topic.sector)
        if topic is not None and topic.goal:
            yield from _stated_goals(doc, facts, section, topic.sector)
        else:
            yield from _declared_goals(doc, facts, section)


def _stated_goals(doc: Document, facts: Facts, section: Section, owner: str | None) -> Iterator[Fact[Goal]]:
    """The aims in a section of aims: each listed paragraph, a section as a whole when its text is one aim, else each sentence."""
    if INDICATORS.search(section.title) and all(child.kind == "table" for child in doc.children(section)):
        yield from _indicator_list(doc, facts, section)
        if not AIM_HEADING.search(section.title):
            return
    blocks = [block for block in _own_blocks(doc, section) if _is_prose(doc.quote(block.anchor))]
    kind = "box" if section.kind == "box" else "vision" if VISION.search(_titles(doc, section)) else "objective"
    listed = [block for block in blocks if block.run_in or ITEM.match(doc.text, block.anchor.start)]
    if (
        section.kind in ("point", "item")
        and len(blocks) == 1
        and not (listed or doc.children(section) or AIM_HEADING.search(section.title))
    ):
        yield _goal(doc, facts, bare_title(section.title), kind, Anchor(section.anchor.start, blocks[-1].anchor.end), owner)
        return
    for block in blocks:
        later = VISION.match(doc.text, block.anchor.start, block.anchor.end) is not None
        if block in listed or kind == "box" or (kind == "vision" and listed and block is blocks[0]):
            yield from _if_aim(doc, facts, block.anchor, _lead(doc, block), kind)
        elif not listed or later or DECLARED.search(doc.text, block.anchor.start, block.anchor.end):
            for sentence in doc.sentences(block.anchor):
                yield from _if_aim(doc, facts, sentence, _words(doc, sentence), "vision" if later else kind)


def _if_aim(doc: Document, facts: Facts, anchor: Anchor, text: str, kind: str) -> Iterator[Fact[Goal]]:
    """The aim, unless the words only introduce a list or a table."""
    words = doc.quote(anchor)
    if len(words) >= TOO_SHORT and not INTRODUCES.search(words):
        yield _goal(doc, facts, text, kind, anchor)


def _declared_goals(doc: Document, facts: Facts, section: Section) -> Iterator[Fact[Goal]]:
    """Sentences that declare the aim outside a section of aims (今年发展的主要预期目标是：…)."""
    for block in _own_blocks(doc, section):
        found = DECLARED.search(doc.text, block.anchor.start, block.anchor.end)
        if found and not NO_AIM.search(_titles(doc, section)):
            sentence = next(part for part in doc.sentences(block.anchor) if part.end > found.start())
            if found.start() >= sentence.start and not INTRODUCES.search(doc.quote(sentence)):
                yield replace(_goal(doc, facts, _words(doc, sentence), "objective", sentence), rule="goal.declared")


def _indicator_list(doc: Document, facts: Facts, section: Section) -> Iterator[Fact[Goal]]:
    """The list of main indicators as one goal: the plan as a whole is measured by them. A table below such a heading is part of it.

    Where the section also states aims in words, the list is its tables.
    """
    tables = doc.children(section)
    if section.kind == "table":
        above = doc.section(section.parent) if section.parent else section
        if not INDICATORS.search(above.title):
            yield replace(_goal(doc, facts, bare_title(section.title), "objective", section.anchor), rule="goal.indicators")
        return
    if AIM_HEADING.search(section.title) and not tables:
        return
    start = tables[0].anchor.start if AIM_HEADING.search(section.title) else section.anchor.start
    goal = _goal(doc, facts, bare_title(section.title), "objective", Anchor(start, section.anchor.end))
    yield replace(goal, rule="goal.indicators")


def _openings(doc: Document, topics: dict[str, Topic]) -> Iterator[Section]:
    """The headings of the highest level that names aims: parts and chapters, else the top items of a document without chapters."""
    levels = {section.kind for section in doc.sections}
    wanted = ("part", "chapter") if levels & {"part", "chapter"} else ("item",)
    for section in doc.sections:
        if (
            section.kind not in wanted
            or section.id not in topics
            or topics[section.id].goal
            or not (doc.children(section) or _own_blocks(doc, section))
        ):
            continue
        if not any(NO_AIM.search(above.title) for above in doc.path(section)) and _names_aim(bare_title(section.title)):
            yield section


def _names_aim(title: str) -> bool:
    """Whether a heading says what is to be reached: by a verb, at its head or after its subject (科技创新：打造…)."""
    doing = leading_verb(title)
    return doing is not None or SLOGAN.search(title) is not None


def _opening_goal(doc: Document, facts: Facts, section: Section, owner: str | None) -> Fact[Goal]:
    own = _own_blocks(doc, section)
    below = doc.children(section)
    opening = [block.anchor.end for block in own if not below or block.anchor.start < below[0].anchor.start]
    return _goal(
        doc, facts, bare_title(section.title), "chapter", Anchor(section.heading.start, max(opening, default=section.heading.end)), owner
    )


def _goal(doc: Document, facts: Facts, text: str, kind: str, anchor: Anchor, owner: str | None = None) -> Fact[Goal]:
    sector = owner or sector_of(doc, facts, anchor)[0]
    stated = [fact.id for fact in facts.of(Target, within=anchor) if fact.value.role == "target"]
    worded = [fact.id for fact in facts.of(TextualTarget, within=anchor) if fact.value.role == "target"]
    return Fact(Goal(text, kind, sector), anchor, f"goal.{kind}", (*stated, *worded))


def _is_prose(words: str) -> bool:
    """A sentence, not the debris of a table that has lost its frame."""
    return len(words) >= TOO_SHORT and bool(re.search(r"[。；！]|[：，].{4}", words))


def _own_blocks(doc: Document, section: Section) -> list[Block]:
    return [
        block
        for block in doc.blocks_in(section.anchor)
        if block.kind == "paragraph" and block.section == section.id and not REMARK.match(doc.text, block.anchor.start)
    ]


def _lead(doc: Document, block: Block) -> str:
    """The words that open the paragraph and name the aim; its first clause where none are set off."""
    if block.run_in is not None:
        return doc.quote(block.run_in).strip("—-。：:. ")
    lead = LEAD.match(doc.text, block.anchor.start, block.anchor.end)
    words = lead.group(1) if lead else re.split(r"[。；]", doc.text[block.anchor.start : block.anchor.end])[0]
    return re.sub(r"\s+", "", words).strip("—-*。：: ")


def _words(doc: Document, sentence: Anchor) -> str:
    return doc.quote(sentence).strip("—-*。：: ")


def _titles(doc: Document, section: Section) -> str:
    return "".join(above.title for above in doc.path(section) if above.kind not in ("front", "preface", "part"))
