"""Heading levels that a source states (HTML tags, Word styles, Markdown hashes) → which one is the title, and levels from 1."""

from __future__ import annotations

from pipeline.read.headings import heading_mark
from pipeline.read.layout import Paragraph, Piece


def settle(pieces: list[Piece], title: str = "") -> str:
    """Take the title out of the levels and count the others from 1; returns the title (`title` where the source states one elsewhere)."""
    stated = [piece for piece in pieces if isinstance(piece, Paragraph) and piece.level is not None]
    if not stated:
        return title
    top = min(piece.level or 0 for piece in stated)
    highest = [piece for piece in stated if piece.level == top]
    if highest == stated[:1] and not heading_mark(highest[0].raw.strip()):
        highest[0].level = None
        title = title or highest[0].raw.strip()
        stated = stated[1:]
    shift = min((piece.level or 0 for piece in stated), default=1) - 1
    for piece in stated:
        piece.level = (piece.level or 0) - shift
    return title
