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

from pipeline.document import Anchor, Document
from pipeline.facts import Fact, Facts
from pipeline.numerals import ARABIC, CHINESE, DASH, decimals_of, fraction_of, split_great, value_of
from pipeline.units import COUNTED, kind_of, quantity, unit_expression
from pipeline.values import Op, Quantity

SMALL = "一二三四五六七八九十两"
TRAP = rf"""(?P<trap>
    [“"‘'](?![^”"’']{{0,8}}(?:分钟|小时|刻钟))(?:[\d+＋·.\-—XxNn×]+|[\d{SMALL}百千]+[^”"’'\d]{{0,7}}|\d+[+＋][^”"’']{{1,8}})[”"’']
  | (?<![\d.])(?:19|20)\d{{2}}\s*(?:年?\s*{DASH}\s*(?:19|20)\d{{2}}\s*)?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?
  | (?:19|20)\d{{2}}\s*{DASH}\s*(?:19|20)\d{{2}}
  | \d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)? | \d{{1,2}}·\d{{1,2}}
  | [A-Za-z]+_?\{{?\s*-?\s*\d+(?:\.\d+)?\}}?(?:[A-Za-z]+)?(?!\s*[%％])
  | \d+(?:\.\d+)?(?=[A-Za-z])(?!\s?(?:km|kg|mg|mm|nm|kW|KW|MW|GW|kV|KV|MVA|kVA|GWh|MWh|kWh|Mbps|Gbps|Tbps|[TPE]B|[PE]F|TEU|ug|m[23]))[A-Za-z]+
  | (?<![\d.])\d+(?:[、,，—\-~～和]\d+)*\s*(?:\#|号(?!召))
  | \d+(?:\.\d+)?(?:\s*[+＋]\s*[\dXxNn]+)+ | \d+(?:\.\d+)?\s*版 | \d+\s*强(?!度) | 百强
  | 第\s*(?:\d+|[{SMALL}百]+)\s*(?:[届次批期轮代章节篇条款卷方者产个阶梯师步类版部种医附中小]|三方|一(?:家园|资源|动力|生产力|要务|书记|责任|时间|线|站|课|支柱|曲线|立面|跑道))
  | 每\s*(?:{ARABIC}|[百千万亿十]+)?\s*(?:百|千|万|亿|十万|百万)?\s*(?:名|个|位)?(?:人口|常住人口|人|户|名|老年人)
  | [一二三四五六七八九十两]+级 | \d级
  | 千家万户|万家灯火|百家争鸣|百花齐放|千方百计|千行百业|万众|百年|千年|百里|千里|千山|百科|百姓|万物|万象|百货|万户|百日|千分之一|万无一失
)"""
UNIT_LESS = rf"(?={DASH}|[^\w%％‰]|$)"
RATIO = r"(?P<ratio>\d+(?:\.\d+)?\s*[∶:：]\s*1(?![\d.]))"
SHARE = rf"(?P<share>百分之(?P<hundredth>[〇零一二三四五六七八九十百]+|{ARABIC})|(?P<tenth>[一二三四五六七八九])成(?![立就为员本果效功长都份])(?P<half>半)?)"
FRACTION = r"(?P<fraction>[二三四五六七八九十]+分之[一二三四五六七八九十]+)"
MULTIPLE = r"(?P<multiple>翻(?P<times>[一两二三])?番|倍增(?!计划|行动|工程|效应|器))"
RANK = rf"""(?P<rank>第\s*(?P<place>\d+|[{SMALL}百]+)\s*(?:[名位](?!列))?(?=$|\s*[，,。；;、）)的到升降前跃至提上下”\n]|\s*大(?:经济体|国|市|省|港|市场))
  | 前\s*(?P<top>\d+|[{SMALL}百]+)(?P<top_unit>\s*[名位强])?(?![年个期季次批月阶段所项后条位名%\d]|\s*分之|\s*[名位])
  | 首位(?!度) | 榜首)"""
NUMBER = rf"""(?P<arabic>(?<![\d.A-Za-z]){ARABIC})(?:\s*(?P<first_unit>%|％)?\s*{DASH}\s*(?P<second>{ARABIC}))?\s*(?P<more>[余多几来](?=[\s万亿个家项名人条座所件户公吨平]))?\s*
    (?:(?P<unit>__UNIT__)(?P<class>级)?|(?P<bare>万亿|亿|万)(?P<bare_class>级)?|(?P<years>年)(?!代|期|度|级|[底末初内来一])|(?P<none>{UNIT_LESS}))"""
WORD = r"""(?P<word>[上数几近]?(?P<chinese>半|__CHINESE__))(?:\s*(?P<word_more>[余多几来]))?\s*(?:(?P<word_unit>__UNIT__)(?P<word_class>级)?|(?P<word_bare_class>级))?"""

BEFORE: tuple[tuple[Op, re.Pattern[str]], ...] = tuple(
    (op, re.compile(rf"(?:{words})\s*$"))  # type: ignore[misc]
    for op, words in (
        (">=", "不低于|不少于|不小于|不得低于|不得少于|高于或?等于|大于或?等于|至少|最少|≥|≧|⩾|达到?或超过|保底"),
        ("<=", "不高于|不超过|不多于|不大于|不得超过|不得高于|不突破|低于或?等于|小于或?等于|至多|最多|≤|≦|⩽"),
        (">", "超过|超出|超|(?<!不)突破|首次突破|高于|大于|多于|＞|>|逾|冲破|迈上|迈过|跨过|(?<=[^力])破"),
        ("<", "低于|小于|少于|不足|不到|＜|<"),
        ("~", "大约为?|(?<![节集契条制公签合特预相])约为?|接近|将近|(?<![附最邻靠贴相亲临远])近|±|大致"),
    )
)
AFTER: tuple[tuple[Op, re.Pattern[str]], ...] = tuple(
    (op, re.compile(rf"\s*(?:[（(]含[）)])?(?:{words})"))  # type: ignore[misc]
    for op, words in (
        (">=", "及?以上|（含）以上|起(?![步飞来草])"),
        ("<=", "及?以下|以内|之内|内(?!陆|河|地|部|容|外|环|涝|需|生|引|联|控|设|的|源|蒙)"),
        ("~", "左右|上下"),
    )
)
LIMIT = re.compile(r"控制在[^，。；]{0,4}$")
BOUNDED = re.compile(r"(?:超过?|突破|近|约|达到?|上|数|几|逾|破|不[低少高多]于|至少|不足|不到|至|到|为|过|跨)\s*$")
REACHED = re.compile(r"(?:达到?|超过?|突破|近|约|至|到|为|在|于|过|[≥≤>＞<＜])\s*$")
BUILDING = re.compile(
    r"(?:建设|建成|新建|新增|增加|打造|培育|形成|引进|完成|实施|创建|认定|获批|设立|布局|改造|跨越|推出|组建|发展|新设|培养|举办|达|达到|至少|超|近|约|共|各建设|各建成|开展|选育|研发|制定|净增)\s*$"
)
STANDING = re.compile(
    r"(?:居|列|位|排名?|名|第|进入?|至|到|升|为|保持|蝉联|获|从|由|跻身|全国|全省|全市|全区|世界|全球|亚洲|大陆|国内|省内|城市|百强|总分|得分|市场占有率|规模|中|县|榜|成效|比例|面积|产量)\s*$"
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
YEARS = re.compile(r"(?:年限|寿命|工龄|教龄|期限|年数)[^，。；]{0,8}$")
ONE = re.compile(r"(?:各[^，。；]{0,4}|至少[^，。；]{0,3})$")


@cache
def grammar() -> re.Pattern[str]:
    """One pattern for all that can be a number, traps first, so that the text is scanned once."""
    parts = "|".join((TRAP, RATIO, SHARE, FRACTION, MULTIPLE, RANK, NUMBER, WORD))
    return re.compile(parts.replace("__UNIT__", unit_expression()).replace("__CHINESE__", CHINESE), re.VERBOSE)


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Quantity]]:
    for block in doc.blocks:
        if block.kind == "heading":
            continue
        for match in grammar().finditer(doc.text, block.anchor.start, block.anchor.end):
            found = _read(doc.text, match, block.anchor)
            if found is not None:
                yield found


def _read(text: str, match: re.Match[str], block: Anchor) -> Fact[Quantity] | None:
    """The number of a match with its bounds, or None for a trap and for words that are no numbers."""
    before = text[max(block.start, match.start() - 12) : match.start()]
    if match["trap"]:
        return None
    if match["rank"]:
        return _rank(match, before)
    if match["multiple"]:
        times = value_of(match["times"] or "一")
        return _fact(match, "amount.multiple", quantity(Decimal(2) ** int(times), "倍"))
    if match["ratio"]:
        printed = re.split(r"\s*[∶:：]", match["ratio"])[0]
        return _fact(match, "amount.ratio", quantity(value_of(printed), ":1", decimals=decimals_of(printed)))
    if match["share"] or match["fraction"]:
        return _bounded(text, match, block, _share(match), "amount.share")
    found = _arabic(match, before) if match["arabic"] else _chinese(match, before)
    return None if found is None else _bounded(text, match, block, found, "amount.digits" if match["arabic"] else "amount.numeral")


def _fact(match: re.Match[str], rule: str, value: Quantity) -> Fact[Quantity]:
    return Fact(value, Anchor(match.start(), match.end()), rule)


def _rank(match: re.Match[str], before: str) -> Fact[Quantity] | None:
    if not STANDING.search(before):
        return None
    top = match["top"]
    place = top or match["place"] or "一"
    return _fact(match, "amount.rank", quantity(value_of(place), "位", "<=" if top else "="))


def _share(match: re.Match[str]) -> Quantity:
    if match["fraction"]:
        return quantity((fraction_of(match["fraction"]) * 100).quantize(Decimal("0.01")), "%", decimals=2)
    if match["hundredth"]:
        return quantity(value_of(match["hundredth"]), "%", decimals=decimals_of(match["hundredth"]))
    return quantity(value_of(match["tenth"]) * 10 + (5 if match["half"] else 0), "%")


def _arabic(match: re.Match[str], before: str) -> Quantity | None:
    """Digits with a unit; without one only behind a word of reaching (指数达到82)."""
    if match["years"] and not ("." in match["arabic"] or YEARS.search(before)):
        return None
    if match["none"] is not None and match["unit"] is None and not match["bare"] and not match["years"]:
        return None
    unit = (match["unit"] or match["bare"] or match["years"] or "") + (match["class"] or match["bare_class"] or "")
    second = match["second"]
    op: Op = "range" if second else ">" if match["more"] else "~" if unit.endswith("级") else "="
    value2 = value_of(second) if second else None
    return quantity(value_of(match["arabic"]), _plain_class(unit), op, value2, max(decimals_of(match["arabic"]), decimals_of(second or "")))


def _chinese(match: re.Match[str], before: str) -> Quantity | None:
    """A Chinese numeral, believed only with a measure, or as a count that something is done to."""
    numeral, unit = match["chinese"], match["word_unit"]
    classed = match["word_class"] or match["word_bare_class"]
    if numeral == "半":
        return quantity(Decimal("0.5"), unit) if unit and unit in ("小时", "天") else None
    if re.fullmatch(rf"[{SMALL}]级", match.group()):
        return None
    try:
        value, great = split_great(numeral)
    except ValueError:
        return None
    if not _believed(match, numeral, unit, before, classed):
        return None
    unit = great + (unit or ("元" if classed and great == "亿" else ""))
    op: Op = ">" if match["word_more"] or match.group()[0] in "数几上" else "~" if classed or match.group()[0] == "近" else "="
    return quantity(value, unit, op)


def _believed(match: re.Match[str], numeral: str, unit: str | None, before: str, classed: str | None) -> bool:
    great = any(char in "百千万亿" for char in numeral)
    if unit is None:
        return "亿" in numeral and bool(classed or BOUNDED.search(before) or match.group()[0] in "上数近")
    kind = kind_of(unit)
    if kind in ("time", "days", "months") or kind == "multiple":
        return True
    bounded = bool(BOUNDED.search(before)) or match.group()[0] in "上数几近"
    if great and kind not in COUNTED:
        return kind in MEASURED
    if great:
        return bounded or bool(match["word_more"]) or bool(BUILDING.search(before)) or len(numeral) > 1
    if numeral == "一":
        return bool(ONE.search(before))
    if kind in MEASURED and kind not in COUNTED:
        return unit not in ("里", "方", "升", "斤", "度")
    return bool(BUILDING.search(before))


def _plain_class(unit: str) -> str:
    """Without 级 where the unit is a class of money or power: 千亿级 is about that much; 吨级 is a unit of its own."""
    return unit[:-1] if unit.endswith("级") and not unit.endswith("吨级") else unit


def _bounded(text: str, match: re.Match[str], block: Anchor, value: Quantity, rule: str) -> Fact[Quantity]:
    """The number with the bounds that stand before and after it."""
    start, end, op = match.start(), match.end(), value.op
    ahead = text[max(block.start, start - 8) : start]
    for bound, pattern in BEFORE:
        found = pattern.search(ahead)
        if found:
            op, start = bound, start - (len(ahead) - found.start())
            break
    for bound, pattern in AFTER:
        follows = pattern.match(text, end, block.end)
        if follows:
            op, end = bound, follows.end()
            break
    if LIMIT.search(text[max(block.start, start - 8) : start]) and op in ("=", ">="):
        op = "<=" if op == "=" else op
    if value.op == "range":
        op = "range"
    return Fact(replace(value, op=op), Anchor(start, end), rule)
