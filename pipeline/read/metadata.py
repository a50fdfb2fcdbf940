"""Who issued a document, when, for which years and which place: from the file of metadata beside it, else from its first page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.document import HAN, Document
from pipeline.errors import UserError
from pipeline.lexicon import parse_yaml
from pipeline.places import region_of
from pipeline.read.headings import number_value
from pipeline.read.years import is_report, period_of, session_day

FRONT = 4000
"""Characters of the opening in which a document says who issued it."""
OPENING = 400
"""Characters that stand for the front page where a document opens with its first heading."""
SHORT = 30
"""Characters of a line that may be a heading without a number."""
KEYS = ("title", "issuer", "number", "issued", "period", "region")
NOTES = ("status", "text", "pdf", "source", "note")
"""Keys that a file of metadata may have for people."""
KIND = r"(?:规划|纲要|计划|方案|报告|意见|建议|行动|要点|规定|办法)"
TITLE = re.compile(rf"[^。；，！？]{{4,70}}{KIND}(?:[（(][^（）()]{{1,20}}[）)])?")
NOTICE = re.compile(rf"印发[《<]?([^《》]{{4,70}}?{KIND}(?:[（(][^（）()]{{1,12}}[）)])?)[》>]?的通知")
NUMBER = re.compile(rf"({HAN}{{1,10}})\s*[〔\[［【(（]((?:19|20)\d\d)[〕\]］】)）]\s*(\d+)\s*号")
ORGAN = rf"{HAN}{{2,20}}(?:人民政府|委员会|办公厅|办公室|人大常委会|人民代表大会|厅|局|国务院)"
ISSUER = re.compile(rf"({ORGAN})(?:文件)?")
AUTHOR = re.compile(rf"({ORGAN})关于(?:印发|发布|下达)")
SPEAKER = re.compile(rf"(?:^|[，。；]|会议上|上)({HAN}{{2,9}}?人民政府)(?:代)?(?:省长|市长|主席|县长|区长|州长)")
DATE = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
SPELLED = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
PUBLISHED = re.compile(r"(?:成文日期|发布日期|发布时间|印发日期)[:：]?\s*((?:19|20)\d\d)[-年./](\d{1,2})[-月./](\d{1,2})")
SPACED = re.compile(r"(?:\S[ \u3000]+){3,}\S")
BROKEN_TITLE = re.compile(r"[^。；，：！？]{2,30}")


def described(doc: Document, beside: Path) -> Document:
    """The document with its metadata. Raises UserError when the file beside it is no mapping of known keys with sensible values."""
    found = {**stated(doc), **_read(beside)}
    return replace(doc, **{**found, "title": found["title"] or doc.title})


def stated(doc: Document) -> dict[str, Any]:
    """What the first page says of the document itself; None for what it does not say."""
    front = _front(doc)
    lines = [_closed(line.strip()) for line in front.splitlines() if line.strip()]
    around = [dropped.text for dropped in doc.dropped if dropped.kind == "furniture" and dropped.note == "网页导航"]
    title = _title(doc, lines)
    number = next(filter(None, map(NUMBER.search, [*lines[:20], *around])), None)
    issuer = _issuer(lines)
    issued = _issued(lines, around) or (_session(doc) if is_report(title, lines) else None)
    return {
        "title": title,
        "issuer": issuer,
        "number": f"{number.group(1)}〔{number.group(2)}〕{number.group(3)}号" if number else None,
        "issued": issued,
        "period": period_of(title, _opening(doc), _headings(doc), doc.text, issued),
        "region": region_of(issuer or "") or region_of(title) or region_of(front[:OPENING]),
    }


def _front(doc: Document) -> str:
    """The text before the first heading; where there is none, the opening lines."""
    first = next((section.anchor.start for section in doc.sections if section.kind != "front"), len(doc.text))
    return doc.text[: min(first, FRONT)] if first > 0 else doc.text[:OPENING]


def _closed(line: str) -> str:
    """A line set with spaces between its characters (政 府 工 作 报 告) without them."""
    return re.sub(r"\s+", "", line) if SPACED.fullmatch(line) else line


def _opening(doc: Document) -> list[str]:
    """The lines with which the document opens, headings or not, as far as its own name and the session may stand."""
    return [_closed(line.strip()) for line in doc.text[:OPENING].splitlines() if line.strip()]


def _headings(doc: Document) -> list[str]:
    """The titles of the outline, and lines so short that they may be titles without a number."""
    short = [line.strip() for line in doc.text.splitlines() if len(line) <= SHORT and "。" not in line]
    return [section.title for section in doc.sections if section.kind != "front"] + short


def _session(doc: Document) -> str | None:
    """The ISO date of the session at which a report was given."""
    day = session_day(doc.text[:OPENING])
    return _day(*day) if day else None


def _title(doc: Document, lines: list[str]) -> str:
    """The source's own word for its title, the name in the notice that issues it, or the first line that reads as one."""
    notice = NOTICE.search("".join(lines))
    if doc.title and TITLE.fullmatch(doc.title):
        return doc.title
    if notice:
        return notice.group(1)
    for at, line in enumerate(lines):
        whole = line
        for before in reversed(lines[max(at - 2, 0) : at]):  # a title is often broken into lines
            if not BROKEN_TITLE.fullmatch(before) or NUMBER.search(before) or ISSUER.fullmatch(before) or DATE.search(before):
                break
            whole = before + whole
        if TITLE.fullmatch(line):
            return whole if TITLE.fullmatch(whole) else line
    return doc.title or (lines[0][:80] if lines else "")


def _issuer(lines: list[str]) -> str | None:
    """The organ on a line of its own, else the one that the title names, else the one whose head gives a report."""
    organs = [match.group(1) for line in lines[:60] if (match := ISSUER.fullmatch(line))]
    if organs:
        return organs[0]
    named = (
        AUTHOR.match("".join(lines[:10]))
        or next(filter(None, map(AUTHOR.match, lines[:10])), None)
        or SPEAKER.search("\n".join(lines[:10]))
    )
    return named.group(1) if named else None


def _issued(lines: list[str], around: list[str]) -> str | None:
    """The date below the signature, else the page's date of issue, else the date of the approval or speech."""
    for pattern, texts, whole in ((DATE, lines, True), (SPELLED, lines, True), (PUBLISHED, [*around, *lines], False), (DATE, lines, False)):
        for text in texts:
            match = pattern.fullmatch(text.strip("()（）")) if whole else pattern.search(text)
            if match and (day := _day(*(_number(part) for part in match.groups()))):
                return day
    return None


def _number(text: str) -> int:
    """2021, 四, 二十一 and 二〇二一 as numbers."""
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 4:
        return int("".join(str("〇一二三四五六七八九".index(character)) for character in text.replace("○", "〇").replace("零", "〇")))
    return number_value(text) or 0


def _day(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _read(path: Path) -> dict[str, Any]:
    """The file of metadata beside a document; empty when there is none."""
    if not path.exists():
        return {}
    from yaml import YAMLError

    try:
        found = parse_yaml(path.read_text(encoding="utf-8")) or {}
    except (YAMLError, UnicodeDecodeError, OSError) as error:
        raise UserError(f"{path}: is not valid YAML; see corpus/fuzhou-14fyp/fuzhou-14fyp.yml for an example") from error
    if not isinstance(found, dict):
        raise UserError(f"{path}: must be a mapping with {', '.join(KEYS)}")
    unknown = [str(key) for key in found if key not in KEYS + NOTES]
    if unknown:
        raise UserError(f"{path}: unknown key {unknown[0]}; keys are {', '.join(KEYS)}, and for people {', '.join(NOTES)}")
    return {key: _checked(path, key, found[key]) for key in KEYS if found.get(key) is not None}


def _checked(path: Path, key: str, value: Any) -> Any:
    """The value in the form of the Document's field."""
    if key == "period":
        years = [value.get("start"), value.get("end")] if isinstance(value, dict) else value
        if not (
            isinstance(years, list)
            and len(years) == 2
            and all(isinstance(year, int) and 1949 <= year <= 2100 for year in years)
            and years[0] <= years[1]
        ):
            raise UserError(f"{path}: period must be two years, like {{start: 2021, end: 2025}}")
        return years[0], years[1]
    if key == "region" and not re.fullmatch(r"\d{6}", str(value)):
        raise UserError(f"{path}: region must be an administrative code of six digits, like 350100")
    if key == "issued" and not (isinstance(value, date) or re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", str(value))):
        raise UserError(f"{path}: issued must be a date like 2021-04-21")
    if not isinstance(value, str | int | date):
        raise UserError(f"{path}: {key} must be one line of text")
    return str(value)
