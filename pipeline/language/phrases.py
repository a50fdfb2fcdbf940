"""A number in its clause: where the clause begins and ends, which words stand before and after the number, what kind of statement it is.

Shapes: `class` – the number only tells a class of things that the clause goes on to speak of (超千亿元园区, 20万吨码头, 3岁以下婴幼儿);
`counted` – the thing counted follows (200项重点技改项目); `rank`; `multiple`; `base` – the first of two values (从49.1%提高到56.1%); `stated` – what is
measured stands before the number; `name` – the number is part of a name (15分钟步行可达覆盖率) and states nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.document import Anchor
from pipeline.facts import Fact
from pipeline.language.shapes import FROM, LENGTHS, MONEY, STEPS_END, TO, Shape, in_a_name, is_step, shape_of
from pipeline.language.subjects import BY_NOUN, acting_verb, leading_noun, squeeze
from pipeline.language.units import COUNTED, kind_of
from pipeline.values import Quantity

LONGEST = 200
"""Characters before and behind a number that can belong to its clause."""
EDGE = re.compile(r"[，,；;。：:！？!?\n\t（(）)“”]")
OPENING, CLOSING = "（(“", "）)”"
BRACKETED = re.compile(r"^\s*[（(][^（）()]*[）)]")
REACHING = re.compile(r"内?(?:通达|直达|可达|到达|抵达|互通|互达)")
LISTED = re.compile(r"[、和与及]")
GROWING = re.compile(r"^的?[^、，。；]{0,6}(?:增长|增速|速度)")
LINK = re.compile(r"(?:、|和|及|以及|与|并|并且)$")
MIDDLE_VERB = re.compile(
    r"(?<=..)(?:出台|完成|新建|新改扩建|新增|实现|覆盖|建成|获得?|拉动|带动|发放|投入|累计|达到?|占|培训|惠及|减免|补贴|奖励|节约|平均|涉及|形成|有$)"
)
LEVEL_OF_STATE = re.compile(r"(?:国家|省|市|县|部|区|世界)级$")
LIST_NUMBER = re.compile(r"\s*(?:[（(]\d{1,2}[）)]|\d{1,2}(?:、(?!\d)|[.．](?!\d))|[一二三四五六七八九十]{1,2}是|[①-⑳])\s*")
"""The number of an item, which is no part of what it says: 1、新增医院12家."""
MEMBERS = re.compile(r"(?<=..)(?:和|及|以及|与)[^和及与]{1,24}等$")
"""Behind the noun of a class, the members of the next: 粮油五千亿级产业链和蔬菜、水果等8个千亿级产业链."""
PAIR = re.compile(r"(?:、|和|及|以及|与)[^、和及与]{0,12}$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with the words around it, white space removed. `start` and `end` bound the words that belong to it; `linked`: it goes on a list (、 和);
    `leads`: a count follows in its clause (百亿企业20家); `earlier`: the noun that opens the clause before (经济发展进入新阶段，年均增长6%);
    `silent`: that clause holds no number."""

    fact: Fact[Quantity]
    shape: Shape
    start: int
    end: int
    before: str
    after: str
    linked: bool
    earlier: str = ""
    leads: bool = False
    silent: bool = False

    @property
    def quantity(self) -> Quantity:
        return self.fact.value

    @property
    def kind(self) -> str | None:
        return kind_of(self.fact.value.unit)


def phrases(text: str, sentence: Anchor, amounts: list[Fact[Quantity]]) -> list[Phrase]:
    """The numbers of a sentence in order, each in its clause; 10分钟、15分钟健身圈 are both classes."""
    found = _first_values(list(_each(text, sentence, amounts)))
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        if one.shape == "stated" and following.shape == "class" and one.kind == following.kind == "time" and following.linked:
            found[index] = replace(one, shape="class", after=following.after)
        if following.shape == "stated" and _opens_a_group(one, following, found[index + 2 :]):
            found[index + 1] = replace(following, shape="class", after=found[index + 3].after)
        sized = one.kind == "count" and one.fact.anchor.end == following.fact.anchor.start and following.kind in LENGTHS
        if sized and following.shape == "class":
            found[index + 1] = replace(following, before=squeeze(text[one.start : one.fact.anchor.end]))
        if (
            one.kind == "count"
            and found[index + 1].shape == "class"
            and following.kind not in LENGTHS
            and one.fact.anchor.end == following.fact.anchor.start
        ):
            named = squeeze(text[following.fact.anchor.start : following.fact.anchor.end]) + found[index + 1].after
            found[index] = replace(one, shape="counted", after=named, end=one.fact.anchor.end)
    return found


def _first_values(found: list[Phrase]) -> list[Phrase]:
    """A list of first values is one of bases: 由550元、350元分别提高到720元、560元."""
    for index, one in enumerate(found):
        if one.shape != "stated" or not FROM.search(one.before):
            continue
        end = index + 1
        while end < len(found) and found[end].linked and LISTED.fullmatch(found[end].before) and found[end].kind == one.kind:
            end += 1
        if end > index + 1 and TO.match(found[end - 1].after):
            found[index:end] = [replace(base, shape="base") for base in found[index:end]]
    return found


def _opens_a_group(count: Phrase, threshold: Phrase, later: list[Phrase]) -> bool:
    """Whether a count and its threshold stand in a list that shares its noun: 1个超5000亿元、3个超3000亿元产业集群."""
    adjacent = count.kind == "count" and count.fact.anchor.end == threshold.fact.anchor.start and threshold.kind in MONEY
    return adjacent and len(later) > 1 and later[0].shape == "counted" and bool(LINK.search(later[0].before))


def _each(text: str, sentence: Anchor, amounts: list[Fact[Quantity]]) -> Iterator[Phrase]:
    left = sentence.start
    for index, fact in enumerate(amounts):
        later = amounts[index + 1 : index + 3]
        start = clause_start(text, max(left, fact.anchor.start - LONGEST), fact.anchor.start)
        if (numbered := LIST_NUMBER.match(text, start, fact.anchor.start)) and (start != left or not index):
            start = numbered.end()
        before = squeeze(text[start : fact.anchor.start])
        before = BRACKETED.sub("", before) if index and start == left else before  # 25万套（间）、人才公寓5万套
        stop = clause_end(text, fact.anchor.end, min(sentence.end, fact.anchor.end + LONGEST))
        later = [other for other in later if other.anchor.start < stop]
        end, after = _after(text, fact, later, stop)
        if kind_of(fact.value.unit) == "time" and REACHING.match(after) and before.endswith("、"):
            start, before = fact.anchor.start, ""  # 1小时通达都市圈、2小时通达周边城市
        shape = shape_of(fact, before, after, bool(later) and not squeeze(text[fact.anchor.end : later[0].anchor.start]))
        if in_a_name(text, fact, before, shape, later, stop):
            shape = "name"
        if later and later[0].anchor.start == fact.anchor.end and kind_of(later[0].value.unit) == kind_of(fact.value.unit) == "count":
            shape = "name"  # 2类15个样板: the first count only sorts the second
        if shape == "stated" and index and is_step(after, fact, amounts[index - 1]):
            shape = "name"
        linked = start == left and (index > 0 or bool(re.match("[、和及与并]|以及", before)))
        ahead = _clause_before(text, sentence.start, start)
        earlier = leading_noun(ahead)
        silent = not re.search(r"\d", ahead)
        leads = bool(later) and kind_of(later[0].value.unit) in COUNTED
        yield Phrase(fact, shape, start, end, before, after, linked, earlier, leads, silent)
        follows_count = index and amounts[index - 1].anchor.end == fact.anchor.start and kind_of(amounts[index - 1].value.unit) == "count"
        left = (
            end
            if shape == "class" and follows_count
            else left
            if shape in ("class", "name")
            else end
            if shape == "counted" or STEPS_END.search(after)
            else fact.anchor.end
        )


def _clause_before(text: str, floor: int, start: int) -> str:
    return text[clause_start(text, max(floor, start - LONGEST), start - 1) : start - 1] if start > floor else ""


def clause_start(text: str, left: int, at: int) -> int:
    """Where the clause that reaches `at` begins: behind the last mark, not counting marks inside closed brackets and quotation marks."""
    start, outer = left, []
    for match in EDGE.finditer(text, left, at):
        if match.group() in OPENING:
            outer.append(start)
            start = match.end()
        elif match.group() in CLOSING:
            start = outer.pop() if outer else start if match.group() == "”" else match.end()
        else:
            start = match.end()
    return start


def clause_end(text: str, at: int, right: int) -> int:
    """Where the clause that goes on at `at` ends."""
    depth = 0
    for match in EDGE.finditer(text, at, right):
        if match.group() in OPENING:
            depth += 1
        elif match.group() in CLOSING:
            depth -= 1
            if depth < 0:
                return match.start()
        elif depth == 0:
            return match.start()
    return right


def _after(text: str, fact: Fact[Quantity], later: list[Fact[Quantity]], stop: int) -> tuple[int, str]:
    """(end, words) of what follows the number and belongs to it."""
    if not later:
        return stop, squeeze(BRACKETED.sub("", text[fact.anchor.end : stop]))
    following = later[0].anchor
    words = text[fact.anchor.end : following.start]
    if not words.strip():  # 一个千万吨…洞库, 10个千亿级…集群: the thing stands behind the class
        end = later[1].anchor.start if len(later) > 1 else stop
        sized = kind_of(later[0].value.unit) in LENGTHS and kind_of(fact.value.unit) in COUNTED  # 24条750公里管网: two numbers of one thing
        return fact.anchor.end, squeeze(text[following.end if sized else following.start : end])
    end = fact.anchor.end + _own(words) if kind_of(fact.value.unit) in COUNTED else following.start
    if kind_of(fact.value.unit) not in COUNTED and words.endswith("等") and (members := MEMBERS.search(words)):
        end = fact.anchor.end + members.start()
    elif kind_of(fact.value.unit) not in COUNTED and "、" in words and acting_verb(words):  # 千亿级主导产业、增量拓展百亿级…
        end = fact.anchor.end + words.rindex("、")
    if (
        later[0].rule == fact.rule
        and kind_of(later[0].value.unit) == kind_of(fact.value.unit) not in COUNTED
        and (pair := PAIR.search(words))
    ):
        end = fact.anchor.end + pair.start()  # 20万吨集装箱码头和罗源湾40万吨散货码头
    if kind_of(fact.value.unit) in COUNTED and BY_NOUN.search(words) and len(squeeze(words)) <= 8:  # 10个营业收入超千亿元的集群
        return fact.anchor.end, squeeze(text[fact.anchor.end : later[1].anchor.start if len(later) > 1 else stop])
    shared = squeeze(text[fact.anchor.end : end])
    shared = LINK.sub("", shared)
    if LEVEL_OF_STATE.search(shared):  # 5个国家级、60个省级高技能人才培训基地
        head = re.sub(r"^.{1,3}级", "", squeeze(text[following.end : later[1].anchor.start if len(later) > 1 else stop]))
        shared += head
    return end, squeeze(BRACKETED.sub("", shared))


def _own(words: str) -> int:
    """How many characters between a count and the next number tell what is counted: up to a verb, or to 、 before a new subject."""
    if LINK.search(words.strip()):
        return len(words)
    middle = MIDDLE_VERB.search(words)
    comma = words.rfind("、")
    if middle:
        return middle.start()
    return comma if comma > 0 else len(words)
