"""A04: an announced count against the items that are listed (“…等五大功能”, “三条铁路（F1、F2、F3）”, a box on 四大基地).

Counted are the items between 、; 和, 与 and 及 may join two items or belong to one, so the count is a span and only a number outside it is
reported. Items in brackets belong to the item before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.plan import Plan, grouped, short
from pipeline.document import Anchor, Block, Section
from pipeline.findings import Finding, Severity

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
NUMBER = r"(?P<n>[两二三四五六七八九十]|[2-9](?![\d.]))"
COUNT = re.compile(r"[两二三四五六七八九十\d](?:大|类|级|项|个|种|条)|“[一两二三四五六七八九]")
BEFORE = re.compile(
    rf"(?P<list>[^，,。；;：:！!]*?、[^，,。；;：:！!]*?)(?P<open>等)?“?{NUMBER}(?P<unit>大|类|级|项|个|种|条)(?P<noun>(?:(?!和|与|以及|及)[^\d，,。；;、：:（(“”]){{1,12}})"
)
AFTER = re.compile(
    rf"(?<![\d—第前～~+\-]){NUMBER}(?P<unit>大|类|项|个|种|条|级)(?P<noun>[^\d，,。；;、：:（(“”]{{1,14}})(?P<mark>[（(：:])(?P<list>[^）)：:。；;]*、[^）)：:。；;]*)[）)：:。；;]?"
)
SLOGAN = re.compile(r"“(?P<sum>(?:[一两二三四五六七八九]\w{1,3}){2,4})”[（(](?P<list>[^）)]*、[^）)]*)[）)]")
WORK = re.compile(
    r"新增|建设|培育|打造|实施|完成|创建|引进|设立|改造|达|至|超|约|近|每|第|前|首|前述|以上|以下|其中|增|连续|跨越|获评|入选"
)
BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
QUOTED = re.compile(r"“[^“”]*”")
JOINERS = re.compile(r"以及|和|与|及|或|and")
COUNTED = re.compile(r"[一二两三四五六七八九十]个")
LEVELS = re.compile(r"公共|网络|体系|联动|管理|服务|医疗|物流|平台|机构")


def counts(plan: Plan) -> Iterator[Finding]:
    """A04, in sentences, in boxes, and for groups that are announced but not all taken up."""
    for sentence, words in plan.words.items():
        if "、" not in words or not COUNT.search(words):
            continue
        for match, anchor in plan.find_in(BEFORE, sentence):
            if _is_list(match):
                yield from _compare(plan, match, anchor, _value(match["n"]))
        for match, anchor in plan.find_in(AFTER, sentence):
            yield from _compare(plan, match, anchor, _value(match["n"]))
        for match, anchor in plan.find_in(SLOGAN, sentence):
            yield from _compare(plan, match, anchor, sum(DIGITS[char] for char in match["sum"] if char in DIGITS))
    for section in plan.doc.sections:
        if section.kind == "box":
            yield from _box(plan, section)
        if section.kind in ("item", "point", "section"):
            yield from _left_out(plan, section)


def span(text: str) -> tuple[int, int]:
    """How many items a list has, at least and at most: “A、B和C” is two or three."""
    bare = BRACKETS.sub("", text)
    bare = QUOTED.sub(lambda match: match.group().replace("、", ""), bare) if not re.fullmatch(r"“[^“”]*”", bare) else bare
    parts = [part for part in bare.split("、") if part]
    joined = sum(len(JOINERS.findall(part)) for part in parts)
    return len(parts), len(parts) + joined


def _compare(plan: Plan, match: re.Match[str], anchor: Anchor, announced: int) -> Iterator[Finding]:
    listed = re.sub(r"^(?:以及|和|与|及)", "", match["list"])
    if "之一" in match.group() or "其他" in listed:
        return
    least, most = span(listed)
    gap = max(announced - most, least - announced)
    if gap <= 0 or most < 2 or gap > max(1, announced // 3):
        return
    shown = str(least) if least == most else f"{least}至{most}"
    named = match.group()[match.start("n") - match.start() :] if "n" in match.re.groupindex else match["sum"]
    few = most < announced
    open_list = ("open" in match.re.groupindex and match["open"]) or re.search(r"等[^、]{0,6}$", listed)
    severity: Severity = "info" if few and open_list else "warning"
    message = f"“{short(named.split('（')[0].split('：')[0], 20)}”宣布{announced}项，所列“{short(listed, 60)}”却有{shown}项"
    message += (
        "；“等”字之前未列全，宜补全。"
        if severity == "info"
        else f"，{'少' if few else '多'}{announced - most if few else least - announced}项；应补全、删减或改数。"
    )
    yield plan.finding("A04", severity, message, [anchor], str(announced), shown)


def _is_list(match: re.Match[str]) -> bool:
    """The count sums up the items before it; it is not a quantity, a grade, or a slogan beside another slogan."""
    if (
        match["noun"].endswith("之一")
        or match["n"] not in DIGITS
        or WORK.search(_last_item(match["list"]))
        or COUNTED.search(match["list"])
    ):
        return False
    return match["unit"] != "级" or bool(LEVELS.match(match["noun"]))


def _last_item(text: str) -> str:
    return BRACKETS.sub("", text).rsplit("、", 1)[-1]


def _value(number: str) -> int:
    return DIGITS[number] if number in DIGITS else int(number)


def _box(plan: Plan, section: Section) -> Iterator[Finding]:
    """A box whose title counts what its paragraphs list."""
    match = re.search(rf"{NUMBER}(?:大|项|类)([^\d]{{2,12}})$", plan.quote(section.heading))
    blocks = _paragraphs(plan).get(section.id, [])
    labelled = [block for block in blocks if re.match(r"[^，。；]{2,24}[:：]", plan.quote(block.anchor))]
    if match and len(labelled) > 1 and len(labelled) == len(blocks) and len(blocks) != _value(match["n"]):
        announced = _value(match["n"])
        message = f"“{plan.quote(section.heading)}”宣布{announced}项，专栏内列出{len(blocks)}项，{'少' if len(blocks) < announced else '多'}{abs(announced - len(blocks))}项。"
        yield plan.finding(
            "A04",
            "warning",
            message,
            [section.heading, *(_label(plan, block.anchor) for block in blocks)],
            str(announced),
            str(len(blocks)),
        )


@lru_cache(maxsize=2)
def _paragraphs(plan: Plan) -> dict[str, list[Block]]:
    """The paragraphs of each section, by its id."""
    return grouped((block for block in plan.doc.blocks if block.kind == "paragraph"), lambda block: block.section)


def _label(plan: Plan, anchor: Anchor) -> Anchor:
    stop = re.search(r"[:：]", plan.doc.text[anchor.start : anchor.end])
    return Anchor(anchor.start, anchor.start + stop.start()) if stop else anchor


GROUPS = re.compile(rf"(?P<list>[^，,。；;：:]*、[^，,。；;：:]*?)等?“?{NUMBER}大(?P<noun>群体|人群|领域|产业|基地|集聚区|工程|行动|板块)")


def _left_out(plan: Plan, section: Section) -> Iterator[Finding]:
    """All but one of the announced groups are taken up in the paragraphs that follow."""
    blocks = _paragraphs(plan).get(section.id, [])
    if len(blocks) < 3:
        return
    for match, anchor in plan.find(GROUPS, within=blocks[0].anchor):
        items = [_item(part) for part in BRACKETS.sub("", match["list"]).split("、")]
        if len(items) != _value(match["n"]) or len(items) < 3:
            continue
        rest = plan.quote(Anchor(anchor.end, section.anchor.end))
        missing = [item for item in items if item not in rest]
        if len(missing) == 1:
            message = f"“{short(match.group(), 50)}”提出{len(items)}个{match['noun']}，下文分述了其余{len(items) - 1}个，没有一句涉及“{missing[0]}”。"
            yield plan.finding(
                "A04",
                "warning",
                message,
                [anchor, *(block.run_in or _first(plan, block.anchor) for block in blocks[1:])],
                f"分述{len(items)}个",
                f"分述{len(items) - 1}个",
            )


def _item(part: str) -> str:
    """An item without the words that lead to the first one: “深入实施城镇职工” → 城镇职工."""
    return re.sub(r"^.*(?:实施|围绕|推进|发展|聚焦|针对|面向|做强|建设|打造|培育|建成)", "", part)


def _first(plan: Plan, anchor: Anchor) -> Anchor:
    """The first sentence of a paragraph."""
    return next(plan.doc.sentences(anchor), anchor)
