"""S rules on the outline: numbering gaps (S01), contents against headings (S02), empty headings (S05), missing figures and tables (S06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.checks.plan import Plan, grouped
from pipeline.document import Anchor, Section
from pipeline.findings import Finding

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
KIND_NAMES = {"part": "篇", "chapter": "章", "section": "节", "item": "标题", "point": "分点", "box": "专栏", "table": "表", "figure": "图"}
CONTENTS_LINE = re.compile(r"第([一二三四五六七八九十百]+)([篇章节])\s*(.*?)[\s.…·。]*\d*\s*$")
BEFORE = 20
"""Characters before a picture that tell where it stands."""
REFERENCE = re.compile(r"(?:见|如|详见|参见)(图|表|专栏)\s*(\d{1,2})")


def gaps(plan: Plan) -> Iterator[Finding]:
    """S01: a number left out or used twice among sections of one kind (boxes, tables, figures: in the whole document)."""
    for sections in _sequences(plan).values():
        numbered = [(section, value) for section in sections if (value := number(section.number)) is not None]
        for (before, first), (after, second) in pairwise(numbered):
            if second in (first + 1, 1):
                continue
            if second > first and _stands_between(plan, before, after, first + 1):
                continue
            name = KIND_NAMES[after.kind]
            what = f"{name}编号“{before.number}”重复出现" if second == first else f"{name}编号由“{before.number}”跳到“{after.number}”"
            message = f"{what}：“{plan.quote(before.heading)}”之后是“{plan.quote(after.heading)}”；应核对是否漏项或误编。"
            yield plan.finding("S01", "warning", message, [before.heading, after.heading], str(first + 1), str(second))


def _stands_between(plan: Plan, before: Section, after: Section, value: int) -> bool:
    """The number left out opens a line that was not read as a heading."""
    between = plan.doc.text[before.heading.end : after.heading.start]
    if before.kind in ("part", "chapter", "section"):
        return any(
            number(match[1]) == value for match in re.finditer(rf"(?m)^\s*第([一二三四五六七八九十]+){KIND_NAMES[before.kind]}", between)
        )
    return bool(re.search(rf"(?m)^\s*[（(]?{value}[.．、）)]", between))


def contents(plan: Plan) -> Iterator[Finding]:
    """S02: a line of the contents that names a heading otherwise than the heading itself."""
    lines = [
        match
        for dropped in plan.doc.dropped
        if dropped.kind == "contents"
        for line in dropped.text.splitlines()
        if (match := CONTENTS_LINE.match(line.strip()))
    ]
    chapter = ""
    headings = _headings(plan)
    for match in lines:
        chapter = match[1] if match[2] == "章" else chapter
        section = headings.get((match[2], "" if match[2] == "章" else chapter, match[1]))
        if section is None and _letters(match.group()) in _lines(plan):
            continue  # the heading is there, as a line of its own that was not read as one
        if section is None:
            message = f"目录列有“{match.group().strip()}”，正文没有这一标题。"
            yield plan.finding("S02", "warning", message, [], match.group().strip(), "无")
        elif _letters(match[3]) != _letters(_title(section)):
            message = f"目录写“{match[3].strip()}”，正文标题为“{_title(section)}”，两者不一致。"
            yield plan.finding("S02", "warning", message, [section.heading], match[3].strip(), _title(section))


def _lines(plan: Plan) -> frozenset[str]:
    return frozenset(_letters(line) for line in plan.doc.text.splitlines() if line.startswith("第"))


def empty(plan: Plan) -> Iterator[Finding]:
    """S05: a heading with nothing below it."""
    for section in plan.doc.sections:
        if section.kind not in ("part", "chapter", "section", "item", "box") or section.heading.start == section.heading.end:
            continue
        below = "".join(plan.doc.text[section.heading.end : section.anchor.end].split())
        if not below and not re.match(r"附[录件表]", section.title):
            message = f"标题“{plan.quote(section.heading)}”之下没有任何内容；应补写，或删去标题。"
            yield plan.finding("S05", "warning", message, [section.heading], "正文", "无")


def absent(plan: Plan) -> Iterator[Finding]:
    """S06: a figure, table or box that the text refers to, or whose caption stands alone."""
    have = {(section.kind, number(section.number)) for section in plan.doc.sections if section.kind in ("figure", "table", "box")}
    kinds = {"图": "figure", "表": "table", "专栏": "box"}
    for match, anchor in plan.find(REFERENCE):
        if (kinds[match[1]], int(match[2])) not in have:
            message = f"正文引用“{match[1]}{match[2]}”，文件中没有编号为{match[2]}的{match[1]}。"
            yield plan.finding("S06", "warning", message, [anchor], f"{match[1]}{match[2]}", "无")
    tables = {table.section for table in plan.doc.tables}
    for section in plan.doc.sections:
        if (
            section.kind == "table"
            and section.id not in tables
            and not "".join(plan.doc.text[section.heading.end : section.anchor.end].split())
        ):
            message = f"“{plan.quote(section.heading)}”只有表题，没有表。"
            yield plan.finding("S06", "warning", message, [section.heading], "表", "无")
    yield from _figures(plan)
    yield from _unread(plan)


def _unread(plan: Plan) -> Iterator[Finding]:
    """Pictures and pages whose words could not be read, one finding each; the evidence is the text before them."""
    unread = [
        dropped for dropped in plan.doc.dropped if dropped.kind == "page" or (dropped.kind == "picture" and "未能读取" in dropped.note)
    ]
    for at, dropped in enumerate(unread):
        number = sum(other.start == dropped.start for other in unread[:at])
        end = dropped.start if dropped.start is not None else 0
        before = Anchor(max(end - BEFORE - number, 0), max(end, 1))
        where = f"第{dropped.page}页" if dropped.page else f"“{plan.quote(before)[-12:]}”之后"
        what = "整页" if dropped.kind == "page" else f"图片“{dropped.text}”" if dropped.text else "一幅图片"
        message = f"{where}有{what}未能读取，其中的文字和表格不在分析之内；如未安装文字识别（gangmu[ocr]）请安装后重新运行，或换用有文字层的文件。"
        finding = plan.finding("S06", "warning", message, [before], "文字", "图片")
        yield replace(finding, evidence=tuple(replace(evidence, page=dropped.page or evidence.page) for evidence in finding.evidence))


def _figures(plan: Plan) -> Iterator[Finding]:
    """Captions without a picture, in sources that have pictures at all."""
    pictures = [dropped for dropped in plan.doc.dropped if dropped.kind == "picture"]
    captions = [section for section in plan.doc.sections if section.kind == "figure"]
    pages = {dropped.page for dropped in pictures}
    alone = [section for section in captions if plan.doc.page_at(section.heading.start) not in pages]
    if plan.doc.pages and alone:
        names = "、".join(plan.quote(section.heading) for section in alone)
        message = f"{names}只有图题，同页没有图；请补图，或删去图题。"
        yield plan.finding("S06", "info", message, [section.heading for section in alone], "图", "无")


def number(text: str | None) -> int | None:
    """十二 → 12, （三） → 3, 4 → 4."""
    bare = re.sub(r"[^\d零一二三四五六七八九十]", "", text or "")
    if bare.isdigit() and bare.isascii():
        return int(bare)
    if not re.fullmatch(r"[一二三四五六七八九]?十?[一二三四五六七八九]?", bare) or not bare:
        return None
    tens, mark, ones = bare.rpartition("十")
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0) if mark else DIGITS[ones]


def _sequences(plan: Plan) -> dict[tuple[str, str], list[Section]]:
    named = [section for section in plan.doc.sections if section.kind in KIND_NAMES and section.number]
    return grouped(
        named, lambda section: (section.kind, "" if section.kind in ("chapter", "box", "table", "figure") else str(section.parent))
    )


def _headings(plan: Plan) -> dict[tuple[str, str, str], Section]:
    found = {}
    for section in plan.doc.sections:
        if section.kind in ("part", "chapter", "section"):
            mark = {"part": "篇", "chapter": "章", "section": "节"}[section.kind]
            above = (
                re.match(r"第(.+?)章", plan.doc.path(section)[-2].title)
                if section.kind == "section" and len(plan.doc.path(section)) > 1
                else None
            )
            bare = re.sub(r"[第篇章节]", "", section.number or "")
            found[(mark, above[1] if above else "", bare)] = section
    return found


def _title(section: Section) -> str:
    return re.sub(r"^第[^章节篇]+[篇章节]\s*", "", section.title).strip()


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)
