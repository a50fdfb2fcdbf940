"""What a number that only tells a class goes by, and the things in the class: 年营业收入超百亿元企业 → 年营业收入, of 企业."""

from __future__ import annotations

import re

from pipeline.language.among import noun_of
from pipeline.language.phrases import Phrase
from pipeline.language.said import Memory
from pipeline.language.shapes import LENGTHS, MONEY
from pipeline.language.subjects import BY_NOUN, METRIC, TIME, opening_verb, thing, trimmed

COUNT_ONLY = re.compile(r"[\d.]+万?[个家项户处座所条名人]")
RESISTING = re.compile(r"(?P<what>.{2,14}?(?:能力|标准|水平|体系|设施))(?:总体|基本|全面|有效|能够?|可|已)*(?:应对|抵御|防御|抗御|满足)$")
DISTANT = re.compile(r"(?:直线|最大|最远|平均)?(?:距离|车程)$")
CLASS_END = re.compile(r"(?<=..)(?:纳入|列入|开工|竣工|建成|投产|投用|升级|下线|落地|建设|实现|协同|达到|有序|并网|不断|持续|加快|各$).*$")
PEOPLE = re.compile(
    r"[^，。；、的]{0,4}?(?:居民|儿童|婴幼儿|青少年|老年人口|老年人|老人|妇女|女性|男性|人群|学生)(?=[^，。；]{0,16}(?:筛查|培训|接种|服务|体检|检查|教育|救助|补贴|照护|干预)$)"
)
"""People of an age in front of what is done for them."""
THINGS = re.compile(
    r"^[^、，的\d]*(?:企业|集团|公司|产业|集群|园区|村|镇|城市|(?<!设)[市县区]|项目|工程|合作社|农场|平台|基地|铁路|高铁|机构)(?:[（(][^）)]{1,6}[）)])?$"
)
"""Things that limit what their class goes by: the 营业收入 of 企业."""
LIST = re.compile(r"、|和|及|与|以及")
LONGEST_MIDDLE = 12
"""Characters between a verb and its count that still tell what is counted (完成主城居住小区1000万平方米…)."""
LONGEST_THING = 12
"""Characters of the things in a class that limit what it goes by."""


def class_of(phrase: Phrase, memory: Memory) -> tuple[str, str | None]:
    """(what the class goes by, the things in it where they limit it), else the things; those named before, where only their count follows (其中10亿元以上15个)."""
    by = _classed_by(phrase)
    distant = DISTANT.search(phrase.before) if phrase.kind in (*LENGTHS, "time") else None
    if distant:
        return distant.group(), None
    named = CLASS_END.sub("", trimmed(thing(phrase.after)))
    named = _people(named) if phrase.kind == "age" else named
    if not by and not phrase.linked and not trimmed(phrase.before) and memory.classed and named == memory.classed[1]:
        return memory.classed[0], named if THINGS.search(named) else None  # 收入10万元以上的村达90%，50万元以上的村达10%
    memory.classed = (by, named) if by else None
    if phrase.kind in MONEY and (len(by) == 2 or by == "总规模"):
        return named + by, None  # 产值超千亿元的产业集群 → 产业集群产值
    if by:
        return by, named if len(named) <= LONGEST_THING and THINGS.search(named) and phrase.kind != "return_period" else None
    return (noun_of(memory.words) if COUNT_ONLY.fullmatch(named) else "") or named, None


def _people(named: str) -> str:
    """Those of an age, without what is done for them: 居民上消化道癌筛查 → 居民."""
    people = PEOPLE.match(named)
    return people.group() if people and not METRIC.search(named) else named


def _classed_by(phrase: Phrase) -> str:
    """What the class goes by, where that stands before the number (年营业收入超百亿元企业 → 年营业收入); else ""."""
    resisting = RESISTING.search(trimmed(phrase.before)) if phrase.kind == "return_period" else None
    if resisting:
        return resisting["what"]
    noun = BY_NOUN.search(phrase.before)
    if noun is None:
        return ""
    words = trimmed(TIME.split(phrase.before)[-1])
    words = words[len(opening_verb(words)) :]
    plain = trimmed(noun.group())
    extended = 2 < len(words) - len(plain) <= LONGEST_MIDDLE and not LIST.search(words)  # two characters more are a verb (取消, 放宽)
    return words if extended else plain
