"""What every reader makes of its source before the outline is known: paragraphs, grids and pictures in reading order.

PDF, HTML, DOCX and text all end here; `outline.build` turns the flow into a Document. A line keeps its printed characters, spaces
included; `compose` drops the spaces that are only typesetting and keeps the boxes of the others.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Box, Dropped, Run
from pipeline.read.characters import is_latin, kept_positions

ALONE = -1
"""The frame of a box that is a table and nothing else."""
Rect = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the page."""


@dataclass(slots=True)
class Line:
    """One printed line. `lefts` and `rights` are the x edges of its characters (empty for sources without pages).

    `lead` counts the bold characters that open a line which is not bold as a whole. `breaks` are the positions at which the printed
    order leaves the order of the file (a character in another font, written last): a box must not reach over them.
    `column` counts the columns of the page from 1; 0 is a line across the page.
    """

    text: str
    page: int | None = None
    top: float = 0.0
    bottom: float = 0.0
    lefts: Sequence[float] = ()
    rights: Sequence[float] = ()
    size: float = 0.0
    font: str = ""
    bold: bool = False
    lead: int = 0
    breaks: tuple[int, ...] = ()
    column: int = 0

    @property
    def left(self) -> float:
        return self.lefts[0] if self.lefts else 0.0

    @property
    def right(self) -> float:
        return self.rights[-1] if self.rights else 0.0


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `level` is a heading level told by the source (1 highest); `frame` numbers the box around it.

    `frame` is ALONE where a table is the whole box; `note` is true for foot- and endnotes, `item` for a numbered line that is no heading.
    """

    lines: list[Line]
    bold: bool = False
    size: float = 0.0
    level: int | None = None
    frame: int | None = None
    centred: bool = False
    note: bool = False
    item: bool = False

    @property
    def raw(self) -> str:
        """The words with all printed spaces, lines joined."""
        return join([line.text for line in self.lines])

    @property
    def page(self) -> int | None:
        return self.lines[0].page if self.lines else None


@dataclass(slots=True)
class GridCell:
    """A cell of a grid: place from 0, spans, its printed lines, its frame on the page."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line]
    box: Box | None = None

    @property
    def raw(self) -> str:
        return join([line.text for line in self.lines])


@dataclass(slots=True)
class Grid:
    """A table, or its part on one page. `caption` is what the source ties to it (HTML caption)."""

    cells: list[GridCell]
    rows: int
    columns: int
    page: int | None = None
    header_rows: int | None = None
    caption: str = ""

    def row(self, number: int) -> list[GridCell]:
        return [cell for cell in self.cells if cell.row == number]


@dataclass(slots=True)
class Picture:
    """An image that may hold text: where it stands; `text` is filled when OCR read it."""

    page: int | None
    box: Box | None
    name: str = ""


Piece = Paragraph | Grid | Picture


@dataclass(slots=True)
class PageLayout:
    """What stands on one page: lines outside tables, grids, the rectangles of frames, images, footnotes, size in points, and what was left out."""

    number: int
    size: tuple[float, float]
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    frames: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """A source, read: pieces in reading order, what was dropped on the way, the pages, the regions read from pictures."""

    pieces: list[Piece]
    dropped: list[Dropped] = field(default_factory=list)
    pages: int | None = None
    page_sizes: list[tuple[float, float]] = field(default_factory=list)
    title: str = ""
    recognised: list[Box] = field(default_factory=list)


def join(texts: list[str]) -> str:
    """Lines as one text: a space only where a Latin word ends one line and another opens the next."""
    parts = texts[:1]
    for before, after in pairwise(texts):
        parts.append(" " + after if is_latin(before[-1:]) and is_latin(after[:1]) else after)
    return "".join(parts)


def compose(lines: list[Line], heading: bool = False) -> tuple[str, list[Run]]:
    """The text of some lines without typesetting spaces, and the runs of its characters (starts relative to the text)."""
    text, runs = "", []
    for line in lines:
        keep = kept_positions(line.text, heading)
        if text and keep and is_latin(text[-1]) and is_latin(line.text[keep[0]]):
            text += " "
        runs.extend(_runs(line, keep, len(text)))
        text += "".join([line.text[at] for at in keep]) if len(keep) < len(line.text) else line.text
    return text, runs


def _runs(line: Line, keep: list[int] | range, start: int) -> list[Run]:
    """The runs of the kept characters of a line: one, or one between each two breaks."""
    if not line.lefts or line.page is None or not keep:
        return []
    if len(keep) == len(line.text) and not line.breaks:
        return [Run(start, line.page, line.top, line.bottom, array("f", line.lefts), array("f", line.rights))]
    ends = [0, *[bisect_left(keep, at) for at in line.breaks], len(keep)]
    runs = []
    for lo, hi in pairwise(ends):
        if lo < hi:
            lefts, rights = array("f", [line.lefts[at] for at in keep[lo:hi]]), array("f", [line.rights[at] for at in keep[lo:hi]])
            runs.append(Run(start + lo, line.page, line.top, line.bottom, lefts, rights))
    return runs
