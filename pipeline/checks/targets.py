"""T rules on pairs of statements: duplicates, conflicts, bounds that differ (T01, T02, T04).

Two statements are compared only when indicator, scope, measure and year are the same; units are normalised, values are intervals by
their printed precision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from pipeline.checks.plan import Plan, grouped
from pipeline.checks.rows import Statement
from pipeline.comparison import SUBSCRIPT, agree, comparable, same_number, scale, show, subject
from pipeline.findings import Finding, Severity
from pipeline.language.indicators import plain
from pipeline.lexicon import load

HEDGES = re.compile(r"接近|左右|大约|约|近|上下|以上|以下|以内|不低于|不少于|至少|超过|突破|超|不高于|不超过|力保|稳定在|保持")
TELLING = 6
"""Names of fewer characters are too alike to be taken for one."""
FAR = 20
"""Numbers that differ by this factor belong to different things of one name."""
ANYTHING = re.compile(
    r"(?:总|新增|年|完成|累计|平均|实现)*(?:投资|产值|收入|面积|规模|总?量|总?额|数量?|占比|比重|增速|资金|人数|个|项目|企业)*"
)
"""A name of such words only may be of anything."""
WINDOW = 12
"""How many characters around a number may hold the word that bounds it."""


def duplicates(plan: Plan) -> Iterator[Finding]:
    """T01: the same target stated more than once; one finding a group, all places listed."""
    for group in _groups(plan, ("target",), partial(_stated, plan)):
        for cluster in _clusters(group):
            if len({_sentence(plan, fact) for fact in cluster}) > 1 and len({_hedge(plan, fact) for fact in cluster}) == 1:
                yield _duplicate(plan, cluster)
    yield from _spelled_apart(plan)


def _spelled_apart(plan: Plan) -> Iterator[Finding]:
    """T01: one number, unit and year under two names of which the longer only adds words (学前普惠学额覆盖率, 学前教育普惠性学额覆盖率)."""
    aims = [fact for fact in plan.statements if fact.value.role == "target" and fact.value.by and len(fact.value.indicator) >= TELLING]
    for facts in grouped(
        aims, lambda fact: (fact.value.quantity.value, fact.value.quantity.unit, fact.value.by, fact.value.measure)
    ).values():
        for at, one in enumerate(facts):
            other = next(
                (
                    two
                    for two in facts[at + 1 :]
                    if _longer(one.value.indicator, two.value.indicator) and plan.about(one) != plan.about(two)
                ),
                None,
            )
            if other is not None and plan.about(one)[1] == plan.about(other)[1] and _sentence(plan, one) != _sentence(plan, other):
                yield _duplicate(plan, [one, other])


def _longer(first: str, second: str) -> bool:
    short, long = sorted((plain(first), plain(second)), key=len)
    rest = iter(long)
    return len(short) >= TELLING and len(long) - len(short) <= len(short) // 2 and all(char in rest for char in short)


def conflicts(plan: Plan) -> Iterator[Finding]:
    """T02: one indicator, one year, values that cannot both hold."""
    for group in _groups(plan, ("target", "actual"), plan.about):
        for role in ("target", "actual"):
            dated = grouped(
                (fact for fact in group if fact.value.role == role and fact.value.by), lambda fact: (fact.value.by, fact.value.from_)
            )
            for facts in dated.values():
                clash = _clash(plan, facts)
                if clash:
                    yield _conflict(plan, clash)


def bounds(plan: Plan) -> Iterator[Finding]:
    """T04: the same number of the same target with another bound, hedge or attribute."""
    for group in _groups(plan, ("target",), partial(_stated, plan)):
        for cluster in _clusters(group, same_bound=False):
            ops = grouped(cluster, lambda fact: (_bound_of(plan, fact), _hedge(plan, fact)))
            if len(ops) > 1 and len({(fact.value.quantity.op, _hedge(plan, fact)) for fact in cluster}) > 1:
                yield _bound(plan, [facts[0] for facts in ops.values()], cluster)
            yield from _names(plan, cluster)
        yield from _attributes(plan, group)


def _bound_of(plan: Plan, fact: Statement) -> str:
    """The operator; a sign in a table (>50) says no more than 以上."""
    op = fact.value.quantity.op
    return f"{op[0]}=" if op in (">", "<") and fact.value.table and re.search(r"[<>＜＞≥≤]", plan.quote(fact)) else op


def _groups(plan: Plan, roles: tuple[str, ...], about: Callable[[Statement], tuple[str, str]]) -> Iterator[list[Statement]]:
    stated = [fact for fact in plan.statements if fact.value.role in roles and len(fact.value.indicator) > 2]
    yield from grouped(stated, lambda fact: (*about(fact), fact.value.measure)).values()


def _stated(plan: Plan, fact: Statement) -> tuple[str, str]:
    """What a statement is of by its own words; where the numbers are equal, a place earlier in the sentence makes no difference."""
    return subject(fact.value), plan.scope(fact)


def _clusters(group: list[Statement], same_bound: bool = True) -> Iterator[list[Statement]]:
    """Statements of one number and year; one without a year joins those of the same number."""
    clusters: list[list[Statement]] = []
    for fact in group:
        home = next((cluster for cluster in clusters if all(_same(fact, other, same_bound) for other in cluster)), None)
        if home is None:
            clusters.append([fact])
        else:
            home.append(fact)
    yield from (cluster for cluster in clusters if len(cluster) > 1)


def _same(first: Statement, second: Statement, same_bound: bool) -> bool:
    one, two = first.value, second.value
    if one.by and two.by and one.by != two.by:
        return False
    if same_bound and one.quantity.op != two.quantity.op:
        return False
    return same_number(one.quantity, two.quantity) and agree(one.quantity, two.quantity)


def _sentence(plan: Plan, fact: Statement) -> int:
    block = plan.doc.block_at(fact.anchor.start)
    return block.anchor.start if block else fact.anchor.start


def _duplicate(plan: Plan, cluster: list[Statement]) -> Finding:
    value = cluster[0].value
    places = "、".join(plan.where(fact) for fact in cluster)
    table = any(fact.value.table or plan.in_box(fact.anchor) for fact in cluster)
    note = "其中表格或专栏是对正文的汇总，可保留一处为准、他处引用" if table else "建议只在一处规定数值，他处引用"
    message = f"指标“{value.indicator}”的同一目标{show(value.quantity)}{_when(cluster[0])}出现{len(cluster)}次（{places}）；{note}。"
    return plan.finding("T01", "info", message, plan.named(cluster), "一处规定", f"{len(cluster)}处")


def _clash(plan: Plan, facts: list[Statement]) -> list[Statement]:
    """All facts that cannot hold together with another one of the same year."""
    pairs = [(one, two) for at, one in enumerate(facts) for two in facts[at + 1 :] if _rivals(plan, one, two)]
    return list(dict.fromkeys(fact for one, two in pairs if not agree(one.value.quantity, two.value.quantity) for fact in (one, two)))


def _rivals(plan: Plan, one: Statement, two: Statement) -> bool:
    """Surely of one thing: numbers of one paragraph differ because they count different things, unless the indicator is a known one."""
    if not comparable(one.value.quantity, two.value.quantity):
        return False
    known = subject(one.value) in load("indicators")
    if _sentence(plan, one) == _sentence(plan, two) and (not known or one.value.measure == "rank" or _one_sentence(plan, one, two)):
        return False
    first, last = (fact.value.quantity.value * scale(fact.value.quantity) for fact in (one, two))
    return known or (not ANYTHING.fullmatch(one.value.indicator) and 0 < first < FAR * last and last < FAR * first)


def _one_sentence(plan: Plan, one: Statement, two: Statement) -> bool:
    between = plan.doc.text[min(one.anchor.end, two.anchor.end) : max(one.anchor.start, two.anchor.start)]
    return "。" not in between and not (one.value.table or two.value.table)


def _conflict(plan: Plan, facts: list[Statement]) -> Finding:
    value = facts[0].value
    said = "，".join(f"{plan.where(fact)}为{show(fact.value.quantity)}" for fact in facts)
    kind = "目标" if value.role == "target" else "完成值"
    message = f"指标“{value.indicator}”{value.by}年的{kind}前后不一：{said}；口径、范围和年份相同，两数不能同时成立。"
    severity: Severity = "error" if subject(value) in load("indicators") else "warning"
    if severity == "warning":
        message = message.replace("两数不能同时成立", "如所指并非一事，应在名称中写明区别")
    return plan.finding("T02", severity, message, plan.named(facts), show(value.quantity), show(facts[-1].value.quantity))


def _bound(plan: Plan, unlike: list[Statement], cluster: list[Statement]) -> Finding:
    value = unlike[0].value
    said = "，".join(f"{plan.where(fact)}写“{_wording(plan, fact)}”" for fact in unlike)
    strict = {fact.value.quantity.op for fact in unlike}
    mild = strict <= {">", ">=", "="} or strict <= {"<", "<=", "="}
    message = f"指标“{value.indicator}”{_when(unlike[0])}数值相同而界限不同：{said}；达标的判定因此不一，应统一为一种表述。"
    return plan.finding(
        "T04", "info" if mild else "warning", message, plan.named(cluster), _wording(plan, unlike[0]), _wording(plan, unlike[-1])
    )


def _names(plan: Plan, cluster: list[Statement]) -> Iterator[Finding]:
    """One target under names of which none is only the shorter form of the other: 医生数 and 执业（助理）医师数."""
    first = cluster[0]
    other = next((fact for fact in cluster[1:] if _named_apart(first.value.indicator, fact.value.indicator)), None)
    if other is not None:
        message = (
            f"同一目标{show(first.value.quantity)}{_when(first)}，{plan.where(first)}称“{first.value.indicator}”，{plan.where(other)}称“{other.value.indicator}”；"
            "名称不同，口径是否一致应说明，宜统一为一个名称。"
        )
        yield plan.finding("T04", "info", message, plan.named([first, other]), first.value.indicator, other.value.indicator)


def _named_apart(first: str, second: str) -> bool:
    """Each has characters that the other lacks, in one spelling of common words."""
    one, two = (set(plain(SUBSCRIPT.sub(r"\1", name))) - set("的人口平均年数量和与及、") for name in (first, second))
    return bool(one - two) and bool(two - one)


def _attributes(plan: Plan, group: list[Statement]) -> Iterator[Finding]:
    by_attr = grouped((fact for fact in group if fact.value.attr), lambda fact: fact.value.attr)
    if len(by_attr) > 1:
        first, second = (facts[0] for facts in list(by_attr.values())[:2])
        message = f"指标“{first.value.indicator}”的属性前后不一：{plan.where(first)}为{first.value.attr}，{plan.where(second)}为{second.value.attr}；应说明属性调整的理由。"
        yield plan.finding("T04", "warning", message, plan.named([first, second]), str(first.value.attr), str(second.value.attr))


def _hedge(plan: Plan, fact: Statement) -> str:
    """The word that makes an approximate value approximate: 接近3.0 stays below, 3.0左右 may lie on either side."""
    if fact.value.quantity.op != "~":
        return ""
    found = [word for word in HEDGES.findall(_wording(plan, fact)) if word in ("接近", "近", "左右", "约", "大约", "上下")]
    return {"近": "接近", "大约": "左右", "约": "左右", "上下": "左右"}.get(found[0], found[0]) if found else ""


def _wording(plan: Plan, fact: Statement) -> str:
    """The number with the words that bound it, as printed."""
    quote = plan.quote(fact)
    number = quote.find(_digits(fact))
    if number < 0:
        return quote[:30]
    left = max((match.start() for match in HEDGES.finditer(quote) if number - WINDOW <= match.start() < number), default=number)
    tail = re.match(r"[\d.,%％]*(?:[^\d，。；、]{0,6}?(?:以上|以下|左右|上下|以内))?", quote[number:])
    return quote[left:number] + (tail.group() if tail else "")


def _digits(fact: Statement) -> str:
    quantity = fact.value.quantity
    return f"{quantity.value:.{quantity.decimals}f}" if quantity.decimals else f"{quantity.value:f}"


def _when(fact: Statement) -> str:
    return f"（{fact.value.by}年）" if fact.value.by else ""
