"""The contents pages: found and kept out of the text (their lines are kept for the check of headings)."""

from __future__ import annotations

import re

from pipeline.document import Dropped
from pipeline.read.characters import squeeze
from pipeline.read.headings import heading_mark
from pipeline.read.layout import Paragraph, Piece
from pipeline.read.paragraphs import LEADERS

TITLE = re.compile(r"目\s*[录次]")
PAGE_AT_END = re.compile(r"\S\s+[\divxIVX]{1,4}\s*$")
LEAST = 3
"""Fewer entries than this are no contents."""


def split_contents(pieces: list[Piece]) -> tuple[list[Piece], list[Dropped]]:
    """The flow without contents entries, and the entries."""
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    at = 0
    while at < len(pieces):
        end = _contents_end(pieces, at)
        if end > at:
            dropped.extend(_dropped(piece) for piece in pieces[at:end] if isinstance(piece, Paragraph))
            at = end
        else:
            kept.append(pieces[at])
            at += 1
    return kept, dropped


def _contents_end(pieces: list[Piece], start: int) -> int:
    """Where the contents that open at `start` end; `start` itself when none open there."""
    titled = _is_title(pieces[start])
    at = start + 1 if titled else start
    seen: set[str] = set()
    while at < len(pieces):
        piece = pieces[at]
        if not isinstance(piece, Paragraph) or not _is_entry(piece.raw, titled):
            break
        key = _key(piece.raw)
        if key in seen and not LEADERS.search(piece.raw) and titled:
            break  # without page numbers the first heading of the body looks like an entry
        seen.add(key)
        at += 1
    entries = at - start - titled
    return at if entries >= LEAST else start


def _is_title(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and TITLE.fullmatch(piece.raw.strip()) is not None


def _is_entry(text: str, titled: bool) -> bool:
    if LEADERS.search(text):
        return True
    if not titled:
        return False
    mark = heading_mark(text)
    short = len(squeeze(text)) <= 70 and not re.search(r"[。；]", text)
    return short and (mark is not None or PAGE_AT_END.search(text) is not None)


def _key(text: str) -> str:
    return re.sub(r"\s", "", LEADERS.sub("", text))


def _dropped(piece: Paragraph) -> Dropped:
    text = squeeze(piece.raw.strip(), heading=True)
    return Dropped("contents", text, piece.page, None, None, "目录" if TITLE.fullmatch(piece.raw.strip()) else "目录条目")
