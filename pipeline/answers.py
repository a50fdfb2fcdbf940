"""Rows on standard output: a table for eyes, CSV or JSON for machines."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal

Format = Literal["table", "csv", "json"]
WIDEST = 60
"""Columns of a cell in the plain table; CSV and JSON have the whole value."""


def show(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: Format = "table") -> None:
    """Print the rows; JSON is a list of objects."""
    if form == "json":
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1, default=str))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[words(value) for value in row] for row in rows])
    elif sys.stdout.isatty():
        _coloured(columns, rows)
    else:
        _plain(columns, rows)


def words(value: Any) -> str:
    """A value in one line: a node by its name, a path by its nodes, a list by its items."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return "；".join(words(item) for item in value)
    if isinstance(value, dict):
        if "nodes" in value:
            return " → ".join(words(node) for node in value["nodes"])
        return str(value.get("name") or value.get("label") or json.dumps(value, ensure_ascii=False, default=str))
    return " ".join(str(value).split())


def _plain(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    cells = [[_cut(words(value)) for value in row] for row in rows]
    widths = [max([_width(name), *(_width(row[index]) for row in cells)]) for index, name in enumerate(columns)]
    for row in [list(columns), ["-" * width for width in widths], *cells]:
        print("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"（{len(rows)} 行）")


def _coloured(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", row_styles=["", "dim"])
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(words(value)) for value in row))
    console = Console(highlight=False)
    console.print(table)
    console.print(f"（{len(rows)} 行）", style="dim")


def _cut(text: str) -> str:
    while _width(text) > WIDEST:
        text = text[: max(len(text) - max((_width(text) - WIDEST) // 2, 1) - 1, 1)] + "…"
    return text


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
