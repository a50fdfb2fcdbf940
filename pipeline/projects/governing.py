"""What governs a list of names: the verb before it, and how far that verb says the work is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.language.clauses import ADVERB
from pipeline.lexicon import load
from pipeline.projects.words import STAGES, is_carrier, peeled
from pipeline.values import Stage

LEAD = re.compile(
    r"""(?:\d{1,2}(?=加快|深入|更好|推动|推进|积极|大力|建设|强化|提升|完善)|0[1-9]|\d{1,2}(?:\.\d{1,2})+|[（(]?\d{1,2}[）).．、](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|[—\-·]+|力争|力促|力保|争取(?=到)|确保|提前(?=谋划|启动|布局|开展|开工|建成|实施|规划)
    |(?:到|至)?(?:\d{4}年|“?十[三四五]五”?(?:时期|期间|末))|\d+年内|[异易]地(?=新建|重建|迁建)|尽早(?=建成|建设|开工|启动|实施)|并|同时|(?:研究)?(?:制定|编制|出台)[并和]?(?=(?:组织)?实施)|[一二三四五六七八九十]是(?=[^，。；]{4})|其中|此外|要|将|以?及|也|还|以此|分[段期步批](?=实施|推进|建设|推动|开工)|[^，、。对在从就与向为]{2,6}方面)+""",
    re.VERBOSE,
)
BUILD = "规划建设|谋划建设|投资建设|开工建设|加快建设|建设|打造|设立|新建|建成|组建|创建|开展|实施|搭建|构建|布局|筹建|成立|引进|建立|共建|推进|规划发展|谋划|完成|建好|启动|新开工建设|新开工|申报|推动|兴办|创办|落实|扩建|培育|开发|创设"
BUILDS = re.compile(rf"(?:{BUILD})+(?=.{{3}})")
NOT_VERB = re.compile(
    r"(?:区|园|工程|项目|规划|用地|水平|体系|的|和|与|、|为|成|等|标准|成本|单位|管理|进度|模式|方案|平台|投资|质量|力度|者|型|中心|基地|银行|兵团|局|厅|行动|计划|资金|成果|需求|力|示范)"
)
AGENT = re.compile(
    r"企业|集团|公司|机构|部门|单位|力量|资本|高校|院校|组织|各地|县|区|市|街道|乡镇|平台|银行|学院|大学|院所|园区|民营|商会|家庭|主体|人才|团队|地区|省|州|岛|海|山|江|小镇|将$"
)
DOERS = re.compile(r"企业|机构|高校|单位|力量|资本|院校|组织|各地|各县|主体|家庭|人才|团队|院所|公司")
"""Those of whom a plan names none: what they build is not one thing."""
NAMED_DOER = re.compile(r"^(?!.*(?:龙头|大型|有关|相关|优质|知名|骨干|重点|外资|各类))[^的]{4,}(?:集团|公司)$")
IN_PLACE = re.compile(rf"(?:^|.)(?:在|于)([^，]{{2,30}}?)(?:各)?((?:{BUILD})+)(?=.{{3}})")
TURNED = re.compile(r"^(?:把|将)(.+?)((?:加快)?(?:建设|打造|建|培育|发展|提升|塑造)(?:成为|成|为))")
DONE_TO = re.compile(
    r"对([^，；。：]{4,60}?)(?:分[期段批])?(?:进行|实施|开展)(?:全面|系统|整体|综合|快速化|电气化)?(?:扩能|扩容|升级|改造|改建|扩建|修缮|维修|加固|提质|提升)+(?:$|工程)"
)
"""对成昆铁路、成渝铁路进行|扩能改造: what something is done to stands before the verb."""
BY = re.compile(r"^以(.+?)(?:为(?!一体|主体的)|引领|推动)")
IDLE = re.compile(
    r"形成|成为|塑造|营造|创造|加强|增强|提高|强化|加大|增加|扩大|推广|引导|吸引|承接|促进|打响|擦亮|力争|积极|大力|全面|着力|努力|持续|进一步|稳妥|切实|有效|有序|主动|充分|不断|科学|合理|严格|依法|同步|继续|逐步|率先|高标准|高质量|高水平|着眼|扎实|全力|贯彻|践行|举办|承办|落实|优化|规范|调整|理顺"
)
"""Verbs under which nothing is built."""
CARRIED_OUT = re.compile(
    r"(?:(?P<put>落实)[^，。]{4,24}(?:行动|工程)|(?P<more>加强)[^，。]{4,24}行动|(?P<firm>做实|抓实)[^，。]{2,24}(?:行动|计划))$"
)
"""Verbs that carry out the programme at the end of the clause."""
ASSURED = re.compile(r"力争|力促|力保|确保")
"""确保X年内建成: what is to be reached stands behind the name."""
CHAINED = re.compile(rf"{BUILD}|开工|新开工|新建|续建|改建|迁建|重建|储备(?![库林粮物基中])")
"""Verbs that go on behind a verb of advancing or planning (争取|开工)."""
IDLE_ENTRIES = frozenset(("提供", "管控", "增长", "保持", "坚持", "利用", "发展", "制定", "简化", "保护", "实现"))
HURRIED = ("加快", "加紧", "抓紧")
"""The verb that is left where nothing but adverbs stand before the names (继续|加快)."""
BESIDE = tuple("在于沿从由对向与")
"""Prepositions: what they open is where or with whom, not what is done."""
LABEL = 14
"""Characters of a label at most."""
HELPED = re.compile(r"^(?:支持|鼓励|推动|引导|指导)?[^，、在于]{2,8}(?:区|县|市|旗|镇|乡)(?:加快)?(?:建设|打造|发展|创建|培育|布局)$")
"""支持肥西县建设…: the county that builds says where."""
STUDIED = re.compile(r"研究(?!院|所|中心|生|型|机构|基地|平台|开发|与)")
TOPIC = re.compile(
    r"(?:高速公路|普通公路|国省干线|公路|铁路|高铁|城际铁路|轨道交通|机场|水利|能源|港航|水运|市政)(?:方面|建设|项目)?(?=(?:加快)?(?:续建|新开工|开工建设|建成|新建)(?![的率里水线区用好]).{3})"
)
"""What a clause speaks of, before the verb: 高速公路|续建集安至桓仁等7个项目."""
WON = re.compile(
    r"(?:[^，、：在从与对]{2,12}?(?:局|集团|公司|[市县区镇]))?(?:成功|签约|新)?(?P<verb>招商|招引|落地)(?![引选工项局政平活生见实转应服建运推投开的])(?=.{3,}(?:项目|工程|高速公路|公路|铁路|高速|基地|园)(?:建设)?$)"
)
"""力争成功招商X等高速公路, 教育局落地X等项目: what is won is built."""
CHAINING = frozenset(("加快", "推进", "谋划", "规划", "前期", "争取", "探索", "研究", "启动", "支持", "保持", "利用"))
STRONG = re.compile(
    rf"^(?:积极|大力|加快|全面|深入|有序|继续|重点|着力|统筹)*(?:{BUILD}|加快|支持|争取|争创|完善|提升|扩容|改造|深化|加强|发展|优化|健全)"
)


@dataclass(frozen=True, slots=True)
class Governor:
    """The verb over text[start:end]: its lexicon entry and stage; `verb` is empty where none governs. `used` when what follows is merely used."""

    start: int
    end: int
    verb: str = ""
    stage: Stage | None = None
    used: bool = False


def governor(text: str) -> Governor:
    """The verb that governs the names of a clause (offsets in the text).

    >>> governor("加快谋划福清核电7、8号机组建设")
    Governor(start=4, end=16, verb='谋划', stage='planning', used=False)
    >>> governor("在滨海新城建设直饮水示范区").start, governor("依托福兴经济开发区").used
    (7, True)
    """
    lead = LEAD.match(text)
    start = lead.end() if lead else 0
    turned = TURNED.match(text[start:])
    if turned:
        return Governor(start + 1, start + 1 + len(turned.group(1)), "建设", "advance")
    done = DONE_TO.match(text, start)
    if done:
        return Governor(start + 1, done.end(1), "改造", "advance")
    by = BY.match(text[start:])
    if by:
        return _means(text, start, by)
    topic, won = TOPIC.match(text, start), WON.match(text, start)
    if topic is not None:
        return _chain(text, topic.end())
    if won is not None:
        return Governor(won.end(), len(text), "引进" if won.group("verb") != "落地" else "建设", "advance")
    found = _chain(text, start)
    assured = reached(text, start) if lead and ASSURED.search(lead.group()) and not found.verb else None
    if assured is not None:
        return assured
    if not found.verb and STUDIED.match(text, start):
        return Governor(start + 2, len(text), "研究", "planning")
    if found.verb and not found.used:
        return _deeper(text, found)
    inner = BUILDS.search(text, start + 2)
    while inner and NOT_VERB.match(text, inner.end()):
        inner = BUILDS.search(text, inner.end())
    if inner and (found.used or text.startswith(BESIDE, start) or AGENT.search(text, start, inner.start()) or _is_new(text, start, inner)):
        return _deeper(text, _at(text, inner))
    return replace(found, used=True) if not found.used and text.startswith(BESIDE, start) else found


def behind_label(text: str) -> Governor | None:
    """The verb behind a short label that no colon sets off, as in the rows of a box: 电力系统调节|建设|桐城、磐安抽水蓄能电站."""
    inner = BUILDS.search(text, 2)
    if inner is None or inner.start() > LABEL or "、" in text[: inner.start()] or NOT_VERB.match(text, inner.end()):
        return None
    return _at(text, inner)


def _is_new(text: str, start: int, inner: re.Match[str]) -> bool:
    """Whether a doer of any kind newly begins something (白沙洲工业园|新开工)."""
    return inner.group().startswith("新开工") and inner.start() - start <= LABEL and "、" not in text[start : inner.start()]


def reached(text: str, start: int) -> Governor | None:
    """确保轨道交通2号线二期年内建成: the verb stands behind the names."""
    stage = next((stage for _, stage in peeled(text[start:]) if stage in ("start", "complete")), None)
    return None if stage is None else Governor(start, len(text), "建成" if stage == "complete" else "开工", stage)


def opens(text: str) -> Governor | None:
    """The verb with which a later item of a list opens, or None: it goes on under the verb before it."""
    strong = STRONG.match(text)
    return _chain(text, 0) if strong and not NOT_VERB.match(text, strong.end()) else None


def _means(text: str, start: int, by: re.Match[str]) -> Governor:
    """以打造X为抓手, 以X建设为抓手: X is built; 以X为龙头: X is merely used."""
    inner = by.group(1)
    built = _chain(inner, 0)
    if built.verb in ("建设", "打造", "实施", "创建"):
        return replace(built, start=start + 1 + built.start, end=start + by.end(1))
    if re.search(r"建设(?:$|、)", inner):
        return Governor(start + 1, start + by.end(1), "建设", "advance")
    after = BUILDS.search(text, start + by.end())
    if after and not NOT_VERB.match(text, after.end()):
        return _deeper(text, _at(text, after))
    return Governor(start, len(text), used=True)


def _chain(text: str, start: int) -> Governor:
    """The verbs that stand at `start`, after adverbs: modifiers and verbs of advancing give way to the verb behind them."""
    position, last, verb = start, start, ""
    stages: list[tuple[str, str | None]] = []
    while True:
        skipped = ADVERB.match(text, position)
        hurried = skipped is not None and skipped.group().endswith(HURRIED)
        ends = (skipped.end(), skipped.end() - 2 if hurried else position) if skipped else ()
        for at in dict.fromkeys((*ends, position)):
            match = load("verbs").at(text, at)
            if match is not None:
                break
        if match is None or (verb and (not CHAINED.match(text, match.start) or NOT_VERB.match(text, match.end))):
            break
        if skipped and "探索" in skipped.group() and match.start == skipped.end():
            stages.append(("planning", None))
        position, verb, last = match.end, match.entry.id, match.start
        stages.append((match.entry.data["stage"], match.entry.data.get("role")))
        if verb not in CHAINING:
            break
    carried = CARRIED_OUT.match(text, last) if verb else None
    if carried and text[last:position] in carried.groups():
        return Governor(position, len(text), "实施", _stage(stages))
    if (
        not verb
        or (verb in IDLE_ENTRIES and not text.endswith(("开发", "规范发展"), start, position))
        or IDLE.fullmatch(text, last, position)
    ):
        return Governor(start, len(text), used=is_carrier(text[start:]))
    tended = text.endswith("规范发展", start, position)
    return Governor(position, len(text), "做强" if tended else verb, _stage(stages), is_carrier(text[start:]))


def _stage(stages: list[tuple[str, str | None]]) -> Stage:
    """Planning wins, then starting; else the last verb tells."""
    told = [STAGES[stage] for stage, role in stages if role is None] or [STAGES["advance"]]
    return next((STAGES[stage] for stage in ("planning", "start") if stage in told), told[-1])


def _deeper(text: str, found: Governor) -> Governor:
    """引进集团在福清投资建设X, 支持福州建设X: what is built stands behind the second verb."""
    rest = text[found.start :]
    place = IN_PLACE.search(rest)
    if place and "、" not in rest[: place.start()] and not NOT_VERB.match(rest, place.end()):
        inner = _under(found, _at(text, BUILDS.search(text, found.start + place.start(2))))
        return (
            replace(inner, verb="支持")
            if DOERS.search(rest[: place.start() + 1]) and not NAMED_DOER.search(rest[: place.start() + 1])
            else inner
        )
    if found.verb in ("支持", "推进", "利用", "引进", "加快"):
        inner_match = BUILDS.search(rest, 2)
        if (
            inner_match
            and not NOT_VERB.match(rest, inner_match.end())
            and AGENT.search(rest[: inner_match.start()])
            and len(rest) - inner_match.end() > 3
            and "、" not in rest[: inner_match.start()]
        ):
            inner = _under(found, _at(text, BUILDS.search(text, found.start + inner_match.start())))
            return replace(inner, verb="支持") if DOERS.search(rest[: inner_match.start()]) else inner
    return found


def _at(text: str, match: re.Match[str] | None) -> Governor:
    """The verb found at the match."""
    assert match is not None
    found = _chain(text, match.start())
    return found if found.verb and found.start >= match.end() - 1 else Governor(match.end(), len(text), "建设", "advance")


def _under(outer: Governor, inner: Governor) -> Governor:
    """The inner verb, whose work is only planned or begun when the outer verb says so."""
    return replace(inner, stage=outer.stage) if outer.stage in ("planning", "start") else inner
