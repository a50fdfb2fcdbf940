"""Undertakings with an explicit time: what the government says will be done or reached, and by when.

「力争到2025年，数字经济规模占GDP比重突破50%。」 → 到2025年, 2025, 力争, 突破 数字经济规模占GDP比重
「每年推动实施200项以上重点技改项目，实现传统产业改造提升」 → 每年, yearly, plain, 推动实施
「力争“十四五”期间改造老旧小区300个，三年内新增各类租赁住房10万套」 → two; 力争 governs both

Left alone: time that has passed; a period merely named (“十四五”时期是…, 2035年远景目标, “十四五”期间，世界…变局深度演化); headings,
table cells, titles in 《》. The anchor runs from 力争 / 确保 or the time expression to the end of what it governs: the next commitment or the
end of the sentence, at most 120 characters without white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Anchor, Document
from pipeline.facts import Commitment, Fact, Facts, Target
from pipeline.language.clauses import any_verb, clauses, leading_verb
from pipeline.language.moments import AIM_MEASURED, DONE, STILL_TO_DO
from pipeline.sectors import sector_of
from pipeline.values import Period, Strength

LONGEST = 120
"""Characters of a quote, white space not counted (labelling guide)."""

PROMISE: dict[str, Strength] = {
    "力争": "力争",
    "争取": "力争",
    "努力": "力争",
    "努力争取": "力争",
    "力求": "力争",
    "确保": "确保",
    "必须": "确保",
}
PROMISE_WORD = re.compile(r"努力争取|(?<!努)力争|力求|确保|必须|(?<!积极)(?:争取|努力)(?=\s*(?:[到至在“\d每]|[一二三四五六七八九十]+年))")
PROMISE_LATE = re.compile(
    r"((?<!努)力争|力求|确保|必须|(?<!积极)争取(?=\s*(?:达到?|实现|突破|超过?|完成|建成|进入|跻身|保持|控制|降|提|翻|增)))"
)
PROMISE_NEXT = re.compile(r"[，,：:\s]*(?:要|将)?\s*(努力争取|力争|力求|确保|必须|争取|努力)")
CLAUSE_MARK = re.compile(r"[，,；;：:。、\n]")
NAMED_ONLY = re.compile(  # what may follow a time that is only named
    r"""\s*[（(]?\d*[）)]?\s*(?:是|仍?处于|正处|将?面临|(?:远景|发展|主要|经济社会发展|规划)*(?:目标|指标|规划|纲要|任务)(?![^，。；]{0,12}(?:实现|完成|达成))
    |[的]?(?:发展)?(?:基础|起点|开局|时期)(?=[，。、；上之的“”]|$)|发展的|规划|以来|以后|之后|起(?!步)|开始|相比|的\d|\d+月\d+日|[^，。；]{0,12}议程|[^，。；]{0,20}贡献目标|[^，。；]{0,10}(?:行动|实施|工作)(?:方案|计划)|建议|国民经济和社会
    |[^，,。；、]{0,12}(?:规划|计划|方案|纲要|报告|意见)[”》]?(?:中|里)(?=[，,]|明确|提出|指出|要求))""",
    re.VERBOSE,
)
TITLED = re.compile(
    r"[^，,。；;：:！？]{2,40}(?:计划|规划|方案|纲要|报告|意见|清单|名单|一览表|目标|任务|工作|要点|办法|通知|安排|部署|情况|进展|总结|回顾|思路|举措|措施|指标|预算|决算|公报)(?:表|书)?(?:[（(][^（）()]{1,16}[）)])?\s*"
)
"""Behind a year that opens a line, the rest of the title of a document or a part: 2025年 重点项目建设计划."""
YEAR_RULES = ("period.year", "period.near")
NAMED_BEFORE = re.compile(r"(?:为|向|比|较|从|自|以|与|和|于|面向|对标|编制|实施|关于|据|谋划|截至|立足)\s*[“\"]?\s*$")
LOOKED_TO = re.compile(r"展望(?:到)?\s*$")
"""展望2035年，我国将… undertakes something; 展望2035年远景 only names the year."""
BELOW = re.compile(
    r"(?:退出|退到|退至|保持|稳居|稳定在?|进入|跻身|进位至?|挺进|跨入|迈入|位居|位列|排名|居)[^，,。；;]{0,8}(?:后[十百\d一二三四五六七八九]{1,3}[名位]?|前列|上游|中上游|第一方阵|前茅|先进行列)"
)
"""A rank without a number of its own: 排名稳定退出全国后十位, 稳居全省前列."""
DESCRIBED = re.compile(r"日[趋益渐]|变局|不确定|不稳定|复杂多变|叠加|面临")
"""Words that tell of the world in which a plan acts, not of what it does."""
UNLISTED = ("period.coming", "period.century")
"""今后五年, 本世纪中叶: horizons too wide for an undertaking with a time (labelling guide)."""
BACKGROUND = re.compile(r"背景|发展环境|发展基础|面临形势|形势|现状|回顾|成就|指导思想|基本原则|机遇|挑战|存在问题|总结")
REACH = re.compile(
    r"""(?:达到?|超过?|突破|接近|不低于|不少于|高于|低于|(?:稳定)?保持在?|稳定在|控制在|(?:提高|提升|增加|扩大|降低|下降|降|增|缩小|减少|倍增)[到至](?!\w*率)|翻|居|位居|跻身|成为)
        (?=[\d两一二三四五六七八九十百千万亿\s约近全前国首世领先番])
    |(?:年均增长|增长|下降|降低|提高|减少)(?=\s*\d)|取得|基本实现|基本形成|全面实现|(?:碳)?达峰|入围|(?<=[速值率重])高于?(?=全[市省国])|[近约](?=\d)""",
    re.VERBOSE,
)
SETS_AIMS = re.compile(r"(?:规划|纲要|计划|方案|意见|规划目标)(?:[（(][^（）()]{1,12}[）)])?$")
"""Titles of documents that say what is to be done."""
PASSED = re.compile(r"已|取得|同比|比上年|以来|先后|荣获|获批|获评|印发|出台|颁布|召开|批准|了")
"""Words with which a bare year tells what was done in it."""
NAME_OF_PERIOD = re.compile(r"时期|五[”\"]?$")
"""Times that name the plan's period: with these only a promise or a target undertakes something."""
TRAILING = re.compile(r"(?:全面|进一步|总体|基本|持续|明显|显著|不断|更加|更|力争|确保|要|将|均|都|实现)+$")
PROMISE_START = re.compile(r"^\s*(?:要|将)?\s*(?:力争|力求|确保|必须|争取|努力)")
REACHED = ("达到", "达成", "进入", "跻身", "迈入")
FUTURE = re.compile(r"将|(?<![主重需首纲摘])要(?![素求点闻件])|力争|争取|确保|努力|必须|应当")


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Commitment]]:
    for block in doc.blocks:
        if block.kind != "paragraph":
            continue
        for sentence in doc.sentences(block.anchor):
            yield from _of_sentence(doc, facts, sentence)


def _of_sentence(doc: Document, facts: Facts, sentence: Anchor) -> Iterator[Fact[Commitment]]:
    periods = [fact for fact in facts.of(Period, within=sentence) if _is_future(doc, fact.value) and not _is_named(doc, sentence, fact)]
    starts = [_opening(doc, sentence, fact.anchor) for fact in periods]
    governing: Strength = "plain"
    for fact, start, following in zip(periods, starts, [*starts[1:], None], strict=False):
        after = sentence.end if following is None else _clause_start(doc, Anchor(start, following))
        scope = Anchor(start, after)
        if start < after and _undertakes(doc, facts, scope, fact):
            governing = _promise(doc, scope, fact.anchor) or governing  # 力争 governs what follows in its sentence
            yield _commitment(doc, facts, scope, fact, governing)


def _clause_start(doc: Document, between: Anchor) -> int:
    """Where the clause of the next time expression starts: what stands before that expression is not the one before's."""
    return max((match.end() for match in CLAUSE_MARK.finditer(doc.text, between.start, between.end)), default=between.end)


def _commitment(doc: Document, facts: Facts, scope: Anchor, period: Fact[Period], strength: Strength) -> Fact[Commitment]:
    anchor = _cut(doc, scope)
    action, thing = _action(doc.text[period.anchor.end : scope.end])
    if not action or not thing:
        action, thing = _turned(doc, scope.start, doc.text[period.anchor.end : anchor.end]) or (action, thing)
    sector, _ = sector_of(doc, facts, anchor)
    time = period.value
    value = Commitment(doc.quote(period.anchor), time.start, time.end, time.recurrence, strength, action, thing, sector)
    inside = facts.of(Target, within=anchor)
    rule = "commitment.yearly" if time.recurrence else "commitment.dated"
    return Fact(value, anchor, rule, (period.id, *(fact.id for fact in inside)))


def _is_future(doc: Document, period: Period) -> bool:
    """Whether the time ends after the plan begins (the year of issue where the document names no period)."""
    first = doc.period[0] if doc.period else int(doc.issued[:4]) if doc.issued else None
    last = period.end if period.end is not None else period.start  # “十三五”以来 has begun and has no end
    return last is None or first is None or last >= first


def _is_named(doc: Document, sentence: Anchor, fact: Fact[Period]) -> bool:
    """Whether the expression only names a time: in a title or brackets, compared with, started from, or said to be something."""
    before, after = doc.text[sentence.start : fact.anchor.start], doc.text[fact.anchor.end : sentence.end]
    bracketed = any(before.count(opening) > before.count(closing) for opening, closing in ("《》", "（）", "()", "〔〕"))
    looked_to = LOOKED_TO.search(before) and not re.match(r"\s*[，,]", after)
    if fact.rule in YEAR_RULES and _is_titled(doc, sentence, fact.anchor):
        return True
    return bracketed or bool(looked_to or NAMED_BEFORE.search(before) or NAMED_ONLY.match(after)) or fact.rule in UNLISTED


def _is_titled(doc: Document, sentence: Anchor, time: Anchor) -> bool:
    """Whether the year stands in a line that is a title: a whole block without a mark that ends in its noun and does nothing first."""
    if "\n" not in (doc.text[sentence.start - 1 : sentence.start] or "\n") or not TITLED.fullmatch(doc.text, time.end, sentence.end):
        return False
    rest = doc.text[time.end : sentence.end].strip()
    doing = leading_verb(rest)
    return (doing is None or doing.role == "modifier" or not doing.thing) and not (FUTURE.search(rest) or REACH.search(rest))


def _opening(doc: Document, sentence: Anchor, time: Anchor) -> int:
    """Where the undertaking starts: at 力争 / 确保 earlier in the same clause, else at the time expression."""
    clause = max((match.end() for match in CLAUSE_MARK.finditer(doc.text, sentence.start, time.start)), default=sentence.start)
    promise = PROMISE_WORD.search(doc.text, clause, time.start + 3)  # 争取 is one only before a time
    return promise.start() if promise and promise.start() < time.start else time.start


def _undertakes(doc: Document, facts: Facts, scope: Anchor, period: Fact[Period]) -> bool:
    """Whether something is promised: a word of promise, a target, or a verb of planning – the last not where a plan only describes."""
    if _is_report(doc, scope, period):
        return False
    opening = max(
        (match.end() for match in CLAUSE_MARK.finditer(doc.text, max(scope.start - LONGEST, 0), scope.start)), default=scope.start
    )
    stated = facts.of(Target, within=Anchor(opening, scope.end))  # its subject may stand before the time: 总人口2010年控制在300万人以内
    if _promise(doc, scope, period.anchor) or any(fact.value.role == "target" for fact in stated):
        return True
    titles = "".join(section.title for section in doc.path(doc.section_at(scope.start)) if section.kind not in ("part", "chapter"))
    if BACKGROUND.search(titles) or NAME_OF_PERIOD.search(period.value.time):
        return False
    text = doc.text[period.anchor.end : scope.end]
    if BELOW.search(text):
        return True
    if DESCRIBED.search(text) and not FUTURE.search(text):
        return False
    if doc.period is None and doc.issued is None and re.match(r"\d{4}", period.value.time) and not _is_of_aims(doc, text):
        return bool(FUTURE.search(text))  # a bare year in a document without dates may have passed
    return bool(FUTURE.search(text) or REACH.search(text)) or any(
        any_verb(text[part.start : part.end]) for part in clauses(text, Anchor(0, len(text)))
    )


def _is_of_aims(doc: Document, text: str) -> bool:
    """Whether what is said with a bare year in a document without dates is aimed at: in one that sets aims by its title, and not told as done."""
    return SETS_AIMS.search(doc.title) is not None and not PASSED.search(text)


def _is_report(doc: Document, scope: Anchor, period: Fact[Period]) -> bool:
    """Whether what is said with a year is told as done: 2025年，…列入清单，已完成投资7.8亿元."""
    text = doc.text[period.anchor.end : scope.end]
    done = DONE.search(text) if period.rule in YEAR_RULES and "已" in text else None
    return done is not None and not (FUTURE.search(text) or STILL_TO_DO.search(AIM_MEASURED.sub("", text[done.end() :])))


def _promise(doc: Document, scope: Anchor, time: Anchor) -> Strength | None:
    """The strength of the word of promise that opens the scope or follows its time expression."""
    opening = PROMISE_WORD.match(doc.text, scope.start)
    if opening:
        return PROMISE[opening.group()]
    subject_end = next((match.start() for match in CLAUSE_MARK.finditer(doc.text, time.end + 1, scope.end)), scope.end)
    later = PROMISE_NEXT.match(doc.text, time.end) or PROMISE_LATE.search(doc.text, time.end, subject_end)
    return PROMISE[later.group(1)] if later else None


def _cut(doc: Document, scope: Anchor) -> Anchor:
    """The scope without closing marks, cut after `LONGEST` characters that are not white space."""
    end, seen = scope.start, 0
    for at in range(scope.start, scope.end):
        seen += not doc.text[at].isspace()
        if seen > LONGEST:
            break
        end = at + 1
    while end > scope.start and doc.text[end - 1] in "。；，,;！ \n\t":
        end -= 1
    return Anchor(scope.start, end)


def _action(text: str) -> tuple[str, str]:
    """(verb, what it acts on) of the first clause that has a verb; what is reached is named by the words before the verb."""
    parts = [PROMISE_START.sub("", text[part.start : part.end]) for part in clauses(text, Anchor(0, len(text)))]
    for clause in filter(None, parts):
        leading, reach = leading_verb(clause), REACH.search(clause)
        if leading is not None and leading.role != "modifier":
            return leading.verb, leading.thing
        if reach and reach.start() > 1:
            return reach.group(), _subject(clause[: reach.start()])
        doing = any_verb(clause)
        if doing is not None and doing.role not in ("modifier", "result"):
            reached = not doing.thing or (doing.verb in REACHED and doing.at > 1)
            return doing.verb, _subject(clause[: doing.at]) if reached else doing.thing
    return "", _subject(next(iter(parts), ""))


def _turned(doc: Document, start: int, after: str) -> tuple[str, str] | None:
    """(verb, object) where the object stands before the time (实现煤炭消费在2030年前达峰), or None."""
    opening = max((match.end() for match in CLAUSE_MARK.finditer(doc.text, max(start - LONGEST, 0), start)), default=start)
    leading = leading_verb(doc.text[opening:start])
    reach = REACH.match(after.strip())
    thing = leading.thing.rstrip("在于") if leading else ""
    return (reach.group(), thing) if reach and thing else None


def _subject(words: str) -> str:
    """What is to be reached: the words before the verb without adverbs and announcements (预期目标是：…)."""
    squeezed = re.sub(r"\s+", "", words.rsplit("：", 1)[-1])
    return TRAILING.sub("", squeezed) or squeezed
