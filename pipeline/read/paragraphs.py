"""Printed lines → paragraphs, over line and page breaks (indents, line ends, styles, gaps; no words)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.headings import DOT, heading_mark
from pipeline.read.items import opens_item
from pipeline.read.layout import Line, Paragraph

TERMINAL = re.compile(r"[。！？!?；;：:…]['\"”’」』）)]*$")
LEADERS = re.compile(r"(?:[.．·…⋯‥]\s*){3,}[—\s]*[\divxIVX]{0,5}[—\s]*$")
INDENT = 1.3
"""An indent of this many character widths opens a paragraph."""
SHORT, VERY_SHORT = 2.2, 5.0
"""A line that ends this many widths before the margin was not filled."""
DISPLAY = 20.0
"""Type of so many points is set in titles alone; centred lines of it one below the other are one title."""
COMMON = 0.15
"""A left edge shared by this share of a region's lines can be its margin."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of a column of text, and the usual white between its lines."""

    left: float
    right: float
    gap: float


def margins(lines: list[Line]) -> Margins:
    """The margins that the lines share: the leftmost common left edge and the edge that nearly no line passes."""
    lefts = Counter(round(line.left / 2) * 2 for line in lines)
    enough = min(max(1, int(COMMON * len(lines))), max(lefts.values()))
    left = min(edge for edge, count in lefts.items() if count >= enough)
    rights = sorted(line.right for line in lines)
    gaps = sorted(b.top - a.bottom for a, b in pairwise(lines) if a.page == b.page and b.top > a.top)
    return Margins(left, rights[int(0.95 * (len(rights) - 1))], gaps[len(gaps) // 2] if gaps else 0.0)


def continues(before: Line, line: Line, edges: tuple[Margins, Margins], interrupted: bool) -> bool:
    """Whether `line` goes on with the paragraph of `before`; `edges` are the margins of the one and the other.

    `interrupted`: a table, picture, note or box stands between them.
    """
    edge_before, edge = edges
    em = line.size or (line.bottom - line.top)
    if abs(before.size - line.size) > 0.75 or LEADERS.search(before.text) or DOT.match(line.text):
        return False
    short, terminal = edge_before.right - before.right, TERMINAL.search(before.text.rstrip()) is not None
    if terminal and opens_item(line.text):
        return False
    if interrupted and (terminal or short > SHORT * em or before.bold):
        return False
    indent = line.left - edge.left
    if indent > INDENT * em:
        return _centred_rest(before, line, edge, short, terminal, em)
    if before.page == line.page and before.column == line.column and not interrupted and line.top - before.bottom > edge.gap + 0.7 * em:
        return False
    if short > SHORT * em and (terminal or short > VERY_SHORT * em or bool(heading_mark(before.text)) or bool(heading_mark(line.text))):
        return False
    return not (before.bold != line.bold and (short > SHORT * em or heading_mark(line.text)))


def _centred_rest(before: Line, line: Line, edge: Margins, short: float, terminal: bool, em: float) -> bool:
    """A heading too long for its line goes on in the middle of the next one; so does a centred title of several lines."""
    if terminal or before.bold != line.bold or heading_mark(line.text):
        return False
    if line.size >= DISPLAY and before.page == line.page and _in_middle(line, edge):
        return line.top - before.bottom < 1.2 * em
    if before.font != line.font:
        return False
    if not is_centred(line, edge):
        return False
    return short < SHORT * em or (before.bold and is_centred(before, edge) and before.page == line.page and _alone(before.text))


def _in_middle(line: Line, edge: Margins) -> bool:
    return abs(line.left + line.right - edge.left - edge.right) < line.size


def _alone(text: str) -> bool:
    """A chapter number printed on its own line above its title."""
    mark = heading_mark(text)
    return mark is not None and mark.end >= len(text.rstrip())


def is_centred(line: Line, edge: Margins) -> bool:
    """Whether the white before and after the line is the same and wider than an indent."""
    before, after = line.left - edge.left, edge.right - line.right
    return before > 2.5 * line.size and abs(before - after) < max(0.2 * before, 1.5 * line.size)


def paragraph(line: Line, edge: Margins, frame: int | None) -> Paragraph:
    """A paragraph that opens with the line."""
    return Paragraph([line], line.bold, line.size, None, frame, is_centred(line, edge))
