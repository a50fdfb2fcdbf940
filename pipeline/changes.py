"""What a comparison of two documents finds: changes, and the statements that they are between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ORDER = ("raised", "lowered", "redefined", "stronger", "weaker", "reworded", "renamed", "new", "dropped", "kept")
"""The changes, those that a reader looks for first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in both documents, or in one of them. `change` is one of ORDER; `kind` indicator | project | commitment | measure."""

    kind: str
    change: str
    subject: str
    before: str = ""
    after: str = ""
    note: str = ""
    page_before: int | None = None
    page_after: int | None = None
    quote_before: str = ""
    quote_after: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with its place, as the record files have it."""

    value: Any
    page: int | None
    quote: str


def one_sided(kind: str, change: str, item: Stated, name: str, words: str) -> Change:
    if change == "dropped":
        return Change(kind, change, name, before=words, page_before=item.page, quote_before=item.quote)
    return Change(kind, change, name, after=words, page_after=item.page, quote_after=item.quote)
