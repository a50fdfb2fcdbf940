"""PDF → flow of paragraphs, grids and pictures, with pdfium (text, character boxes, ruling lines, images)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.document import Box
from pipeline.errors import UserError
from pipeline.read.furniture import split_furniture
from pipeline.read.headings import heading_mark
from pipeline.read.layout import Flow, Grid, GridCell, Line, Paragraph, Picture, Piece
from pipeline.read.paragraphs import Margins, continues, margins, paragraph
from pipeline.read.rules import Rect, RuledGrid

MOST_PAGES = 5000
SMALLEST_PICTURE = 0.03
"""An image that covers less of the page than this is an ornament."""


@dataclass(slots=True)
class PageLayout:
    """What stands on one page: lines outside tables, grids, the rectangles of frames, images, size in points."""

    number: int
    size: tuple[float, float]
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    frames: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)


def read_pdf(path: Path) -> Flow:
    """The flow of a PDF. Raises UserError when it cannot be opened or has too many pages."""
    pages = read_pages(path)
    recognised = _pictures(path, pages)
    heights = [page.size[1] for page in pages]
    kept, dropped = split_furniture([page.lines for page in pages], heights)
    for page, lines in zip(pages, kept, strict=True):
        page.lines = lines
    return Flow(flow(pages), dropped, len(pages), [page.size for page in pages], recognised=recognised)


def _pictures(path: Path, pages: list[PageLayout]) -> list[Box]:
    """Pictures with text are read where the extra is installed; a plan without pictures does not load it."""
    if not any(page.images for page in pages):
        return []
    from pipeline.read.ocr import recognise

    return recognise(path, pages)


def read_pages(path: Path) -> list[PageLayout]:
    """The layout of every page; pages are closed one by one, so memory stays small."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else "not a readable PDF (damaged or cut off)"
        advice = "save it without a password" if reason == "encrypted" else "get the file again from its office"
        raise UserError(f"{path}: {reason}; {advice}") from error
    try:
        if not 0 < len(pdf) <= MOST_PAGES:
            raise UserError(f"{path}: has {len(pdf)} pages; gangmu reads 1 to {MOST_PAGES}, split or repair the file")
        return [read_page(pdf, number) for number in range(1, len(pdf) + 1)]
    except pypdfium2.PdfiumError as error:
        raise UserError(f"{path}: a page cannot be loaded (damaged or cut off); get the file again from its office") from error
    finally:
        pdf.close()


def read_page(pdf: Any, number: int) -> PageLayout:
    """One page: its tables first, then the lines of the characters outside them; a page of drawings alone counts as one picture."""
    import pypdfium2.raw as pdfium

    from pipeline.read.glyphs import PageText
    from pipeline.read.rules import page_marks, ruled_grids

    page = pdf[number - 1]
    try:
        frame = page.get_bbox()
        size = (round(frame[2] - frame[0], 2), round(frame[3] - frame[1], 2))
        rules, images = page_marks(page, frame)
        textpage = page.get_textpage()
        try:
            text = PageText(textpage, frame)
            layout = PageLayout(number, size, images=[image for image in images if _large(image, size)])
            taken: set[int] = set()
            for grid in ruled_grids(rules):
                if grid.is_frame:
                    layout.frames.append(grid.rect)
                else:
                    layout.grids.append(fill(grid, text, number, taken))
            layout.lines = text.lines(number, taken)
            if not text.text.strip() and not layout.images and pdfium.FPDFPage_CountObjects(page.raw):
                layout.images.append((0.0, 0.0, *size))
            return layout
        finally:
            textpage.close()
    finally:
        page.close()


def _large(image: Rect, size: tuple[float, float]) -> bool:
    return (image[2] - image[0]) * (image[3] - image[1]) >= SMALLEST_PICTURE * size[0] * size[1]


def fill(grid: RuledGrid, text: Any, number: int, taken: set[int]) -> Grid:
    """The grid with the characters that stand in its cells; their positions are added to `taken`."""
    x0, top, x1, bottom = grid.rect
    cell_of = {
        (row, column): n
        for n, c in enumerate(grid.cells)
        for row in range(c.row, c.row + c.rows)
        for column in range(c.column, c.column + c.columns)
    }
    places: dict[int, list[int]] = defaultdict(list)
    for at in range(text.count):
        x, y = (text.lefts[at] + text.rights[at]) / 2, (text.tops[at] + text.bottoms[at]) / 2
        if x0 <= x < x1 and top <= y < bottom:
            taken.add(at)
            places[cell_of[bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1]].append(at)
    cells = []
    for n, c in enumerate(grid.cells):
        box: Box = (number, *(round(edge, 2) for edge in c.rect))  # type: ignore[assignment]
        cells.append(GridCell(c.row, c.column, c.rows, c.columns, cell_lines(text, places[n], number), box))
    return Grid(cells, grid.rows, grid.columns, number)


def cell_lines(text: Any, positions: list[int], number: int) -> list[Line]:
    """The printed lines of a cell: characters whose middles are level stand on one line."""
    rows: list[tuple[float, list[int]]] = []
    for at in positions:
        if text.text[at].isspace() and text.rights[at] <= text.lefts[at]:
            continue
        middle, height = (text.tops[at] + text.bottoms[at]) / 2, text.bottoms[at] - text.tops[at]
        for row in rows:
            if abs(row[0] - middle) < max(0.4 * height, 2.0):
                row[1].append(at)
                break
        else:
            rows.append((middle, [at]))
    lines = [text.line(members, number) for _, members in sorted(rows)]
    return [line for line in lines if line is not None]


def flow(pages: list[PageLayout]) -> list[Piece]:
    """All pages as one flow; paragraphs go on over page breaks and around tables, pictures and boxes."""
    edges = _edges(pages)
    pieces: list[Piece] = []
    open_paragraphs: dict[bool, Paragraph] = {}
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
                    open_paragraphs.pop(True, None)
                last_frame = (page.number, rect)
            _add(item, rect is not None, frames if rect else None, edges[_region(page, rect)], pieces, open_paragraphs)
    return pieces


def _add(line: Line, framed: bool, frame: int | None, edge: Margins, pieces: list[Piece], open_paragraphs: dict[bool, Paragraph]) -> None:
    """The line joins the open paragraph of its region or opens a new one."""
    current = open_paragraphs.get(framed)
    if current is not None and continues(current.lines[-1], line, edge, pieces[-1] is not current):
        current.lines.append(line)
        return
    open_paragraphs[framed] = paragraph(line, edge, frame)
    pieces.append(open_paragraphs[framed])


def _framed(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and piece.frame is not None


def _in_order(page: PageLayout) -> list[Line | Grid | Picture]:
    """Lines in printed order with grids and pictures before the first line below them."""
    others: list[tuple[float, Grid | Picture]] = [(min(cell.box[2] for cell in grid.cells if cell.box), grid) for grid in page.grids]
    for x0, top, x1, bottom in page.images:
        others.append((top, Picture(page.number, (page.number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))))
    others.sort(key=lambda other: other[0])
    ordered: list[Line | Grid | Picture] = []
    for line in page.lines:
        while others and others[0][0] < line.top:
            ordered.append(others.pop(0)[1])
        ordered.append(line)
    return ordered + [other for _, other in others]


def _frame_of(line: Line, page: PageLayout) -> Rect | None:
    """The smallest frame around the line; a frame around the whole page is a border, not a box. Punctuation may hang over its right edge."""
    middle = (line.top + line.bottom) / 2
    around = [f for f in page.frames if f[0] - 2 <= line.left and line.right <= f[2] + line.size and f[1] - 2 <= middle <= f[3] + 2]
    around = [f for f in around if f[3] - f[1] < 0.9 * page.size[1]]
    return min(around, key=lambda f: (f[2] - f[0]) * (f[3] - f[1]), default=None)


def _region(page: PageLayout, rect: Rect | None) -> tuple[float, ...]:
    """Lines of one region share margins: the pages of one side and width, or the frames of one width."""
    return (page.number % 2, round(page.size[0])) if rect is None else (-1, round(rect[0]), round(rect[2]))


def _edges(pages: list[PageLayout]) -> dict[tuple[float, ...], Margins]:
    regions: dict[tuple[float, ...], list[Line]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            regions[_region(page, _frame_of(line, page))].append(line)
    return {region: margins(lines) for region, lines in regions.items()}
