"""Mentions of places in a sentence: the grammar by which names grow, and what makes a weak name believed.

A name grows by what lies in it (连江|丹阳), by a zone, a village or a stretch of land (闽清|经济开发区, 长乐区|百户村, 罗源湾|南岸), by brackets that name the
division (福州（长乐）国际航空城). Companies, schools and streets named for a division are no places of it; what follows the name of another city
lies there (武汉东湖高新区).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.document import HAN
from pipeline.places.divisions import short_name, within
from pipeline.places.gazetteer import Candidate, gazetteer

NOT_IN_NAME = re.compile(
    r"[的和与及等在向为把将从对以至到是有]|建设|推进|推动|打造|加快|发展[^区]|依托|支持|培育|提升|引进|区县|县区|实施|开展|完善|优化|设立|构建|选择|布局|规划|谋划|新建|扩建|创建|改造|整合|形成|利用|结合|通过|农村|乡村|城镇|乡镇|名镇|名村|部分|示范|重点|全国|各类|美丽|传统|国家级|省级|首个|多个|若干|\d个"
)
ZONE = re.compile(
    rf"(?:{HAN}|\d){{0,12}}?(?:开发区|产业园区|工业园区|产业园|工业园|科技园|物流园|创业园|科学园|示范园|食品园|园区|投资区|保税港区|保税区|试验区|集聚区|功能区|集中区"
    r"|科学城|航空城|科技城|食品城|物流城|汽车城|大学城|新城|小镇|古镇|古城|古村|度假区|风景名胜区|旅游区|风景区|景区|湿地公园|森林公园|新片区|港区|作业区|渔业基地|产业基地|机场|国家公园)"
)
VILLAGE = re.compile(rf"{HAN}{{0,4}}?(?:街道|社区|镇(?!区|域|村)|乡(?!村|镇|贤|亲|情|土|愁)|村(?!镇|民|庄|居|级|卫|企|集|改|务|党|两))")
LANDFORM = re.compile(
    r"县城|城关|城区|外海|近海|南岸|北岸|东岸|西岸|盆地|半岛|流域(?!性)|片区|组团|湾(?!区)|港(?![口城区务湾])|(?<=县)城(?![市乡镇区关])"
)
NOT_A_PLACE = re.compile(
    r"(?:北|南|东|西|中|一|二|三)?(?:路|大道|街)(?![道区])"
    rf"|(?:{HAN}{{0,6}}?(?:造船|集团|公司|股份|银行|大学|学院|报社|电视台))|航空(?![城港枢物产经])"
)
BRACKET = re.compile(r"[（(]")
TAIL_AFTER_BRACKET = re.compile(
    rf"{HAN}{{0,10}}?(?:产业园区|产业园|工业园|航空城|科学城|园区|园|城|基地|港|小镇|示范区|试验区|集聚区|开发区)"
)
NEIGHBOURS = 8
"""No name is made of more candidates than this."""
LINK = re.compile(r"[、/—－\-～~]|以?及|[和与至到]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as it stands in a sentence: text[start:end], what it means, how it was found."""

    start: int
    end: int
    meaning: Candidate
    rule: str
    believed: bool = True


def is_explicit(surface: str, districts: Iterable[str]) -> bool:
    """True when the surface names one of its districts (罗源湾 → 罗源)."""
    return any(short_name(name) in surface for name in districts)


def mentions(text: str, region: str) -> list[Mention]:
    """All mentions in a sentence, in text order."""
    found: list[Mention] = []
    known = gazetteer(region)
    candidates = list(known.find(text))
    position, elsewhere = 0, -1
    for index, candidate in enumerate(candidates):
        if candidate.kind == "outside" or candidate.start == elsewhere:
            elsewhere = candidate.end  # what follows the name of another city lies there
            continue
        if candidate.kind == "region" or candidate.start < position:
            continue
        if found and _in_apposition(text, found[-1], candidate):
            continue
        mention = _grow(text, candidate, candidates[index + 1 : index + 1 + NEIGHBOURS], known.divisions)
        if mention is not None:
            found.append(mention)
            position = mention.end
    return [mention for mention in _believe(text, found) if mention.believed]


def _grow(text: str, candidate: Candidate, rest: list[Candidate], names: tuple[str, ...]) -> Mention | None:
    """The longest name that begins with the candidate (`names`: short names of the region's divisions); None for a company, a school or a street."""
    bracketed = _bracketed(text, candidate)
    if bracketed is not None:
        return bracketed
    mention = Mention(candidate.start, candidate.end, candidate, "gazetteer" if candidate.kind == "place" else "division")
    mention = replace(mention, believed=not candidate.weak or any(word in text for word in candidate.near))
    for following in rest:
        if following.start != mention.end or not _continues(text, following, mention.meaning, names):
            break
        mention = Mention(mention.start, following.end, replace(following, start=mention.start, weak=False), "part-of-division")
    if candidate.kind == "division" and NOT_A_PLACE.match(text, mention.end) and not _is_full(text, candidate):
        return None
    return _with_tail(text, mention, rest)


def _continues(text: str, part: Candidate, whole: Candidate, names: tuple[str, ...]) -> bool:
    """A name goes on with what lies in it (连江|丹阳, 武汉市|江夏区); one that begins with a division's name is new (粗芦岛|马尾船政工业园)."""
    if part.kind == "division":
        return whole.kind == "division" and part.adcodes != whole.adcodes and within(part.adcodes[0], whole.adcodes[0])
    return part.kind == "place" and not text.startswith(names, part.start) and set(part.districts) <= set(whole.districts)


def _is_full(text: str, candidate: Candidate) -> bool:
    return text[candidate.start : candidate.end] in candidate.districts


def _with_tail(text: str, mention: Mention, rest: list[Candidate]) -> Mention:
    """Add what a name goes on with: a zone, a village or a stretch of land; brackets that name a division decide where it lies."""
    limit = next((other.start for other in rest if other.start >= mention.end and other.kind != "region"), len(text))
    if mention.meaning.kind == "division" or mention.rule == "part-of-division":
        for pattern, rule in ((VILLAGE, "village-of-division"), (ZONE, "zone-of-division")):
            tail = pattern.match(text, mention.end)
            if tail and tail.end() <= limit and not NOT_IN_NAME.search(tail[0]):
                return replace(mention, end=tail.end(), rule=rule)
    tail = LANDFORM.match(text, mention.end)
    if tail:
        mention = replace(mention, end=tail.end())
    following = next((other for other in rest if other.start == mention.end + 1 and other.kind == "division"), None)
    if following and BRACKET.match(text, mention.end) and text[following.end : following.end + 1] in ("）", ")"):
        more = TAIL_AFTER_BRACKET.match(text, following.end + 1)
        end = more.end() if more and not NOT_IN_NAME.search(more[0]) else following.end + 1
        return Mention(mention.start, end, replace(following, weak=False), "bracketed-division")
    return mention


def _bracketed(text: str, candidate: Candidate) -> Mention | None:
    """A name whose division stands in brackets: 福州（长乐）国际航空城."""
    if (
        candidate.kind != "division"
        or not BRACKET.match(text, candidate.start - 1)
        or text[candidate.end : candidate.end + 1] not in ("）", ")")
    ):
        return None
    head = re.search(rf"(?:数字|中国)?{HAN}{{2}}市?$", text[: candidate.start - 1])
    tail = TAIL_AFTER_BRACKET.match(text, candidate.end + 1)
    if not head or not tail or NOT_IN_NAME.search(tail[0]):
        return None
    return Mention(head.start(), tail.end(), candidate, "bracketed-division")


def _believe(text: str, found: list[Mention]) -> list[Mention]:
    """A weak name is believed beside a sure one in a list (南屿、南通、闽侯县城), in either direction."""
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for index in order:
            step = -1 if order.step > 0 else 1
            if not found[index].believed and found[index + step].believed and _listed(text, found[index], found[index + step]):
                found[index] = replace(found[index], believed=True, rule="one-of-list")
    return found


def _in_apposition(text: str, mention: Mention, candidate: Candidate) -> bool:
    """A nickname in quotation marks behind a name is the same place: 福州滨海新城“滨海氢谷”."""
    return text[mention.end : candidate.start] in ("“", "「") and set(candidate.districts) <= set(mention.meaning.districts)


def _listed(text: str, one: Mention, other: Mention) -> bool:
    first, second = sorted((one, other), key=lambda mention: mention.start)
    return LINK.fullmatch(text[first.end : second.start]) is not None
