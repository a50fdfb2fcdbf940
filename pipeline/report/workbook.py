"""plan.xlsx: the plan as tables that open without a warning.

Every cell is written as what it is: numbers as numbers, years as whole numbers, dates as dates, words as words. No cell is ever a formula, so that
words of a document that look like one stay words. The file holds no time of its making: the same run gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.report.material import Material
from pipeline.report.sheets import sheets
from pipeline.report.table import Link, Sheet

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
EVERYWHERE = "A1:XFD1048576"
LONGEST = 32_000
"""Characters: a cell holds 32,767."""
SETTINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write_workbook(material: Material, path: Path) -> None:
    """Write the workbook of one document; links in it lead to explorer.html in the same folder."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), SETTINGS) as book:
        book.set_properties({"title": material.doc.title, "author": "gangmu", "created": MADE})
        formats = _formats(book)
        for sheet in sheets(material):
            _write(book, sheet, formats)


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
    return {
        "head": book.add_format({**base, "bold": True, "bg_color": "#F3F0E8", "bottom": 1, "valign": "vcenter", "text_wrap": True}),
        "text": book.add_format({**base, "text_wrap": True}),
        "number": book.add_format({**base, "num_format": "#,##0.######"}),
        "whole": book.add_format({**base, "num_format": "0"}),
        "date": book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({**base, "font_color": "#A63A2B", "underline": 1}),
    }


def _write(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.title)
    for at, (_, width) in enumerate(sheet.columns):
        page.set_column(at, at, width)
    page.freeze_panes(1, sheet.frozen)
    page.set_row(0, 24)
    for at, (name, _) in enumerate(sheet.columns):
        page.write_string(0, at, name, formats["head"])
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for at, value in enumerate(row):
            _cell(page, last, at, value, formats)
    if sheet.filtered:
        page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
    if sheet.heat is not None and last:
        page.conditional_format(
            1, sheet.heat, last, len(sheet.columns) - 1, {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#C2614F"}
        )
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _cell(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    """One value by its type. Raises TypeError for a type that no sheet should hold."""
    if value is None or value == "":
        return
    if isinstance(value, Link):
        page.write_url(row, column, f"external:explorer.html#{value.address}", formats["link"], value.words)
    elif isinstance(value, str):
        page.write_string(row, column, value[:LONGEST], formats["text"])
    elif isinstance(value, int):
        page.write_number(row, column, value, formats["whole"])
    elif isinstance(value, Decimal):
        page.write_number(row, column, float(value), formats["number"])
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])
    else:
        raise TypeError(f"a sheet holds numbers, dates, words and links, not {type(value).__name__}")
