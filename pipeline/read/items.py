"""Items of lists: what opens one, and which numbered lines are items although each by itself looks like a heading.

「1、新建公立医院12家」「2、千人床位数达到4.3张」: lines without end marks that follow one another, number by number, with nothing between, and that
state amounts or say at length what will be done. Headings have text below them (1. 高端装备 …) or are short (1. 铁路, 2. 公路).
"""

from __future__ import annotations

import re

from pipeline.document import HAN
from pipeline.lexicon import load
from pipeline.read.characters import fold
from pipeline.read.headings import Mark, heading_length, heading_mark, number_value
from pipeline.read.layout import Paragraph, Piece

NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
AMOUNT = re.compile(rf"(?<![A-Za-z\d.第+“]){NUMBER}\s?(?![年月日号期大化位级强版]|小时|分钟|天)(?:[%‰]|{HAN}(?!级))")
"""A number with something counted or measured behind it; no part of a name (“1+3”, 5G, 500强) and no time (30分钟交通圈)."""
BULLET = re.compile(r"\s*(?:[•●▪■◆◇○·*★☆►➢]|[-—–]{1,2}(?=[^\d\s—–-])|[①-⑳])")
ITEM_RANKS = (4, 5, 6, 7)
"""一、 （一） 1. （1） open headings and items; 第一章 opens no item."""
POINT = 6
LONG = 18
"""A line that opens with a verb and has so many characters tells what will be done; titles are shorter."""


def opens_item(text: str) -> bool:
    """Whether a bullet or a list number opens the text."""
    words = fold(text).strip()
    mark = heading_mark(words)
    return BULLET.match(words) is not None or (mark is not None and mark.rank in ITEM_RANKS)


def mark_items(pieces: list[Piece]) -> None:
    """Set `item` on the paragraphs of each run of numbered lines, number by number, of which enough are no titles."""
    run: list[tuple[Paragraph, Mark]] = []
    for piece in pieces:
        found = _numbered(piece)
        if found is not None and (not run or not _follows(run[-1], found)):
            _settle(run)
            run = []
        if found is None:
            _settle(_without_heading(run, piece))
            run = []
        else:
            run.append(found)
    _settle(run)


def _without_heading(run: list[tuple[Paragraph, Mark]], following: Piece) -> list[tuple[Paragraph, Mark]]:
    """The run without its last line where that is a title with its text below it."""
    if run and isinstance(following, Paragraph) and heading_mark(following.raw.strip()) is None:
        piece, mark = run[-1]
        return run if _says_more(piece.raw.strip(), mark) else run[:-1]
    return run


def _numbered(piece: Piece) -> tuple[Paragraph, Mark] | None:
    """The paragraph with its mark, when it is a numbered line without a run-in heading; headings that the source states apart."""
    if not isinstance(piece, Paragraph) or piece.level is not None or piece.note or piece.bold:
        return None
    text = piece.raw.strip()
    mark = heading_mark(text)
    if mark is None or mark.rank not in ITEM_RANKS:
        return None
    return (piece, mark) if heading_length(text, mark) in (None, len(text)) else None


def _follows(before: tuple[Paragraph, Mark], after: tuple[Paragraph, Mark]) -> bool:
    (_, one), (_, two) = before, after
    first, second = number_value(one.number or ""), number_value(two.number or "")
    return one.rank == two.rank and first is not None and second == first + 1


def _settle(run: list[tuple[Paragraph, Mark]]) -> None:
    """Half of them are enough under 1. and （1）, more than half under 一、 and （一）, which mostly open headings."""
    states = sum(_says_more(piece.raw.strip(), mark) for piece, mark in run)
    if len(run) > 1 and 2 * states >= len(run) + (run[0][1].rank < POINT):
        for piece, _ in run:
            piece.item = True


def _says_more(text: str, mark: Mark) -> bool:
    """Whether the line is more than a title: it is no heading, states an amount, or opens with a verb and is long."""
    title = text[mark.end :]
    if heading_length(text, mark) is None or AMOUNT.search(title):
        return True
    return len(title) >= LONG and load("verbs").at(title, 0) is not None
