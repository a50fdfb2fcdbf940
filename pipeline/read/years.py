"""The years for which a document plans: (first, last), or None when it does not tell.

A plan says so in its title: by the number of the five-year plan, by printed years (2023—2025年), by the one year of a work plan. A report to a
congress often says nothing there (政府工作报告): the headings that look ahead (2025年工作安排) or back (2024年工作回顾) do, else the day of the
session. A report on five years past and five to come, without a year of its own, plans five years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.document import HAN
from pipeline.read.headings import number_value

Years = tuple[int, int]
Day = tuple[int, int, int]
"""Year, month, day."""

SPELLED = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年|[-—－–～~至])")
SPELLED_DAY = re.compile(r"(?<=年)([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
YEARS = re.compile(r"((?:20)\d\d)年?(?:[-—－–～~]{1,2}|至)((?:20)\d\d)(?:年|(?=[）)]))")
ORDINAL = re.compile(
    rf"第?(?<![一二三四五六七八九十])([一二三四五六七八九十]+)个五年|[“\"]([一二三四五六七八九十]+五)[”\"]|(?<![一二三四五六七八九十第])((?:十[一二三四五六七八九]|十)五)(?=规划|计划|期间|时期|专项|{HAN}{{2,40}}(?:规划|计划|纲要|方案))(?![章节篇条年个届项大亿万])"
)
TERM = re.compile(r"(?:规划|实施|计划|方案|行动)(?:期限?|年限|时限|时段)[^。；\d]{0,8}" + YEARS.pattern)
FAR = re.compile(rf"(20[3-9]\d)年?(?:{HAN}{{0,4}}(?:远景|愿景)|(?:发展|战略|总体)+规划)")
ONE_YEAR = re.compile(r"(?<![到至\d])(20[0-2]\d)年(?!\d|前|以前|之前|底|[-—－–～~至]|远景)")
REPORT = re.compile(
    r"工作报告|(?:计划|预算|规划)[^。；]{0,12}执行情况|(?:计划|预算)[^。；]{0,6}草案|工作(?:回顾|总结|要点)|代表大会[^。；]{0,8}上的(?:报告|讲话)"
)
SESSION = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日[^。；\d]{0,6}在?[^。；]{0,40}?(?:第[一二三四五六七八九十]+[届次])")
BACK = re.compile(r"回顾|总结|(?:完成|执行|实施|落实|工作)情况|成效|成绩|成就|取得|决算|以来")
AHEAD = re.compile(r"安排|工作|任务|目标|总体要求|打算|计划|预算|思路|措施|部署")
IN_TEXT = re.compile(
    r"(?<![到至\d])(20[0-2]\d)年[^，。；：\d]{0,12}(?:工作(?:的)?总体要求|(?:主要)?预期目标|总体(?:要求|思路)|工作回顾|重点工作|工作安排)"
)
NEXT_FIVE = re.compile(r"(?:今后|未来)五年|(?:新|下)一届政府")
THIS_YEAR = re.compile(r"今年|本年度|(?:今后|过去)一年")
LONGEST_HEADING = 45
FIRST_PLAN = 1953
YEAR_END, HALF_YEAR = 11, 7
"""A session from November on plans the next year; one in the second half of a year plans the five from the next on."""


def digits(text: str) -> str:
    """The text without white space, its years and days in digits (二〇二五年一月八日 → 2025年1月8日)."""
    years = SPELLED.sub(lambda match: _spelled(match.group()), re.sub(r"\s+", "", text))
    return SPELLED_DAY.sub(lambda match: f"{number_value(match[1])}月{number_value(match[2])}日", years)


def session_day(text: str) -> Day | None:
    """The day of the session of a congress to which a report was given, as its front says (2025年1月8日在…第三次会议上)."""
    match = SESSION.search(digits(text))
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def period_of(title: str, lines: Sequence[str], headings: Sequence[str], text: str, issued: str | None) -> Years | None:
    """The years planned by a document with this title; `lines` open it, `headings` are its titles in order, `issued` is an ISO date."""
    name = digits(title)
    if is_report(name, lines) and not ORDINAL.search(name):
        return _of_report(name, [digits(heading) for heading in headings], digits(text), session_day("".join(lines)) or _parts(issued))
    opening = "".join(line for line in map(digits, lines) if not re.search("[。；，：]", line))
    years = _numbered(name) or _one_year(name) or _numbered(opening) or _far(name, issued)
    if years:
        return years
    term = TERM.search(digits(text))
    return _ordered(term[1], term[2]) if term else None


def is_report(name: str, lines: Iterable[str]) -> bool:
    """Whether it is a report on a year's work, by its title or by the session at which it was given."""
    return bool(REPORT.search(name) or ("规划" not in name and session_day("".join(lines))))


def _numbered(words: str) -> Years | None:
    """The years of the five-year plan whose number the words give, else the first and last year that they print."""
    ordinal, years = ORDINAL.search(words), YEARS.search(words)
    number = number_value(ordinal[1] or (ordinal[2] or ordinal[3])[:-1]) if ordinal else None
    if number:
        return five_years(number)
    return _ordered(years[1], years[2]) if years else None


def _one_year(name: str) -> Years | None:
    year = ONE_YEAR.search(name)
    return (int(year[1]), int(year[1])) if year else None


def _far(name: str, issued: str | None) -> Years | None:
    """A plan that names only the year of its vision (2035年远景目标纲要) plans from the year of issue, where that is known."""
    far = FAR.search(name)
    return _ordered(issued[:4], far[1]) if far and issued else None


def _of_report(name: str, headings: list[str], text: str, day: Day | None) -> Years | None:
    """One year: that of the title, of the headings, of the session; five where nothing in the report speaks of a single one."""
    titled = max((int(year) for year in ONE_YEAR.findall(name)), default=None)
    session = day[0] + (day[1] >= YEAR_END) if day else None
    headed = _of_headings(headings, session)
    year = max(filter(None, (titled, headed)), default=None)
    if day and headed is None and titled is None and _plans_five(headings):
        first = day[0] + (day[1] >= HALF_YEAR)
        return first, first + 4
    told = year or session or _of_text(text)
    return (told, told) if told else None


def _of_headings(headings: list[str], session: int | None) -> int | None:
    """The year ahead by the headings: the one after the year looked back on where they tell it, else the last one planned."""
    back: set[int] = set()
    ahead: set[int] = set()
    for heading in headings:
        if len(heading) > LONGEST_HEADING:
            continue
        found = list(ONE_YEAR.finditer(heading))
        for match, following in zip(found, [*found[1:], None], strict=False):
            about = heading[match.end() : following.start() if following else None]
            if BACK.search(about):
                back.add(int(match[1]))
            elif AHEAD.search(about):
                ahead.add(int(match[1]))
    if back:
        return max(back) + 1
    return max((year for year in ahead if session is None or year <= session), default=None)


def _of_text(text: str) -> int | None:
    """The year ahead by what the running text says of the year's work."""
    years = [int(match[1]) + bool(BACK.search(match.group())) for match in IN_TEXT.finditer(text)]
    return max(years, default=None)


def _plans_five(headings: list[str]) -> bool:
    """Whether the headings plan five years and none a single one."""
    return any(map(NEXT_FIVE.search, headings)) and not any(map(THIS_YEAR.search, headings))


def five_years(number: int) -> Years:
    """The years of the five-year plan with this number: the 14th is 2021–2025 (the first plans were not five years apart)."""
    start = FIRST_PLAN + 5 * (number - 1) if number < 3 else 2001 + 5 * (number - 10)
    return start, start + 4


def _ordered(first: str, last: str) -> Years | None:
    return (int(first), int(last)) if int(first) <= int(last) else None


def _parts(issued: str | None) -> Day | None:
    """2025-01-08 as numbers."""
    parts = [int(part) for part in (issued or "").split("-") if part]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _spelled(numeral: str) -> str:
    """二〇二五 → 2025."""
    return "".join(str("〇一二三四五六七八九".index(character)) for character in numeral.replace("○", "〇").replace("零", "〇"))
