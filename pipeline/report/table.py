"""A sheet of the workbook before it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]
"""Words, whole numbers, Decimals, dates, links; None for an empty cell."""


Column = tuple[str, float]
"""Name and width in characters."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way into the explorer: the part of its address after #, and the words to show."""

    address: str
    words: str = "看原文"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Title, columns and rows; `frozen` columns stay in sight, `heat` is the first column that is coloured by count."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    frozen: int = 0
    filtered: bool = True
    heat: int | None = None
