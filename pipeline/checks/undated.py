"""D02: numeric targets without a year, in a section that has none either; one finding a chapter.

Left out are numbers that need no year: what holds at all times (保持100%, 18亿亩红线), what comes round (每年, 年均, 每天), ceilings of an award
(奖励不超过500万元), classes (千亿级集群, 百亿级赛道), the reach of a facility (50米范围内) and the size of a project (总投资3亿元); and those whose year is told: by the
words of the sentence (五年新建400所), by the sentence that leads the section, the paragraph or the list, by another place that states the same
target, or by the goals, which hold for the end of the plan. The targets of a work report are those of its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import PAST_TITLE, Plan, grouped, paragraphs, short
from pipeline.checks.rows import Statement
from pipeline.comparison import same_number, show, subject
from pipeline.document import Anchor, Block
from pipeline.findings import Finding

SPAN = re.compile(
    r"(?<![\d前后去过])(?:[三五十]|[35]|10)年(?:内|间|里|累计|总?共|合计|计划|拟|将|力争|新|改|完成|建|培育|引进|实施|投入|投资|净增|增)|每年|年均|逐年|每天|每日|每周|每月|每季度|每学期|每学年"
)
"""What tells until when, or how often."""
STANDING = re.compile(r"保持|稳定在|维持|始终|红线|底线|警戒线|守住")
AWARD = re.compile(r"奖励|奖补|补助|补贴|资助|贴息|奖金|扶持资金|罚款|授信|信用额度|担保额度|起征|减免")
CLASS = re.compile(r"(?:[\d十百千万亿]元?|千瓦|吨|级别)级")
CLAUSE_STOP = re.compile(r"[，,；;：:。]")
SIZE = re.compile(r"总投资|投资总额|[首一二]期投资|年产值|年产能|年产(?=\d)|年销售")
"""What a project costs and yields, whenever it is there."""
PERIOD = re.compile(
    r"“?十[一二三四五六]五”?(?:时期|期间|期末|末|规划期)|20\d\d年(?:底|末|前|[，,将要])|[到至]20\d\d年|20\d\d年?(?:[—–~-]|至|到)+20\d\d年|"
    r"(?:未来|今后)[三五35十]年|今年|明年|本年度"
)
ITEM = re.compile(r"\s*(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|[\d一二三四五六七八九十]{1,3}[、.．]|[•●▪■◆·*①-⑳]|[-—–]{1,2}(?=\D))")
ENDED = re.compile(r"[。；;：:！]$")
TITLE_LENGTH = 24
REPORT = "工作报告"
REACH = re.compile(r"米(?:范围|半径|以内|内|服务)|(?:半径|范围|间距|距离|步行)[^，。；]{0,6}\d+米")


def undated(plan: Plan) -> Iterator[Finding]:
    """D02: one finding for the targets of each chapter."""
    if REPORT in plan.doc.title:
        return
    open_ended = [fact for fact in plan.statements if _wants_year(plan, fact)]
    dated = grouped((fact for fact in plan.statements if fact.value.role == "target" and fact.value.by), lambda fact: subject(fact.value))
    sections = grouped(paragraphs(plan.doc), lambda block: block.section)
    open_ended = [
        fact for fact in open_ended if not _is_led(plan, fact.anchor, sections.get(plan.doc.section_at(fact.anchor.start).id, []))
    ]
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


def _is_led(plan: Plan, place: Anchor, section: list[Block]) -> bool:
    """Whether the words that lead the place say when, or tell of the past; `section` has the paragraphs of its section."""
    above = [block for block in section if block.anchor.start <= place.start]
    return any(_looks_back(plan, block) or _gives_period(plan, block) for block in _leads(plan, above))


def _leads(plan: Plan, above: list[Block]) -> Iterator[Block]:
    """The last paragraph, the first of the section, the title line over it, and the opening and the first item of its list."""
    yield from above[-1:]
    ended = [ENDED.search(plan.quote(block.anchor)) is not None for block in above]
    items = [ITEM.match(plan.quote(block.anchor)) is not None for block in above]
    lines = [block for block, stop, item in zip(above, ended, items, strict=True) if not stop and not item]
    yield from lines[-1:]
    yield from [block for block, stop in zip(above, ended, strict=True) if stop][:1]
    opening = max((at for at, item in enumerate(items) if not item), default=0)
    yield from above[opening : opening + 2]


def _gives_period(plan: Plan, block: Block) -> bool:
    """Whether the first sentence of the paragraph says when."""
    first = re.split("[。；;]", plan.quote(block.anchor), maxsplit=1)[0]
    return any(_is_ahead(plan, match.group()) for match in PERIOD.finditer(first))


def _is_ahead(plan: Plan, words: str) -> bool:
    """The years of the words do not end before the plan begins: 2000年底前建成的小区, “十三五”期间."""
    if plan.base_year is None:
        return True
    five = re.search("十([一二三四五六])五", words)
    ends = [int(year) for year in re.findall(r"20\d\d", words)] + ([2005 + 5 * "一二三四五六".index(five[1]) + 5] if five else [])
    return not ends or max(ends) > plan.base_year


def _looks_back(plan: Plan, block: Block) -> bool:
    """A line that is a title although no mark opens it tells of the past: 2020年工作回顾."""
    title = plan.quote(block.anchor)
    return len(title) <= TITLE_LENGTH and not ENDED.search(title) and PAST_TITLE.search(title) is not None


def _needs_none(plan: Plan, fact: Statement, sentence: Anchor) -> bool:
    """The words around the number say that it needs no year, or that it has one."""
    led, tail = (
        plan.quote(Anchor(sentence.start, fact.anchor.end)),
        plan.quote(Anchor(fact.anchor.end, min(fact.anchor.end + 4, sentence.end))),
    )
    clause = CLAUSE_STOP.split(led)[-1] + CLAUSE_STOP.split(tail)[0]
    award = "元" in fact.value.quantity.unit and AWARD.search(clause)
    return bool(
        award
        or SPAN.search(led)
        or CLASS.search(plan.quote(fact))
        or STANDING.search(clause)
        or REACH.search(clause)
        or SIZE.search(clause)
    )


def _same(fact: Statement, other: Statement) -> bool:
    return fact.value.measure == other.value.measure and same_number(fact.value.quantity, other.value.quantity)
