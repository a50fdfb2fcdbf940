"""P01 beyond projects: a zone, park, base or platform that the running text names in two ways, one of which only puts in a word.

Found are names that end alike (…示范区, …产业园) and of which one becomes the other when one or two characters inside are left out:
国家海洋经济示范区 and 国家海洋经济发展示范区; and names with their county before them in one place and without it in another. Mentions of projects are left to `aliases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.aliases import joined
from pipeline.checks.plan import Plan
from pipeline.document import Anchor
from pipeline.findings import Finding

NOUN = re.compile(
    r"示范区|试验区|先行区|产业园区?|工业园区?|投资区|经济区|开发区|功能区|汽车城|物流城|实验室|研究院|数据中心|产业基地|生产基地|渔业基地|博览会|交易会|博物馆"
)
STOPS = re.compile(r"[^\w—\-+]|_")
PLAIN = re.compile(
    r"国家|全国|全省|全市|省级|市级|世界|国际|区域|一流|高质量|高水平|高标准|现代化?|发展|创新|综合|经济|产业|科技|技术|绿色|生态|数字|开放|合作|改革|建设|共建|支持|打造|先行|引领|试验|示范|重点|特色|新型"
)
"""Words that any zone may bear: a name of these only is no name."""
LEADING = re.compile(
    r"^(?:依托|推[进动]|加快|建[设成]|融入|围绕|支持|打造|促进|以|在|把|将|及|和|与|是|的|对接|做[大强优]|提升|培育|发展|规划|高标准|高质量)+"
)
OWN = 6
"""Characters of a name that is known again without its county."""
LONGEST, LEAST, HEAD, GAP = 16, 8, 4, 2
"""Characters looked at, of the shorter name, before the word put in, and of that word."""


def spellings(plan: Plan) -> Iterator[Finding]:
    """P01: one finding for each pair of spellings; the first place of each."""
    text = plan.running[0]
    ends = [match.end() for match in NOUN.finditer(text)]
    first_at: dict[str, int] = {}
    for end in ends:
        name = _before(text, end)
        for length in range(LEAST, len(name) + 1):
            first_at.setdefault(name[-length:], end)
    pairs: dict[tuple[str, str], tuple[str, str, int]] = {}
    for end in ends:
        for short, long in _shortened(_before(text, end), first_at):
            key = short[-LEAST:], long[-LEAST:]
            if key not in pairs or len(pairs[key][0]) < len(short):
                pairs[key] = short, long, end
    for short, long, end in pairs.values():
        yield from _pair(plan, short, long, first_at[short], end)
    for short, long, alone, end in _led(plan, text, ends):
        yield from _pair(plan, short, long, alone, end)


def _before(text: str, end: int) -> str:
    """The characters up to `end` that may belong to the name."""
    return STOPS.split(text[max(0, end - LONGEST) : end])[-1]


def _shortened(name: str, known: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The ends of the name that are a known name when one or two characters inside are left out: (known name, this one)."""
    for gap in range(1, GAP + 1):
        for at in range(HEAD, len(name) - 1 - gap):
            for start in range(max(0, at - LEAST), at - HEAD + 1):
                short = name[start:at] + name[at + gap :]
                if (
                    len(short) >= LEAST
                    and short in known
                    and len(PLAIN.sub("", NOUN.sub("", short))) >= 2
                    and not re.search(r"\d|[一二三四五六七八九十和与及]", name[at : at + gap])
                ):
                    yield short, name[start:]


def _led(plan: Plan, text: str, ends: list[int]) -> Iterator[tuple[str, str, int, int]]:
    """Names that begin with a place, with their county before it and without: 福清江阴港城经济区 and 江阴港城经济区; with the first end of each."""
    names = [(LEADING.sub("", _before(text, end)), end) for end in ends]
    alone, places = dict[str, int](), tuple(plan.place_names)
    for name, end in names:
        if name.startswith(places) and _is_own(name):
            alone.setdefault(name, end)
    led: dict[str, tuple[str, int]] = {}
    for name, end in names:
        for length in range(OWN, len(name) - 1):
            short, before = name[-length:], name[:-length]
            place = next((before[-size:] for size in (2, 3, 4) if before[-size:] in plan.place_names), "")
            if short in alone and place:
                led.setdefault(short, (place + short, end))
    yield from ((short, long, alone[short], end) for short, (long, end) in led.items())


def _is_own(name: str) -> bool:
    return len(name) >= OWN and len(PLAIN.sub("", NOUN.sub("", name))) >= 2


def _pair(plan: Plan, short: str, long: str, alone: int, end: int) -> Iterator[Finding]:
    one = plan.passage(alone - len(short), alone)
    two = plan.passage(end - len(long), end)
    if not _told(plan, one, two):
        message = f"疑为同一名称，有2种写法：“{short}”（{plan.where(one)}）、“{long}”（{plan.where(two)}）；应统一名称，以免被当作不同事物；如不是同一事物，请注明区别。"
        yield plan.finding("P01", "info", message, sorted([one, two]), short, long)


def _told(plan: Plan, one: Anchor, two: Anchor) -> bool:
    """Both stand in mentions of one project, whose names are told already."""
    return any(
        any(mention.anchor.overlaps(one) for mention in group) and any(mention.anchor.overlaps(two) for mention in group)
        for group in joined(plan)
    )
