"""The ready coverage matrices as plain objects. A cell lists the facts that belong to its row and its column, each with how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.report.material import Material

if TYPE_CHECKING:
    from pipeline.coverage import Coverage

AXES = (
    ("sectors", "districts"),
    ("goals", "districts"),
    ("goals", "sectors"),
    ("sections", "districts"),
    ("sections", "sectors"),
    ("boxes", "districts"),
)
"""Rows and columns of the matrices that the explorer shows."""

Matrix = dict[str, Any]


def matrices(material: Material) -> list[Matrix]:
    """Each matrix as id, rows and columns (key, name), and cells; those without rows or columns are left out."""
    found = [(f"{rows}-{columns}", material.coverage(rows, columns)) for rows, columns in AXES]
    return [
        {"id": name, "rows": _named(matrix, matrix.rows), "columns": _named(matrix, matrix.columns), "cells": _cells(material, matrix)}
        for name, matrix in found
        if matrix.rows and matrix.columns
    ]


def _named(matrix: Coverage, keys: list[str]) -> list[list[str]]:
    return [[key, matrix.name(key)] for key in keys]


def _cells(material: Material, matrix: Coverage) -> dict[str, list[list[str | None]]]:
    """“row,column” → [fact id, confidence] of every entry, row by row."""
    row_at, column_at = ({key: at for at, key in enumerate(keys)} for keys in (matrix.rows, matrix.columns))
    ordered = sorted((row_at[row], column_at[column], entries) for (row, column), entries in matrix.cells.items())
    return {f"{row},{column}": [[material.fact_of(entry.thing), entry.confidence] for entry in entries] for row, column, entries in ordered}
