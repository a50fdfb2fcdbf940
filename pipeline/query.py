"""The commands that ask: query, coverage, compare."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.answers import Format, show
from pipeline.errors import UserError

if TYPE_CHECKING:
    from pipeline.coverage import Coverage


def query(args: argparse.Namespace) -> int:
    """`gangmu query`: Cypher over the graph of a run, or a ready question."""
    from pipeline.questions import ALL

    if args.list:
        show(["name", "question", "about"], [[question.name, question.title, question.about] for question in ALL], args.format)
        return 0
    if args.ask and not args.folder and len(args.ask) > 1:
        args.folder = args.ask.pop()
    if not args.folder:
        raise UserError("query: name the output folder of a run, e.g. gangmu query outputs/fuzhou-14fyp --ask binding-targets")
    if getattr(args, "sql", None):
        from pipeline.corpus.command import sql

        return sql(args)
    columns, rows = _answer(args)
    show(columns, spoken(columns, rows) if args.ask and args.format == "table" else rows, args.format)
    return 0


def _answer(args: argparse.Namespace) -> tuple[list[str], list[list[object]]]:
    from pipeline.graph.cypher import ask
    from pipeline.questions import answer

    if args.ask:
        name, *about = args.ask
        return answer(Path(args.folder), name, args.argument or " ".join(about) or args.cypher or "")
    if not args.cypher:
        raise UserError("query: give a Cypher query, or --ask NAME for a ready question (--list names them)")
    return ask(Path(args.folder), args.cypher)


def spoken(columns: list[str], rows: list[list[object]]) -> list[list[object]]:
    """The rows with the graph's own words in Chinese, in the columns that hold them: for eyes; CSV and JSON keep the English ones."""
    from pipeline.graph.schema import schema

    words = {name: label.zh for name, label in schema().labels.items()} | {name: edge.zh for name, edge in schema().edges.items()} | VALUES
    known = [column in SPOKEN for column in columns]
    return [
        [words.get(value, value) if said and isinstance(value, str) else value for said, value in zip(known, row, strict=True)]
        for row in rows
    ]


def coverage(args: argparse.Namespace) -> int:
    """`gangmu coverage`: the matrix, or one cell with its evidence."""
    from pipeline.coverage import coverage as cover
    from pipeline.graph import load

    matrix = cover(load(Path(args.folder)), args.rows, args.columns)
    if args.cell:
        _show_cell(matrix, matrix.find(args.cell[0], matrix.rows), matrix.find(args.cell[1], matrix.columns), args.format)
    elif args.empty:
        _show_empty(matrix, args.format)
    elif args.format == "table":
        _show_matrix(matrix)
    elif args.format == "json":
        print(json.dumps(_as_json(matrix), ensure_ascii=False, indent=1))
    else:
        records = matrix.records()
        show(
            list(records[0]) if records else ["row", "column", "stated", "structural", "inferred", "total"],
            [list(record.values()) for record in records],
            "csv",
        )
    return 0


def _show_matrix(matrix: Coverage) -> None:
    header = ["", *(_heading(matrix.name(column)) for column in matrix.columns)]
    rows = [[matrix.name(row), *(_cell(matrix.counts(row, column)) for column in matrix.columns)] for row in matrix.rows]
    show(header, rows)
    print("每格为 总数（写明/结构/推断），· 为空。用 --cell 行 列 看依据，用 --empty 列出空格。")
    empty = len(matrix.rows) * len(matrix.columns) - len(matrix.cells)
    print(f"空格 {empty} 个。整行为空：{_names(matrix, matrix.empty_rows())}。整列为空：{_names(matrix, matrix.empty_columns())}。")


def _show_empty(matrix: Coverage, form: Format) -> None:
    empty = [(matrix.name(row), names) for row, names in matrix.empty_cells().items()]
    if form == "table":
        print("\n".join(f"{row}（{len(names)}）：{'、'.join(names)}" for row, names in empty))
    else:
        show(["row", "empty", "columns"], [[row, len(names), names] for row, names in empty], form)


def _cell(counts: dict[str, int]) -> str:
    return f"{sum(counts.values())}（{'/'.join(str(count) for count in counts.values())}）" if any(counts.values()) else "·"


def _heading(name: str) -> str:
    return name if len(name) <= 10 else f"{name[:9]}…"


def _names(matrix: Coverage, nodes: list[str]) -> str:
    return "、".join(matrix.name(node) for node in nodes) or "无"


def _as_json(matrix: Coverage) -> dict[str, object]:
    return {
        "rows": [{"id": row, "name": matrix.name(row)} for row in matrix.rows],
        "columns": [{"id": column, "name": matrix.name(column)} for column in matrix.columns],
        "cells": [record for record in matrix.records() if record["total"]],
        "empty": [[record["row"], record["column"]] for record in matrix.records() if not record["total"]],
        "empty_rows": [matrix.name(row) for row in matrix.empty_rows()],
        "empty_columns": [matrix.name(column) for column in matrix.empty_columns()],
    }


def _show_cell(matrix: Coverage, row: str, column: str, form: str) -> None:
    opened = matrix.evidence(row, column)
    if form == "json":
        print(json.dumps({"row": matrix.name(row), "column": matrix.name(column), "entries": opened}, ensure_ascii=False, indent=1))
        return
    columns = ["label", "name", "confidence", "chapter", "page", "path", "quote", "evidence"]
    show(
        columns,
        [[" → ".join(entry[name]) if name == "path" else entry[name] for name in columns] for entry in opened],
        "csv" if form == "csv" else "table",
    )


def compare(args: argparse.Namespace) -> int:
    """`gangmu compare`: what two documents have in common and where they differ. The table is in Chinese; it leaves out the quotes, and
    counts what is kept word by word."""
    from dataclasses import asdict

    from pipeline.compare import compare_folders

    changes = compare_folders(Path(args.folder_a), Path(args.folder_b))
    if args.format != "table":
        columns = list(COMPARED)
        show(columns, [[asdict(change)[column] for column in columns] for change in changes], args.format)
        return 0
    shown = [column for column in COMPARED if not column.startswith("quote")]
    told = [change for change in changes if change.change != "kept" or change.note or change.kind == "indicator"]
    rows = [[CHANGES.get(value, value) for value in (getattr(change, column) for column in shown)] for change in told]
    show([COMPARED[column] for column in shown], rows)
    kept = Counter(CHANGES[change.kind] for change in changes if change.change == "kept" and not change.note and change.kind != "indicator")
    print(f"另有保留不变：{'、'.join(f'{kind}{count}' for kind, count in kept.items()) or '无'}（--format csv 全部列出）。")
    return 0


SPOKEN = ("类别", "关系", "阶段", "依据", "口径", "力度", "类型")
VALUES = {
    "stated": "写明",
    "structural": "结构",
    "inferred": "推断",
    "planning": "谋划",
    "start": "开工",
    "advance": "推进",
    "complete": "建成",
    "level": "水平",
    "annual_growth": "年均增长",
    "cumulative": "累计",
    "change": "变化",
    "multiple": "倍数",
    "rank": "位次",
    "plain": "未加强调",
    "vision": "远景",
    "objective": "目标",
    "chapter": "章",
    "box": "专栏",
    ">=": "≥",
    ">": "＞",
    "<=": "≤",
    "<": "＜",
    "~": "约",
}
"""What ready questions answer with, in Chinese."""

COMPARED = {
    "kind": "类别",
    "change": "变化",
    "subject": "内容",
    "before": "前",
    "after": "后",
    "note": "说明",
    "page_before": "前页",
    "page_after": "后页",
    "quote_before": "前文",
    "quote_after": "后文",
}
CHANGES = {
    "indicator": "指标",
    "project": "项目",
    "commitment": "承诺",
    "measure": "举措",
    "raised": "提高",
    "lowered": "降低",
    "redefined": "口径变",
    "stronger": "力度增",
    "weaker": "力度减",
    "reworded": "改写",
    "renamed": "更名",
    "new": "新增",
    "dropped": "删去",
    "kept": "保留",
}
"""Words of the table; CSV and JSON keep the English ones."""
