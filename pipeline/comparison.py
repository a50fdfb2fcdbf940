"""When two stated numbers speak of the same thing, and whether they agree: numbers as intervals.

A printed 56 stands for anything from 55.5 to 56.5: half a unit of the last printed place either way. A bound (58.5 以上) is open to one
side. Values of one unit family are compared in the base unit, so that 万立方米 meets 亿立方米.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from pipeline.facts import Target, TextualTarget
from pipeline.language.indicators import identify
from pipeline.values import Quantity

Interval = tuple[Decimal, Decimal]
INFINITY = Decimal("Infinity")
NEAR = Decimal("0.05")
"""How far “左右”, “约” and “接近” reach: 5 % of the value."""


def scale(quantity: Quantity) -> Decimal:
    """Base units in one printed unit."""
    if quantity.base_value is None or quantity.value == 0:
        return Decimal(1)
    return quantity.base_value / quantity.value


def half(quantity: Quantity) -> Decimal:
    """The rounding error of the printed value, in its printed unit."""
    return Decimal(5).scaleb(-quantity.decimals - 1)


def rounded(quantity: Quantity) -> Interval:
    """What the printed number can stand for, its bound left aside, in base units."""
    step = scale(quantity)
    return (quantity.value - half(quantity)) * step, (quantity.value + half(quantity)) * step


def interval(quantity: Quantity) -> Interval:
    """What the statement allows, in base units."""
    low, high = rounded(quantity)
    step = scale(quantity)
    if quantity.op in (">=", ">"):
        return low, INFINITY
    if quantity.op in ("<=", "<"):
        return -INFINITY, high
    if quantity.op == "~":
        return quantity.value * (1 - NEAR) * step, quantity.value * (1 + NEAR) * step
    if quantity.op == "range" and quantity.value2 is not None:
        return low, (quantity.value2 + half(quantity)) * step
    return low, high


def overlap(first: Interval, second: Interval) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def comparable(first: Quantity, second: Quantity) -> bool:
    """True when both are in one base unit."""
    return (first.base_unit or first.unit) == (second.base_unit or second.unit)


def same_number(first: Quantity, second: Quantity) -> bool:
    """True when the printed numbers agree within rounding, whatever their bounds."""
    return comparable(first, second) and overlap(rounded(first), rounded(second))


def show(quantity: Quantity) -> str:
    """The value as a reader would write it: 约3.0%, ≥90%, 7.69/10万 (of the unit 1/10万)."""
    value = f"{quantity.value:.{quantity.decimals}f}" if quantity.decimals else plain(quantity.value)
    if quantity.op == "range" and quantity.value2 is not None:
        value = f"{value}—{plain(quantity.value2)}"
    marks = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "~": "约"}
    return marks.get(quantity.op, "") + value + unit_behind(quantity)


def unit_behind(quantity: Quantity) -> str:
    """The unit as it stands behind a number: 7.69 of the unit 1/10万 is written 7.69/10万."""
    return quantity.unit[1:] if quantity.unit.startswith("1/") else quantity.unit


def plain(number: Decimal) -> str:
    """A decimal without exponent and without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def growth(first: Decimal, last: Decimal, years: int) -> Decimal:
    """The yearly rate in percent that leads from `first` to `last`; both positive."""
    return ((last / first) ** (Decimal(1) / years) - 1) * 100


def subject(target: Target | TextualTarget) -> str:
    """What is measured, as a key: the lexicon's id, or the indicator's words without what varies between two mentions."""
    if target.indicator_id and not target.indicator_id.startswith("x-"):
        return target.indicator_id
    return _key(target.indicator)


@cache
def _key(indicator: str) -> str:
    words = SUBSCRIPT.sub(r"\1", indicator).removesuffix("指标")
    return identify(words) or plain_name(words)


def plain_name(indicator: str) -> str:
    """An indicator's words in one spelling: no brackets, no 全市, GDP for 地区生产总值."""
    words = BRACKETS.sub("", indicator.replace(" ", ""))
    words = WORDS.sub(lambda match: SPELLINGS[match.group()], words)
    return words.removeprefix("全市").removeprefix("城市")


SUBSCRIPT = re.compile(r"_\{([^}]*)\}")
BRACKETS = re.compile(r"[（(\[][^）)\]]*[）)\]]|[“”\"]")
SPELLINGS = {
    "地区生产总值": "GDP",
    "生产总值": "GDP",
    "每万人口": "每万人",
    "每千人口": "每千人",
    "全社会": "",
    "全市": "",
    "R&D经费": "研发经费",
    "R&D": "研发经费",
}
WORDS = re.compile("|".join(SPELLINGS))


def same_subject(first: Target, second: Target) -> bool:
    """The same indicator of the same place or entity, measured the same way (a level is not a growth rate)."""
    return (subject(first), first.scope or "", first.measure) == (subject(second), second.scope or "", second.measure)


def agree(first: Quantity, second: Quantity) -> bool:
    """True when some value satisfies both, given the printed precision."""
    return comparable(first, second) and overlap(interval(first), interval(second))
