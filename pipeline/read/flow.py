"""The pages of a PDF → one flow: paragraphs go on over page breaks, columns, tables, pictures and boxes."""

from __future__ import annotations

from collections import defaultdict

from pipeline.read.headings import heading_mark
from pipeline.read.layout import Grid, Line, PageLayout, Paragraph, Picture, Piece, Rect
from pipeline.read.paragraphs import INDENT, SHORT, Margins, continues, margins, paragraph

Open = dict[bool, tuple[Paragraph, Margins]]
"""The paragraph that may go on, with the margins of its last line: one outside frames (False), one inside (True)."""
PADDING = 6.0
"""White between a frame and its text, where the text does not tell."""


def flow(pages: list[PageLayout]) -> list[Piece]:
    """All pages as one flow; paragraphs go on over page breaks and around tables, pictures, notes and boxes."""
    edges = _edges(pages)
    pieces: list[Piece] = []
    opened: Open = {}
    frames = 0
    last_frame: tuple[int, Rect] | None = None
    for page in pages:
        for item in _in_order(page):
            if not isinstance(item, Line):
                pieces.append(item)
                continue
            rect = _frame_of(item, page)
            if rect is not None and last_frame != (page.number, rect):
                goes_on = last_frame is not None and last_frame[0] == page.number - 1 and pieces and _framed(pieces[-1])
                mark = heading_mark(item.text)
                if not goes_on or (mark and mark.kind == "box"):
                    frames += 1
                    opened.pop(True, None)
                last_frame = (page.number, rect)
            _add(item, frames if rect else None, edges[_region(page, rect, item)], pieces, opened)
    return pieces


def _add(line: Line, frame: int | None, edge: Margins, pieces: list[Piece], opened: Open) -> None:
    """The line joins the open paragraph of its region or opens a new one."""
    current, before = opened.get(frame is not None, (None, edge))
    if current is not None and continues(current.lines[-1], line, (before, edge), pieces[-1] is not current):
        current.lines.append(line)
    else:
        current = paragraph(line, edge, frame)
        pieces.append(current)
    opened[frame is not None] = current, edge


def _framed(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and piece.frame is not None


def _in_order(page: PageLayout) -> list[Line | Piece]:
    """Lines in printed order with grids and pictures before the first line below them, and the footnotes last."""
    others: list[tuple[float, Grid | Picture]] = [(min(cell.box[2] for cell in grid.cells if cell.box), grid) for grid in page.grids]
    for x0, top, x1, bottom in page.images:
        others.append((top, Picture(page.number, (page.number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))))
    others.sort(key=lambda other: other[0])
    ordered: list[Line | Piece] = []
    for line in page.lines:
        while others and others[0][0] < line.top:
            ordered.append(others.pop(0)[1])
        ordered.append(line)
    ordered.extend(other for _, other in others)
    ordered.extend(Paragraph(lines, size=lines[0].size, note=True) for lines in page.notes)
    return ordered


def _frame_of(line: Line, page: PageLayout) -> Rect | None:
    """The smallest frame around the line; a frame around the whole page is a border, not a box. Punctuation may hang over its right edge."""
    if not page.frames:
        return None
    middle = (line.top + line.bottom) / 2
    around = [f for f in page.frames if f[0] - 2 <= line.left and line.right <= f[2] + line.size and f[1] - 2 <= middle <= f[3] + 2]
    around = [f for f in around if f[3] - f[1] < 0.9 * page.size[1]]
    return min(around, key=lambda f: (f[2] - f[0]) * (f[3] - f[1]), default=None)


def _region(page: PageLayout, rect: Rect | None, line: Line) -> tuple[float, ...]:
    """Lines of one region share margins: the pages of one side and width, column by column, or the frames of one width."""
    return (page.number % 2, round(page.size[0]), line.column) if rect is None else (-1, round(rect[0]), round(rect[2]))


def _edges(pages: list[PageLayout]) -> dict[tuple[float, ...], Margins]:
    regions: dict[tuple[float, ...], list[Line]] = defaultdict(list)
    rects: dict[tuple[float, ...], Rect] = {}
    for page in pages:
        for line in page.lines:
            rect = _frame_of(line, page)
            region = _region(page, rect, line)
            regions[region].append(line)
            if rect is not None:
                rects[region] = rect
    return {region: _margins(lines, rects.get(region)) for region, lines in regions.items()}


def _margins(lines: list[Line], rect: Rect | None) -> Margins:
    """The margins that the lines share; where a frame stands far outside them its lines are few, and the frame tells."""
    found = margins(lines)
    if rect is None:
        return found
    em = lines[0].size
    left = rect[0] + PADDING if found.left - rect[0] > INDENT * em else found.left
    right = rect[2] - PADDING if rect[2] - found.right > SHORT * em else found.right
    return Margins(left, right, found.gap)
