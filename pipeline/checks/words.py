"""What the rules know by words: which way an indicator is better, and how a lexicon's forms become a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.comparison import subject
from pipeline.facts import Target
from pipeline.lexicon import load

HIGHER, LOWER = "higher", "lower"


def direction(indicator: str, indicator_id: str | None = None) -> str | None:
    """`higher` or `lower` when it is known which way is better; None when it is not."""
    known = _known(indicator_id) if indicator_id else None
    reduction = _by_words(indicator)
    if known and reduction == (HIGHER, "reduction"):
        return HIGHER
    return known or (reduction[0] if reduction else None)


def better_way(target: Target) -> str | None:
    return direction(target.indicator, subject(target))


def alternation(lexicon: str, *ids: str) -> str:
    """The forms of the named entries (all when none is named) as one regular expression, longest first."""
    forms = [form for entry in load(lexicon).entries if not ids or entry.id in ids for form in entry.forms]
    return one_of(forms)


def one_of(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(form) for form in sorted(dict.fromkeys(forms), key=lambda form: (-len(form), form))) + ")"


def _by_words(indicator: str) -> tuple[str, str] | None:
    for entry in load("directions").entries:
        if any(form in indicator for form in entry.forms):
            return str(entry.data["direction"]), entry.id
    return None


@cache
def _known(indicator_id: str) -> str | None:
    lexicon = load("indicators")
    value = lexicon[indicator_id].data.get("direction") if indicator_id in lexicon else None
    return str(value) if value in (HIGHER, LOWER) else None
