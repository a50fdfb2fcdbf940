"""T05: values that are missing: empty cells of indicator tables, targets in words only, sentences whose number was cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.cells import levels
from pipeline.checks.plan import Plan, grouped
from pipeline.checks.rows import YEAR, Row, Statement
from pipeline.comparison import plain, plain_name, show
from pipeline.document import HAN, Anchor, Cell
from pipeline.facts import TextualTarget
from pipeline.findings import Finding

DASH = re.compile(r"[-—－–/／]+")
DASH_NOTE = re.compile(r"[“\"]?-[”\"]?\s*(?P<what>表示[^。；\n]*)")
GOES_ON = r"(?:加强|推进|建立|完善|强化|健全|实施|开展|落实|深化|优化|加大|推广)"
UNNUMBERED = re.compile(rf"[升降低到至了长高加少达]{GOES_ON}")
CUT = re.compile(
    rf"{HAN}{{0,4}}(?:人数|数量|总量|比例|占比|比重|面积|规模|[^效]率|金额|总额|产值|产量)(?:年均)?(?:下降|上升|增长|提高|达到|达|降低|减少|增加)(?:到|至|了)?"
    rf"(?={GOES_ON})"
)
"""A change of a number and at once what the government does; at the end of its sentence (促进服务业比重提高。) the change is told in words."""
STOPS = re.compile("[到至在达][，,。；;、]")
CUT_OFF = re.compile(
    r"[^，,。；;：:、“”]{0,16}?(?:率|比重|比例|占比|总量|总额|总值|规模|面积|里程|长度|收入|投资|产值|产量|增加值|能力|人数|数量|水平|寿命|年限|年数|强度|人口|[数量额度值])"
    r"(?:(?!如期|按[期时]|全[部面]|[均都已未没尽不]|要求|标准|提前|可以|能够)[^，,。；;：:、“”]){0,6}?达到?(?=[，,。；;、])|"
    r"[^，,。；;：:、“”]{2,16}?(?:(?:提高|提升|增加|增长|扩大|下降|降低|减少|压缩|缩短|控制)[到至在]|增至|降至|升至)(?=[，,。；;、])"
)
"""A number is announced and the clause ends; 应达尽达, 村村通达 and 指标如期达到 announce none."""


def missing(plan: Plan) -> Iterator[Finding]:
    """T05: an empty value cell, a rate column left open, a sentence whose number was cut out."""
    for row in plan.rows:
        yield from _dashes(plan, row)
        yield from _open_change(plan, row)
    yield from _words_for_numbers(plan)
    yield from _cut_off(plan)
    for match, anchor in plan.find(CUT, having=UNNUMBERED):
        if not re.search(r"\d", match.group()):
            message = f"“{match.group()}”之后没有数值，紧接另一句话，疑有漏文：应补上幅度或目标值，并断句。"
            sentence = next(one for one in plan.sentences if one.contains(anchor))
            yield plan.finding("T05", "error", message, [Anchor(anchor.start, min(anchor.end + 12, sentence.end))], "数值", "无")


def _cut_off(plan: Plan) -> Iterator[Finding]:
    """A verb that wants a number (达到, 提高到) at the end of its clause."""
    for match, anchor in plan.find(CUT_OFF, having=STOPS):
        message = f"“{match.group()}”之后没有数值，疑有漏文：应补上目标值。"
        yield plan.finding("T05", "error", message, [anchor], "数值", "无")


def _dashes(plan: Plan, row: Row) -> Iterator[Finding]:
    empty = [(head, cell) for head, cell in levels(row) if DASH.fullmatch(plan.quote(cell.anchor))]
    explained = DASH_NOTE.search(plan.doc.text, row.anchor.end)
    if empty and row.stated and (explained or not (_told_otherwise(row, empty) or _needs_no_base(row, empty))):
        heads = "、".join(head for head, _ in empty)
        note = f"（表注说“-”{explained['what']}）" if explained else ""
        message = f"指标“{row.name}”的“{heads}”栏为“-”{note}，没有数值，无法评价是否完成；应补数，或说明为何不设值。"
        others = [fact for fact in row.targets if fact.value.measure == "level"]
        said = [Anchor(explained.start(), explained.end())] if explained else []
        judged = explained or any(re.search(r"目标|预期|规划|完成", head) or str(plan.end_year) in head for head, _ in empty)
        yield plan.finding(
            "T05", "warning" if judged else "info", message, [row.anchor, *(cell.anchor for _, cell in empty), *others, *said], "数值", "-"
        )


def _needs_no_base(row: Row, empty: list[tuple[str, Cell]]) -> bool:
    """Only a year before all aims is a dash, and they are amounts over the period or changes: these start from nothing."""
    aims = [fact for fact in row.targets if fact.value.role == "target"]
    first = min((fact.value.by or 0 for fact in aims), default=0)
    before = all((year := YEAR.search(head)) is not None and int(year.group()) < first for head, _ in empty)
    return before and all(fact.value.measure in ("cumulative", "change", "annual_growth") for fact in aims)


def _told_otherwise(row: Row, empty: list[tuple[str, Cell]]) -> bool:
    """The row states its target of that year in another column (a yearly rate, an amount over the period), so that the dash leaves nothing open."""
    years = {year.group() for head, _ in empty for year in [YEAR.search(head)] if year}
    return any(fact.value.role == "target" and str(fact.value.by) in years for fact in row.stated)


def _open_change(plan: Plan, row: Row) -> Iterator[Finding]:
    """The row has both levels and its cell of rates and cumulated amounts is blank, although other rows of the table fill that column."""
    base, aim = row.one("actual", ("level",), plan.base_year), row.one("target", ("level",), plan.end_year)
    filled = row.one("target", ("annual_growth", "cumulative", "change"), plan.end_year)
    if base is None or aim is None or filled is not None or aim.value.quantity.op != "=" or base.value.quantity.value == 0:
        return
    head = _blank_change(plan, row)
    if head is None:
        return
    gap = plain(aim.value.quantity.value - base.value.quantity.value)
    message = (
        f"指标“{row.name}”列有{base.value.by}年{show(base.value.quantity)}和{aim.value.by}年{show(aim.value.quantity)}，“{head}”栏却空着；"
        f"按两数计算累计为[{gap}]。"
    )
    yield plan.finding("T05", "info", message, [row.anchor, base, aim], f"[{gap}]", "空")


def _blank_change(plan: Plan, row: Row) -> str | None:
    """The head of the column of yearly rates and cumulated amounts, where the row has no cell in it, not even a joined one."""
    columns = {
        cell.column: head
        for other in plan.rows
        if other.table is row.table
        for head, cell in other.cells
        if ("年均" in head or "累计" in head) and YEAR.search(head) is None and plan.quote(cell.anchor)
    }
    line = row.table.grid()[row.index]
    return next((head for column, head in columns.items() if (cell := line[column]) is None or not plan.quote(cell.anchor)), None)


def _words_for_numbers(plan: Plan) -> Iterator[Finding]:
    """One finding a table: targets in words only; and an achieved value in words where another table has the number."""
    numbers = [fact for fact in plan.statements if fact.value.role == "actual" and fact.value.measure in ("level", "change")]
    for facts in grouped(
        plan.facts.of(TextualTarget), lambda fact: plan.row_of[fact.id].table.id if fact.id in plan.row_of else ""
    ).values():
        aims = [
            fact
            for fact in facts
            if fact.value.role == "target" and re.search("下达|平均", fact.value.text) and not re.search(r"\d", fact.value.text)
        ]
        if len(aims) > 1:
            names = "、".join(dict.fromkeys(fact.value.indicator for fact in aims))
            message = f"{names}的目标只有文字（如“{aims[0].value.text}”），没有数值，规划本身无法说明是否达标；建议列出下达的数值。"
            yield plan.finding("T05", "info", message, plan.named(aims), "数值", aims[0].value.text)
    for fact in plan.facts.of(TextualTarget):
        same = [
            other
            for other in numbers
            if other.value.by == fact.value.by and _alike(fact.value, other) and plan.row_of.get(other.id) is not plan.row_of.get(fact.id)
        ]
        if fact.value.role == "actual" and same:
            message = f"指标“{fact.value.indicator}”{fact.value.by}年的完成情况此处只写“{fact.value.text}”，{plan.where(same[0])}却列出{show(same[0].value.quantity)}；应补上数值。"
            yield plan.finding("T05", "info", message, plan.named([fact, same[0]]), show(same[0].value.quantity), fact.value.text)


def _alike(text: TextualTarget, fact: Statement) -> bool:
    if text.indicator_id:
        return text.indicator_id == fact.value.indicator_id
    return plain_name(text.indicator)[:8] == plain_name(fact.value.indicator)[:8]
