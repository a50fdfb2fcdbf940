"""D02: numeric targets without a year, in a section that has none either; one finding a chapter.

Left out are numbers that need no year: what holds at all times (保持100%, 18亿亩红线), what comes round (每年, 年均, 每天), ceilings of an award
(奖励不超过500万元), classes (千亿级集群, 百亿级赛道) and the reach of a facility (50米范围内); and those whose year is told: by the words of the
sentence (五年新建400所), by another place that states the same target, or by the goals, which hold for the end of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped, short
from pipeline.checks.rows import Statement
from pipeline.comparison import same_number, show, subject
from pipeline.document import Anchor
from pipeline.findings import Finding

SPAN = re.compile(
    r"(?<![\d前后去过])(?:[三五十]|[35]|10)年(?:内|间|里|累计|总?共|合计|计划|拟|将|力争|新|改|完成|建|培育|引进|实施|投入|投资|净增|增)|每年|年均|逐年|每天|每日|每周|每月|每季度|每学期|每学年"
)
"""What tells until when, or how often."""
STANDING = re.compile(r"保持|稳定在|维持|始终|红线|底线|警戒线|守住")
AWARD = re.compile(r"奖励|奖补|补助|补贴|资助|贴息|奖金|扶持资金|罚款|授信|信用额度|担保额度|起征|减免")
CLASS = re.compile(r"(?:[\d十百千万亿]元?|千瓦|吨|级别)级")
CLAUSE_STOP = re.compile(r"[，,；;：:。]")
REACH = re.compile(r"米(?:范围|半径|以内|内|服务)|(?:半径|范围|间距|距离|步行)[^，。；]{0,6}\d+米")


def undated(plan: Plan) -> Iterator[Finding]:
    """D02: one finding for the targets of each chapter."""
    open_ended = [fact for fact in plan.statements if _wants_year(plan, fact)]
    dated = grouped((fact for fact in plan.statements if fact.value.role == "target" and fact.value.by), lambda fact: subject(fact.value))
    bare = [fact for fact in open_ended if not any(_same(fact, other) for other in dated.get(subject(fact.value), ()))]
    for facts in grouped(bare, lambda fact: plan.chapter_of(plan.doc.section_at(fact.anchor.start)).id).values():
        chapter = plan.chapter_of(plan.doc.section_at(facts[0].anchor.start))
        said = "、".join(dict.fromkeys(f"{fact.value.indicator}{show(fact.value.quantity)}" for fact in facts))
        message = f"“{chapter.title}”有{len(facts)}个数值目标没有写明到哪一年：{short(said, 200)}；应补年份，或注明规划期末。"
        yield plan.finding("D02", "info", message, facts, "年份", "无")


def _wants_year(plan: Plan, fact: Statement) -> bool:
    value, sentence = fact.value, plan.sentence_at(fact.anchor.start)
    if value.role != "target" or value.by is not None or value.table or value.measure not in ("level", "cumulative", "change"):
        return False
    return (
        sentence is not None and not plan.looks_back(sentence) and not plan.in_goals(fact.anchor) and not _needs_none(plan, fact, sentence)
    )


def _needs_none(plan: Plan, fact: Statement, sentence: Anchor) -> bool:
    """The words around the number say that it needs no year, or that it has one."""
    led, tail = (
        plan.quote(Anchor(sentence.start, fact.anchor.end)),
        plan.quote(Anchor(fact.anchor.end, min(fact.anchor.end + 4, sentence.end))),
    )
    clause = CLAUSE_STOP.split(led)[-1] + CLAUSE_STOP.split(tail)[0]
    award = "元" in fact.value.quantity.unit and AWARD.search(clause)
    return bool(award or SPAN.search(led) or CLASS.search(plan.quote(fact)) or STANDING.search(clause) or REACH.search(clause))


def _same(fact: Statement, other: Statement) -> bool:
    return fact.value.measure == other.value.measure and same_number(fact.value.quantity, other.value.quantity)
