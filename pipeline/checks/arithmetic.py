"""A rules on numbers: growth against levels (A01), cumulated against difference (A02), totals against parts (A03).

All comparisons use the precision as printed: a level of 12 is anything from 11.5 to 12.5, a rate of 8.50 % anything from 8.495 to 8.505.
Rates of sums of money are often at constant prices, levels at current ones: such a mismatch is a warning that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.plan import Plan, Row, Statement, grouped, paragraphs
from pipeline.comparison import comparable, growth, half, implied_growth, overlap, plain, rounded, scale, show, subject
from pipeline.findings import Finding, Severity
from pipeline.values import Quantity

MONEY = re.compile(r"元|美元")
LARGE = Decimal("0.5")
"""From this difference (percentage points) on, a rate cannot be explained by rounding of intermediate values."""
CURRENT_PRICE = re.compile(r"生产总值|GDP|增加值")


def rates(plan: Plan) -> Iterator[Finding]:
    """A01: a yearly rate that the two levels of the same row, or of the text, do not give."""
    for row in plan.rows:
        for role in ("target", "actual"):
            yield from _row_rate(plan, row, role)
    yield from _strays(plan)
    yield from _stated_rates(plan)
    yield from _multiples(plan)


def differences(plan: Plan) -> Iterator[Finding]:
    """A02: an amount in [ ] that is not the difference of the two levels of its row."""
    for row in plan.rows:
        for role in ("target", "actual"):
            yield from _row_difference(plan, row, role)


def totals(plan: Plan) -> Iterator[Finding]:
    """A03: parts that do not add up to their printed total."""
    yield from _table_totals(plan)
    yield from _text_totals(plan)


def _row_rate(plan: Plan, row: Row, role: str) -> Iterator[Finding]:
    rate, level, base = row.one(role, ("annual_growth",)), row.one(role, ("level",)), _base(row, role)
    if (
        rate is None
        or level is None
        or base is None
        or not base.value.by
        or not level.value.by
        or not comparable(base.value.quantity, level.value.quantity)
    ):
        return
    years = level.value.by - base.value.by
    if "%" not in rate.value.quantity.unit and "%" not in plan.quote(rate):
        yield from _yearly_amount(plan, row, rate, years)
        return
    if base.value.quantity.value > 0 and years > 0:
        yield from _rate(plan, base, level, rate, years)


def _strays(plan: Plan) -> Iterator[Finding]:
    """A rate that is not quite that of its own row but exactly that of the other period's row of the same indicator."""
    rows = [(row, rate) for row in plan.rows for role in ("actual", "target") if (rate := row.one(role, ("annual_growth",))) is not None]
    for row, rate in rows:
        own, stated = _printed_rate(row, rate.value.role, rate), rate.value.quantity
        for other in plan.rows:
            if other is row or own is None or own == stated.value or subject_of(other) != subject_of(row):
                continue
            strange = next((role for role in ("target", "actual") if _printed_rate(other, role, rate) == stated.value), None)
            if strange and _base(other, strange) is not None:
                level = other.one(strange, ("level",))
                message = (
                    f"指标“{row.name}”所列年均{plain(stated.value)}%，按本行两数应为{own}%，却恰为另一张表该指标的年均增速，疑为误填。"
                )
                yield plan.finding(
                    "A01",
                    "info",
                    message,
                    plan.named(
                        [
                            fact
                            for fact in (
                                _base(row, rate.value.role),
                                row.one(rate.value.role, ("level",)),
                                rate,
                                _base(other, strange),
                                level,
                            )
                            if fact
                        ]
                    ),
                    f"{own}%",
                    f"{plain(stated.value)}%",
                )


def subject_of(row: Row) -> str:
    return subject(row.targets[0].value) if row.targets else row.name


def _printed_rate(row: Row, role: str, rate: Statement) -> Decimal | None:
    """The growth of the row's printed levels, to the decimals of the rate."""
    base, level = _base(row, role), row.one(role, ("level",))
    if (
        base is None
        or level is None
        or "%" not in rate.value.quantity.unit
        or base.value.quantity.value <= 0
        or not comparable(base.value.quantity, level.value.quantity)
    ):
        return None
    years = (level.value.by or 0) - (base.value.by or 0)
    return (
        round(growth(base.value.quantity.value, level.value.quantity.value, years), rate.value.quantity.decimals)
        if years > 0 and level.value.quantity.value > 0
        else None
    )


def _base(row: Row, role: str) -> Statement | None:
    """The achieved level that the row starts from: the earliest one."""
    actuals = [fact for fact in row.targets if fact.value.role == "actual" and fact.value.measure == "level" and fact.value.by]
    first = min(actuals, key=lambda fact: fact.value.by or 0, default=None)
    return first if first and first is not row.one(role, ("level",)) else None


def _yearly_amount(plan: Plan, row: Row, rate: Statement, years: int) -> Iterator[Finding]:
    total = row.one(rate.value.role, ("cumulative",))
    if total is None or not comparable(total.value.quantity, rate.value.quantity):
        return
    low, high = rounded(total.value.quantity)
    if not overlap((low / years, high / years), rounded(rate.value.quantity)):
        each = plain(round(total.value.quantity.value / years, 4))
        message = f"指标“{row.name}”{years}年累计{show(total.value.quantity)}，折合每年{each}，与所列年均{show(rate.value.quantity)}不符。"
        yield plan.finding("A01", "error", message, [row.anchor, total, rate], each, show(rate.value.quantity))


def _rate(plan: Plan, base: Statement, level: Statement, rate: Statement, years: int) -> Iterator[Finding]:
    first, last, stated = base.value.quantity, level.value.quantity, rate.value.quantity
    allowed = implied_growth(first, last, years)
    printed = (stated.value - half(stated), stated.value + half(stated))
    if overlap(allowed, printed):
        return
    rate_of_levels = growth(first.value * scale(first), last.value * scale(last), years)
    at_stated = first.value * (1 + stated.value / 100) ** years
    money = bool(MONEY.search(last.unit))
    gap = abs(rate_of_levels - stated.value)
    severity: Severity = "info" if gap < LARGE else "warning" if money else "error"
    message = (
        f"指标“{level.value.indicator}”由{base.value.by}年{show(first)}到{level.value.by}年{show(last)}，{years}年年均应为{rate_of_levels:.2f}%"
        f"（({plain(last.value * scale(last) / scale(first))}/{plain(first.value)})^(1/{years})-1），所列年均{plain(stated.value)}%不符，相差{gap:.2f}个百分点；"
        f"按{plain(stated.value)}%应为{at_stated:.{max(first.decimals, last.decimals)}f}{first.unit}。"
    )
    if money:
        message += "该指标以货币计量，增速可能按可比价计算而总量按现价，或基期数已修订；应在表注中说明口径。"
    yield plan.finding("A01", severity, message, plan.named([base, level, rate]), f"{rate_of_levels:.2f}%", f"{plain(stated.value)}%")


def _row_difference(plan: Plan, row: Row, role: str) -> Iterator[Finding]:
    change, level, base = row.one(role, ("cumulative", "change")), row.one(role, ("level",)), _base(row, role)
    if (
        change is None
        or level is None
        or base is None
        or not change.value.from_
        or _is_flow(row)
        or not comparable(base.value.quantity, level.value.quantity)
    ):
        return
    low, high = _minus(rounded(level.value.quantity), rounded(base.value.quantity))
    stated = change.value.quantity
    step = scale(level.value.quantity) if not stated.base_value else scale(stated)
    printed = (stated.value - half(stated)) * step, (stated.value + half(stated)) * step
    if overlap((low, high), printed) or level.value.quantity.op == "range":
        return
    gap = plain(
        level.value.quantity.value * scale(level.value.quantity) / step - base.value.quantity.value * scale(base.value.quantity) / step
    )
    message = (
        f"指标“{row.name}”由{base.value.by}年{show(base.value.quantity)}到{level.value.by}年{show(level.value.quantity)}，差额应为"
        f"{plain(level.value.quantity.value)}-{plain(base.value.quantity.value)}={gap}，所列累计[{plain(stated.value)}]不符。"
    )
    yield plan.finding("A02", "error", message, [row.anchor, base, level, change], gap, plain(stated.value))


def _is_flow(row: Row) -> bool:
    """New jobs of each year add up to the cumulated number; there is no difference of levels to compare it with."""
    return row.one("target", ("level",)) is None or bool(re.search("新增|累计|完成", row.name))


def _minus(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return first[0] - second[1], first[1] - second[0]


def _stated_rates(plan: Plan) -> Iterator[Finding]:
    """A growing indicator whose target lies below its baseline, or a rate in the text that its two levels do not give."""
    rates_of = grouped(
        (fact for fact in plan.statements if fact.value.measure == "annual_growth" and not fact.value.table),
        lambda fact: (subject(fact.value), fact.value.scope),
    )
    for (name, scope), found in rates_of.items():
        levels = [
            fact
            for fact in plan.statements
            if (subject(fact.value), fact.value.scope, fact.value.measure) == (name, scope, "level") and fact.value.by
        ]
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
        value = fact.value
        if value.measure != "multiple" or value.role != "target":
            continue
        level = next(
            (
                other
                for other in plan.statements
                if other.anchor.overlaps(fact.anchor)
                and other.value.measure == "level"
                and other.value.role == "target"
                and other.value.indicator == value.indicator
            ),
            None,
        )
        base = next(
            (
                other
                for other in plan.statements
                if other.value.role == "actual"
                and other.value.by == plan.base_year
                and value.indicator in other.value.indicator
                and level
                and comparable(other.value.quantity, level.value.quantity)
            ),
            None,
        )
        if level is None or base is None:
            continue
        wanted = value.quantity.value * base.value.quantity.value
        if rounded(level.value.quantity)[1] < wanted * scale(base.value.quantity):
            message = (
                f"“{value.indicator}”{base.value.by}年为{show(base.value.quantity)}，{plain(value.quantity.value)}倍即{plain(wanted)}{base.value.quantity.unit}，"
                f"所列目标{show(level.value.quantity)}只有{level.value.quantity.value / base.value.quantity.value:.2f}倍。"
            )
            yield plan.finding("A01", "warning", message, plan.named([base, fact, level]), plain(wanted), show(level.value.quantity))


def _table_totals(plan: Plan) -> Iterator[Finding]:
    for table in plan.doc.tables:
        grid = table.grid()
        for index in range(table.header_rows, table.rows):
            name = plan.quote(first.anchor) if (first := grid[index][0]) is not None else ""
            if re.fullmatch(r"(?:合|总|小)计[:：]?", name):
                for column in range(1, table.columns):
                    yield from _column_total(plan, [line[column] for line in grid[table.header_rows : index]], grid[index][column])


def _column_total(plan: Plan, parts: list[object], total: object) -> Iterator[Finding]:
    from pipeline.document import Cell

    numbers = [_number(plan, cell) for cell in parts if isinstance(cell, Cell)]
    stated = _number(plan, total) if isinstance(total, Cell) else None
    if stated is None or len(numbers) < 2 or any(number is None for number in numbers) or not isinstance(total, Cell):
        return
    added = sum((number for number in numbers if number is not None), Decimal(0))
    slack = (
        Decimal(len(numbers))
        / 2
        * max(
            Decimal(1).scaleb(number.as_tuple().exponent)
            for number in numbers
            if number is not None and isinstance(number.as_tuple().exponent, int)
        )
    )  # type: ignore[arg-type]
    if abs(added - stated) > slack:
        message = f"表中各项相加为{plain(added)}，合计却列{plain(stated)}，相差{plain(abs(added - stated))}。"
        yield plan.finding(
            "A03", "error", message, [total.anchor, *(cell.anchor for cell in parts if isinstance(cell, Cell))], plain(added), plain(stated)
        )


def _number(plan: Plan, cell: object) -> Decimal | None:
    from pipeline.document import Cell

    text = plan.quote(cell.anchor).replace(",", "") if isinstance(cell, Cell) else ""
    return Decimal(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else None


def _text_totals(plan: Plan) -> Iterator[Finding]:
    """共N个……其中A a个、B b个: the parts may not exceed the whole."""
    for block in paragraphs(plan.doc):
        text = plan.doc.text[block.anchor.start : block.anchor.end]
        for match in re.finditer(r"其中", text):
            facts = plan.facts.of(type(plan.statements[0].value), block.anchor) if plan.statements else []
            whole = [fact for fact in facts if fact.anchor.end <= block.anchor.start + match.start() + 1 and fact.value.role != "spec"]
            stop = next((at.start() for at in re.finditer(r"[。；]", text) if at.start() > match.end()), len(text))
            parts = [fact for fact in facts if match.end() <= fact.anchor.start - block.anchor.start < stop and fact.value.role != "spec"]
            yield from _parts(plan, whole[-1:], parts)


def _parts(plan: Plan, whole: list[Statement], parts: list[Statement]) -> Iterator[Finding]:
    if not whole:
        return
    total = whole[0].value.quantity
    same = [fact for fact in parts if _countable(fact.value.quantity, total) and fact.value.measure == whole[0].value.measure]
    added = sum((fact.value.quantity.value * scale(fact.value.quantity) for fact in same), Decimal(0))
    if same and added > rounded(total)[1] and total.op in ("=", "<=", "<"):
        sum_text = "+".join(plain(fact.value.quantity.value) for fact in same)
        message = f"“其中”各项{sum_text}合计{plain(added / scale(total))}{total.unit}，超过总数{show(total)}。"
        yield plan.finding("A03", "error", message, plan.named([whole[0], *same]), f"不超过{show(total)}", plain(added / scale(total)))


def _countable(part: Quantity, total: Quantity) -> bool:
    return comparable(part, total) and "%" not in total.unit
