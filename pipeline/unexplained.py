"""The numbers of a document that nothing explains, so that nothing is lost in silence.

A number is explained when a fact states it (a target, a time; the name of a project or place, unless a unit follows the number), or when it only names or orders: numbers of headings, tables, list
items and footnotes, dates, titles in 《》, document numbers, slogans in quotation marks, codes (5G, G316, 13A), ordinals (第44届), numbered things (4号线).
All others are listed, each with a reason in Chinese: a number with a unit that became no fact is a miss of the reader; a bare one is for a person
to look at. Chinese numerals are looked at where a unit follows them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.document import HAN, Anchor, Cell, Document, Table
from pipeline.facts import Facts, Place, Project, Target, TextualTarget
from pipeline.language.numerals import DASH
from pipeline.language.units import unit_expression, unit_pattern
from pipeline.lexicon import load
from pipeline.records import place_of
from pipeline.values import Period, Quantity

ARABIC = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
CHINESE_DIGITS = "二三四五六七八九十百千万亿两"
LATIN_UNITS = "(?:km|kg|mg|mm|nm|kW|KW|MW|GW|kV|KV|MVA|kVA|GWh|MWh|kWh|Mbps|Gbps|Tbps|[TPE]B|[PE]F|TEU|m[23])"
YEAR = r"(?:19|20)\d\d"
NAMED = rf"""
    《[^》]{{0,80}}》                                                                     # titles
  | [〔\[【（(]{YEAR}[〕\]】）)]\s*第?\d+号 | 第\s*\d+\s*号(?!线)                            # document numbers
  | [“‘"][\d+＋·.\-—–×xXNn/]+[”’"]                                                      # “3820”, “1+3+1”, “5·18”
  | (?<![\d.]){YEAR}\s*年(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日?)?)? | (?<!\d)\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?
  | (?<![\d.]){YEAR}\s*(?:{DASH}|/)\s*{YEAR}(?!\d|\s*__UNIT__) | \d\d世纪(?:\d0年代)? | \d0年代 | \d{{1,2}}·\d{{1,2}}
  | [A-Za-z][A-Za-z_{{-]*\s?\d+(?:\.\d+)?\}}?(?!\d|\.\d|\s*(?:[%％万亿]|__UNIT__))[A-Za-z]*        # G316, F1, PM2.5, IPv6
  | (?<![\d.])\d+(?:\.\d+)?(?:/\d+)?(?=[A-Za-z])(?!{LATIN_UNITS})[A-Za-z]+(?:/\d+[A-Za-z]+)?       # 5G, 13A, 4K/8K
  | (?<![\d.])\d+(?:\s*[、,，—–\-~～至和及]\s*\d+)*\s*(?:[#＃]|号(?!召))                            # 7、8号机组, 6—7#泊位
  | (?:国|省|县|乡)道\s*\d+(?!\d|\s*(?:__UNIT__)) | \d+(?:、\d+)*(?:国道|省道|县道|线(?!上|下|城市))   # 国道316, 104国道
  | (?<![\d.])\d+(?:\.\d+)?(?:\s*[+＋]\s*[\dXxNn]+)+                                        # 1+3+1 without quotes
  | \d\.\d\s*版 | (?:工业|市场|教育|版本|环境|城市|社区|改革|服务|医疗)\d\.0
  | (?<!\d)\d{{2,4}}强(?!度) | (?<!\d)[2-5]A级 | 第\s*\d+\s*[届次批期轮代版例部卷页条款章节篇个] | \d+周年
  | 电话\s*[:：]?[\d\s\-—、/]+ | (?<!\d)1\d{{2,4}}(?=[^，。；\d]{{0,6}}(?:热线|便民平台|急救|报警|接处警))
  | [一二三四五六七八九十]+届[一二三四五六七八九十]+[次中](?:、[一二三四五六七八九十]+[次中])* | [{CHINESE_DIGITS}]+届人大[一二三四五六七八九十]+次 | [5五]年累计
  | [（(]\d{{1,2}}[）)](?=\S) | \[\d{{1,2}}\](?={HAN})                                  # (1) … (2)
"""
"""What a number names or orders; `__UNIT__` stands for the units of the lexicon."""
LIST_MARK = re.compile(
    rf"\s*(?:0\d(?={HAN})|1\d(?={HAN}{{4,16}}$)|[（(]?\d{{1,2}}[）)、.．:：](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?!\d)\s?(?={HAN}))"
)
NOTE_MARK = re.compile(rf"(?:^|[：:；;。])\s*(\d{{1,2}}[.．、](?=\D|(?:19|20)\d\d)|0\d(?={HAN}))")
WORDED = re.compile(
    rf"""百分之[〇零一二三四五六七八九十百]+ | [一二三四五六七八九]成(?![立就为员本果效功长都份]) | [二三四五六七八九十]{{1,3}}分之[一二三四五六七八九十]+
  | 翻[一两二三]?番 | 倍增(?!计划|行动|工程|效应|器) | 半(?=小时|年|天)
  | [{CHINESE_DIGITS}]*[百千万]亿(?=级|元|产业|园区|企业|集群|[，,。；、）]|$) | [{CHINESE_DIGITS}]+亿(?=级|[，,。；、）]|$)
  | [{CHINESE_DIGITS}]+(?:瓦|吨)?级(?=产业|园区|企业|集群|基地|赛道|主导|大宗|硬核)
  | (?<=[居列位名国省市球界])第[一二三四五六七八九十]+(?=[，,。；、）的\n]|$) | (?<=[居列位名国省市球界])首位(?!度) | 前[一二三四五六七八九十]+(?=[，,。；、）名位的\n]|$)""",
    re.VERBOSE,
)
"""Numbers told in words: shares, multiples, magnitudes, ranks."""
HEADING_MARK = re.compile(r"\s*(?:第\s*\d+\s*[篇章节]|(?:专栏|附?[图表]|附件)\s*\d+(?:-\d+)?|[（(]?\d{1,2}(?:\.\d{1,2})*[）)、.．\s])")
QUOTED = re.compile(r"[“‘][^”’。]{0,32}[”’]")
LASTING = re.compile(r"\s*[余多]?\s*(?:个月|年|天|日|周)")
WORD = re.compile(rf"\s*{HAN}{{1,2}}")
ORDER = re.compile(r"[第每零几数]$|十$")
"""What stands before a Chinese numeral that orders (第三个), rates (每万人) or goes on."""


def unexplained(doc: Document, facts: Facts) -> list[dict[str, Any]]:
    """One record a number in text order: its place, the sentence around it, why it is listed."""
    covered, names = _merged([*_stated(facts), *_named(doc), *_structure(doc)]), _merged(list(_spans(facts, Project, Place)))
    return [
        _record(doc, facts, anchor)
        for anchor in _numbers(doc)
        if not _within(anchor, covered) and (_measured(doc, anchor) or not _within(anchor, names))
    ]


def _measured(doc: Document, anchor: Anchor) -> bool:
    """Whether a unit follows the number or it tells a magnitude (千亿级), so that it says more than a name."""
    return _unit().match(doc.text, anchor.end) is not None or doc.text[anchor.end - 1] == "亿"


def _within(anchor: Anchor, spans: list[tuple[int, int]]) -> bool:
    """Whether the number begins inside one of the merged spans."""
    at = bisect_right(spans, (anchor.start, len(spans) and spans[-1][1])) - 1
    return at >= 0 and anchor.start < spans[at][1]


def _record(doc: Document, facts: Facts, anchor: Anchor) -> dict[str, Any]:
    given = {"number": doc.quote(anchor), "why": _why(doc, facts, anchor), "start": anchor.start, "end": anchor.end}
    return {**given, **place_of(doc, anchor), "quote": doc.quote(_sentence(doc, anchor))}


def _why(doc: Document, facts: Facts, anchor: Anchor) -> str:
    """What is known of the number: read as an amount, followed by a unit, in a table, or bare."""
    block = doc.block_at(anchor.start)
    amounts = [
        fact for fact in facts.of(Quantity, within=Anchor(max(anchor.start - 8, 0), anchor.end + 12)) if fact.anchor.overlaps(anchor)
    ]
    if block is not None and block.kind == "cell":
        return "表格中的数字，表头没有说明它是哪项指标、哪一年的数"
    if amounts:
        return f"读作数量“{doc.quote(amounts[0].anchor)}”，但上下文没有说明它衡量什么"
    unit, lasting = _unit().match(doc.text, anchor.end), LASTING.match(doc.text, anchor.end)
    if unit is None and lasting is None and not doc.text[anchor.start].isdigit():
        return "用文字写的数量或位次，没有归入任何指标，疑为漏读"
    if unit is not None and not doc.text[anchor.start].isdigit():
        return f"列举的个数（{doc.quote(Anchor(anchor.start, unit.end()))}），没有作为指标，请看是否漏读"
    if unit is not None:
        return f"带有单位“{doc.quote(Anchor(*unit.span()))}”，却没有归入任何指标，疑为漏读"
    if lasting is not None:
        return f"时长“{doc.quote(Anchor(anchor.start, lasting.end()))}”，没有说明从哪年到哪年"
    after = WORD.match(doc.text, anchor.end)
    return (
        f"后面的“{after.group().strip()}”不是已知的单位，也不像日期、编号或名称"
        if after
        else "没有单位，也不像日期、编号或名称，请人工判断"
    )


def _numbers(doc: Document) -> Iterator[Anchor]:
    """Numbers in digits, and Chinese numerals before a unit, in text order."""
    found = [Anchor(*match.span()) for match in ARABIC.finditer(doc.text)]
    found += [Anchor(*match.span()) for match in WORDED.finditer(doc.text)]
    for match in _chinese().finditer(doc.text):
        if not ORDER.search(doc.text, max(match.start() - 1, 0), match.start()):
            found.append(Anchor(*match.span()))
    found.sort(key=lambda anchor: (anchor.start, -anchor.end))
    return (anchor for at, anchor in enumerate(found) if not at or anchor.start >= found[at - 1].end)


@cache
def _names() -> re.Pattern[str]:
    return re.compile(NAMED.replace("__UNIT__", unit_pattern()), re.VERBOSE)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"\s*[余多]?\s*{unit_expression()}")


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.{CHINESE_DIGITS}])(?:千(?![瓦伏米克卡赫])|[{CHINESE_DIGITS.replace('千', '')}])+(?=[余多]?{unit_pattern()})(?![期轮届级环号])"
    )


def _stated(facts: Facts) -> Iterator[tuple[int, int]]:
    """Spans of the numbers that facts state: a target's amount where it has one, else its own words."""
    for target in facts.of(Target):
        amounts = [
            part for part in map(facts.get, target.parts) if isinstance(part.value, Quantity) and target.anchor.overlaps(part.anchor)
        ]
        for fact in amounts or [target]:
            yield fact.anchor.start, fact.anchor.end
        for inner in facts.of(Quantity, within=target.anchor):
            if f"{inner.value.value}{inner.value.unit}" in target.value.indicator:  # 35条入滇河道综合达标率
                yield inner.anchor.start, inner.anchor.end
    yield from _spans(facts, TextualTarget, Period)


def _spans(facts: Facts, *value_types: type[Any]) -> Iterator[tuple[int, int]]:
    for value_type in value_types:
        for fact in facts.of(value_type):
            yield fact.anchor.start, fact.anchor.end


def _named(doc: Document) -> Iterator[tuple[int, int]]:
    """Spans that name or order: dates, titles, codes, slogans, set phrases."""
    for match in _names().finditer(doc.text):
        yield match.span()
    for phrase in load("set_phrases").find(doc.text):
        yield phrase.start, phrase.end
    for match in QUOTED.finditer(doc.text):
        if not re.search(r"\d", match.group()):
            yield match.span()  # a slogan in Chinese numerals: “四个全面”, “五个双百”


def _structure(doc: Document) -> Iterator[tuple[int, int]]:
    """Spans that number the document's own parts: headings, captions, list items, notes, heads and names of tables."""
    for section in doc.sections:
        mark = HEADING_MARK.match(doc.text, section.heading.start, section.heading.end)
        if mark:
            yield mark.span()
    for block in doc.blocks:
        mark = (HEADING_MARK if block.kind in ("heading", "caption") else LIST_MARK).match(doc.text, block.anchor.start, block.anchor.end)
        if mark and block.kind != "cell":
            yield mark.span()
        for note in NOTE_MARK.finditer(doc.text, block.anchor.start, block.anchor.end):
            yield note.span(1)
    for table in doc.tables:
        yield from _of_table(doc, table)


def _of_table(doc: Document, table: Table) -> Iterator[tuple[int, int]]:
    """Heads, row numbers, names and noted years of a table of indicators; of another table, its heads and row numbers."""
    from pipeline.tabular.heads import NUMBER_HEAD, layout

    found = layout(doc, table)
    values = {column.index for column in found.values} if found else set()
    numbering = {cell.column for cell in table.cells if cell.row < table.header_rows and NUMBER_HEAD.search(doc.quote(cell.anchor))}
    for cell in table.cells:
        covered = range(cell.column, cell.column + cell.columns)
        if cell.row < table.header_rows or cell.column in numbering or (found and not values & set(covered)):
            yield cell.anchor.start, cell.anchor.end
        elif found:
            yield from _notes(doc, cell)


def _notes(doc: Document, cell: Cell) -> Iterator[tuple[int, int]]:
    """The year in brackets behind a value: 1.4(2016年)."""
    for match in re.finditer(r"[（(](?:19|20)\d\d年?[^（）()]{0,6}[）)]", doc.text[cell.anchor.start : cell.anchor.end]):
        yield cell.anchor.start + match.start(), cell.anchor.start + match.end()


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sentence(doc: Document, anchor: Anchor) -> Anchor:
    """The sentence that holds the number, or its block's words."""
    from pipeline.document import split_sentences

    block = doc.block_at(anchor.start)
    around = block.anchor if block else anchor
    return next((sentence for sentence in split_sentences(doc.text, around) if sentence.contains(anchor)), around)
