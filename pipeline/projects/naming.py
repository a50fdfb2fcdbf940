"""Whether words name one undertaking, and which of them are its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.projects.words import (
    OFFICIAL,
    QUOTED,
    Ending,
    core,
    ending,
    is_bare_place,
    is_many,
    is_proper,
    names_place,
    numbered,
    only_places,
    opens_with_place,
    peeled,
    specific,
)
from pipeline.values import Stage

Type = Literal["facility", "programme"]
Listed = Literal[0, 1, 2]
"""How surely the words stand in a list of names: not, among projects, among things of a said kind."""

QUANTITY = re.compile(r"^(?:[一1]?[个条座处所项]|首个|首批|新一批|一个)(?=[^体性])")
RELATIVE = re.compile(r"^.+的(?=[^的]{3,}$)")
KEPT = re.compile(r"[^的]{2,12}与|新一轮|基于|福州\(|福州（")
"""Relative clauses that belong to the name."""
APPOSITION = re.compile(r"^.+(?:示范工程|示范项目|试点工程)(?=.{5,}$)")
VERB_FIRST = re.compile(
    r"^(?:建设|改扩建|建成|实施|开展|用好|打造|推进|新建|提标改造|培育|贯通|打通|拓展|提升|优化|加强|提高|升级|做强|并|启动|建立|设立)+(?=.{3,})(?!.*(?:和|及)?改造提升工程$)(?!建设和)"
)
DOER = re.compile(
    r"^(.{2,40}?)(建设|打造|争创|创建|设立|实施|形成|开展|申报|组建|共建)(?=.{4,})(?!工程|项目|规划|用地|水平|体系|和|与|引领|行动|示范|提升|集团)"
)
OPENING = re.compile(
    r"成为|纳入|列入|形成|辐射|连接|联通|通向|串联|融入|对接|以|更|具有|符合|承接|如何|使|让|为(?!民)|成(?:为|就|功)|达到|跻身|每年|至少|优先|存在|具备|力争|重组|融合|入选|通\d|支持|鼓励"
)
"""Words with which no name opens."""
NO_NAME = re.compile(
    r"(?:企业|机构|高校|单位|部门|院所|院校|沿线国家|国家和地区)[^园区中平基]{0,8}(?:建设|打造|设立|创建|组建|开展|共建|联合)|通过|参与|来榕|来闽|来沪|在沪|在榕|在闽|在京|对口帮扶|积极|入围|项目(?:落地|落户|入驻)|纳入|列入|升格为|建设成|打造成|互联互通|建设.{0,8}建设|“[二三四五六七八九十]大|[，；。]"
)
"""Words that stand in sentences, not in names."""
AFTER = re.compile(r"(?:纳入|列入|升格|成为|建设成|打造成|正式|落地|落户|增资|更名|列为|争创|申报|创建|申请|至|升级|继续)")
CLOSED_QUOTE = re.compile(r"^.{2,}(“[^”]{2,14}(?:工程|计划|行动)”)$")
WORKS_SITE = re.compile(
    r"水|河|溪|江|湖|堤|海|航道|码头|泊位|港|高速|公路|铁路|国道|省道|快速|路|桥|隧|机场|枢纽|电|油|库|站|厂|管|扩建|改造|迁建|扩容|搬迁|线|段|园|馆|院|校区|号|期"
)
POLICY = re.compile(r"文化|保护|培育|人才|教育|服务|提质|提升工程|行动|计划|战略|素质|健康|就业|增收|精品|创新|示范|攻坚")
SCHOOL = re.compile(r"(?:大学|学院|师专|学校|中学|小学|医院|研究所|科院)$")
BUILT = frozenset(("建设", "规划建设", "谋划", "规划", "筹建", "设立", "启动", "开工", "建成", "完成", "引进", "打造", "创建", "推进", "实施", "申报", "争取", "加快", "扩容", "培育", "争创", "投产", "开展", "前期"))
"""Verbs (ids of the lexicon) that build something which then has no other proper mark than what it is for."""
RUN = frozenset(
    ("实施", "推进", "启动", "开展", "深化", "谋划", "加快", "争取", "支持", "建成", "完成", "建设", "提升", "完善", "探索", "研究", "前期")
)
"""Verbs that carry out a programme."""
LONG = 6
"""Characters of plain words before an ending that together tell which one is meant."""
PRAISE = re.compile(r"^(?:高水平|高质量|高标准|高素质|高端|现代化|专业化|一流|优质|特色|重点|综合性|区域性|示范性|统一|公益性|开放性|、)+")
WISHED = re.compile(r"(?:中心|集散地|港)$")
EMPTY_PROGRAMME = re.compile(
    r"^(?:重大|重点|专项|示范|民生|建设|系统|试点|配套|一批|标志性|系列|民心|国家|基础|创新|年度|土建|水利|能源|项目|总体|相关|工作|工程|实施|有关|同|本|该|此|各项|三年|整改|五年|联合|集中|统一|多个|产业|合作|科技|投资|基础性|行动|三年行动|专项行动|战略性|、|的|好|省|市)+$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """text[start:end] is a name; `stage` where words behind it tell one."""

    start: int
    end: int
    type: Type
    stage: Stage | None
    rule: str


def named(text: str, region: str | None, verb: str, listed: Listed) -> Name | None:
    """The name of one undertaking in the words that a verb governs; None when they name none.

    `verb` is the lexicon entry of the governing verb ("" without one).
    """
    if is_many(text):
        return None
    start = _start(text, region)
    if OPENING.match(text[start:]) and not (verb == "实施" and text.endswith(("工程", "行动", "计划", "战略"))):
        return None
    whole = listed == 2 and not verb  # in a bare list an item is a name as it stands
    for words, stage in sorted(peeled(text[start:]), key=lambda item: 0 if whole else ending(item[0]) is None):
        judged = None if NO_NAME.search(words) else _judge(words, region, verb, listed, text[start + len(words) :])
        if judged is not None:
            return Name(start, start + len(words), judged[0], stage, judged[1])
    return _before_predicate(text, start, region, verb, listed)


def complete(text: str) -> bool:
    """Whether the words end as a name does, words that follow a name apart."""
    return any(found is not None and found.use != "wish" for found in (ending(words) for words, _ in peeled(text))) or text.endswith("”")


def is_wish(text: str) -> bool:
    """Whether the words end as a wish does (…产业集群, …高地)."""
    last = ending(text)
    return last is not None and last.use == "wish"


def _before_predicate(text: str, start: int, region: str | None, verb: str, listed: Listed) -> Name | None:
    """The name of which something is said behind it: 40万吨散货码头|纳入国家布局."""
    for cut in AFTER.finditer(text, start + 3):
        words = text[start : cut.start()]
        last = ending(words)
        if (
            last is not None
            and last.use in ("facility", "works")
            and not NO_NAME.search(words)
            and last.form not in ("新区", "片区", "城区")
        ):
            judged = _judge(words, region, "建设" if cut.group() == "升格" else verb, listed, "")
            if judged is not None:
                return Name(start, cut.start(), judged[0], None, judged[1])
    return None


def _start(text: str, region: str | None) -> int:
    """Where the name starts: behind a quantity, a doer (厦门|设立|X), a relative clause (辐射“海丝”的|X) or what it is an example of."""
    quantity = QUANTITY.match(text)
    start = quantity.end() if quantity else 0
    verb = VERB_FIRST.match(text[start:])
    start += verb.end() if verb else 0
    doer = DOER.match(text[start:])
    if doer and only_places(doer.group(1), region):
        return start + doer.end()
    apposition = APPOSITION.match(text[start:])
    if apposition and names_place(text[start + apposition.end() :], region):
        return start + apposition.end()
    quote = CLOSED_QUOTE.match(text[start:])
    if quote and "、" in text[start : start + quote.start(1)]:
        return start + quote.start(1)
    relative = RELATIVE.match(text[start:])
    return start + relative.end() if relative and _describes(relative.group(), text[start + relative.end() :], region) else start


def _describes(clause: str, rest: str, region: str | None) -> bool:
    """Whether a relative clause only describes the name behind it; one that belongs to works (…的改造提升) or opens with a place is part of it."""
    last = ending(rest)
    if specific(rest) == 0 and (last is None or last.use != "programme"):
        return False
    if rest.count("“") != rest.count("”"):
        return False
    return not KEPT.match(clause) and not opens_with_place(clause, region)


def _judge(words: str, region: str | None, verb: str, listed: Listed, cut: str) -> tuple[Type, str] | None:
    """(type, rule) when the words are a name; `cut` are the words taken off behind them."""
    if len(words) < (2 if listed == 2 else 3) or is_many(words) or words[0] in "的等和与及、，":
        return None
    if verb in ("支持", "推进", "加快") and cut.startswith(("建设", "规划建设", "项目建设")):
        verb = "建设"
    last = ending(words)
    if last is None:
        return _without_ending(words, region, verb, listed, cut)
    before = core(words)[: -len(last.form)]
    if last.use == "wish":
        return (
            ("programme", "project.quoted")
            if words.startswith("“") and QUOTED.match(words) and verb == "建设" and last.form == "城市" and "建设" in cut
            else None
        )
    if last.use == "works":
        return _works(words, before, region, listed)
    if last.use == "programme":
        return _programme(words, before, region, verb, listed) if not last.needs or QUOTED.search(words) else None
    return _facility(words, before, last, region, verb, listed)


def _facility(words: str, before: str, last: Ending, region: str | None, verb: str, listed: Listed) -> tuple[Type, str] | None:
    proper = is_proper(words, region)
    placed = names_place(words, region) or bool(numbered(words) or QUOTED.search(words) or OFFICIAL.match(words))
    if (
        (len(before) < 2 and not proper)
        or ("、" in words and "等" not in words and (not proper or only_places(words, region)))
        or (last.needs == "proper" and not (placed or listed))
    ):
        return None
    if "的" in words and specific(words.rsplit("的", 1)[1]) == 0 and not opens_with_place(words, region):
        return None
    if verb == "打造" and ((WISHED.search(words) and not proper) or ((last.form in ("示范区", "新城") or "一流" in words) and not placed)):
        return None
    if (
        SCHOOL.search(words)
        and verb not in ("建设", "规划建设", "筹建", "设立", "谋划", "建成")
        and not words.startswith("“")
        and not listed
    ):
        return None
    if (
        placed
        or (proper and specific(words) >= 1)
        or (listed and specific(words) >= 1)
        or (verb in BUILT and (specific(words) >= 2 or _is_long(before, last, verb)))
    ):
        return "facility", "project.facility"
    return None


def _is_long(before: str, last: Ending, verb: str) -> bool:
    """Whether so many plain words stand before the ending that together they tell which one is meant (数字教育资源生产|基地)."""
    return len(PRAISE.sub("", before)) >= LONG and (verb in ("建设", "规划", "筹建", "谋划", "建成", "推进") or last.form in ("园", "小镇", "谷"))


def _works(words: str, before: str, region: str | None, listed: Listed) -> tuple[Type, str] | None:
    if (
        len(before) < 3
        or not (listed or (is_proper(words, region) and _site(before)) or _own_site(before))
        or (words.endswith("一体化") and not listed)
    ):
        return None
    return "facility", "project.works"


def _programme(words: str, before: str, region: str | None, verb: str, listed: Listed) -> tuple[Type, str] | None:
    plain = before.strip("“”")
    if len(plain) < 2 or EMPTY_PROGRAMME.match(plain) or len(words) > 45:
        return None
    proper = is_proper(words, region)
    if words.endswith("项目") and (
        re.search(r"(?:相关|等|类|型|个)项目$", words) or not (proper or listed or (specific(words) >= 8 and "、" not in words))
    ):
        return None
    if not (proper or listed or verb in RUN):
        return None
    placed = names_place(words, region) or numbered(words)
    site = (placed or (listed and not QUOTED.search(words))) and WORKS_SITE.search(before) and not POLICY.search(words)
    return (
        ("facility", "project.works")
        if site or (words.endswith("项目") and not POLICY.search(words))
        else ("programme", "project.programme")
    )


def _site(before: str) -> bool:
    """Whether something built stands in the words (福州机场|智能化升级, not 福州|转型升级)."""
    return bool(WORKS_SITE.search(before)) or any(
        found is not None and found.use == "facility" for found in (ending(before[:at]) for at in range(3, len(before) + 1))
    )


def _own_site(before: str) -> bool:
    """Whether the works are done to a thing that has a name of its own (核应急指挥平台|数字化升级)."""
    prefixes = [before[:at] for at in range(5, len(before) + 1)]
    return any(
        found is not None and found.use == "facility" and not found.needs and specific(prefix) >= 3
        for prefix in prefixes
        if (found := ending(prefix))
    )


def _without_ending(words: str, region: str | None, verb: str, listed: Listed, cut: str) -> tuple[Type, str] | None:
    """Words that end like no name are one in a list of names, or in quotation marks when they are to be built."""
    if listed == 2 and len(words) <= 30 and (not cut or cut.startswith(("建设", "规划建设", "项目", "等", "实施", "前期"))):
        return "facility", "project.listed"
    if listed == 1 and len(words) <= 30 and (names_place(words, region) or QUOTED.match(words)) and not is_bare_place(words, region):
        return ("programme" if words.startswith("“") else "facility"), "project.listed"
    quoted = words.endswith("”") and 6 <= len(words) <= 16 and "“智慧" not in words
    if quoted and ((words.startswith("“") and verb in ("推进", "加快", "实施", "建设") and "建设" in cut) or re.search(r"“一张.”$", words)):
        return "programme", "project.quoted"
    return None
