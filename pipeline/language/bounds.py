"""Bounds of a number: the words before and behind it that say whether it is a floor, a ceiling or about right.

「不低于10%」「10%以上」 → >=; 「突破1万亿元」 → >; 「控制在5%以内」 → <=; 「低于3%」 → <; 「约20公里」「7%左右」 → ~
「分别突破25万亿元、20万亿元」 and 「分别增长5%和7.5%左右」: words around a list that 分别 opens hold for all of it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.facts import Fact
from pipeline.values import Op, Quantity

BOUNDS_BEFORE: tuple[tuple[Op, str], ...] = (
    (">=", r"不低于|不少于|不小于|不得低于|不得少于|高于或?等于|大于或?等于|(?:至少|最少)[^，。；、\d]{0,4}|≥|≧|⩾|达到?或超过|保底"),
    ("<=", "不高于|不超过|不多于|不大于|不得超过|不得高于|不突破|低于或?等于|小于或?等于|至多|最多|最高|≤|≦|⩽"),
    (">", "超过|超出|超|(?<!不)突破|高于|大于|多于|＞|>|逾|迈上|迈过|跨过|跨上|站上|跃上|跨越|冲破|首次破|首破"),
    ("<", "低于|小于|少于|不足|不到|＜|<"),
    ("~", "大约为?|(?<![节集契条制公签合特预相])约为?|接近|将近|(?<![附最邻靠贴相亲临远])近|±"),
)
BOUNDS_AFTER: tuple[tuple[Op, str], ...] = (
    (">=", "及?以上|（含）以上"),
    ("<=", "及?以下|以内|之内|内(?!陆|河|地|部|容|外|环|涝|需|生|引|联|控|设|的|源|蒙|存)"),
    ("~", "左右|上下"),
)
BEFORE = tuple((op, re.compile(rf"(?:{words})\s*$")) for op, words in BOUNDS_BEFORE)
AFTER = tuple((op, re.compile(rf"\s*(?:[（(][^（）()]{{1,4}}[）)])?(?:{words})")) for op, words in BOUNDS_AFTER)
OPENS = re.compile("|".join(words for _, words in BOUNDS_BEFORE))
LIMIT = re.compile(r"控制在[^，。；]{0,4}$")
SHARED_OUT = re.compile(r"分别[^，。；]*$")
LISTED = re.compile(r"\s*[、和与及]\s*")
REACH = 16
"""Characters before a number in which 分别 opens its list."""


def bound_before(ahead: str) -> tuple[Op, int] | None:
    """(bound, its length in characters) of the bound at the end of the words."""
    for bound, pattern in BEFORE:
        found = pattern.search(ahead)
        if found:
            apart = found.group()[0] in "至最" and len(found.group().strip()) > 2  # 至少提供1幅: the verb is none of the number's words
            return bound, 0 if apart else len(ahead) - found.start()
    return None


def bound_after(text: str, at: int, stop: int) -> tuple[Op, int] | None:
    """(bound, where it ends) of the bound behind a number that ends at `at`."""
    for bound, pattern in AFTER:
        follows = pattern.match(text, at, stop)
        if follows:
            return bound, follows.end()
    return None


def sharing_bounds(text: str, found: list[Fact[Quantity]], floor: int) -> list[Fact[Quantity]]:
    """The numbers of a block; bounds around a list that 分别 opens hold for all of it."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        if one.value.op == "=" and following.value.op == "~" and _listed(text, one, following) and _shared_out(text, one, floor):
            found[index] = replace(one, value=replace(one.value, op=following.value.op))
    led = False
    for index in range(1, len(found)):
        one, following = found[index - 1], found[index]
        led = following.value.op == "=" and (led or _leads(text, one, floor)) and _joined(text, one, following)
        if led:
            found[index] = replace(following, value=replace(following.value, op=one.value.op))
    return found


def _listed(text: str, one: Fact[Quantity], following: Fact[Quantity]) -> bool:
    return one.value.unit == following.value.unit and _joined(text, one, following)


def _joined(text: str, one: Fact[Quantity], following: Fact[Quantity]) -> bool:
    return LISTED.fullmatch(text[one.anchor.end : following.anchor.start]) is not None


def _shared_out(text: str, one: Fact[Quantity], floor: int) -> bool:
    return SHARED_OUT.search(text[max(floor, one.anchor.start - REACH) : one.anchor.start]) is not None


def _leads(text: str, one: Fact[Quantity], floor: int) -> bool:
    """Whether the bound of a number stands before it, behind 分别: 分别突破, 分别控制在."""
    ahead = text[max(floor, one.anchor.start - REACH) : one.anchor.start]
    before = one.value.op != "=" and (OPENS.match(text, one.anchor.start) or LIMIT.search(ahead))
    return bool(before) and SHARED_OUT.search(ahead) is not None
