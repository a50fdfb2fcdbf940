"""What will be done: headings that tell a task, and below them the tasks as verb and object.

「三、推进城乡供水一体化」 → heading, 推进, 城乡供水一体化
「加快建设高铁进机场项目，完善集疏运体系。」 → two tasks: 建设 高铁进机场项目; 完善 集疏运体系
「（四）强化质量监管（市市场监管局牵头）」 → department as stated; otherwise the one that leads the measure's sector, inferred

Left alone: what only describes (产业结构持续优化), attitudes (坚持…, 围绕…; they belong to the task after them), sections of aims, of the past and
of circumstances, what stands in tables and captions. The parts of a measure are the targets, projects, places and commitments inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.document import Anchor, Block, Document, Section
from pipeline.facts import Commitment, Fact, Facts, Measure, Place, Project, Target, Topic
from pipeline.language.clauses import SETTING, Doing, any_verb, clauses, leading_verb, task_verb
from pipeline.sectors import bare_title, department_of, sector_of, stated_departments, topics_by_section

NO_TASK = re.compile(
    r"发展环境|发展基础|发展现状|回顾|主要成就|取得.{0,8}(?:成效|成就|进展|成绩)|形势$|背景形势|砥砺|形势分析|形势与|指导思想|基本原则|指导方针|名词解释|附\s*[件则]|成绩单|指标解释|存在.{0,4}问题|发展成就|完成情况"
)
NOUN_END = re.compile(r"(?:工程|行动|计划|项目|基地|体系|布局|平台|目标|阶段特征)$|[：:]")
"""A heading that ends so and does not open with a verb names a thing (产业转型升级重大工程)."""
OWNER = re.compile(r"\s*[（(][^（）()]*(?:牵头|负责|责任单位)[^（）()]*[）)]$")
TASK_SECTIONS = ("section", "item", "point", "box")
SLOGANS = re.compile(r"为.{2,40}(?:奠定|提供|作出|注入|贡献|而(?:努力|不懈|团结)?奋斗)|让.{2,20}(?:更|都)")
OUTCOMES = ("满足", "实现", "达到", "达成", "形成", "取得", "惠及", "迈入", "进入", "跻身", "消除")
"""Verbs of what comes of the task before them in the sentence; at the head of a sentence they are tasks of their own."""
HASTENING = ("加快", "加速", "加紧", "抓紧", "严格")
SHORTEST, LONGEST = 2, 60
"""Characters of an object: below, the verb governs nothing; above, it is cut for reading (the anchor keeps the whole clause)."""


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Measure]]:
    topics = topics_by_section(facts)
    for section in doc.sections:
        if not _tells_tasks(doc, topics, section):
            continue
        if section.kind in TASK_SECTIONS and section.heading.end > section.heading.start:
            yield from _heading(doc, facts, section, topics.get(section.id))
    for block in doc.blocks:
        if block.kind == "paragraph" and _tells_tasks(doc, topics, doc.section(block.section)):
            yield from _tasks(doc, facts, block, topics.get(block.section))


def _tells_tasks(doc: Document, topics: dict[str, Topic], section: Section) -> bool:
    above = [part for part in doc.path(section) if part.kind not in ("front", "preface")]
    if not above:
        return len(doc.sections) == 1  # words without any heading; otherwise what stands before the first one
    if any(part.kind == "note" or _only_tells(part.title) for part in above):
        return False
    return section.id not in topics or not topics[section.id].goal


def _only_tells(title: str) -> bool:
    """Whether a heading is one of the past, of circumstances or of principles (优化发展环境 is a task)."""
    found = NO_TASK.search(title)
    return found is not None and not (found.group() == "发展环境" and leading_verb(bare_title(title)[: -len("发展环境")] + "环境"))


def _heading(doc: Document, facts: Facts, section: Section, topic: Topic | None) -> Iterator[Fact[Measure]]:
    title = OWNER.sub("", bare_title(section.title))
    doing = task_verb(title)
    if doing is None and not NOUN_END.search(title):
        doing = any_verb(title)
        if doing is not None and doing.verb in OUTCOMES:
            return  # 综合实力实现跃升: something has come about
    if topic is None or doing is None or (doing.role is not None and doing.verb not in HASTENING):
        return
    value = Measure(title, "heading", doing.verb, doing.thing or title, topic.sector, topic.also, topic.department, topic.department_stated)
    yield Fact(value, section.heading, "measure.heading", _inside(facts, section.heading))


def _tasks(doc: Document, facts: Facts, block: Block, topic: Topic | None) -> Iterator[Fact[Measure]]:
    """One measure a clause that opens with a verb of planning; clauses without one belong to the task before them."""
    named = stated_departments(doc.text[block.anchor.start : block.anchor.end], doc.region)
    for sentence in doc.sentences(block.anchor):
        for anchor, doing in _grouped(doc, sentence):
            sector, also = sector_of(doc, facts, anchor)
            stated = "、".join(named) or (topic.department if topic and topic.department_stated else None)
            department = stated or department_of(sector, doc.region)
            value = Measure(doc.quote(anchor), "task", doing.verb, doing.thing[:LONGEST], sector, also, department, stated is not None)
            yield Fact(value, anchor, "measure.task", _inside(facts, anchor))


def _grouped(doc: Document, sentence: Anchor) -> list[tuple[Anchor, Doing]]:
    """(anchor, verb and object) of each task of the sentence: settings belong to the task after them, results to the one before."""
    tasks: list[tuple[Anchor, Doing]] = []
    opening: int | None = None
    for clause in clauses(doc.text, sentence):
        start = clause.start + _after_label(doc.text[clause.start : clause.end])
        words = doc.text[start : clause.end]
        doing = task_verb(words)
        adjoins = bool(tasks) and not doc.text[tasks[-1][0].end : clause.start].strip(" \n\t，,、")
        if doing is not None and _is_task(doing, words) and not (adjoins and doing.verb in OUTCOMES):
            tasks.append((Anchor(start if opening is None else opening, clause.end), doing))
            opening = None
        elif SETTING.match(words) or (doing is not None and doing.role == "stance"):
            opening = start if opening is None else opening
        elif adjoins and opening is None:
            tasks[-1] = (Anchor(tasks[-1][0].start, clause.end), tasks[-1][1])
        else:
            opening = None
    return tasks


def _is_task(doing: Doing, words: str) -> bool:
    """Whether something is done to something: the verb is one of doing, or hastens what follows (加快…建设), and the words are no slogan."""
    acts = doing.role is None or doing.verb in HASTENING
    return acts and len(doing.thing) >= SHORTEST and not SLOGANS.search(words)


def _after_label(words: str) -> int:
    """The offset after a label that opens a listed paragraph (光电产业：…, ——…) or an ordinal (一是)."""
    label = re.match(
        r"\s*(?:[—-]{1,4}|[●•·◆■▪])?\s*(?:[^：:]{2,20}[：:])?\s*(?:[一二三四五六七八九十]+是(?=要?\S{2})|\d+(?:\.\d+)+)?\s*", words
    )
    return label.end() if label else 0


def _inside(facts: Facts, anchor: Anchor) -> tuple[str, ...]:
    found = chain(
        (fact.id for fact in facts.of(Target, within=anchor)),
        (fact.id for fact in facts.of(Commitment, within=anchor)),
        (fact.id for fact in facts.of(Project, within=anchor)),
        (fact.id for fact in facts.of(Place, within=anchor)),
    )
    return tuple(found)
