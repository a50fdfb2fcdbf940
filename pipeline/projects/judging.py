"""Whether words, as they stand, are the name of one undertaking, and of what type."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.projects.built import is_built, is_lasting, is_works
from pipeline.projects.cases import BUILT, FOUNDED, Case, Judged, Listed
from pipeline.projects.institutions import BUILDINGS, is_institution
from pipeline.projects.words import (
    DIVERSION,
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
    plain_out,
    plain_words,
    speaks_of,
    specific,
)

SCHOOL = re.compile(r"(?:大学|学院|师专|学校|中学|小学|医院|研究所|科院)$")
RUN = frozenset(
    (
        "实施",
        "推进",
        "启动",
        "开展",
        "深化",
        "谋划",
        "加快",
        "争取",
        "支持",
        "建成",
        "完成",
        "建设",
        "提升",
        "完善",
        "探索",
        "研究",
        "前期",
        "开工",
    )
)
"""Verbs that carry out a programme."""
SCHOOL_BUILT = FOUNDED | {"开工", "完成", "投产"}
"""Verbs (ids) under which a school by its name is one that is built."""
IMPROVED = frozenset(("做强", "完善", "利用"))
"""Verbs that better what exists, and 开发: they name one platform or system where its words tell which one."""
DESCRIBED = ("平台", "系统", "库")
TELLING = 4
"""Characters that tell which platform or store is meant where nothing else does (社会|稳定态势检测|预警平台)."""
LONG = 6
"""Characters of plain words before an ending that together tell which one is meant."""
LONGEST, LONGEST_PROGRAMME, LONGEST_LISTED, SHORTEST_ITEM, SHORTEST = 60, 45, 30, 2, 3
NAMELESS = 8
"""Up to so many plain characters name no programme (重点工程, 专项行动)."""
POLICY_ENDINGS = ("行动", "计划", "活动")
SAYS_NOTHING = frozenset(
    ("重大", "重点", "重要", "主要", "专项", "综合", "基础", "设施", "相关", "有关", "各项", "配套", "建设", "项目", "年度", "工作", "系列")
)
"""Plain words that do not even say what a programme is for."""
OWN_PROJECT = 4
"""Characters of its own that make a name of a 项目 that is to be built (古雷炼化|一体化项目)."""
RANKED = re.compile(r"^(?:国家级|省级|市级|县级|、|和)+")
"""Ranks that several things of a kind have (国家级|经济技术开发区)."""
TO_BE_WON = ("争创", "申报", "争取")
"""Verbs (ids) whose object is a title."""
KINDS = re.compile("[和与及]")
PRAISE = re.compile(
    r"^(?:高水平|高质量|高标准|高素质|高端|现代化|专业化|一流|优质|特色|重点|综合性|区域性|示范性|统一|跨部门|跨区域|全方位|一站式|公益性|开放性|、)+"
)
WISHED = re.compile(r"(?:(?<!运营)(?<!调度)(?<!指挥)(?<!检测)(?<!监测)(?<!创作)中心|集散地|港)$")
UNNAMED_PROJECT = re.compile(r"(?:相关|等|类|型|个|招商引资|招商|落地)项目$|^(?:贫困|民族|边远|边境|农村|偏远|欠发达)地区.*项目$")
HEADS = re.compile("[头只羽]|核心|祖代|父母代|原种|扩繁|标准|规模")
"""Kinds and sizes of farms."""
TO_BE_BUILT = ("开办", "招生", "建设", "规划建设", "项目建设")
UNDER_WAY = ("支持", "推进", "加快", "深化", "")
"""Verbs (ids, none) under which …建设 is what is done."""


FROM_ROAD = re.compile(r"[^至]{2,10}(?:桥|路|大道|出口|互通|高速|机场)至[^至]{2,10}$")
"""A road by the road or the bridge at which it begins (二桥至大安)."""
SLOGAN = re.compile(r"^“[一二三四五六七八九十两\d]+[个大]一?[^”]{1,3}”(?:重大|重点|建设)?项目$")
"""A way to look after projects, not one of them (“四个一批”项目)."""


def judge(words: str, region: str | None, verb: str, listed: Listed, cut: str) -> Judged | None:
    """(type, rule) when the words are a name; `cut` are the words taken off behind them."""
    if not (SHORTEST_ITEM if listed == 2 else SHORTEST) <= len(words) <= LONGEST or is_many(words) or words[0] in "的等和与及、，":
        return None
    if SLOGAN.match(words):
        return None
    last = ending(words)
    if last is None and not listed and not words.endswith("”"):
        return None
    placed = names_place(words, region) or bool(numbered(words) or QUOTED.search(words) or OFFICIAL.match(words))
    before = core(words)[: -len(last.form)] if last is not None else words
    case = Case(words, before, region, verb, listed, cut, is_proper(words, region), placed)
    if last is None:
        return _unended(case)
    if last.use == "wish":
        return ("programme", "project.quoted") if _is_quoted_city(case, last) else None
    if last.use == "works":
        return ("facility", "project.works") if is_works(case) else None
    if last.use == "programme":
        return _programme(case) if not last.needs or QUOTED.search(words) else None
    if verb in UNDER_WAY and cut.startswith(TO_BE_BUILT):
        case = replace(case, verb="建设")
    if not _is_facility(case, last):
        return None
    quoted = (
        (last.needs == "own" or last.form == "场") and words.startswith("“") and words.endswith("”")
    )  # “四好农村路” is a policy by its name
    return ("programme", "project.quoted") if quoted else ("facility", "project.facility")


def _is_facility(case: Case, last: Ending) -> bool:
    institution = last.needs == "proper" and is_institution(core(case.words), case.region)
    if last.form in BUILDINGS or (institution and case.verb in SCHOOL_BUILT):
        return institution and (case.verb in SCHOOL_BUILT or case.listed > 0)
    if _is_general(case, last) or _is_wished(case, last):
        return False
    if SCHOOL.search(case.words) and case.verb not in FOUNDED and not case.words.startswith("“") and not case.listed:
        return False
    own = specific(case.words)
    if case.placed or (own >= 1 and (case.proper or case.listed > 0)):
        return True
    if case.verb == "改造" and is_lasting(case.words):
        return True
    return _is_described(case, last, IMPROVED) or (case.verb in BUILT and (own >= 2 or _is_long(case, last)))


def _is_described(case: Case, last: Ending, verbs: frozenset[str]) -> bool:
    """Whether the words under such a verb tell well enough which platform, system or store is meant (文明|创建测评|系统)."""
    return (
        case.verb in verbs
        and last.form.endswith(DESCRIBED)
        and specific(case.words) >= TELLING
        and not re.search("[、和与及各]", case.words)
    )


def _is_general(case: Case, last: Ending) -> bool:
    """Whether nothing in the words can tell which one is meant."""
    if len(case.before) < 2 and not case.proper:
        return True
    if "、" in case.words and "等" not in case.words and (not case.proper or only_places(case.words, case.region)):
        return True
    if last.needs == "proper" and not (
        case.placed
        or _is_new_quarter(case, last)
        or _is_farm(case, last)
        or case.listed
        or (last.form == "库" and _is_described(case, last, IMPROVED | BUILT))
    ):
        return True
    if _is_ranked(case):
        return True
    if _are_two_kinds(case.words, last):
        return True
    return "的" in case.words and specific(case.words.rsplit("的", 1)[1]) == 0 and not opens_with_place(case.words, case.region)


def _is_new_quarter(case: Case, last: Ending) -> bool:
    """Whether a quarter is to be built under a name of its own (武夷|新区)."""
    named = SHORTEST_ITEM <= len(case.before) <= TELLING and plain_out(case.before) == case.before
    return last.form == "新区" and case.verb in FOUNDED and named and not case.proper


def _is_farm(case: Case, last: Ending) -> bool:
    """Whether a breeding farm is to be built under a name of its own (德康鱼梁|种猪场)."""
    named = len(case.before) >= TELLING and plain_out(case.before) == case.before and not HEADS.search(case.before)
    return last.form.startswith("种") and case.verb in BUILT and named


def _is_ranked(case: Case) -> bool:
    """Whether only a rank is told of a kind (国家级|经济技术开发区) that is no title to be won."""
    if case.placed or case.listed or case.verb in TO_BE_WON or not RANKED.match(case.before):
        return False
    return not plain_out(RANKED.sub("", case.before))


def _are_two_kinds(words: str, last: Ending) -> bool:
    """Whether two kinds of one thing are named and none of them (通用机场和|货运机场)."""
    halves = KINDS.split(words)
    return len(halves) == 2 and all(half.endswith(last.form) and specific(half) == 0 for half in halves)


def _is_wished(case: Case, last: Ending) -> bool:
    """Whether the words tell what a place should become (打造全国一流的…中心)."""
    if case.verb != "打造":
        return False
    return bool(WISHED.search(case.words) and not case.proper) or (
        (last.form in ("示范区", "新城", "通道", "枢纽") or "一流" in case.words) and not case.placed
    )


def _is_long(case: Case, last: Ending) -> bool:
    """Whether so many plain words stand before the ending that together they tell which one is meant (数字教育资源生产|基地)."""
    known = case.verb in FOUNDED - {"设立"} or case.verb in ("规划", "推进") or last.form in ("园", "小镇", "谷")
    return known and len(PRAISE.sub("", case.before)) >= LONG


def _programme(case: Case) -> Judged | None:
    plain = case.before.strip("“”")
    nameless = len(plain) <= NAMELESS and not plain_out(plain).strip("、") and not _says_what_for(case, plain)
    if len(plain) < 2 or nameless or len(case.words) > LONGEST_PROGRAMME or not (case.proper or case.listed or case.verb in RUN):
        return None
    if case.words.endswith("项目"):
        own = specific(case.words) if "、" not in case.words else 0
        known = case.proper or case.listed or own >= (OWN_PROJECT if case.verb in BUILT else NAMELESS)
        if UNNAMED_PROJECT.search(case.words) or not known:
            return None
    return ("facility", "project.works") if is_built(case) else ("programme", "project.programme")


def _says_what_for(case: Case, plain: str) -> bool:
    """Whether two plain words say what the programme that is carried out is for (区域|协同|专项行动, 文化|惠民|工程)."""
    if case.verb not in ("实施", "开展") or "的" in plain:
        return False
    telling = set(plain_words(plain)) - SAYS_NOTHING
    policy = case.words.endswith(POLICY_ENDINGS) or (
        case.words.endswith("工程") and speaks_of("policy", plain) and not speaks_of("site", plain)
    )
    return policy and len("".join(telling)) >= OWN_PROJECT and len(telling) > 1


def _is_quoted_city(case: Case, last: Ending) -> bool:
    """“5G+光网”双千兆城市建设: what is built is named, although a city is a wish."""
    return last.form == "城市" and case.verb in ("推进", "建设") and "建设" in case.cut and QUOTED.match(case.words) is not None


def _unended(case: Case) -> Judged | None:
    """Words that end like no name are one in a list of names, or in quotation marks when they are to be built."""
    words, short = case.words, len(case.words) <= LONGEST_LISTED
    telling = len(plain_out(words)) >= SHORTEST_ITEM or not case.verb
    if case.listed == 2 and short and telling and (not case.cut or case.cut.startswith((*TO_BE_BUILT, "项目", "等", "实施", "前期"))):
        return "facility", "project.listed"
    if (
        case.listed == 1
        and short
        and (names_place(words, case.region) or FROM_ROAD.match(words) or QUOTED.match(words) or DIVERSION.search(words))
        and not is_bare_place(words, case.region)
    ):
        return ("programme" if words.startswith("“") else "facility"), "project.listed"
    if case.listed == 1 and short and case.verb in ("实施", "推进", "启动") and case.proper and not case.cut:
        own = len(plain_out(words)) > SHORTEST and not is_bare_place(words, case.region) and not names_place(words, case.region)
        if own:
            return ("programme" if case.verb == "实施" else "facility"), "project.listed"
    if not words.endswith("”") or not 6 <= len(words) <= 16 or "“智慧" in words:
        return None
    built = words.startswith("“") and case.verb in ("推进", "加快", "实施", "建设") and "建设" in case.cut
    return ("programme", "project.quoted") if built or re.search(r"“一张.”$", words) else None
