"""D rules: commitments that end outside the plan's period (D01), vague times (D02), results nobody can measure (D03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.blanks import CUT
from pipeline.checks.plan import Plan, short
from pipeline.checks.ranks import ranks_without_number
from pipeline.document import Anchor, Section
from pipeline.facts import Commitment, Fact, Project, Target
from pipeline.findings import Finding, Severity
from pipeline.lexicon import load
from pipeline.values import Quantity

VISIONS = (2035, 2050, 2060)
"""Years of the national visions, to which any plan may look."""
VISION = 10
"""A plan of 2021–2025 may look to 2035: the vision year is that many years after the end."""
PROMISE = re.compile(r"力争|争取|确保|到20\d\d年|至20\d\d年|“十[三四五六]五”(?:期间|末)|到“十|促进|推动|力促|实现.{0,12}大突破")
PLEDGE = re.compile(r"力争|争取|确保|必须|保证|[到至]20\d\d年|“十[三四五六]五”(?:期间|末)|到“十")
"""Words of an undertaking that will be held against the plan; 推动 and 促进 only point a way."""
CLAUSE_STOP = re.compile(r"[，,。；;：:]")
DESCRIBED = re.compile(r"(?:具有|拥有|具备)[^，。；]{0,16}(?:领先水平|前列|领先)[^，。；]{0,12}的")
"""具有业界领先水平的企业: the words tell what kind of company, not what will be reached."""
TOLD = re.compile(r"[，,；;](?:力争|规模|总量|总额)?(?:达到?|突破|超过?|增[长至]|提[高升]到)[^，,。；;]{0,6}?\d")
NATIONAL_AIM = re.compile(r"达峰|峰值|碳中和|建军(?:一)?百年")
"""What the whole country is to reach by a year of its own (2030, 2060, 2027)."""
RENEWAL = re.compile(r"\d+(?:至|到|—|-|~|～)\d+年$")
"""A span without 内 says how often something is renewed (5至10年陈列改陈一次), not until when it is done."""
FINISHED = re.compile(
    r"建成|完成|投产|投用|竣工|通车|开工|开通|运营|运行|投入使用|交付|启用|落户|达峰|碳中和|消除|清零|取缔|关停|淘汰|退出|搬迁|摘帽|"
    r"出台|印发|发布|编制|修订|颁布|挂牌|成立|设立|通过验收|全覆盖|全部|百分之百|零增长|零填埋"
)
"""Words of a work that on the day is there or is not."""
WON = re.compile(
    r"创成|创建成|成功创建|获评|获批|荣获|入选|(?:进入|跻身)[^，。；]{0,8}[百十强]强|[村镇乡县市户组]{2}通|建立[^，。；]{0,10}长制"
)
"""A title that is awarded, or what holds for every village or county."""
UNFINISHED = re.compile(
    r"基本形成|总体形成|初步|(?:体系|格局|机制|环境|氛围|局面|高地|强[国省市县区]|社会|样板|标杆|城市|枢纽|中心|示范区|先行区|门户|名城)(?=$|[，,；;、])"
)
"""What is built in words only: nobody can tell on what day a system, a hub or a highland is there."""
NAMED = re.compile(r"20\d\d年[^，,。；;：:]{0,24}(?:规划|计划|方案|纲要|要点|报告)(?:中|里)?[，,]")
"""A year in the name of a document: 在2025年农业发展规划中，……"""
TITLE = re.compile(r"20\d\d年[^，,。；;：:]{0,36}(?:规划|计划|方案|安排|报告|纲要|要点|清单|工作|任务|目标|进展|情况|项目|措施)")
TOLD_NEXT = re.compile(r"[。；;]其中[^。；]{0,40}?\d")


def outside(plan: Plan) -> Iterator[Finding]:
    """D01: a deadline after the last year of the plan (the vision year apart), or before its first year."""
    if plan.doc.period is None:
        return
    first, last = plan.doc.period
    for fact in plan.facts.of(Commitment):
        if fact.value.end and fact.value.end < first:
            message = f"“{short(plan.quote(fact), 60)}”的期限“{fact.value.time}”早于规划期{first}—{last}年。"
            yield plan.finding("D01", "warning", message, [fact], f"≥{first}年", f"{fact.value.end}年")
    if plan.yearly:
        return  # the year of a work report is no period of planning: it may look as far ahead as it likes
    after = [fact for fact in plan.facts.of(Commitment) if fact.value.end and last < fact.value.end < last + VISION]
    late = [fact for fact in after if fact.value.end not in VISIONS and not _is_set(plan, fact)]
    for fact in late:
        years = f"{fact.value.start}—{fact.value.end}年" if fact.value.start else f"{fact.value.end}年"
        message = f"“{short(plan.quote(fact), 60)}”的期限“{fact.value.time}”即{years}，超出规划期{first}—{last}年，规划期内无法考核；应补规划期末的阶段目标。"
        yield plan.finding("D01", "warning", message, [fact], f"≤{last}年", f"{fact.value.end}年")
    yield from _later_than_body(plan, late)
    yield from _late_targets(plan, after)


def _is_set(plan: Plan, fact: Fact[Commitment]) -> bool:
    """The year is set for the whole country, or it is no deadline but a rhythm."""
    return bool(NATIONAL_AIM.search(plan.quote(fact)) or RENEWAL.search(fact.value.time))


def vague_times(plan: Plan) -> Iterator[Finding]:
    """D02: 尽快, 较短的时间内 instead of a year."""
    for match in load("vague_times").find(plan.doc.text):
        sentence = plan.sentence_at(match.start)
        if sentence is None or plan.looks_back(sentence):
            continue
        word = plan.doc.text[match.start : match.end]
        clause = _clause(plan, sentence, match.start, match.end)
        promised = PLEDGE.search(plan.quote(Anchor(sentence.start, match.start)))
        severity: Severity = "warning" if match.entry.data["kind"] == "vague" and promised else "info"
        message = f"“{short(plan.quote(clause), 60)}”以“{word}”代替期限，无法检查是否按时完成；应写明年份。"
        yield plan.finding("D02", severity, message, [clause], "年份", word)


def unmeasurable(plan: Plan) -> Iterator[Finding]:
    """D03: 实现新突破, 居全国前列 … promised without amount, object or standard."""
    vague = ranks_without_number(plan)
    for match in load("vague_results").find(plan.doc.text):
        sentence = plan.sentence_at(match.start)
        if sentence is None or plan.looks_back(sentence):
            continue
        clause = _clause(plan, sentence, match.start, match.end)
        if plan.quote(clause).startswith("—") or DESCRIBED.search(plan.quote(clause)):
            continue  # the title of an aim, told in the sentences behind it; or what kind of thing is wanted
        if (re.search(r"\d", plan.quote(clause).replace("2035", "")) and match.entry.id != "breakthrough") or _is_told(plan, clause):
            continue
        if any(clause.overlaps(told) for told in vague):
            continue
        finding = _unmeasurable(plan, sentence, clause, plan.doc.text[match.start : match.end], match.entry.id)
        if finding:
            yield finding
    yield from _no_amount(plan)


def _is_told(plan: Plan, clause: Anchor) -> bool:
    """The next clause gives the number: 产业规模实现新突破，达到5000亿元."""
    return bool(TOLD.match("".join(plan.doc.text[clause.end : clause.end + 24].split())))


def _no_amount(plan: Plan) -> Iterator[Finding]:
    """Dated commitments in whose words there is no quantity and no work that will be there or not; those flagged for their words are left out."""
    vague = load("vague_results")
    for fact in plan.facts.of(Commitment):
        words, sentence = plan.quote(fact), plan.sentence_at(fact.anchor.start)
        told = any(True for _ in vague.find(words)) or CUT.search(words)
        if fact.value.recurrence or told or sentence is None or _is_measured(plan, fact, words) or _only_names(plan, fact, words):
            continue
        if not _is_vision(plan, sentence) and (fact.value.end or 0) <= (plan.end_year or 9999):
            yield plan.finding("D03", "info", f"“{short(words, 60)}”有期限而没有可衡量的结果；应给出指标和数值。", [fact], "数值", "无")


def _only_names(plan: Plan, fact: Fact[Commitment], words: str) -> bool:
    """The year stands in a title or in the name of a document, or the numbers follow: in the list that the words open, or behind 其中."""
    block = plan.doc.block_at(fact.anchor.start)
    after = "".join(plan.doc.text[fact.anchor.end : fact.anchor.end + 60].split())
    if (block is not None and TITLE.fullmatch(plan.quote(block.anchor))) or NAMED.match(words):
        return True
    return words.endswith(("：", ":")) or after.startswith(("：", ":")) or TOLD_NEXT.match(after) is not None


def _is_measured(plan: Plan, fact: Fact[Commitment], words: str) -> bool:
    """It states a quantity, or that a work is finished, of which anybody can say on the day whether it is."""
    if plan.facts.of(Quantity, fact.anchor) or re.search(r"\d(?!\d{0,3}年)", re.sub(r"20\d\d年?", "", words)):
        return True
    if WON.search(words):
        return True
    return bool(FINISHED.search(words)) and (bool(plan.facts.of(Project, fact.anchor)) or not UNFINISHED.search(words))


def _unmeasurable(plan: Plan, sentence: Anchor, clause: Anchor, word: str, kind: str) -> Finding | None:
    words = plan.quote(Anchor(sentence.start, clause.end))
    vision = _is_vision(plan, sentence)
    if (vision and "超越" not in word) or not (vision or plan.in_goals(sentence) or PROMISE.search(words)):
        return None
    said = short(plan.quote(clause), 60)
    if kind == "multiple":
        return plan.finding(
            "D03",
            "warning" if PLEDGE.search(words) else "info",
            f"“{said}”没有基数、数值和期限，翻番与否无法核算；应写明由多少到多少、到哪一年。",
            [clause],
            "基数和期限",
            word,
        )
    if kind == "rank":
        return plan.finding(
            "D03", "info", f"“{said}”没有名次、比较范围或指标，无法衡量；基期如有名次，应写明保持或提升到第几位。", [clause], "名次", word
        )
    object_missing = "，也没有说超越谁、超越多少" if "超越" in word else ""
    message = f"“{said}”只说“{word}”，没有可衡量的数值或标准{object_missing}；应给出指标和目标值。"
    if not re.search(r"突破|成效|超越|跨越|进展", word):
        return None
    pledged = PLEDGE.search(words) or (re.search(r"突破|超越", word) and re.match(r"促进|实现|.*(?:规模大突破|实现大突破|实现超越)", said))
    severity: Severity = "warning" if pledged else "info"
    return plan.finding("D03", severity, message, [clause], "可衡量的结果", word)


def _later_than_body(plan: Plan, late: list[Fact[Commitment]]) -> Iterator[Finding]:
    """The body wants in the plan's period what the box of that name dates later."""
    for section in plan.doc.sections:
        inside = [fact for fact in late if section.kind == "box" and section.anchor.contains(fact.anchor)]
        name = re.sub(r"^专栏\s*\d*\s*[:：]?\s*", "", plan.quote(section.heading))
        if not inside or len(name) < 4:
            continue
        for fact in plan.facts.of(Commitment):
            if (
                not section.anchor.contains(fact.anchor)
                and fact.value.end
                and fact.value.end <= (plan.end_year or 0)
                and _names(plan, fact, section, name)
            ):
                message = f"正文要求{fact.value.time}建成“{name}”，专栏“{name}”却把期限写到{max(other.value.end or 0 for other in inside)}年（“{inside[0].value.time}”），前后期限不一。"
                yield plan.finding("D01", "warning", message, [fact, *inside], fact.value.time, inside[0].value.time)


def _names(plan: Plan, fact: Fact[Commitment], section: Section, name: str) -> bool:
    sentence = plan.sentence_at(fact.anchor.start)
    return name in (plan.quote(sentence) if sentence else plan.quote(fact))


def _late_targets(plan: Plan, told: list[Fact[Commitment]]) -> Iterator[Finding]:
    """Targets of indicator tables and of the text dated after the plan, in sentences whose commitments were not looked at already."""
    last = plan.end_year or 0
    for fact in plan.facts.of(Target):
        if (
            fact.value.role == "target"
            and fact.value.by
            and last < fact.value.by < last + VISION
            and fact.value.by not in VISIONS
            and not any(_shares(plan, fact, other) for other in told)
        ):
            message = f"指标“{fact.value.indicator}”的目标年{fact.value.by}年超出规划期（至{last}年），规划期内无法考核；应补{last}年的值。"
            yield plan.finding("D01", "warning", message, plan.named([fact]), f"≤{last}年", f"{fact.value.by}年")


def _shares(plan: Plan, fact: Fact[Target], other: Fact[Commitment]) -> bool:
    return fact.value.by == other.value.end and plan.sentence_at(fact.anchor.start) == plan.sentence_at(other.anchor.start)


def _clause(plan: Plan, sentence: Anchor, start: int, end: int) -> Anchor:
    """The clause that holds the words: from the last comma before to the next one after."""
    text = plan.doc.text
    stops = [match.end() for match in CLAUSE_STOP.finditer(text, sentence.start, start)]
    after = CLAUSE_STOP.search(text, end, sentence.end)
    return Anchor(stops[-1] if stops else sentence.start, after.start() if after else sentence.end)


def _is_vision(plan: Plan, sentence: Anchor) -> bool:
    return any(
        re.search(r"20[3-9]\d\s*年.{0,4}远景|远景目标", section.title) for section in plan.doc.path(plan.doc.section_at(sentence.start))
    )
