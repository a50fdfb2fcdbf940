"""Column heads of an indicator table → what each column holds.

「2015年」 before the plan's period → achieved values of 2015; 「规划目标 / 2020年」 → targets for 2020; 「年均增长[累计]」 → growth or sums over the
years after the base; 「“十五五”目标 / 2030年」; 「基期」「现状值」 → the year before the period; 「目标值」 → its last year; 「属性」「单位」「指标」「类别」「序号」
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.document import HAN, Cell, Document, Table
from pipeline.language.units import base_of
from pipeline.values import Role

WORDS = re.compile(rf"{HAN}{{2}}")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
SPAN = re.compile(r"((?:19|20)\d\d)年?[-—–~～至到]+((?:19|20)\d\d)")
FIVE = re.compile(r"[“\"]?(十[一二三四五六七八九]|[六七八九十])五[”\"]?")
PLANS = {name: 6 + at for at, name in enumerate([*"六七八九十", *("十" + digit for digit in "一二三四五六七八九")])}
FIRST_YEAR = 1981
"""First year of the sixth plan (六五)."""

NUMBER_HEAD = re.compile(r"序号|编号|^序$|^号$|No")
UNIT_HEAD = re.compile(r"^(?:计量|指标)?单位(?:\(.*\))?$")
ATTRIBUTE_HEAD = re.compile(r"属性|性质")
NOTE_HEAD = re.compile(r"备注|责任|牵头|部门|来源|说明|依据|负责|实施主体")
NAME_HEAD = re.compile(r"指标(?!值|属性|性质|目标)|名称|^项目$|^内容$|主要目标$")
PLACE_HEAD = re.compile(r"[县区市]$|地区|区域|市县|县区|单位")
GROUP_HEAD = re.compile(r"类别|类型|分类|领域|维度|方面|一级|板块")
VALUE_HEAD = re.compile(r"基期|基准|基年|现状|现值|初期|目标|完成|实际|预期|预计|规划|年均|累计|增长|增速|增幅|期末|末期|指标值|数值|值$")
GROWTH_HEAD = re.compile(r"年均|增长|增速|增幅|累计|年平均|变化")
RATE_HEAD = re.compile(r"增长|增速|增幅")
TARGET_HEAD = re.compile(r"目标|规划|预期|计划|指标值")
ACTUAL_HEAD = re.compile(r"完成|实际|现状|基期|基准|基年|现值|初值|实绩|执行")
BASE_HEAD = re.compile(r"基期|基准|基年|现状|现值|初值|初期")
HEAD_ONLY = re.compile(
    r"(?:19|20)\d\d年?(?:[（(]?(?:目标|规划|预期|实际|现状|基期|预计)[值数]?[）)]?)?|年均.*|(?:五年)?累计.*|目标值|现状值|基期值|完成值|实际值"
)
COMMON_UNIT = re.compile(r"单位[:：]([^\s，,、；;：（）()]+)")
HEAD_UNIT = re.compile(r"\((?:单位[:：])?([^()]{1,10})\)")
SUBJECT = re.compile(r"指标|发展目标")
ATTRIBUTE = re.compile(r"(?:预期|约束)性?(?:指标)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: the year and role of its numbers, whether they are growth or sums (`growth`), of which years, whether
    numbers in brackets are sums (年均增长[累计]), and the unit that the head gives."""

    index: int
    role: Role
    by: int | None
    from_: int | None = None
    growth: bool = False
    rates: bool = False
    sums: bool = False
    brackets: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table keeps what: columns of names (outer first), of units and attributes, of values; its body starts at `body`. `common` is a unit for all."""

    names: tuple[int, ...]
    unit: int | None
    attribute: int | None
    values: tuple[Column, ...]
    body: int
    common: str = ""


def layout(doc: Document, table: Table) -> Layout | None:
    """The layout of an indicator table, or None for any other table: it must speak of indicators and have columns of years or targets."""
    table = replace(table, header_rows=_depth(doc, table))
    grid = table.grid()
    heads = [_head(doc, grid, column, table) for column in range(table.columns)]
    joined = ["".join(head) for head in heads]
    title = table.title + "".join(doc.quote(cell.anchor) for cell in table.cells if _is_title(cell, table))
    attribute = _attribute(doc, grid, joined, table)
    if attribute is None and not SUBJECT.search(title + "".join(joined)):
        return None
    unit = next((at for at, head in enumerate(joined) if UNIT_HEAD.search(head)), None)
    taken = {unit, attribute, *(at for at, head in enumerate(joined) if NUMBER_HEAD.search(head) or NOTE_HEAD.search(head))}
    values = [at for at, head in enumerate(joined) if at not in taken and _holds_values(head) and _has_numbers(doc, grid, at, table)]
    names = _names(doc, grid, joined, [at for at in range(min(values, default=0)) if at not in taken], table)
    if not names:
        return None
    columns = _columns(doc, [(at, heads[at]) for at in values], title)
    common = COMMON_UNIT.search(title)
    return Layout(tuple(names), unit, attribute, tuple(columns), table.header_rows, common[1] if common else "")


def _depth(doc: Document, table: Table) -> int:
    """How many rows are heads: at least one, and those below it that hold nothing but years and words of heads."""
    depth, grid = max(table.header_rows, 1), table.grid()
    while depth < table.rows - 1:
        texts = [doc.quote(cell.anchor) for cell in dict.fromkeys(grid[depth]) if cell is not None and cell.row == depth]
        if not any(texts) or not all(HEAD_ONLY.fullmatch(text) for text in texts if text):
            break
        depth += 1
    return depth


def _names(doc: Document, grid: list[list[Cell | None]], heads: list[str], free: list[int], table: Table) -> list[int]:
    """The columns of names before the values, outer first: from the one headed 指标 on, else the last that holds words; none where places stand."""
    worded = [at for at in free if not GROUP_HEAD.search(heads[at]) and _has_words(doc, grid, at, table)]
    headed = [at for at in worded if NAME_HEAD.search(heads[at])]
    if headed:
        return [at for at in worded if at >= headed[0]]
    return [at for at in worded[-1:] if not PLACE_HEAD.search(heads[at])]


def plan_years(words: str) -> tuple[int, int] | None:
    """First and last year of the five-year plan that the words name: “十五五” → (2026, 2030)."""
    found = FIVE.search(words)
    if found is None:
        return None
    first = FIRST_YEAR + 5 * (PLANS[found[1]] - 6)
    return first, first + 4


def _is_title(cell: Cell, table: Table) -> bool:
    """A cell over all columns in the head is the table's title."""
    return cell.row < table.header_rows and cell.columns >= table.columns > 1


def _head(doc: Document, grid: list[list[Cell | None]], column: int, table: Table) -> list[str]:
    """The heads over a column, outermost first, each once, the title left out."""
    cells = dict.fromkeys(cell for line in grid[: table.header_rows] if (cell := line[column]) is not None and not _is_title(cell, table))
    return [text for cell in cells if (text := doc.quote(cell.anchor).replace("（", "(").replace("）", ")"))]


def _holds_values(head: str) -> bool:
    if NAME_HEAD.search(head) or GROUP_HEAD.search(head):
        return False
    return bool(YEAR.search(head) or FIVE.search(head) or VALUE_HEAD.search(head))


def _has_numbers(doc: Document, grid: list[list[Cell | None]], column: int, table: Table) -> bool:
    """Whether some cell under the head begins with a number or a bound, or the column is empty or dashes where others have numbers."""
    cells = {cell: doc.quote(cell.anchor) for line in grid[table.header_rows :] if (cell := line[column]) is not None}
    texts = [text for text in cells.values() if text]
    return not texts or any(re.match(r"[\[［〔【(（<>≥≤＞＜+\-—–－约]?\d|[-—–－/]+$|力争|完成|控制|不[低高超少]", text) for text in texts)


def _has_words(doc: Document, grid: list[list[Cell | None]], column: int, table: Table) -> bool:
    cells = dict.fromkeys(cell for line in grid[table.header_rows :] if (cell := line[column]) is not None)
    return any(WORDS.search(doc.quote(cell.anchor)) for cell in cells)


def _attribute(doc: Document, grid: list[list[Cell | None]], heads: list[str], table: Table) -> int | None:
    """The column of attributes: by its head, else by what stands in it."""
    for column in range(table.columns):
        cells = dict.fromkeys(cell for line in grid[table.header_rows :] if (cell := line[column]) is not None)
        texts = [text for cell in cells if (text := doc.quote(cell.anchor))]
        if texts and sum(bool(ATTRIBUTE.fullmatch(text)) for text in texts) * 2 > len(texts):
            return column
    return next((at for at, head in enumerate(heads) if ATTRIBUTE_HEAD.search(head)), None)


def _columns(doc: Document, heads: list[tuple[int, list[str]]], title: str) -> list[Column]:
    """Value columns left to right; a column of growth without a year takes year and role from the one before it."""
    period = plan_years(title) or doc.period
    last = _last_actual(doc, heads, period)
    found: list[Column] = []
    for index, head in heads:
        column = _column(index, head, period, last)
        before = _governing(found, heads, head) if column.growth else None
        if before is not None and not YEAR.search("".join(head)) and not FIVE.search("".join(head)):
            said = _said_role("".join(head))
            column = replace(column, by=before.by, role=said or before.role)
        found.append(column)
    return [replace(column, from_=column.from_ or _first_year(column, found, doc)) for column in found]


def _governing(found: list[Column], heads: list[tuple[int, list[str]]], head: list[str]) -> Column | None:
    """The column of levels that a column of growth belongs to: the last one under the same upper head, else the last one."""
    levels = [column for column in found if not column.growth]
    same = [column for column in levels if len(head) > 1 and dict(heads)[column.index][0] == head[0]]
    return (same or levels)[-1] if levels else None


def _column(index: int, head: list[str], period: tuple[int, int] | None, last: int | None) -> Column:
    words = "".join(head)
    span, years, plan = SPAN.search(words), YEAR.findall(words), plan_years(words)
    growth = bool(GROWTH_HEAD.search(words))
    by = int(span[2]) if span else int(years[-1]) if years else None
    by = by or (plan[1] if plan else None)
    if by is None and period:
        by = period[0] - 1 if BASE_HEAD.search(words) else period[1]
    from_ = int(span[1]) if span else plan[0] if plan and growth else None
    role: Role = (
        _said_role(head[-1] if head else "")
        or _said_role(words)
        or ("actual" if by is not None and last is not None and by <= last else "target")
    )
    return Column(
        index,
        role,
        by,
        from_,
        growth,
        bool(RATE_HEAD.search(words)),
        "累计" in words and "年均" not in words,
        "累计" in words,
        _unit_of(head),
    )


def _unit_of(head: list[str]) -> str:
    """The unit in brackets in a head: 年均增速（%）; empty when the brackets hold something else."""
    return next((found[1] for text in reversed(head) for found in HEAD_UNIT.finditer(text) if base_of(found[1])), "")


def _said_role(words: str) -> Role | None:
    """What the words of a head say: 完成情况, 基期 are achieved; 计划完成 is not."""
    achieved, aimed = ACTUAL_HEAD.search(words), TARGET_HEAD.search(words)
    if achieved and not (aimed and achieved.group() == "完成" and "情况" not in words):
        return "actual"
    return "target" if aimed else None


def _last_actual(doc: Document, heads: list[tuple[int, list[str]]], period: tuple[int, int] | None) -> int | None:
    """The last year whose values are achieved where no word says so: before the plan's period; in a document without one, the first of several years."""
    start = doc.period or period
    if start:
        return start[0] - 1
    years = sorted({int(year) for _, head in heads for year in YEAR.findall("".join(head))})
    return years[0] if len(years) > 1 else None


def _first_year(column: Column, columns: list[Column], doc: Document) -> int | None:
    """The first year of what grows or adds up until the column's year: after the base column, else of the five years that end then."""
    if column.by is None:
        return None
    bases = [other.by for other in columns if other.by is not None and other.by < column.by and not other.growth and other.role == "actual"]
    if bases:
        return max(bases) + 1
    if column.by % 5 == 0:
        return column.by - 4
    return doc.period[0] if doc.period and doc.period[0] <= column.by else None
