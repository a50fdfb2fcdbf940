"""Whether a text can be Chinese prose: character statistics that tell a broken text layer or a wrong encoding.

A font without a proper table of its characters gives a text layer that looks right on the page and reads as other characters, private
ones or none. Shares of usual characters tell that at once: in a plan a third of all ideographs are among the seventy of `USUAL`, in
shifted codes one in fifty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from pipeline.document import Document, Dropped
from pipeline.errors import UserError
from pipeline.language.numerals import LOST

USUAL = frozenset(
    "的和发展建设业地区一国产经大中市工生产人会农全推民社城化年体政新理学行动服务实现加强重点基本技提高质量进以为在不上化文水制度成有能开系保环创合资平"
)
"""Characters that make up a fifth to a third of any plan; of a text in shifted codes they make up nearly nothing."""
ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u0100-\u024f\u0500-\u1fff\u2c00-\u2dff\ua000-\uabff\ufb50-\ufdff]")
"""Replacement, private-use and control characters, and the letters of scripts that no Chinese plan uses."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
YEAR = re.compile(r"(?<![\d.])(\d{4})\s*年")
ENOUGH = 200
"""Fewer ideographs than this are no ground for a judgement of a document, PAGE_ENOUGH for one of a page."""
PAGE_ENOUGH = 60
SOUND_USUAL, SOUND_COMMON, SOUND_ODD = 0.16, 0.9, 0.02
"""A page of prose reaches these shares (measured on pages of four plans: usual 0.22–0.45, common 0.97–1, odd 0)."""
BROKEN_USUAL, BROKEN_COMMON, BROKEN_ODD = 0.04, 0.8, 0.15
"""Beyond these a text layer is no text (tables of names have fewer usual characters than prose, shifted codes one in fifty)."""
MOST_BROKEN = 0.2
"""When more than this share of the pages is broken, the document is not to be trusted."""
LOST_NUMBERS = 5
FEW_NUMBERS = 5
"""A page with fewer numbers (one is the page's own) says nothing about them."""
FEW = 0.05
"""A source with a smaller share of ideographs is in another language."""
AGREEMENT = 0.7
"""Text layer and recognised text of a sound page share at least this much."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts by which a text is judged: its ideographs, the usual and the common ones of them, odd characters, all characters."""

    ideographs: int = 0
    usual: int = 0
    common: int = 0
    odd: int = 0
    characters: int = 0

    def is_sound(self) -> bool:
        """Whether nothing speaks against the text."""
        return self._within(SOUND_USUAL, SOUND_COMMON, SOUND_ODD)

    def is_broken(self) -> bool:
        """Whether the text cannot be prose."""
        return not self._within(BROKEN_USUAL, BROKEN_COMMON, BROKEN_ODD)

    def _within(self, usual: float, common: float, odd: float) -> bool:
        if self.odd > odd * self.characters:
            return False
        return self.ideographs == 0 or (self.usual >= usual * self.ideographs and self.common >= common * self.ideographs)


COUNTS = tuple(field.name for field in fields(Statistics))


def statistics(text: str) -> Statistics:
    """The statistics of a text."""
    ideographs = usual = common = odd = 0
    for character, count in Counter(text).items():
        kind = _kind(character)
        ideographs += count if kind else 0
        usual += count if kind == "usual" else 0
        common += count if kind in ("usual", "common") else 0
        odd += count if kind is None else 0
    return Statistics(ideographs, usual, common, odd, len(text))


@cache
def _kind(character: str) -> str | None:
    """usual, common or rare for an ideograph, None for an odd character, empty for the others."""
    if ODD.match(character):
        return None
    if not "\u3400" <= character <= "\u9fff":  # no ideograph
        return ""
    return "usual" if character in USUAL else "common" if is_common(character) else "rare"


def is_common(character: str) -> bool:
    """Whether the ideograph is among the 3,755 of level 1 of GB 2312, which are 97 to 99 % of any modern text."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def is_readable(text: str) -> bool:
    """Whether decoded bytes are text at all (another encoding gives rare ideographs or control characters)."""
    found = statistics(text)
    return (
        "\0" not in text
        and found.odd <= SOUND_ODD * len(text)
        and (found.ideographs < 20 or found.common >= BROKEN_COMMON * found.ideographs)
    )


def trusted(doc: Document, path: Path) -> Document:
    """The document with its broken pages listed as damage. Raises UserError when its text as a whole cannot be trusted."""
    pages = list(_pages(doc))
    judged = [statistics(text) for _, text, _ in pages] or [statistics(doc.text)]
    whole = Statistics(*(sum(getattr(page, count) for page in judged) for count in COUNTS))
    if whole.odd < FEW * whole.characters and whole.ideographs < FEW * whole.characters:
        raise UserError(f"{path}: holds no Chinese text; gangmu reads plans and reports of Chinese governments")
    if whole.ideographs < ENOUGH and whole.odd <= SOUND_ODD * whole.characters:
        return doc
    broken = [page for page, found in zip(pages, judged, strict=False) if _is_broken_page(found)]
    if whole.is_broken() or len(broken) > MOST_BROKEN * max(len(pages), 1):
        raise UserError(
            f"{path}: its text layer is garbage (characters that no Chinese text has); get a file that allows text to be copied, or its scan"
        )
    if _is_doubtful(doc, whole) and _disagrees(doc, path, pages):
        raise UserError(
            f"{path}: its text layer does not agree with the printed page (numbers lost or changed); get a file with a sound text layer"
        )
    damage = [Dropped("damage", text[:60].strip(), page, start, None, "文字层损坏") for page, text, start in broken]
    return replace(doc, dropped=(*doc.dropped, *damage)) if damage else doc


def _pages(doc: Document) -> Iterator[tuple[int, str, int]]:
    """Number, text and start of every page that was not read from a picture."""
    recognised = {region[0] for region in doc.recognised}
    starts: dict[int, list[int]] = {}
    for run in doc.runs:
        if run.page not in recognised:
            starts.setdefault(run.page, []).extend((run.start, run.end))
    for page, places in sorted(starts.items()):
        yield page, doc.text[min(places) : max(places)], min(places)


def _is_broken_page(found: Statistics) -> bool:
    return (found.ideographs >= PAGE_ENOUGH or found.odd >= PAGE_ENOUGH) and found.is_broken()


def _is_doubtful(doc: Document, whole: Statistics) -> bool:
    """Whether the text is odd enough to be compared with the printed page: unusual characters, wrong years, lost numbers."""
    years = [int(year) for year in YEAR.findall(doc.text)]
    wrong = sum(not 1800 <= year <= 2100 for year in years)
    lost = len(LOST.findall(doc.text))
    return not whole.is_sound() or (wrong >= 3 and 2 * wrong > len(years)) or lost >= LOST_NUMBERS


def _disagrees(doc: Document, path: Path, pages: list[tuple[int, str, int]]) -> bool:
    """Whether the page with most signs of damage reads otherwise when its picture is recognised.

    Without the extra, or in a source without pages, the signs alone decide.
    """
    from pipeline.read.ocr import engine, page_text

    if path.suffix.lower() != ".pdf" or engine() is None or not pages:
        return True
    number, text, _ = max(pages, key=lambda page: (_signs(page[1]), -statistics(page[1]).usual / max(len(page[1]), 1)))
    printed = page_text(path, number)
    numbers, others = _numbers(text), _numbers(printed)
    differ = max(numbers.total(), others.total()) >= FEW_NUMBERS and _shared(numbers, others) < AGREEMENT
    return differ or _shared(Counter("".join(text.split())), Counter("".join(printed.split()))) < AGREEMENT


def _signs(text: str) -> int:
    """How many lost numbers and impossible years stand in the text."""
    return len(LOST.findall(text)) + sum(not 1800 <= int(year) <= 2100 for year in YEAR.findall(text))


def _numbers(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text))


def _shared(counts: Counter[str], others: Counter[str]) -> float:
    """Share of what both have (as often), of all that the one with more has."""
    longer = max(counts.total(), others.total())
    return (counts & others).total() / longer if longer else 1.0
