"""Which thing of one list is which of another, by their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
MARKS = re.compile(r"[“”‘’\"'《》（）()\s、，,·—-]")


def pair(old: Iterable[K], new: Iterable[K], forms: Callable[[K], list[str]], enough: float) -> list[tuple[K, K, float]]:
    """Pairs that are each other's best: equal forms first (100), then the nearest that are near enough (0–100); each key at most once."""
    from rapidfuzz import fuzz, process

    left = {key: forms(key) for key in old}
    right = {key: forms(key) for key in new}
    pairs: list[tuple[K, K, float]] = []
    by_form: dict[str, list[K]] = {}
    for key, words in right.items():
        for word in words:
            by_form.setdefault(word, []).append(key)
    for key, words in list(left.items()):
        same = next((other for word in words for other in by_form.get(word, ()) if other in right), None)
        if same is not None:
            pairs.append((key, same, 100.0))
            del left[key], right[same]
    if not left or not right:
        return pairs
    lefts, rights = list(left), list(right)
    scores = process.cdist([left[key][0] for key in lefts], [right[key][0] for key in rights], scorer=fuzz.ratio, score_cutoff=enough)
    best_right, best_left = scores.argmax(axis=1), scores.argmax(axis=0)
    for index, key in enumerate(lefts):
        other = int(best_right[index])
        if scores[index, other] >= enough and int(best_left[other]) == index:
            pairs.append((key, rights[other], float(scores[index, other])))
    return pairs


def bare(words: str) -> str:
    """The words without quotation marks, brackets, spaces and commas."""
    return MARKS.sub("", words)
