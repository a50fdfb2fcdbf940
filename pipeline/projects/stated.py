"""Projects of which a sentence tells without a verb over them: a name, then where it lies, what it costs, how far it is."""

from __future__ import annotations

import re

from pipeline.projects.built import is_lasting
from pipeline.projects.governing import LEAD
from pipeline.projects.judging import LONGEST
from pipeline.projects.naming import Name, named
from pipeline.projects.words import is_of_a_company, is_proper, plain_out
from pipeline.values import Stage

SPOKEN_OF = re.compile("项目|工程|生产线|拆除重建|[现成][扩提升改]")
"""Without these a clause tells of no project."""
NAMED_THING = re.compile(r"(?:(?:项目|工程|生产线)(?:（[^（）]{2,20}）)?|(?<=[桥闸坝馆楼])拆除重建)$")
TOLD_NEXT = re.compile(
    r"(?:项目|工程)?(?:选址|总投资|投资总额|计划总?投资|估算总?投资|概算|总?占地|规划用地|建设规模|建设内容|建设地点|建设年限|建设期|位于|主体工程)"
)
"""What the next clause tells of a project that the one before it names."""
REPORTED = re.compile(
    r"(?:项目|工程|生产线)(?=(?:目前|现)?(?:已经?被?|均?已|正在)(?P<how>列入|纳入|开工|动工|建成|完成|投产|竣工|启动|完工)|总投资|投资总额|位于|选址|占地)"
)
"""大唐雷州火电项目|已被列入…"""
BETTERED = re.compile(r"(?:基本|全面|顺利)?(?:实现|完成)(?:扩能|扩容|提质|升级|改造|改扩建){1,3}$")
"""宜宾五粮液机场|实现扩能提质."""
LISTING = re.compile(r"(?:[\d一二三四五六七八九十]+个[^，。：；]{0,8}项目(?:分别)?(?:为|是|有|包括)|项目(?:分别为|如下|包括))$")
"""其他8个项目分别为：… opens a list of projects, one to each semicolon."""
HOW: dict[str, Stage] = {
    "开工": "start",
    "动工": "start",
    "启动": "start",
    "建成": "complete",
    "投产": "complete",
    "竣工": "complete",
    "完工": "complete",
}
PREPARED = re.compile(r"^[^。；]{0,30}前期工作")
UNNAMED = re.compile(
    r"^(?:该|本|此|这|其|全|各|以上|上述|所有|一批|重点|重大|主要|(?!\d{4}(?![\d年个大项条座处所家公户亩万亿名人台套吨千米平多余]))\d|[一二三四五六七八九十]+[个大项])"
)
SHORTEST, OWN = 6, 3
"""Characters of a project's name, and those of its own that tell which one is meant, at least."""
COMPANY = re.compile("公司|集团")


def stated(text: str, start: int, end: int, region: str | None, in_list: bool) -> tuple[int, Name, Stage | None] | None:
    """(offset, name, stage) of the project of which the clause text[start:end] tells; None where it names none.

    `in_list`: the clause opens an item of a list of projects (8个项目分别为：…).
    """
    if SPOKEN_OF.search(text, start, end) is None:
        return None
    bettered = BETTERED.search(text, start, end)
    if bettered is not None and is_lasting(text[start : bettered.start()]):
        return start, Name(0, bettered.start() - start, "facility", None, "project.stated"), "complete"
    report = REPORTED.search(text, start, end)
    stop = report.end() if report is not None else end
    if report is None and not (NAMED_THING.search(text, start, end) and (in_list or TOLD_NEXT.match(text, end + 1))):
        return None
    lead = LEAD.match(text, start, stop)
    lo = lead.end() if lead else start
    if stop - lo > 2 * LONGEST:
        return None
    found = named(text[lo:stop], region, "建设", 2 if in_list else 0)
    if found is None or lo + found.end != stop or not _is_one(text[lo + found.start : stop], region, in_list):
        return None
    stage = HOW.get(report.group("how") or "") if report is not None else found.stage
    return lo, found, stage or ("planning" if report is not None and PREPARED.match(text[stop:]) else None)


def opens_list(label: str) -> bool:
    """Whether the words before a colon say that projects follow."""
    return LISTING.search(label) is not None


def _is_one(name: str, region: str | None, in_list: bool) -> bool:
    if UNNAMED.match(name) or len(name) < SHORTEST:
        return False
    own = plain_out(NAMED_THING.sub("", name))
    return len(own) >= OWN and (in_list or is_proper(name, region) or is_of_a_company(name) or COMPANY.search(name) is not None)
