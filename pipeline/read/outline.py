"""The flow of any source → Document: contents and repeated headers dropped, broken paragraphs joined, headings made sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.document import Anchor, Block, BlockKind, Cell, Document, Dropped, Run, Section, SectionKind, Table
from pipeline.read.contents import split_contents
from pipeline.read.cuts import joined
from pipeline.read.headings import LEAF_RANK, Mark, heading_length, heading_mark, number_value, run_in_length
from pipeline.read.items import mark_items
from pipeline.read.layout import ALONE, Flow, Grid, GridCell, Line, Paragraph, Picture, Piece, compose
from pipeline.read.tables import header_rows, join_parts

NOTE = re.compile(r"[（(]?(?:备?注|说明|资料来源|数据来源)\s*\d?[:：]")
UNIT = re.compile(r"[（(]?单位[:：]")
LABELLED = re.compile(r"[^。；;，,：:]{1,30}[:：]|\d+\s*[.．、]|[（(]\d+[）)]|[●•▪■◆]|[^。；;，,：:]{2,24}。.")
POINT_RANK = 7
UNREAD = "图片中的文字未能读取"


@dataclass(slots=True)
class OpenSection:
    """A section whose end is not yet known. `frame` is the box around it, `labelled` the look of an unframed box's content."""

    at: int
    rank: float
    kind: SectionKind
    frame: int | None = None
    labelled: bool | None = None


class Builder:
    """Collects text, sections, blocks, tables and runs in reading order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.sections: list[Section] = [Section("s0", None, "front", None, "", None, Anchor(0, 0), Anchor(0, 0))]
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.runs: list[Run] = []
        self.dropped: list[Dropped] = []
        self.open: list[OpenSection] = [OpenSection(0, 0, "front")]
        self.chapter: int | None = None

    @property
    def current(self) -> OpenSection:
        return self.open[-1]

    def write(self, text: str, runs: list[Run], end: str = "\n") -> Anchor:
        """Append the text with its runs; returns its anchor."""
        start = self.length
        self.runs.extend([Run(start + run.start, run.page, run.top, run.bottom, run.lefts, run.rights) for run in runs])
        self.parts.append(text + end)
        self.length += len(text) + len(end)
        return Anchor(start, start + len(text))

    def block(self, kind: BlockKind, anchor: Anchor, run_in: Anchor | None = None) -> None:
        if anchor.start < anchor.end:
            self.blocks.append(Block(f"b{len(self.blocks)}", kind, anchor, self.sections[self.current.at].id, run_in))

    def close(self, rank: float) -> None:
        """Close the open sections of this rank and below; the front matter ends with the first heading of rank 4 or above."""
        while self.open and (self.current.rank >= rank or (self.current.kind == "front" and rank <= 4)):
            section = self.sections[self.current.at]
            self.sections[self.current.at] = replace(section, anchor=Anchor(section.anchor.start, self.length))
            self.open.pop()

    def section(self, mark: Mark, title: str, heading: Anchor, frame: int | None = None) -> None:
        """Open a section whose heading was just written."""
        if mark.kind == "chapter" and mark.number:
            self.chapter = number_value(mark.number)
        elif mark.kind == "preface":
            self.chapter = 0
        parent = self.sections[self.current.at].id if self.open else None
        chapter = None if mark.kind == "part" else self.chapter
        self.open.append(OpenSection(len(self.sections), mark.rank, mark.kind, frame))
        self.sections.append(Section(f"s{len(self.sections)}", parent, mark.kind, mark.number, title, chapter, heading, heading))


def build(flow: Flow) -> Document:
    """The document of a flow; its metadata is still empty."""
    pieces, contents = split_contents(flow.pieces)
    pieces, headers = join_parts(joined(pieces))
    mark_items(pieces)
    builder = Builder()
    builder.dropped = [*flow.dropped, *contents, *headers]
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph):
            add_paragraph(builder, piece, pieces[at + 1 : at + 3])
        elif isinstance(piece, Grid):
            add_grid(builder, piece)
        else:
            add_picture(builder, piece, pieces[max(at - 1, 0) : at] + pieces[at + 1 : at + 2])
    return finish(builder, flow)


def finish(builder: Builder, flow: Flow) -> Document:
    while builder.open:
        section = builder.sections[builder.current.at]
        builder.sections[builder.current.at] = replace(section, anchor=Anchor(section.anchor.start, builder.length))
        builder.open.pop()
    sections = builder.sections
    if any(section.kind == "chapter" for section in sections):
        sections = [replace(s, chapter=0) if s.chapter is None and s.kind != "part" else s for s in sections]
    text, runs = "".join(builder.parts), tuple(builder.runs)
    dropped, sizes = tuple(builder.dropped), tuple(flow.page_sizes)
    doc = Document("", "", text, tuple(sections), tuple(builder.blocks), tuple(builder.tables), runs, dropped, flow.pages, sizes)
    return replace(doc, title=flow.title, recognised=tuple(flow.recognised))


def add_paragraph(builder: Builder, piece: Paragraph, following: list[Piece]) -> None:
    """A heading, a caption, a note or a paragraph of the text."""
    text, runs = compose(piece.lines, heading=True)
    if not text:
        return
    mark = heading_mark(text)
    length = heading_length(text, mark) if mark and not (piece.note or piece.item) else None
    if mark is None or length is None:
        text, runs = compose(piece.lines)
        mark = _unmarked(builder, piece, text, following)
        length = len(text) if mark else None
    elif length < len(text):  # a run-in heading: its paragraph is set as running text
        text, runs = compose(piece.lines)
        length = heading_length(text, mark)
    leave_boxes(builder, piece, text, mark if length is not None else None)
    if mark is not None and length is not None and not _inside_box(builder, mark):
        add_heading(builder, piece, text, runs, mark, length)
    else:
        add_text(builder, piece, text, runs)


def _unmarked(builder: Builder, piece: Paragraph, text: str, following: list[Piece]) -> Mark | None:
    """Headings without a mark: told by the source, the caption above a table, the title of a frame, bold words that open a paragraph."""
    stop = text[-1] in "。；，：;:,"
    if piece.level is not None and len(text) <= 60 and not stop:
        return Mark("section" if piece.level == 1 else "item" if piece.level == 2 else "point", min(piece.level + 2, POINT_RANK), None, 0)
    after = [p for p in following if not (isinstance(p, Paragraph) and UNIT.match(p.raw.strip()))]
    if (
        after
        and isinstance(after[0], Grid)
        and (piece.centred or piece.bold)
        and len(text) <= 60
        and not stop
        and builder.current.kind != "box"
    ):
        return Mark("table", LEAF_RANK, None, 0)
    new_frame = piece.frame not in (None, ALONE) and builder.current.frame != piece.frame
    if new_frame and len(text) <= 40 and not stop and (piece.bold or piece.centred):
        return Mark("box", LEAF_RANK, None, 0)
    return None


def _inside_box(builder: Builder, mark: Mark) -> bool:
    """Inside a box only captions open sections: its numbered entries are paragraphs."""
    return builder.current.kind == "box" and mark.kind not in ("table", "figure", "box")


def leave_boxes(builder: Builder, piece: Paragraph, text: str, mark: Mark | None) -> None:
    """Close the box, table or figure that the paragraph no longer belongs to."""
    current = builder.current
    if piece.note:
        return
    if current.kind == "figure" or (current.kind == "table" and not NOTE.match(text) and not UNIT.match(text)):
        builder.close(LEAF_RANK)
        current = builder.current
    if current.kind != "box":
        return
    if current.frame is not None:
        if piece.frame != current.frame and not NOTE.match(text):
            builder.close(LEAF_RANK)
        return
    structural = mark is not None and (mark.rank < 5 or (mark.rank >= LEAF_RANK and mark.kind != "table"))
    labelled = LABELLED.match(text) is not None
    if structural or (current.labelled and not labelled):
        builder.close(LEAF_RANK)
    elif current.labelled is None:
        current.labelled = labelled


def add_heading(builder: Builder, piece: Paragraph, text: str, runs: list[Run], mark: Mark, length: int) -> None:
    builder.close(mark.rank)
    anchor = builder.write(text, runs)
    heading = Anchor(anchor.start, anchor.start + length)
    builder.section(mark, text[:length].rstrip("。."), heading, piece.frame)
    builder.block("caption" if mark.kind in ("table", "figure") else "heading", heading)
    builder.block("paragraph", Anchor(heading.end, anchor.end))
    if length < len(text):
        section = builder.sections[-1]
        builder.sections[-1] = replace(section, anchor=anchor)


def add_text(builder: Builder, piece: Paragraph, text: str, runs: list[Run]) -> None:
    lead = sum(1 for at in range(min(piece.lines[0].lead, len(piece.lines[0].text))) if not piece.lines[0].text[at].isspace())
    opening = run_in_length(text, lead, builder.current.kind == "box")
    if (
        lead > 2
        and opening
        and opening == lead + (text[lead - 1] != "。")
        and text[opening - 1] == "。"
        and builder.current.kind != "box"
        and not piece.note
    ):
        add_heading(builder, piece, text, runs, Mark("point", POINT_RANK, None, 0), opening)
        return
    anchor = builder.write(text, runs)
    note = piece.note or (builder.current.kind == "table" and NOTE.match(text) is not None)
    builder.block("note" if note else "paragraph", anchor, Anchor(anchor.start, anchor.start + opening) if opening else None)


def add_grid(builder: Builder, grid: Grid) -> None:
    """The table's cells: tabs between cells, a line a row; empty cells leave nothing."""
    section = builder.sections[builder.current.at]
    if section.kind == "box" and builder.current.frame is None and builder.blocks[-1].kind == "heading":
        builder.current.frame = ALONE
    cells = []
    for row in range(grid.rows):
        members = sorted((cell for cell in grid.row(row) if cell.raw.strip()), key=lambda cell: cell.column)
        for at, member in enumerate(members):
            cells.append(_cell(builder, member, "\n" if at == len(members) - 1 else "\t"))
    if cells:
        title = section.title if section.kind in ("table", "box") else grid.caption or section.title
        builder.tables.append(Table(f"t{len(builder.tables)}", section.id, title, header_rows(grid), grid.rows, grid.columns, tuple(cells)))


def _cell(builder: Builder, cell: GridCell, end: str) -> Cell:
    text, runs = compose(cell.lines)
    anchor = builder.write(text, runs, end)
    builder.block("cell", anchor)
    return Cell(anchor, cell.row, cell.column, cell.rows, cell.columns, cell.box)


def add_picture(builder: Builder, picture: Picture, around: list[Piece]) -> None:
    """A picture with a figure caption is a figure; any other may hold words that are lost."""
    for piece in around:
        if isinstance(piece, Paragraph) and (mark := heading_mark(piece.raw.strip())) and mark.kind == "figure":
            builder.dropped.append(Dropped("picture", piece.raw.strip(), picture.page, builder.length, picture.box, "有图题的图"))
            return
    builder.dropped.append(Dropped("picture", picture.name, picture.page, builder.length, picture.box, UNREAD))


def line(text: str, bold: bool = False, lead: int = 0) -> Line:
    """A line of a source without pages."""
    return Line(text, bold=bold, lead=lead)
