"""Values without position: frozen, comparable, never more precise than the source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Op = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Role = Literal["target", "actual", "spec"]
MeasureKind = Literal["level", "annual_growth", "cumulative", "change", "rank", "multiple"]
Attribute = Literal["预期性", "约束性"]
Strength = Literal["确保", "力争", "plain"]
Stage = Literal["planning", "start", "advance", "complete"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a plan prints it, with its bound and unit.

    `value` is in `unit` (3 千亿 → 3000 亿), `value2` the upper end of a range; `base_value` is `value` in `base_unit`
    (亿元 → 元), None where the unit is unknown. `decimals` counts the printed decimal places: it bounds the rounding error.
    """

    value: Decimal
    unit: str
    op: Op = "="
    value2: Decimal | None = None
    base_value: Decimal | None = None
    base_unit: str | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression resolved to years: `start` is None for a mere deadline (到2025年); `recurrence` only for 每年."""

    time: str
    start: int | None
    end: int | None
    recurrence: Literal["yearly"] | None = None
