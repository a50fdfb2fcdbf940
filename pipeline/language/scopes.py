"""The place or entity to which a number is limited: in front of its name, of its thing counted, or told by what its sentence said before.

「福州港集装箱吞吐量」 → 福州港; 「城区156条内河」 → 城区; 「每个县（市）区培育1—2个」 → 每个县（市）区; 「福州新区建设加快推进，GDP年均增长9%」 → 福州新区.
The document's own place (全市, 全省) limits nothing; a list of places in front of a count (甲、乙3个) shares it out.
"""

from __future__ import annotations

import re

from pipeline.document import HAN, Anchor, Document
from pipeline.facts import Facts, Place
from pipeline.language.phrases import Phrase
from pipeline.language.said import Memory, Said
from pipeline.language.subjects import opening_verb, trimmed

EACH_PLACE = re.compile(
    r"^(?:力争|推动|确保|支持|组织)?((?:各|每个?)(?:区、县[（(]市[)）]|县[（(]市[)）]区|县[（(]市、区[)）]|设区市|区县|县区|县市区|市县|地市|乡镇|镇街|街道|镇|乡|县|区)(?:、(?:高新区|开发区))?)(?=每年|每|至少|打造|建|新|完成|培育|都|均)"
)
REGION = re.compile(r"^(?:全市|全省|全县|全区)(?=..)")
PLACES_LISTED = re.compile(
    rf"^((?:{HAN}{{2,6}}、){{1,8}}{HAN}{{2,6}}等(?:[一二三四五六七八九十\d]{{1,3}}个?)?(?:城市|市|县|区|地区|地))(?={HAN})"
)
"""Several places in front of what is done there: 广州、深圳等市新增通车里程."""
AREA = re.compile(r"(?:中心城区|主城区|老城区|建成区|(?<!.)城区|[四五六七八九]城区|都市圈|城市群|各县[（(]市[）)]区)$")
AREA_OPENS = re.compile(
    rf"\s*((?![全各我本]){HAN}{{0,8}}?(?:新区|新城|开发区|高新区|港区|港(?!口)|自贸区|航空城|科学城|大学城))(?:开发|规划|整体)?建设[^，,。；;\d]{{2,12}}[，,]"
)
"""A sentence that opens with how the building of an area goes on speaks of that area: 福州新区建设加快推进，GDP年均增长9%."""
TRAFFIC = re.compile(r"吞吐量|通过能力|泊位|航线|航班|起降架次")
CARRIER = re.compile(r"(?:港|机场|港区|作业区)$")
"""What is said of a port or an airport only goes on to be said of it: 货邮吞吐量达到50万吨."""
OTHER_SCOPE = re.compile(r"[；;]|(?<!占)全[市省县区国]|[我本][市省县区]")
SCOPE = re.compile(
    rf"^((?!主要|重点|各[类级]|全)(?:市区|[省市县区]本级|县[（(]市[）)](?!区)|中心城区|主城区|老城区|建成区内|[四五六七八九]城区|中心城|各县[（(]市[）)]区|长三角|(?:{HAN}|[（）()]){{2,10}}?(?:国际机场|机场|港区|港(?!口|澳|湾)|新区|片区|都市圈|开发区|高新区|新城|示范区|经济区|流域|库区|综保区|保税区|自贸区|自贸试验区|合作区)))的?(?=[^，。；、建]{{3,}})"
)
LISTED = re.compile(r"[、和及与]$")
"""Behind the places before it in a list: 福州、厦门、泉州3个产业园."""


def opening_area(doc: Document, sentence: Anchor) -> str:
    """The area whose building the sentence opens with; "" for none."""
    opens = AREA_OPENS.match(doc.text, sentence.start, sentence.end)
    return opens.group(1) if opens else ""


def area_going_on(doc: Document, said: Said, words: str, memory: Memory) -> str | None:
    """The area of which the sentence goes on to speak, unless the clause names another: traffic of the port before, numbers of an area under construction."""
    area, phrase = memory.area, said.phrase
    if not area or said.rule == "quantity.class" or OTHER_SCOPE.search(doc.text, max(phrase.start - 1, 0), phrase.fact.anchor.start):
        return None
    carries = CARRIER.search(area) is not None and TRAFFIC.search(words) is not None and phrase.shape != "rank"
    return area if carries or said.rule == "quantity.each" or area == memory.opening else None


def scope_of(facts: Facts, phrase: Phrase, name: str) -> tuple[str | None, str]:
    """The place to which the number is limited, and the indicator without it."""
    name = REGION.sub("", name)
    each = EACH_PLACE.match(phrase.before)
    if each:
        return each.group(1), name.removeprefix(each.group(1))
    listed = PLACES_LISTED.match(name) if "等" in name else None
    if listed and opening_verb(name[listed.end() :]):
        return listed.group(1), name[listed.end() :]
    within = Anchor(phrase.start, max(phrase.end, phrase.fact.anchor.end))
    surfaces = [place.value.surface for place in facts.of(Place, within=within)]
    found = None if opening_verb(name) else SCOPE.match(name)
    for surface in sorted([*surfaces, *([found.group(1)] if found else [])], key=len, reverse=True):
        if name.startswith(surface) and len(name) >= len(surface) + 2 and name[len(surface)] not in "、和及与":
            return surface, name[len(surface) :].lstrip("的")
    return (_ahead(facts, phrase) if phrase.shape in ("class", "counted") else None), name


def _ahead(facts: Facts, phrase: Phrase) -> str | None:
    """The place that stands before a size or a count: anywhere before a class, at the end of the words before a count."""
    words = trimmed(phrase.before)
    places = facts.of(Place, within=Anchor(phrase.start, phrase.fact.anchor.start))
    last = places[-1].value.surface if places else ""
    if last and (phrase.shape == "class" or (words.endswith(last) and not LISTED.search(words.removesuffix(last)))):
        return last
    area = AREA.search(words)
    return area.group() if area else None
