"""Ruling lines of a PDF page → frames (boxes with one column) and grids (tables with merged cells)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.layout import Rect as Rect

THIN = 3.0
"""A path narrower than this many points is a ruling line."""
SHORTEST = 4.0
TOUCH = 3.0
"""Lines whose ends come this close meet."""
OPEN = 10.0
"""Horizontal rules that go on for so many points past the last vertical one have a cell there."""

GET_OBJECT = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFPage_GetObject, ctypes.c_void_p).value or 0
)
GET_TYPE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(ctypes.cast(pdfium.FPDFPageObj_GetType, ctypes.c_void_p).value or 0)
"""pdfium's functions with bare addresses: half the time, and a page of text has hundreds of objects."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line: `at` is its fixed coordinate, `lo`–`hi` its extent."""

    horizontal: bool
    at: float
    lo: float
    hi: float


@dataclass(frozen=True, slots=True)
class CellFrame:
    """A cell of a ruled grid with its spans."""

    row: int
    column: int
    rows: int
    columns: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """Cells inside one connected set of rules; a single column is a frame around text (专栏), not a table."""

    rect: Rect
    cells: tuple[CellFrame, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def is_frame(self) -> bool:
        return self.columns == 1


def page_marks(page: Any, frame: tuple[float, float, float, float]) -> tuple[list[Rule], list[Rect]]:
    """The ruling lines and the images of a page, from its objects' bounds."""
    rules: list[Rule] = []
    images: list[Rect] = []
    left, bottom, right, upper = (ctypes.c_float() for _ in range(4))
    x0, y0, x1, top = frame
    width, height = x1 - x0, top - y0
    for kind, handle, shift in _objects(page.raw):
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):  # inside a form
            continue
        if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, upper):
            continue
        a, b, c, d = shift(left.value, bottom.value, right.value, upper.value)
        rect = (a - x0, top - d, c - x0, top - b)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(rect)
        elif rect[2] - rect[0] <= width + TOUCH and rect[3] - rect[1] <= height + TOUCH:
            rules.extend(_rules(rect, handle))
    return rules, images


def _objects(page: Any, depth: int = 3) -> Any:
    """Type, handle and coordinate shift of the page's paths and images, those inside form objects included."""

    def same(left: float, bottom: float, right: float, top: float) -> Rect:
        return left, bottom, right, top

    handles = list(map(GET_OBJECT, repeat(ctypes.cast(page, ctypes.c_void_p).value), range(pdfium.FPDFPage_CountObjects(page))))
    for handle, kind in zip(handles, map(GET_TYPE, handles), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT), same, depth)
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield kind, ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT), same


def _form_objects(form: Any, outer: Any, depth: int) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def shift(left: float, bottom: float, right: float, top: float) -> Rect:
        xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        shifted: Rect = outer(min(xs), min(ys), max(xs), max(ys))
        return shifted

    for at in range(pdfium.FPDFFormObj_CountObjects(form)):
        handle = pdfium.FPDFFormObj_GetObject(form, at)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            yield from _form_objects(handle, shift, depth - 1)
        else:
            yield kind, handle, shift


def _rules(rect: Rect, handle: Any) -> list[Rule]:
    """The rules that a path draws: a thin rectangle or line is one, the outline of a stroked rectangle four."""
    x0, top, x1, bottom = rect
    width, height = x1 - x0, bottom - top
    if height <= THIN and width >= SHORTEST:
        return [Rule(True, (top + bottom) / 2, x0, x1)]
    if width <= THIN and height >= SHORTEST:
        return [Rule(False, (x0 + x1) / 2, top, bottom)]
    if min(width, height) < SHORTEST or pdfium.FPDFPath_CountSegments(handle) not in (4, 5, 6):
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    if not stroke.value:
        return []
    return [Rule(True, top, x0, x1), Rule(True, bottom, x0, x1), Rule(False, x0, top, bottom), Rule(False, x1, top, bottom)]


def ruled_grids(rules: list[Rule]) -> list[RuledGrid]:
    """The grids and frames that the rules draw, from top to bottom; loose lines are left out."""
    grids = [grid for group in _connected(rules) if (grid := _grid(group)) is not None]
    return sorted(grids, key=lambda grid: (grid.rect[1], grid.rect[0]))


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch one another."""
    groups: list[tuple[Rect, list[Rule]]] = []
    for rule in rules:
        rect = (rule.lo, rule.at, rule.hi, rule.at) if rule.horizontal else (rule.at, rule.lo, rule.at, rule.hi)
        group, kept = [rule], []
        for other, members in groups:
            if _near(rect, other):
                rect = (min(rect[0], other[0]), min(rect[1], other[1]), max(rect[2], other[2]), max(rect[3], other[3]))
                group = members + group
            else:
                kept.append((other, members))
        groups = [*kept, (rect, group)]
    return [group for _, group in _settled(groups)]


def _settled(groups: list[tuple[Rect, list[Rule]]]) -> list[tuple[Rect, list[Rule]]]:
    """Groups joined until none touches another."""
    done: list[tuple[Rect, list[Rule]]] = []
    for rect, group in groups:
        near = [item for item in done if _near(rect, item[0])]
        if not near:
            done.append((rect, group))
            continue
        done = [item for item in done if item not in near]
        rects = [rect, *[item[0] for item in near]]
        outer = (min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects))
        return _settled(
            [*done, (outer, [rule for _, members in near for rule in members] + group), *groups[groups.index((rect, group)) + 1 :]]
        )
    return done


def _near(a: Rect, b: Rect) -> bool:
    return a[0] <= b[2] + TOUCH and b[0] <= a[2] + TOUCH and a[1] <= b[3] + TOUCH and b[1] <= a[3] + TOUCH


def _grid(rules: list[Rule]) -> RuledGrid | None:
    ys = _clusters([rule.at for rule in rules if rule.horizontal])
    xs = _clusters([rule.at for rule in rules if not rule.horizontal])
    if not xs or len(ys) < 2:
        return None
    sides = _open_sides(rules, xs, ys)
    xs = _clusters([*xs, *[rule.at for rule in sides]])
    if len(xs) < 2:
        return None
    walls = _walls(rules + sides, xs, ys)
    cells = _cells(walls, xs, ys)
    return RuledGrid((xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), tuple(xs), tuple(ys))


def _open_sides(rules: list[Rule], xs: list[float], ys: list[float]) -> list[Rule]:
    """The left and right side of a table that is printed without them: where its first and last rule go on and end together."""
    level = [rule for rule in rules if rule.horizontal]
    found = []
    for outer in (
        [(rule.lo, rule.at) for rule in level if rule.lo < xs[0] - OPEN],
        [(rule.hi, rule.at) for rule in level if rule.hi > xs[-1] + OPEN],
    ):
        ends, heights = [end for end, _ in outer], [at for _, at in outer]
        if outer and max(ends) - min(ends) <= 2 * TOUCH and min(heights) - ys[0] <= TOUCH and ys[-1] - max(heights) <= TOUCH:
            found.append(Rule(False, sum(ends) / len(ends), ys[0], ys[-1]))
    return found


def _clusters(values: list[float]) -> list[float]:
    """Sorted coordinates, those closer than TOUCH as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= TOUCH:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _walls(rules: list[Rule], xs: list[float], ys: list[float]) -> set[tuple[bool, int, int]]:
    """(horizontal, index of the line, index of the interval) of every piece of grid line that is drawn."""
    drawn = set()
    for rule in rules:
        along, across = (xs, ys) if rule.horizontal else (ys, xs)
        line = min(range(len(across)), key=lambda at: abs(across[at] - rule.at))
        for piece in range(len(along) - 1):
            middle = (along[piece] + along[piece + 1]) / 2
            if rule.lo - TOUCH <= middle <= rule.hi + TOUCH:
                drawn.add((rule.horizontal, line, piece))
    return drawn


def _cells(walls: set[tuple[bool, int, int]], xs: list[float], ys: list[float]) -> list[CellFrame]:
    """Cells as the largest rectangles without an inner wall, in reading order."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            columns, rows = 1, 1
            while column + columns < len(xs) - 1 and (row, column + columns) not in taken and (False, column + columns, row) not in walls:
                columns += 1
            while row + rows < len(ys) - 1 and all((True, row + rows, at) not in walls for at in range(column, column + columns)):
                rows += 1
            taken |= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            cells.append(CellFrame(row, column, rows, columns, (xs[column], ys[row], xs[column + columns], ys[row + rows])))
    return cells
