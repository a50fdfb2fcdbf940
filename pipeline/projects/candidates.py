"""From a sentence to the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.projects.governing import Governor, governor, opens
from pipeline.projects.lists import COLON, COMMA, PAUSE, Span, cut, outside
from pipeline.projects.naming import Type, complete, named
from pipeline.projects.words import NUMBERED, ending, is_proper, names_place, peeled, specific
from pipeline.values import Stage

AND_SO_ON = re.compile(r"(?<![高中初平均同优对相何])等(?![级同等候待于离值次候])")
TOTAL = re.compile(r"^(?:[一二三四五六七八九十]|\d)+大?[个座条项支]?(?=.{2,})")
SUMMED = re.compile(r"(?:园|平台|基地|道路|快速路|(?<!线)路|铁路|河道（湖体）|河道|湖|码头|场馆|馆|组团|新城|景区|街区|功能区|中心|系统|寨|机场|港|电站|水库|通道|枢纽|泊位|院|小镇|区)$")
UNSUMMED = re.compile(r"企业|产业(?!园)|领域|产品|品牌|技术|地区|资源|人才|区域|业态|城市(?!组团)|服务(?!平台|中心)|方式|措施|问题|功能(?!区)|县|优势|政策|机制|制度|环节|要素|行业|材料|群体|文化(?!园)|活动|国家(?!级)")
CONJUNCTION = re.compile(r"以?及(?!其)|[和与暨]")
RAIL = re.compile(r"^[\u4e00-\u9fff]{2,3}(高铁|铁路|客专|高速公路|高速|城际)$")
SLOGAN = re.compile(r"^“[^”]+”（([^（）]+、[^（）]+)）")
"""“一横一纵”（A、B）: the brackets list what is meant."""
NUMBER_END = re.compile(r"(?:\d[A-Za-z]?|[A-Z]\d*|[一二三四五六七八九十])$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """text[start:end] names an undertaking; `name` differs from it only where names share an ending (昌福、广福高铁)."""

    start: int
    end: int
    name: str
    type: Type
    stage: Stage | None
    rule: str


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a list, the verb over it, whether it stands among names, and the stage that words behind the list tell."""

    start: int
    end: int
    verb: str
    stage: Stage | None
    listed: bool
    told: str | None = None


def candidates(text: str, region: str | None, boxed: bool) -> Iterator[Candidate]:
    """All names of undertakings in a sentence without white space; `boxed` in a box, where a bare list is a list of names."""
    free = outside(text)
    label: Governor | None = None
    before = Governor(0, 0)
    for clause in cut(text, COMMA, (0, len(text)), free):
        pieces = cut(text, COLON, clause, free)
        if len(pieces) > 1:
            label = governor(text[slice(*pieces[0])]) if boxed else None
            if boxed:
                yield from _labelled(text, pieces[0], region, free)
        elif text[clause[0] - 1 : clause[0]] in ("；", ";"):
            label = None
        over = governor(text[slice(*pieces[-1])])
        inherited = before if text.startswith(("以及", "和", "及"), clause[0]) else label
        if not over.verb and not over.used and inherited is not None and inherited.verb and not inherited.used:
            over = replace(over, verb=inherited.verb, stage=inherited.stage)
        yield from _clause(text, pieces[-1], over, region, boxed, free)
        before = over


def _labelled(text: str, span: Span, region: str | None, free: list[bool]) -> Iterator[Candidate]:
    """The label of a paragraph in a box, where it is the name of a programme itself (“美丽气质”工程：…) or says what will be built."""
    words = text[slice(*span)]
    over = governor(words)
    if over.verb:
        yield from _clause(text, span, over, region, True, free)
        return
    start = span[0] + over.start
    last = ending(words)
    if last is not None and last.use == "programme":
        found = named(text[start : span[1]], region, "实施", True)
        if found is not None and start + found.end == span[1]:
            yield Candidate(start, span[1], text[start : span[1]], found.type, None, found.rule)


def _clause(text: str, span: Span, over: Governor, region: str | None, boxed: bool, free: list[bool]) -> Iterator[Candidate]:
    if over.used:
        return
    inside = (span[0] + over.start, span[0] + over.end)
    bare = boxed and not over.verb and _is_bare_list(text, span, free)
    if over.verb or bare:
        parts = _parts(text, inside, over, bare, region, free)
        if over.verb == "打造" and any(_is_wish(text[part.start : part.end]) for part in parts):
            parts = [part for part in parts if names_place(text[part.start : part.end], region) and not _is_wish(text[part.start : part.end])]
        for part in parts:
            yield from _named(text, part, region, free)
    elif boxed:
        yield from _subjects(text, inside, region, free)


def _is_wish(words: str) -> bool:
    last = ending(words)
    return last is not None and last.use == "wish"


def _subjects(text: str, span: Span, region: str | None, free: list[bool]) -> Iterator[Candidate]:
    """Names in a box of which something is said: 可门经济开发区、闽清经济开发区等|完成基础设施建设."""
    parts = cut(text, PAUSE, span, free)
    if len(parts) < 2:
        return
    last = parts[-1]
    mark = next((at for at in AND_SO_ON.finditer(text, *last) if free[at.start()]), None)
    if mark is None:
        return
    told = governor(text[mark.end() : last[1]]).stage or "advance"
    for lo, hi in (*parts[:-1], (last[0], mark.start())):
        words = text[lo:hi]
        if complete(words) and is_proper(words, region):
            found = named(words, region, "", False)
            if found is not None:
                yield Candidate(lo + found.start, lo + found.end, words[found.start : found.end], found.type, told, "project.subject")


def _is_bare_list(text: str, span: Span, free: list[bool]) -> bool:
    """A list of names without a sentence around it: it ends with 等, a name, or words behind one."""
    parts = cut(text, PAUSE, span, free)
    last = text[slice(*parts[-1])] if parts else ""
    return len(parts) > 1 and all(hi - lo <= 45 for lo, hi in parts) and (last.endswith("等") or complete(last))


def _parts(text: str, span: Span, over: Governor, bare: bool, region: str | None, free: list[bool]) -> list[Part]:
    """The items of the list under a verb, joined where an item alone is no name."""
    found: list[Part] = []
    for lo, hi in cut(text, PAUSE, span, free):
        own = opens(text[lo:hi]) if found else None
        if own is not None and own.verb:
            lo, verb, stage = lo + own.start, own.verb, own.stage
        else:
            verb, stage = (found[-1].verb, found[-1].stage) if found else (over.verb, over.stage)
        end = next((at.start() for at in AND_SO_ON.finditer(text, lo + 2, hi) if free[at.start()]), hi)
        found.append(Part(lo, end, verb, stage, bare))
        if end < hi:
            found = _summed(text, found, (end + 1, hi))
    return _joined(text, found, region)


def _summed(text: str, parts: list[Part], span: Span) -> list[Part]:
    """The items before 等, told what the words behind it say: 等项目 (they are names), 等四大基地 (they are one), 等建设 (how far)."""
    words = text[slice(*span)]
    told = next((stage for _, stage in peeled("某某" + words) if stage), None)
    last = ending(words)
    if last is not None and last.use in ("facility", "programme") and parts[-1].verb and _is_one(text, parts, words):
        return [replace(parts[0], end=span[1])]
    if words.startswith("一批"):
        parts = [replace(part, verb="支持") if part.verb == parts[-1].verb else part for part in parts]  # only what is proper by itself
    listed = parts[-1].listed or (any(SUMMED.search(left) for left, _ in peeled(words)) and not UNSUMMED.search(words) and len(words) < 20 and not words.startswith("一批"))
    return [replace(part, listed=listed or part.listed, told=told) if part.verb == parts[-1].verb else part for part in parts]


def _is_one(text: str, parts: list[Part], words: str) -> bool:
    """Whether the items and what sums them up are one name: 纺织化纤、汽车等四大产业基地, 高新区、仓山区等光电园区, 福州至龙岩等高铁项目."""
    if TOTAL.match(words) or (len(parts) == 1 and not complete(text[parts[0].start : parts[0].end]) and len(words) > 4):
        return True
    return all(re.search(r"[区县市]$", text[part.start : part.end]) and not complete(text[part.start : part.end]) for part in parts)


def _joined(text: str, parts: list[Part], region: str | None) -> list[Part]:
    """Items that are no names by themselves go together with the next one (13A、13B、13C泊位工程)."""
    found: list[Part] = []
    waiting: Part | None = None
    for at, part in enumerate(parts):
        if waiting is not None:
            part = replace(part, start=waiting.start, verb=waiting.verb, stage=waiting.stage)
        following = parts[at + 1] if at + 1 < len(parts) else None
        if following is not None and following.verb == part.verb and _waits(text[part.start : part.end], text[following.start : following.end], part.listed, region):
            waiting = part
        else:
            waiting = None
            found.append(part)
    return found


def _waits(item: str, following: str, listed: bool, region: str | None) -> bool:
    if NUMBER_END.search(item) and not complete(item):
        return True
    if len(following) <= 2 and not NUMBERED.search(following):
        return True
    if complete(item) or _is_wish(item):
        return False
    if RAIL.match(following) or (len(item) <= 3 and not listed):
        return len(item) > 1
    if listed:
        return names_place(item, region) and complete(following) and not names_place(following, region) and specific(following) <= 4
    return complete(following)


def _named(text: str, part: Part, region: str | None, free: list[bool]) -> Iterator[Candidate]:
    words = text[part.start : part.end]
    shared = _shared(text, part)
    if shared:
        yield from shared
        return
    slogan = SLOGAN.match(words)
    if slogan:
        told = next((stage for _, stage in peeled("某某" + words[slogan.end() :]) if stage), part.told)
        for lo, hi in cut(text, PAUSE, (part.start + slogan.start(1), part.start + slogan.end(1)), [True] * len(text)):
            yield from _named(text, replace(part, start=lo, end=hi, listed=True, told=told), region, free)
        return
    for lo, hi in _halves(text, (part.start, part.end), part, region, free):
        found = named(text[lo:hi], region, part.verb, part.listed)
        if found is not None and words:
            stage = found.stage or part.told or part.stage
            yield Candidate(lo + found.start, lo + found.end, text[lo + found.start : lo + found.end], found.type, stage, found.rule)  # type: ignore[arg-type]


def _halves(text: str, span: Span, part: Part, region: str | None, free: list[bool]) -> list[Span]:
    """The item cut at 和, 与, 及 where a name stands on both sides; what merely goes with a name is left out (码头和航道)."""
    for match in CONJUNCTION.finditer(text, span[0] + 2, span[1] - 2):
        left, right = (span[0], match.start()), (match.end(), span[1])
        if not free[match.start()] or not (complete(text[slice(*left)]) or _is_wish(text[slice(*left)])):
            continue
        first = named(text[slice(*left)], region, part.verb, part.listed)
        if _is_wish(text[slice(*left)]) and not complete(text[slice(*right)]):
            continue
        if first is None and not _is_wish(text[slice(*left)]) or "的" in text[slice(*right)][:8] and names_place(text[slice(*left)], region):
            continue
        if re.search(r"至[^至]{1,8}段$", text[slice(*left)]):
            continue
        second = named(text[slice(*right)], region, part.verb, specific(text[slice(*right)]) >= 2 and complete(text[slice(*right)]))
        if second is not None:
            return [left, *_halves(text, right, part, region, free)]
        if specific(text[slice(*right)]) == 0:
            return [left]
    return [span]


def _shared(text: str, part: Part) -> list[Candidate]:
    """昌福、广福、温福高铁: each takes the ending that the last one writes."""
    items = text[part.start : part.end].split("、")
    words = next((words for words, _ in peeled(items[-1]) if RAIL.match(words)), None)
    if len(items) < 2 or words is None or not all(2 <= len(item) <= 3 for item in items[:-1]):
        return []
    head = RAIL.match(words)
    assert head is not None
    end = part.end - len(items[-1]) + len(words)
    found, start = [], part.start
    for item in items:
        name = item + head.group(1) if item is not items[-1] else words
        stage = part.told or part.stage
        found.append(Candidate(start, end, name, "facility", stage, "project.shared-ending"))  # type: ignore[arg-type]
        start += len(item) + 1
    return found
