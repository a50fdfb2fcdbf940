"""What a cell of an indicator table states: numbers with bound, unit, brackets and notes, or words.

「[2.8万以上]」 → 2.8 万, >=, in square brackets (a sum over the period); 「<0.035(0.020)」 → < 0.035, then 0.020; 「1.4(2016年)」 → 1.4 of 2016
「不低于省下达指标(216.7)」 → >= 216.7; 「8358/244」 → two; 「力争达到5%左右」 → ~ 5 %; 「-」「不可比」 → nothing; 「完成省下达指标」 → words
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pipeline.language.numerals import ARABIC, DASH, MULTIPLIER, decimals_of, value_of
from pipeline.language.units import unit_expression
from pipeline.values import Op

FOLD = str.maketrans("＞＜〉〈≧≦％（）［］〔〕【】｛｝－−﹣＋", "><><≥≤%()[][][]{}---+")
"""One character for one, so that offsets stay."""
NOTHING = re.compile(r"[\s\-—–/\\.…·*]*|无|不可比|暂无|待定|缺|未统计|无数据")
SEGMENT = re.compile(r"\[[^\[\]]*\]|\((?:[^()\[\]]|\[[^\[\]]*\])*\)|(?:[^()\[\]、，；;,]|(?<=\d),(?=\d{3}))+")
ENCLOSED = re.compile(r"\([^()\[\]]*\)")
YEAR_NOTE = re.compile(r"((?:19|20)\d\d)年?(?:[底末]|数据?|实际|值)?")
BOUNDS: dict[str, Op] = {
    **dict.fromkeys((">", "大于", "超过", "超出", "超", "突破", "高于"), ">"),
    **dict.fromkeys((">=", "≥", "不低于", "不少于", "不小于", "大于等于", "大于或等于", "至少"), ">="),
    **dict.fromkeys(("<", "小于", "低于", "少于"), "<"),
    **dict.fromkeys(("<=", "≤", "不高于", "不超过", "不大于", "小于等于", "小于或等于", "不多于"), "<="),
    **dict.fromkeys(("约", "近", "接近"), "~"),
}
ENDS: dict[str, Op] = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "左右": "~", "上下": "~"}
BOUND_WORDS = "|".join(sorted(BOUNDS, key=lambda word: (-len(word), word)))
CEILING = re.compile(r"控制在.*内|以内|不高于|不超过|不突破")
FLOOR = re.compile(r"不低于|不少于|不小于|以上")
CEILED = "控制在"
"""`how` of a number whose upper bound is told by the words in front of its bracket."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a cell: `value` with its own `unit` (empty when the row's holds; a bare multiplier when it only enlarges it), or words.

    `enclosed` is a number that stands alone in round brackets. `start` and `end` are offsets into the squeezed cell; `part` counts the numbers of 8358/244; `year` is one noted behind the number;
    `how` is the verb in front (增长, 下降, 累计 …).
    """

    start: int
    end: int
    value: Decimal | None = None
    value2: Decimal | None = None
    op: Op = "="
    unit: str = ""
    decimals: int = 0
    total: bool = False
    part: int = 0
    parts: int = 1
    year: int | None = None
    how: str = ""
    enclosed: bool = False


@cache
def _value() -> re.Pattern[str]:
    """A number as a cell prints it, with the words that may stand around it."""
    return re.compile(
        rf"""
        (?:力争|争取|确保|努力|预计|预期|计划)*
        (?P<how>年均增长|年增长|(?:五年|5年)?累计新增|(?:五年|5年)累计|增长|年均|累计|新增|提高|提升|增加|下降|降低|减少|压减|缩小)?
        (?P<to>达到?|[到至]|保持在?|维持在?|稳定在?|控制在|实现|为)?
        (?P<bound>{BOUND_WORDS})?
        (?P<low>[+-]?(?:{ARABIC}))(?P<first>[%‰])?
        (?:{DASH}(?P<high>{ARABIC})|(?P<about>±{ARABIC})|[:：∶]1(?!\d))?
        (?P<unit>{unit_expression()}|{MULTIPLIER})?
        (?:[及或]?(?P<after>以上|以下|以内|之内|内|左右|上下))?
        (?:全?覆盖|达标|完成)?[*※①-⑳]*""",
        re.VERBOSE,
    )


def read_cell(text: str) -> list[Statement]:
    """The statements of a squeezed cell in order; empty for an empty cell or a mark that stands for no value."""
    text = text.translate(FOLD)
    if NOTHING.fullmatch(text) or NOTHING.fullmatch(text.strip("()[]")):
        return []
    found: list[Statement] = []
    words = ""
    for segment in SEGMENT.finditer(text):
        numbers = list(_numbers(segment.group(), segment.start()))
        year = YEAR_NOTE.fullmatch(segment.group().strip("()"))
        if year and found and segment.group().startswith("("):
            found[-1] = replace(found[-1], year=int(year[1]))
        elif numbers:
            found += [_under(number, words) for number in numbers]
        elif not segment.group().startswith("("):
            words = segment.group()
            found += _words_after(found, segment)
    if ENCLOSED.fullmatch(text):
        found = [replace(one, enclosed=True) for one in found]
    return found if any(one.value is not None for one in found) else [Statement(0, len(text))]


def _words_after(found: list[Statement], segment: re.Match[str]) -> Iterator[Statement]:
    """Words that follow a number and promise something of their own (＞7、力争投入强度高于“十三五”时期实际)."""
    if found and len(segment.group()) > 3:
        yield Statement(*segment.span())


def _under(number: Statement, words: str) -> Statement:
    """A number in brackets behind words takes its bound from them: 不低于省下达指标(216.7)."""
    if number.op != "=" or not words:
        return number
    op: Op = ">=" if FLOOR.search(words) else "<=" if CEILING.search(words) else "="
    return replace(number, start=0, op=op, how=number.how or (CEILED if op == "<=" else ""))


def _numbers(segment: str, at: int) -> Iterator[Statement]:
    """The numbers of a segment: of its brackets' content, of 8358/244, else of the whole; none when it is more than numbers."""
    total, inner = "[" in segment, segment.strip("()[]")
    whole = _value().fullmatch(inner)
    if whole is not None:
        yield _statement(whole, at, at + len(segment), total)
        return
    parts = inner.split("/")
    matches = [_value().fullmatch(part) for part in parts]
    start = at + segment.index(inner)
    for index, match in enumerate(matches):
        if match is None or not all(matches):
            return
        yield replace(_statement(match, start, start + len(parts[index]), total), part=index, parts=len(parts))
        start += len(parts[index]) + 1


def _statement(match: re.Match[str], start: int, end: int, total: bool) -> Statement:
    high = match["high"]
    op: Op = BOUNDS.get(match["bound"] or "", "=")
    op = "range" if high else "~" if match["about"] else ENDS.get(match["after"] or "", op)
    low = match["low"]
    value = -value_of(low[1:]) if low.startswith("-") else value_of(low.lstrip("+"))
    how = "累计" if "累计" in (match["how"] or "") else match["how"] or ""
    how = "" if match["to"] in ("到", "至", "达到", "达") and how not in ("年均增长", "累计") else how
    unit = match["unit"] or match["first"] or ""
    decimals = max(decimals_of(low.lstrip("+-")), decimals_of(high or ""))
    return Statement(start, end, value, value_of(high) if high else None, op, unit, decimals, total, how=how)
