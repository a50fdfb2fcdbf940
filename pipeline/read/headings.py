"""Marks that open headings: 第一篇, 第一章, 第一节, 一、, （一）, 1., （1）, 专栏 1, 表 1, 图 1, 前言."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import SectionKind
from pipeline.read.characters import squeeze

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUM = r"[零〇一二三四五六七八九十百]+"
TITLE_ENDS = "。；;，,、：:！!？?"
LONGEST = 60

MARKS: tuple[tuple[SectionKind, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(rf"第\s*({NUM}|\d+)\s*[篇编](?![报写])\s*")),
    ("chapter", 2, re.compile(rf"第\s*({NUM}|\d+)\s*章(?!程)\s*")),
    ("section", 3, re.compile(rf"第\s*({NUM}|\d+)\s*节(?![能约课点])\s*")),
    ("item", 4, re.compile(rf"({NUM})、\s*")),
    ("point", 5, re.compile(rf"[（(]({NUM})[）)]\s*、?\s*")),
    ("point", 6, re.compile(r"(\d{1,2})\s*(?:[.．](?!\d)|、)\s*")),
    ("point", 7, re.compile(r"[（(](\d{1,2})[）)]\s*")),
    ("box", 8, re.compile(r"专栏\s*(\d+(?:[-—]\d+)?|" + NUM + r")?\s*[:：]?\s*(?=\S)")),
    ("table", 8, re.compile(r"(?:附?表)\s*(\d+(?:[-—.]\d+)?)\s*[:：]?\s*(?=\S)")),
    ("figure", 8, re.compile(r"(?:附?图)\s*(\d+(?:[-—.]\d+)?)\s*[:：]?\s*(?=\S)")),
    ("preface", 2, re.compile(r"([前序引导]\s*言|序)\s*$")),
)
LEAF_RANK = 8
SENTENCE_MARKS = re.compile(r"[。；！？]")
RUN_IN = re.compile(r"[^。；;，,：:！？]{2,36}?。")
RUN_IN_CLAUSES = re.compile(r"[^。；;：:！？\d]{2,36}?。(?=.)")
"""After 一、 and （一） a run-in heading may have commas; digits make it a statement."""
LABEL = re.compile(r"[^。；;，,：:！？]{1,30}[:：](?=.)")
DOT = re.compile(r"\s*[•●▪■◆◇○☆★►➢]")
"""A bullet that opens nothing but an item; dashes, · and ① stand within sentences too."""
LISTED = re.compile(r"(?:[-—●•▪■◆·*]+\s*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading mark at the start of a text: its kind, rank (1 highest), number as printed, and where the title starts."""

    kind: SectionKind
    rank: int
    number: str | None
    end: int


def heading_mark(text: str) -> Mark | None:
    """The mark that opens the text, or None."""
    for kind, rank, pattern in MARKS:
        match = pattern.match(text)
        if match:
            return Mark(kind, rank, match.group(1), match.end())
    return None


def heading_length(text: str, mark: Mark) -> int | None:
    """How many characters of a paragraph are its heading: all, those up to the first 。 (run-in), or None when it is no heading."""
    title = text[mark.end :].rstrip()
    if mark.kind == "preface":
        return len(text)
    if mark.rank >= LEAF_RANK:
        return (
            len(text) if len(squeeze(title)) <= LONGEST and not SENTENCE_MARKS.search(title[:-1]) and title[-1:] not in "。；，" else None
        )
    if title and len(squeeze(title)) <= LONGEST and title[-1] not in TITLE_ENDS and not SENTENCE_MARKS.search(title):
        return len(text)
    if mark.rank <= 3 and not title:
        return len(text)
    match = RUN_IN.match(text, mark.end) or (RUN_IN_CLAUSES.match(text, mark.end) if mark.rank in (4, 5) else None)
    return match.end() if match and mark.rank >= 4 else None


def run_in_length(text: str, lead: int, labelled: bool) -> int:
    """How many characters open the paragraph as a heading would: bold words, “光电产业。”, and in a box “基础类：”; 0 for none."""
    listed = LISTED.match(text)
    start = listed.end() if listed else 0
    if lead > start + 1 and lead < len(text):
        return lead + (text[lead] in "。：:")
    match = RUN_IN.match(text, start) or (LABEL.match(text, start) if labelled else None)
    return match.end() if match and match.end() < len(text) else 0


def number_value(number: str) -> int | None:
    """The value of a Chinese or Arabic list number: 十四 → 14; None for what is no number (2-1)."""
    if number.isdigit():
        return int(number)
    total, digit = 0, 0
    for character in number:
        if character in "十百":
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
        elif character in DIGITS:
            digit = DIGITS[character]
        else:
            return None
    return total + digit
