"""A01: yearly growth against levels, in tables and in the text; multiples against their baseline; growth of a part against its share.

All comparisons use the precision as printed: a level of 12 is anything from 11.5 to 12.5, a rate of 8.50 % anything from 8.495 to 8.505.
Rates of sums of money are often at constant prices, levels at current ones: such a mismatch is a warning that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.plan import Plan, grouped
from pipeline.checks.rows import Row, Statement
from pipeline.comparison import NEAR, comparable, growth, interval, overlap, plain, rounded, scale, show, subject
from pipeline.findings import Finding, Severity
from pipeline.lexicon import load
from pipeline.values import Quantity

MONEY = re.compile(r"元|美元")
MORE = (">=", ">")
LARGE = Decimal("0.5")
"""From this difference (percentage points) on, a rate cannot be explained by rounding of intermediate values."""
SUM = re.compile(
    r"(?:[三五十]|\d+)年(?:累计|合计|总|间)|(?:期间|时期|期内)[^年]{0,6}(?:累计|合计|总)|累计(?:完成|实现)?[^率]{0,10}投资|投资[^率]{0,4}累计|[(（\[［]累计"
)
APART = Decimal(3)
"""Points by which growth of a part may differ from what share and whole give: prices and definitions explain as much."""


def rates(plan: Plan) -> Iterator[Finding]:
    """A01: a yearly rate that the two levels of the same row, or of the text, do not give."""
    for row in plan.rows:
        for role in ("target", "actual"):
            yield from _row_rate(plan, row, role)
    yield from _strays(plan)
    yield from _stated_rates(plan)
    yield from _multiples(plan)
    yield from _shares_of(plan)


def _is_sum(name: str) -> bool:
    """Amounts added up over some years: from one to the other nothing compounds."""
    return bool(SUM.search(name))


def _row_rate(plan: Plan, row: Row, role: str) -> Iterator[Finding]:
    rate, level, base = row.one(role, ("annual_growth",)), row.one(role, ("level",)), row.base(role)
    if rate is None or level is None or base is None or not _years(base, level):
        return
    if _is_sum(row.name) or _is_sum(row.label) or "cumulative" in (base.value.measure, level.value.measure):
        return
    if "%" not in rate.value.quantity.unit and "%" not in plan.quote(rate):
        yield from _yearly_amount(plan, row, rate, _years(base, level))
    elif _grows(base, level):
        yield from _rate(plan, base, level, rate, _years(base, level))


def _strays(plan: Plan) -> Iterator[Finding]:
    """A rate that is not quite that of its own row but exactly that of the other period's row of the same indicator."""
    rows = [(row, rate) for row in plan.rows for role in ("actual", "target") if (rate := row.one(role, ("annual_growth",))) is not None]
    for row, rate in rows:
        own, stated = _printed_rate(row, rate.value.role, rate), rate.value.quantity
        for other in plan.rows:
            if other is row or own is None or own == stated.value or subject_of(other) != subject_of(row):
                continue
            strange = next((role for role in ("target", "actual") if _printed_rate(other, role, rate) == stated.value), None)
            if strange:
                message = (
                    f"指标“{row.name}”所列年均{plain(stated.value)}%，按本行两数应为{own}%，却恰为另一张表该指标的年均增速，疑为误填。"
                )
                facts = [
                    row.base(rate.value.role),
                    row.one(rate.value.role, ("level",)),
                    rate,
                    other.base(strange),
                    other.one(strange, ("level",)),
                ]
                yield plan.finding("A01", "info", message, plan.named(fact for fact in facts if fact), f"{own}%", f"{plain(stated.value)}%")


def subject_of(row: Row) -> str:
    return subject(row.targets[0].value) if row.targets else row.name


def _printed_rate(row: Row, role: str, rate: Statement) -> Decimal | None:
    """The growth of the row's printed levels, to the decimals of the rate."""
    base, level = row.base(role), row.one(role, ("level",))
    if base is None or level is None or "%" not in rate.value.quantity.unit or not _grows(base, level):
        return None
    return round(growth(base.value.quantity.value, level.value.quantity.value, _years(base, level)), rate.value.quantity.decimals)


def _grows(base: Statement, level: Statement) -> bool:
    """Both are positive, in one unit, and some years apart."""
    first, last = base.value.quantity, level.value.quantity
    return comparable(first, last) and first.value > 0 and last.value > 0 and _years(base, level) > 0


def _years(base: Statement, level: Statement) -> int:
    return (level.value.by or 0) - (base.value.by or 0) if base.value.by and level.value.by else 0


def _yearly_amount(plan: Plan, row: Row, rate: Statement, years: int) -> Iterator[Finding]:
    total = row.one(rate.value.role, ("cumulative",))
    if total is None or not comparable(total.value.quantity, rate.value.quantity):
        return
    low, high = rounded(total.value.quantity)
    if not overlap((low / years, high / years), rounded(rate.value.quantity)):
        each = plain(round(total.value.quantity.value / years, 4))
        message = f"指标“{row.name}”{years}年累计{show(total.value.quantity)}，折合每年{each}，与所列年均{show(rate.value.quantity)}不符。"
        yield plan.finding("A01", "error", message, [row.anchor, total, rate], each, show(rate.value.quantity))


def _fits(first: Quantity, last: Quantity, stated: Quantity, years: int) -> bool:
    """Some values within what is printed go together: 左右 reaches as far as elsewhere, and only one of two bounds is held to."""
    low, high = _reach(first), _reach(last)
    slow = growth(low[1], max(high[0], low[1] / 10**6), years)
    fast = growth(max(low[0], low[1] / 10**6), high[1], years)
    least, most = _reach(Quantity(stated.value, stated.unit, stated.op, decimals=stated.decimals))
    if last.op in MORE and stated.op not in MORE:
        return slow <= most
    if stated.op in MORE and last.op not in MORE:
        return least <= fast
    return overlap((slow, fast), (least, most))


def _reach(quantity: Quantity) -> tuple[Decimal, Decimal]:
    return interval(quantity) if quantity.op == "~" else rounded(quantity)


def _said(plan: Plan, fact: Statement) -> str:
    """The value as printed: 15000左右亿元 is not shown as 约15000亿元."""
    shown = show(fact.value.quantity)
    return f"{shown.removeprefix('约')}左右" if "左右" in plan.quote(fact) and fact.value.quantity.op == "~" else shown


def _rate(plan: Plan, base: Statement, level: Statement, rate: Statement, years: int) -> Iterator[Finding]:
    first, last, stated = base.value.quantity, level.value.quantity, rate.value.quantity
    if _fits(first, last, stated, years):
        return
    rate_of_levels = growth(first.value * scale(first), last.value * scale(last), years)
    at_stated = first.value * (1 + stated.value / 100) ** years
    money = bool(MONEY.search(last.unit))
    gap = abs(rate_of_levels - stated.value)
    severity: Severity = "info" if gap < LARGE else "warning" if money else "error"
    rate_said = _said(plan, rate) if stated.op != "=" and "%" in stated.unit else f"{plain(stated.value)}%"
    message = (
        f"指标“{level.value.indicator}”由{base.value.by}年{_said(plan, base)}到{level.value.by}年{_said(plan, level)}，{years}年年均应为{rate_of_levels:.2f}%"
        f"（({plain(last.value * scale(last) / scale(first))}/{plain(first.value)})^(1/{years})-1），所列年均{rate_said}不符，相差{gap:.2f}个百分点；"
        f"按{plain(stated.value)}%应为{at_stated:.{max(first.decimals, last.decimals)}f}{first.unit}。"
    )
    if money:
        message += "该指标以货币计量，增速可能按可比价计算而总量按现价，或基期数已修订；应在表注中说明口径。"
    yield plan.finding("A01", severity, message, plan.named([base, level, rate]), f"{rate_of_levels:.2f}%", f"{plain(stated.value)}%")


def _stated_rates(plan: Plan) -> Iterator[Finding]:
    """A growing indicator whose target lies below its baseline, or a rate in the text that its two levels do not give."""
    rates_of = grouped(
        (fact for fact in plan.statements if fact.value.measure == "annual_growth" and not fact.value.table),
        plan.about,
    )
    for about, found in rates_of.items():
        levels = [fact for fact in plan.statements if plan.about(fact) == about and fact.value.measure == "level" and fact.value.by]
        for rate in found:
            base = max(
                (fact for fact in levels if fact.value.role == "actual" and fact.value.by == plan.base_year),
                key=lambda fact: fact.value.quantity.decimals,
                default=None,
            )
            aim = next(
                (
                    fact
                    for fact in levels
                    if fact.value.role == rate.value.role == "target" and fact.value.by == (rate.value.by or plan.end_year)
                ),
                None,
            )
            if base is not None and aim is not None and base.value.quantity.value > 0 and "%" in rate.value.quantity.unit:
                yield from _text_rate(plan, base, aim, rate)


def _text_rate(plan: Plan, base: Statement, aim: Statement, rate: Statement) -> Iterator[Finding]:
    first, last, stated = base.value.quantity, aim.value.quantity, rate.value.quantity
    years = (aim.value.by or 0) - (base.value.by or 0)
    if not comparable(first, last) or years <= 0:
        return
    if last.op in (">=", ">"):
        at_stated = rounded(first)[0] * (1 + stated.value / 100) ** years
        if stated.value > 0 and rounded(last)[1] < min(rounded(first)[0], at_stated):
            message = (
                f"指标“{aim.value.indicator}”一面要求年增长{plain(stated.value)}%，一面{aim.value.by}年目标{show(last)}低于{base.value.by}年的{show(first)}："
                f"按{plain(stated.value)}%应为{plain(round(at_stated / scale(first), 4))}{first.unit}，两个要求互相矛盾。"
            )
            yield plan.finding(
                "A01",
                "warning",
                message,
                plan.named([base, aim, rate]),
                f"{plain(round(at_stated / scale(first), 4))}{first.unit}",
                show(last),
            )
        return
    if last.op == "=" and stated.op == "=":
        yield from _rate(plan, base, aim, rate, years)


def _multiples(plan: Plan) -> Iterator[Finding]:
    """倍增至4000: twice the baseline is more than the stated number."""
    for fact in plan.statements:
        level = _level_beside(plan, fact) if fact.value.measure == "multiple" and fact.value.role == "target" else None
        base = _base_of(plan, level) if level else None
        if level is None or base is None:
            continue
        times, first, last = fact.value.quantity.value, base.value.quantity, level.value.quantity
        if rounded(last)[1] < times * first.value * scale(first):
            message = (
                f"“{level.value.indicator}”{base.value.by}年为{show(first)}，{plain(times)}倍即{plain(times * first.value)}{first.unit}，"
                f"所列目标{show(last)}只有{last.value * scale(last) / (first.value * scale(first)):.2f}倍，与“倍增”不符；应改目标或措辞。"
            )
            near = last.value * scale(last) >= (1 - NEAR) * times * first.value * scale(first)
            yield plan.finding(
                "A01", "info" if near else "warning", message, plan.named([base, fact, level]), plain(times * first.value), show(last)
            )


def _level_beside(plan: Plan, fact: Statement) -> Statement | None:
    """The level that the multiple is said to lead to: the nearest one behind it in its sentence, of the same indicator."""
    near = [other for other in plan.statements if 0 <= other.anchor.end - fact.anchor.start < 30 or other.anchor.overlaps(fact.anchor)]
    return next(
        (
            other
            for other in near
            if other.value.measure == "level" and other.value.role == "target" and subject(other.value) == subject(fact.value)
        ),
        None,
    )


def _base_of(plan: Plan, level: Statement) -> Statement | None:
    """The achieved value before the plan of the same indicator, or of one whose name ends or begins alike."""
    actuals = [
        fact
        for fact in plan.statements
        if fact.value.role == "actual" and fact.value.by == plan.base_year and fact.value.measure == "level"
    ]
    same = [
        fact for fact in actuals if comparable(fact.value.quantity, level.value.quantity) and plan.about(fact)[1] == plan.about(level)[1]
    ]
    exact = [fact for fact in same if subject(fact.value) == subject(level.value)]
    return next(iter(exact or [fact for fact in same if level.value.indicator in fact.value.indicator]), None)


def _shares_of(plan: Plan) -> Iterator[Finding]:
    """Growth of a part against its share and the growth of the whole: 研发投入 grows as fast as GDP and the rising intensity allow."""
    city = [fact for fact in plan.statements if not plan.about(fact)[1]]
    for entry in load("identities").entries:
        part = _growth_of(plan, city, entry.data["part"])
        whole = _growth_of(plan, city, entry.data["whole"])
        share = [fact for fact in city if subject(fact.value) == entry.id and fact.value.measure == "level" and fact.value.by]
        base = next((fact for fact in share if fact.value.role == "actual" and fact.value.by == plan.base_year), None)
        aim = next((fact for fact in share if fact.value.role == "target" and fact.value.by == plan.end_year), None)
        if part and whole and base and aim and _grows(base, aim):
            yield from _share_of(plan, part, whole, base, aim)


def _growth_of(plan: Plan, facts: list[Statement], indicator_id: str) -> Statement | None:
    """The growth that the plan wants of an indicator in its own period."""
    rates = [fact for fact in facts if subject(fact.value) == indicator_id and fact.value.measure == "annual_growth"]
    return next((fact for fact in rates if fact.value.role == "target" and fact.value.by in (None, plan.end_year)), None)


def _share_of(plan: Plan, part: Statement, whole: Statement, base: Statement, aim: Statement) -> Iterator[Finding]:
    years, rate = _years(base, aim), Decimal(1) + whole.value.quantity.value / 100
    first, last = base.value.quantity.value, aim.value.quantity.value
    implied = ((last / first) ** (Decimal(1) / years) * rate - 1) * 100
    stated = part.value.quantity
    if (stated.value - implied if stated.op in (">=", ">") else abs(stated.value - implied)) <= APART:
        return
    reached = first * ((1 + stated.value / 100) / rate) ** years
    message = (
        f"“{part.value.indicator}”年均增长{show(stated)}，“{whole.value.indicator}”年均增长{show(whole.value.quantity)}，照此“{base.value.indicator}”将由{show(base.value.quantity)}"
        f"升到{reached:.1f}%，而目标是{show(aim.value.quantity)}（只需前者年均增长{implied:.1f}%）；三个目标不能同时成立，应核对口径。"
    )
    yield plan.finding("A01", "warning", message, plan.named([part, whole, base, aim]), f"{implied:.1f}%", show(stated))
