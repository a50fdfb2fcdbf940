"""Time expressions, resolved to years.

「到2025年」「2025年」 → by 2025; 「2021—2025年」 → 2021 to 2025
「“十四五”期间」 → 2021 to 2025; 「“十四五”末」 → by 2025; 「“十三五”以来」 → from 2016
「三年内」 → 2021 to 2023, counted from the first year of the document's period; 「每年」 → the document's period, yearly

Left alone: years in titles of documents and in numbers of documents (《…（2020—2035）》, 榕政〔2021〕4号), full dates (2021年5月8日),
第十四个五年规划 as a name. A length of time whose first year the document does not tell keeps its years unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.document import Anchor, Document
from pipeline.facts import Fact, Facts
from pipeline.language.numerals import DASH, value_of
from pipeline.language.tenses import plan_years
from pipeline.values import Period

YEAR = r"(?:19|20)\d{2}"
NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
FIVE = r"(?P<mark>[“\"])?(?P<plan>十[一二三四五六七八九]|[六七八九十])五(?(mark)[”\"])"
PART = r"期间|时期|以来|前[一二三两]年|后[一二三两]年|期末|末期?|初期?|中期|之前|前期"
PATTERN = re.compile(
    rf"""(?=[《〔\[“"\d后到至截未今用近最一二三四五六七八九十两接过这连每年逐本去上明])(?:
    (?P<title>《[^》]{{0,80}}》|〔\s*{YEAR}\s*〕|\[{YEAR}\])
  | (?P<date>{YEAR}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)
  | (?P<span>(?P<first>{YEAR})\s*年?\s*{DASH}\s*(?P<last>{YEAR})\s*年?(?:期间|间|之间)?)
  | (?P<due>(?:到|至|截至|截止到?)\s*(?:(?P<due_year>{YEAR})|[二〇零一三四五六七八九]{{4}})\s*年(?:[底末前初])?)
  | (?P<far>(?<=展望)[二〇零一三四五六七八九]{{4}}年)
  | (?P<five>(?:到|至)?{FIVE}(?P<part>{PART})?(?(mark)|(?:(?<=期间|时期|以来|前期|期末)|(?<=[年末初])|(?=规划|主要|[，,]))))
  | (?P<within>(?:未来|今后)?\s*(?P<low>{NUMERAL})\s*(?:{DASH}\s*(?P<high>{NUMERAL}))?\s*年(?:之内|以内|内|左右时间|左右的时间|时间)
      |(?P<from_years>{NUMERAL})\s*{DASH}\s*(?P<to_years>{NUMERAL})\s*年(?![代级前后]))
  | (?P<coming>(?:今后|未来|接下来|(?<![今前以之此最落其])后)\s*(?P<span_years>{NUMERAL})\s*年)
  | (?P<past>(?:过去|近|最近|这)?\s*(?P<past_years>{NUMERAL})\s*年来|(?:过去|近|最近)\s*(?P<past_plain>{NUMERAL})\s*年)
  | (?P<row>连续\s*(?P<row_years>{NUMERAL})\s*年)
  | (?P<yearly>每年(?![级])|年年|逐年度)
  | (?P<century>(?:到)?(?:本世纪中叶|二十一世纪中叶))
  | (?P<near>今年|本年度|去年|上年|明年)
  | (?P<year>(?<!\d)(?P<bare>{YEAR})\s*年(?:[底末初前])?(?!\s*[（(]?\d*[）)]?代)))
    """,
    re.VERBOSE,
)
MID_CENTURY = 2050


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Period]]:
    for block in doc.blocks:
        around: Fact[Period] | None = None
        for match in PATTERN.finditer(doc.text, block.anchor.start, block.anchor.end):
            period = _period(doc, match)
            if period is not None and period.recurrence and around and "。" not in doc.text[around.anchor.end : match.start()]:
                period = replace(period, start=around.value.start, end=around.value.end)  # 2023—2025年，每年…
            if period is not None and period.start and period.end and not period.recurrence:
                around = Fact(period, Anchor(match.start(), match.end()), "period.span")
            if period is not None:
                yield Fact(
                    period, Anchor(match.start(), match.end()), f"period.{match.lastgroup if match.lastgroup in RULES else _group(match)}"
                )


RULES = ("span", "due", "far", "five", "within", "coming", "past", "row", "yearly", "century", "near", "year")


def _group(match: re.Match[str]) -> str:
    return next(name for name in RULES if match[name])


def _period(doc: Document, match: re.Match[str]) -> Period | None:
    """The period of a match, or None for what only looks like one."""
    time = re.sub(r"\s+", "", match.group())
    if match["title"] or match["date"]:
        return None
    if match["span"]:
        return Period(time, int(match["first"]), int(match["last"])) if match["first"] <= match["last"] else None
    if match["due"] or match["year"] or match["far"]:
        return Period(time, None, _year(match["due_year"] or match["bare"], time))
    if match["five"]:
        return _of_plan(match, time)
    if match["century"]:
        return Period(time, None, MID_CENTURY)
    return _relative(doc, match, time)


def _year(digits: str | None, time: str) -> int:
    return int(digits) if digits else int(value_of(re.sub(r"[^二〇零一三四五六七八九]", "", time)))


def _of_plan(match: re.Match[str], time: str) -> Period | None:
    """A five-year plan by its number: 十四五 → 2021 to 2025."""
    years = plan_years(match["plan"])
    if years is None:
        return None
    start = years[0]
    part = match["part"] or ""
    if part.startswith(("末", "期末", "之前")) or (time[0] in "到至" and not part):
        return Period(time, None, start + 4)
    if part == "以来":
        return Period(time, start, None)
    if part.startswith("初"):
        return Period(time, None, start)
    if part.startswith("前") and part.endswith("年"):
        return Period(time, start, start + int(value_of(part[1])) - 1)
    if part.startswith("后") and part.endswith("年"):
        return Period(time, start + 5 - int(value_of(part[1])), start + 4)
    return Period(time, start, start + 4)


def _relative(doc: Document, match: re.Match[str], time: str) -> Period | None:
    """Time counted from the document's own period; without one the years stay unknown."""
    span = doc.period
    if match["yearly"]:
        return Period(time, span[0] if span else None, span[1] if span else None, "yearly")
    if match["within"] or match["coming"]:
        length = int(value_of(match["high"] or match["low"] or match["to_years"] or match["span_years"]))
        return Period(time, span[0], span[0] + length - 1) if span else Period(time, None, None)
    if span is None:
        return None
    if match["near"]:
        return _of_report(span, time)
    length = int(value_of(match["past_years"] or match["past_plain"] or match["row_years"]))
    return Period(time, span[0] - length, span[0] - 1)


def _of_report(span: tuple[int, int], time: str) -> Period | None:
    """今年 and its neighbours, in a document that plans a single year."""
    if span[0] != span[1]:
        return None
    shift = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1}[time[0]]
    return Period(time, None, span[0] + shift)
