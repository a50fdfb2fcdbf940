"""Names of places that are none: the end of one common word and the beginning of the next (创|新和|…, 健|康保|障, 沿|海城市|群)."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import load

LINKS = "在以为和与等对从向把将由到至是及使让的于"
"""Characters that mostly are words of their own before a name: 以南安为中心 is no 以南, 和平湖 no 和平."""
SHORT = 2
"""Characters of a name that may end inside a word; 仓山区 is one even where 域 follows."""


def straddles(text: str, start: int, end: int, known: bool) -> bool:
    """Whether text[start:end] cuts a common word of plans: one that ends with its first character, or begins with its last.

    The word must not itself overlap another one that leaves the name whole: 支持|平潭 is no 持平, 南安|全面 no 安全. A name that is `known` to
    everybody (上海) must be cut on both sides: 骨干网|上海节点 is no 网上.
    """
    words = _words()
    before = text[start - 1 : start + 1] if start else ""
    cut_before = before in words and before[0] not in LINKS and text[max(start - 2, 0) : start] not in words
    cut_behind = end - start == SHORT and text[end - 1 : end + 1] in words and text[end : end + 2] not in words
    return (cut_before and cut_behind) if known else (cut_before or cut_behind)


@cache
def _words() -> frozenset[str]:
    """Words of two characters that plans use everywhere."""
    return frozenset(form for entry in load("plan_words").entries for form in entry.forms)
