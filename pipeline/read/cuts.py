"""Paragraphs that a page break of the original cut in two are put together again; the lines of a list stay apart.

A paragraph was cut when its sentence goes on: its last line was full (where the lines show how wide they were set), it ends with a comma, a
word stands half in it and half in the next one (目|标), or it is prose that breaks off before the rest of a sentence. The lines of a list
break off too, but one after the other: each is whole, and the line before or the line after has no end mark either.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load
from pipeline.read.headings import heading_length, heading_mark
from pipeline.read.items import opens_item
from pipeline.read.layout import Line, Paragraph, Piece
from pipeline.read.paragraphs import TERMINAL, VERY_SHORT
from pipeline.read.wraps import is_full, wrap_width

NOTE = re.compile(r"[（(]?(?:备?注|说明|资料来源|数据来源)\s*\d?[:：]")
BROKEN = re.compile(r"(?=.{20}).*[，,。；、]", re.DOTALL)
"""A paragraph of at least so many characters, with a comma or stop in it (a title has none), that ends without a stop may have been cut."""
COMMA = re.compile(r"[，,、]$")
WHOLE = re.compile(r"(?:\d[^\d，。]{1,4}|完工|竣工|投用|投产|落地|通车|开工|建设|改造|工程|项目|工作|水平|能力|发展|体系)$")
"""Words with which a sentence is whole although its stop is missing, when the next one opens with a verb."""
SIZES = (2, 3, 4)
"""How long the words of plan_words are that tell where one ends."""
ACROSS = ((1, 1), (1, 2), (2, 1), (1, 3), (2, 2), (3, 1))
"""So many characters of a word before the break and after it."""


def joined(pieces: list[Piece]) -> list[Piece]:
    """The flow with paragraphs that a page break of the original cut in two put together again."""
    width = wrap_width(line.text for piece in pieces if isinstance(piece, Paragraph) for line in piece.lines if line.page is None)
    found: list[Piece] = []
    for piece in pieces:
        before, earlier = found[-1] if found else None, found[-2] if len(found) > 1 else None
        if isinstance(piece, Paragraph) and isinstance(before, Paragraph) and _is_cut(before, piece, earlier, width):
            before.lines.extend(piece.lines)
        else:
            found.append(piece)
    return found


def _is_cut(before: Paragraph, after: Paragraph, earlier: Piece | None, width: int | None) -> bool:
    if before.frame != after.frame or before.bold or before.note or after.note or before.level or after.level:
        return False
    if abs(before.size - after.size) > 0.75 or TERMINAL.search(before.lines[-1].text.strip()):
        return False
    text, rest = before.raw.strip(), after.raw.strip()
    if not BROKEN.match(text) or NOTE.match(rest) or opens_item(rest):
        return False
    if any((mark := heading_mark(words)) and heading_length(words, mark) == len(words) for words in (text, rest)):
        return False
    last, first = before.lines[-1], after.lines[0]
    if last.page is not None:
        return not _ends_short(last, first, text)
    return is_full(last.text, width) if width is not None else _goes_on(text, rest, earlier)


def _ends_short(last: Line, first: Line, text: str) -> bool:
    """On one page: the line had room for more, as the next line shows; prose that ends there leaves most of it empty."""
    if last.page != first.page or last.column != first.column:
        return False
    room = first.right - last.right
    return room > (0.7 * (first.right - first.left) if "。" in text else VERY_SHORT * first.size)


def _goes_on(text: str, rest: str, earlier: Piece | None) -> bool:
    """Where a line is a paragraph: it ends with a comma or within a word, or it is prose that breaks off before the rest of a sentence."""
    if COMMA.search(text) or _parts_word(text, rest):
        return True
    if not TERMINAL.search(rest):
        return False
    acts = load("verbs").at(rest, 0) is not None
    return not (acts and WHOLE.search(text)) if "。" in text else not (acts or _is_unended(earlier))


def _parts_word(text: str, rest: str) -> bool:
    """Whether a word of plans stands across the break, and not one before it and one after it."""
    words = _words()
    ends, opens = any(text[-size:] in words for size in SIZES), any(rest[:size] in words for size in SIZES)
    return not (ends and opens) and any(text[-one:] + rest[:two] in words for one, two in ACROSS)


@cache
def _words() -> frozenset[str]:
    return frozenset(form for entry in load("plan_words").entries for form in entry.forms)


def _is_unended(piece: Piece | None) -> bool:
    """A line of the text, and no heading, that has no end mark."""
    if not isinstance(piece, Paragraph):
        return False
    text = piece.raw.strip()
    return heading_mark(text) is None and TERMINAL.search(text) is None
