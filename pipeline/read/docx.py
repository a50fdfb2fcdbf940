"""Word files → flow: paragraphs with the numbers that Word prints, headings by style or by words, tables with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from pipeline.errors import UserError
from pipeline.read.characters import fold
from pipeline.read.layout import Flow, Grid, GridCell, Line, Paragraph, Picture, Piece
from pipeline.read.levels import settle
from pipeline.read.numbering import Numbering, W, numbering, value
from pipeline.read.paragraphs import TERMINAL
from pipeline.read.styles import Style, default_style, paragraph_properties, styles_of, switch

COMPOUND = b"\xd0\xcf\x11\xe0"
"""An OLE file: a .doc of before 2007, or a .docx under a password."""
LARGEST = 200_000_000
"""Bytes of XML beyond this are no plan but a decompression bomb."""
LONG_CELL = 400
"""A cell with more characters than this is no table cell: the table lays out the page."""
SKIPPED = tuple(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "fldData"))
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
PAGE_AT_END = re.compile(r"\s*\t\s*([\divxIVX]{1,4})\s*$")


@dataclass(slots=True)
class Word:
    """What is needed to read a paragraph: styles, lists, footnotes, and the count of boxes so far."""

    styles: dict[str, Style]
    default: str
    lists: Numbering
    notes: dict[str, Any]
    frames: Iterator[int] = field(default_factory=lambda: count(1))


@dataclass(slots=True)
class Collected:
    """The words of a paragraph with their boldness, in lines; what hangs on it: pictures, text boxes, notes."""

    lines: list[list[tuple[str, bool]]] = field(default_factory=lambda: [[]])
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_docx(path: Path) -> Flow:
    """The flow of a Word file. Raises UserError when it is none, is damaged, or is under a password."""
    document = _opened(path)
    part = document.part
    roots = {relation.reltype.rsplit("/", 1)[-1]: relation.target_part for relation in part.rels.values() if not relation.is_external}
    styles = styles_of(document.styles.element)
    lists = numbering(roots["numbering"].element if "numbering" in roots else None)
    word = Word(styles, default_style(document.styles.element), lists, _notes(roots))
    pieces = [piece for element in document.element.body for piece in blocks(element, word, None)]
    return Flow(pieces, title=settle(pieces))


def _opened(path: Path) -> Any:
    """The file as python-docx sees it, after a look at what its archive would unpack to."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    with path.open("rb") as file:
        if file.read(4) == COMPOUND:
            raise UserError(f"{path}: is encrypted or an old .doc; save it as .docx without a password")
    try:
        with ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml")) > LARGEST:
                raise UserError(f"{path}: unpacks to more than {LARGEST // 1_000_000} MB of text; get the file again from its office")
        return Document(str(path))
    except (BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise UserError(f"{path}: not a readable Word file (damaged or cut off); get the file again from its office") from error


def _notes(roots: dict[str, Any]) -> dict[str, Any]:
    """Foot- and endnotes by the kind and id that their references name."""
    from lxml import etree

    found = {}
    for kind in ("footnote", "endnote"):
        if f"{kind}s" in roots:
            for note in etree.fromstring(roots[f"{kind}s"].blob).findall(f"{W}{kind}"):
                found[kind + (note.get(f"{W}id") or "")] = note
    return found


def blocks(element: Any, word: Word, frame: int | None) -> Iterator[Piece]:
    """The pieces of one element of a body or cell: a paragraph, a table, or a container of these."""
    if element.tag == f"{W}p":
        yield from paragraphs(element, word, frame)
    elif element.tag == f"{W}tbl":
        yield from table(element, word, frame)
    elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
        for child in element:
            yield from blocks(child, word, frame)


def paragraphs(element: Any, word: Word, frame: int | None) -> Iterator[Piece]:
    """The paragraph, and after it the pictures, text boxes and notes that hang on it. A line break after a full stop opens another."""
    properties = element.find(f"{W}pPr")
    style = word.styles.get(value(properties.find(f"{W}pStyle")) if properties is not None else "") or word.styles.get(
        word.default, Style()
    )
    level, centred, number = paragraph_properties(properties)
    collected = Collected()
    collect(element, style.bold or False, word, collected)
    if CONTENTS_STYLE.fullmatch(style.name):
        collected.lines = [[(PAGE_AT_END.sub(r"………\1", "".join(words for words, _ in line)), False)] for line in collected.lines]
    lines = [_line(line) for line in collected.lines if "".join(words for words, _ in line).strip()]
    number = number or style.number
    if lines and number is not None and number[0] != "0":
        lines[0] = _numbered(lines[0], word.lists.label(*number))
    level, centred = style.level if level is None else level, style.centred if centred is None else centred
    start = 0
    for at, line in enumerate(lines):
        if at == len(lines) - 1 or TERMINAL.search(line.text):
            part = lines[start : at + 1]
            yield Paragraph(part, all(line.bold for line in part), 0.0, level, frame, bool(centred))
            start = at + 1
    yield from collected.pictures
    for box in collected.boxes:
        inner = next(word.frames)
        for child in box:
            yield from blocks(child, word, inner)
    for name in collected.notes:
        if name in word.notes:
            for note in word.notes[name].findall(f"{W}p"):
                yield from (_as_note(piece) for piece in paragraphs(note, word, frame) if isinstance(piece, Paragraph))


def _as_note(paragraph: Paragraph) -> Paragraph:
    paragraph.note = True
    return paragraph


def _numbered(line: Line, label: str) -> Line:
    """The line with its number; a number of letters is parted from the words by a space, as 第一章 is."""
    if not label or line.text.startswith(label):
        return line
    label += " " if label[-1].isalnum() else ""
    return Line(label + line.text, bold=line.bold, lead=line.lead + len(label) if line.lead else 0)


def collect(element: Any, bold: bool, word: Word, found: Collected) -> None:
    """Add the words of a paragraph or run, in order; what was deleted under revision is no text."""
    for child in element:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if child.tag in SKIPPED or child.tag == f"{ALTERNATIVE}Fallback":
            continue
        if name == "r":
            collect(child, _run_bold(child, bold, word), word, found)
        elif name == "t":
            found.lines[-1].append((child.text or "", bold))
        elif name in ("tab", "ptab"):
            found.lines[-1].append(("\t", bold))
        elif name == "noBreakHyphen":
            found.lines[-1].append(("-", bold))
        elif name in ("br", "cr") and child.get(f"{W}type") != "page":
            found.lines.append([])
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes.append(name.removesuffix("Reference") + (child.get(f"{W}id") or ""))
        elif name == "txbxContent":
            found.boxes.append(child)
        elif child.tag.endswith("}blip") or child.tag.endswith("}imagedata"):
            found.pictures.append(Picture(None, None, _picture_name(child)))
        else:
            collect(child, bold, word, found)


def _picture_name(blip: Any) -> str:
    """What the file calls the picture: its description, else its name."""
    drawing = next((parent for parent in blip.iterancestors() if parent.tag.endswith(("}inline", "}anchor"))), None)
    if drawing is None:
        return ""
    properties = next((child for child in drawing if child.tag.endswith("}docPr")), None)
    return (properties.get("descr") or properties.get("name") or "") if properties is not None else ""


def _run_bold(run: Any, bold: bool, word: Word) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return bold
    own = switch(properties.find(f"{W}b"))
    named = word.styles.get(value(properties.find(f"{W}rStyle")), Style()).bold
    return own if own is not None else named if named is not None else bold


def _line(runs: list[tuple[str, bool]]) -> Line:
    """The words as one line; `lead` counts the bold characters that open it."""
    words = "".join(text for text, _ in runs)
    flags = [bold for text, bold in runs for _ in text]
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    inked = [at for at in range(start, end) if not words[at].isspace()]
    lead = next((at for at in inked if not flags[at]), end) - start
    whole = all(flags[at] for at in inked)
    return Line(fold(words[start:end]), bold=whole, lead=0 if whole or lead < 2 else lead)


def table(element: Any, word: Word, frame: int | None) -> Iterator[Piece]:
    """A table; with one column it is a box around text, with long cells the layout of the page."""
    cells, rows, columns, heads = _cells(element)
    text = ["".join(part.text or "" for part in cell.iter(f"{W}t")) for *_, cell in cells]
    if columns == 1 or (columns == 2 and any(len(words) > LONG_CELL for words in text)):
        inner = next(word.frames) if columns == 1 else frame
        for *_, cell in cells:
            for child in cell:
                yield from blocks(child, word, inner)
        return
    members = []
    pictures: list[Piece] = []
    for row, column, down, right, cell in cells:
        pieces = [piece for child in cell for piece in blocks(child, word, None)]
        pictures += [piece for piece in pieces if isinstance(piece, Picture)]
        members.append(GridCell(row, column, down, right, [line for piece in pieces for line in _lines(piece)]))
    yield Grid(members, rows, columns, None, heads or None)
    yield from pictures


def _lines(piece: Piece) -> list[Line]:
    """The lines of a piece inside a cell; those of a table in a table follow one another."""
    if isinstance(piece, Paragraph):
        return piece.lines
    return [line for cell in piece.cells for line in cell.lines] if isinstance(piece, Grid) else []


def _cells(element: Any) -> tuple[list[tuple[int, int, int, int, Any]], int, int, int]:
    """Row, column, rows, columns and element of every cell; the size of the table; how many rows are marked as its head."""
    cells: list[list[Any]] = []
    open_cells: dict[int, list[Any]] = {}
    rows = [row for row in element.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is element]
    width = heads = 0
    for at, row in enumerate(rows):
        heads += heads == at and switch(row.find(f"{W}trPr/{W}tblHeader")) is True
        column = int(value(row.find(f"{W}trPr/{W}gridBefore")) or 0)
        for cell in [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]:
            span = int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and value(merge) != "restart" and column in open_cells:
                open_cells[column][2] += 1
            else:
                cells.append([at, column, 1, span, cell])
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = cells[-1]
            column += span
        width = max(width, column)
    return [(row, column, down, right, cell) for row, column, down, right, cell in cells], len(rows), width, heads
