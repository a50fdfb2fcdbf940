"""A PDF page → printed lines with the box of every character (pdfium's text page, one foreign call a character)."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.characters import fold
from pipeline.read.layout import Line

BOLD_NAMES = ("bold", "black", "heavy", "simhei", "heiti", "zenhei", "hei", "黑")
BOLD_WEIGHT = 600
OPENING = "“‘（《〈【〔「『"
SAME_LINE = 0.5
"""Share of the smaller height by which two pieces must overlap to stand on one line."""


class PageText:
    """The characters of a page: `text`, and per character the edges in PDF points from the top left of the page."""

    def __init__(self, textpage: Any, frame: tuple[float, float, float, float]) -> None:
        self.raw = textpage.raw
        self.count = pdfium.FPDFText_CountChars(self.raw)
        self.text = self._text(textpage)
        self.lefts, self.rights, self.tops, self.bottoms = self._boxes(frame)
        self._fonts: dict[bytes, str] = {}
        self._matrix = pdfium.FS_MATRIX()

    def _text(self, textpage: Any) -> str:
        text: str = textpage.get_text_range() if self.count else ""
        if len(text) != self.count:  # surrogates or characters that pdfium leaves out: ask for each one
            text = "".join([chr(pdfium.FPDFText_GetUnicode(self.raw, at) or 32) for at in range(self.count)])
        return text

    def _boxes(self, frame: tuple[float, float, float, float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Loose boxes (advance × line height), so that neighbours touch and a crop finds exactly its characters."""
        boxes = (pdfium.FS_RECTF * max(self.count, 1))()
        read, raw = pdfium.FPDFText_GetLooseCharBox, self.raw
        for at, box in enumerate(boxes):
            read(raw, at, box)
        flat = array("f", bytes(boxes)).tolist()
        x0, _, _, top = frame
        lefts, tops = [round(x - x0, 2) for x in flat[0::4]], [round(top - y, 2) for y in flat[1::4]]
        return lefts, [round(x - x0, 2) for x in flat[2::4]], tops, [round(top - y, 2) for y in flat[3::4]]

    def style(self, at: int) -> tuple[float, str, bool]:
        """Size in points, font name and boldness of a character.

        Producers set any size and scale it (WPS: 269 × 0.05, pdfium: 1 × 16), so the size counts only with its matrix.
        """
        name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self.raw, at, name, 64, flags)
        font = self._fonts.setdefault(name.value, name.value.decode("utf-8", "replace"))
        bold = pdfium.FPDFText_GetFontWeight(self.raw, at) >= BOLD_WEIGHT or any(word in font.lower() for word in BOLD_NAMES)
        pdfium.FPDFText_GetMatrix(self.raw, at, self._matrix)
        size = pdfium.FPDFText_GetFontSize(self.raw, at) * hypot(self._matrix.c, self._matrix.d)
        return round(size, 1), font, bold

    def line(self, positions: list[int], page: int) -> Line | None:
        """A line of the characters at the positions, left to right; None when only white space stands there."""
        inked = [at for at in positions if not self.text[at].isspace()]
        if not inked:
            return None
        breaks: tuple[int, ...] = ()
        lefts = [self.lefts[at] for at in inked]
        if any(a > b for a, b in pairwise(lefts)):  # printed out of order: other fonts come last
            positions = sorted([at for at in positions if self.rights[at] > self.lefts[at]], key=self.lefts.__getitem__)
            breaks = tuple([n + 1 for n, (a, b) in enumerate(pairwise(positions)) if not self._follows(a, b)])
        else:
            positions = positions[positions.index(inked[0]) : positions.index(inked[-1]) + 1]
        tops, bottoms = [self.tops[at] for at in inked], [self.bottoms[at] for at in inked]
        size, font, bold = self._main_style(inked)
        text = fold("".join([self.text[at] for at in positions]))
        lefts, rights = touching(text, [self.lefts[at] for at in positions], [self.rights[at] for at in positions])
        return Line(text, page, min(tops), max(bottoms), lefts, rights, size, font, bold, 0 if bold else self._lead(positions), breaks)

    def _follows(self, before: int, after: int) -> bool:
        """Whether nothing but white space stands between two characters of the file."""
        return before < after and not self.text[before + 1 : after].strip()

    def _main_style(self, inked: list[int]) -> tuple[float, str, bool]:
        """The style of most of three characters: the first, the middle, the last."""
        first, last = self.style(inked[0]), self.style(inked[-1])
        return first if first == last else self.style(inked[len(inked) // 2])

    def _lead(self, positions: list[int]) -> int:
        """How many characters at the start of a line are bold."""
        count = 0
        while count < len(positions) and (self.text[positions[count]].isspace() or self.style(positions[count])[2]):
            count += 1
        return count if count > 1 else 0

    def lines(self, page: int, skipped: set[int]) -> list[Line]:
        """The page's lines in printed order; `skipped` characters belong to tables."""
        found: list[Line] = []
        start = 0
        for end in [at for at, character in enumerate(self.text) if character == "\n"] + [self.count]:
            positions = [at for at in range(start, end) if at not in skipped] if skipped else list(range(start, end))
            start = end + 1
            for row in self._rows(positions):
                line = self.line(row, page)
                if line is None:
                    continue
                if found and on_one_line(found[-1], line):
                    line = merged(found.pop(), line)
                found.append(line)
        return found

    def _rows(self, positions: list[int]) -> Iterator[list[int]]:
        """The positions parted where the text goes back to the left and down: pdfium glues such lines now and then."""
        row: list[int] = []
        last = None
        for at in positions:
            if not self.text[at].isspace():
                if last is not None and self.lefts[at] < self.lefts[last] and self.tops[at] > self.bottoms[last]:
                    yield row
                    row = []
                last = at
            row.append(at)
        yield row


def touching(text: str, lefts: list[float], rights: list[float]) -> tuple[list[float], list[float]]:
    """The x edges without overlaps: typesetters push a character into the blank half of a punctuation mark beside it."""
    for at, (right, left) in enumerate(zip(rights, lefts[1:], strict=False)):
        if right > left:
            if text[at + 1] in OPENING and right < rights[at + 1]:
                lefts[at + 1] = right
            elif left > lefts[at]:
                rights[at] = left
    return lefts, rights


def on_one_line(first: Line, second: Line) -> bool:
    """Whether two pieces are printed side by side without overlapping (pdfium parts them when the font or baseline changes)."""
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    height = min(first.bottom - first.top, second.bottom - second.top)
    if height <= 0 or shared < SAME_LINE * height:
        return False
    gap = max(second.left - first.right, first.left - second.right)
    return -0.5 * height <= gap <= 2.5 * max(first.size, second.size, height)


def merged(first: Line, second: Line) -> Line:
    """Two pieces of one printed line as one, left to right."""
    before, after = (first, second) if first.left <= second.left else (second, first)
    main = first if len(first.text) >= len(second.text) else second
    top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    lefts, rights = touching(before.text + after.text, before.lefts + after.lefts, before.rights + after.rights)
    joint = () if before is first else (len(before.text),)
    breaks = (*before.breaks, *joint, *[at + len(before.text) for at in after.breaks])
    lead = before.lead if before.lead else 0
    return Line(
        before.text + after.text, first.page, top, bottom, lefts, rights, main.size, main.font, main.bold, 0 if main.bold else lead, breaks
    )
