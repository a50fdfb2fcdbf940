"""Page furniture: page numbers and running heads, told from text by where and how often they stand."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.document import Dropped
from pipeline.read.layout import Line

PAGE_NUMBER = re.compile(r"[-—–_~·\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／]?\s*共?\s*\d{1,4}\s*页?)?[-—–_~·\s]*")
DIGITS = re.compile(r"\d+")
EDGE = 0.12
"""Share of the page height above and below which running heads stand."""
REPEATS = 3


def split_furniture(pages: list[list[Line]], heights: list[float]) -> tuple[list[list[Line]], list[Dropped]]:
    """The lines of each page without its furniture, and what was dropped."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_key(line) for line in _edges(lines, height)})
    kept: list[list[Line]] = []
    dropped: list[Dropped] = []
    for lines, height in zip(pages, heights, strict=True):
        furniture = [line for line in _edges(lines, height) if PAGE_NUMBER.fullmatch(line.text) or _repeats(line, seen, len(pages))]
        marks = {id(line) for line in furniture}
        kept.append([line for line in lines if id(line) not in marks])
        dropped.extend(_dropped(line) for line in furniture)
    return kept, dropped


def _edges(lines: list[Line], height: float) -> list[Line]:
    """Lines in the top and bottom margins of the page."""
    return [line for line in lines if line.bottom < EDGE * height or line.top > (1 - EDGE) * height]


def _key(line: Line) -> tuple[str, int]:
    return DIGITS.sub("#", line.text.strip()), round(line.top / 4)


def _repeats(line: Line, seen: Counter[tuple[str, int]], pages: int) -> bool:
    text, place = _key(line)
    count = max(seen[text, place + shift] for shift in (-1, 0, 1))
    return count >= max(min(REPEATS, pages), pages // 5, 2) and bool(text)


def _dropped(line: Line) -> Dropped:
    box = (line.page or 1, line.left, line.top, line.right, line.bottom)
    return Dropped("furniture", line.text.strip(), line.page, None, box, "页码" if PAGE_NUMBER.fullmatch(line.text) else "页眉页脚")
