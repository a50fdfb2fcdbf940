"""Hard wraps: the width at which lines without a page were broken, and whether a line was full.

Wrapped prose has many lines of one width, most of which end within a sentence, and stops now and then. The lines of a list may be of like
width too, but nearly none of them has a stop, or nearly each ends with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.read.paragraphs import TERMINAL

LEAST_WRAPPED = 8
"""Fewer full lines than this are no evidence of hard wraps."""
NARROWEST, WIDEST = 12, 70
STOP = re.compile(r"[。；;！？]")
LINES_A_STOP = 12
"""Prose has a stop in every so many full lines at least."""
NEARLY = 5
"""A line this much shorter than the width may be full: the next word, or the white that opened it, took the rest."""


def wrap_width(lines: Iterable[str]) -> int | None:
    """The width (in full-width characters) at which the lines were wrapped; None when a line is a paragraph."""
    sized = sorted(((width_of(line), line) for line in lines if line.strip()), key=lambda pair: pair[0])
    if len(sized) < LEAST_WRAPPED:
        return None
    widest = sized[int(0.98 * (len(sized) - 1))][0]
    full = [(width, line) for width, line in sized if abs(width - widest) <= 3]
    longer = sum(width > widest + 3 for width, _ in sized)
    wrapped = len(full) >= max(LEAST_WRAPPED, 0.3 * len(sized)) and longer <= 0.02 * len(sized)
    return widest if NARROWEST <= widest <= WIDEST and wrapped and _is_prose(full, sized) else None


def _is_prose(full: list[tuple[int, str]], lines: list[tuple[int, str]]) -> bool:
    """Whether the full ones of the lines are pieces of sentences: there are stops, but few of them at their ends."""
    stops = sum(STOP.search(line) is not None for _, line in lines)
    ended = sum(TERMINAL.search(line.rstrip()) is not None for _, line in full)
    return stops * LINES_A_STOP >= len(full) and 2 * ended <= len(full)


def width_of(line: str) -> int:
    """How wide the line is printed: an ideograph counts one, a Latin letter or digit one half."""
    return round(sum(0.5 if character.isascii() else 1 for character in line.rstrip()))


def is_full(line: str, width: int) -> bool:
    """Whether the line may have been broken at the width."""
    return width_of(line) >= width - NEARLY
