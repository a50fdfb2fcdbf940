"""Whether words name one undertaking, and which of them are its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.projects.words import NUMBERED, QUOTED, core, ending, is_many, is_proper, names_place, opens_with_place, peeled, specific

Type = Literal["facility", "programme"]

QUANTITY = re.compile(r"^(?:[一1]?[个条座处所项]|首个|首批|新一批)(?=[^体性])")
RELATIVE = re.compile(r"^.+的(?=[^的]{3,}$)")
KEPT = re.compile(r"[^的]{2,12}与|新一轮|基于")
"""Relative clauses that belong to the name."""
APPOSITION = re.compile(r"^.+(?:示范工程|示范项目|试点工程)(?=.{5,}$)")
OPENING = re.compile(r"成为|纳入|列入|形成|辐射|连接|联通|通向|串联|融入|对接|以|更|具有|符合|承接|如何|使|让|为|成|达到|跻身")
"""Words with which no name opens."""
DOING = re.compile(r"(?:企业|机构|高校|单位|部门|院所|院校)[^园区中平基]{0,6}(?:建设|打造|设立|创建|组建|开展)")
SITED = re.compile(r"项目(?:落地|落户|入驻)|纳入|列入|升格为|建设成|打造成|互联互通|建设.{0,8}建设")
AFTER = re.compile(r"(?:纳入|列入|升格|成为|建设成|打造成|正式|落地|落户|增资|更名|列为|争创|申报|创建|申请|至|升级|正式|继续)")
WORKS_SITE = re.compile(r"水|河|溪|江|湖|堤|海|航道|码头|泊位|港|高速|公路|铁路|国道|省道|快速|路|桥|隧|机场|枢纽|电|油|气|库|站|厂|管|扩建|改造|迁建|扩容|搬迁|线|段|园|馆|院|校区|号|期|[A-Z]")
POLICY = re.compile(r"文化|保护|培育|人才|教育|服务|提质|提升工程|行动|计划|战略|素质|健康|就业|增收|精品|创新|示范")
BUILT = frozenset(("建设", "规划建设", "谋划", "规划", "筹建", "设立", "启动", "开工", "建成", "完成", "引进", "打造", "创建", "推进", "实施", "申报", "争取", "加快", "扩容", "培育", "争创", "投产"))
RUN = frozenset(("实施", "推进", "启动", "开展", "深化", "谋划", "加快", "争取", "支持", "建成", "完成", "建设", "提升", "完善", "发展", "制定", "探索"))
WISHED = re.compile(r"(?:中心|集散地|港)$")
EMPTY_PROGRAMME = re.compile(r"^(?:重大|重点|专项|示范|民生|建设|系统|试点|配套|一批|标志性|系列|民心|国家|基础|创新|年度|土建|水利|能源|项目|总体|相关|工作|工程|实施|有关|同|本|该|此|各项|三年|整改|五年|联合|集中|统一|多个|产业|合作|科技|投资)+$")


@dataclass(frozen=True, slots=True)
class Name:
    """text[start:end] is a name; `stage` where words behind it tell one."""

    start: int
    end: int
    type: Type
    stage: str | None
    rule: str


def named(text: str, region: str | None, verb: str, listed: bool) -> Name | None:
    """The name of one undertaking in the words that a verb governs; None when they name none.

    `verb` is the lexicon entry of the governing verb ("" without one); `listed` says that the words stand in a list of names.
    """
    if is_many(text) or DOING.search(text):
        return None
    start = _start(text, region)
    if OPENING.match(text[start:]):
        return None
    for words, stage in peeled(text[start:]):
        name = None if SITED.search(words) else _judge(words, region, verb, listed)
        if name is not None:
            return Name(start, start + len(words), name[0], stage, name[1])
    cut = AFTER.search(text, start + 3)
    while cut:
        head = ending(text[start : cut.start()])
        if head is not None and head.use in ("facility", "works"):
            name = _judge(text[start : cut.start()], region, verb, listed)
            if name is not None:
                return Name(start, cut.start(), name[0], None, name[1])
        cut = AFTER.search(text, cut.end())
    return None


def complete(text: str) -> bool:
    """Whether the words end as a name does, words that follow a name apart."""
    return any(found is not None and found.use != "wish" for found in (ending(words) for words, _ in peeled(text))) or text.endswith("”")


def _start(text: str, region: str | None) -> int:
    """Where the name starts: behind a quantity and a relative clause (辐射“海丝”的|大宗商品集散中心), unless the clause belongs to works (…的改造提升)."""
    quantity = QUANTITY.match(text)
    start = quantity.end() if quantity else 0
    apposition = APPOSITION.match(text[start:])
    if apposition and names_place(text[start + apposition.end() :], region):
        return start + apposition.end()
    relative = RELATIVE.match(text[start:])
    if relative:
        rest = text[start + relative.end() :]
        last = ending(rest)
        if not (last is not None and last.use == "works" and specific(rest) == 0) and specific(rest) > 0 and not KEPT.match(relative.group()) and not opens_with_place(relative.group(), region):
            start += relative.end()
    return start


def _judge(words: str, region: str | None, verb: str, listed: bool) -> tuple[Type, str] | None:
    if len(words) < 3 or is_many(words) or words[0] in "的等和与及、，":
        return None
    last = ending(words)
    if last is None:
        return _without_ending(words, region, verb, listed)
    if last.use == "wish":
        return None
    before = core(words)[: -len(last.form)]
    if last.use == "works":
        return _works(words, before, region, listed)
    if last.use == "programme":
        return _programme(words, before, region, verb, listed)
    proper = is_proper(words, region)
    if len(before) < 2 and not proper:
        return None
    placed = bool(names_place(words, region) or NUMBERED.search(words) or QUOTED.search(words))
    if last.proper and not (placed or listed):
        return None
    if verb == "打造" and ((WISHED.search(words) and not proper) or ((last.form == "示范区" or "一流" in words) and not placed)):
        return None
    if "、" in words and not proper:
        return None
    if proper or (listed and specific(words) >= 1) or (verb in BUILT and specific(words) >= 2):
        return "facility", "project.facility"
    return None


def _programme(words: str, before: str, region: str | None, verb: str, listed: bool) -> tuple[Type, str] | None:
    plain = before.strip("“”")
    if len(plain) < 2 or EMPTY_PROGRAMME.match(plain):
        return None
    proper = is_proper(words, region)
    if words.endswith("项目") and not (proper or listed or specific(words) >= 8):
        return None
    if not (proper or listed or verb in RUN):
        return None
    site = (names_place(words, region) or NUMBERED.search(words) or listed) and WORKS_SITE.search(before) and not POLICY.search(words)
    site = site or (words.endswith("项目") and not POLICY.search(words))
    return ("facility", "project.works") if site else ("programme", "project.programme")


def _works(words: str, before: str, region: str | None, listed: bool) -> tuple[Type, str] | None:
    if len(before) < 3 or not (listed or (is_proper(words, region) and _site(before))) or (words.endswith("一体化") and not listed):
        return None
    return "facility", "project.works"


def _site(before: str) -> bool:
    """Whether something built stands in the words (福州机场|智能化升级, not 福州|转型升级)."""
    return any(found is not None and found.use == "facility" for found in (ending(before[:at]) for at in range(3, len(before) + 1))) or bool(WORKS_SITE.search(before))


def _without_ending(words: str, region: str | None, verb: str, listed: bool) -> tuple[Type, str] | None:
    if listed and len(words) <= 30 and not re.search(r"[，。；]", words):
        return "facility", "project.listed"
    if (words.startswith("“") or re.search(r"“一张.”$", words)) and words.endswith("”") and verb in ("建设", "推进", "实施", "打造", "加快") and 4 <= len(words) <= 14 and "“智慧" not in words:
        return "programme", "project.quoted"
    return None
