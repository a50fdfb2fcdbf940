"""How alike stretches of text are in their words: TF-IDF over jieba words, the lexicons' terms as its user dictionary.

Deterministic: no hidden Markov model, ties in the order of the texts. jieba is given only those words of its dictionary that can stand in the
texts: the cuts are the same, and a third of the time and none of the memory goes into loading it.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import IO, Any

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
    tokenizer = _tokenizer({piece for pieces in texts for piece in pieces}, region)
    known: dict[str, Counter[str]] = {}
    counts = [_count(pieces, known, tokenizer) for pieces in texts]
    spread = Counter(word for count in counts for word in count)
    vectors = []
    for count in counts:
        raw = {word: (1 + log(times)) * log(len(texts) / spread[word]) for word, times in count.items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({word: weight / length for word, weight in raw.items() if weight > 0})
    return Likeness(tuple(vectors))


def _count(pieces: Sequence[str], known: dict[str, Counter[str]], tokenizer: Any) -> Counter[str]:
    total: Counter[str] = Counter()
    for piece in pieces:
        if piece not in known:
            known[piece] = Counter(_words(piece, tokenizer))
        total.update(known[piece])
    return total


def _words(text: str, tokenizer: Any) -> list[str]:
    """The telling words of a text in order: two characters or more, no numbers, none that every plan uses."""
    common = load("common_words").by_form
    return [word for word in tokenizer.cut(_squeezed(text), HMM=False) if WORD.fullmatch(word) and common(word) is None]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _tokenizer(texts: Iterable[str], region: str | None) -> Any:
    """A jieba tokenizer for the texts: its own dictionary's words, and the lexicons' terms before all others."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _dictionary(tokenizer.get_dict_file(), map(_squeezed, texts))
    tokenizer.initialized = True
    for name in ("sectors", "levers"):
        for entry in load(name, region).entries:
            for form in (*entry.forms, *entry.weak):
                tokenizer.add_word(form, freq=100_000)
    return tokenizer


def _dictionary(file: IO[bytes], texts: Iterable[str]) -> tuple[dict[str, int], int]:
    """(frequency of each word, 0 of each beginning of a word; sum over the whole dictionary), as jieba wants them.

    Of the lines “word frequency tag”, only words whose first two and last two characters stand somewhere in the texts.
    """
    with file:
        fields = file.read().decode("utf-8").split()
    there = {text[at : at + length] for text in texts for length in (1, 2) for at in range(len(text))}
    words = {word: int(count) for word, count in zip(fields[::3], fields[1::3], strict=True) if word[:2] in there and word[-2:] in there}
    beginnings = dict.fromkeys((word[:end] for word in words for end in range(1, len(word))), 0)
    return beginnings | words, sum(map(int, fields[1::3]))
