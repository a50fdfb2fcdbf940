"""S03 and S04: passages printed twice, wordings that drift between two places, and damaged text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped, short
from pipeline.document import Anchor
from pipeline.findings import Finding, Severity
from pipeline.lexicon import load

LONG = 20
"""Sentences shorter than this may be repeated without anybody minding."""
GRAM = 4
NUMBERS = re.compile(r"[\d一二三四五六七八九十]+")
CLAUSE = re.compile(r"[^，,。；;：:！？]+")
FOREIGN = re.compile(r"(?<=[\u4e00-\u9fff）”])\s*(?<![A-Za-z])(and|with|or|of|the|for|to|in|by|from)(?![A-Za-z])\s*(?=[\u4e00-\u9fff“（])")
RESIDUE = re.compile(r"\ufffd|_\{[^}]*\}|\^\{[^}]*\}|\\[a-z]{2,}|&[a-z]{2,5};|\*\*|\$[^$\s]{1,12}\$|[\u25a1\u25a0]{2,}")
TRADITIONAL = re.compile("[區國發產業東門長開關經濟學體會實點線轉讓將應當處總與為義務變證據網絡設備環護劃資規導際價術準級結構組織觀眾創協調優質綠畫園鄉鎮縣灣島漁農塢黃龍馬鳳閩]")
DOUBLED = re.compile(r"([，。；、：])\1|的的|了了|和和|在在(?!$)|与与|及及|为为")
STUTTER = re.compile(r"(?:^|[，。；、])([\u4e00-\u9fff]{6,12})([^，。；、]{0,12})，\1(?=[^，。；、])")


def repeated(plan: Plan) -> Iterator[Finding]:
    """S03: the same sentences again. Side by side they are a slip of the pen, in a box or another chapter a repetition."""
    places = grouped(_long_sentences(plan), lambda pair: pair[0])
    again = {text: [anchor for _, anchor in pairs] for text, pairs in places.items() if len(pairs) > 1}
    seen: set[int] = set()
    for text, anchors in again.items():
        if anchors[0].start in seen:
            continue
        run = _run(plan, anchors[0], again)
        seen |= {anchor.start for anchor in run}
        yield _repeated(plan, text, anchors, run)
    yield from _drifting(plan)


def damaged(plan: Plan) -> Iterator[Finding]:
    """S04: characters and words that no writer of a Chinese plan put there; known misprints; doubled words."""
    for block in plan.doc.blocks:
        text = plan.doc.text[block.anchor.start : block.anchor.end]
        for match in FOREIGN.finditer(text):
            anchor = Anchor(block.anchor.start + match.start(1), block.anchor.start + match.end(1))
            yield _damage(plan, _around(anchor, block.anchor), f"正文中夹有英文词“{match[1]}”，疑为转换时的残留，应改回中文。", match[1])
        for match in RESIDUE.finditer(text):
            yield _damage(plan, _around(_shift(match, block.anchor), block.anchor), f"“{match.group()}”是乱码或排版代码的残留，应恢复原字。", match.group())
    for match, anchor in plan.find(TRADITIONAL):
        if not TRADITIONAL.search("".join(char for char in plan.doc.text[max(anchor.start - 20, 0) : anchor.start])):
            yield _damage(plan, _around(anchor, _block(plan, anchor)), f"简体文件中夹有繁体字“{match.group()}”，应改为简体。", match.group())
    for match, anchor in plan.find(DOUBLED):
        yield _damage(plan, _around(anchor, _block(plan, anchor)), f"“{match.group()}”重复，应删去一个。", match.group())
    yield from _typos(plan)
    yield from _half_width(plan)
    yield from _stutters(plan)
    for dropped in plan.doc.dropped:
        if dropped.kind in ("damage", "page"):
            start = dropped.start or 0
            message = f"第{dropped.page}页有文字未能读出：{dropped.note or short(dropped.text)}；原件可能损坏，请核对。" if dropped.page else f"有文字未能读出：{dropped.note or short(dropped.text)}。"
            yield plan.finding("S04", "warning", message, [Anchor(start, min(start + 20, len(plan.doc.text)))] if dropped.start is not None else [], "完整文字", dropped.text[:20])


def _long_sentences(plan: Plan) -> Iterator[tuple[str, Anchor]]:
    for sentence in plan.sentences:
        text = plan.quote(sentence)
        if len(text) >= LONG:
            yield text, sentence


def _run(plan: Plan, first: Anchor, again: dict[str, list[Anchor]]) -> list[Anchor]:
    """The sentences from the first on that are all repeated."""
    at = plan.sentences.index(first)
    run = []
    for sentence in plan.sentences[at:]:
        if plan.quote(sentence) not in again and len(plan.quote(sentence)) >= LONG:
            break
        run.append(sentence)
    return run


def _repeated(plan: Plan, text: str, anchors: list[Anchor], run: list[Anchor]) -> Finding:
    near = plan.doc.section_at(anchors[0].start).id == plan.doc.section_at(anchors[-1].start).id
    length = sum(len(plan.quote(sentence)) for sentence in run)
    if near:
        message = f"自“{short(text, 30)}”起{length}字在同一节内重复印了{len(anchors)}遍，应删去一遍，并核对衔接处是否漏字。"
        return plan.finding("S03", "error", message, [*anchors, *_junction(plan, anchors[-1])], "1遍", f"{len(anchors)}遍")
    places = "、".join(plan.where(anchor) for anchor in anchors)
    message = f"“{short(text, 40)}”一字不差出现{len(anchors)}次（{places}）；专栏或他章宜概括、引用，不必照录。"
    return plan.finding("S03", "info", message, anchors, "1处", f"{len(anchors)}处")


def _junction(plan: Plan, second: Anchor) -> list[Anchor]:
    """The sentence before the second printing, in which the first one breaks off."""
    at = plan.sentences.index(second)
    return [plan.sentences[at - 1]] if at else []


def _drifting(plan: Plan) -> Iterator[Finding]:
    """Two clauses that are almost the same: which of the wordings holds?"""
    from rapidfuzz.distance import Indel

    clauses = [(match.group(), anchor) for match, anchor in plan.find(CLAUSE) if 10 <= len(match.group()) <= 60]
    near: dict[str, list[int]] = {}
    told: set[int] = set()
    for index, (text, anchor) in enumerate(clauses):
        rivals = dict.fromkeys(other for at in range(len(text) - GRAM + 1) for other in near.get(text[at : at + GRAM], ()))
        for other in rivals:
            first, before = clauses[other]
            boxed = plan.in_box(anchor) != plan.in_box(before)
            if other not in told and _bare(first) != _bare(text) and not _differ_in_number(first, text) and _near(Indel.normalized_similarity(first, text), boxed, first, text):
                told.add(other)
                message = f"同一内容两种写法：{plan.where(before)}“{short(first)}”，{plan.where(anchor)}“{short(text)}”；应统一。"
                yield plan.finding("S03", "info", message, [before, anchor], first, text)
                break
        for at in range(len(text) - GRAM + 1):
            near.setdefault(text[at : at + GRAM], []).append(index)


def _bare(text: str) -> str:
    """The letters alone: brackets and quotation marks of another width are no other wording."""
    return re.sub(r"[^\w]", "", text)


def _near(similarity: float, boxed: bool, first: str, second: str) -> bool:
    """Almost the same: one slip anywhere, or a sentence of the body that its box words a little differently."""
    return (similarity >= 0.88 and _one_slip(first, second)) or (boxed and similarity >= 0.84 and first[:3] == second[:3] and first[-3:] == second[-3:])


def _differ_in_number(first: str, second: str) -> bool:
    return NUMBERS.findall(first) != NUMBERS.findall(second)


def _one_slip(first: str, second: str) -> bool:
    """They differ in one place, by at most two characters and not at the ends only."""
    lead = next((at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), min(len(first), len(second)))
    tail = next((at for at, (one, two) in enumerate(zip(first[::-1], second[::-1], strict=False)) if one != two), min(len(first), len(second)))
    one, two = first[lead : max(len(first) - tail, lead)], second[lead : max(len(second) - tail, lead)]
    return lead >= 4 and tail >= 2 and max(len(one), len(two)) <= 2


def _damage(plan: Plan, anchor: Anchor, message: str, found: str) -> Finding:
    return plan.finding("S04", "error", f"{plan.where(anchor)}“{short(plan.quote(anchor))}”：{message}", [anchor], "", found)


def _typos(plan: Plan) -> Iterator[Finding]:
    for match in load("typos", plan.doc.region).find(plan.doc.text):
        wrong, right = plan.doc.text[match.start : match.end], str(match.entry.data["right"])
        anchor = _around(Anchor(match.start, match.end), _block(plan, Anchor(match.start, match.end)), 10)
        severity: Severity = match.entry.data.get("severity", "error")
        yield plan.finding("S04", severity, f"{plan.where(anchor)}“{plan.quote(anchor)}”中“{wrong}”疑为错字或未定稿的文字，应为“{right}”。", [anchor], right, wrong)


def _half_width(plan: Plan) -> Iterator[Finding]:
    """One finding a document: paragraphs whose commas are those of Latin text."""
    found = [anchor for match, anchor in plan.find(re.compile(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff“]"))]
    blocks = list(dict.fromkeys(_block(plan, anchor) for anchor in found))
    if len(blocks) > 2:
        message = f"{len(blocks)}段正文用了半角标点（{len(found)}处），其余用全角，应统一为全角。"
        yield plan.finding("S04", "info", message, found[:5], "全角", "半角")


def _stutters(plan: Plan) -> Iterator[Finding]:
    for match, anchor in plan.find(STUTTER):
        message = f"“{match[1]}”在相邻两个分句中重复作主语，应删去一处。"
        yield plan.finding("S04", "info", message, [anchor], "1次", "2次")


def _around(anchor: Anchor, within: Anchor, reach: int = 8) -> Anchor:
    """The anchor with some characters on both sides, so that the quote can be found and read."""
    return Anchor(max(anchor.start - reach, within.start), min(anchor.end + reach, within.end))


def _shift(match: re.Match[str], block: Anchor) -> Anchor:
    return Anchor(block.start + match.start(), block.start + match.end())


def _block(plan: Plan, anchor: Anchor) -> Anchor:
    block = plan.doc.block_at(anchor.start)
    return block.anchor if block else anchor


