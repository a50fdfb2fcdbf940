"""E rules: the previous period's table against its results (E01), and its indicators against those of the new table (E02, E03).

Achievement is judged by the bound of the target and by which way is better: 22 立方米 of water meets <61, an employment of [68.5] meets [66]
although the last year alone was lower. Rows without number on one side are not judged; `verdicts` says why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.checks.plan import Plan, Spot, grouped, short
from pipeline.checks.rows import Row, Statement
from pipeline.checks.words import HIGHER, better_way
from pipeline.comparison import comparable, half, plain, plain_name, rounded, scale, show, subject
from pipeline.findings import Finding
from pipeline.language.units import kind_of

CONCEPT = re.compile("创新、协调")
CONCEPTS = re.compile(r"[^，。；]*创新、协调、绿色、开放、共享[^，。；]*")
Verdict = Literal["achieved", "missed", "not comparable"]


@dataclass(frozen=True)
class Judged:
    """What became of one indicator of the previous period, and why."""

    row: Row
    measure: str
    verdict: Verdict
    reason: str
    target: Statement | None = None
    actual: Statement | None = None


def verdicts(plan: Plan) -> Iterator[Judged]:
    """Every row of a table that has targets and results of a year before the plan's period."""
    for row in plan.rows:
        if plan.base_year is None or not any("完成" in head or "实际" in head or "实绩" in head for head, _ in row.cells):
            continue
        judged = [
            found
            for measures in (("level",), ("annual_growth",), ("cumulative", "change"))
            if (found := _judge(plan, row, measures, plan.base_year))
        ]
        yield from judged or [Judged(row, "level", "not comparable", _no_numbers(row))]


def missed(plan: Plan) -> Iterator[Finding]:
    """E01: a target of the previous period that its own table shows as not reached."""
    for judged in grouped(verdicts(plan), lambda found: (found.row.table.id, found.row.index)).values():
        failed = [one for one in judged if one.verdict == "missed"]
        passed = [one for one in judged if one.verdict == "achieved"]
        if failed:
            yield _missed(plan, failed, passed)


def dropped(plan: Plan) -> Iterator[Finding]:
    """E02: indicators of the last table that the new one leaves out; a field of policy that loses all of them is a warning."""
    old, new = _tables(plan)
    if not old or not new:
        return
    known = {key for row in new for key in _keys(row)}
    gone = [row for row in old if not _keys(row) & known]
    covered = {theme for row in (*new, *(row for row in old if _keys(row) & known)) for theme in _themes(row)}
    lost = [row for row in gone if (themes := _themes(row)) and not themes & covered]
    for theme in sorted({theme for row in lost for theme in _themes(row)}):
        yield from _lost(plan, theme, [row for row in lost if theme in _themes(row)])
    left = [row for row in gone if row not in lost]
    binding = [row for row in left if _attr(row) == "约束性"]
    if binding:
        names = "、".join(row.name for row in binding)
        message = f"上一规划期的{len(binding)}项约束性指标未列入新指标表：{names}；约束性指标取消应逐项说明理由（改由专项规划考核，或已完成使命）。"
        yield plan.finding("E02", "warning", message, [row.anchor for row in binding], "保留或说明", "取消")
    rest = [row for row in left if row not in binding]
    if rest:
        names = "、".join(row.name for row in rest)
        message = f"上一规划期指标表中的{len(rest)}项指标未列入新指标表：{names}；应说明取消的理由。"
        yield plan.finding("E02", "info", message, [row.anchor for row in rest], "说明", "取消")


def _themes(row: Row) -> frozenset[str]:
    """The development concepts that an indicator measures, by the words of its name."""
    from pipeline.lexicon import load

    return frozenset(match.entry.id for match in load("themes").find(row.name))


def _lost(plan: Plan, theme: str, rows: list[Row]) -> Iterator[Finding]:
    """A concept that had indicators and has none any more; what the plan says of its concepts is shown beside."""
    from pipeline.lexicon import load

    name = str(load("themes")[theme].data["name"])
    said = [anchor for match, anchor in plan.find(CONCEPTS, having=CONCEPT) if plan.in_goals(anchor)][:1]
    names = "、".join(row.name for row in rows)
    claim = f"，与所说“{short(plan.quote(said[0]), 40)}”不符" if said else ""
    message = f"上一规划期的{names}在新指标表中全部取消，“{name}”方面不再有指标{claim}；应保留、替换，或说明取消的理由。"
    spots: list[Spot] = [*said]
    for row in rows:
        spots += [row.anchor, *row.targets[:1]]
    yield plan.finding("E02", "warning", message, spots, "保留或说明", "取消")


def redefined(plan: Plan) -> Iterator[Finding]:
    """E03: indicators that are new, or go on under another name, unit or attribute; and one value claimed for two calibres."""
    old, new = _tables(plan)
    for row in new:
        before = _match(row, old)
        if before is not None:
            yield from _changes(plan, before, row)
    fresh = [row for row in new if _match(row, old) is None] if old else []
    if fresh:
        names = "、".join(row.name for row in fresh)
        message = f"新指标表增加{len(fresh)}项上一期没有的指标：{names}；历史数不可直接比较，宜补列以往年份的数值。"
        yield plan.finding("E03", "info", message, [row.anchor for row in fresh], "", f"{len(fresh)}项")
    yield from _calibres(plan)


def _judge(plan: Plan, row: Row, measures: tuple[str, ...], year: int) -> Judged | None:
    target, actual = row.one("target", measures, year), row.one("actual", measures, year)
    if target is None or actual is None:
        return None
    if not comparable(target.value.quantity, actual.value.quantity):
        return Judged(
            row, measures[0], "not comparable", f"单位不同：{show(target.value.quantity)}与{show(actual.value.quantity)}", target, actual
        )
    way = better_way(target.value)
    if way is None or re.search(r"口径|不可比", "".join(plan.quote(cell.anchor) for _, cell in row.cells)):
        return Judged(row, measures[0], "not comparable", "统计口径有变" if way else "不知道越高越好还是越低越好", target, actual)
    reached = _reached(target, actual, way)
    return Judged(
        row,
        measures[0],
        "achieved" if reached else "missed",
        f"目标{show(target.value.quantity)}，完成{show(actual.value.quantity)}",
        target,
        actual,
    )


def _reached(target: Statement, actual: Statement, way: str) -> bool:
    aim, result = target.value.quantity, actual.value.quantity
    step, reach = scale(aim), half(result) * scale(result)
    value = result.value * scale(result)
    if aim.op == ">" and "change" not in target.value.measure:
        return value > aim.value * step
    if way == HIGHER:
        return value + reach >= aim.value * step
    return value - reach <= aim.value * step if aim.op != "<" else value <= rounded(aim)[1]


def _no_numbers(row: Row) -> str:
    return "目标或完成情况只有文字" + (f"（{row.texts[0].value.text}）" if row.texts else "")


def _missed(plan: Plan, failed: list[Judged], passed: list[Judged]) -> Finding:
    row = failed[0].row
    binding = any(fact.value.attr == "约束性" for fact in row.targets)
    parts = []
    for one in failed:
        if one.target is not None and one.actual is not None:
            aim, result = one.target.value.quantity, one.actual.value.quantity
            gap = abs(aim.value - result.value * scale(result) / scale(aim))
            kind = {"level": "", "annual_growth": "年均增速", "cumulative": "累计"}[one.measure]
            short_by = f"，差{plain(gap)}{'个百分点' if '%' in aim.unit else aim.unit}" if gap else ""
            parts.append(f"{kind}目标{show(aim)}，实绩{show(result)}{short_by}")
    attr = "约束性指标" if binding else "指标"
    message = f"上一规划期{attr}“{row.name}”未完成：{'；'.join(parts)}。"
    if passed:
        message += f"而同一行{'、'.join(one.reason for one in passed)}又算完成，两个口径结论相反，应说明以何者为准。"
    else:
        message += "表格和正文均应标明未完成并说明原因。"
    facts = [fact for one in (*failed, *passed) for fact in (one.target, one.actual) if fact is not None]
    only_growth = bool(passed) and all(one.measure == "annual_growth" for one in failed)
    barely = all(one.target and one.actual and one.target.value.quantity.value == one.actual.value.quantity.value for one in failed)
    return plan.finding("E01", "info" if only_growth or barely else "warning", message, [row.anchor, *facts], "完成", "未完成")


def _tables(plan: Plan) -> tuple[list[Row], list[Row]]:
    """The rows of the past period's table and of the new one."""
    old = [row for row in plan.rows if plan.base_year and not _reaches(plan, row)]
    new = [row for row in plan.rows if plan.base_year and _reaches(plan, row)]
    past = {row.table.id for row in old} - {row.table.id for row in new}
    return [row for row in old if row.table.id in past], [row for row in plan.rows if row.table.id in {other.table.id for other in new}]


def _reaches(plan: Plan, row: Row) -> bool:
    return any(fact.value.role == "target" and (fact.value.by or 0) > (plan.base_year or 0) for fact in row.stated)


def _match(row: Row, others: list[Row]) -> Row | None:
    """The row of the same indicator, by lexicon id or by the words of the name."""
    keys = _keys(row)
    return next((other for other in others if keys & _keys(other)), None)


def _keys(row: Row) -> set[str]:
    ids = {subject(fact.value) for fact in row.targets} | {fact.value.indicator_id for fact in row.texts if fact.value.indicator_id}
    return ids | {_core(row.name)}


def _core(name: str) -> str:
    """The name without words that go and come: 服务业增加值占GDP比重 and 服务业占GDP比重 are one."""
    return (
        re.sub(r"增加值|预期|年均|城市|地表水|达到或|人数|经费|[的或\d.、．]", "", unicodedata.normalize("NFKC", plain_name(name)))
        .replace("降幅", "降低")
        .replace("能耗", "能源消耗")
        .replace("优良空气", "空气质量优良")
        .replace("人均GDP", "人均GDP")
    )


def _changes(plan: Plan, old: Row, new: Row) -> Iterator[Finding]:
    unit_changed = old.unit and new.unit and old.unit != new.unit
    old_attr, new_attr = _attr(old), _attr(new)
    if unit_changed:
        convertible = kind_of(old.unit) == kind_of(new.unit)
        advice = "两期比较须先换算" if convertible else "所说已不是同一数量（如由总量改为增速），两期不能直接比较，应在表注中说明"
        message = f"指标“{new.name}”的单位由“{old.unit}”改为“{new.unit}”，{advice}。"
        yield plan.finding("E03", "info", message, [old.anchor, new.anchor], old.unit, new.unit)
    noted = next((cell.anchor for _, cell in old.cells if "口径" in plan.quote(cell.anchor)), None)
    if noted is not None:
        message = f"指标“{new.name}”上一期已注明“{short(plan.quote(noted), 20)}”，新指标表继续使用而未说明采用哪一口径，两期不可直接比较；应在表注中说明。"
        yield plan.finding("E03", "info", message, [old.anchor, noted, new.anchor], "说明口径", "未说明")
    if old_attr and new_attr and old_attr != new_attr:
        message = f"指标“{new.name}”的属性由{old_attr}改为{new_attr}，应说明理由。"
        yield plan.finding("E03", "warning", message, [old.anchor, new.anchor], old_attr, new_attr)


def _attr(row: Row) -> str:
    return next((str(fact.value.attr) for fact in row.stated if fact.value.attr), "")


CALIBRE = re.compile(r"增加值|规模|总产值|产值|总量|营业收入|营收")


def _calibres(plan: Plan) -> Iterator[Finding]:
    """The same value of one year claimed for two calibres: 数字经济增加值占比 45 % and 数字经济规模占比 45 %."""
    shares = [fact for fact in plan.statements if CALIBRE.search(fact.value.indicator) and fact.value.measure == "level" and fact.value.by]
    for facts in grouped(
        shares, lambda fact: (CALIBRE.sub("", plain_name(fact.value.indicator)), fact.value.by, fact.value.quantity.value, fact.value.role)
    ).values():
        names = grouped(facts, lambda fact: CALIBRE.findall(fact.value.indicator)[0])
        if len(names) > 1 and len(CALIBRE.sub("", plain_name(facts[0].value.indicator))) > 4:
            first, second = (group[0] for group in list(names.values())[:2])
            base = CALIBRE.sub("", plain_name(first.value.indicator))
            aims = [fact for fact in shares if fact.value.role == "target" and CALIBRE.sub("", plain_name(fact.value.indicator)) == base]
            message = (
                f"{first.value.by}年同为{show(first.value.quantity)}，{plan.where(first)}说是“{first.value.indicator}”，{plan.where(second)}说是“{second.value.indicator}”；"
                "两者口径不同，数值不应相同，基期与目标因此不可比，应统一指标定义。"
            )
            yield plan.finding("E03", "warning", message, plan.named([first, second, *aims]), first.value.indicator, second.value.indicator)
