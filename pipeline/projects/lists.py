"""Lists and clauses of planning prose, cut outside brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "【": "】", "[": "]", "「": "」"}
BRACKET = re.compile("[" + re.escape("".join((*PAIRS, *PAIRS.values()))) + "]")
COMMA = re.compile(r"[，；。！？;]|(?<!\d),|,(?!\d)")
COLON = re.compile(r"[：:]")
PAUSE = re.compile(r"、|(?<=”)(?=“)")

WHOLE = re.compile(  # clauses that only describe what follows them
    r"""(?<![聚汇密云采收征募])集(?![聚群团成中装约镇])[^，。；,;]{3,80}?[为于]一体
    |以[^，。；,;]{2,40}?为[^，。；、,;]{1,6}的
    |(?:联通|连接|辐射|面向|通向|覆盖|服务|对接|联结|具有|拥有|适应|符合|涵盖|包括|立足)[^，。；,;]{2,40}?的""",
    re.VERBOSE,
)
"""Stretches that are not cut, although they hold pauses."""

Span = tuple[int, int]
"""Half-open character offsets."""


def squeezed(text: str) -> tuple[str, Sequence[int]]:
    """The text without white space, and where each of its characters stood."""
    words = "".join(text.split())
    return words, range(len(text)) if len(words) == len(text) else [at for at, char in enumerate(text) if not char.isspace()]


def outside(text: str) -> list[bool]:
    """For each character whether it stands outside all brackets and quotation marks; a bracket without its partner is none."""
    free = [True] * len(text)
    opened: list[tuple[str, int]] = []
    for mark in BRACKET.finditer(text):
        char, at = mark.group(), mark.start()
        if char in PAIRS:
            opened.append((PAIRS[char], at))
        elif any(closing == char for closing, _ in opened):
            closing, start = opened.pop()
            while closing != char:
                closing, start = opened.pop()
            free[start : at + 1] = [False] * (at + 1 - start)
    for match in WHOLE.finditer(text):
        free[match.start() : match.end()] = [False] * len(match.group())
    return free


def cut(text: str, mark: re.Pattern[str], span: Span, free: list[bool]) -> list[Span]:
    """The parts of text[span] between marks that stand outside brackets; empty parts are left out."""
    parts, start = [], span[0]
    for match in mark.finditer(text, *span):
        if free[match.start()] or (match.start() == match.end() and _level(text, span[0], match.start())):
            parts.append((start, match.start()))
            start = match.end()
    parts.append((start, span[1]))
    return [part for part in parts if part[0] < part[1]]


def _level(text: str, start: int, at: int) -> bool:
    """Whether all brackets opened in text[start:at] are closed there."""
    before = text[start:at]
    return all(before.count(opening) == before.count(closing) for opening, closing in PAIRS.items())
