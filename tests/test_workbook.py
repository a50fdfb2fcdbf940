"""plan.xlsx, read back: sheets, numbers that are numbers, links, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.facts import Target
from pipeline.report.material import Material
from pipeline.report.workbook import write_workbook
from pipeline.run import Result
from tests.report_sample import FORMULA, material

SHEETS = ["指标目标", "承诺", "目标—举措", "项目", "地点", "覆盖矩阵", "问题清单", "未解释数字", "说明"]


@pytest.fixture(scope="module")
def sample() -> Material:
    return material()


@pytest.fixture(scope="module")
def path(sample: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "plan.xlsx"
    write_workbook(sample, path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def whole(fuzhou: Result) -> Any:
    return openpyxl.load_workbook(fuzhou.folder / "plan.xlsx")


def rows(book: Any, title: str) -> list[dict[str, Any]]:
    head, *body = book[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def cells(book: Any) -> Iterator[Any]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from row


def test_nine_sheets_with_frozen_heads_and_filters(book: Any) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes and sheet.freeze_panes[-1] == "2", sheet.title
        assert bool(sheet.auto_filter.ref) == (sheet.title != "说明"), sheet.title
        assert all(5 <= column.width <= 101 for column in sheet.column_dimensions.values()), sheet.title


def test_numbers_are_numbers(book: Any) -> None:
    target = next(row for row in rows(book, "指标目标") if row["界"] == "≥")
    assert target["数值"] == 58.5 and target["年份"] == 2025 and target["基期值"] == 58.36 and target["基期年"] == 2020
    assert isinstance(target["数值"], float) and isinstance(target["年份"], int) and isinstance(target["页"], int)
    assert target["单位"] == "%" and target["属性"] == "约束性" and target["领域"] == "林业" and target["性质"] == "目标"
    assert rows(book, "未解释数字")[0]["数字"] == 7777


def test_rows_lead_into_the_explorer(book: Any, sample: Material) -> None:
    known = {fact.id for fact in sample.facts}
    sheet = book["指标目标"]
    links = [cell.hyperlink for row in sheet.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert len(links) == len(sample.facts.of(Target))
    assert all(link.target == "explorer.html" and link.location.removeprefix("fact=") in known for link in links)
    findings = [cell.hyperlink.location for row in book["问题清单"].iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert findings == [f"finding={finding.id}" for finding in sample.findings]


def test_goals_without_measures_stand_alone(book: Any) -> None:
    assert {row["目标"]: row["举措"] for row in rows(book, "目标—举措")} == {"文化事业更加繁荣": None, "生态文明": "加强造林绿化"}


def test_words_that_look_like_formulas_stay_words(book: Any, path: Path) -> None:
    assert [row["名称"] for row in rows(book, "项目")].count(FORMULA) == 1
    assert all(cell.data_type != "f" for cell in cells(book))
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS) and not any("<f>" in sheet or "<f " in sheet for sheet in sheets)


def test_the_same_run_gives_the_same_bytes(sample: Material, path: Path, tmp_path: Path) -> None:
    write_workbook(sample, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        assert "2000-01-01" in parts.read("docProps/core.xml").decode()
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}


def test_the_whole_plan(whole: Any, fuzhou: Result) -> None:
    assert whole.sheetnames == SHEETS
    targets = rows(whole, "指标目标")
    assert len(targets) >= len(fuzhou.facts.of(Target)) > 0
    assert all(isinstance(row["数值"], (int, float, str)) for row in targets)
    assert len(rows(whole, "问题清单")) == len(fuzhou.findings)
    told = {row["项"]: row["内容"] for row in rows(whole, "说明") if row["项"]}
    assert told["文件"] == fuzhou.doc.title and re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00", str(told["日期"]))
    assert all(cell.data_type != "f" for cell in cells(whole))
