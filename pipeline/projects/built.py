"""Whether something is built: a 工程 that is no policy, works that are done to something named."""

from __future__ import annotations

import re

from pipeline.projects.cases import BUILT, Case
from pipeline.projects.words import (
    DIVERSION,
    QUOTED,
    ending,
    is_of_a_company,
    names_place,
    names_water,
    numbered,
    plain_out,
    speaks_of,
    specific,
)

SHORTEST, OWN, OWN_ROAD, OWN_QUARTER = 3, 2, 6, 3
"""Characters: of a thing with a name at least; that tell which one is meant; of the name of a road before its ending at most;
that tell which quarter is meant."""
LASTING = re.compile(
    r"(?:高速公路|城际铁路|高速铁路|抽水蓄能电站|水电站|铁路|高铁|高速|公路|国道|省道|快速路|大道|大桥|隧道|航道|运河|水库|电站|风电场|电厂|水厂|灌区|水利枢纽|污水处理厂|船闸|机场|变电站|换流站)$"
)
"""Roads, ports, waterworks, power stations: works on one of them are works on a thing with a name (成渝高速公路|扩容)."""
ROAD_CODE = re.compile(r"[GSXY]\d{2,}")
"""A road by its number: what is done to it is built (G358|二改一工程)."""
PLACE_ON_IT = re.compile(r"(?:(?<=[道路速铁线])(?:关键|拥堵|重要)?(?:节点|互通|出入口)|(?<=[道路速铁线])提速|扩能|扩容|除险|增效扩容)$")
"""Where on a road the works are done (通燕高速|节点|改造)."""
COMMON = re.compile(
    r"县乡|乡村|农村|通村|通乡|县道|乡道|村道|拥堵|繁忙|早期|在建|拥挤|收费|超期|达标|路段|国有|原有|现有|沿线|重点|再生|净化|燃气|生物质|火电|分散|常规|调节|备用|应急|边境|各|等|和|与|及|、"
)
"""What stands before roads in general."""
MOVED = ("迁建", "扩建", "改扩建", "异地新建", "易地新建")
"""Works that are done to buildings only (义乌三中|迁建)."""
WATERWORKS = re.compile(r"防洪|排涝|引水|调水|灌区|除险加固|拓浚|堤防|防波堤|调蓄|输水|[东西南北]调|(?<=险)水库|河道")
"""Works of water are built (两库|引水|工程)."""
RIVER_WORK = re.compile(r"^[^、的中小]{1,3}[江河溪](?:综合|流域|生态|水环境|水系|系统)*(?:治理|整治|修复)$")
"""What is done to one river (大沽河|综合治理)."""
NEW = re.compile(r"(?:新建|改建|扩建|迁建|续建|改扩建)工程$")
QUARTERS = ("景区", "街区", "步行街", "片区", "公园", "古城", "商圈", "广场")
BETTERED = re.compile(r"(?:扩能|改造|综合|品质|功能|整治|环境|提升|提质|增效|升级|提级){0,6}(?:提升|提质|增效|升级|提级)$")
"""What is done to a thing that a 工程 betters (嵩山实验室|提质|工程)."""


def is_works(case: Case) -> bool:
    """Whether works are done to something named (福州机场|智能化升级), or stand in a list of names."""
    if names_water(case.words) and case.verb in BUILT | {"改造"}:
        return True
    if len(case.before) < SHORTEST or (case.words.endswith("一体化") and not case.listed):
        return False
    told = case.placed or specific(case.words) >= OWN
    on_site = _has_site(case.before) or case.words.endswith(MOVED) or speaks_of("plant", case.before)
    if case.listed and is_of_a_company(case.words):
        return True
    return case.listed == 2 or ((case.proper or case.listed == 1) and told and on_site) or _has_own_site(case.before) or _is_on_road(case)


def is_built(case: Case) -> bool:
    """Whether a 工程 or 项目 is something built and not a policy."""
    placed = names_place(case.words, case.region) or numbered(case.words) or names_water(case.words)
    if case.words.endswith("项目"):
        return placed or not speaks_of("policy", case.words)
    if ROAD_CODE.match(case.before):
        return True
    if speaks_of("study", case.before):
        return False
    if speaks_of("building", case.before) and (case.placed or case.listed or case.verb in BUILT):
        return True
    if case.words.endswith("工程") and _is_bettered(case, placed):
        return True
    if (speaks_of("policy", case.words) and not numbered(case.words)) or case.before.endswith("”") or case.words.endswith("规划"):
        return False
    built = ending(case.before)
    if built is not None and built.use in ("facility", "works") and (placed or not built.needs):
        return True
    if case.verb in BUILT and (
        is_lasting(case.before) or (built is not None and built.use == "facility" and specific(case.before) >= OWN_QUARTER)
    ):
        return True
    return (placed or (case.listed > 0 and not QUOTED.search(case.words))) and speaks_of("site", case.before)


def _is_on_road(case: Case) -> bool:
    """Whether the works are done to one road, port or waterworks with a name of its own, whatever place it lies in (成渝高速公路|扩容)."""
    return (not case.verb or case.verb in BUILT) and is_lasting(case.before)


def is_lasting(name: str) -> bool:
    """Whether the words are one road, port, waterworks or power station with a name of its own (罗家坪|抽水蓄能电站)."""
    own = LASTING.sub("", PLACE_ON_IT.sub("", name))
    if own == name or COMMON.search(name):
        return False
    return OWN <= len(own) <= OWN_ROAD and plain_out(own) == own


def _is_bettered(case: Case, placed: bool) -> bool:
    """Whether a 工程 betters one thing with a name (三环路|扩能提升), a river, or moves water (“引大入秦”|延伸增效)."""
    if DIVERSION.search(case.words) and not case.before.endswith("”"):
        return True
    own = BETTERED.sub("", WATERWORKS.sub("", case.before))
    if (
        WATERWORKS.search(case.before)
        and not speaks_of("study", case.before)
        and len(plain_out(own)) >= OWN
        and not QUOTED.search(case.words)
    ):
        return True
    if NEW.search(case.words) and len(plain_out(NEW.sub("", case.words))) >= OWN:
        return True
    thing = BETTERED.sub("", case.before)
    if thing == case.before:
        return False
    last = ending(thing)
    if RIVER_WORK.match(thing) or (names_water(thing) and speaks_of("site", thing)):
        return True
    if last is None or last.use != "facility":
        return False
    return placed or specific(thing) >= (OWN if last.needs != "proper" else OWN_QUARTER if thing.endswith(QUARTERS) else len(thing))


def _has_site(before: str) -> bool:
    """Whether something built stands in the words."""
    return speaks_of("site", before) or any(
        last is not None and last.use == "facility" for last in (ending(before[:at]) for at in range(SHORTEST, len(before) + 1))
    )


def _has_own_site(before: str) -> bool:
    """Whether a thing with a name of its own stands in the words (核应急指挥平台|数字化升级)."""
    prefixes = [before[:at] for at in range(SHORTEST + 2, len(before) + 1)]
    return any(
        last.use == "facility" and not last.needs and specific(prefix) >= SHORTEST
        for prefix in prefixes
        if (last := ending(prefix)) is not None
    )
