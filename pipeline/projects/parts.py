"""The items of a list under a verb: what is told of all of them behind 等, and which belong together as one name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pipeline.projects.cases import Listed, Part
from pipeline.projects.governing import Governor, opens
from pipeline.projects.heads import LINE, SUM, is_between, on_waters, phased, sharing, summed_up
from pipeline.projects.lists import PAUSE, Span, cut
from pipeline.projects.monuments import HERITAGE, bare, is_monument
from pipeline.projects.naming import complete, is_wish
from pipeline.projects.words import (
    DIVERSION,
    closes,
    ending,
    is_bare_place,
    is_many,
    is_of_a_company,
    is_proper,
    leading_places,
    names_place,
    only_divisions,
    only_places,
    opens_with_place,
    peeled,
    specific,
)

AND_SO_ON = re.compile(r"(?<![高中初平均同优对相何])等(?![级同等候待于离值次候])")
TITLE = re.compile(r"国家(?!级)|全国")
"""福清、闽侯等国家…示范市: the title is what is named, not who holds it."""
TOTAL = re.compile(r"^(?:[二三四五六七八九十]|\d)+(?:大|个|座|条|项|支|类)(?=.{2,})")
COUNTED_PROJECTS = re.compile(r"^\d+(?:个|项)((?:[^，、个项]{0,6})(?:项目|工程))(?:约?\d[\d.]*(?:公里|千米))?")
"""甲、乙等5个项目: they are listed, not one."""
COUNTED_LINES = re.compile(rf"[二三四五六七八九十两\d]+条(?:{LINE})")
SUMMED = re.compile(
    r"(?:园|综合体|商圈|广场|医院|学校|平台|基地|道路|快速路|(?<!线)路|铁路|河道（湖体）|河道|湖|码头|场馆|馆|组团|新城|景区|街区|地标|功能区|中心|系统|寨|机场|港|电站|水库|通道|枢纽|泊位|院|小镇|区|城|库)$"
)
DONE_TO = re.compile(r"(?:改?扩建|改造|升级|整治|治理|提升|修复)(?:工程)?(?:建设)?$")
LOOSELY = re.compile(r"(?:项目|工程|计划|行动|基础设施)$")
UNSUMMED = re.compile(
    r"企业|产业(?!园|项目)|领域|产品|品牌|技术|地区|资源|人才|区域|业态|城市(?!组团|公园|广场|综合体)|服务(?!平台|中心)|方式|措施|问题|功能(?!区)|县|优势|政策|机制|制度|环节|要素|行业|材料|群体|文化(?!园|街|风|遗|地标)|相关|国家(?!级)"
)
AND = re.compile(r"以?及(?!其)|[和与暨]")
COUNTED = re.compile(rf"({LINE}|线|路|机场|项目|工程)[二三四五六七八九十两\d]+[条个项大]\1$")
"""西延高铁、西康高铁三条高铁: what only counts them."""
CLASSES = re.compile(r"(?:新型|公共|配套|生活|市政|文体|便民|环卫|养老|托育|助老|健身|停车|充电|殡葬|算力|民政)[^，、]{0,6}设施|新基建")
"""What classes of things are summed up as (5G基站、物联网等|新型基础设施)."""
COUNT_BEHIND = re.compile(
    r"(?<=[带区园城港廊馆心地台线路谷院])[两二三四五六七八九十]大(?:重点|特色|标志性|主体)?(?:区域|项目|工程|平台|板块|园区|基地|载体|片区|走廊|组团|科学城|科技城|新城|枢纽|中心|园|集聚区|示范区|功能区)(?:建设|开发|发展|提升)*$|(?<=[扩改迁]建)[两二三四五六七八九]大[^，、的]{0,4}(?:项目|工程)$"
)
"""甲走廊、乙风貌带|两大重点区域建设: what counts the names before it."""
NATIONAL_PARK = "国家文化公园"
"""长城、大运河、长征、黄河等国家文化公园: one park of many stretches."""
LONGEST_JOINED = 120
"""Characters of items that go together as one name at most."""
STRETCH = re.compile(r"[^至]{2,12}至[^至]{2,12}")
"""A road by where it begins and ends."""
SEAT, SEATS = 6, 12
"""Characters of a place at most that stands for the thing in it, and how many such places a list may hold."""
ROAD_CODE = re.compile(r"[GSXY]\d{1,3}(?:线)?")
STRETCHES = re.compile(r"[^，、]{0,6}(?:路段|线路|公路|道路)[^，、]{0,6}工程$")
"""S511、S310等低等级路段提级改造工程: the 工程 is one."""
VIA = re.compile(r"[^至]{2,6}经[^至]{2,6}")
"""A line by where it begins and what it passes first (长春经辽源、|梅河口至通化高铁)."""
ABSTRACT = re.compile("(?:效率|质量|水平|能力|结构|消耗|排放)$")
"""What no one carries out: with the programme behind it it is one (开展资源利用效率、能源消耗对标行动)."""
OF_A_RANK = re.compile(r"(?:地市级|县市级|县级|市级|区县级|各地|具备条件的|有条件的)")
"""What sums places up as those whose things are meant (荆州、十堰等|地市级博物馆)."""
TOWNS = re.compile(
    r"(?:重要|主要|重点|沿海|沿江|沿边|内河|枢纽|区域|节点|中心|支点|门户|大型|地区性|全国性|[一二三四五六七八九十]大|\d+[个座大])*(?:港口|港(?![区澳湾])|城市|口岸|城镇|市)(?![群园组公综副更])"
)
"""What sums towns up of which none is built by its bare name (武汉、宜昌等|重要港口)."""
VERSION = re.compile(r"\d\.\d$")
NUMBER_END = re.compile(r"(?:\d[A-Za-z]?|(?<![A-Za-z])[A-Z]\d*|[一二三四五六七八九十])$")
NUMBER_BEFORE = re.compile(r"\d+号")
TOWARDS = re.compile(r"向.+(?:扩区|延伸|转移|集聚|集中|倾斜|开放|覆盖|拓展|疏解|流动|靠拢)$")
RULES = re.compile(r"[和与].+的(?:机制|制度|政策|办法|规则)$")
"""建立X中心与Y机构…的机制: what is made is a rule between the two."""
COUPLED = re.compile(r"[与和].+(?:联动|融合|协同|协调|互动|互联互通|有机结合|有效衔接)(?:发展)?$")
ADVANCED = ("推进", "加快", "支持", "做强")
"""Verbs under which …建设 is what is done."""
BLANK = "某某"
"""Stands for the list before words that follow it."""


def parts_of(text: str, span: Span, over: Governor, listed: Listed, region: str | None, free: list[bool]) -> list[Part]:
    """The items of the list under a verb, joined where an item alone is no name; none where the list only says where to or with what."""
    words = text[slice(*span)]
    listing = "、" in words
    if TOWARDS.search(words) or RULES.search(words) or (not listing and COUPLED.search(words)):
        return []
    behind = COUNT_BEHIND.search(words) if listing else None
    if behind and "、" in words[: behind.start()]:
        span, listed = (span[0], span[0] + behind.start()), listed or 1
    found: list[Part] = []
    closed, broken = 0, False
    counted = COUNTED.search(text, *span)
    for lo, hi in cut(text, PAUSE, (span[0], counted.end(1)) if counted else span, free):
        own = opens(text[lo:hi]) if found else None
        verb, stage = (found[-1].verb, found[-1].stage) if found else (over.verb, over.stage)
        if own is not None and own.verb:
            lo, verb, stage, closed, broken = lo + own.start, own.verb, own.stage, len(found), False
        if broken:
            continue
        while True:
            mark = next((at.start() for at in AND_SO_ON.finditer(text, lo + 2, hi) if free[at.start()]), hi)
            found.append(Part(lo, mark, verb, stage, listed))
            if mark == hi:
                break
            joint = next(
                (at for at in AND.finditer(text, mark + 3, hi) if free[at.start()] and complete(text[mark + 1 : at.start()])), None
            )
            stop = joint.start() if joint else hi
            if stop == mark + 1:
                found = [*found[:closed], *sharing(text, phased(text, found[closed:]), region)]
            found = found[:closed] + _summed(text, found[closed:], (mark + 1, stop), region)
            closed = len(found)
            if joint is None:
                broken = hi != span[1]  # a sentence goes on behind the list: what follows are not its items
                break
            lo = joint.end()
    if found and is_many(text[found[0].start : found[0].end]):
        found = [part for part in found if part.verb != found[0].verb]
    found = [*found[:closed], *sharing(text, phased(text, found[closed:]), region)]
    return _told(text, _joined(text, found, region))


def _told(text: str, parts: list[Part]) -> list[Part]:
    """What is said behind the last item (…前期工作, …建设) holds for those before it that have nothing said behind them."""
    found: list[Part] = []
    verb, built = "", False
    for part in reversed(parts):
        said = peeled(text[part.start : part.end])
        own = next((stage for _, stage in said if stage), None)
        bare = len(said) == 1 or text[part.start : part.end].endswith("项目")
        goes_on = bool(found) and verb == part.verb and bare
        if goes_on and part.told is None:
            own = found[-1].told
        verb, built = part.verb, text[part.start : part.end].endswith(("建设", "续建")) or (goes_on and built)
        over = "建设" if built and verb in ADVANCED else "前期" if own == "planning" and verb == "做强" else verb
        found.append(part if (over, own) == (part.verb, part.told) else replace(part, told=part.told or own, verb=over))
    return found[::-1]


def _summed(text: str, parts: list[Part], span: Span, region: str | None) -> list[Part]:
    """The items before 等, told what the words behind it say: 等项目 (they are names), 等四大基地 (they are one), 等建设 (how far)."""
    words = text[slice(*span)]
    if OF_A_RANK.match(words) or (TOWNS.match(words) and any(is_bare_place(text[part.start : part.end], region) for part in parts)):
        return []
    told = next((stage for _, stage in peeled(BLANK + words) if stage), None)
    last = next((last for last in map(ending, (left for left, _ in peeled(words))) if last is not None and last.use != "wish"), None)
    if re.match(r"(?:联合|共同|牵头)(?:组建|建设|打造|创建|共建)", words):
        return []
    if last is not None and last.use in ("facility", "programme") and parts and parts[-1].verb:
        if (
            SUM.match(words) is None
            and not any(is_between(text[part.start : part.end]) for part in parts[:-1])
            and re.search(r"[^0-9]至[^0-9]", text[parts[-1].start : parts[-1].end])
            and not complete(text[parts[-1].start : parts[-1].end])
        ):
            return [*parts[:-1], replace(parts[-1], end=span[1])]
        if _is_one(text, parts, words, region):
            return [
                replace(
                    parts[0], start=span[0] if TITLE.match(words) and not words.startswith(NATIONAL_PARK) else parts[0].start, end=span[1]
                )
            ]
    if HERITAGE.search(bare(words)) and all(is_monument(text[part.start : part.end]) for part in parts):
        return [replace(part, listed=2, told=told) for part in parts]
    if re.match("公路|高速|国道|省道|道路", words) and all(ROAD_CODE.fullmatch(text[part.start : part.end]) for part in parts):
        return [replace(part, listed=2, told=told) for part in parts]
    lines = summed_up(text, parts, span, told)
    if lines:
        return lines
    if STRETCHES.match(words) and all(ROAD_CODE.fullmatch(text[part.start : part.end]) for part in parts):
        return [replace(parts[0], end=span[1], listed=2, told=told)]
    if CLASSES.match(words):
        return [replace(part, verb="支持", listed=0, told=told) for part in parts]
    if words.startswith("一批"):
        parts = [replace(part, verb="支持") for part in parts]  # only what is proper by itself
    words = COUNTED_PROJECTS.sub(r"\1", words)
    listed = parts[-1].listed if parts else 0
    if not listed and len(words) < 20 and not UNSUMMED.search(words):
        listed = _listing(words)
    return [replace(part, listed=listed, told=told) for part in parts]


def is_seat(words: str, region: str | None) -> bool:
    """Whether the words say no more than where a thing has its seat: 张家港市, 上海张江, 大湾区."""
    return len(words) <= SEAT and not complete(words) and (opens_with_place(words, region) or words.endswith(("湾区", "新区")))


def _is_seated(following: list[str], region: str | None) -> bool:
    """Whether places follow and at last a thing in a place: (张家港市、)常熟市图书馆新馆."""
    last = ending(next((left for left, _ in peeled(following[-1]) if complete(left)), ""))
    seated = last is not None and last.use == "facility" and bool(leading_places(following[-1], region))
    return seated and all(is_seat(name, region) for name in following[:-1])


def _listing(words: str) -> Literal[0, 1, 2]:
    """How surely names stand before such a sum: 2 where it says what they are (河道, 公共服务平台), 1 where only that they are projects."""
    kinds = [
        left
        for left, _ in peeled(DONE_TO.sub("", re.sub(r"^一批(?:重大|重点)?", "", words)))
        if SUMMED.search(left) or LOOSELY.search(left)
    ]
    if not kinds:
        return 0
    return (
        2
        if SUMMED.search(kinds[0])
        and (len(kinds[0]) >= 4 or kinds[0] in ("河道", "道路", "路", "街区", "景区"))
        and not words.startswith("一批")
        else 1
    )


def _is_one(text: str, parts: list[Part], words: str, region: str | None) -> bool:
    """Whether the items and what sums them up are one name: 纺织化纤、汽车等四大产业基地, 高新区、仓山区等光电园区, 福州至龙岩等高铁项目."""
    if (TOTAL.match(words) and not COUNTED_PROJECTS.match(words) and not COUNTED_LINES.match(words)) or words.startswith(NATIONAL_PARK):
        return True
    if words.startswith("一批"):
        return False
    if len(parts) == 1:
        return not complete(text[parts[0].start : parts[0].end]) and len(words) > 4
    return all(only_divisions(text[part.start : part.end], region) for part in parts)


def _joined(text: str, parts: list[Part], region: str | None) -> list[Part]:
    """Items that are no names by themselves go together with the next one (13A、13B、13C泊位工程)."""
    found: list[Part] = []
    waiting: Part | None = None
    for at, part in enumerate(parts):
        if waiting is not None:
            part = replace(part, start=waiting.start, verb=waiting.verb, stage=waiting.stage)
        following = [text[later.start : later.end] for later in parts[at + 1 :] if later.verb == part.verb]
        if (
            following
            and part.head is None
            and part.end - part.start <= LONGEST_JOINED
            and _waits(text[part.start : part.end], following, part.listed, part.verb, region)
        ):
            waiting = part
        else:
            waiting = None
            found.append(part)
    return found


def _waits(item: str, following: list[str], listed: Listed, verb: str, region: str | None) -> bool:
    """Whether the item is only the beginning of a name that goes on behind the pause."""
    after = following[0]
    if NUMBER_END.search(item) and not complete(item):
        return not (listed and (ROAD_CODE.fullmatch(item) or VERSION.search(item)))
    if item.endswith("号") and NUMBER_BEFORE.match(after):
        return True
    if len(after) <= 2 and specific(after) == 0:
        return True
    if verb in ("开展", "实施") and ABSTRACT.search(item) and _use(following[-1]) == "programme":
        return True
    if VIA.fullmatch(item) and "至" in after:
        return True
    if on_waters((item, *following)):
        return True
    if complete(item) or is_wish(item) or (len(item) > SEAT and (closes(item) or item.endswith("建设"))) or DIVERSION.fullmatch(item):
        return False
    if not listed and len(following) <= SEATS and is_seat(item, region) and _is_seated(following, region):
        return True
    if len(item) <= 3 and not listed and complete(after):
        return len(item) > 1
    if listed and not verb and only_places(item, region):  # 永泰、厦门、周宁抽水蓄能电站
        return complete(next((name for name in following if not only_places(name, region)), ""))
    if listed:
        return (
            names_place(item, region)
            and not STRETCH.fullmatch(item)
            and complete(after)
            and not names_place(after, region)
            and specific(after) <= 4
            and not is_bare_place(item, region)
        )
    if _use(following[-1]) == "programme" or only_places(item, region):
        return True
    return complete(after) and not ((is_proper(item, region) or is_of_a_company(item)) and is_proper(after, region))


def _use(item: str) -> str:
    last = ending(item)
    return last.use if last is not None else ""
