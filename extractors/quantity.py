"""What the running text says of quantities: number and unit with what they measure, by when, as a target or as reached.

「力争到2025年，R&D投入强度接近3.0%」 → R&D投入强度, ~ 3.0 %, target, level, by 2025
「“十四五”期间新增幼儿园学位2.6万个」 → 新增幼儿园学位, 2.6 万个, cumulative, 2021 to 2025
「超千亿元园区6家」 → a class (园区, > 1000 亿元, spec) and its count (超千亿元园区, 6 家)

Left alone: headings, cells of indicator tables (their own extractor reads them by row and column), numbers that nothing is said of.
The parts of a target are the amount and the time expression from which it was composed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Anchor, Document
from pipeline.facts import Fact, Facts, Place, Target
from pipeline.subjects import BY_NOUN, acting_verb, lacks_subject, opening_verb, spread, squeeze, subject, thing, without_time
from pipeline.tenses import Setting, setting_of
from pipeline.units import COUNTED, kind_of
from pipeline.values import MeasureKind, Period, Quantity, Role

MARK = re.compile(r"[，,；;。：:！？!?\n\t]")
CLAUSE_END = re.compile(r"[，,；;。：:！？!?\n\t）)]")
DONE = re.compile(
    r"^(?:[的以]?(?:开通|开工|建成|投用|投产|完成|竣工|同步|全面|基本|正式|顺利|全部|达到?|实现|位居|居|位列|是|为|在|与|被|均|列入|入选|获|可|能|由|向|以|提升|提高|增长|下降|并|且|进入|纳入|覆盖|落地|启动|推进)|上高速)"
)
LEVEL_NOUN = re.compile(r"^的?(?:目标|标准|水平|要求|比例|任务|速度|增速|幅度|中高速|增长|较快)")
GROWING = re.compile(r"^的?.{0,6}(?:增长|增速|速度)")
FROM = re.compile(r"(?:从|由|自)[^，。；\d]{0,12}$")
TO = re.compile(
    r"^\s*[^，,。；、]{0,8}?(?:提高|提升|增加|增长|增|上升|升|降低|下降|降|减少|减|扩大|缩小|跃升|前进|跃|进|发展|压缩|缩短|优化|变|扩|退|回升)[到至为]"
)
COMPARED = re.compile(r"(?:比|较|与|从|由|自|以|于)\s*[“\"]?$")
PAST_WORD = re.compile(
    r"已(?:经|有|建|成|达|实|完)|去年|上年|[一二三四五六七八九十\d]年来|以来|累计(?!到)|截至|初步统计|蝉联|现有|目前|当前|荣获|获评|跃升至|前进到"
)
FUTURE_WORD = re.compile(r"力争|争取|确保|将|要|目标|努力|预期|到\s*20|不低于|控制在|必须")
CIRCLE = re.compile(r"圈|服务半径|步行|生活")
LENGTHS = ("length", "area", "lane_length")
WORKS = re.compile(
    r"新增|累计|净增|新建|完成|改造|建设|建成|实施|整治|修复|治理|解决|推出|培训|推广|创建|引进|利用|跨越|新设|开工|筹集|发展|培育|培养|打造"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number in its clause: the words before and after it, and what its sentence says of time."""

    fact: Fact[Quantity]
    start: int
    before: str
    after: str
    joined: bool
    setting: Setting
    period: Fact[Period] | None
    sentence: str


@dataclass(slots=True)
class Memory:
    """What was measured last in the sentence, for clauses that do not say it again."""

    words: str = ""
    verb: str = ""
    base: bool = False


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Target]]:
    tabled = [fact.anchor for fact in facts.of(Target) if fact.value.table]
    frames = [table for table in doc.tables if any(cell.anchor.overlaps(anchor) for anchor in tabled for cell in table.cells)]
    closed = {cell.anchor.start for table in frames for cell in table.cells}
    for block in doc.blocks:
        if block.kind == "heading" or block.anchor.start in closed or not facts.of(Quantity, within=block.anchor):
            continue
        setting = setting_of(doc, doc.section(block.section))
        for sentence in doc.sentences(block.anchor):
            yield from _of_sentence(doc, facts, sentence, setting)


def _of_sentence(doc: Document, facts: Facts, sentence: Anchor, setting: Setting) -> Iterator[Fact[Target]]:
    memory = Memory()
    amounts = facts.of(Quantity, within=sentence)
    periods = [
        fact
        for fact in facts.of(Period, within=sentence)
        if not COMPARED.search(doc.text[max(sentence.start, fact.anchor.start - 4) : fact.anchor.start])
    ]
    end = sentence.start
    joined = False
    for index, fact in enumerate(amounts):
        following = amounts[index + 1].anchor.start if index + 1 < len(amounts) else sentence.end
        phrase = _phrase(doc, sentence, fact, max(end, sentence.start), following, joined, setting, _governing(periods, fact))
        yield from _targets(doc, facts, phrase, memory)
        joined = _is_class(phrase)
        end = end if joined else fact.anchor.end


def _phrase(
    doc: Document,
    sentence: Anchor,
    fact: Fact[Quantity],
    left: int,
    following: int,
    joined: bool,
    setting: Setting,
    period: Fact[Period] | None,
) -> Phrase:
    marks = [match.end() for match in MARK.finditer(doc.text, left, fact.anchor.start)]
    start = max([left, *marks])
    opened = doc.text.rfind("（", start, fact.anchor.start)
    if opened >= 0 and "）" not in doc.text[opened : fact.anchor.start]:
        start = opened + 1
    stop = CLAUSE_END.search(doc.text, fact.anchor.end, sentence.end)
    end = min(stop.start() if stop else sentence.end, following)
    after = doc.text[fact.anchor.end : end]
    if end == following:
        after = re.split(r"[、]|以及|和$|及$", after)[0] if "、" in after or after.endswith(("和", "及")) else after
    before = without_time(doc.text[start : fact.anchor.start])
    return Phrase(fact, start, before, after, joined and start == left, setting, period, doc.text[sentence.start : sentence.end])


def _governing(periods: list[Fact[Period]], fact: Fact[Quantity]) -> Fact[Period] | None:
    """The time expression that governs a number: the last before it in its sentence, else the first after it."""
    before = [period for period in periods if period.anchor.start < fact.anchor.start]
    after = [period for period in periods if period.anchor.start > fact.anchor.start]
    return before[-1] if before else after[0] if after else None


def _is_class(phrase: Phrase) -> bool:
    """Whether the number only tells a class of things that the clause goes on to speak of (超千亿元园区)."""
    quantity, after = phrase.fact.value, squeeze(phrase.after)
    if (
        phrase.fact.rule in ("amount.rank", "amount.multiple", "amount.ratio")
        or not after
        or after[0] in "、，。；）)"
        or LEVEL_NOUN.match(after)
    ):
        return False
    kind = kind_of(quantity.unit)
    if kind in ("age", "return_period") or re.match("的", after):
        return True
    if kind in ("households", "people") and quantity.op in (">=", "<=") and not acting_verb(phrase.before):
        return True
    if DONE.match(after) or kind in COUNTED or quantity.unit == "%":
        return False
    if kind in LENGTHS:
        return not acting_verb(phrase.before)
    return kind != "time" or bool(CIRCLE.search(after))


def _targets(doc: Document, facts: Facts, phrase: Phrase, memory: Memory) -> Iterator[Fact[Target]]:
    fact = phrase.fact
    base = bool(FROM.search(phrase.before) and TO.match(phrase.after)) or (
        fact.rule == "amount.rank" and bool(FROM.search(phrase.before)) and bool(TO.match(phrase.after))
    )
    words, growth, rule = _indicator(phrase, memory, base)
    scope, words = _scope(facts, phrase, words)
    if not words:
        return
    role = _role(phrase, base, rule)
    measure = _measure(phrase, growth, words, role, rule)
    by, start = _years(doc, phrase, base, measure, role)
    parts = (fact.id, phrase.period.id) if phrase.period else (fact.id,)
    for name in [words] if rule != "quantity.stated" else spread(words, 0) if re.search(r"均|都|分别", phrase.before) else [words]:
        value = Target(name, fact.value, role, measure, by, start, scope)
        yield Fact(value, _anchor(doc, phrase, rule), rule, parts)
    memory.base = base


def _anchor(doc: Document, phrase: Phrase, rule: str) -> Anchor:
    """From the words that say what is measured to the number, or from the number to the thing counted."""
    start, end = phrase.fact.anchor.start, phrase.fact.anchor.end
    words = doc.text[phrase.start : start]
    if rule in ("quantity.class", "quantity.counted"):
        end += len(phrase.after.rstrip())
    lead = len(words) - len(words.lstrip(" 、，,和及"))
    return Anchor(min(phrase.start + lead, start), end)


def _indicator(phrase: Phrase, memory: Memory, base: bool) -> tuple[str, str, str]:
    """(what is measured, growth words, rule)."""
    fact, after = phrase.fact, squeeze(phrase.after)
    if _is_class(phrase):
        noun = BY_NOUN.search(squeeze(phrase.before))
        return (subject(noun.group())[0] if noun else thing(after)), "", "quantity.class"
    words, growth = subject(phrase.before)
    if memory.base and not base and memory.words and (not words or TO.match(phrase.before)):
        return memory.words, "", "quantity.change"
    if (
        kind_of(fact.value.unit) in (*COUNTED, *LENGTHS)
        and after
        and not DONE.match(after)
        and not LEVEL_NOUN.match(after)
        and fact.rule != "amount.rank"
    ):
        verb = acting_verb(phrase.before) or (memory.verb if re.match(r"^[、和及与]?$", squeeze(phrase.before)) else "")
        memory.verb = verb or memory.verb
        return verb + thing(after), growth, "quantity.counted"
    if (
        re.match(r"^[、和及与]", squeeze(phrase.before))
        and words
        and memory.verb
        and not opening_verb(words)
        and kind_of(fact.value.unit) in (*COUNTED, *LENGTHS)
    ):
        return memory.verb + words, growth, "quantity.stated"
    if lacks_subject(words) and memory.words:
        words = memory.words + words if words else memory.words
    elif fact.value.unit == "%" and after and not LEVEL_NOUN.match(after) and not DONE.match(after) and not words:
        words = thing(after)
    elif DONE.match(after) and not LEVEL_NOUN.match(after):
        words += after
    if words:
        memory.words = memory.words if fact.rule == "amount.rank" and memory.words and memory.words in words else words
        memory.verb = opening_verb(words)
    return words, growth, "quantity.stated"


def _scope(facts: Facts, phrase: Phrase, words: str) -> tuple[str | None, str]:
    """The place to which the number is limited, and the indicator without it."""
    clause = Anchor(phrase.start, phrase.fact.anchor.end + len(phrase.after))
    for place in facts.of(Place, within=clause):
        surface = place.value.surface
        if words.startswith(surface) and len(words) >= len(surface) + 2:
            return surface, words[len(surface) :].lstrip("的")
    return None, words


def _role(phrase: Phrase, base: bool, rule: str) -> Role:
    quantity = phrase.fact.value
    if rule == "quantity.class":
        built = quantity.op == "~" and acting_before(phrase.before)
        return "target" if built and not phrase.setting.past else "spec"
    if base or _is_past(phrase):
        return "actual"
    if (
        kind_of(quantity.unit) in ("count",)
        and phrase.after.strip()
        and not acting_verb(phrase.before)
        and rule == "quantity.counted"
        and not FUTURE_WORD.search(phrase.sentence)
    ):
        return "spec"
    return "target"


def acting_before(before: str) -> bool:
    return bool(re.search(r"打造|建设|建成|培育|形成|发展|壮大|做强|做大", before))


def _is_past(phrase: Phrase) -> bool:
    if phrase.setting.past is not None:
        return phrase.setting.past
    return bool(PAST_WORD.search(phrase.sentence)) and not FUTURE_WORD.search(phrase.sentence)


def _measure(phrase: Phrase, growth: str, words: str, role: Role, rule: str) -> MeasureKind:
    fact, quantity = phrase.fact, phrase.fact.value
    if fact.rule == "amount.rank":
        return "rank"
    if fact.rule == "amount.multiple" or quantity.unit == "倍":
        return "multiple"
    if rule == "quantity.class":
        return "level"
    if "百分点" in quantity.unit:
        return "change"
    if growth.startswith(("年", "每年")) or re.search(r"增速$|年均增长率?$|年增长率$", words) or GROWING.match(squeeze(phrase.after)):
        return "annual_growth"
    if growth:
        return "change"
    if re.search("新增|累计|净增", phrase.before[-30:]):
        return "cumulative"
    counted = kind_of(quantity.unit) in (*COUNTED, *LENGTHS)
    if (
        counted
        and WORKS.search(words)
        and (phrase.setting.past or (phrase.period and phrase.period.value.start and not phrase.period.value.recurrence))
    ):
        return "cumulative"
    return "level"


def _years(doc: Document, phrase: Phrase, base: bool, measure: MeasureKind, role: Role) -> tuple[int | None, int | None]:
    """(by, from) of the statement: by its time expression, else by its dated section."""
    setting, period = phrase.setting, phrase.period.value if phrase.period else None
    if base and setting.past:
        return setting.base, None
    if period is not None and period.end is not None:
        start = period.start
        if start is None and measure == "annual_growth" and doc.period and period.end == doc.period[1]:
            start = doc.period[0]
        return period.end, start
    by = setting.by
    start = setting.start if measure in ("cumulative", "annual_growth") and setting.past else None
    if measure == "annual_growth" and not setting.past and doc.period and by == doc.period[1]:
        start = doc.period[0]
    return by, start
