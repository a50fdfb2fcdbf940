"""Pages and pictures without a text layer → lines and grids, recognised on this machine (extra `ocr`; the models come with its wheel).

A picture is taken into the text when it holds a table, a frame with words, or lines of prose; a map or a chart stays a picture.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.document import Box
from pipeline.read.characters import fold
from pipeline.read.headings import heading_length, heading_mark
from pipeline.read.layout import Grid, GridCell, Line
from pipeline.read.rules import Rect, RuledGrid, ruled_grids
from pipeline.read.strokes import has_dash, ruling_lines

if TYPE_CHECKING:
    from pipeline.read.pdf import PageLayout
    from pipeline.read.strokes import Bitmap

SCALE = 2.0
"""Pixels per point at which a page is drawn for recognition (144 dpi)."""
LARGEST = 10_000_000.0
"""Square points; a page that is larger than A0 is not drawn."""
SURE = 0.6
"""Lines below this confidence (0–1) are left out."""
CAPTION_GAP = 40.0
"""A figure's caption stands this close (points) above or below its picture."""
PROSE_LINES, PROSE_LENGTH = 3, 12
"""So many lines of at least so many characters are text; the labels of a map are shorter."""
FILLED = 0.6
"""At least this share of a table's cells is filled (a dash counts)."""
GAP = 1.2
"""Pieces of a printed line stand at most so many character heights apart."""
LEGEND = "图例"
MARGIN = 4.0
"""Points around a picture that are drawn with it."""


def recognise(path: Path, pages: list[PageLayout]) -> list[Box]:
    """Read the pictures of all pages into their layouts; returns the regions that were recognised.

    Without the extra nothing happens: the pictures stay on the pages, and the outline lists them as unread.
    """
    wanted = [page for page in pages if page.size[0] * page.size[1] <= LARGEST and any(not is_figure(page, image) for image in page.images)]
    if not wanted or engine() is None:
        return []
    import pypdfium2

    regions: list[Box] = []
    pdf = pypdfium2.PdfDocument(path)
    try:
        for page in wanted:
            regions += _read_page(pdf, page)
    finally:
        pdf.close()
    return regions


@cache
def engine() -> Any:
    """The recognition engine, or None when the extra is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, "Global.text_score": SURE})


def is_figure(page: PageLayout, image: Rect) -> bool:
    """Whether the caption of a figure stands at the picture: a map or a chart, whose labels are no text."""
    near = [line for line in page.lines if abs(line.top - image[3]) < CAPTION_GAP or abs(image[1] - line.bottom) < CAPTION_GAP]
    return any(_is_caption(line) for line in near)


def _read_page(pdf: Any, page: PageLayout) -> list[Box]:
    """Recognise the page's pictures; those that hold text leave the list of pictures."""
    regions: list[Box] = []
    for image in list(page.images):
        if is_figure(page, image):
            continue
        bitmap, origin = draw(pdf, page, image)
        lines = recognised_lines(bitmap, page.number, origin)
        grids, frames, loose = _arranged(bitmap, lines, page.number, origin)
        captions = [line for line in joined(lines) if _is_caption(line)]
        if captions or any(LEGEND in line.text for line in lines):
            _insert(page, image, captions)
        elif (
            grids
            or (frames and lines)
            or sum(len(line.text) >= PROSE_LENGTH for line in loose) >= PROSE_LINES
            or (_covers(page, image) and loose)
        ):
            page.images.remove(image)
            page.grids += grids
            page.frames += frames
            _insert(page, image, loose)
        elif lines:
            continue
        else:  # a photograph
            page.images.remove(image)
        regions.append((page.number, *image))
    return regions


def _is_caption(line: Line) -> bool:
    mark = heading_mark(line.text.strip())
    return mark is not None and mark.kind == "figure" and heading_length(line.text.strip(), mark) is not None


def _insert(page: PageLayout, image: Rect, lines: list[Line]) -> None:
    """The lines at the picture's place among those of the page."""
    at = next((n for n, line in enumerate(page.lines) if line.top > image[1]), len(page.lines))
    page.lines[at:at] = lines


def _covers(page: PageLayout, image: Rect) -> bool:
    """Whether the page is a scan: the picture covers most of it and nothing else is printed there."""
    return not page.lines and (image[2] - image[0]) * (image[3] - image[1]) > 0.5 * page.size[0] * page.size[1]


def draw(pdf: Any, page: PageLayout, image: Rect) -> tuple[Bitmap, tuple[float, float]]:
    """The picture as grey values, and the place of its corner on the page in points."""
    x0, top = max(image[0] - MARGIN, 0.0), max(image[1] - MARGIN, 0.0)
    x1, bottom = min(image[2] + MARGIN, page.size[0]), min(image[3] + MARGIN, page.size[1])
    crop = (x0, page.size[1] - bottom, page.size[0] - x1, top)
    sheet = pdf[page.number - 1]
    try:
        bitmap: Bitmap = sheet.render(scale=SCALE, crop=crop, grayscale=True).to_numpy().squeeze().copy()
    finally:
        sheet.close()
    return bitmap, (x0, top)


def recognised_lines(bitmap: Bitmap, number: int, origin: tuple[float, float]) -> list[Line]:
    """The lines of a picture from top to bottom, with the edges of their characters on the page."""
    import numpy

    result = engine()(numpy.dstack([bitmap] * 3), return_word_box=True)
    if result.txts is None:
        return []
    lines = [
        _line(text, box, words, number, origin) for text, box, words in zip(result.txts, result.boxes, result.word_results, strict=True)
    ]
    usual = median([line.size for line in lines])
    for line in lines:  # the height of a recognised line wavers
        line.size = usual if abs(line.size - usual) < 0.2 * usual else line.size
    return sorted(lines, key=lambda line: (round(line.top / (0.5 * usual)), line.left))


def _line(text: str, box: Any, words: Any, number: int, origin: tuple[float, float]) -> Line:
    x, y = origin
    left, top = min(p[0] for p in box) / SCALE + x, min(p[1] for p in box) / SCALE + y
    right, bottom = max(p[0] for p in box) / SCALE + x, max(p[1] for p in box) / SCALE + y
    edges: list[tuple[float, float]] = []
    for word, _, place in words:
        lo, hi = min(p[0] for p in place) / SCALE + x, max(p[0] for p in place) / SCALE + x
        edges += [(lo + (hi - lo) * at / len(word), lo + (hi - lo) * (at + 1) / len(word)) for at in range(len(word))]
    spelled = "".join(word for word, _, _ in words)
    if spelled != text:
        edges = [(left + (right - left) * at / len(text), left + (right - left) * (at + 1) / len(text)) for at in range(len(text))]
    lefts, rights = [round(float(lo), 2) for lo, _ in edges], [round(float(hi), 2) for _, hi in edges]
    return Line(fold(text), number, round(float(top), 2), round(float(bottom), 2), lefts, rights, round(float(bottom - top), 1))


def _arranged(bitmap: Bitmap, lines: list[Line], number: int, origin: tuple[float, float]) -> tuple[list[Grid], list[Rect], list[Line]]:
    """Grids with the lines in their cells, frames, and the lines outside the grids."""
    grids: list[Grid] = []
    frames: list[Rect] = []
    loose = lines
    for ruled in ruled_grids(ruling_lines(bitmap, SCALE, origin)):
        inside = [line for line in loose if _within(line, ruled.rect)]
        if ruled.is_frame and inside:
            frames.append(ruled.rect)
        elif len(inside) > 1 and _is_table(grid := _filled(ruled, inside, number, bitmap, origin)):
            grids.append(grid)
            loose = [line for line in loose if not _within(line, ruled.rect)]
    return grids, frames, joined(loose)


def _is_table(grid: Grid) -> bool:
    """Whether most cells are filled and none holds most of the words (the lines of a map make grids, too)."""
    lengths = [len(cell.raw.strip()) for cell in grid.cells]
    return grid.rows > 1 and sum(length > 0 for length in lengths) >= FILLED * len(lengths) and max(lengths) <= 0.5 * sum(lengths)


def joined(lines: list[Line]) -> list[Line]:
    """The lines with the pieces of one printed line put together: 图 1 and its title."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is not None and abs(before.top - line.top) < 0.3 * line.size and -0.5 < line.left - before.right < GAP * line.size:
            lefts, rights = [*before.lefts, before.right, *line.lefts], [*before.rights, line.left, *line.rights]
            found[-1] = Line(
                f"{before.text} {line.text}",
                line.page,
                min(before.top, line.top),
                max(before.bottom, line.bottom),
                lefts,
                rights,
                line.size,
            )
        else:
            found.append(line)
    return found


def _within(line: Line, rect: Rect) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def _filled(ruled: RuledGrid, lines: list[Line], number: int, bitmap: Bitmap, origin: tuple[float, float]) -> Grid:
    """The grid with its lines; a line that runs over a wall is parted there, an empty cell may hold a dash."""
    parts = [part for line in lines for part in _parted(line, ruled)]
    cells = []
    for cell in ruled.cells:
        inside = [part for part in parts if _within(part, cell.rect)]
        x0, top, x1, bottom = cell.rect
        if not inside and has_dash(bitmap, SCALE, (x0 - origin[0], top - origin[1], x1 - origin[0], bottom - origin[1])):
            inside = [Line("—", number, top, bottom, [x0], [x1], bottom - top)]
        box: Box = (number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
        cells.append(GridCell(cell.row, cell.column, cell.rows, cell.columns, inside, box))
    return Grid(cells, ruled.rows, ruled.columns, number)


def _parted(line: Line, ruled: RuledGrid) -> list[Line]:
    """The line in pieces, one a cell that its characters stand in."""
    y = (line.top + line.bottom) / 2
    row = [cell.rect for cell in ruled.cells if cell.rect[1] <= y <= cell.rect[3]]
    pieces: list[tuple[Rect | None, list[int]]] = []
    for at, (left, right) in enumerate(zip(line.lefts, line.rights, strict=True)):
        rect = next((rect for rect in row if rect[0] <= (left + right) / 2 <= rect[2]), None)
        if not pieces or (rect is not None and rect != pieces[-1][0]):
            pieces.append((rect, []))
        pieces[-1][1].append(at)
    if len(pieces) < 2:
        return [line]
    return [
        Line(
            "".join(line.text[at] for at in places),
            line.page,
            line.top,
            line.bottom,
            [line.lefts[at] for at in places],
            [line.rights[at] for at in places],
            line.size,
        )
        for _, places in pieces
    ]


@cache
def page_text(path: Path, number: int) -> str:
    """What is printed on a page of a PDF, recognised as a whole; the engine must be there."""
    import pypdfium2

    from pipeline.read.pdf import PageLayout

    pdf = pypdfium2.PdfDocument(path)
    try:
        width, height = pdf[number - 1].get_size()
        bitmap, origin = draw(pdf, PageLayout(number, (width, height)), (0.0, 0.0, width, height))
        return "\n".join(line.text for line in recognised_lines(bitmap, number, origin))
    finally:
        pdf.close()
