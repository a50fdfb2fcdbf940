"""What a number measures: its names cut out of the words around it, with the sentence's subject, verb and list carried on.

「城镇、农村居民收入分别增长4.6%、6.7%」 gives each number its own name; 「…均达93%」 is said of all of them together; 「GDP突破万亿元，达10020亿元」 carries the
subject on; 「新增幼儿园学位2.6万个、义务教育学位14.55万个」 the verb.
"""

from __future__ import annotations

import re

from pipeline.language.among import (
    AMONG,
    DONE_SUM,
    LOCATED,
    RANKED_AMONG,
    base_shared,
    capital_used,
    part_of,
    place_of,
    place_within,
    shares_sum,
    stock_of,
    sum_of,
    sum_shared,
    total_of,
)
from pipeline.language.classes import LIST, LONGEST_MIDDLE, class_of
from pipeline.language.phrases import GROWING, Phrase
from pipeline.language.said import Memory, Said
from pipeline.language.shapes import LENGTHS, MONEY, speaks
from pipeline.language.subjects import (
    METRIC,
    acting_verb,
    lacks_subject,
    opening_verb,
    spread,
    standing,
    subject,
    thing,
    trimmed,
)
from pipeline.language.units import COUNTED

EACH = re.compile(r"分别|依次")
SUMMED, OWN_SCOPE = "累计", re.compile(r"全[市省区县州国]")
SIZED_THING = re.compile(r"超[\d百千十]*[万亿]+元(?=..)")
STOCKED = ("集聚", "吸引", "拥有", "落户")
NEXT = re.compile(r"[、，,和及与]?")
GROWN = re.compile(r"的?(?:再|还|又)?(?:增长|提高|提升|上升|增加|下降|降低|减少|压缩|缩短)")
STEPS = re.compile(r"(?:跨越|迈上|迈过|跨过|跨上|站上|跃上|登上)$")
CLIMBED = re.compile(r"(?<=..)(?:连续)?(?:连?跨越?|迈上|跃上)[^，]{0,6}(?:台阶|大关)?$")
"""Steps climbed, no part of the subject that is carried on: 生产总值连跨4个千亿台阶，达…"""
REACHED_SUM = re.compile(r"^(?:完成|实现|达成)(?!总?投资$)(?=..)")
SUM_INSIDE = re.compile(r"(?<=..)(?<!计划)(?<!累计)(?<!预计)(?:实现|完成)(?=[^，、]{0,8}(?:产值|收入|额|利润|税收|值|投资)$)")
DISTRIBUTED = re.compile(r"^每(?:个|座|县|镇|乡|村|区|市|条)[^，、]{1,10}$")
WITHIN_DISTANCE = re.compile(r"在[^，。；]{0,6}(?:距离|半径|车程)$")
HOLDS = re.compile(r"(?:不?含|包含|包括|其中含)(?=[^，、]{2,12}(?:资金|投资|贷款|债券|补助|项目|收入|工程|企业)$)")
"""What a sum holds, in brackets behind it, of which nothing more is said: 投资256亿元（含中央资金22亿元），增长5%."""
DEVELOPING = re.compile(r"(?:高质量|健康|融合|协调|绿色|可持续|创新|协同|一体化)发展$")


def measured(phrase: Phrase, later: list[Phrase], memory: Memory) -> Said | None:
    """What the number measures; the memory carries the sentence's subject, verb and list on."""
    memory.added = memory.added or DONE_SUM.search(phrase.before) is not None
    memory.summed = SUMMED in phrase.before or (memory.summed and not _has_own_subject(phrase))
    if phrase.shape == "name":
        return None
    if phrase.shape == "class":
        name, things = class_of(phrase, memory)
        return Said(phrase, [name], "", "quantity.class", scope=things)
    if phrase.shape == "counted":
        return _counted(phrase, memory)
    words, growth = subject(phrase.before)
    if not words and not growth and phrase.linked and NEXT.fullmatch(phrase.before):
        return _listed(phrase, memory)
    if memory.base and phrase.shape != "base" and memory.changed:
        memory.base = False
        if memory.pair and len(memory.pair) == _list_length(later):  # 由550元、350元分别提高到720元、560元
            return _shared(phrase, later, memory, memory.pair, "")
        return Said(phrase, [memory.changed], "", "quantity.change")
    memory.base, memory.growth = phrase.shape == "base", growth
    return _stated(phrase, later, memory, words, growth)


def _has_own_subject(phrase: Phrase) -> bool:
    """Whether the number opens a clause with a measure of its own: 累计下线20万辆，全市新能源汽车产量31万辆."""
    name = subject(phrase.before)[0]
    own = bool(OWN_SCOPE.match(phrase.before) or METRIC.search(name))
    return own and not (phrase.linked or lacks_subject(name) or opening_verb(name))


def _counted(phrase: Phrase, memory: Memory) -> Said | None:
    """The thing counted, with the verb that acts on it; 、 carries the verb on."""
    words = trimmed(phrase.before)
    opening = opening_verb(words)
    verb = opening or acting_verb(phrase.before)
    if not verb and phrase.linked and NEXT.fullmatch(phrase.before):
        verb = memory.verb
    middle = words[len(opening) :] if opening and not LIST.search(words) and len(words) - len(opening) <= LONGEST_MIDDLE else ""
    middle = "" if middle.endswith("等") else middle  # 新开工西环线等3个项目
    middle += "的" if middle and phrase.before.endswith("的") else ""
    middle = "" if acting_verb(middle) and not DEVELOPING.search(middle) else middle
    counted = place_of(phrase.before, phrase.after) or thing(phrase.after)
    if phrase.before.endswith("的") and not opening:
        counted = acting_verb(phrase.before[:-1]) + counted  # 集中开工的20个项目
    if verb and words.endswith(verb) and DISTRIBUTED.match(words):
        verb = words  # 每个街道建成1—2个社区食堂
    memory.verb, memory.words, memory.base, memory.thing = verb, "", False, counted
    return Said(phrase, [verb + middle + counted], "", "quantity.counted") if counted else None


def _listed(phrase: Phrase, memory: Memory) -> Said | None:
    """A number that only goes on a list: it has the next of the shared names, else the subject of the one before it."""
    if memory.waiting:
        return Said(phrase, [memory.waiting.pop(0)], memory.growth, "quantity.each")
    name = (
        stock_of(memory.words or memory.thing)
        if phrase.quantity.op == ">"
        else memory.words or (memory.thing and memory.verb + memory.thing)
    )
    return Said(phrase, [name], memory.growth, "quantity.listed", memory.added, memory.summed) if name else None


def _stated(phrase: Phrase, later: list[Phrase], memory: Memory, words: str, growth: str) -> Said | None:
    goes_on = re.match("[、和及与]|以及", phrase.before) and phrase.linked and memory.verb
    name = _named(phrase, words)
    added = memory.verb == "新增" and (METRIC.search(name) or name[-1:] == memory.words[-1:])
    if (
        goes_on
        and name
        and not opening_verb(name)
        and total_of(name, memory.words) == name
        and (added or phrase.kind in (*COUNTED, *LENGTHS))
    ):
        part = part_of(phrase.before, name, memory.words)
        return Said(phrase, [part if part != name else memory.verb + name], growth, "quantity.stated")
    if AMONG.match(phrase.before):
        memory.whole = sum_shared(memory.words)
    if phrase.kind in MONEY and shares_sum(name, memory.whole):
        memory.words = memory.changed = name + memory.whole
        return Said(phrase, [memory.words], growth, "quantity.within")
    if held := HOLDS.match(name):
        return Said(phrase, [name[held.end() :]], growth, "quantity.within")
    located = LOCATED.fullmatch(phrase.after) if phrase.kind in COUNTED and not words and memory.words else None
    if located:
        return Said(phrase, [memory.words], growth, "quantity.within", scope=located.group(1))
    used = capital_used(name, memory.words) if phrase.linked else ""
    if used:
        return Said(phrase, [used], growth, "quantity.stated")
    of_base = base_shared(name, memory.words) if phrase.linked and phrase.before[:1] in "、和" else ""
    if of_base:
        return Said(phrase, [of_base], growth, "quantity.stated")
    if SIZED_THING.match(name):
        pass  # 零售额超亿元企业200家、超10亿元企业20家
    elif lacks_subject(name):
        shared = memory.recent[-_list_length(later) :] if EACH.search(phrase.before) else []
        if not name and len(shared) > 1 and len(shared) == _list_length(later):
            return _shared(phrase, later, memory, shared, growth)  # 甲50亿元，乙18亿元，分别增长26%和18%
        if memory.pair and (not name or phrase.shape == "rank"):
            alone = _list_length(later) == 1 and not EACH.search(phrase.before)
            pair = ["、".join(memory.pair)] if alone else memory.pair  # 均高于全省平均水平0.5个百分点
            return _shared(phrase, later, memory, [one + name for one in pair], growth)
        if growth[:1] == "年" and opening_verb(memory.words) in STOCKED:  # 规模1500亿元，集聚企业3000家，年均增长15%
            memory.words = next((one for one in reversed(memory.recent) if METRIC.search(one) and not opening_verb(one)), memory.words)
        if phrase.silent and METRIC.search(phrase.earlier):  # 居民收入与经济增长同步，突破10万元
            memory.words = phrase.earlier
        memory.words = sum_of(phrase.before, memory.words)
        name = (
            (memory.words or (phrase.earlier or memory.thing if phrase.shape == "rank" else phrase.earlier if name[:1] == "对" else ""))
            + name
            or phrase.earlier
            or (memory.thing if phrase.linked or AMONG.match(phrase.before) else "")
        )
    elif opening_verb(name) == name and not opening_verb(memory.words) and acting_verb(memory.words):
        name = memory.words.removesuffix(acting_verb(memory.words)) + name  # 工业项目新开工110个、竣工投产60个
    elif opening_verb(name.removeprefix(SUMMED)) == name.removeprefix(SUMMED) and memory.words:
        name += memory.words[len(opening_verb(memory.words)) :]  # 开工高速公路1000公里、建成1200公里
    elif opening_verb(name) == name and memory.thing:
        name = memory.thing + name  # 119家文化场馆开放，惠及5900万人次
    if not name:
        return None
    memory.within = place_within(phrase.before, name, memory.words, memory.within)
    if memory.within:
        return Said(phrase, [memory.words], growth, "quantity.within", scope=name)
    name = part_of(phrase.before, total_of(name, memory.words), memory.words)
    _remember(phrase, memory, name, own=not lacks_subject(words))
    return _shared(phrase, later, memory, _coordinated(phrase, later, name), growth)


def _named(phrase: Phrase, words: str) -> str:
    """The words of the clause as a name: with what it goes on to say behind the number, without the verbs of ranking and reaching."""
    if phrase.fact.rule == "amount.rank":
        return standing(words)
    if phrase.quantity.unit == "%" and not words and phrase.after[:1] == "的":
        return WITHIN_DISTANCE.sub("", thing(phrase.after))
    if phrase.kind in MONEY:
        words = SUM_INSIDE.sub("", STEPS.sub("", words))
        words = REACHED_SUM.sub("", words) if METRIC.search(words) else words
    goes_on = speaks(phrase.after) and phrase.after[0] not in "的（(" and phrase.shape == "stated"
    if goes_on and not GROWING.match(phrase.after) and not GROWN.match(phrase.after):
        return words + thing(phrase.after)
    return words


def _remember(phrase: Phrase, memory: Memory, name: str, own: bool) -> None:
    memory.changed, memory.pair = name, []
    if own:
        memory.recent.append(name)
    if phrase.fact.rule == "amount.rank" and memory.words and name.startswith(memory.words):
        return  # 森林覆盖率达58.36%，位居全国第2: the subject stays 森林覆盖率
    kept = RANKED_AMONG.sub("", name) if phrase.shape == "rank" else CLIMBED.sub("", name)
    memory.words, memory.verb = kept if own or not memory.words else memory.words, opening_verb(name.removeprefix(SUMMED))


def _coordinated(phrase: Phrase, later: list[Phrase], name: str) -> list[str]:
    """The names of which the number, or the list of numbers that it opens, is said."""
    listed = _list_length(later)
    if listed > 1 and (EACH.search(phrase.before) or phrase.shape == "base" or name.startswith("城乡居民")):
        return spread(name, listed)
    return spread(name, 0) if EACH.search(phrase.before) else [name]


def _shared(phrase: Phrase, later: list[Phrase], memory: Memory, names: list[str], growth: str) -> Said:
    """One number for each name in order; a single number is shared out (分别下降8%) or said of all of them together (均达93%)."""
    if len(names) > 1 and _list_length(later) > 1:
        memory.pair, memory.waiting = names, names[1:]
        return Said(phrase, names[:1], growth, "quantity.stated", memory.added, memory.summed)
    memory.waiting = []
    names = names if EACH.search(phrase.before) else ["、".join(names)]
    return Said(phrase, names, growth, "quantity.stated", memory.added, memory.summed)


def _list_length(later: list[Phrase]) -> int:
    """How many numbers stand in the list that a number opens (4.6%、6.7% → 2)."""
    length = 1
    for other in later:
        if not (other.before and NEXT.fullmatch(other.before)) or other.shape not in ("stated", "rank", "base"):
            break
        length += 1
    return length
