"""Web pages → flow: the body found among navigation, headings by tag or by words, tables with their spans, framed text as boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.read.body import ASIDE, BLOCKS, HEADINGS, body_of, clean, holds_blocks, navigation, title_of
from pipeline.read.characters import fold, squeeze
from pipeline.read.encoding import decoded
from pipeline.read.headings import LONGEST, TITLE_ENDS, heading_mark
from pipeline.read.layout import Flow, Grid, GridCell, Line, Paragraph, Picture, Piece
from pipeline.read.levels import settle

if TYPE_CHECKING:
    from bs4 import Tag

CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOTE_MARK = re.compile(r"\s*[\[［〔(（]?\d{1,3}[\]］〕)）]?\s*|[①-⑳]")
RAISED = {"2": "²", "3": "³"}
LONG_CELL = 400
"""A cell with more characters than this is no table cell: the table lays out the page."""
LONGEST_BOX = 20_000
"""A single column with more characters than this is the page, not a box on it."""
ITEM_LEVEL = 2
"""The level at which the outline puts a heading beside 一、."""
FILE_ENDS = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)$", re.IGNORECASE)
WIDEST = 1000
"""Spans beyond this are errors of the page."""

Runs = list[tuple[str, bool]]
"""The words of a paragraph in pieces, each bold or not."""


def read_html(path: Path) -> Flow:
    """The flow of a web page. Raises UserError when its encoding cannot be told or it holds no text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(decoded(path.read_bytes(), path), "lxml")
    if soup.body is None:
        raise UserError(f"{path}: is not a web page with text; save the page again from its office's site")
    title = title_of(soup)
    clean(soup)
    try:
        body = body_of(soup.body)
        pieces = captioned(list(walk(body, count(1))))
    except RecursionError as error:
        raise UserError(f"{path}: its elements are nested without end; save the page again from its office's site") from error
    title = settle(pieces, title)
    emphasised(pieces, title)
    return Flow(pieces, list(navigation(soup.body, body)), title=title)


def captioned(pieces: list[Piece]) -> list[Piece]:
    """The flow with the caption of a figure that stands in the picture's alternative text alone."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        found.append(piece)
        mark = heading_mark(piece.name) if isinstance(piece, Picture) else None
        if isinstance(piece, Picture) and mark is not None and mark.kind == "figure":
            around = [other for other in pieces[max(at - 2, 0) : at + 3] if isinstance(other, Paragraph)]
            if not any((other := heading_mark(p.raw.strip())) and (other.kind, other.number) == ("figure", mark.number) for p in around):
                found.append(Paragraph([Line(piece.name)], centred=True))
    return found


def emphasised(pieces: list[Piece], title: str) -> None:
    """In a page without heading tags and chapters, short bold words in the middle of a line are a heading beside 一、 and 二、."""
    paragraphs = [piece for piece in pieces if isinstance(piece, Paragraph)]
    marks = [heading_mark(piece.raw.strip()) for piece in paragraphs]
    if any(piece.level for piece in paragraphs) or any(mark and mark.kind in ("part", "chapter", "section") for mark in marks):
        return
    for piece, mark in zip(paragraphs, marks, strict=True):
        words = squeeze(piece.raw.strip())
        if (
            piece.centred
            and piece.bold
            and piece.frame is None
            and mark is None
            and len(words) <= LONGEST
            and words[-1] not in TITLE_ENDS
            and words != squeeze(title)
        ):
            piece.level = ITEM_LEVEL


def walk(tag: Tag, frames: Iterator[int], frame: int | None = None) -> Iterator[Piece]:
    """The paragraphs, grids and pictures of an element in reading order; `frames` numbers the boxes that are met."""
    if tag.name == "table":
        yield from table(tag, frames, frame)
    elif tag.name in ASIDE or tag.name == "hr":
        return
    elif not holds_blocks(tag):
        yield from _paragraphs_of(list(tag.children), tag, frame)
    else:
        yield from mixed(tag, frames, frame)


def mixed(tag: Tag, frames: Iterator[int], frame: int | None) -> Iterator[Piece]:
    """An element with blocks in it: the words between them are paragraphs too."""
    from bs4 import Tag

    loose: list[object] = []
    for child in tag.children:
        if isinstance(child, Tag) and (child.name in BLOCKS or child.name in HEADINGS or holds_blocks(child)):
            yield from _paragraphs_of(loose, tag, frame)
            loose = []
            yield from walk(child, frames, frame)
        else:
            loose.append(child)
    yield from _paragraphs_of(loose, tag, frame)


def table(tag: Tag, frames: Iterator[int], frame: int | None) -> Iterator[Piece]:
    """A table; with one column it is a frame around text, with long cells the layout of the page."""
    rows = [list(row.find_all(["td", "th"], recursive=False)) for row in _rows(tag)]
    cells = [cell for row in rows for cell in row]
    nested = tag.find("table") is not None
    if all(len(row) <= 1 for row in rows):
        number = frame if nested or len(tag.get_text(strip=True)) > LONGEST_BOX else next(frames)
        for cell in cells:
            yield from mixed(cell, frames, number)
    elif nested or (len(rows[0]) < 3 and any(len(cell.get_text(strip=True)) > LONG_CELL for cell in cells if not cell.get("colspan"))):
        for cell in cells:
            yield from mixed(cell, frames, frame)
    else:
        yield _grid(tag, rows)
        for image in tag.find_all("img"):
            yield from _picture(image)


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _grid(table: Tag, rows: list[list[Tag]]) -> Grid:
    """The grid with every cell at its place: rowspan and colspan push the cells after them aside."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, members in enumerate(rows):
        column = 0
        for member in members:
            while (row, column) in taken:
                column += 1
            down, right = min(_span(member, "rowspan") or len(rows), len(rows) - row), max(_span(member, "colspan"), 1)
            taken |= {(r, c) for r in range(row, row + down) for c in range(column, column + right)}
            cells.append(GridCell(row, column, down, right, _cell_lines(member)))
    columns = 1 + max(column for _, column in taken)
    heads = sum(1 for row in _rows(table) if row.find_parent("thead") is not None)
    caption = table.find("caption")
    return Grid(cells, len(rows), columns, None, heads or None, fold(caption.get_text(strip=True)) if caption is not None else "")


def _span(cell: Tag, name: str) -> int:
    """The span that the cell states; 0 (down to the end) and nonsense are kept within bounds."""
    stated = str(cell.get(name) or "1").strip()
    return min(int(stated), WIDEST) if stated.isdecimal() else 1


def _cell_lines(cell: Tag) -> list[Line]:
    return [line for piece in mixed(cell, count(1), None) if isinstance(piece, Paragraph) for line in piece.lines]


def _paragraphs_of(nodes: list[object], parent: Tag, frame: int | None) -> Iterator[Piece]:
    """The paragraphs of some inline nodes: a line break opens a new one; pictures between them stay in order."""
    level = int(parent.name[1]) if parent.name in HEADINGS else None
    pieces: list[Runs | Tag] = [[]]
    for node in nodes:
        _collect(node, _is_bold(parent), pieces)
    for piece in pieces:
        if not isinstance(piece, list):
            yield from _picture(piece)
        elif "".join(words for words, _ in piece).strip():
            line = _line(piece)
            yield Paragraph([line], line.bold or level is not None, 0.0, level, frame, _is_centred(parent))


def _collect(node: object, bold: bool, pieces: list[Runs | Tag]) -> None:
    """Add the words of an inline node to the last piece."""
    from bs4 import Tag
    from bs4.element import NavigableString

    if isinstance(node, NavigableString):
        _open(pieces).append((str(node), bold))
    elif isinstance(node, Tag):
        if node.name == "br":
            pieces.append([])
        elif node.name == "img":
            pieces.extend([node, []])
        elif node.name == "sup" and (words := node.get_text().strip()):
            _open(pieces).append((_raised(words, _open(pieces)), bold))
        else:
            for child in node.children:
                _collect(child, bold or _is_bold(node), pieces)


def _open(pieces: list[Runs | Tag]) -> Runs:
    last = pieces[-1]
    assert isinstance(last, list)
    return last


def _raised(words: str, before: Runs) -> str:
    """Raised digits are an exponent after a Latin unit and elsewhere the mark of a note, which is no text."""
    if words in RAISED and re.search(r"[a-zA-Z㎡米]\s*$", before[-1][0] if before else ""):
        return RAISED[words]
    return "" if NOTE_MARK.fullmatch(words) else words


def _line(runs: Runs) -> Line:
    """The words as one line; `lead` counts the bold characters that open it."""
    words = "".join(text for text, _ in runs)
    flags = [bold for text, bold in runs for _ in text]
    start = len(words) - len(words.lstrip())
    end = len(words.rstrip())
    inked = [flags[at] for at in range(start, end) if not words[at].isspace()]
    lead = next((at for at in range(start, end) if not flags[at] and not words[at].isspace()), end) - start
    text = fold(re.sub(r"[\r\n\t]", " ", words[start:end]))
    return Line(text, bold=all(inked), lead=0 if all(inked) or lead < 2 else lead)


def _picture(image: Tag) -> Iterator[Piece]:
    """The picture, named by its alternative text or its file."""
    words = fold(str(image.get("alt") or image.get("title") or "").strip())
    yield Picture(None, None, FILE_ENDS.sub("", words or str(image.get("src") or "").rsplit("/", 1)[-1]))


def _is_bold(tag: Tag) -> bool:
    return tag.name in ("strong", "b", "th", *HEADINGS) or BOLD.search(str(tag.get("style") or "")) is not None


def _is_centred(tag: Tag) -> bool:
    return (
        str(tag.get("align") or "") == "center"
        or tag.name in ("center", "caption")
        or CENTRED.search(str(tag.get("style") or "")) is not None
    )
