"""Tables without ruling lines: rows of three or more pieces that stand in columns."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Box
from pipeline.read.headings import heading_mark
from pipeline.read.layout import Grid, GridCell, Line
from pipeline.read.paragraphs import LEADERS

GAP = 0.9
"""White of this many character widths parts two cells."""
COLUMNS, ROWS = 3, 3
"""Fewer columns or rows are no table."""
APART = 1.6
"""Rows of a table stand closer than this many character heights, unless both are whole rows (then three times as far)."""

Row = list[Line]


def aligned_grids(lines: list[Line], page: int) -> tuple[list[Line], list[Grid]]:
    """The lines outside tables, and the tables that the others form."""
    kept: list[Line] = []
    grids: list[Grid] = []
    rows = _rows(lines)
    cells = [_cells(row) for row in rows]
    at = 0
    while at < len(rows):
        end = _table_end(cells, at)
        grid = _grid(cells[at:end], page) if end - at >= ROWS else None
        if grid is None:
            kept.extend(rows[at])
            at += 1
        else:
            grids.append(grid)
            at = end
    return kept, grids


def _rows(lines: list[Line]) -> list[Row]:
    """Lines one after another that are printed side by side."""
    rows: list[Row] = []
    for line in lines:
        before = rows[-1][-1] if rows else None
        if before is not None and line.left >= before.right and line.column == before.column and _level(before, line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _level(first: Line, second: Line) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.5 * min(first.bottom - first.top, second.bottom - second.top)


def _cells(row: Row) -> Row:
    """The pieces of a row, parted at wide white."""
    return [piece for line in row for piece in _pieces(line)]


def _pieces(line: Line) -> list[Line]:
    if not line.lefts or len(line.text.split(None, 1)) < 2:
        return [line]
    inked = [at for at, character in enumerate(line.text) if not character.isspace()]
    cuts = [(a, b) for a, b in pairwise(inked) if b > a + 1 and line.lefts[b] - line.rights[a] > GAP * line.size]
    starts, ends = [inked[0], *[b for _, b in cuts]], [*[a + 1 for a, _ in cuts], inked[-1] + 1]
    return [part(line, lo, hi) for lo, hi in zip(starts, ends, strict=True)]


def part(line: Line, lo: int, hi: int) -> Line:
    """The characters lo to hi of a line as a line of their own."""
    breaks = tuple([at - lo for at in line.breaks if lo < at < hi])
    return replace(line, text=line.text[lo:hi], lefts=line.lefts[lo:hi], rights=line.rights[lo:hi], breaks=breaks, lead=0)


def _table_end(cells: list[Row], start: int) -> int:
    """Where the rows that may be one table end."""
    if not _is_row(cells[start]):
        return start
    end = start + 1
    while end < len(cells) and _near(cells[end - 1], cells[end]) and (_is_row(cells[end]) or _is_rest(cells, start, end)):
        end += 1
    while not _is_row(cells[end - 1]) and not _near(cells[end - 2], cells[end - 1], tight=True):
        end -= 1
    return end


def _is_row(row: Row) -> bool:
    if len(row) < COLUMNS or any(LEADERS.search(cell.text) for cell in row):
        return False
    mark = heading_mark(row[0].text)
    return mark is None or mark.rank > 4


def _is_rest(cells: list[Row], start: int, at: int) -> bool:
    """Whether a row with fewer pieces is the second line of cells: each lies inside the extent of what stands above it."""
    left, right = min(row[0].left for row in cells[start:at]), max(row[-1].right for row in cells[start:at])
    narrow = all(cell.right - cell.left < 0.5 * (right - left) for cell in cells[at])
    return narrow and all(left - 1 <= cell.left and cell.right <= right + cell.size for cell in cells[at])


def _near(before: Row, after: Row, tight: bool = False) -> bool:
    gap = min(cell.top for cell in after) - max(cell.bottom for cell in before)
    return -after[0].size < gap < APART * after[0].size * (1 if tight or len(after) < COLUMNS else 3)


def _grid(rows: list[Row], page: int) -> Grid | None:
    """The rows as a grid, or None when their pieces do not stand in columns."""
    counts = Counter(len(row) for row in rows if len(row) >= COLUMNS)
    usual = max(counts, key=lambda count: (counts[count], count))
    full = [row for row in rows if len(row) == usual]
    extents = [(min(row[n].left for row in full), max(row[n].right for row in full)) for n in range(usual)]
    if len(full) < ROWS or any(a[1] >= b[0] for a, b in pairwise(extents)):
        return None
    edges = [extents[0][0], *[(a[1] + b[0]) / 2 for a, b in pairwise(extents)], max(e[1] for e in extents)]
    groups = _joined(rows)
    tops = [min(cell.top for row in group for cell in row) for group in groups]
    bottoms = [max(cell.bottom for row in group for cell in row) for group in groups]
    heights = [tops[0], *[(a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)], bottoms[-1]]
    cells = [cell for at, group in enumerate(groups) for cell in _row_cells(group, at, edges, heights, page)]
    return Grid(cells, len(groups), usual, page)


def _joined(rows: list[Row]) -> list[list[Row]]:
    """The printed rows of each row of the table: a row with fewer pieces belongs to the nearer of its neighbours."""
    groups: list[list[Row]] = []
    for at, row in enumerate(rows):
        above = min(c.top for c in row) - max(c.bottom for c in rows[at - 1]) if at else None
        below = min(c.top for c in rows[at + 1]) - max(c.bottom for c in row) if at + 1 < len(rows) else None
        goes_on = len(row) < COLUMNS and above is not None and (below is None or above <= below + 0.5)
        opened = bool(groups) and len(groups[-1][-1]) < COLUMNS and len(groups[-1]) == 1 and at > 0 and not goes_on
        if goes_on or opened:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _row_cells(group: list[Row], at: int, edges: list[float], heights: list[float], page: int) -> list[GridCell]:
    """The cells of one row; a piece that reaches over several columns spans them."""
    places: dict[int, list[Line]] = {}
    spans: dict[int, int] = {}
    for piece in (piece for row in group for piece in row):
        covered = [n for n in range(len(edges) - 1) if min(piece.right, edges[n + 1]) - max(piece.left, edges[n]) > 0.5 * piece.size] or [0]
        places.setdefault(covered[0], []).append(piece)
        spans[covered[0]] = max(spans.get(covered[0], 1), len(covered))
    cells = []
    for column, lines in sorted(places.items()):
        box: Box = (
            page,
            round(edges[column], 2),
            round(heights[at], 2),
            round(edges[column + spans[column]], 2),
            round(heights[at + 1], 2),
        )
        cells.append(GridCell(at, column, 1, spans[column], lines, box))
    return cells
