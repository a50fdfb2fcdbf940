"""PDF → flow of paragraphs, grids and pictures, with pdfium (text, character boxes, ruling lines, images)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from pathlib import Path
from typing import Any

from pipeline.document import Box, Dropped
from pipeline.errors import UserError
from pipeline.read.aligned import aligned_grids
from pipeline.read.columns import in_columns
from pipeline.read.confined import confined
from pipeline.read.flow import flow
from pipeline.read.footnotes import split_notes
from pipeline.read.furniture import split_furniture
from pipeline.read.layout import Flow, Grid, GridCell, Line, Rect
from pipeline.read.layout import PageLayout as PageLayout
from pipeline.read.rules import RuledGrid
from pipeline.read.streams import ENORMOUS, survey

MOST_PAGES = 5000
MOST_DAMAGED = 0.3
"""A file of which a larger share of the streams does not unpack is not read."""
SMALLEST_PICTURE = 0.03
"""An image that covers less of the page than this is an ornament."""


def read_pdf(path: Path) -> Flow:
    """The flow of a PDF. Raises UserError when it cannot be opened or has too many pages."""
    found = survey(path.read_bytes())
    if found.damaged > MOST_DAMAGED * found.streams:
        raise UserError(f"{path}: most of its content is damaged; get the file again from its office")
    pages = confined(read_pages, path, found.reason) if found.reason else read_pages(path)
    recognised = _pictures(path, pages) if found.reason != ENORMOUS else []
    heights = [page.size[1] for page in pages]
    kept, dropped = split_furniture([page.lines for page in pages], heights)
    for page, lines in zip(pages, kept, strict=True):
        page.lines = in_columns(lines)
    split_notes(pages)
    for page in pages:
        page.lines, grids = aligned_grids(page.lines, page.number)
        page.grids += grids
    dropped += [mark for page in pages for mark in page.dropped]
    if found.damaged:
        dropped.append(Dropped("damage", "", None, None, None, f"{found.damaged}段页面内容损坏，可能缺字"))
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
            layout.dropped = text.marks
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
