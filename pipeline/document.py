"""A document as one text, with intervals over it.

Every position in gangmu is a half-open pair of character offsets into `Document.text`. Pages, boxes, sections and
table cells are looked up from offsets, never stored in values.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

SectionKind = Literal["part", "chapter", "section", "item", "point", "box", "table", "figure", "preface", "front", "note"]
BlockKind = Literal["heading", "paragraph", "caption", "cell", "note"]
Box = tuple[int, float, float, float, float]
"""Page number (from 1), x0, top, x1, bottom in PDF points, origin at the top left of the page."""

SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n")
WHITE_SPACE = re.compile(r"\s+")
HAN = r"[^\W\dA-Za-z_]"
"""A pattern of a Chinese character: any letter but the Latin ones. (As a range of code points it takes a millisecond to compile.)"""
LONGEST_SENTENCE = 2_000
"""Characters of a sentence at most (the longest we met has 700): rules look around in a sentence, so the time of a plan grows with its length."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A half-open interval of character offsets into `Document.text`."""

    start: int
    end: int

    def contains(self, other: Anchor) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Anchor) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline: from its heading to the end of everything below it.

    `anchor` covers heading and content, `heading` the printed heading alone (empty for front matter without one).
    `title` is the heading as printed, with its number. `chapter` is 0 before chapter one, None in a document without chapters.
    """

    id: str
    parent: str | None
    kind: SectionKind
    number: str | None
    title: str
    chapter: int | None
    anchor: Anchor
    heading: Anchor


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is read as a whole: a heading, a paragraph, a caption, a note or a table cell.

    `section` is the innermost section that holds it; `run_in` the bold words that open the paragraph (“光电产业。”) or None.
    """

    id: str
    kind: BlockKind
    anchor: Anchor
    section: str
    run_in: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text, where it stands in the grid (from 0), how far it spans, and its frame on the page."""

    anchor: Anchor
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose continuation pages are joined: `cells` in reading order, `header_rows` rows of column heads."""

    id: str
    section: str
    title: str
    header_rows: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]

    def grid(self) -> list[list[Cell | None]]:
        """Rows × columns with merged cells repeated in every place that they cover."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rows, self.rows)):
                for column in range(cell.column, min(cell.column + cell.columns, self.columns)):
                    grid[row][column] = cell
        return grid


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters on one line of one page: `lefts[i]` and `rights[i]` are the x edges of character `start + i`.

    A reader of PDFs gives them as arrays of floats: a plan of 1,000 pages has a million edges.
    """

    start: int
    page: int
    top: float
    bottom: float
    lefts: Sequence[float]
    rights: Sequence[float]

    @property
    def end(self) -> int:
        return self.start + len(self.lefts)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the reader saw and kept out of the text: page furniture, contents, a picture it could not read, damage.

    `kind` is one of furniture, contents, picture, page, damage; `text` what was printed, `note` why (Chinese, for a reader).
    `start` is the offset near which it stood, or None.
    """

    kind: Literal["furniture", "contents", "picture", "page", "damage"]
    text: str
    page: int | None = None
    start: int | None = None
    box: Box | None = None
    note: str = ""


@dataclass(frozen=True)
class Document:
    """What a source says, as one text with intervals over it. `period` is (first year, last year); `region` an adcode.

    `recognised` are the regions of pages whose text was read from a picture.
    """

    id: str
    sha256: str
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    runs: tuple[Run, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    pages: int | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
    title: str = ""
    issuer: str | None = None
    number: str | None = None
    issued: str | None = None
    period: tuple[int, int] | None = None
    region: str | None = None
    source: str = ""
    recognised: tuple[Box, ...] = ()

    def quote(self, anchor: Anchor) -> str:
        """The words at the anchor, verbatim, white space removed."""
        return WHITE_SPACE.sub("", self.text[anchor.start : anchor.end])

    def section(self, section_id: str) -> Section:
        return self._sections_by_id[section_id]

    def section_at(self, position: int) -> Section:
        """The innermost section that holds the position."""
        at = bisect_right(self._section_starts, position) - 1
        section = self.sections[max(at, 0)]
        while section.parent is not None and not section.anchor.start <= position < section.anchor.end:
            section = self.section(section.parent)
        return section

    def path(self, section: Section) -> tuple[Section, ...]:
        """The section and all that hold it, outermost first."""
        return self._paths[section.id]

    def children(self, section: Section) -> tuple[Section, ...]:
        return self._children.get(section.id, ())

    def block_at(self, position: int) -> Block | None:
        at = bisect_right(self._block_starts, position) - 1
        if at < 0 or position >= self.blocks[at].anchor.end:
            return None
        return self.blocks[at]

    def blocks_in(self, anchor: Anchor) -> tuple[Block, ...]:
        """The blocks that begin inside the anchor."""
        first = bisect_left(self._block_starts, anchor.start)
        return self.blocks[first : bisect_left(self._block_starts, anchor.end, first)]

    def page_at(self, position: int) -> int | None:
        """The page (from 1) on which the character stands, or None for a source without pages."""
        if not self.runs:
            return None
        return self.runs[max(bisect_right(self._run_starts, position) - 1, 0)].page

    def boxes(self, anchor: Anchor) -> tuple[Box, ...]:
        """One box per printed line that the anchor touches."""
        found = []
        first = max(bisect_right(self._run_starts, anchor.start) - 1, 0)
        for run in self.runs[first : bisect_left(self._run_starts, anchor.end, first)]:
            lo, hi = max(anchor.start, run.start) - run.start, min(anchor.end, run.end) - run.start
            if lo < hi:
                left, right = hundredths((min(run.lefts[lo:hi]), max(run.rights[lo:hi])))
                found.append((run.page, left, round(run.top, 2), right, round(run.bottom, 2)))
        return tuple(found)

    def is_recognised(self, anchor: Anchor) -> bool:
        """Whether any of the words at the anchor was read from a picture (OCR)."""
        return bool(self.recognised) and any(_meet(box, region) for box in self.boxes(anchor) for region in self.recognised)

    def sentences(self, anchor: Anchor | None = None) -> Iterator[Anchor]:
        """Sentences of all blocks (or of those inside the anchor): cut after 。！？ and at the block's end; a cell is one."""
        whole = anchor or Anchor(0, len(self.text))
        for block in self.blocks_in(whole):
            if block.anchor.end <= whole.end:
                yield from self._sentences[block.id]

    @cached_property
    def _sentences(self) -> dict[str, tuple[Anchor, ...]]:
        return {block.id: tuple(split_sentences(self.text, block.anchor)) for block in self.blocks}

    @cached_property
    def _sections_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _paths(self) -> dict[str, tuple[Section, ...]]:
        found: dict[str, tuple[Section, ...]] = {}
        for section in self.sections:  # parents come first
            found[section.id] = (*(found[section.parent] if section.parent is not None else ()), section)
        return found

    @cached_property
    def _children(self) -> dict[str, tuple[Section, ...]]:
        found: dict[str, tuple[Section, ...]] = {}
        for section in self.sections:
            if section.parent is not None:
                found[section.parent] = (*found.get(section.parent, ()), section)
        return found

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.anchor.start for section in self.sections]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.anchor.start for block in self.blocks]

    @cached_property
    def _run_starts(self) -> list[int]:
        return [run.start for run in self.runs]


def _meet(box: Box, region: Box) -> bool:
    """Whether the middle of the box lies in the region."""
    x, y = (box[1] + box[3]) / 2, (box[2] + box[4]) / 2
    return box[0] == region[0] and region[1] <= x <= region[3] and region[2] <= y <= region[4]


def hundredths(edges: Sequence[float]) -> tuple[float, ...]:
    """Edges of characters to the hundredth of a point, the same whether they were just read or come from layout.json."""
    return tuple([(edge * 100 + 0.5) // 1 / 100 for edge in edges])  # `round` takes six times as long


def split_sentences(text: str, anchor: Anchor) -> Iterator[Anchor]:
    """Sentences inside the anchor, end marks included, white space at the ends left out; what is too long to be one is cut in pieces."""
    start = anchor.start
    for end in [match.end() for match in SENTENCE_END.finditer(text, anchor.start, anchor.end)] + [anchor.end]:
        for piece in range(start, end, LONGEST_SENTENCE):
            lo, hi = piece, min(piece + LONGEST_SENTENCE, end)
            while lo < hi and text[lo].isspace():
                lo += 1
            while lo < hi and text[hi - 1].isspace():
                hi -= 1
            if lo < hi:
                yield Anchor(lo, hi)
        start = end
