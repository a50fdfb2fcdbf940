"""A PDF page → printed lines with the box of every character (pdfium's text page, one foreign call a character)."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.document import Dropped
from pipeline.read.characters import fold
from pipeline.read.layout import Line

BOLD_NAMES = ("bold", "black", "heavy", "simhei", "heiti", "zenhei", "hei", "黑")
BOLD_WEIGHT = 600
LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
"""pdfium's function with bare addresses as arguments: half the time of the typed one, and it is called for every character."""
Frame = tuple[float, float, float, float]
"""A page's box: left, bottom, right, top."""
OPENING = "“‘（《〈【〔「『"
NOTE_MARK = re.compile(r"[\d①-⑳*\[\]［］]")
NOTED = re.compile(r"[^\sA-Za-z0-9.%]")
RAISED_HEIGHT, RAISED = 0.85, 0.12
"""A footnote mark is at most so high, and stands so far above the baseline, measured by the tallest character of the line."""
LEVEL = 0.3
"""Points by which the edges of two characters of one font and size may differ."""
SAME_LINE = 0.5
"""Share of the smaller height by which two pieces must overlap to stand on one line."""


class PageText:
    """The characters of a page: `text`, and per character the edges in PDF points from the top left of the page."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self.raw = textpage.raw
        self.count = pdfium.FPDFText_CountChars(self.raw)
        self.text = self._text(textpage)
        self.lefts, self.rights, self.tops, self.bottoms = self._boxes(frame)
        self._name, self._flags, self._matrix = ctypes.create_string_buffer(64), ctypes.c_int(), pdfium.FS_MATRIX()
        self.marks: list[Dropped] = []
        self._fonts: dict[bytes, tuple[str, bool]] = {}

    def _text(self, textpage: Any) -> str:
        text: str = textpage.get_text_range() if self.count else ""
        if len(text) != self.count:  # surrogates or characters that pdfium leaves out: ask for each one
            text = "".join([chr(pdfium.FPDFText_GetUnicode(self.raw, at) or 32) for at in range(self.count)])
        return text

    def _boxes(self, frame: Frame) -> tuple[array[float], array[float], array[float], array[float]]:
        """Loose boxes (advance × line height), so that neighbours touch and a crop finds exactly its characters."""
        boxes = (pdfium.FS_RECTF * max(self.count, 1))()
        page, first = ctypes.cast(self.raw, ctypes.c_void_p).value, ctypes.addressof(boxes)
        deque(
            map(LOOSE_BOX, repeat(page), range(self.count), range(first, first + ctypes.sizeof(boxes), ctypes.sizeof(pdfium.FS_RECTF))),
            maxlen=0,
        )
        flat = array("f", bytes(boxes))
        x0, _, _, top = frame
        lefts, rights = flat[0::4], flat[2::4]
        if x0:
            lefts, rights = array("f", [x - x0 for x in lefts]), array("f", [x - x0 for x in rights])
        return lefts, rights, array("f", [top - y for y in flat[1::4]]), array("f", [top - y for y in flat[3::4]])

    def style(self, at: int) -> tuple[float, str, bool]:
        """Size in points, font name and boldness of a character.

        Producers set any size and scale it (WPS: 269 × 0.05, pdfium: 1 × 16), so the size counts only with its matrix.
        """
        pdfium.FPDFText_GetFontInfo(self.raw, at, self._name, 64, self._flags)
        known = self._fonts.get(self._name.value)
        if known is None:
            font = self._name.value.decode("utf-8", "replace")
            known = self._fonts[self._name.value] = font, any(word in font.lower() for word in BOLD_NAMES)
        bold = known[1] or pdfium.FPDFText_GetFontWeight(self.raw, at) >= BOLD_WEIGHT
        pdfium.FPDFText_GetMatrix(self.raw, at, self._matrix)
        size = pdfium.FPDFText_GetFontSize(self.raw, at) * hypot(self._matrix.c, self._matrix.d)
        return round(size, 1), known[0], bold

    def line(self, positions: Sequence[int], page: int) -> Line | None:
        """A line of the characters at the positions, left to right; None when only white space stands there."""
        inked = [at for at in positions if not self.text[at].isspace()]
        return self._line(inked, page, self._ordered(inked)) if inked else None

    def _line(self, inked: Sequence[int], page: int, ordered: bool) -> Line:
        raised = self._raised(inked)
        if raised:
            self.marks.extend(self._marks(raised, page))
            inked = [at for at in inked if at not in raised]
        lo, hi = inked[0], inked[-1] + 1
        first = self.style(lo)
        level = abs(self.tops[lo] - self.tops[hi - 1]) < LEVEL and abs(self.bottoms[lo] - self.bottoms[hi - 1]) < LEVEL
        alike = level and not first[2] and self.text[lo] not in OPENING
        size, font, bold = first if alike or first == self.style(hi - 1) else self.style(inked[len(inked) // 2])
        positions: Sequence[int] = range(lo, hi)
        breaks: tuple[int, ...] = ()
        if raised or not ordered:  # printed out of order: other fonts come last
            shown = [at for at in range(min(inked), max(inked) + 1) if self.rights[at] > self.lefts[at] and at not in raised]
            positions = sorted(shown, key=self.lefts.__getitem__)
            breaks = tuple([n + 1 for n, (a, b) in enumerate(pairwise(positions)) if not self._follows(a, b)])
        text = "".join(self._of(self.text, positions))
        edges, others = array("f", self._of(self.lefts, positions)), array("f", self._of(self.rights, positions))
        top, bottom = min(self._of(self.tops, inked)), max(self._of(self.bottoms, inked))
        lead = self._lead(positions) if first[2] and not bold else 0
        return Line(fold(text), page, top, bottom, *touching(text, edges, others), size, font, bold, lead, breaks)

    @staticmethod
    def _of(values: Any, positions: Sequence[int]) -> Any:
        """The values at the positions: a slice where these are a range."""
        return values[positions.start : positions.stop] if isinstance(positions, range) else [values[at] for at in positions]

    def _ordered(self, inked: Sequence[int]) -> bool:
        """Whether the characters stand from left to right."""
        lefts = list(self._of(self.lefts, inked))
        return lefts == sorted(lefts)

    def _raised(self, inked: Sequence[int]) -> list[int]:
        """The footnote marks of a line: small figures above the baseline behind a Chinese word (not the 2 of m2)."""
        if not NOTE_MARK.search(self.text, inked[0], inked[-1] + 1):
            return []
        heights = [self.bottoms[at] - self.tops[at] for at in inked]
        tall = max(heights)
        small = [at for at, height in zip(inked, heights, strict=True) if height < RAISED_HEIGHT * tall and NOTE_MARK.match(self.text[at])]
        large = [at for at in inked if at not in small]
        if not small or not large:
            return []
        base = self._baseline(large[0])
        raised = [at for at in small if self._baseline(at) - base > RAISED * tall]
        return [at for at in raised if NOTED.match(self.text[max([n for n in large if n < at], default=at)])]

    def _baseline(self, at: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.raw, at, x, y)
        return y.value

    def _marks(self, raised: list[int], page: int) -> Iterator[Dropped]:
        """What is left out of the text for a line's footnote marks: one for each group of neighbours."""
        starts = [n for n, at in enumerate(raised) if not n or at != raised[n - 1] + 1]
        for lo, hi in pairwise([*starts, len(raised)]):
            group = range(raised[lo], raised[hi - 1] + 1)
            x0, x1 = round(self.lefts[group[0]], 2), round(self.rights[group[-1]], 2)
            box = (page, x0, round(self.tops[group[0]], 2), x1, round(self.bottoms[group[0]], 2))
            yield Dropped("furniture", self.text[group.start : group.stop], page, None, box, "脚注号")

    def _follows(self, before: int, after: int) -> bool:
        """Whether nothing but white space stands between two characters of the file."""
        return before < after and not self.text[before + 1 : after].strip()

    def _lead(self, positions: Sequence[int]) -> int:
        """How many characters at the start of a line are bold."""
        count = 0
        while count < len(positions) and (self.text[positions[count]].isspace() or self.style(positions[count])[2]):
            count += 1
        return count if count > 1 else 0

    def lines(self, page: int, skipped: set[int]) -> list[Line]:
        """The page's lines in printed order; `skipped` characters belong to tables."""
        found: list[Line] = []
        start = 0
        for printed in self.text.split("\n"):
            inked = self._inked(printed, start, skipped)
            start += len(printed) + 1
            if not inked:
                continue
            ordered = self._ordered(inked)
            for row in [inked] if ordered else self._rows(inked):
                line = self._line(row, page, ordered or self._ordered(row))
                if found and on_one_line(found[-1], line):
                    line = merged(found.pop(), line)
                found.append(line)
        return found

    def _inked(self, printed: str, start: int, skipped: set[int]) -> Sequence[int]:
        """Where the characters that are no white space stand; a range when nothing parts them."""
        words = printed.split(None, 1)
        if skipped or len(words) != 1:
            return [at for at, character in enumerate(printed, start) if not character.isspace() and at not in skipped]
        lo = start + len(printed) - len(printed.lstrip())
        return range(lo, lo + len(words[0]))

    def _rows(self, inked: Sequence[int]) -> Iterator[Sequence[int]]:
        """The characters parted where the text goes back to the left and down: pdfium glues such lines now and then."""
        cuts = [n + 1 for n, (a, b) in enumerate(pairwise(inked)) if self.lefts[b] < self.lefts[a] and self.tops[b] > self.bottoms[a]]
        return iter([inked[lo:hi] for lo, hi in pairwise([0, *cuts, len(inked)])])


def touching(text: str, lefts: array[float], rights: array[float]) -> tuple[array[float], array[float]]:
    """The x edges without overlaps: typesetters push a character into the blank half of a punctuation mark beside it."""
    edges = [0.0] * (2 * len(lefts))
    edges[0::2], edges[1::2] = lefts, rights
    if edges == sorted(edges):
        return lefts, rights
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
    lefts, rights = touching(
        before.text + after.text, array("f", [*before.lefts, *after.lefts]), array("f", [*before.rights, *after.rights])
    )
    joint = () if before is first else (len(before.text),)
    breaks = (*before.breaks, *joint, *[at + len(before.text) for at in after.breaks])
    lead = before.lead if before.lead else 0
    return Line(
        before.text + after.text, first.page, top, bottom, lefts, rights, main.size, main.font, main.bold, 0 if main.bold else lead, breaks
    )
