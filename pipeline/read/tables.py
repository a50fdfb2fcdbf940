"""Grids → tables: parts on following pages joined, repeated headers dropped, cells that a page break cut put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipeline.document import Dropped
from pipeline.read.characters import squeeze
from pipeline.read.headings import heading_mark
from pipeline.read.layout import ALONE, Grid, GridCell, Line, Paragraph, Piece

NUMBER = re.compile(r"[<>≥≤＜＞]?\[?-?[\d.,]+.*")
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_CAPTION = 60
NEAR = 4.0
"""Column edges of two parts that lie this close (points) are the same."""


def join_parts(pieces: list[Piece]) -> tuple[list[Piece], list[Dropped]]:
    """The flow with the parts of each table as one grid below its caption, and the header rows that were only repeated."""
    joined: list[Piece] = []
    dropped: list[Dropped] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if not isinstance(piece, Grid):
            joined.append(piece)
        elif isinstance(before, Grid) and _goes_on(before, piece):
            joined[-1], repeated = joined_grid(before, piece)
            dropped.extend(repeated)
        else:
            joined.extend(captioned(before, piece))
    return joined, dropped


def captioned(before: Piece | None, grid: Grid) -> list[Piece]:
    """The caption in the grid's first row as a paragraph of its own above the grid, unless the paragraph before is the caption."""
    mark = heading_mark(before.raw.strip()) if isinstance(before, Paragraph) else None
    lines, rest = split_caption(grid)
    if not lines or (mark is not None and mark.kind == "table"):
        return [grid]
    return [Paragraph(lines, lines[0].bold, lines[0].size, None, ALONE, True), rest]


def _goes_on(before: Grid, part: Grid) -> bool:
    """Whether the part continues the grid: next page (or no pages at all) and the same columns."""
    if part.caption and part.caption != before.caption:
        return False
    pages = [cell.box[0] for cell in before.cells if cell.box]
    if pages and part.page is not None and part.page != max(pages) + 1:
        return False
    return before.columns == part.columns or _same_width(before, part)


def _same_width(before: Grid, part: Grid) -> bool:
    sides = [(min(c.box[1] for c in g.cells if c.box), max(c.box[3] for c in g.cells if c.box)) for g in (before, part) if g.cells[0].box]
    return len(sides) == 2 and all(abs(a - b) <= NEAR for a, b in zip(*sides, strict=True))


def joined_grid(before: Grid, part: Grid) -> tuple[Grid, list[Dropped]]:
    """One grid of both; the part's header is dropped when it repeats the first one's."""
    if before.columns != part.columns:
        before, part = _aligned(before, part)
    header = header_rows(before)
    lines, below = split_caption(part)
    part = below if lines and below.caption == before.caption else part
    repeats = _repeats_header(before, part, header)
    skip = header if repeats else 0
    rest = [replace(cell, row=cell.row - skip + before.rows) for cell in part.cells if cell.row >= skip]
    cells = list(before.cells)
    for cell in rest:
        above = next(
            (c for c in cells if c.column == cell.column and c.row + c.rows == before.rows == cell.row and c.columns == cell.columns), None
        )
        if above is not None and above.row >= header and _cut_by_page(cell, above, rest):
            cells[cells.index(above)] = replace(above, rows=above.rows + cell.rows, lines=above.lines + cell.lines)
        else:
            cells.append(cell)
    dropped = [Dropped("furniture", " ".join(_row_texts(part, row)), part.page, None, None, "续页重复表头") for row in range(skip)]
    return Grid(cells, before.rows + part.rows - skip, before.columns, before.page, header, before.caption), dropped


def _cut_by_page(cell: GridCell, above: GridCell, rest: list[GridCell]) -> bool:
    """An empty cell at the top of a page goes on with the filled one above it, if it groups or its row has other words."""
    if squeeze(cell.raw) or not squeeze(above.raw) or NUMBER.fullmatch(squeeze(above.raw)):
        return False
    return cell.rows > 1 or cell.column == 0 or above.rows > 1


def _repeats_header(before: Grid, part: Grid, header: int) -> bool:
    if part.rows <= header:
        return False
    return all(_row_texts(before, row) == _row_texts(part, row) for row in range(header))


def _row_texts(grid: Grid, row: int) -> list[str]:
    return [text for cell in grid.row(row) if (text := re.sub(r"\s", "", cell.raw))]


def split_caption(grid: Grid) -> tuple[list[Line], Grid]:
    """The lines of a caption that stands in a first row across all columns, and the grid below it; no lines when there is none."""
    first = grid.row(0)
    if len(first) != 1 or first[0].rows > 1 or first[0].columns < max(grid.columns, 2) or grid.rows < 3:
        return [], grid
    text = squeeze(first[0].raw)
    if not text or len(text) > LONGEST_CAPTION or NUMBER.fullmatch(text) or text[-1] in "。；，":
        return [], grid
    rest = [replace(cell, row=cell.row - 1) for cell in grid.cells if cell.row]
    heads = max(grid.header_rows - 1, 1) if grid.header_rows else None
    return first[0].lines, Grid(rest, grid.rows - 1, grid.columns, grid.page, heads, squeeze(first[0].raw))


def header_rows(grid: Grid) -> int:
    """How many rows hold column heads: as deep as the cells of the first row reach, and one more under a head that spans columns."""
    if grid.header_rows is not None:
        return grid.header_rows
    first = grid.row(0)
    deep = max((cell.rows for cell in first), default=1)
    if deep == 1 and any(cell.columns > 1 for cell in first) and grid.rows > 2:
        numbers = [text for cell in grid.row(1) if NUMBER.fullmatch(text := squeeze(cell.raw)) and not YEAR.match(text)]
        deep = 1 if numbers else 2
    return min(deep, max(grid.rows - 1, 1))


def _aligned(before: Grid, part: Grid) -> tuple[Grid, Grid]:
    """Both grids on the column edges of both (a part may lack a dividing line)."""
    edges: list[float] = []
    for edge in sorted(x for grid in (before, part) for cell in grid.cells if cell.box for x in (cell.box[1], cell.box[3])):
        if not edges or edge - edges[-1] > NEAR:
            edges.append(edge)
    return _on_edges(before, edges), _on_edges(part, edges)


def _on_edges(grid: Grid, edges: list[float]) -> Grid:
    def column(x: float) -> int:
        at = bisect_left(edges, x)
        return min((n for n in (at - 1, at) if 0 <= n < len(edges)), key=lambda n: abs(edges[n] - x))

    cells = [replace(c, column=column(c.box[1]), columns=max(1, column(c.box[3]) - column(c.box[1]))) for c in grid.cells if c.box]
    return Grid(cells, grid.rows, len(edges) - 1, grid.page, grid.header_rows, grid.caption)
