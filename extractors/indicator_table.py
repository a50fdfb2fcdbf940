"""Tables of indicators (主要指标): one target per number of a value cell, found by the heads of its row and column.

「22.森林覆盖率 | % | 58.36 | 58.5 | [0.14] | 约束性」 under 2020年, 2025年, 年均增长/[累计] → actual 58.36 % (2020), target 58.5 % (2025), cumulative 0.14 % (2021–2025)
「人均预期寿命（岁） | 77.3* | — | 〔1〕」 → 77.3 岁, cumulative 1 岁; the unit stands in the name
「单位GDP能耗降幅 | 完成省下达指标」 → a textual target; 「固定资产投资 | 亿元 | [2.8万以上]」 → cumulative >= 2.8 万亿元

Left alone: tables that do not speak of indicators (projects, staff, layout); columns of numbers, groups, remarks and departments; dashes, 不可比. A cell
over several columns counts in the first; one over several rows in each. The parts of a target are its baseline: the last achieved
level of the row before the target's year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.document import Anchor, Cell, Document, Table
from pipeline.facts import Fact, Facts, Target, TextualTarget, fact_id
from pipeline.language.indicators import NUMBERING, identify
from pipeline.language.units import base_of, quantity
from pipeline.lexicon import load
from pipeline.sectors import sector_of
from pipeline.tabular.cells import CEILED, Statement, read_cell
from pipeline.tabular.heads import ATTRIBUTE, Column, Layout, layout
from pipeline.values import Attribute, MeasureKind, Quantity

Stated = Fact[Target] | Fact[TextualTarget]

NAME_UNIT = re.compile(r"[（(]([^（）()]{1,12})[）)]\s*[*※①-⑳]*$")
NAME_NOTE = re.compile(r"[（(]([^（）()]+)[）)]$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
AMONG = re.compile(r"^(?:其中[:：]?|[#＃－—-])\s*")
QUALIFIER = re.compile(r"城镇|农村|城市|常住人口|户籍人口|常住|户籍|男性?|女性?|全市|市区|全省")
"""A name that only says of whom: it is read together with the name of its group (城镇化率 / 常住人口)."""
DASHES = re.compile(r"^[-—–/]+$")
MARKS = re.compile(r"[*※①-⑳\s]+$")
REDUCED = re.compile(r"(?:降低|下降|减少|削减)(?:率|比例|幅度)?$|降幅$")
GROWN = re.compile(r"(?<!自然)(?:增长|增速)(?:率|速度)?$")
ADDED = re.compile(r"^(?:累计)?新增|^累计|^新建|增加数量$")
RANKED = re.compile(r"排名|位次|名次")
STOCK = re.compile(r"率$|比例$|比重$|占比$|浓度$")
CHANGES: dict[str, MeasureKind] = {
    **dict.fromkeys(("提高", "提升", "增加", "下降", "降低", "减少", "压减", "缩小", "增长"), "change"),
    **dict.fromkeys(("年均增长", "年增长"), "annual_growth"),
    **dict.fromkeys(("累计新增", "累计", "新增"), "cumulative"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the body: the names that it states (one, or several of A/B), where they stand, their units, what groups it, its attribute."""

    names: tuple[str, ...]
    anchor: Anchor
    units: tuple[str, ...]
    group: str
    attr: Attribute | None
    cells: tuple[tuple[Column, Cell], ...]


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Target] | Fact[TextualTarget]]:
    for table in doc.tables:
        found = layout(doc, table)
        if found is not None:
            for row in _rows(doc, table, found):
                yield from _stated(doc, facts, row)


def _rows(doc: Document, table: Table, found: Layout) -> Iterator[Row]:
    grid = table.grid()
    heads = {doc.quote(cell.anchor) for line in grid[: found.body] for cell in line if cell is not None}
    attr: Attribute | None = None
    for at in range(found.body, table.rows):
        line = grid[at]
        texts = {cell: doc.quote(cell.anchor) for cell in line if cell is not None and doc.quote(cell.anchor)}
        if len(texts) == 1 or all(text in heads for text in texts.values()):
            attr = _attr("".join(texts.values())) or attr  # a line between the rows: 约束性指标
            continue
        row = _row(doc, line, found, attr)
        if row is not None:
            yield row


def _row(doc: Document, line: list[Cell | None], found: Layout, attr: Attribute | None) -> Row | None:
    names = list(dict.fromkeys(cell for at in found.names if (cell := line[at]) is not None and doc.quote(cell.anchor)))
    if not names:
        return None
    name, unit = _split_unit(doc.quote(names[-1].anchor))
    group, above = _split_unit("".join(doc.quote(cell.anchor) for cell in names[:-1]))
    unit = _text(doc, line, found.unit, names) or unit or above or found.common
    name = name + group if QUALIFIER.fullmatch(name) and not group.startswith(name) else name
    cells: dict[Cell, Column] = {}
    for column in found.values:
        cell = line[column.index]
        if cell is not None:
            cells.setdefault(cell, column)
    attribute = _attr(_text(doc, line, found.attribute, names)) or attr
    parts = _parts(name)
    return Row(parts, names[-1].anchor, _units(unit, len(parts)), group, attribute, tuple((column, cell) for cell, column in cells.items()))


def _parts(name: str) -> tuple[str, ...]:
    """The names that a name of several parts states: A/B → A, B; 棚户区改造（套数/面积） → 棚户区改造套数, 棚户区改造面积."""
    noted = NAME_NOTE.search(name)
    if noted and "/" in noted[1]:
        return tuple(name[: noted.start()] + part for part in noted[1].split("/"))
    return tuple(name.split("/")) if "/" in BRACKETED.sub("", name) else (name,)


def _text(doc: Document, line: list[Cell | None], column: int | None, names: list[Cell]) -> str:
    """The words of the row's cell in a column; none where a name reaches into it."""
    cell = line[column] if column is not None else None
    return "" if cell is None or cell in names else DASHES.sub("", doc.quote(cell.anchor))


def _split_unit(name: str) -> tuple[str, str]:
    """The name without list number and footnote mark, and the unit in brackets behind it: 人均预期寿命（岁） → 人均预期寿命, 岁."""
    name = MARKS.sub("", NUMBERING.sub("", AMONG.sub("", name)))
    noted = NAME_UNIT.search(name)
    if noted and (base_of(noted[1]) or all(base_of(part) for part in re.split(r"[/、]", noted[1]))):
        return name[: noted.start()], noted[1]
    return name, ""


def _units(unit: str, parts: int) -> tuple[str, ...]:
    """The unit of each part of a name: 套/万平方米 for two parts; 万元/人 is one."""
    split = tuple(re.split(r"[/、]", unit))
    return split if parts == len(split) else (unit,)


def _attr(text: str) -> Attribute | None:
    found = ATTRIBUTE.search(text)
    if found is None:
        return None
    return "约束性" if found.group().startswith("约束") else "预期性"


def _stated(doc: Document, facts: Facts, row: Row) -> Iterator[Stated]:
    """The facts of a row in the order of its cells, each target with the baseline that some cell of the row gives."""
    found: list[Stated] = []
    for column, cell in row.cells:
        text, offsets = _squeeze(doc, cell)
        for said in read_cell(text):
            statement = replace(said, total=said.total or (said.enclosed and column.brackets))
            anchor = Anchor(offsets[statement.start], offsets[statement.end - 1] + 1)
            found.append(
                _textual(doc, row, column, anchor) if statement.value is None else _fact(doc, facts, row, column, statement, anchor)
            )
    levels = [fact for fact in found if isinstance(fact.value, Target) and fact.value.role == "actual" and fact.value.measure == "level"]
    for fact in found:
        base = _baseline(fact.value, levels) if isinstance(fact.value, Target) else None
        yield replace(fact, parts=(fact_id(doc.sha256, base),)) if base is not None else fact


def _baseline(target: Target, levels: list[Fact[Target]]) -> Fact[Target] | None:
    """The last achieved level of the same row, before the target's year."""
    if target.role != "target" or target.by is None:
        return None
    same = [fact for fact in levels if fact.value.indicator == target.indicator and fact.value.by is not None and fact.value.by < target.by]
    return max(same, key=lambda fact: fact.value.by or 0, default=None)


def _squeeze(doc: Document, cell: Cell) -> tuple[str, list[int]]:
    """The words of a cell without white space, and the offset of each character."""
    offsets = [at for at in range(cell.anchor.start, cell.anchor.end) if not doc.text[at].isspace()]
    return "".join(doc.text[at] for at in offsets), offsets


def _textual(doc: Document, row: Row, column: Column, anchor: Anchor) -> Fact[TextualTarget]:
    name = row.names[0] if len(row.names) == 1 else "/".join(row.names)
    value = TextualTarget(name, doc.quote(anchor), column.role, column.by, row.attr, identify(name, doc.region))
    return Fact(value, anchor, "indicator_table.words")


def _fact(doc: Document, facts: Facts, row: Row, column: Column, statement: Statement, anchor: Anchor) -> Fact[Target]:
    name = row.names[statement.part] if statement.parts == len(row.names) else "/".join(row.names)
    amount = _quantity(row, column, statement)
    measure = _measure(row, name, column, statement, amount)
    by = statement.year or column.by
    known = identify(name, doc.region)
    sector = str(load("indicators", doc.region)[known].data["sector"]) if known else sector_of(doc, facts, row.anchor)[0]
    from_ = (
        column.from_
        if measure in ("annual_growth", "cumulative") and (column.growth or statement.total or column.role == "target")
        else None
    )
    value = Target(name, amount, column.role, measure, by, from_, None, row.attr, True, known, sector)
    return Fact(value, anchor, f"indicator_table.{'growth' if column.growth else 'level'}")


def _quantity(row: Row, column: Column, statement: Statement) -> Quantity:
    """The number in its unit: its own, else the row's, enlarged by a multiplier of its own; % under a head of growth."""
    unit = row.units[statement.part] if len(row.units) > 1 and statement.part < len(row.units) else "/".join(row.units)
    if statement.parts > 1 and len(row.units) == 1 and unit.count("/") + 1 == statement.parts:
        unit = unit.split("/")[statement.part]
    if statement.unit and base_of(statement.unit):
        unit = statement.unit
    elif statement.unit:
        unit = statement.unit + unit
    elif column.growth and not statement.total and (column.unit == "%" or (column.rates and not ADDED.search(row.names[0]))):
        unit = "%"
    else:
        unit = unit or column.unit
    assert statement.value is not None
    op = "=" if statement.how == CEILED and _reduces(row) else statement.op  # a reduction “within” its figure is no upper bound
    amount = quantity(statement.value, BRACKETED.sub("", unit), op, statement.value2, statement.decimals)
    return replace(amount, unit=unit)


def _measure(row: Row, name: str, column: Column, statement: Statement, amount: Quantity) -> MeasureKind:
    """How the number measures its indicator: by its brackets, its verb, its column's head, the indicator's name."""
    if statement.total or column.sums:
        return "cumulative"
    if statement.how in CHANGES and not column.growth:
        return CHANGES[statement.how]
    if GROWN.search(name):
        return "annual_growth"
    if column.growth:
        return "level" if STOCK.search(name) and not column.rates else "annual_growth"
    if _reduces(row):
        return "change"
    if RANKED.search(name):
        return "rank"
    if amount.unit == "%" and row.units[0] and "%" not in "".join(row.units):
        return "change"
    return "cumulative" if ADDED.search(name) and column.role == "target" and not _yearly(row) else "level"


def _reduces(row: Row) -> bool:
    """Whether the row measures by how much something falls: by its name, or the name of its group (主要污染物排放总量减少)."""
    return any(REDUCED.search(name) for name in (*row.names, row.group))


def _yearly(row: Row) -> bool:
    """Whether the row has values of other years, so that what is added is counted year by year."""
    return len({column.by for column, _ in row.cells}) > 1
