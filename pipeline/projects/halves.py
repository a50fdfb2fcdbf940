"""Names that 和, 与 and 及 join, told from those words inside one name."""

from __future__ import annotations

import re

from pipeline.projects.cases import Listed, Part
from pipeline.projects.lists import Span
from pipeline.projects.naming import complete, is_wish, named
from pipeline.projects.parts import AND
from pipeline.projects.words import ending, is_proper, names_place, peeled, speaks_of, specific

GOES_ON = re.compile(r"[东南西北]?(?:延|延伸|延线|延长线|延伸线|延伸段|延长段)")
"""5号线一期及|北延伸: the same line."""
OF_A_NAME = ("技术", "产品", "产业", "服务", "装备", "零部件")
"""What 及 joins inside one name (重离子应用技术|及装备制造产业基地)."""
ATTACHED = re.compile(r"(?:相关)?(?:配套|附属|辅助)(?:工程|项目)(?:建设)?")
"""What goes with a thing and is built with it."""
SHARED = re.compile(r"(?:快速化|改造|扩能|整治|提升|治理|拓宽|改建|扩建)+工程$")
"""Works that may be done to several things at once."""
JOINED = re.compile(
    r"^[^、和与及]{2,10}间的?(?:联络线|连接线|联络通道|连接通道|通道)(?!.{6})|^(?:[^、和与及]{2,10})(?<!的)(?:联络线|联络通道)(?!.{4})"
)
"""长株潭城际铁路与|石长线间联络线: what joins the two is one line."""
ROAD = re.compile("(?:高速|高速公路|铁路|公路|国道|大道|快速路|[东南西北]?环路?|线)$")
LINKED = re.compile("(?:连接线|联络线)(?:工程|项目)?(?:建设)?$")
COUNTED_SET = re.compile(r"“[一二两三四五六七八九十\d]+[个大项][^”]{1,6}”")
"""“两个纲要”和|交通强国五年行动计划: a count of papers is no part of the name beside it."""
TELLING = 2
WORK_ON = re.compile(r"(?:治理|整治|修复|保护|改造|提升|疏浚|清淤)$")
MORE_WORK = re.compile(
    r"(?:生态|环境|水环境|水生态|水系|岸线|河道|流域|综合|系统|景观|安全|保护|治理|修复|提升|整治|改造|利用|开发)+(?:工程|项目)(?:建设)?"
)
"""潮白河综合治理与|生态修复工程: more that is done to the same thing."""
STRETCH = re.compile(r"至[^至]{1,8}段$")


def halves(text: str, span: Span, part: Part, region: str | None, free: list[bool]) -> list[tuple[int, int, Listed]]:
    """The item, with how surely it stands in a list, cut at 和, 与, 及 where a name stands on both sides; what merely goes with a name is left out (码头和航道)."""
    for match in AND.finditer(text, span[0] + 2, span[1] - 2):
        left, right = text[span[0] : match.start()], text[match.end() : span[1]]
        if COUNTED_SET.fullmatch(left) and _own(right) >= TELLING and named(right, region, part.verb, part.listed) is not None:
            return [(match.end(), span[1], part.listed)]
        if GOES_ON.fullmatch(right):
            continue
        if (
            JOINED.search(right)
            or (match.group() == "与" and ROAD.search(left) and LINKED.search(right))
            or (WORK_ON.search(left) and any(MORE_WORK.fullmatch(words) for words, _ in peeled(right)))
        ):
            continue
        wish = is_wish(left)
        if match.group() == "及" and (_goes_with(right) or left.endswith(OF_A_NAME) or _shares_works(left, right)):
            continue
        if not free[match.start()] or STRETCH.search(left) or not (complete(left) or (wish and complete(right))):
            continue
        if wish and part.listed == 2:
            continue
        if wish and not is_proper(right, region):
            if _own(right) < 2:
                continue
            return [(match.end(), span[1], part.listed)]
        if not wish and (named(left, region, part.verb, part.listed) is None or ("的" in right[:8] and names_place(left, region))):
            continue
        own = _own(right)
        if own == 0 and _is_more_work(left, right):
            continue
        beside: Listed = 2 if own >= 2 else part.listed
        if named(right, region, part.verb, beside) is not None:
            rest = halves(text, (match.end(), span[1]), part, region, free)
            return [(span[0], match.start(), part.listed), *(rest if len(rest) > 1 else [(match.end(), span[1], beside)])]
        if own == 0 or not complete(text[slice(*span)]):
            return [(span[0], match.start(), part.listed)]
    return [(*span, part.listed)]


def _goes_with(words: str) -> bool:
    """Whether the words only name a part of what stands before 及 (黄河特大桥及|连接线, 港区四期及|配套工程)."""
    if ATTACHED.fullmatch(words):
        return True
    return any(last is not None and last.use == "facility" and specific(left) == 0 for left, _ in peeled(words) for last in (ending(left),))


def _shares_works(left: str, right: str) -> bool:
    """Whether one 工程 is done to both (四环线及|大河路快速化工程)."""
    last = ending(left)
    return last is not None and last.use == "facility" and SHARED.search(right) is not None


def _is_more_work(left: str, right: str) -> bool:
    """Whether only more is said of what is done to the thing named (邕江综合整治和|开发利用工程, 灌区续建配套与|现代化改造)."""
    last = ending(left)
    if last is None or last.use != "works":
        return False
    ends = [(words, end) for words, _ in peeled(right) if (end := ending(words)) is not None and end.use in ("works", "programme")]
    return any(not speaks_of("site", words[: -len(end.form)]) for words, end in ends)


def _own(words: str) -> int:
    """How many characters tell which one is meant, words behind the name apart; 0 when nothing ends like a name."""
    return max((specific(left) for left, _ in peeled(words) if (last := ending(left)) is not None and last.use != "wish"), default=0)
