"""Tables of indicators: heads, cells and rows by example; every cell of the tables of real plans becomes a fact with its value, unit, year and attribute."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.comparison import plain
from pipeline.document import Cell, Document, Table
from pipeline.extract import extract
from pipeline.facts import Fact, Facts, Target, TextualTarget
from pipeline.read import read
from pipeline.read.text import read_string
from pipeline.tabular.cells import read_cell
from pipeline.tabular.heads import layout

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "examples" / "table.yml").read_text(encoding="utf-8"))
CELLS = [
    ("60", [("=", "60", "")]),
    ("9.00%", [("=", "9.00", "%")]),
    ("[2.8万以上]", [(">=", "2.8", "万")]),
    ("［25—27］", [("range", "25–27", "")]),
    ("〔1〕", [("=", "1", "")]),
    ("≥50", [(">=", "50", "")]),
    ("<0.035(0.020)", [("<", "0.035", ""), ("=", "0.020", "")]),
    ("70.07亿元人民币", [("=", "70.07", "亿元人民币")]),
    ("8358/244", [("=", "8358", ""), ("=", "244", "")]),
    ("1,100", [("=", "1100", "")]),
    ("1.8:1", [("=", "1.8", "")]),
    ("-9.5", [("=", "-9.5", "")]),
    ("470左右", [("~", "470", "")]),
    ("力争达到5%左右", [("~", "5", "%")]),
    ("控制在5.5%以内", [("<=", "5.5", "%")]),
    ("下降到45%以下", [("<=", "45", "%")]),
    ("超过1000", [(">", "1000", "")]),
    ("60.6*", [("=", "60.6", "")]),
    ("完成省下达指标(97%以上)", [(">=", "97", "%")]),
    ("控制在省下达指标内(23)", [("<=", "23", "")]),
    ("不低于省下达指标(216.7)", [(">=", "216.7", "")]),
    ("5405(完成任务)", [("=", "5405", "")]),
    ("1.4(2016年)", [("=", "1.4", "")]),
    ("完成国家审核衔接后确定的目标", [("words", "", "")]),
    ("［完成国家审核衔接后确定的目标］", [("words", "", "")]),
    ("与GDP增长基本同步", [("words", "", "")]),
    ("不高于“十三五”平均水平", [("words", "", "")]),
    ("建成国家5A级景区", [("words", "", "")]),
    ("-", []),
    ("—", []),
    ("/", []),
    ("", []),
    ("不可比", []),
]


@pytest.mark.parametrize(("text", "expected"), CELLS, ids=[text or "empty" for text, _ in CELLS])
def test_cell(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = []
    for one in read_cell(text):
        value = "" if one.value is None else f"{one.value}–{one.value2}" if one.value2 is not None else str(one.value)
        found.append(("words" if one.value is None else one.op, value, one.unit))
    assert found == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["name"]))
def test_table(row: dict[str, Any]) -> None:
    doc = read_string(row["text"])
    facts = extract(doc)
    assert [shown(fact) for fact in stated(facts)] == row["facts"]


def stated(facts: Facts) -> list[Fact[Any]]:
    """Facts of table cells in reading order."""
    cells: list[Fact[Any]] = [fact for fact in facts.of(Target) if fact.value.table]
    return sorted([*cells, *facts.of(TextualTarget)], key=lambda fact: (fact.anchor.start, fact.anchor.end))


def shown(fact: Fact[Any]) -> str:
    """The fact as tests/examples/table.yml writes it."""
    value = fact.value
    attr = [value.attr] if value.attr else []
    if isinstance(value, TextualTarget):
        return " | ".join([value.indicator, f"{value.role} text", str(value.by), value.text, *attr])
    number = f"{value.quantity.op} {value.quantity.value} {value.quantity.unit}".strip()
    return " | ".join([value.indicator, f"{value.role} {value.measure}", f"{value.from_ or ''}–{value.by}", number, *attr])


def test_a_target_is_linked_to_its_baseline() -> None:
    facts = extract(read_string(ROWS[0]["text"]))
    linked = {
        fact.value.indicator: [plain(facts.get(part).value.quantity.value) for part in fact.parts]
        for fact in facts.of(Target)
        if fact.parts
    }
    assert linked == {"常住人口城镇化率": ["60.6"], "人均预期寿命": ["77.3"], "城镇调查失业率": ["5.2"]}


def test_growth_is_no_baseline() -> None:
    facts = extract(read_string("某市“十四五”规划\n第一章 目标\n表1 主要指标\n指标\t2020年\t2025年\nGDP增长（%）\t5.1\t6\n"))
    assert [fact.parts for fact in facts.of(Target)] == [(), ()]


def numerals(doc: Document, cells: list[Cell]) -> list[str]:
    """The numbers printed in cells, notes of years left out."""
    text = " ".join(re.sub(r"[（(]20\d\d年[）)]", "", doc.quote(cell.anchor)) for cell in cells)
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"\d+(?:\.\d+)?(?=[:：]1)", "", text))


def value_cells(doc: Document, table: Table) -> list[Cell]:
    found = layout(doc, table)
    assert found is not None
    columns = {column.index for column in found.values}
    return [cell for cell in table.cells if cell.row >= found.body and cell.column in columns]


def test_every_number_of_the_tables_of_the_plan_is_a_fact(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    for table in fuzhou_doc.tables:
        for cell in value_cells(fuzhou_doc, table):
            facts = [fact for fact in fuzhou_facts.of(Target, within=cell.anchor) if fact.value.table]
            printed = [Decimal(number) for number in numerals(fuzhou_doc, [cell])]
            assert sorted(abs(fact.value.quantity.value) for fact in facts) == sorted(printed), fuzhou_doc.quote(cell.anchor)
            if not printed and re.search(r"[完控现]", fuzhou_doc.quote(cell.anchor)):
                assert fuzhou_facts.of(TextualTarget, within=cell.anchor)


@pytest.mark.parametrize(
    ("source", "typed", "names", "years"),
    [
        ("hubei-heritage-14fyp.pdf", "hubei_wenwu_14fyp_main_indicators.csv", "指标", {"2025年": 2025}),
        ("shanghai-15fyp.html", "shanghai_15fyp_main_indicators.csv", "指标", {"2030年": 2030, "年均［累计］": 2030}),
        (None, "national_14fyp_main_indicators.csv", "指标", {"2020年": 2020, "2025年": 2025, "年均/累计": 2025}),
    ],
)
def test_cells_of_a_real_plan_are_those_that_a_person_typed(
    plans: Path, source: str | None, typed: str, names: str, years: dict[str, int]
) -> None:
    heads, rows = typed_rows(plans / typed, years)
    facts = extract(read(plans / source) if source else read_string(as_text(heads, rows)))
    cells = stated(facts)
    for row in rows:
        name, unit = split_unit(row[names])
        unit = row.get("单位") or unit
        for head, year in years.items():
            check_cell([fact for fact in cells if squeeze(fact.value.indicator) == squeeze(name)], row[head], unit, year, row["属性"])
    assert {squeeze(fact.value.indicator) for fact in cells} <= {squeeze(split_unit(row[names])[0]) for row in rows}


def check_cell(facts: list[Fact[Any]], text: str, unit: str, year: int, attr: str) -> None:
    """The cell's number (with bound, unit, year, attribute), its words, or nothing for a dash."""
    number = re.match(r"[＞><≥＜〔［力争达到]*(\d+(?:\.\d+)?)(?:[—-](\d+))?", text)
    mine = [fact for fact in facts if fact.value.by == year]
    if number is None:
        if text not in ("—", ""):
            assert any(
                isinstance(fact.value, TextualTarget) and squeeze(fact.value.text) == squeeze(text) and fact.value.attr == attr
                for fact in mine
            ), text
        return
    bound = next(
        (op for mark, op in (("≥", ">="), ("＞", ">"), (">", ">"), ("＜", "<"), ("<", "<"), ("左右", "~")) if mark in text),
        "range" if number[2] else "=",
    )
    found = [fact.value for fact in mine if isinstance(fact.value, Target) and fact.value.quantity.value == Decimal(number[1])]
    assert found, (text, facts)
    assert (found[0].quantity.op, found[0].quantity.unit, found[0].attr) == (bound, unit, attr)
    assert found[0].quantity.value2 == (Decimal(number[2]) if number[2] else None)


def typed_rows(path: Path, years: dict[str, int]) -> tuple[list[str], list[dict[str, str]]]:
    """The heads and rows of a typed table; where two lines of heads stand, the one that names the years."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    at = next(at for at, line in enumerate(lines) if set(years) <= set(line))
    return lines[at], [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def as_text(heads: list[str], rows: list[dict[str, str]]) -> str:
    """The typed table as a plan of its own (the official file prints it as a picture)."""
    lines = ["\t".join(heads), *("\t".join(row.values()) for row in rows)]
    return "国民经济和社会发展第十四个五年规划\n第一章 目标\n表1 主要指标\n" + "\n".join(lines) + "\n"


def split_unit(name: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*?)（(%|个|件|人|岁|年|亿吨|亿吨标准煤|场次|人次|万人次)）", name)
    return (found[1], found[2]) if found else (name, "")


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
