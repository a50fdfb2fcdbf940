"""Heads that items of a list share: lines and reservoirs whose ending only one of them, or the words around the list, write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import HAN
from pipeline.projects.cases import BUILT, Part
from pipeline.projects.lists import Span
from pipeline.projects.naming import complete, is_wish
from pipeline.projects.words import closes, core, only_places, peeled, plain_out, plain_words
from pipeline.values import Stage

LINE = "跨[海江]通道|过江通道|铁路客运专线|客运专线|高铁|高速铁路|铁路|客专|高速公路|高速|城际铁路|城际"
DAMS = "水库|水电站|抽水蓄能电站"
OF_TOWNS = rf"(?:(?![与及暨至]|和(?![浩平田县顺林龙政硕静布])){HAN}|[（）()])"
HEADS = re.compile(f"{LINE}|{DAMS}")
STRETCH = rf"{OF_TOWNS}{{2,16}}(?:至{OF_TOWNS}{{2,12}}?){{1,3}}"
LINED = re.compile(
    rf"^({HAN}{{2,5}}?|{STRETCH})(?:[二三四五六七八九十两]条)?({LINE})((?:扩容|扩能|改扩建|改造)*)((?:{HAN}{{1,8}}段|[一二三四]期|复线|连接线)*(?:工程|项目)?)$"
)
"""The item that writes the head of a list of lines: 温福高铁, 西康三条高铁, 贵港至博白高速公路, 蒙华铁路湖南段."""
RESERVOIR = re.compile(rf"^({HAN}{{2,5}}?)((?:{DAMS})(?:除险加固|增效扩容|扩容|扩建|加固|改造)*)$")
DAM_SUM = re.compile(rf"(?:大中?型|中小?型|骨干|重点|重大|水源)*({DAMS})(?=$|项目|工程|建设|前期|续建)")
SUM = re.compile(
    rf"(?:[二三四五六七八九十两\d]+条|一批|在建|续建|新建|拟建|已建|既有|省际|出省|地方|国家|重点|重大|骨干|干线|普速|支线){{0,4}}({LINE})(?=$|项目|工程|线路|建设|前期|规划|大?通道|干线|扩能|改造)"
)
"""赣龙厦、昌福厦等高铁项目: each takes the ending that sums them up."""
ROAD_SUM = re.compile(r"(?:沿边|抵边|旅游|普通|国省|干线|重点|出省|县际|等级|二级|一级){0,3}(公路)(?=$|项目|工程|建设|改造|前期)")
TOPIC = re.compile(r"(铁路|高铁|高速公路|高速|公路)(?:建设|交通|项目)?方面，?")
OF_ITS_CLAUSE = re.compile(rf"(?:^|[，。；])({LINE}|公路)(?:建设|项目)?(?:续建|新开工|开工建设|建成|新建)$")
"""高速公路续建|集安至桓仁等7个项目: what stands before the verb is what is built."""
SUMMED_TOPIC = re.compile(r"(?:\d+[个项条])?(?:重点|重大|续建|在建|新建)*(?:项目|工程|线路)")
"""铁路方面抓好甲、乙等项目: what the sentence speaks of is what they are."""
FAR = 80
"""Characters within which a sentence still speaks of its topic."""
TOWNS = 4
"""Characters of the towns that a line joins (昌福, 赣龙厦, 通苏嘉甬)."""
TOWNS_END = ("云", "谷")
"""Endings of things that are ends of towns, too (武云)."""
TOWN_LINE = re.compile(rf"{HAN}{{2,4}}?(?:[东南西北内中外]外?环|外环|绕城|环城|环线|复线|[东南西北中]线|[东南西北]延|扩容|扩能)$")
"""A line by its towns and how it runs or what is done to it (贵港西外环, 长益扩容)."""
HEADED = re.compile(rf"(?:{LINE}|[段路道线])$")
BETWEEN = re.compile(rf"^{STRETCH}$")
NO_TOWNS = re.compile(
    r"港口|口岸|航空|民航|水运|航运|海运|内河|管道|邮政|快递|市政|电网|电力|通信|道路|桥梁|隧道|站场|地铁|轻轨|铁路|公路|高速|城际|本市|我[省市县区]|各|与|和|等|的|至"
)
RIVER = re.compile(rf"^(?!长江|黄河|淮河|珠江|海河){HAN}{{1,3}}[河江溪湖沟山]$")
"""A reservoir may go by the river or the hill at which it lies (涔天河、莽山、毛俊水库)."""
WATER = re.compile(rf"(?![河湖海入沿内外两各]|江河|大[江河湖]|小[江河溪]|中小){HAN}{{1,3}}[河江溪湖]")
WORKED_ON = re.compile(
    rf"{HAN}{{1,3}}[河江溪湖](?:干流|支流|流域|航道|水系|河道|岸线|水环境|水生态)?(?:综合|系统|生态|环境)*(?:治理|整治|修复|疏浚)"
)
"""Works on rivers: those named before it are worked on, too."""
NAMED_WATER = 4
AND = re.compile(r"以?及|[和与暨]")
PHASED = re.compile(
    r"(?:续建|前期工作|通车|竣工|投产|投用)(?P<and>以?及|[和与])(?=.{2,20}(?:续建|开工建设|前期工作|通车|竣工|投产|投用|新建)$)"
)
"""What is said of the item before 和, where something else is said of the one behind it."""
WATER_VERBS = BUILT | {"做强", "改造"}


def sharing(text: str, parts: list[Part], region: str | None) -> list[Part]:
    """The items with the head that the last one under their verb writes, where they are bare names of such things.

    昌福、广福、温福高铁; 平南至武宣、柳州至覃塘、贵港至博白高速公路; 涔天河、莽山、毛俊水库.
    """
    if len(parts) < 2 or not HEADS.search(text, parts[0].start, parts[-1].end):
        return parts
    found = list(parts)
    at = 1
    while at < len(found):
        run = _headed(text, found[: at + 1], region)
        at, found = len(run), [*run, *found[at + 1 :]]
    return found


def phased(text: str, parts: list[Part]) -> list[Part]:
    """Items cut where something else is said of what stands behind 和 (毛俊水库续建和|椒花水库开工建设)."""
    if not parts or PHASED.search(text, parts[0].start, parts[-1].end) is None:
        return parts
    found: list[Part] = []
    for part in parts:
        joint = PHASED.search(text, part.start + 2, part.end)
        if joint is None or not complete(text[part.start : joint.start("and")]):
            found.append(part)
        else:
            found += [replace(part, end=joint.start("and")), replace(part, start=joint.end())]
    return found


def summed_up(text: str, parts: list[Part], span: Span, told: Stage | None) -> list[Part]:
    """The items before 等 as lines where the words behind it, or what the clause speaks of, say so; nothing else."""
    words = text[slice(*span)]
    line = SUM.match(words)
    if line is not None:
        at = (span[0] + line.start(1), span[0] + line.end(1))
        each = [one for part in parts for one in _with_head(text, part, at, None, False)]
        return [replace(part, listed=2, told=told) for part in each]
    roads = ROAD_SUM.match(words)
    if roads is not None and all(is_between(text[part.start : part.end]) for part in parts):
        at = (span[0] + roads.start(1), span[0] + roads.end(1))
        return [replace(part, listed=2, told=told, head=at) for part in parts]
    dams = DAM_SUM.match(words)
    if dams is not None and parts and parts[0].verb in WATER_VERBS and all(_is_dam(text[part.start : part.end]) for part in parts):
        at = (span[0] + dams.start(1), span[0] + dams.end(1))
        return [replace(part, listed=2, told=told, head=at) for part in parts]
    topic = _topic(text, parts[0].start) if parts and SUMMED_TOPIC.match(words) else None
    if topic is None or not all(_is_stretch(text[part.start : part.end]) for part in parts):
        return []
    return [replace(part, listed=2, told=told, head=topic.span(1)) for part in parts]


def _topic(text: str, end: int) -> re.Match[str] | None:
    """What a sentence says that it speaks of before the offset, where it has not gone on to something else since (铁路方面, …)."""
    start = max(text.rfind("；", 0, end) + 1, end - FAR)
    own = OF_ITS_CLAUSE.search(text, start, end)
    if own is not None:
        return own
    at = text.rfind("方面", start, end)
    return next((topic for topic in TOPIC.finditer(text, start, end) if topic.start() <= at < topic.end()), None) if at >= 0 else None


def _headed(text: str, parts: list[Part], region: str | None) -> list[Part]:
    """The run of items that ends with the last part, with its head; unchanged where it writes none."""
    last = parts[-1]
    first = next((at + 1 for at in range(len(parts) - 2, -1, -1) if parts[at].verb != last.verb or parts[at].head is not None), 0)
    for words in _endings(text[last.start : last.end]):
        line = LINED.match(words)
        if line is not None and _names_line(line.group(1)):
            head = (last.start + line.start(2), last.start + line.end(3))
            counted = line.end(1) != line.start(2)
            far = BETWEEN.match(line.group(1)) is not None or only_places(line.group(1), region)
            run = [*(each for part in parts[first:-1] for each in _with_head(text, part, head, region, far)), last]
            if counted:
                run[-1] = replace(last, end=last.start + line.end(1), head=head)
            return [*parts[:first], *run]
        dam = RESERVOIR.match(words)
        if dam is not None and last.verb in WATER_VERBS:
            return [*parts[:first], *_dammed(text, parts[first:], dam, region)]
    return parts


def _with_head(text: str, part: Part, head: Span, region: str | None, far: bool) -> list[Part]:
    """The item with the head if it is bare, cut at 和 where only what stands behind it is (黔桂增建二线铁路和|瑞金至梅州)."""
    words = text[part.start : part.end]
    if far and only_places(words, region):  # 平潭、莆田至福州高速公路: where it begins
        return [part]
    if _is_bare(words):
        return [replace(part, head=head)]
    joint = AND.search(words, 3)
    if joint is not None and complete(words[: joint.start()]) and _is_bare(words[joint.end() :]):
        return [replace(part, end=part.start + joint.start()), replace(part, start=part.start + joint.end(), head=head)]
    return [part]


def _dammed(text: str, parts: list[Part], dam: re.Match[str], region: str | None) -> list[Part]:
    """Items right before a reservoir that are names of reservoirs, too; none where all are places that hold one work together."""
    names = [text[part.start : part.end] for part in parts[:-1]]
    first = next((at + 1 for at in range(len(names) - 1, -1, -1) if not _is_dam(names[at])), 0)
    own = dam.group(1)
    if plain_out(own) != own or (dam.group(2).startswith("抽水") and all(only_places(name, region) for name in names[first:])):
        return parts
    head = (parts[-1].start + dam.start(2), parts[-1].start + dam.end(2))
    return [*parts[:first], *(replace(part, head=head) for part in parts[first:-1]), parts[-1]]


def _is_dam(name: str) -> bool:
    return (
        2 <= len(name) <= NAMED_WATER
        and plain_out(name) == name
        and (RIVER.match(name) is not None or name.endswith(TOWNS_END) or not (complete(name) or closes(name)))
    )


def _endings(words: str) -> Iterator[str]:
    """The item, words that follow a name taken off, then what stands before the first 和 in it."""
    yield from (left for left, _ in peeled(words))
    joint = AND.search(words, 3)
    if joint is not None:
        yield from (left for left, _ in peeled(words[: joint.start()]))


def _names_line(own: str) -> bool:
    """Whether the words before the head tell which line is meant."""
    return BETWEEN.match(own) is not None or (_is_own(own) and NO_TOWNS.search(own) is None)


def _is_bare(item: str) -> bool:
    """Whether an item is the name of a line without its head."""
    if BETWEEN.match(item):
        return HEADED.search(core(item)) is None
    return _joins_towns(item) or (TOWN_LINE.fullmatch(item) is not None and NO_TOWNS.search(item) is None and _is_own(item))


def on_waters(items: Sequence[str]) -> bool:
    """Whether the items are rivers or lakes with what is done to all of them behind the last one (郁江、西江、黔江|航道整治工程)."""
    return all(WATER.fullmatch(item.rsplit("、", 1)[-1]) for item in items[:-1]) and WORKED_ON.match(items[-1]) is not None


def is_between(item: str) -> bool:
    """Whether the item says no more than where a line begins and ends."""
    return BETWEEN.match(item) is not None and HEADED.search(core(item)) is None


def _is_own(words: str) -> bool:
    """Whether no word stands in the words that tells nothing of which one is meant; single characters may be those of towns (韶新)."""
    return plain_out(words) == words or all(len(word) == 1 for word in plain_words(words))


def _is_stretch(item: str) -> bool:
    return is_between(item) or _joins_towns(item)


def _joins_towns(item: str) -> bool:
    return (
        2 <= len(item) <= TOWNS
        and re.fullmatch(f"{HAN}+", item) is not None
        and NO_TOWNS.search(item) is None
        and _is_own(item)
        and not is_wish(item)
        and (item.endswith(TOWNS_END) or not (complete(item) or closes(item)))
    )
