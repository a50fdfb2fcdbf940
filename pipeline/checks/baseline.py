"""T03: a target that is weaker than its own baseline, or already met by it.

The baseline is the latest achieved value of the same indicator, scope and measure before the target's year, from the text or from a
table, in converted units; which way is better comes from the lexicons. A target equal to the baseline is reported mildly: keeping a level may
be what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped
from pipeline.checks.rows import Statement
from pipeline.checks.words import HIGHER, LOWER, better_way
from pipeline.comparison import comparable, plain, plain_name, rounded, same_number, scale, show, subject, unit_behind
from pipeline.findings import Finding
from pipeline.lexicon import load

KEPT = re.compile(r"保持|稳定|不低于|不高于|控制在|维持|不超过|小于或等于|大于或等于")
REDUCTION = re.compile(r"降低|降幅|下降|减排|减少|削减")
"""Each period reduces from its own starting point: 18 % after 19.5 % goes on downwards."""
DELEGATED = re.compile(r"下达指标|下达任务|全省平均")


def weaker(plan: Plan) -> Iterator[Finding]:
    """Levels against levels, cumulated amounts against those of the period before; one finding an indicator, year and number."""
    known = grouped(_actuals(plan), lambda fact: _subject(plan, fact))
    aims = [fact for fact in plan.statements if fact.value.role == "target" and _comparable(plan, fact)]
    for same in grouped(aims, lambda fact: _aim(plan, fact)).values():
        base = _baseline(same[0], known.get(_subject(plan, same[0]), []), plan)
        if base is not None:
            yield from _compare(plan, same, base)
    yield from _only_average(plan, aims)


def _comparable(plan: Plan, fact: Statement) -> bool:
    """A level, or an amount over a period that stands for itself: [60] new jobs, but not the [0.14] beside a level of its own row."""
    row = plan.row_of.get(fact.id)
    if fact.value.measure == "cumulative":
        return row is None or row.one(fact.value.role, ("level",), fact.value.by) is None or row.one("target", ("level",)) is None
    return fact.value.measure == "level"


def _aim(plan: Plan, fact: Statement) -> tuple[object, ...]:
    quantity = fact.value.quantity
    return *_subject(plan, fact), (quantity.value * scale(quantity)).normalize(), fact.value.by or 0


def _subject(plan: Plan, fact: Statement) -> tuple[str, str, str]:
    return *plan.about(fact), fact.value.measure


def _actuals(plan: Plan) -> list[Statement]:
    return [fact for fact in plan.statements if fact.value.role == "actual" and _comparable(plan, fact) and fact.value.by]


def _baseline(aim: Statement, actuals: list[Statement], plan: Plan) -> Statement | None:
    """The latest achieved value before the target; in a summary of the past period a target of 2020 is held against 2015."""
    year = aim.value.by or plan.end_year
    if year is None:
        return None
    start = aim.value.from_ or year
    before = [
        fact
        for fact in actuals
        if _year(fact) < min(year, start if aim.value.measure == "cumulative" else year)
        and comparable(fact.value.quantity, aim.value.quantity)
    ]
    latest = max((_year(fact) for fact in before), default=None)
    exact = [fact for fact in before if _year(fact) == latest]
    equal = [fact for fact in exact if fact.value.quantity.op == "="] or exact
    return max(equal, key=lambda fact: fact.value.quantity.decimals, default=None)


def _year(fact: Statement) -> int:
    return fact.value.by or 0


def _compare(plan: Plan, aims: list[Statement], base: Statement) -> Iterator[Finding]:
    way = better_way(aims[0].value)
    aim, was = aims[0].value.quantity, base.value.quantity
    if way is None or was.op not in ("=", "~"):
        return
    low, high = rounded(aim)
    base_low, base_high = rounded(was)
    if (way == HIGHER and high < base_low) or (way == LOWER and low > base_high):
        yield _weaker(plan, aims, base, way)
    elif (
        aim.value * scale(aim) == was.value * scale(was)
        and aim.op != "<"
        and aims[0].value.by != base.value.by
        and (aims[0].value.by or 0) >= (plan.base_year or 0) + 1
    ):
        yield _met(plan, aims, base)


def _weaker(plan: Plan, aims: list[Statement], base: Statement, way: str) -> Finding:
    aim = aims[0]
    gap = abs(aim.value.quantity.value * scale(aim.value.quantity) - base.value.quantity.value * scale(base.value.quantity))
    side = "低于" if way == HIGHER else "高于"
    wish = "高" if way == HIGHER else "低"
    unit = scale(base.value.quantity)
    year = f"{aim.value.by}年" if aim.value.by else "规划"
    limit = _limit(aim)
    advice = (
        f"；作为{limit}不等于放松要求，宜写明是{limit}及其依据。" if limit else "，即允许比基期退步；请提高目标，或说明是底线、口径有变。"
    )
    message = (
        f"指标“{_name(aim, base)}”越{wish}越好，{year}目标{show(aim.value.quantity)}却{side}{base.value.by}年实绩{show(base.value.quantity)}"
        f"（相差{plain(round(gap / unit, 6))}{unit_behind(base.value.quantity)}）{advice}"
    )
    works = aim.value.measure == "cumulative" and subject(aim.value) not in load("indicators")
    anew = REDUCTION.search(aim.value.indicator) is not None
    mild = works or anew or limit or plan.yearly or all(DELEGATED.search(plan.quote(fact)) for fact in aims)
    return plan.finding("T03", "info" if mild else "warning", message, plan.named([base, *aims]), f"{side}不得", show(aim.value.quantity))


def _limit(aim: Statement) -> str | None:
    """上限 or 下限 for what is held within a limit (不良贷款率, 死亡率) or above a floor (耕地保有量) rather than raised."""
    match = next(load("kept_limits").find(aim.value.indicator), None)
    return {"ceiling": "上限", "floor": "下限"}[match.entry.id] if match else None


def _met(plan: Plan, aims: list[Statement], base: Statement) -> Finding:
    aim = aims[0]
    kept = any(KEPT.search(_clause(plan, fact)) for fact in aims)
    message = f"指标“{_name(aim, base)}”{aim.value.by or '规划'}年目标{show(aim.value.quantity)}在{base.value.by}年已经达到（{show(base.value.quantity)}），"
    message = message.replace("规划年", "规划") + ("属保持性目标。" if kept else "目标没有推动作用；请提高目标，或写明是保持。")
    return plan.finding(
        "T03",
        "info" if kept or plan.yearly or _limit(aim) else "warning",
        message,
        plan.named([base, *aims]),
        f"优于{show(base.value.quantity)}",
        show(aim.value.quantity),
    )


def _name(aim: Statement, base: Statement) -> str:
    """The name that a table gives, else the one of the target."""
    return base.value.indicator if base.value.table and not aim.value.table else aim.value.indicator


def _clause(plan: Plan, fact: Statement) -> str:
    """Some words before the number, up to the fact's end."""
    return "".join(plan.doc.text[max(fact.anchor.start - 12, 0) : fact.anchor.end].split())


def _only_average(plan: Plan, aims: list[Statement]) -> Iterator[Finding]:
    """A place or class that is to lead, with a target no better than that of the whole city."""
    city = {(subject(fact.value), fact.value.measure): fact for fact in aims if not plan.about(fact)[1]}
    for fact in aims:
        whole = city.get((subject(fact.value), fact.value.measure))
        scope = plan.about(fact)[1]
        if scope and whole and same_number(fact.value.quantity, whole.value.quantity):
            message = (
                f"“{scope}”的{fact.value.indicator}目标{show(fact.value.quantity)}仅等于全市平均目标{show(whole.value.quantity)}，"
                "看不出重点区域的引领作用；如属有意，请说明。"
            )
            yield plan.finding(
                "T03", "info", message, plan.named([whole, fact]), f"优于{show(whole.value.quantity)}", show(fact.value.quantity)
            )


def baseless(plan: Plan) -> Iterator[Finding]:
    """T05: levels among the goals whose starting point the plan never tells; one finding for the plan."""
    known = {plan.about(fact) for fact in plan.statements if fact.value.role == "actual"}
    dated = [fact for fact in plan.statements if fact.value.role == "target" and fact.value.measure == "level" and not fact.value.table]
    goals = [fact for fact in dated if plan.in_goals(fact.anchor) and not plan.in_box(fact.anchor) and not plan.about(fact)[1]]
    bare = [fact for fact in goals if plan.about(fact) not in known and not _told(plan, fact) and not _limit(fact)]
    if bare and plan.rows and known:
        names = "、".join(f"{fact.value.indicator}{show(fact.value.quantity)}" for fact in bare)
        message = f"目标部分的{names}没有基期数，看不出要提高多少，也无法评价进展；应在目标或指标表中列出基期值。"
        yield plan.finding("T05", "info", message, bare, "基期值", "无")


def _told(plan: Plan, fact: Statement) -> bool:
    """The indicator's words stand in the account of the past period, with a number that was read as something else."""
    return any(
        plain_name(fact.value.indicator) in plain_name(other.value.indicator) for other in plan.statements if other.value.role == "actual"
    )
