"""Which indicator a phrase names: words in one spelling, then the lexicon, else an id of the words' own.

A name is the whole phrase: 单位地区生产总值能耗 is never 地区生产总值, 海洋生产总值 never GDP, 农村居民人均可支配收入 never 居民人均可支配收入. What may go is
only what plans add or leave out at will: brackets (（GDP）, （%）), list numbers, 全市 / 城市 / the name of the document's own place in front, 数 / 数量 and
增长 / 增速 / 降幅 behind – the last say how it is measured, not what.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.lexicon import Entry, load

BRACKETS = re.compile(r"[(\[〔][^()\[\]〔〕]*[)\]〕]")
MARKS = re.compile(r"[\s“”\"‘’'《》〈〉*.。、·,，:：;；]+")
NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.、．](?!\d)|[(（][一二三四五六七八九十\d]+[)）]|[①-⑳])\s*")
SPELLINGS = {
    "PM2.5": "细颗粒物",
    "PM10": "可吸入颗粒物",
    "地区生产总值": "GDP",
    "国内生产总值": "GDP",
    "生产总值": "GDP",
    "地区GDP": "GDP",
    **dict.fromkeys(("全市生产总值", "全省生产总值", "全市地区生产总值", "全省地区生产总值", "全市GDP", "全省GDP"), "GDP"),
    "优良水质": "水质优良",
    "研究与试验发展": "研发",
    "研究与发展": "研发",
    "研究开发": "研发",
    "科学研究与试验发展": "研发",
    "全社会R&D": "全社会研发",
    "R&D": "研发",
    "规模以上": "规上",
    "每万元GDP": "单位GDP",
    "万元GDP": "单位GDP",
    "万元国内生产总值": "单位GDP",
    "万元地区生产总值": "单位GDP",
    "万元生产总值": "单位GDP",
    "亿元GDP生产安全": "单位GDP生产安全",
    "亿元地区生产总值生产安全": "单位GDP生产安全",
    "亿元国内生产总值生产安全": "单位GDP生产安全",
    "亿元生产总值生产安全": "单位GDP生产安全",
    "万元工业增加值": "单位工业增加值",
    "能源消耗": "能耗",
    "能源消费": "能耗",
    "CO2": "二氧化碳",
    "三类": "III类",
    "3类": "III类",
    "五类": "V类",
    "优于": "好于",
    "达到或": "",
    "比例": "比重",
    "比率": "比重",
    "百分比": "比重",
    "占比": "比重",
    "相当于": "占",
    "万人口": "万人",
    "千人口": "千人",
    "万常住人口": "万人",
    "千常住人口": "千人",
    "万名": "万",
    "千名": "千",
    "老年人口": "老年人",
    "老人": "老年人",
    "增加值占比": "比重",
    "增加值比重": "比重",
    "增加值比例": "比重",
    "增加值占": "占",
    "拥有量": "",
    "拥有": "",
    "的": "",
}
"""What plans write in several ways, each in the one spelling in which names are compared; longer words come first."""
SPELLING = re.compile("|".join(re.escape(form) for form in sorted(SPELLINGS, key=lambda form: (-len(form), form))))
BEFORE = re.compile(
    r"""^(?:全市|全省|全区|全县|全州|全国|全域|我市|我省|我县|我国|本市|本省|市域|全社会|地级及以上城市|设区市|设区城市|县级及以上城市|城市|年末|期末|年度
    |实现|完成|力争|预计|确保|累计|到位)+(?=..)""",
    re.VERBOSE,
)
GROWTH = re.compile(
    r"(?:(?:五年)?(?:年均|年度|累计|平均|年|总)?(?:名义|实际|同比|可比)?(?:增长|降低|下降|减少|削减)(?:速度|幅度|率|比重|速|幅)?|(?:年均)?增速|(?:年均)?[增降]幅|上涨)$"
)
COUNT = re.compile(r"(?<=..)(?:(?<![指系倍参基])数量?|总[量数]|户数|套数|人数|人次|规模|指标)$")

REMEMBERED = 8192
"""Phrases whose spelling is kept: the forms of the lexicon and the names of a plan come again and again."""
SHORTEST = 4
"""Characters of a name that may stand without its closing 数量: 高新技术企业 is the number of them, 人才 need not be."""


def identify(words: str, region: str | None = None) -> str | None:
    """The lexicon id of the indicator that the phrase names, or None when no row is surely meant. `region` (adcode) names the document's own place."""
    known = _names(region)
    for name in _readings(plain(words), region):
        if name in known:
            return known[name]
    return None


def own_id(words: str) -> str:
    """A stable id for an indicator outside the lexicon: the same for all spellings of the same words, across documents and runs."""
    return f"x-{hashlib.sha256(_bare(plain(words)).encode()).hexdigest()[:12]}"


@lru_cache(maxsize=REMEMBERED)
def plain(words: str) -> str:
    """The phrase in the spelling in which names are compared: half width, no brackets, marks or list number, GDP for 地区生产总值 …"""
    text = NUMBERING.sub("", unicodedata.normalize("NFKC", words))
    without = BRACKETS.sub("", BRACKETS.sub("", text))
    text = re.sub(r"PM_?\{?\s*2\.5\}?", "PM2.5", without if re.search(r"\w", without) else text)
    return MARKS.sub("", SPELLING.sub(lambda match: SPELLINGS[match.group()], re.sub(r"\s+", "", text)))


def _readings(name: str, region: str | None) -> Iterator[str]:
    """The name as it stands, then without what is neutral in front and behind: the first that is known counts."""
    yield name
    yield COUNT.sub("", name)
    short = BEFORE.sub("", _without_place(name, region))
    yield short
    yield COUNT.sub("", short)
    yield _bare(short)


def _bare(name: str) -> str:
    """The name without words of growth and counting at its end and without 全市 at its start."""
    return COUNT.sub("", GROWTH.sub("", BEFORE.sub("", name))) or name


def _without_place(name: str, region: str | None) -> str:
    for place in _place_names(region):
        if name.startswith(place) and len(name) > len(place) + 2:
            return name.removeprefix(place)
    return name


@cache
def _place_names(region: str | None) -> tuple[str, ...]:
    """The names of the document's own place, longest first: 福州市, 福州."""
    places = load("places")
    if region is None or region not in places:
        return ()
    entry = places[region]
    names = {*entry.forms, *entry.weak, str(entry.data.get("name", ""))}
    return tuple(sorted(filter(None, names), key=lambda name: (-len(name), name)))


@cache
def _names(region: str | None) -> dict[str, str | None]:
    """Every name of the lexicon in one spelling → id; None for what must not be taken for a row."""
    names: dict[str, str | None] = {}
    entries = load("indicators", region).entries
    for entry in entries:
        names.update({plain(form): None for form in entry.not_forms})
    for entry in entries:
        for name in _spelled(entry):
            names.setdefault(name, entry.id)
    for entry in entries:
        for name in _spelled(entry):
            if len(counted := COUNT.sub("", name)) >= SHORTEST:
                names.setdefault(counted, entry.id)
    return names


def _spelled(entry: Entry) -> list[str]:
    return [plain(form) for form in (*entry.forms, *entry.weak)]
