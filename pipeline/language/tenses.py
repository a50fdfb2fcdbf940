"""Whether a place in a document speaks of what was reached or of what is to come, and for which years.

Headings tell: 发展基础, 回顾, 取得新成效 look back on the period before the document's own, and so does the name of the plan before
(“十三五”…成就); 发展目标, 主要指标 look forward to the document's end, 2035年远景目标 to 2035. Elsewhere the words of the sentence decide, and
no year is taken for granted; only a document for a single year (a work report) speaks of that year.

Under a heading of background (编制背景, 发展形势), and in chapter one under one that says nothing, the times of the sentences tell: after “十三五”期间 what follows without a time is of the past, after 到2025年 not.

In a report the first words of a part tell where no heading does: 「2024年，全市上下…」 and 「一年来，」 open the look-back, which goes on under the headings
that follow until 「今年」, 「2025年」 or a heading such as 总体要求 opens the plan. Where it speaks of 今后五年 first, what follows 「2022年预期目标：」 is of that year. What is lacking (存在的问题) is how things stand, not what is aimed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.document import Block, Document, Section
from pipeline.facts import Fact
from pipeline.language.numerals import value_of
from pipeline.values import Period

PAST_TITLE = re.compile(
    r"发展基础|现实基础|工作基础|基础和优势|发展现状|^.{0,6}现状|回顾|成就|成绩|(?:工作|建设|发展|改革|实施)成效$|取得.{0,10}(?:成效|进展|突破|胜利)|成效显著|主要成效|完成情况|实施情况|执行情况|工作总结|发展历程|上一?(?:年度?|个?五年)|过去[一五]年"
)
BACKGROUND_TITLE = re.compile(
    r"背景|概况$|基本情况|^[^，]{0,6}[省市区县]情|(?:发展|现实|基础|有利)条件|(?:发展|面临|宏观|外部|国内外?|国际)的?(?:新)?(?:形势|环境)|^形势"
)
"""Headings under which a plan may look back or not: what is said there after a past time is of the past until a coming time is named."""
LACK_TITLE = re.compile(
    r"(?:存在|面临|遇到).{0,8}(?:问题|困难|不足|短板|差距|挑战)|^[^，]{0,8}(?:问题|困难|不足|差距|挑战)$|^(?:主要|突出)?(?:问题|困难|不足|短板|挑战)[与和]"
)
MENDED = re.compile(r"解决|破解|化解|应对|补齐|聚焦|针对|围绕|突破|克服|整改|治理|缩小|迎接|消除")
LACK_OPENING = re.compile(
    r"^[^。]{0,40}?(?:清醒|看到|正视|存在|面临)[^。]{0,25}(?:困难|问题|不足|短板|差距|挑战)|^(?:主要是|一是)?[^。，]{0,20}(?:不足|困难|短板)[：:]"
)
NUMBERED = r"^[（(]?[一二三四五六七八九十\d]{0,3}[）)、.．]?"
BACK_OPENING = re.compile(
    NUMBERED + r"(?:在?过去的?(?P<past>[一五三])年|(?P<row>[一五])年来|回顾|(?P<year>20\d\d)年(?!第|度?(?:目标|重点|主要任务)))"
)
THESE_YEARS = re.compile(r"这(?P<these>[一五三])年(?:来|里|间|[，,]?(?:我们|全[市省县区州])|[，,]?是[^。]{2,60}的[一五三]年)")
"""Opening a part of a report, the years looked back on: 这五年，是改革开放持续深化的五年."""
NOT_YET = re.compile(r"将|关键|决胜|今后|未来|要(?=[加坚把以着推])")
"""In the same sentence, words of years to come: 这五年，是决胜全面小康的五年."""
YEARS_PAST = re.compile(NUMBERED + r"(?:在?(?:刚刚)?过去的?[五5]年(?:里|来|间|中)?[，,]|(?:这|近)?[五5]年来[，,])")
"""Opening a paragraph of a plan, also the years before its own."""
COMING_OPENING = re.compile(NUMBERED + r"(?:[到至]|展望)?(?:20\d\d年|[“\"]?十[一二三四五六]五|今后|未来|下一)")
TITLE_LINE = re.compile(r"20\d\d年[^，。：；]{2,24}报告")
"""The title of a report, which opens no part of it."""
PROGRESS_OPENING = re.compile(
    r"(?!推动|促进|推进|力争|努力|确保|实现|使|让|带动|保持|全力|加快|着力|坚持|以|到|要|必须|通过|更)[^，。；\d要将]{3,20}?(?<![，。；、和与及])(?:显著|持续|稳步|明显|不断|进一步|大幅|加快)(?:推进|提升|增强|改善|优化|提高|完善|深化|壮大|扩大|加强)。"
)
"""A first sentence of a report that tells how something has gone on: 城市文化软实力显著提升。"""
FORWARD_OPENING = re.compile(
    NUMBERED
    + r"(?:各位代表[！!，]?)?(?:(?:做好|关于|围绕|实现)?(?:今年(?!以来)|明年|下一?步|下一?阶段|今后|未来|本年度)|总体要求|指导思想|(?:主要)?(?:预期|工作)?目标|(?:目标|重点|主要)任务|(?:重点)?工作(?:安排|任务|打算|思路|部署))"
)
YEAR_OPENING = re.compile(NUMBERED + r"(?:各位代表[！!，]?)?(?:今年(?!以来)|本年度|(?P<year>20\d\d)年(?![底末]))")
YEAR_TITLE = re.compile(r"今年|本年度|(?P<year>20\d\d)年")
"""The year of a report, opening a part of it or in a heading, where its other parts speak of the years to come."""
REVIEW_LINE = re.compile(rf"{NUMBERED}[^，。；：！？]{{0,16}}?(?:工作|发展|情况)?的?(?:回顾|总结)")
FORWARD_LINE = re.compile(rf"{NUMBERED}[^，。；：！？]{{0,12}}?(?:工作)?(?:安排|打算|思路|部署|任务|重点|目标|计划|建议)")
"""Lines of their own that open the look-back of a text without a year that can be read (20XX年工作回顾), and its plan (20XX年工作安排)."""
FIVE_YEARS, COMING_YEARS = re.compile(r"(?<!\d)[五5]年(?!规划|计划)"), re.compile(r"(?:今后|未来)[五5]年")
GLOSSARY = re.compile(r"名词|术语|词汇|解释$|释义|注释|指标说明")
TO_DO = re.compile(r"夯实|巩固|打牢|筑牢|强化|加强|提升|完善|推动|促进|加快")
TASK_TITLE = re.compile(TO_DO.pattern + "|落实|解决|构建|打造|建设|实施|培育|优化|深化|着力|推进")
GOAL_TITLE = re.compile(r"目标(?=$|[与和及、（(]|任务|体系|要求|指标|定位)|(?:主要|发展|预期|核心|约束性)[^，]{0,6}指标|愿景")
NO_GOAL = re.compile(r"落实|实现|锚定|聚焦|围绕|导向|对标|碳达峰|碳中和|双碳")
FAR_TITLE = re.compile(r"(20[3-9]\d)\s*年?.{0,4}(?:远景|愿景|展望|目标)|展望(20[3-9]\d)|二〇三五|远景目标|中长期目标")
PLAN_NAME = re.compile(r"(?<![一二三四五六七八九第])(十[一二三四五六七八九]|[六七八九十])五(?![章节篇条年、届])")
FAR_YEAR = 2035
LONGEST_LINE = 32
"""Characters of a line of its own that opens a part."""
OPENING = 80
"""Characters of a block in which it says what it opens."""
FIRST_YEAR, FIRST_PLAN = 1981, 6
"""The sixth plan (六五) began in 1981; the plans before it were not five years apart."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the headings above a place say: `past` is None where they say nothing; years are None where they are not told.

    `explains`: words are explained there, nothing is aimed at; `background`: it may look back, which its sentences must tell (then `sure` is False). `by` and `start` are the years of what is stated there, `base` the year of the value from which it changed.
    """

    past: bool | None = None
    by: int | None = None
    start: int | None = None
    base: int | None = None
    explains: bool = False
    background: bool = False
    sure: bool = True


def plan_years(numeral: str) -> tuple[int, int] | None:
    """First and last year of a five-year plan by its number: 十四 (of 十四五) → 2021, 2025; None before the sixth."""
    number = int(value_of(numeral))
    if number < FIRST_PLAN:
        return None
    start = FIRST_YEAR + 5 * (number - FIRST_PLAN)
    return start, start + 4


def settings(doc: Document) -> Iterator[tuple[Block, Setting]]:
    """The blocks in order, each with what its headings say, else the opening words of its part."""
    told: tuple[Section, Setting] | None = None
    by_section: dict[str, Setting] = {}
    for block in doc.blocks:
        section = doc.section(block.section)
        words = "".join(doc.text[block.anchor.start : min(block.anchor.end, block.anchor.start + OPENING)].split())
        if told and told[0] not in doc.path(section) and told[0].kind not in ("front", "preface"):
            told = None
        opened = _opened(doc, words) if block.kind != "cell" else None
        if opened is not None:
            told = (section, opened) if opened.past or _of_year(doc, YEAR_OPENING.match(words)) else None
        if block.section not in by_section:
            by_section[block.section] = setting_of(doc, section)
        yield block, _of_block(doc, block, words, by_section[block.section], told[1] if told else None)


def _of_block(doc: Document, block: Block, words: str, setting: Setting, told: Setting | None) -> Setting:
    if block.kind == "note":
        return Setting(explains=True)
    coming = doc.period is not None and setting.past is False and setting.start == doc.period[0] == doc.period[1]
    if coming and told is not None and told.past is None:
        return told  # 今后五年…, then 2022年预期目标：…
    if setting.past is not None or setting.explains:
        return setting
    if block.kind != "heading" and LACK_OPENING.search(words) and not MENDED.search(words):
        return _past(doc)
    if told is None and setting.by and doc.period and doc.period[0] == doc.period[1] and PROGRESS_OPENING.match(words):
        return _past(doc)
    return told or setting


def _of_year(doc: Document, named: re.Match[str] | None) -> bool:
    """Whether the words name the single year of which the document is."""
    return named is not None and doc.period is not None and named["year"] in (None, str(doc.period[0]))


def _opened(doc: Document, words: str) -> Setting | None:
    """What the first words of a block open: in a report for one year its look-back, or (with `past` None) its plan, elsewhere what a line of its own does; None when they open nothing."""
    if doc.period is None or doc.period[0] != doc.period[1]:
        return _opened_undated(doc, words)
    if TITLE_LINE.fullmatch(words):
        return None
    back, year = BACK_OPENING.match(words), doc.period[0]
    if FORWARD_OPENING.match(words) or (back and back["year"] and int(back["year"]) >= year):
        return Setting(None, year)
    these = _these_years(words)
    if back is None and these is None:
        return None
    told = int(back["year"]) if back and back["year"] else year - 1
    length = int(value_of(these or (back and (back["past"] or back["row"])) or "一"))
    return Setting(True, told, told - length + 1, told - length)


def _these_years(words: str) -> str | None:
    """The numeral of 这五年 where the words look back on them."""
    these = THESE_YEARS.match(words)
    return these["these"] if these and not NOT_YET.search(words.split("。")[0]) else None


def _opened_undated(doc: Document, words: str) -> Setting | None:
    """What the first words of a block open where the document is not of one year: a line of its own, or the years past before which a plan names none to come."""
    if YEARS_PAST.match(words) or (doc.period is None and _these_years(words)):
        return replace(_past(doc, 5), sure=False)
    if len(words) > LONGEST_LINE:
        return Setting() if COMING_OPENING.match(words) or (doc.period is None and FORWARD_OPENING.match(words)) else None
    forward = FORWARD_OPENING.match(words) or FORWARD_LINE.fullmatch(words)
    return _past(doc) if REVIEW_LINE.fullmatch(words) else Setting() if forward else None


def setting_of(doc: Document, section: Section) -> Setting:
    """The setting by the headings above, the innermost that tells deciding."""
    for part in reversed(doc.path(section)):
        if part.kind in ("front", "preface"):
            continue
        title = "".join(part.title.split())
        if GLOSSARY.search(title):
            return Setting(explains=True)
        far = FAR_TITLE.search(title)
        if _looks_back(doc, title) or (LACK_TITLE.search(title) and not MENDED.search(title)):
            return _past(doc, 5 if FIVE_YEARS.search(title) else None)
        if COMING_YEARS.search(title) and doc.period and doc.period[0] == doc.period[1]:
            return Setting(False, doc.period[0] + 4, doc.period[0])
        if doc.period and doc.period[0] == doc.period[1] and _of_year(doc, YEAR_TITLE.search(title)) and not GOAL_TITLE.search(title):
            return Setting(None, doc.period[1])
        if far and not _names_own_plan(doc, title):
            return Setting(False, int(far.group(1) or far.group(2) or FAR_YEAR))
        if far or (GOAL_TITLE.search(title) and not NO_GOAL.search(title)):
            return Setting(False, doc.period[1] if doc.period else None)
    if doc.period and doc.period[0] == doc.period[1]:
        return Setting(None, doc.period[1])
    first = section.chapter == 1 and not TASK_TITLE.search(section.title)  # 第一节 如期全面建成小康社会
    return Setting(background=first or any(BACKGROUND_TITLE.search("".join(part.title.split())) for part in doc.path(section)))


def reviewed(doc: Document, periods: list[Fact[Period]], before: Setting | None) -> Setting | None:
    """What a sentence under a heading of background tells by its times: that it looks back, or (None) not; without a time, what the sentence before told."""
    if doc.period is None:
        return None
    years = [period.value.end or period.value.start for period in periods if period.rule != "period.row"]
    told = [year for year in years if year is not None]
    if not told:
        return before
    return replace(_past(doc), sure=False) if max(told) < doc.period[0] else None


def opens_with(doc: Document, periods: list[Fact[Period]]) -> Setting | None:
    """What a section of background tells at its start: by the first time in it that says whether it looks back."""
    first = next((period for period in periods if (period.value.end or period.value.start) and period.rule != "period.row"), None)
    return reviewed(doc, [first], None) if first else None


def _looks_back(doc: Document, title: str) -> bool:
    if PAST_TITLE.search(title):
        return not (TO_DO.search(title) and re.search("基础|成效$", title))
    years_named = [int(year) for year in re.findall(r"(20\d\d)年", title)]
    if years_named and doc.period and doc.period[0] == doc.period[1]:
        return all(year < doc.period[0] for year in years_named)
    named = [plan_years(name) for name in PLAN_NAME.findall(title)]
    return bool(doc.period and named) and all(years is not None and doc.period is not None and years[1] < doc.period[0] for years in named)


def _names_own_plan(doc: Document, title: str) -> bool:
    """Whether the title names the document's own plan beside the far year: 2035年远景目标和“十四五”主要目标."""
    return doc.period is not None and any(plan_years(name) == doc.period for name in PLAN_NAME.findall(title))


def _past(doc: Document, length: int | None = None) -> Setting:
    """The period before the document's own, of the same length where none is told; its base year is the one before it."""
    if doc.period is None:
        return Setting(True)
    start, end = doc.period
    length = length or end - start + 1
    return Setting(True, start - 1, start - length, start - length - 1)
