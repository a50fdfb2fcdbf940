"""A number in its clause: where the clause begins and ends, which words stand before and after the number, what kind of statement it is.

Shapes: `class` – the number only tells a class of things that the clause goes on to speak of (超千亿元园区, 20万吨码头, 3岁以下婴幼儿);
`counted` – the thing counted follows (200项重点技改项目); `rank`; `multiple`; `base` – the first of two values (从49.1%提高到56.1%); `stated` – what is
measured stands before the number; `name` – the number is part of a name (15分钟步行可达覆盖率) and states nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.document import Anchor
from pipeline.facts import Fact
from pipeline.language.subjects import BY_NOUN, METRIC, SPENDING, acting_verb, leading_noun, opening_verb, squeeze, subject, trimmed
from pipeline.language.units import COUNTED, kind_of
from pipeline.values import Quantity

Shape = Literal["class", "counted", "rank", "multiple", "base", "stated", "name"]

LONGEST = 200
"""Characters before and behind a number that can belong to its clause."""
LENGTHS = ("length", "area", "lane_length")
EDGE = re.compile(r"[，,；;。：:！？!?\n\t（(）)“”]")
OPENING, CLOSING = "（(“", "）)”"
BRACKETED = re.compile(r"^\s*[（(][^（）()]*[）)]")
MONEY = ("money", "foreign_money")
REACHING = re.compile(r"内?(?:通达|直达|可达|到达|抵达|互通|互达)")
LISTED = re.compile(r"[、和与及]")
AIMS = re.compile(r"(?:标准|任务|要求|目标)(?![值达])")
MARKED = re.compile(r"[，。；、：]")
AMONG_CITIES = re.compile(r"\s*[^，。；、]{0,8}(?:城市|[市区县州]|地区|园区|开发区)(?:中|里|之中)[^，。；]{0,6}$")
MARKED = re.compile(r"[，。；、：]")
AMONG_CITIES = re.compile(r"\s*[^，。；、]{0,8}(?:城市|[市区县州]|地区|园区|开发区)(?:中|里|之中)[^，。；]{0,6}$")
GROWING = re.compile(r"^的?[^、，。；]{0,6}(?:增长|增速|速度)")
LINK = re.compile(r"(?:、|和|及|以及|与|并|并且)$")
DONE = re.compile(
    r"^(?:分别|依次|[降升增减缩扩][到至为]|[以]?(?:开通|开工|建成|投用|投产|完成|竣工|同步|全面|基本|正式|顺利|全部|达到?|实现|位居|居|位列|是|为(?!民)|在|与|被|均|列入|入选|获|可|能|由|向|以|提升|提高|增长|下降|并|且|进入|纳入|覆盖|落地|启动|推进|使用|上榜|入围)|上高速)"
)
LISTED_THING = re.compile(r"^(?:列入|纳入|入选)[^，。、]{2,20}的(?=[^，。]{2})")
TAIL_NOUN = re.compile(r"^的?(?:目标|标准|水平|要求|比例|任务|速度|增速|幅度|中高速|增长|较快|新?台阶|新?大关|新?关口|优势|全覆盖|达标)")
FROM = re.compile(r"(?:从|由|自)(?:(?:19|20)\d\d年)?[^，。；\d]{0,12}$")
TO = re.compile(
    r"^\s*(?:[（(][^）)]*[）)])?[^，,。；、]{0,8}?(?:提高|提升|增加|增长|增|上升|升|降低|下降|降|减少|减|扩大|缩小|跃升|前[进移]|跃|进|发展|压缩|缩短|优化|变|扩|退|回升|延长|调整|拓展)[到至为]"
)
CHANGED = re.compile(r"^\s*(?:再|又)?(?:提高|提升|增加|增长|上升|降低|下降|减少|扩大|缩小|压缩|缩短)")
CIRCLE = re.compile(r"圈|服务半径|步行|生活|街区|营业")
MIDDLE_VERB = re.compile(
    r"(?<=..)(?:出台|完成|新建|新改扩建|新增|实现|覆盖|建成|获得?|拉动|带动|发放|投入|累计|达到?|占|培训|惠及|减免|补贴|奖励|节约|平均|涉及|形成|有$)"
)
LEVEL_OF_STATE = re.compile(r"(?:国家|省|市|县|部|区|世界)级$")
STEPS_END = re.compile(r"(?:台阶|大关|关口)$")
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
        before = squeeze(text[start : fact.anchor.start])
        before = BRACKETED.sub("", before) if index and start == left else before  # 25万套（间）、人才公寓5万套
        stop = clause_end(text, fact.anchor.end, min(sentence.end, fact.anchor.end + LONGEST))
        later = [other for other in later if other.anchor.start < stop]
        end, after = _after(text, fact, later, stop)
        if kind_of(fact.value.unit) == "time" and REACHING.match(after) and before.endswith("、"):
            start, before = fact.anchor.start, ""  # 1小时通达都市圈、2小时通达周边城市
        shape = _shape(fact, before, after, bool(later) and not squeeze(text[fact.anchor.end : later[0].anchor.start]))
        if _in_a_name(text, fact, before, shape, later, stop):
            shape = "name"
        if later and later[0].anchor.start == fact.anchor.end and kind_of(later[0].value.unit) == kind_of(fact.value.unit) == "count":
            shape = "name"  # 2类15个样板: the first count only sorts the second
        if shape == "stated" and index and _is_step(after, fact, amounts[index - 1]):
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
    if kind_of(fact.value.unit) not in COUNTED and "、" in words and acting_verb(words):  # 千亿级主导产业、增量拓展百亿级…
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


def _shape(fact: Fact[Quantity], before: str, after: str, adjacent: bool) -> Shape:
    if FROM.search(before) and (TO.match(after) or CHANGED.match(after)):
        return "base"
    if fact.rule == "amount.rank":
        return "rank"
    if fact.rule == "amount.multiple":
        return "multiple"
    if fact.rule == "amount.ratio" or not (speaks(after) or _counts_aims(fact, after)) or STEPS_END.search(after):
        return "stated"
    kind = kind_of(fact.value.unit)
    if _is_class(fact.value, kind, before, after):
        return "class"
    if kind in (*COUNTED, *LENGTHS) or fact.value.unit in ("万", "亿"):
        return "counted" if not DONE.match(after) or adjacent or LISTED_THING.match(after) else "stated"
    return "stated"


def _counts_aims(fact: Fact[Quantity], after: str) -> bool:
    """Whether standards or tasks are themselves what is counted: 发布110项标准."""
    return kind_of(fact.value.unit) == "count" and AIMS.match(after) is not None


def speaks(after: str) -> bool:
    """Whether the words after a number begin with a noun or verb of its own clause."""
    return bool(after) and after[0] not in "、，。；：）)”—/或" and not TAIL_NOUN.match(after)


def _is_class(quantity: Quantity, kind: str | None, before: str, after: str) -> bool:
    if kind in ("age", "return_period"):
        return not re.search(r"(?:寿命|年龄)[^，。；]{0,6}$", before)
    if quantity.unit in ("%", "万", "亿"):
        return quantity.op in (">=", "<=", "range") and (bool(re.search("人口$", before)) or after.startswith("人口"))
    if kind in ("households", "people") and quantity.op in (">=", "<=") and not re.search(r"(?:有|至少[^，]{0,3})$", before):
        return acting_verb(before) in ("", "实现", "推动", "推进", "支持", "确保", "覆盖")  # 实现30户以上自然村通路
    if after.startswith("的") and not DONE.match(after):
        return True
    if DONE.match(after) or kind in COUNTED or kind is None:
        return False
    if kind in LENGTHS:
        return not acting_verb(before) and not opening_verb(trimmed(before))
    if kind in MONEY and (SPENDING.search(before) or opening_verb(after)):
        return False
    return kind != "time" or bool(CIRCLE.search(after))


def _in_a_name(text: str, fact: Fact[Quantity], before: str, shape: Shape, later: list[Fact[Quantity]], stop: int) -> bool:
    """Whether the number stands inside the name of an indicator: 600米半径人口覆盖率达到55.4%, 35条入滇河道综合达标率达到97%."""
    following = text[fact.anchor.end : later[0].anchor.start if later else stop]
    if kind_of(fact.value.unit) == "count" and later and later[0].rule == "amount.rank":
        return AMONG_CITIES.match(following) is not None  # 在全国168个重点城市中排名第9位
    bare = shape != "class" and not MARKED.search(following) and fact.value.op == "="
    if not bare and shape != "class":
        return False
    if bare and kind_of(fact.value.unit) not in ("time", "length") and (not later or trimmed(before)):
        return False
    if kind_of(fact.value.unit) not in ("time", "length", "people", "households", *(("count",) if bare else ())):
        return False
    words = subject(following)[0]
    return bool(re.search(r"(?:率|比例|比重|占比)$", words)) and bool(METRIC.search(words))


def _is_step(after: str, fact: Fact[Quantity], previous: Fact[Quantity]) -> bool:
    """Whether the number names the steps that the one before it counts: 跨越五个千亿元台阶."""
    adjacent = previous.anchor.end == fact.anchor.start and kind_of(previous.value.unit) == "count"
    return adjacent and kind_of(fact.value.unit) in MONEY and bool(STEPS_END.search(after))
