"""T06: units and magnitudes that cannot be right, in indicator tables and in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped, short
from pipeline.checks.rows import YEAR, Row, Statement
from pipeline.checks.words import HIGHER, better_way, direction
from pipeline.comparison import comparable, scale, show, subject
from pipeline.document import Cell
from pipeline.findings import Finding
from pipeline.language.units import kind_of
from pipeline.lexicon import load

CUMULATED = re.compile(r"[\[［【].*[\]］】]")
CEILING = re.compile(r"控制在.*(?:内|以内|以下)")
DOUBLE = re.compile(
    r"(?<![附最])(?:接近|将近|近|大约|约)(\d[\d.]{0,15})[万亿千百]?[^\d，。；、左右]{0,8}左右|(?:超过|突破|不低于|不少于|至少)(\d[\d.]{0,15})[万亿千百]?[^\d，。；、]{0,8}(?:以上|左右)"
)
BARE_CUBE = re.compile(r"\d[\d.]{0,15}[万亿]?立方(?!米|公里|厘米|分米)")
MAGNITUDE = re.compile(r"^[百千万亿]+")
GROWTH = re.compile(r"增长|增速|增幅|降低|降幅|下降|减少|上涨|涨幅")
SHARE = re.compile(r"(?:覆盖|普及|入学|参保|城镇化|失业|达标|合格|贡献|利用|收集|处理)率$|比重$|占比$")
KINDS = {
    "share": ("百分比", ("share", "points", "multiple")),
    "money": ("货币单位", ("money", "foreign_money")),
    "area": ("面积单位", ("area", "work_area")),
    "length": ("长度单位", ("length", "lane_length")),
    "age": ("岁", ("age", "years")),
    "years": ("年", ("age", "years")),
    "power": ("功率单位", ("power", "apparent_power")),
}
"""Kinds of units that cannot stand for one another: what a reader calls them, and what may be printed."""
REDUCTION = re.compile(r"降低|降幅|减少|削减|下降")
JUMP = 20
"""A target this many times its baseline (or its fraction) is more likely a slip of unit or decimal point."""


def doubtful(plan: Plan) -> Iterator[Finding]:
    """T06: unit, direction or magnitude that does not fit the indicator."""
    yield from _cumulated_in_year_column(plan)
    yield from _ceilings(plan)
    yield from _unexpected_units(plan)
    for row in plan.rows:
        yield from _other_unit(plan, row)
        yield from _other_year(plan, row)
    yield from _mixed_units(plan)
    yield from _shares(plan)
    yield from _jumps(plan)
    yield from _phrases(plan)


def levels(row: Row) -> list[tuple[str, Cell]]:
    return [(head, cell) for head, cell in row.cells if YEAR.search(head) and "年均" not in head and "累计" not in head]


def _cumulated_in_year_column(plan: Plan) -> Iterator[Finding]:
    """[60] under 2025年 in a table that has a column for cumulated amounts; where it has none, the brackets alone tell them apart.

    The first year is the base, whose own period has no column."""
    with_column = {row.table.id for row in plan.rows if any("累计" in head for head, _ in row.cells)}
    rows = [row for row in plan.rows if row.table.id in with_column]
    found = [
        (row, head, cell) for row in rows for head, cell in levels(row)[1:] or levels(row) if CUMULATED.fullmatch(plan.quote(cell.anchor))
    ]
    if found:
        said = "、".join(f"{row.name}{plan.quote(cell.anchor)}" for row, _, cell in found)
        message = f"{said}带方括号，是五年累计数，却填在“{found[0][1]}”等年度栏，应移到“年均增长[累计]”栏，以免被当作当年数。"
        yield plan.finding(
            "T06", "info", message, [place for row, _, cell in found for place in (row.anchor, cell.anchor)], "累计栏", "年度栏"
        )


def _ceilings(plan: Plan) -> Iterator[Finding]:
    """控制在…内 said of something of which more is better."""
    found = []
    for row in plan.rows:
        known = next((fact.value.indicator_id for fact in row.stated if fact.value.indicator_id), None)
        way = HIGHER if REDUCTION.search(row.label) else direction(row.label or row.name, known)
        found += [(row, cell) for _, cell in row.cells if way == HIGHER and CEILING.search(plan.quote(cell.anchor))]
    for rows in grouped(found, lambda pair: pair[0].table.id).values():
        names = "、".join(dict.fromkeys(_shown(row) for row, _ in rows))
        text = plan.quote(rows[0][1].anchor)
        message = f"{names}是越高越好的指标（降幅、减排量、优良比例等），目标却写“{text}”，字面为不得超过；应写“完成省下达指标”或“不低于”。"
        yield plan.finding("T06", "warning", message, [place for row, cell in rows for place in (row.anchor, cell.anchor)], "不低于", text)


def _shown(row: Row) -> str:
    """The name of the row; with the cells before it where only they tell that it is a reduction."""
    return row.name if REDUCTION.search(row.name) or not REDUCTION.search(row.label) else re.sub(r"^\d+", "", row.label)


def _unexpected_units(plan: Plan) -> Iterator[Finding]:
    """A row whose unit is of another kind than what it measures: a productivity in percent, a share in 亿元; one finding an indicator."""
    found = [
        (row, kind)
        for row in plan.rows
        if row.unit and not GROWTH.search(row.label) and (kind := _wanted(row)) and not _measures(row.unit, kind)
    ]
    for pairs in grouped(found, lambda pair: pair[0].name).values():
        row, kind = pairs[0]
        message = f"指标“{row.name}”的单位列为“{row.unit}”，而它应以{KINDS[kind][0]}计量；所列数值的含义（水平还是增速）因此不明。"
        yield plan.finding("T06", "warning", message, [one.anchor for one, _ in pairs], KINDS[kind][0], row.unit)


def _wanted(row: Row) -> str | None:
    """The kind of unit in which the indicator is measured: from the lexicon, else by the end of its name."""
    known = next((fact.value.indicator_id for fact in row.stated if fact.value.indicator_id), "")
    if known in load("indicators"):
        family = str(load("indicators")[known].data["family"])
        return family if family in KINDS else None
    return "share" if SHARE.search(row.name) else None


def _measures(unit: str, kind: str) -> bool:
    """True also for a unit that is not listed: nothing is known against it."""
    found = kind_of(unit)
    return found is None or found in KINDS[kind][1] or (kind == "share" and "/" in unit)


def _other_unit(plan: Plan, row: Row) -> Iterator[Finding]:
    """A level cell that names a unit which cannot be turned into the unit of its row (亿元 row, cell 10 %)."""
    if not row.unit:
        return
    for _, cell in levels(row):
        text = plan.quote(cell.anchor)
        percent = re.fullmatch(r"\d[\d.]*[%％]", text) and "%" not in row.unit
        money = "美元" in row.unit and "人民币" in text
        if percent or money:
            message = f"指标“{row.name}”的单位为“{row.unit}”，此栏却填“{text}”，与同行其他数值不可比；应换算，或在表注中说明口径变化。"
            yield plan.finding("T06", "info", message, [row.anchor, cell.anchor, *row.targets], row.unit, text)


def _other_year(plan: Plan, row: Row) -> Iterator[Finding]:
    """A cell that says in brackets that it is of another year than its column."""
    for head, cell in levels(row):
        text = plan.quote(cell.anchor)
        noted = re.search(r"[（(](20\d\d)年[）)]", text)
        if noted and noted[1] not in head:
            message = f"指标“{row.name}”的“{head}”栏填“{text}”，是{noted[1]}年的数，与栏目年份不符，比较时须注意。"
            yield plan.finding("T06", "info", message, [row.anchor, cell.anchor], head, text)


def _mixed_units(plan: Plan) -> Iterator[Finding]:
    """One indicator in two printed units of one family: 毫克 in the table, 微克 in the text."""
    levels = [
        fact
        for fact in plan.statements
        if fact.value.measure == "level" and fact.value.quantity.base_unit and subject(fact.value) in load("indicators")
    ]
    for facts in grouped(levels, lambda fact: (*plan.about(fact), fact.value.quantity.base_unit)).values():
        units = grouped(facts, lambda fact: fact.value.quantity.unit)
        if len(units) > 1 and not _grown(facts):
            shown = "，".join(f"{plan.where(group[0])}用“{unit}”（{show(group[0].value.quantity)}）" for unit, group in units.items())
            message = f"指标“{facts[0].value.indicator}”前后单位不一：{shown}；比较须先换算，宜统一单位。"
            yield plan.finding(
                "T06", "info", message, plan.named([group[0] for group in units.values()]), next(iter(units)), "、".join(units)
            )


def _grown(facts: list[Statement]) -> bool:
    """The units differ by 万 and 亿 only, and each suits its number: 9000亿元 becomes 1.2万亿元, no 0.34亿立方米 beside 4800万立方米."""
    bare = {MAGNITUDE.sub("", fact.value.quantity.unit) for fact in facts}
    return len(bare) == 1 and all(fact.value.quantity.value >= 1 or MAGNITUDE.match(fact.value.quantity.unit) is None for fact in facts)


def _shares(plan: Plan) -> Iterator[Finding]:
    for fact in plan.statements:
        value = fact.value
        share = re.search(r"占.*(?:比重|比例)|占比$|覆盖率$|合格率$|达标率$|满意率$|入学率$|参保率$", value.indicator)
        if (
            share
            and value.measure == "level"
            and "%" in value.quantity.unit
            and value.quantity.value > 100
            and "毛入" not in value.indicator
        ):
            message = f"“{value.indicator}”是比例，不可能超过100%，却写{show(value.quantity)}；请核对小数点和单位。"
            yield plan.finding("T06", "error", message, plan.named([fact]), "≤100%", show(value.quantity))
        elif value.indicator.endswith("普及率") and value.measure == "level" and "%" in value.quantity.unit and value.quantity.value > 100:
            message = f"“{value.indicator}”{show(value.quantity)}超过100%，应在表注中说明按户（人）均还是按覆盖计算。"
            yield plan.finding("T06", "info", message, plan.named([fact]), "说明口径", show(value.quantity))


def _jumps(plan: Plan) -> Iterator[Finding]:
    levels = [fact for fact in plan.statements if fact.value.measure == "level" and fact.value.quantity.value > 0]
    for facts in grouped(levels, plan.about).values():
        bases = [fact for fact in facts if fact.value.role == "actual" and fact.value.quantity.op == "="]
        for aim in (fact for fact in facts if fact.value.role == "target"):
            base = next((fact for fact in bases if comparable(fact.value.quantity, aim.value.quantity)), None)
            if base is None or better_way(aim.value) is None:
                continue
            ratio = aim.value.quantity.value * scale(aim.value.quantity) / (base.value.quantity.value * scale(base.value.quantity))
            if ratio >= JUMP or ratio <= 1 / (1 + JUMP):
                message = f"“{aim.value.indicator}”目标{show(aim.value.quantity)}是基期{show(base.value.quantity)}的{ratio:.4g}倍，相差过大，疑单位或小数点有误。"
                yield plan.finding("T06", "warning", message, plan.named([base, aim]), show(base.value.quantity), show(aim.value.quantity))


def _phrases(plan: Plan) -> Iterator[Finding]:
    for match, anchor in plan.find(DOUBLE):
        message = f"“{match.group()}”两个约数（界限）词叠用，意思相反或重复，达标与否无法判定；应只留一个。"
        yield plan.finding("T06", "warning", message, [anchor], "一个界限词", match.group())
    for match, anchor in plan.find(BARE_CUBE):
        message = f"“{short(match.group())}”的单位“立方”不完整，应写“立方米”。"
        yield plan.finding("T06", "info", message, [anchor], "立方米", "立方")
