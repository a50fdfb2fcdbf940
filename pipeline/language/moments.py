"""Of which time a number speaks: the time expression that governs it, the setting by its headings, the words of its clause.

「到2025年，甲达5%」 → 到2025年; 「比2020年提高5%」 and 「是“十一五”末的2倍」 → no time, they only compare; 「增速为近20年来最高」, 「“十四五”期间投资最大的工程」 and
「提前完成“十四五”规划目标」 → no time, they only tell how good it is or which thing it is. 「在2020年基础上减少10%」 → no time. 「新增300家，到2027年突破5000家」 →
the later time is not of the 300; 「2021年、2022年分别新增5万户和6万户」 → each its own. 「“十四五”期间，投资900亿元。其中新建5个」: 其中 keeps the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Anchor, Block, Document
from pipeline.facts import Fact, Facts
from pipeline.language.among import DONE_SUM
from pipeline.language.clauses import task_verb
from pipeline.language.phrases import LIST_NUMBER, Phrase
from pipeline.language.subjects import opening_verb, trimmed
from pipeline.language.tenses import OPENING, Setting, opens_with, reviewed, settings
from pipeline.values import Period, Quantity

COMPARED = re.compile(r"(?:比|较|与|从|由|自|以|(?<![将拟定])于)\s*[“\"]?$")
MULTIPLIED = re.compile(r"\s*(?:期?末|期间|时期)?\s*的\s*[近约超]?过?\s*[\d.两一二三四五六七八九十]{1,6}\s*[余多]?\s*倍")
"""Behind a time that is only the base of a comparison: 是“十一五”末的2倍."""
BASIS = re.compile(r"[^，。；\d]{0,8}?(?:基础上|为基[数准期年])")
"""Behind a time from which a change is counted: 在2020年基础上减少10%."""
BUILT_BEFORE = re.compile(
    r"[底末]?(?:以前|之前|前|以来|以后|之后)?(?:建成|建设|竣工|投用|出台|开工|形成|发生|注册|成立|入学|毕业)(?:投用|使用)?的"
)
"""Behind a time that only tells which things are meant: 2004年底前建成的老旧小区."""
ATTRIBUTE = re.compile(
    r"(?:(?:[、和]|(?:近|过去)?[\d一二三四五六七八九十]{1,3}年来)*(?:的|以来)?(?:首[次个度]|最|新[高低])|[^，。；]{0,12}(?<!最)最[大高多长快早好][^，。；、\d]{0,3}的)"
)
"""Behind a time that only ranks a thing among those of its time: 近20年来最高, “十四五”期间投资最大的工程."""
FULFILLED = re.compile(r"(?:完成|实现|达到|超额|达成)(?:了)?[“\"]?$")
PLANNED = re.compile(r"\s*(?:规划|计划)?(?:的)?(?:规划)?(?:目标|任务|指标)")
"""Around the name of a plan whose aim is reached: 提前一年完成“十四五”规划目标."""
CLAUSE_MARK = re.compile(r"[，,；;]|、\s*(?:力争|确保)?\s*$")
"""Between a number and a later time that does not govern it: 新增300家，力争到2027年突破5000家."""
LIMITED = re.compile(r"其中[^，。；]{0,8}$")
SHARED_OUT = re.compile(r"分别|依次")
JOINED = re.compile(r"\s*[、和与及]\s*")
WITHIN = re.compile(r"\s*(?:其中|这其中)")
BASED = re.compile(r"(?:从|由|自)\s*$")
PAST_WORD = re.compile(
    r"已(?:经|有|建|成|达|实|完)|去年|上年|[一二三四五六七八九十\d]年来|以来|截至|初步统计|蝉联|(?<!依托)(?<!利用)(?<!整合)(?<!盘活)(?<!改造)(?<!提升)(?<!完善)(?<!发挥)(?<!优化)(?<![对在将以把])现有(?!的|基础|水平)|目前(?!的|基础|水平)|荣获|获评|跃升至|前进到|仍(?=达|为|有|占|高|低|处)|仅(?=为|占|有|达)"
)
FUTURE_WORD = re.compile(
    r"力争|争取|确保|将|(?<![主重需首紧纲摘])要(?![素求道点闻件])|目标|努力|预期(?!寿命)|到\s*20\d\d(?!\d|\s*[^\d\s年—\-])|不[超少高低]|控制在|必须"
)
DONE = re.compile(
    r"(?<![将届时])已(?:经|全部|全面|累计|基本|顺利|正式|初步|陆续|先后|分别|成功|提前|如期|实际)*(?:完[成工]|建[成设]|开工|竣工|投[产用入]|并网|通车|启动|实现|达|签约|到位|发放|兑现|拨付|下达|惠及|培训|开通|落地|交付|改造|整治|新增|培育|引进|覆盖|超过?|突破)(?![^，。；\d]{0,12}的)"
)
"""A word of what is done, not of which thing is meant (已建成的绿道): it holds for the year under way too, and for the clauses that go on from it."""
PLANNED_WORK = re.compile(r"规划|计划|拟|总投资|设计|年产|项目\d|估算")
STANDS_NOW = re.compile(r"\s*(?:截至)?(?:目前|当前|现已|至今)[，,]")
"""At the head of a sentence: all of it tells how things stand."""
LEAD_IN = re.compile(r"[，,]?[^。；;：:]{0,24}(?:实现|达到|完成|目标|建成|形成|做到|任务)[^，,。；;：:]{0,12}[：:]\s*$")
LEAD_RULES = ("period.due", "period.five", "period.year", "period.span", "period.within")
"""A paragraph that opens a list with a time: 到2025年将实现以下目标："""
LONGEST_CLOSING = 20
"""Characters of a clause without a number that ends a report of works."""
OPENS_NOW = 8
"""Characters of 目前 and its mark at the head of a sentence."""
STRETCH = re.compile(r"[；;]")
AIM_MEASURED = re.compile(r"(?:年度|全年|年初|预期|既定|投资|计划|任务)(?:目标|计划|投资计划|任务)")
"""An aim by which what is done is measured, nothing that is aimed at: 已完成年度目标的92%."""
YEAR_RULES = ("period.year", "period.near")
"""Times that name a year without 到: what is done in it may be reported while it lasts."""
STILL_TO_DO = re.compile(r"年内|年底|下一步|再(?!次)|继续|计划|拟|加快|推进|推动|抓紧")
"""Behind what is done, words of what is not yet: 已开工建设，年内完成投资30亿元."""
COMING = re.compile(r"将(?:达|于|超|突破|增[至加到]|提高|建成|新增)")
"""What a section that looks back says of the time to come all the same: 老年人口将达到30%."""


@dataclass(frozen=True, slots=True)
class When:
    """What the place tells of time: the setting by its headings, the time expressions of the sentence, the words of the clause.

    `opens`: no number stands before it; `tasks`: the clause sums up (累计) what its sentence opens as a task;
    `done`: its sentence reports it as done (已完成).
    """

    setting: Setting
    governing: Fact[Period] | None
    based: Fact[Period] | None
    clause: str
    opens: bool
    tasks: bool = False
    done: bool = False

    @property
    def told(self) -> bool:
        """Whether a time expression or a heading says which time is spoken of."""
        return self.governing is not None or self.setting.past is not None


def dated(doc: Document, facts: Facts) -> Iterator[tuple[Block, list[tuple[Anchor, list[Fact[Period]], Setting]]]]:
    """The blocks that speak of quantities (of background: all), each with its sentences, their time expressions and what is told of their time."""
    review, section = None, ""
    for block, setting in settings(doc):
        if block.kind == "heading" or not (setting.background or facts.of(Quantity, within=block.anchor)):
            continue
        told = [(sentence, facts.of(Period, within=sentence), setting) for sentence in doc.sentences(block.anchor)]
        if setting.background and block.section != section:
            section, review = block.section, opens_with(doc, facts.of(Period, within=doc.section(block.section).anchor))
        for index, (sentence, own, _) in enumerate(told if setting.background else ()):
            review = reviewed(doc, own, review)
            told[index] = (sentence, own, review or setting)
        yield block, told


def moment(doc: Document, sentence: Anchor, setting: Setting, periods: list[Fact[Period]], found: list[Phrase], index: int) -> When:
    """The time of the number at `index` of a sentence, among the time expressions of the sentence."""
    phrase = found[index]
    at = phrase.fact.anchor.start
    opening = phrase.start if phrase.shape != "rank" else _first_rank(found, index).start
    own = [period for period in periods if _governs(doc, sentence, period, phrase, opening)]
    before = [period for period in own if period.anchor.start < at]
    after = [
        period for period in own if period.anchor.start > at and period.rule != "period.row" and _reaches(doc, phrase, period, setting)
    ]
    based = [
        period
        for period in periods
        if phrase.start <= period.anchor.start < at
        and BASED.search(doc.text[max(sentence.start, period.anchor.start - 3) : period.anchor.start])
    ]
    clause = doc.text[phrase.start : max(phrase.end, phrase.fact.anchor.end)]
    return When(
        setting,
        _shared_out(doc, before, found, index) if before else after[0] if after and not setting.past else None,
        based[-1] if based else None,
        clause,
        not index,
        "累计" in clause and _opens_task(doc, sentence),
        _is_done(doc, sentence, phrase),
    )


def _is_done(doc: Document, sentence: Anchor, phrase: Phrase) -> bool:
    """Whether its clause or one before it that it goes on from reports it as done, or a closing clause reports the whole as done."""
    start, end = sentence.start, max(phrase.end, phrase.fact.anchor.end)
    text = doc.text[start : sentence.end]
    if "已" not in text and "目前" not in text and "当前" not in text:
        return False
    opening = max((match.end() for match in STRETCH.finditer(doc.text, start, phrase.fact.anchor.start)), default=start)
    reports = doc.period is None or doc.period[0] == doc.period[1]  # elsewhere what follows is as likely to come
    said = doc.text[opening if reports else phrase.start : end]
    done, stands = DONE.search(said), STANDS_NOW.match(text)
    acts = not reports and opening_verb(trimmed(phrase.before)) and phrase.start > start + OPENS_NOW
    if done or (stands and not acts):
        measured = AIM_MEASURED.sub("", said[done.end() :] if done else said)
        return not (done and STILL_TO_DO.search(measured)) and not FUTURE_WORD.search(AIM_MEASURED.sub("", said))
    closing = STRETCH.search(doc.text, end, sentence.end)
    whole = doc.text[opening : closing.start() if closing else sentence.end]
    closes = re.split("[，,]", whole)[-1]  # 安装支架6200组，已并网发电
    finished = len(closes) <= LONGEST_CLOSING and not re.search(r"\d", closes) and DONE.search(closes)
    return bool(finished) and not (FUTURE_WORD.search(whole) or PLANNED_WORK.search(whole))


def _reaches(doc: Document, phrase: Phrase, period: Fact[Period], setting: Setting) -> bool:
    """Whether a time behind a number governs it: one in its clause (建成绿道300公里（2025年前）), or the length of time in which all of the sentence is done."""
    between = doc.text[phrase.fact.anchor.end : period.anchor.start]
    whole = period.rule == "period.within" and setting.by is None and not LIMITED.search(between)
    yearly = period.value.recurrence is not None and "年均" in phrase.before
    return whole or yearly or not CLAUSE_MARK.search(between)


def _opens_task(doc: Document, sentence: Anchor) -> bool:
    """Whether the sentence opens with what is to be done, and not itself with a sum."""
    first = re.split(r"[，,；;。]", doc.text[sentence.start : min(sentence.end, sentence.start + OPENING)], maxsplit=1)[0]
    return not first.lstrip().startswith("累计") and task_verb(first) is not None


def _shared_out(doc: Document, before: list[Fact[Period]], found: list[Phrase], index: int) -> Fact[Period]:
    """The time that governs: the last one before the number, or its own of several that are shared out (2021年、2022年分别新增5万户和6万户)."""
    first, last = index, index
    while first and _goes_on(found[first]):
        first -= 1
    while last + 1 < len(found) and _goes_on(found[last + 1]):
        last += 1
    length = last - first + 1
    run = before[-length:]
    gaps = [doc.text[one.anchor.end : other.anchor.start] for one, other in pairwise(run)]
    if length < 2 or len(run) < length or not all(JOINED.fullmatch(gap) for gap in gaps):
        return before[-1]
    shared = SHARED_OUT.search(doc.text, run[-1].anchor.end, max(found[first].fact.anchor.start, run[-1].anchor.end))
    return run[index - first] if shared else before[-1]


def _goes_on(phrase: Phrase) -> bool:
    return phrase.linked and JOINED.fullmatch(phrase.before) is not None


def carried(doc: Document, sentence: Anchor, governing: Fact[Period] | None) -> list[Fact[Period]]:
    """The time of the sentence before, where this one only divides what was said (其中…)."""
    return [governing] if governing and WITHIN.match(doc.text, sentence.start) else []


def introduced(doc: Document, facts: Facts) -> dict[int, Fact[Period]]:
    """By the start of a block, the time that a paragraph before it told for the list whose item it is: 到2025年将实现： / 1、…"""
    lead: Fact[Period] | None = None
    found = {}
    for block in doc.blocks:
        if lead and LIST_NUMBER.match(doc.text, block.anchor.start, block.anchor.end):
            found[block.anchor.start] = lead
            continue
        lead = _lead(doc, facts, block) if block.kind == "paragraph" and doc.text[block.anchor.end - 1] in "：:" else None
    return found


def _lead(doc: Document, facts: Facts, block: Block) -> Fact[Period] | None:
    told = [period for period in facts.of(Period, within=block.anchor) if period.rule in LEAD_RULES]
    return told[-1] if told and LEAD_IN.match(doc.text, told[-1].anchor.end, block.anchor.end) else None


def _first_rank(found: list[Phrase], index: int) -> Phrase:
    """The rank that opens a list of them: 连续7年位居中部第一、全国第六."""
    while index and found[index].linked and found[index - 1].shape == "rank":
        index -= 1
    return found[index]


def _governs(doc: Document, sentence: Anchor, period: Fact[Period], phrase: Phrase, opening: int) -> bool:
    """Whether a time expression says when, and does not compare, rank or name."""
    start, end, at = period.anchor.start, period.anchor.end, phrase.fact.anchor.start
    ahead = doc.text[max(sentence.start, start - 4) : start]
    if COMPARED.search(ahead) or MULTIPLIED.match(doc.text, end) or BASIS.match(doc.text, end) or BUILT_BEFORE.match(doc.text, end):
        return False
    if ATTRIBUTE.match(doc.text, end, max(sentence.end, end)) or (FULFILLED.search(ahead) and PLANNED.match(doc.text, end)):
        return False
    return period.rule != "period.row" or opening <= start < at


def is_past(doc: Document, when: When) -> bool:
    """By the year of the time expression, else by the headings, else by the words of the clause."""
    period = when.governing.value if when.governing else None
    now = doc.period[0] if doc.period else int(doc.issued[:4]) if doc.issued else None
    if period and period.time.startswith("截至"):
        return True
    if period and period.end and now and when.governing and when.governing.rule != "period.row":
        if period.end < now:
            return True
        if period.end > now or doc.period:
            return when.done and when.governing.rule in YEAR_RULES and doc.period is not None and period.end <= doc.period[1]
    if period and period.start and period.end is None and now and period.start < now:
        return not FUTURE_WORD.search(when.clause)  # “十三五”以来
    if when.setting.past is False and when.done and period is None:
        return True  # among aims, how far things are
    if when.setting.past is not None:
        return when.setting.past and not (COMING if when.setting.sure else FUTURE_WORD).search(when.clause)
    if when.done:
        return True
    summed = DONE_SUM.search(when.clause) is not None and not when.tasks
    return (summed or PAST_WORD.search(when.clause) is not None) and not FUTURE_WORD.search(when.clause)
