"""The numbers that Word prints before paragraphs but keeps out of their text: 第一章, 一、, （一）, 1.1."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACEHOLDER = re.compile(r"%([1-9])")
DIGITS = "零一二三四五六七八九"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def chinese(number: int) -> str:
    """14 → 十四, 120 → 一百二十; up to 999."""
    if number >= 100:
        rest = number % 100
        return (
            DIGITS[number // 100]
            + "百"
            + ("零" + DIGITS[rest] if 0 < rest < 10 else ("一" if 10 <= rest < 20 else "") + chinese(rest) if rest else "")
        )
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones or not tens else "")


def roman(number: int) -> str:
    """4 → iv."""
    letters = ""
    for value, letter in ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "ideographDigital",
        ),
        chinese,
    ),
    "decimal": str,
    "decimalFullWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number),
    "lowerLetter": lambda number: chr(ord("a") + (number - 1) % 26),
    "upperLetter": lambda number: chr(ord("A") + (number - 1) % 26),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}
"""How a number is printed; formats that are not listed (bullets, none) print nothing that counts."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it is printed, and whether its outer numbers are printed as digits."""

    start: int
    format: str
    text: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number_id: str, level: int) -> str:
        """The number of the next paragraph of this list and level, as printed; empty for bullets."""
        found = self.levels.get((number_id, level))
        if found is None:
            return ""
        counts = self.counts.setdefault(self.abstract[number_id], {})
        restart = self.restarts.get((number_id, level)) if (number_id, level) not in self.seen else None
        self.seen.add((number_id, level))
        counts[level] = restart if restart is not None else counts.get(level, found.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return (
            PLACEHOLDER.sub(lambda match: self._printed(number_id, int(match.group(1)) - 1, found.legal), found.text)
            if found.format in FORMATS
            else ""
        )

    def _printed(self, number_id: str, level: int, legal: bool) -> str:
        found = self.levels[number_id, level]
        value = self.counts[self.abstract[number_id]].setdefault(level, found.start)
        return str(value) if legal else FORMATS.get(found.format, str)(value)


def numbering(root: Any) -> Numbering:
    """The lists of numbering.xml (its root element, or None where the document has none)."""
    found = Numbering()
    if root is None:
        return found
    abstract = {element.get(f"{W}abstractNumId"): element for element in root.findall(f"{W}abstractNum")}
    for number in root.findall(f"{W}num"):
        number_id, reference = number.get(f"{W}numId"), value(number.find(f"{W}abstractNumId"))
        if reference not in abstract:
            continue
        found.abstract[number_id] = reference
        for element in [*abstract[reference].findall(f"{W}lvl"), *number.findall(f"{W}lvlOverride/{W}lvl")]:
            found.levels[number_id, int(element.get(f"{W}ilvl"))] = _level(element)
        for override in number.findall(f"{W}lvlOverride"):
            start = value(override.find(f"{W}startOverride"))
            if start:
                found.restarts[number_id, int(override.get(f"{W}ilvl"))] = int(start)
    return found


def _level(element: Any) -> Level:
    start, printed = value(element.find(f"{W}start")) or "1", value(element.find(f"{W}numFmt")) or "decimal"
    return Level(int(start), printed, value(element.find(f"{W}lvlText")), element.find(f"{W}isLgl") is not None)


def value(element: Any) -> str:
    """The w:val of an element; empty when there is none."""
    return (element.get(f"{W}val") or "") if element is not None else ""
