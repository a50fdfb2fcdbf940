"""Footnotes at the foot of a page: told by their smaller type and the mark that opens them, kept out of the running text."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.read.layout import Line, PageLayout

OPENING = re.compile(r"(?:\d{1,3}(?![\d.．%、年月])|[①-⑳]|[\[［【]\d{1,3}[\]］】]|\*{1,3}|注\s*\d?[:：])\s*\S")
SMALLER = 0.9
"""Notes are set at most this large, measured by the type of the text."""
LOWER = 0.4
"""Notes stand below this share of the page's height."""


def split_notes(pages: list[PageLayout]) -> None:
    """Move the lines of footnotes from `lines` to `notes` on every page."""
    size = usual_size(pages)
    for page in pages:
        start = _start(page.lines, SMALLER * size, LOWER * page.size[1])
        for line in page.lines[start:]:
            if OPENING.match(line.text):
                page.notes.append([line])
            else:
                page.notes[-1].append(line)
        del page.lines[start:]


def usual_size(pages: list[PageLayout]) -> float:
    """The size of type in which most characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _start(lines: list[Line], largest: float, highest: float) -> int:
    """Where the small lines at the end of the page that are notes begin."""
    at = len(lines)
    while at and lines[at - 1].size <= largest and lines[at - 1].top > highest:
        at -= 1
    return next((n for n in range(at, len(lines)) if OPENING.match(lines[n].text)), len(lines))
