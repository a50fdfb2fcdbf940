"""What each section of the outline is about: owning sector, acceptable others, whether it states goals, and who leads.

「第三节 加快建设教育强市」 → education, 市教育局 (inferred: the text names nobody)
「专栏7：龙头企业发展目标」 → industry, goal: a heading of aims that is not about managing them (落实目标责任 is none)
「1. 生态环境高颜值。」 below 「一、发展目标」 → environment, goal: what stands below a heading of aims states aims
「（四）强化质量监管（市市场监管局牵头）」 → market, department as stated

A section without a heading (front matter) gets no topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Document, Section
from pipeline.facts import Fact, Facts, Topic
from pipeline.sectors import department_of, pick, score_section, stated_departments, subject

AIM = re.compile(
    r"""(?:远景|发展|主要|总体|具体|预期|奋斗|战略|规划|阶段性?|核心|工作|建设|重点|行动|改革)(?:预期)?目标
    |目标(?:和|与|及|、)|(?:和|与|及|、)目标|目标\s*$|目标[（(]|目标任务|目标展望|(?:年|发展|远期)展望
    |主要.{0,8}指标|(?:核心|发展|规划|预期|约束性)指标(?:表|一览表)?\s*$|指标体系\s*$|愿景""",
    re.VERBOSE,
)
MANAGED = re.compile(
    r"完成情况|目标(?:责任|考核|管理|评价)|(?:锚定|围绕|落实|瞄准|对照|紧扣|实现|分解).{0,12}(?:目标|指标)|为.{0,12}目标.{0,6}奋斗|回顾"
)
ASIDE = re.compile(r"指导思想|指导方针|基本原则|发展环境|发展基础|总体要求|发展思路|战略导向|完成情况|面临形势|机遇|挑战|主要任务|战略任务")


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Topic]]:
    aims, about = _aims(doc), subject(doc)
    for section in doc.sections:
        if section.heading.start == section.heading.end:
            continue
        sector, also = pick(score_section(doc, section, about))
        named = stated_departments(_own_text(doc, section), doc.region)
        department = "、".join(named) or department_of(sector, doc.region)
        value = Topic(section.id, sector, also, section.id in aims, department, bool(named))
        yield Fact(value, section.heading, "topic.stated" if named else "topic.scored")


def _aims(doc: Document) -> set[str]:
    """Ids of the sections that state goals: by their heading, or because they stand below such a heading."""
    found: set[str] = set()
    for section in doc.sections:  # parents stand before their children
        if _is_aim(section.title) or (section.parent in found and not ASIDE.search(section.title)):
            found.add(section.id)
    return found


def _is_aim(title: str) -> bool:
    return bool(AIM.search(title)) and not MANAGED.search(title)


def _own_text(doc: Document, section: Section) -> str:
    """The section's text without that of the sections below it."""
    below = doc.children(section)
    return doc.text[section.anchor.start : below[0].anchor.start if below else section.anchor.end]
