"""A picture of a page → its ruling lines, and the dashes that stand alone in cells (recognition leaves them out)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.read.rules import Rect, Rule

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Bitmap = NDArray[numpy.uint8]

DARK = 185
"""Grey values (0 black, 255 white) below this are ink; thin lines are blurred to grey when a page is drawn."""
LONGEST_STROKE = 20.0
"""Points: a straight run of ink longer than any stroke of a character of body text is a ruling line."""
THICKEST = 3.0
"""Points: a ruling line is at most so thick."""
NEXT, SAME = 1.0, 2.0
"""Points: runs this close belong to one line when their ends lie this close."""
INSET = 2.0
"""Points inside the edge of a cell that may hold ink of its ruling lines."""
DASH = (4.0, 30.0, 2.5)
"""Points: a dash is at least and at most so wide, and at most so high."""


def ruling_lines(bitmap: Bitmap, scale: float, origin: tuple[float, float]) -> list[Rule]:
    """The long straight runs of ink, in points; `scale` is pixels per point, `origin` the picture's corner on the page."""
    ink = bitmap < DARK
    x, y = origin
    across = [Rule(True, y + at / scale, x + lo / scale, x + hi / scale) for at, lo, hi in _runs(ink, LONGEST_STROKE * scale)]
    down = [Rule(False, x + at / scale, y + lo / scale, y + hi / scale) for at, lo, hi in _runs(ink.T, LONGEST_STROKE * scale)]
    return [*_without_areas(across), *_without_areas(down)]


def _runs(ink: NDArray[numpy.bool_], shortest: float) -> list[tuple[float, float, float]]:
    """Row, first and last column of every run of ink that is long enough; runs on neighbouring rows are one line."""
    import numpy

    padded = numpy.zeros((ink.shape[0], ink.shape[1] + 2), dtype=numpy.int8)
    padded[:, 1:-1] = ink
    change = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(change == 1)
    _, ends = numpy.nonzero(change == -1)
    long = (ends - starts) >= shortest
    return [(float(row) + 0.5, float(lo), float(hi)) for row, lo, hi in zip(rows[long], starts[long], ends[long], strict=True)]


def _without_areas(rules: list[Rule]) -> list[Rule]:
    """Ruling lines only: more than a few runs beside one another are a filled area, of which the edges remain."""
    stacks: list[list[Rule]] = []
    open_stacks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.lo)):
        open_stacks = [stack for stack in open_stacks if rule.at - stack[-1].at < NEXT]
        stack = next((stack for stack in open_stacks if abs(rule.lo - stack[-1].lo) < SAME and abs(rule.hi - stack[-1].hi) < SAME), None)
        if stack is None:
            stack = []
            stacks.append(stack)
            open_stacks.append(stack)
        stack.append(rule)
    return [rule for stack in stacks for rule in _edges(stack)]


def _edges(stack: list[Rule]) -> list[Rule]:
    """One rule for a stack as thin as a line, two for the edges of an area."""
    first, last = stack[0], stack[-1]
    if last.at - first.at <= THICKEST:
        return [Rule(first.horizontal, (first.at + last.at) / 2, min(rule.lo for rule in stack), max(rule.hi for rule in stack))]
    return [first, last]


def has_dash(bitmap: Bitmap, scale: float, rect: Rect) -> bool:
    """Whether nothing but a dash stands in the cell; `rect` in points from the corner of the picture."""
    import numpy

    x0, top, x1, bottom = [int(edge * scale) for edge in (rect[0] + INSET, rect[1] + INSET, rect[2] - INSET, rect[3] - INSET)]
    rows, columns = numpy.nonzero(bitmap[top:bottom, x0:x1] < DARK)
    if not len(rows):
        return False
    width, height = (columns.max() - columns.min() + 1) / scale, (rows.max() - rows.min() + 1) / scale
    return bool(DASH[0] <= width <= DASH[1] and height <= DASH[2])
