"""Numbers with their unit and bound: the parts of which targets are made.

「突破1.3万亿元」 → 1.3 万亿元, >        「千亿级」 → 1000 亿元, ~        「200项以上」 → 200 项, >=
「1—2个」 → 1 to 2 个, range           「前十」 → 10 位, <=           「翻一番」 → 2 倍; 「七成」 → 70 %

Left alone, and named as traps below: dates and years, codes (5G, F1线, PM2.5, 13A泊位), slogans in quotation marks (“3820”, “六个一流”),
ordinals (第44届), numbered things (4号线), classes (5A级, 500强), bases of a rate (每千人), list numbers, Chinese numerals that are
only words (一带一路, 三农). The anchor runs from the bound before the number to the bound after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.document import Anchor, Block, Document
from pipeline.facts import Fact, Facts
from pipeline.language.bounds import LIMIT, bound_after, bound_before, sharing_bounds
from pipeline.language.numerals import ARABIC, CHINESE, DASH, decimals_of, fraction_of, split_great, value_of
from pipeline.language.units import COUNTED, kind_of, quantity, unit_expression
from pipeline.values import Op, Quantity

OPENING = r"\dA-Za-z《“\"‘'第每一二三四五六七八九十百千万亿两〇零半上数几近连翻倍前首榜"
"""Characters with which a number, or what looks like one, can begin: all other places are passed over at once."""
SMALL = "一二三四五六七八九十两"
LETTER_UNITS = r"km|kg|mg|mm|nm|kW|KW|MW|GW|kV|KV|MVA|kVA|GWh|MWh|kWh|Mbps|Gbps|Tbps|[TPE]B|[PE]F|TEU|ug|m[23]"
TRAP = rf"""(?P<trap>
    《[^》]{{0,80}}》                                                                     # titles
  | [“"‘'](?![^”"’']{{0,8}}(?:分钟|小时|刻钟))                                             # slogans and names: “3820”, “1+3+1”, “六个一流”
    (?:[\d+＋·.\-—XxNn×]+|[\d{SMALL}百千]+[^”"’'\d]{{0,7}}|\d+[+＋][^”"’']{{1,8}})[”"’']
  | (?<![\d.])(?:19|20)\d{{2}}\s*(?:年?\s*{DASH}\s*(?:19|20)\d{{2}}\s*)?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?
  | (?<![\d.])(?:19|20)\d{{2}}\s*{DASH}\s*(?:19|20)\d{{2}}(?!\d) | \d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)? | \d{{1,2}}·\d{{1,2}}
  | [A-Za-z]+_?\{{?\s*-?\s*\d+(?:\.\d+)?\}}?(?:[A-Za-z]+)?(?!\s*[%％])                      # G316, F1, PM2.5
  | (?<![\d.])\d+(?:\.\d+)?(?=[A-Za-z])(?!\s?(?:{LETTER_UNITS}))[A-Za-z]+                            # 5G, 4K, 13A
  | (?<![\d.])\d+(?:[、,，—\-~～和]\d+){0, 9}\s*(?:\#|号(?!召))                                  # 7、8号机组
  | (?<![\d.])\d+(?:\.\d+)?(?:\s*[+＋]\s*[\dXxNn]+){1, 9} | (?<![\d.])\d+(?:\.\d+)?\s*(?:版|强(?!度)) | 百强 | (?<!\d)\d+周年 | [{SMALL}]周年
  | (?<!为全[国省市区县州])第\s*(?:\d+|[{SMALL}百]+)\s*(?:[届次批期轮代章节篇条款卷方者产个阶梯师步类版部种医附中小]|三方
    |一(?:家园|资源|动力|生产力|要务|书记|责任|时间|线|站|课|支柱|曲线|立面|跑道))
  | 每\s*(?:{ARABIC}|[百千万亿十]+)?\s*(?:百|千|万|亿|十万|百万)?\s*(?:名|个|位)?(?:人口|常住人口|人|户|名|老年人)(?!次)   # 每千人: the base of a rate
  | 每(?:百|千|万|十万|亿|百万)(?:元|平方公里|公里|吨|亩|小时) | (?:万元|亿元|百亿元)(?=GDP|国内生产总值|地区生产总值|生产总值|工业增加值|产值能耗)
  | 连续\s*[\d{SMALL}]{{1,3}}\s*(?:个)?(?:月|季度|天|周|次)
  | [一二三四五六七八九十两]+级 | \d级
  | 千家万户|万家灯火|百家争鸣|百花齐放|千方百计|千行百业|万众|百年|千年|百里|千里|千山|百科|百姓|万物|万象|百货|万户|百日|千分之一|万无一失|千头万绪|万里|百度|百业
)"""
SPACED = r"\d{1,3}(?:[\ \u2009\u00a0]\d{3}){1,4}(?!\d)"
"""Groups of three set apart by a space: 5 000."""
RATIO = r"(?P<ratio>(?<![\d.])\d+(?:\.\d+)?\s*[∶:：]\s*1(?![\d.]))"
SHARE = rf"(?P<share>(?:十|10)万分之(?P<hundred_thousandth>[〇零一二三四五六七八九十]+|{ARABIC})|百分之(?P<hundredth>[〇零一二三四五六七八九十百]+|{ARABIC})|(?P<tenth>[一二三四五六七八九两])成(?![立就为员本果效功长都份])(?P<half>半)?)"
FRACTION = r"(?P<fraction>[二三四五六七八九十]{1,3}分之[一二三四五六七八九十]{1,3})"
MULTIPLE = r"(?P<multiple>翻(?P<times>[一两二三])?番|倍增(?!计划|行动|工程|效应|器))"
RANK = rf"""(?P<rank>(?<=为全[国省市区县州])第(?P<nth>\d+|[{SMALL}]+)个(?=[^，。；]{{0,20}}的(?:设区)?(?:城市|地区|省份|[省市县区州]))
  | 第\s*(?P<place>\d+|[{SMALL}百]+)\s*(?:[名位](?!列))?(?=$|\s*[，,。；;、）)的到升降前跃至提上下”\n]|\s*大(?:经济体|国|市|省|港|市场))
  | 前\s*(?P<top>\d+|[{SMALL}百]+)\s*[名位强]?(?![年个期季次批月阶段所项后条位名%\d]|\s*分之)
  | 首位(?!度) | 榜首)"""
DIGITS = rf"""(?P<arabic>(?<![\d.A-Za-z])(?:{SPACED}|{ARABIC}))(?:\s*(?P<first_unit>[%％]|万?亿|万)?\s*{DASH}\s*(?P<second>{ARABIC}))?"""
WORD = rf"""(?:(?<![迈跃登站跨以])上|[数几近])?(?P<chinese>半|(?<!/)(?>{CHINESE})(?!分之|成(?![立就为员本果效功长都份])))"""
NUMBER = rf"""(?:{DIGITS}|{WORD})(?:\s*(?P<great>万亿|亿|万)?(?P<more>[余多几来]))?\s*(?:(?P<unit>__UNIT__)(?P<class>级)?
  | (?(arabic)(?:(?P<bare>万亿|亿|万)(?P<bare_class>级)?|(?P<years>年)(?!代|期|度|级|[底末初内来一])|(?=\s*(?:以[上下内]|左右|[，,。；、）)]|$|(?:提高|提升|上升|扩大|下降|降低|降|缩小|减少)[到至为])))
    |(?P<word_class>级|(?=产业|企业|园区|集群))?))"""
"""Digits need a unit behind them, or the end of a phrase; a numeral in characters may stand alone, and is then judged by the words around it."""

BOUNDED = re.compile(r"(?:超过?|突破|近|约|达到?|上|数|几|逾|破|不[低少高多]于|至少|不足|不到|至|到|为|过|跨|迈上)\s*$")
REACHED = re.compile(
    r"(?:指数|系数|得分|评分|总分|分值|收入比|性别比|比值|死亡率|师生?比|生师比|倍差|收入差距|容积率)[^，。；]{0,16}(?:达到?|超过?|突破|约|至|到|为|在|于|由|从|[由从到至](?:19|20)\d\d年的)\s*$"
)
BUILDING = re.compile(
    r"(?:建设|建成|新建|新增|增加|打造|培育|形成|引进|完成|实施|创建|认定|获批|设立|布局|改造|跨越|推出|组建|发展|新设|培养|举办|达|达到|至少|超|近|约|共|开展|选育|研发|制定|净增|入选|引育|办好|扶持)\s*$"
)
STANDING = re.compile(
    r"(?:居|列|位|(?:位|名|第[一二三四五六七八九十\d]{1,3})[和、与及]|[省市县地]级市|设区市|市州|省份|地区|[东中西]部|沿海|长三角|珠三角|大湾区|排名?|名|第|进入?|至|到|升|为|保持|蝉联|获|从|由|跻身|全国|全省|全市|全区|世界|全球|亚洲|大陆|国内|省内|城市|城区|类[市县区]|百强[区县市]?[”\"]?|总分|得分|市场占有率|规模|中|县|榜|成效|比例|面积|产量)\s*$"
)
MEASURED = (
    "money",
    "foreign_money",
    "mass",
    "length",
    "area",
    "volume",
    "power",
    "voltage",
    "container",
    "visits",
    "energy",
    "people",
    "households",
    "share",
    "ship",
    "coal",
)
YEARS = re.compile(r"(?:年限|寿命|工龄|教龄|期限|年数)[^，。；]{0,8}$|[%％](?:以[上下]|左右)?[、和与及]\s*$")
ONE = re.compile(r"(?:各[^，。；]{0,4}|至少[^，。；]{0,3})$")
PER = re.compile(
    r"每(?P<per>立方米|平方公里|平方米|公里|公顷|亩|升|千瓦时|吨|(?:10|十)万人口?|人|户)(?:达到?|为|约|在|不高于|不低于|不超过|小于或?等于|低于|控制在)*\s*$"
)
DOUBTFUL_WORDS = (
    "里",
    "方",
    "升",
    "斤",
    "度",
    "周",
    "班",
    "本",
    "部",
    "门",
    "口",
    "头",
    "对",
    "起",
    "单",
    "款",
    "片",
    "篇",
    "类",
    "块",
    "基",
    "柱",
    "期",
    "级",
)
"""Units that behind a Chinese numeral are mostly parts of words (万里, 一方, 百部)."""


@cache
def grammar() -> re.Pattern[str]:
    """One pattern for all that can be a number, traps first, so that the text is scanned once."""
    parts = "\n|".join((TRAP, RATIO, SHARE, FRACTION, MULTIPLE, RANK, NUMBER))
    grammar = parts.replace("__UNIT__", unit_expression())
    return re.compile(f"(?=[{OPENING}])(?:{grammar})", re.VERBOSE)


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Quantity]]:
    for block in doc.blocks:
        if block.kind == "heading":
            continue
        read = (_read(doc.text, match, block) for match in grammar().finditer(doc.text, block.anchor.start, block.anchor.end))
        yield from sharing_bounds(doc.text, [found for found in read if found is not None], block.anchor.start)


def _read(text: str, match: re.Match[str], block: Block) -> Fact[Quantity] | None:
    """The number of a match with its bounds, or None for a trap and for words that are no numbers."""
    before = text[max(block.anchor.start, match.start() - 28) : match.start()]
    if match["trap"]:
        return None
    if match["rank"]:
        return _rank(match, before)
    if match["multiple"]:
        times = int(value_of(match["times"] or "一"))
        op, end = bound_after(text, match.end(), block.anchor.end) or ("=", match.end())
        return Fact(quantity(Decimal(2) ** times, "倍", op), Anchor(match.start(), end), "amount.multiple")
    if match["ratio"]:
        printed = re.split(r"\s*[∶:：]", match["ratio"])[0]
        return _bounded(text, match, block, quantity(value_of(printed), ":1", decimals=decimals_of(printed)), "amount.ratio")
    if match["share"] or match["fraction"]:
        return _bounded(text, match, block, _share(match), "amount.share")
    if match["arabic"]:
        found = _arabic(match, before)
        return None if found is None else _bounded(text, match, block, found, "amount.digits")
    whole = block.kind == "cell" and match.end() - match.start() == block.anchor.end - block.anchor.start
    word = None if whole else _chinese(match, before)  # a cell that only names a unit (亿元) holds no number
    return None if word is None else _bounded(text, match, block, word, "amount.numeral")


def _fact(match: re.Match[str], rule: str, value: Quantity) -> Fact[Quantity]:
    return Fact(value, Anchor(match.start(), match.end()), rule)


def _rank(match: re.Match[str], before: str) -> Fact[Quantity] | None:
    if not STANDING.search(before):
        return None
    place = match["top"] or match["nth"] or match["place"] or "一"
    return _fact(match, "amount.rank", quantity(value_of(place), "位", "<=" if match["top"] else "="))


def _share(match: re.Match[str]) -> Quantity:
    if match["fraction"]:
        return quantity((fraction_of(match["fraction"]) * 100).quantize(Decimal("0.01")), "%", decimals=2)
    if match["hundred_thousandth"]:
        printed = match["hundred_thousandth"]
        return quantity(value_of(printed), "/10万", decimals=decimals_of(printed))
    if match["hundredth"]:
        return quantity(value_of(match["hundredth"]), "%", decimals=decimals_of(match["hundredth"]))
    return quantity(value_of(match["tenth"]) * 10 + (5 if match["half"] else 0), "%")


def _arabic(match: re.Match[str], before: str) -> Quantity | None:
    """Digits with a unit; years only as a length of time (受教育年限11.3年), bare digits only as an index."""
    if match["years"] and not ("." in match["arabic"] or YEARS.search(before)):
        return None
    unit = (match["great"] or "") + (match["unit"] or match["bare"] or match["years"] or "")  # 9亿多人
    unit += "元" if match["bare_class"] and unit.endswith("亿") else ""  # 5000亿级
    if not unit and not REACHED.search(before):
        return None
    classed, second = match["class"] or match["bare_class"], match["second"]
    op: Op = "range" if second else ">" if match["more"] else "~" if classed else "="
    decimals = max(decimals_of(match["arabic"]), decimals_of(second or ""))
    return quantity(value_of(match["arabic"]), unit, op, value_of(second) if second else None, decimals)


def _chinese(match: re.Match[str], before: str) -> Quantity | None:
    """A Chinese numeral, believed only with a measure, or as a count that something is done to."""
    numeral, unit = match["chinese"], match["unit"]
    classed = match["class"] or match["word_class"] is not None
    if numeral == "半":
        return quantity(Decimal("0.5"), unit) if unit in ("小时", "天", "个小时") else None
    try:
        value, great = split_great(numeral)
    except ValueError:
        return None
    if not _believed(match, before):
        return None
    op: Op = ">" if match["more"] or match.group()[0] in "数几上" else "~" if classed or match.group()[0] == "近" else "="
    return quantity(value, great + (unit or ("元" if classed and great == "亿" else "")), op)


def _believed(match: re.Match[str], before: str) -> bool:
    """Whether a Chinese numeral is a number here and not a word."""
    numeral, unit = match["chinese"], match["unit"]
    bounded = bool(BOUNDED.search(before)) or match.group()[0] in "上数几近" or bool(match["more"])
    great, exact = any(char in "百千万亿" for char in numeral), any(char in SMALL[:9] for char in numeral)
    if unit is None:
        return "亿" in numeral and (bounded or match["word_class"] is not None)
    kind = kind_of(unit)
    if kind in ("time", "days", "months", "multiple", "points", "share"):
        return True
    if unit in DOUBTFUL_WORDS:
        return False
    if great and unit == "羽":
        return True  # 百万羽蛋鸡养殖场
    if great and kind not in COUNTED:
        return kind in MEASURED
    if great:
        return bounded or exact or bool(BUILDING.search(before))
    if numeral == "一":
        return bool(ONE.search(before))
    return (kind in MEASURED and kind not in COUNTED) or bool(BUILDING.search(before))


def _bounded(text: str, match: re.Match[str], block: Block, value: Quantity, rule: str) -> Fact[Quantity]:
    """The number with the bounds that stand before and after it, and the unit that stands before it (每立方米23微克)."""
    start, end, op = match.start(), match.end(), value.op
    floor = max(block.anchor.start, start - 20)
    per = PER.search(text[floor:start])
    if per and "/" not in value.unit and (kind_of(value.unit) not in COUNTED or "万" in per["per"]):
        value = quantity(value.value, f"{value.unit}/{per['per']}", op, value.value2, value.decimals)
        found = bound_before(text[floor:start])
        start = floor + per.start()
        op = found[0] if found else op
    found = bound_before(text[floor:start])
    if found and (
        kind_of(value.unit) in ("money", "foreign_money") or not text[floor:start].rstrip().endswith("跨越")
    ):  # 跨越5个台阶 counts
        op, start = found[0], start - found[1]
    op, end = bound_after(text, end, block.anchor.end) or (op, end)
    if op == "=" and LIMIT.search(text[floor:start]):
        op = "<="
    return Fact(replace(value, op="range" if value.op == "range" else op), Anchor(start, end), rule)
