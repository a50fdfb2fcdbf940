"""A rules on sums: cumulated amount against difference of levels (A02), totals against parts (A03), by intervals of the printed precision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.plan import Plan, paragraphs
from pipeline.checks.rows import Row, Statement
from pipeline.comparison import comparable, half, overlap, plain, rounded, scale, show
from pipeline.document import Cell
from pipeline.facts import Target
from pipeline.findings import Finding, Severity
from pipeline.values import Quantity


def differences(plan: Plan) -> Iterator[Finding]:
    """A02: an amount in [ ] that is not the difference of the two levels of its row."""
    for row in plan.rows:
        for role in ("target", "actual"):
            yield from _row_difference(plan, row, role)


def totals(plan: Plan) -> Iterator[Finding]:
    """A03: parts that do not add up to their printed total."""
    yield from _table_totals(plan)
    yield from _text_totals(plan)


def _row_difference(plan: Plan, row: Row, role: str) -> Iterator[Finding]:
    change, level, base = row.one(role, ("cumulative", "change")), row.one(role, ("level",)), row.base(role)
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


def _table_totals(plan: Plan) -> Iterator[Finding]:
    for table in plan.doc.tables:
        grid = table.grid()
        for index in range(table.header_rows, table.rows):
            name = plan.quote(first.anchor) if (first := grid[index][0]) is not None else ""
            if re.fullmatch(r"(?:合|总|小)计[:：]?", name):
                for column in range(1, table.columns):
                    yield from _column_total(plan, [line[column] for line in grid[table.header_rows : index]], grid[index][column])


def _column_total(plan: Plan, parts: list[Cell | None], total: Cell | None) -> Iterator[Finding]:
    filled = [cell for cell in parts if cell is not None]
    numbers = [number for cell in filled if (number := _number(plan, cell)) is not None]
    stated = _number(plan, total) if total is not None else None
    if stated is None or total is None or len(numbers) < 2 or len(numbers) < len(parts):
        return
    added = sum(numbers, Decimal(0))
    slack = Decimal(len(numbers)) / 2 * max(_last_place(number) for number in numbers)
    if abs(added - stated) > slack:
        message = f"表中各项相加为{plain(added)}，合计却列{plain(stated)}，相差{plain(abs(added - stated))}。"
        yield plan.finding("A03", "error", message, [total.anchor, *(cell.anchor for cell in filled)], plain(added), plain(stated))


def _number(plan: Plan, cell: Cell) -> Decimal | None:
    text = plan.quote(cell.anchor).replace(",", "")
    return Decimal(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else None


def _last_place(number: Decimal) -> Decimal:
    """One unit of the last printed place."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _text_totals(plan: Plan) -> Iterator[Finding]:
    """共N个……其中A a个、B b个: the parts may not exceed the whole."""
    for block in paragraphs(plan.doc):
        text = plan.doc.text[block.anchor.start : block.anchor.end]
        for match in re.finditer(r"其中", text):
            facts = plan.facts.of(Target, block.anchor)
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
        severity: Severity = "error" if len(same) == 1 else "warning"
        if severity == "warning":
            message += "各项如有交叉，应说明。"
        yield plan.finding("A03", severity, message, plan.named([whole[0], *same]), f"不超过{show(total)}", plain(added / scale(total)))


def _countable(part: Quantity, total: Quantity) -> bool:
    return comparable(part, total) and "%" not in total.unit
