"""Plain text and Markdown → flow: hard wraps undone, page lines dropped, typed tables made grids.

A text copied from a PDF has its lines as printed, its page numbers between them, its tables as tabs. `read_string` makes a document
of a few sentences (examples, `gangmu try`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from pipeline.document import HAN, Document, Dropped
from pipeline.read.characters import fold
from pipeline.read.contents import TITLE as CONTENTS
from pipeline.read.encoding import decoded
from pipeline.read.headings import DOT, heading_length, heading_mark
from pipeline.read.items import opens_item
from pipeline.read.layout import Flow, Line, Paragraph, Piece
from pipeline.read.paragraphs import LEADERS, TERMINAL
from pipeline.read.tabs import grid, is_row
from pipeline.read.wraps import is_full, width_of, wrap_width

PAGE_LINE = re.compile(
    r"\s*(?:[-—–―~·•]{1,2}\s*\d{1,4}\s*[-—–―~·•]{1,2}|第\s*\d{1,4}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?|(?i:page)\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*"
)
INLINE_PAGE = re.compile(rf"(?<={HAN}|[，、；])\s*[—–]\s+\d{{1,4}}\s+[—–]\s*(?={HAN}|\d)")
BARE_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
CONTENTS_ENTRY = re.compile(r"([^\t]*[^\t\s])\s*\t+\s*([\divxIVX]{1,4})\s*")
HASHES = re.compile(r"\s*(#{1,6})\s+(.*?)\s*#*\s*")
BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
INDENT = re.compile(r"(?:[ \u3000]{2,}|\u3000)(?=\S)")
DEFAULT_PERIOD = (2021, 2025)
"""Years of a bare text whose title names no plan: examples are sentences of the 14th plan."""


def read_text(path: Path) -> Flow:
    """The flow of a text file. Raises UserError when its encoding cannot be told."""
    return flow(decoded(path.read_bytes(), path))


def read_string(source: str, name: str = "text", region: str | None = "350100") -> Document:
    """A document of a bare text, with the years of its title or else those of the 14th five-year plan."""
    from pipeline.read.metadata import stated
    from pipeline.read.outline import build

    doc = build(flow(source))
    said = stated(replace(doc, text=doc.text.split("\n", 1)[0]))
    title = said["title"] or ""
    period = said["period"] if title[-1:] not in "。；，" else None
    digest = hashlib.sha256(doc.text.encode()).hexdigest()
    return replace(doc, id=name, sha256=digest, title=title, region=region, period=period or DEFAULT_PERIOD)


def flow(source: str) -> Flow:
    """The flow of a text: paragraphs and grids in order, what was dropped on the way."""
    lines, dropped = without_page_lines(source.split("\n"))
    width = wrap_width(line for line in lines if not is_row(line) and not LEADERS.search(line))
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end > at:
            table, repeated = grid([line for line in lines[at:end] if line.strip()])
            pieces.append(table)
            dropped += repeated
        else:
            end = _paragraph_end(lines, at, width)
            if lines[at].strip():
                pieces.append(paragraph(lines[at:end]))
        at = end
    return Flow(pieces, dropped)


def without_page_lines(lines: list[str]) -> tuple[list[str], list[Dropped]]:
    """The lines without page numbers: marked ones (— 12 —), bare ones that count up, and those left inside a line."""
    numbers = _counting(lines)
    kept: list[str] = []
    dropped = []
    for at, line in enumerate(lines):
        line = line.replace("\f", "")
        if PAGE_LINE.fullmatch(line) or at in numbers:
            dropped.append(Dropped("furniture", line.strip(), None, None, None, "页码"))
            _join_over(kept, lines[at + 1 :])
            continue
        dropped += [Dropped("furniture", match.group().strip(), None, None, None, "页码") for match in INLINE_PAGE.finditer(line)]
        kept.append(INLINE_PAGE.sub("", line))
    return kept, dropped


def _join_over(kept: list[str], following: list[str]) -> None:
    """Blank lines before a page line go when the sentence goes on after it."""
    after = next((line for line in following if line.strip()), "")
    before = next((line for line in reversed(kept) if line.strip()), "")
    if (
        before
        and after
        and not TERMINAL.search(before.rstrip())
        and not INDENT.match(after)
        and not _is_heading(before)
        and not _is_heading(after)
    ):
        while kept and not kept[-1].strip():
            kept.pop()


def _counting(lines: list[str]) -> set[int]:
    """Lines that are page numbers without marks: at least three, each one more than the one before, far apart."""
    found = [(at, int(match.group(1))) for at, line in enumerate(lines) if (match := BARE_NUMBER.fullmatch(line))]
    chains: set[int] = set()
    chain = found[:1]
    for before, after in pairwise(found):
        if after[1] != before[1] + 1 or after[0] - before[0] < 5:
            chains |= {at for at, _ in chain} if len(chain) >= 3 else set()
            chain = []
        chain.append(after)
    return chains | ({at for at, _ in chain} if len(chain) >= 3 else set())


def _table_end(lines: list[str], start: int) -> int:
    """Where the typed rows that open at `start` end; `start` itself when none do. A contents entry with a tab is no row."""
    at, end = start, start
    while at < len(lines) and (is_row(lines[at]) or not lines[at].strip()) and not CONTENTS_ENTRY.fullmatch(lines[at]):
        if lines[at].strip():
            end = at + 1
        elif at == start:
            break
        at += 1
    return end if sum(bool(line.strip()) for line in lines[start:end]) > 1 else start


def _paragraph_end(lines: list[str], start: int, width: int | None) -> int:
    """The line after the paragraph that opens at `start`: itself a line, or in a wrapped text all lines up to its end."""
    end = start + 1
    if width is None or HASHES.fullmatch(lines[start]):
        return end
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], width):
        end += 1
    return end


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a wrapped line goes on in the next one: it was full, and the next neither indented nor a heading."""
    if (
        not line.strip()
        or not before.strip()
        or is_row(line)
        or LEADERS.search(before)
        or HASHES.fullmatch(line)
        or CONTENTS.fullmatch(before.strip())
    ):
        return False
    ended = TERMINAL.search(before.rstrip()) is not None
    if INDENT.match(line) or DOT.match(line) or (ended and opens_item(line)):
        return False
    full = width_of(before) >= width - 2
    if _is_heading(line) or (_is_heading(before) and not full):
        return False
    return full or (is_full(before, width) and not ended)


def _is_heading(line: str) -> bool:
    words = fold(line).strip().strip("*# ")
    mark = heading_mark(words)
    return mark is not None and heading_length(words, mark) == len(words)


def paragraph(lines: list[str]) -> Paragraph:
    """A paragraph of some lines: Markdown's hashes give its level, its stars what is bold."""
    hashes = HASHES.fullmatch(lines[0])
    words = [hashes.group(2) if hashes else lines[0], *lines[1:]]
    entry = CONTENTS_ENTRY.fullmatch(words[0])
    if entry and len(lines) == 1:
        words = [f"{entry.group(1)}………{entry.group(2)}"]
    typed = [_line(part.strip()) for part in words if part.strip()]
    bold = all(line.bold for line in typed)
    return Paragraph(typed, bold, 0.0, len(hashes.group(1)) if hashes else None)


def _line(words: str) -> Line:
    """A typed line without Markdown's marks; `lead` counts the bold characters that open it."""
    words = LINK.sub(r"\1", words.removeprefix("> "))
    opening = BOLD.match(words)
    plain = fold(BOLD.sub(lambda match: match.group(1) or match.group(2), words).replace("**", ""))
    lead = len(opening.group(1) or opening.group(2)) if opening else 0
    bold = opening is not None and opening.end() == len(words)
    return Line(plain, bold=bold, lead=0 if bold else lead)
