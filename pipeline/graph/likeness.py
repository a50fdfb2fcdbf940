"""How alike stretches of text are in their words: TF-IDF over jieba words, the lexicons' terms as its user dictionary.

Deterministic: no hidden Markov model, ties in the order of the texts. jieba's dictionary takes 0.7 s to load; it is loaded once, on first use.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from typing import Any

from pipeline.lexicon import load

WORD = re.compile(r"[一-鿿A-Za-z]{2,}")


@dataclass(frozen=True)
class Likeness:
    """Vectors of texts: `vectors[i]` maps words to their weights in text i; each vector has length 1."""

    vectors: tuple[dict[str, float], ...]

    def between(self, one: int, other: int) -> tuple[float, tuple[str, ...]]:
        """(cosine, the words that both have, those that count most first)."""
        a, b = self.vectors[one], self.vectors[other]
        shared = sorted((word for word in a if word in b), key=lambda word: (-a[word] * b[word], word))
        return sum(a[word] * b[word] for word in shared), tuple(shared)


def likeness(texts: Sequence[Sequence[str]], region: str | None) -> Likeness:
    """Vectors of the texts, each given as its pieces (a piece that many share is cut once).

    A word's weight is (1 + ln count) · ln(texts / texts that have it).
    """
    known: dict[str, Counter[str]] = {}
    counts = [_count(pieces, known, region) for pieces in texts]
    spread = Counter(word for count in counts for word in count)
    vectors = []
    for count in counts:
        raw = {word: (1 + log(times)) * log(len(texts) / spread[word]) for word, times in count.items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({word: weight / length for word, weight in raw.items() if weight > 0})
    return Likeness(tuple(vectors))


def _count(pieces: Sequence[str], known: dict[str, Counter[str]], region: str | None) -> Counter[str]:
    total: Counter[str] = Counter()
    for piece in pieces:
        if piece not in known:
            known[piece] = Counter(words(piece, region))
        total.update(known[piece])
    return total


def words(text: str, region: str | None) -> list[str]:
    """The telling words of a text in order: two characters or more, no numbers, none that every plan uses."""
    squeezed = re.sub(r"\s+", "", text)
    common = load("common_words").by_form
    return [word for word in _tokenizer(region).cut(squeezed, HMM=False) if WORD.fullmatch(word) and common(word) is None]


@cache
def _tokenizer(region: str | None) -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for name in ("sectors", "levers"):
        for entry in load(name, region).entries:
            for form in (*entry.forms, *entry.weak):
                tokenizer.add_word(form, freq=100_000)
    return tokenizer
