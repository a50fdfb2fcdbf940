"""P01: one project under several names.

Mentions that `resolve` joined are one project. Names that it left apart are called doubtful when one has all characters of the other in
order, or the same characters in another order, and both agree in their numbers and in what kind of thing they name: 沈海高速福厦段扩容二期 and
沈海高速公路福厦段扩容二期工程福州江阴至泉州惠安段, but not 省道107 and 省道207, nor a park and the road to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from pipeline.checks.plan import Plan, grouped
from pipeline.checks.projects import Mention, entities, in_heading, plain
from pipeline.document import HAN
from pipeline.findings import Finding
from pipeline.projects import features

GENERIC = re.compile(r"(?:重大|试点)?(?:工程|项目|建设|公路|机组|线路|工程段|综合)+$")
NUMBERS = re.compile(r"[A-Za-z]*\d+[A-Za-z]?|[一二三四五六七八九十百千万]+(?=[期号桥线级亿])")
SHORT = 4
"""Names of fewer characters are too alike to tell."""
RARE = 12
"""A piece of a name that so many names share tells nothing."""
LONG = 8
DISTINCT = frozenset("东西南北中上下前后内外左右新老旧省市县区州国一二三四五六七八九十甲乙丙丁大小高低深浅水陆空铁公江河湖海山")
SAME_START = 4
PLAIN = re.compile(r"工程|项目|建设|产业|生产|示范|国际|综合|公路|全国|国家级?|一流|重点|[省市县区的]|[一二两三四五六七八九十百千万]+亿级")
APART = frozenset(("数字", "虚拟", "线上", "网上", "云上", "掌上", "移动", "流动", "配套"))
"""Words that make another thing of what is named so."""
INSERTED = 3
"""More characters between two of a name make another thing of it: 宏东远洋渔业产业园, 宏东毛里塔尼亚远洋渔业产业园."""
WAY = r"高速|高铁|铁路|公路|城际|客专|快速路|快线|专线|专用线|连接线|航线|轻轨|地铁|大道|隧道|大桥|通道|航道|运河"
WAY_TO = re.compile(rf"(?:{WAY})+(?:公路)?")
"""What is built to a thing is another thing: 国际机场, 国际机场高速."""
ENDS_AS_WAY = re.compile(rf"(?:{WAY}|线|路|桥)$")
ROUTE = re.compile(rf"(?:{HAN}{{2,6}}?)(?={WAY})")
"""The end points that open the name of a road or railway: 成渝|高速公路."""


def names(plan: Plan) -> Iterator[Finding]:
    """All names and places of a project in one finding."""
    for found in joined(plan):
        by_name = grouped(found, lambda mention: plain(mention.value.name))
        if len({_bare(name) for name in by_name}) > 1 and not _are_two(by_name) and not _one_place(found):
            sure = len({mention.value.entity for mention in found}) == 1 and found[0].value.entity is not None and _surely(plan, by_name)
            shown = "、".join(f"“{group[0].value.name}”（{plan.where(group[0])}）" for group in by_name.values())
            message = f"{'同一项目' if sure else '疑为同一项目，'}有{len(by_name)}种写法：{shown}；应统一名称，以免被当作不同项目{'' if sure else '；如非同一项目，请注明区别'}。"
            yield plan.finding(
                "P01", "info", message, [group[0] for group in by_name.values()], found[0].value.name, f"{len(by_name)}种写法"
            )


def _surely(plan: Plan, written: Iterable[str]) -> bool:
    """The longest name adds to each of the others only a place and words that tell nothing apart (产业, 工程, 一流)."""
    names = sorted((features(name, frozenset(), plan.doc.region).norm for name in written), key=len)
    added = [_pieces(name, names[-1]) for name in names[:-1]]
    return all(pieces is not None and all(_tells_nothing(plan, piece) for piece in pieces) for pieces in added)


def _one_place(found: list[Mention]) -> bool:
    """All are readings of one and the same words."""
    return all(mention.anchor.overlaps(found[0].anchor) for mention in found)


def _are_two(written: Iterable[str]) -> bool:
    """Two names, and what one adds makes another thing of it: 南水北调数字博物馆 is no museum that one can enter."""
    names = sorted(written, key=len)
    return len(names) == 2 and any(piece in APART for piece in _pieces(*names) or ())


def _pieces(short: str, long: str) -> list[str] | None:
    """The runs of characters that the long name has more than the short one; None when it lacks one of them."""
    from rapidfuzz.distance import Indel

    blocks = [block for block in Indel.opcodes(short, long) if block.tag != "equal"]
    if any(block.tag != "insert" for block in blocks):
        return None
    return [long[block.dest_start : block.dest_end] for block in blocks]


def _tells_nothing(plan: Plan, piece: str) -> bool:
    bare = PLAIN.sub("", piece)
    return not bare or bare in plan.doc.title[:8] or bare in plan.place_names


@lru_cache(maxsize=2)
def joined(plan: Plan) -> tuple[list[Mention], ...]:
    """The mentions of each project, those whose names are alike together; headings apart; in text order."""
    found = [[mention for mention in mentions if not in_heading(plan, mention)] for mentions in entities(plan).values()]
    groups = [mentions for mentions in found if mentions]
    home = list(range(len(groups)))
    for one, two in _alike_pairs([sorted({plain(mention.value.name) for mention in mentions}) for mentions in groups]):
        first, second = sorted((_root(home, one), _root(home, two)))
        home[second] = first
    members = grouped(range(len(groups)), lambda at: _root(home, at)).values()
    return tuple(sorted((mention for at in group for mention in groups[at]), key=lambda mention: mention.anchor) for group in members)


def _root(home: list[int], at: int) -> int:
    while home[at] != at:
        at = home[at]
    return at


def _alike_pairs(names_of: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of groups with a pair of alike names that share a rare piece; a name that is short for several others is the word for such things."""
    pieces: dict[str, dict[int, None]] = {}
    for at, found in enumerate(names_of):
        for name in found:
            for start in range(len(name) - 2):
                pieces.setdefault(name[start : start + 3], {})[at] = None
    near = {(one, two) for sharing in pieces.values() if len(sharing) <= RARE for one in sharing for two in sharing if one < two}
    pairs = [(one, two) for one, two in sorted(near) if any(alike(first, second) for first in names_of[one] for second in names_of[two])]
    longer: dict[int, list[int]] = {}
    for one, two in pairs:
        short, long = sorted((one, two), key=lambda at: len(min(names_of[at], key=len)))
        longer.setdefault(short, []).append(long)
    known = set(pairs)
    for brief, others in longer.items():
        if all((min(pair), max(pair)) in known for pair in combinations(others, 2)):
            yield from ((brief, other) for other in others)


def alike(first: str, second: str) -> bool:
    """The names differ only by words that one of them adds."""
    short, long = sorted((_bare(first), _bare(second)), key=len)
    if len(short) < SHORT or NUMBERS.findall(short) != NUMBERS.findall(long):
        return False
    if _is_way_to(short, long) or _are_two_routes(short, long):
        return False
    if sorted(short) == sorted(long) or _one_slip(short, long):
        return True
    if len(short) < LONG and short not in long and not long.startswith(short[:2]):
        return False  # words before it and words within: 质量提升行动 is not 森林质量精准提升行动
    inside = _added(short, long) <= INSERTED or _added(short[::-1], long[::-1]) <= INSERTED
    return inside and (short[-2:] == long[-2:] or (long.startswith(short[:SAME_START]) and len(short) >= 2 * SHORT))


def _is_way_to(short: str, long: str) -> bool:
    """The long name is that of a road or line to what the short one names; a line with its kind added (成灌城际铁路) stays the same."""
    return long.startswith(short) and WAY_TO.fullmatch(long, len(short)) is not None and ENDS_AS_WAY.search(short) is None


def _are_two_routes(first: str, second: str) -> bool:
    """Roads or railways of the same words but for an end point: 成渝高速公路扩容, 成雅高速公路扩容."""
    one, two = ROUTE.match(first), ROUTE.match(second)
    if one is None or two is None or first[one.end() :] != second[two.end() :] or one.end() != two.end():
        return False
    return sorted(one.group()) != sorted(two.group())


def _one_slip(first: str, second: str) -> bool:
    """Long names that differ in one character, and not in one that tells things apart (东, 西, 省, 市)."""
    if len(first) != len(second) or len(first) < LONG:
        return False
    differing = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and not DISTINCT & set(differing[0])


def _added(short: str, long: str) -> int:
    """The longest run of characters that the long name adds between two of the short one; beyond all bounds when it lacks one of them."""
    at, widest = -1, 0
    for index, char in enumerate(short):
        found = long.find(char, at + 1)
        if found < 0:
            return len(long)
        widest = max(widest, found - at - 1) if index else 0
        at = found
    return widest


def _bare(name: str) -> str:
    return GENERIC.sub("", name) or name
