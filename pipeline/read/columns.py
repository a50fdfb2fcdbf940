"""Columns of text on a page: found by the white between them, numbered, put in reading order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from statistics import median

from pipeline.read.layout import Line

LEAST = 5
"""A column has at least so many lines."""
FILLED = 0.6
"""Lines of a column fill at least this share of its width (the middle one of them); labels beside numbers do not."""
ACROSS = 0.25
"""At most this share of the lines runs across both columns."""


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines of a page in reading order: down each column between two lines that run across the page."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    across = sorted(line.top for line in lines if _crosses(line, gutter))
    keyed = []
    for line in lines:
        column = 0 if _crosses(line, gutter) else 1 if line.right <= gutter else 2
        keyed.append(((bisect_left(across, line.top), -1 if column else 0, column), replace(line, column=column)))
    return [line for _, line in sorted(keyed, key=lambda item: item[0])]


def _crosses(line: Line, gutter: float) -> bool:
    return line.left < gutter - 1 and line.right > gutter


def _gutter(lines: list[Line]) -> float | None:
    """The left edge of the right column, or None on a page with one column."""
    if len(lines) < 2 * LEAST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    if 2 * sum(line.right - line.left > FILLED * (right - left) for line in lines) > len(lines):
        return None
    edges = sorted({round(line.left, 1) for line in lines if 0.25 < (line.left - left) / (right - left) < 0.75})
    return next((edge for edge in edges if _parts(lines, edge, left, right)), None)


def _parts(lines: list[Line], edge: float, left: float, right: float) -> bool:
    """Whether the lines stand in two columns, the second of which begins at the edge."""
    before = [line for line in lines if line.right <= edge]
    after = [line for line in lines if line.left >= edge - 1]
    if len(before) < LEAST or len(after) < LEAST or len(lines) - len(before) - len(after) > ACROSS * len(lines):
        return False
    if median(line.right - line.left for line in before) < FILLED * (max(line.right for line in before) - left):
        return False
    if median(line.right - line.left for line in after) < FILLED * (right - edge):
        return False
    top, bottom = max(side[0].top for side in (before, after)), min(max(line.bottom for line in side) for side in (before, after))
    return max(line.right for line in before) < edge - 0.5 * after[0].size and bottom - top > 2 * after[0].size
