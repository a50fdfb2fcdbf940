"""Units as plans write them, and values in base units so that they compare.

A unit as written may open with a multiplier (亿元, 万千瓦) and may be a quotient (微克/立方米, 人/百亿元). The names stand in
lexicons/national/units.yml; an unknown unit has no base value and compares only with itself.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache, lru_cache

from pipeline.language.numerals import MULTIPLIER, factor_of
from pipeline.lexicon import Entry, alternation, load
from pipeline.values import Op, Quantity

FIFTEEN = Context(prec=15)
"""So that 18亿亩 is 1.2 万亿平方米 and not a little less: a 亩 is two thirds of 1000 square metres."""
CALENDAR = ("日", "月", "年")
"""Times that are units only below the line: 万吨/日."""
HUNDRED_THOUSAND = r"(?:10|十)万(?![元吨亩])"
"""Of so many people rates of health and safety are told: 15人/10万人."""
REMEMBERED = 1024
"""Units as written whose kind is kept: a plan uses some dozens."""
COUNTED = ("count", "people", "households", "visits", "household_visits")
"""Kinds of units that count things, so that what is counted stands beside the number."""


@cache
def unit_pattern() -> str:
    """A pattern of one unit without multiplier or quotient."""
    return alternation(load("units"))


@cache
def unit_expression() -> str:
    """A pattern of a unit as written behind a number: multiplier, unit, quotient."""
    unit = unit_pattern()
    return rf"(?:{MULTIPLIER})?\s?{unit}(?:\s?/\s?(?:{HUNDRED_THOUSAND}人?|(?:{MULTIPLIER})?{unit}|[日年月]))?"


@cache
def base_of(unit: str) -> tuple[str, Decimal] | None:
    """(base unit, base units in one of this unit): 万千瓦 → (瓦, 10⁷); None for a unit that is not listed.

    >>> base_of("亿元"), base_of("微克/立方米")
    (('元', Decimal('100000000')), ('毫克/立方米', Decimal('0.001')))
    """
    whole = load("units").by_form(re.sub(r"\s+", "", unit))  # /10万 is one word
    if whole is not None:
        return str(whole.data.get("base", whole.id)), _plain(Decimal(str(whole.data.get("factor", 1))))
    numerator, *below = re.sub(r"\s+", "", unit).split("/")
    parts = [_base_of_part(numerator), *((part, Decimal(1)) if part in CALENDAR else _base_of_part(part) for part in below)]
    if not parts or any(part is None for part in parts):
        return None
    names = [part[0] for part in parts if part]
    factor = Decimal(1)
    for index, part in enumerate(parts):
        if part:
            factor = factor * part[1] if index == 0 else factor / part[1]
    return "/".join(names), _plain(factor)


@lru_cache(maxsize=REMEMBERED)
def kind_of(unit: str) -> str | None:
    """What a unit measures (money, area, count, …), by its numerator; None when it is not listed. 吨/人 → mass."""
    unit = re.sub(r"\s+", "", unit)
    entry = _entry(unit) or _entry(unit.split("/")[0])
    return str(entry[0].data["kind"]) if entry else None


def quantity(value: Decimal, unit: str, op: Op = "=", value2: Decimal | None = None, decimals: int = 0) -> Quantity:
    """A quantity with its base value, where the unit is known."""
    unit = re.sub(r"\s+", "", unit)
    base = base_of(unit)
    if base is None:
        return Quantity(value, unit, op, value2, None, None, decimals)
    return Quantity(value, unit, op, value2, _plain(value * base[1]), base[0], decimals)


def _base_of_part(part: str) -> tuple[str, Decimal] | None:
    entry = _entry(re.sub("^10(?=万)", "十", part))
    if entry is None:
        return None
    row, multiplier = entry
    return str(row.data.get("base", row.id)), factor_of(multiplier) * Decimal(str(row.data.get("factor", 1)))


def _entry(part: str) -> tuple[Entry, str] | None:
    """The row of a unit and the multiplier in front of it: 万千瓦 → (千瓦, 万)."""
    units = load("units")
    row = units.by_form(part)
    if row is not None:
        return row, ""
    multiplier = re.match(MULTIPLIER, part)
    row = units.by_form(part[multiplier.end() :]) if multiplier else None
    return (row, multiplier.group()) if row and multiplier else None


def _plain(number: Decimal) -> Decimal:
    """In fifteen digits, without trailing zeros, and without an exponent where it is whole."""
    number = FIFTEEN.plus(number).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() and number.adjusted() < 28 else number
