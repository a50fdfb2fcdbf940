"""Numerals as plans print them → Decimal.

「1,100」 → 1100; 「三千」 → 3000; 「两」 → 2; 「半」 → 0.5; 「百分之七」 → 7 in %; 「七成」 → 70 in %; 「三分之二」 → 2/3.
The grammar of a number with its unit and bound is in extractors/amount.py; the names of units are in lexicons/national/units.yml.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
STEPS = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10**4, "亿": 10**8}

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d+)(?:\.\d+)?"
"""Digits with an optional fraction; a comma counts only between groups of three (1,100)."""
CHINESE = r"(?:[〇零一二三四五六七八九十百两万亿]|千(?![瓦伏米克卡赫])){1,12}"
"""Chinese numerals of at most twelve characters; 千 that opens a unit (千瓦) is not one."""
DASH = r"(?:—{1,2}|[–―－～~]|-|至|到)"
"""What joins the two ends of a range: 5—8, 1-2, 20至30."""
MULTIPLIER = r"(?:万亿|[百十千]亿|亿|[百十千]万|万|百(?![米巴])|千(?![瓦伏米克卡赫]))"
"""What may stand between digits and a unit: 1.3万亿元, 5千户."""
FACTORS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
LOST = re.compile(
    r"[达增提超突下新完到至占](?:(?:到|长|至|加到|高到|升到|过|破|降到?|增|建|成)"
    r"(?:%|个百分点|(?<!突破)(?<!超过)(?:亿元|万元|万吨|万亩|万人|万户)|公里|平方米|平方公里)|%)"
)
"""A unit or a percent sign directly after the verb: the number between them is gone. 突破亿元 and 超过万人 are numbers: 1 亿元, 1 万人."""


def value_of(numeral: str) -> Decimal:
    """The value of a numeral in digits or in Chinese; ValueError when it is neither.

    >>> value_of("1,100"), value_of("三千"), value_of("两万五千"), value_of("半"), value_of("百")
    (Decimal('1100'), Decimal('3000'), Decimal('25000'), Decimal('0.5'), Decimal('100'))
    """
    numeral = re.sub(r"\s+", "", numeral)
    if re.fullmatch(ARABIC, numeral):
        return Decimal(numeral.replace(",", ""))
    if numeral == "半":
        return Decimal("0.5")
    if not numeral or any(char not in DIGITS and char not in STEPS and char not in GREAT for char in numeral):
        raise ValueError(f"no numeral: {numeral!r}")
    if not any(char in STEPS or char in GREAT for char in numeral):
        return Decimal(int("".join(str(DIGITS[char]) for char in numeral)))  # 二〇三五 is read digit by digit
    return Decimal(_chinese(numeral))


def _chinese(numeral: str) -> int:
    for mark in ("亿", "万"):
        if mark in numeral:
            head, _, tail = numeral.rpartition(mark)
            return (_chinese(head) if head else 1) * GREAT[mark] + (_chinese(tail) if tail else 0)
    total, digit = 0, None
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total += (1 if digit is None else digit) * STEPS[char]
            digit = None
    return total + (digit or 0)


def split_great(numeral: str) -> tuple[Decimal, str]:
    """A Chinese numeral as (value, multiplier that stays with the unit): 三千亿 → (3000, 亿), 千万 → (1000, 万), 三百 → (300, "").

    >>> split_great("三千亿"), split_great("万亿"), split_great("亿")
    ((Decimal('3000'), '亿'), (Decimal('10000'), '亿'), (Decimal('1'), '亿'))
    """
    if numeral[-1:] in GREAT:
        return (value_of(numeral[:-1]) if numeral[:-1] else Decimal(1)), numeral[-1]
    return value_of(numeral), ""


def factor_of(multiplier: str) -> Decimal:
    """What a multiplier stands for: 万亿 → 10¹², 百万 → 10⁶, "" → 1."""
    factor = Decimal(1)
    for char in multiplier:
        factor *= FACTORS[char]
    return factor


def fraction_of(numeral: str) -> Decimal:
    """三分之二 → 2/3 and 百分之七 → 7/100, as the exact quotient to 28 places."""
    whole, _, part = numeral.partition("分之")
    return value_of(part) / value_of(whole)


def decimals_of(numeral: str) -> int:
    """Printed decimal places: 3.0 → 1, 三 → 0."""
    return len(numeral.partition(".")[2]) if re.fullmatch(ARABIC, numeral) else 0
