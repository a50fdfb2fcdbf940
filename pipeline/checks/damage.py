"""S04: text that no writer of a Chinese plan put there.

Characters are judged by what they are (Latin function words, code of a typesetting program, traditional forms), words by lexicons of
misprints and of official names, names of places by the region's gazetteer and the characters that are taken for each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks.plan import Plan, grouped, short
from pipeline.document import HAN, Anchor
from pipeline.facts import Place
from pipeline.findings import Finding, Severity
from pipeline.lexicon import Lexicon, load

FOREIGN = re.compile(rf"(?<={HAN}|[）”])\s*(?<![A-Za-z])(and|with|or|of|the|for|to|in|by|from)(?![A-Za-z])\s*(?={HAN}|[“（])")
RESIDUE = re.compile(r"\ufffd|_\{[^{}]{0,12}\}|\^\{[^{}]{0,12}\}|\\[a-z]{2,}|&[a-z]{2,5};|\*\*|\$[^$\s]{1,12}\$|[\u25a1\u25a0]{2,}")
DOUBLED = re.compile(
    r"([，。；、：])\1|(?<![目])的的(?!确|士)|(?<![不为除明终末未受])了了(?!解)|(?<![中温缓调祥饱平共谐柔总随维冲谈融附掺议讲])和和(?![谐平美睦缓气解善])|"
    r"(?<![实存潜现所内外正旨好自])在在(?!$|[线校职建册岗编位押逃])|(?<![参赋给授])与与(?!会)|(?<![普涉以波触顾累遍殃推企])及及(?!时|早|格|第)|(?<![作行成认以因视人分称转更大])为为(?!了|什|主)"
)
"""A word twice; not where the first belongs to the word before (目的|的, 碳中和|和) or the second to the one behind (以及|及时, 为了|了解)."""
PREDICATE = (
    r"(?:连续|不断|持续|继续|始终|已|均|都|位居|居|达到?|被|获|实现|取得|得到|更加|更为|进一步|稳步|全面|明显|显著|成为|得以|有[了力效序]|"
    r"深入|扎实|顺利|圆满|成[效功]|加快|大幅|日益|日趋|初步|基本|总体|如期)"
)
STUTTER = re.compile(
    rf"(?:^|[，。；])((?!坚持|推[进动]|加[强快大]|构建|建[设立]|完善|提[升高]|实施|深化|发展|强化|开展|健全|优化|促进|支持|鼓励|落实|贯彻|把握|打造|培育|形成|以|在|对|把|将|为|从){HAN}{{6,12}})"
    rf"(?={PREDICATE})([^，。；、]{{1,12}})，\1(?={PREDICATE})"
)
"""A subject with its predicate, and the same subject again at once; no object that is taken up (开展中期评估，中期评估情况…), no parallel of verbs
or of subjects that begin alike (公共文化服务体系…，公共文化服务水平…)."""
DRAFT = re.compile(
    r"[（(【\[](?:此处)?(?:过程|待定|待补充?|待核实?|待完善|暂缺|略图|初稿|讨论稿|送审稿|修改稿|征求意见稿|示意稿)[图稿]?[）)】\]]|[×Ｘ]{2,}|[?？]{2,}"
)
HALF_WIDTH = re.compile(rf"{HAN}[,;:?!](?:{HAN}|“)")
TRADITIONAL = frozenset(
    "區國發產業東門長開關經濟學體會實點線轉讓將應當處總與為義務變證據網絡設備環護劃資規導際價術準級結構組織觀眾創協調優質綠畫園鄉鎮縣灣島漁農塢黃龍馬鳳閩"
)
SIMPLIFIED_TOO = frozenset("潟祐珮璘珪郃惇塽瞭於邨濛璟昇珺琯甯堃喆垚滘甪埗")
"""Characters outside the basic set that stand in names as they are."""
CLOSING = ("协定", "条约", "公约", "宪章")
BARE = re.compile(r"\W")
USUAL = 3
"""A name so often in the document is the usual one."""
LIKE = 0.78
"""From this similarity on, words between the head and the tail of an official name are meant to be the name."""


def damaged(plan: Plan) -> Iterator[Finding]:
    """S04 in order of kind; one finding a slip."""
    yield from _characters(plan)
    yield from _doubled(plan)
    yield from _typos(plan)
    yield from _official_names(plan)
    yield from _cut_names(plan)
    yield from _place_names(plan)
    yield from _drafts(plan)
    yield from _half_width(plan)
    yield from _unread(plan)


def _characters(plan: Plan) -> Iterator[Finding]:
    text, residue = plan.doc.text, []
    for match in FOREIGN.finditer(text):
        anchor = Anchor(match.start(1), match.end(1))
        yield _damage(plan, anchor, f"正文中夹有英文词“{match[1]}”，疑为转换时的残留，应改回中文。", match[1])
    for match in RESIDUE.finditer(text):
        residue.append(Anchor(match.start(), match.end()))
    if residue:
        words = "、".join(dict.fromkeys(f"“{plan.doc.text[anchor.start : anchor.end]}”" for anchor in residue))
        message = f"{words}是排版代码或乱码的残留（{len(residue)}处），应恢复原字。"
        yield plan.finding("S04", "info", message, [_around(plan, anchor) for anchor in residue[:5]], "原字", words)
    yield from _variants(plan)


def _variants(plan: Plan) -> Iterator[Finding]:
    """Traditional and variant characters in a document that is otherwise simplified."""
    strange_ones = sorted(char for char in set(plan.doc.text) if char > "\u4e00" and _is_variant(char))
    found = [Anchor(match.start(), match.end()) for char in strange_ones for match in re.finditer(char, plan.doc.text)]
    if len(found) > max(20, len(plan.doc.text) // 100):
        return  # a document in traditional characters
    known = plan.facts.of(Place)
    for char, anchors in grouped(found, lambda anchor: plan.doc.text[anchor.start]).items():
        strange = [anchor for anchor in anchors if not any(place.anchor.contains(anchor) for place in known)]
        if char in TRADITIONAL or 0 < len(strange) <= 2:
            severity: Severity = "error" if char in TRADITIONAL else "warning"
            kind = "繁体字" if char in TRADITIONAL else "繁体、异体或生僻字"
            yield from (_damage(plan, anchor, f"夹有{kind}“{char}”，应核对并改为规范字。", char, severity) for anchor in strange)


@cache
def _is_variant(char: str) -> bool:
    """In the first level of Big5 (common traditional characters), not in the basic set of simplified ones."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        try:
            return char not in SIMPLIFIED_TOO and b"\xa4\x40" <= char.encode("big5") <= b"\xc6\x7e"
        except UnicodeEncodeError:
            return False
    return False


def _doubled(plan: Plan) -> Iterator[Finding]:
    for match in DOUBLED.finditer(plan.doc.text):
        yield _damage(plan, Anchor(match.start(), match.end()), f"“{match.group()}”重复，应删去一个。", match.group())
    for match, anchor in plan.find(STUTTER):
        message = f"“{match[1]}”在相邻两个分句中重复作主语，应删去一处。"
        yield plan.finding("S04", "info", message, [anchor], "1次", "2次")


def _typos(plan: Plan) -> Iterator[Finding]:
    for match in load("typos").find(plan.doc.text):
        anchor = Anchor(match.start, match.end)
        wrong, right = plan.doc.text[match.start : match.end], str(match.entry.data["right"])
        if any(word in plan.quote(_around(plan, anchor, 40)) for word in match.entry.data.get("unless", ())):
            continue
        severity: Severity = match.entry.data.get("severity", "error")
        yield _damage(plan, anchor, f"“{wrong}”疑为错字，应为“{right}”。", wrong, severity, right)


def _official_names(plan: Plan) -> Iterator[Finding]:
    """The head and the tail of an official name with other words between them."""
    from rapidfuzz.distance import Indel

    heads, right = _heads()
    for match in heads.find(plan.doc.text):
        for name in match.entry.data["names"]:
            found = _like(plan, match.start, name)
            if found is None or any(one in found[0] for one in right) or _is_writing(plan, found[0], BARE.sub("", name)):
                continue
            if Indel.normalized_similarity(found[0], BARE.sub("", name)) < LIKE:
                continue
            yield _damage(plan, found[1], f"“{found[0]}”疑有误，规范名称为“{name}”。", found[0], "warning", name)
            break


def _cut_names(plan: Plan) -> Iterator[Finding]:
    """An official name of an agreement without its last word: 区域全面经济伙伴关系签署."""
    names = [form for entry in load("official_names").entries for form in entry.forms if form.endswith(CLOSING)]
    for name in names:
        for match in re.finditer(re.escape(name[:-2]) + r"(?=签署|签订|签约|生效|达成|实施|缔结)", plan.doc.text):
            anchor = Anchor(match.start(), match.end() + 2)
            yield _damage(plan, anchor, f"“{name[:-2]}”之后漏“{name[-2:]}”，规范名称为“{name}”。", plan.quote(anchor), "warning", name)


def _like(plan: Plan, start: int, name: str) -> tuple[str, Anchor] | None:
    """The words from `start` up to the tail of the name, if that tail comes at about its length and the words are not the name."""
    tail, text = name[-2:], plan.doc.text
    end = text.find(tail, start + 4, start + len(name) + 3) if not text.startswith(name, start) else -1
    words = text[start : end + 2]
    return (words, Anchor(start, end + 2)) if end >= 0 and re.fullmatch(r"\w+", words) else None


def _is_writing(plan: Plan, words: str, name: str) -> bool:
    """The name with more between (全国首批市域社会治理现代化试点城市), without its marks, or shortened so more than once."""
    return _holds(words, name) or (_holds(name, words) and plan.running[0].count(words) > 1)


def _holds(words: str, name: str) -> bool:
    rest = iter(words)
    return all(char in rest for char in name)


@cache
def _heads() -> tuple[Lexicon, frozenset[str]]:
    """A lexicon of the heads of official names, each with the names that begin so; and all names as they should be."""
    from pipeline.lexicon import Entry

    entries = load("official_names").entries
    long = [form for entry in entries for form in entry.forms if len(form) >= 7]
    heads = tuple(Entry(head, (head,), (), (), {"names": names}) for head, names in grouped(long, _head).items())
    return Lexicon("official_heads", heads), frozenset(form for entry in entries for form in (*entry.forms, *entry.not_forms))


def _head(name: str) -> str:
    """The first two characters, or three where two begin half of all names."""
    return name[: 3 if name.startswith(("国家", "全国", "世界", "综合")) else 2]


def _place_names(plan: Plan) -> Iterator[Finding]:
    """A name of the region's gazetteer with one character taken for another, beside other names of the region."""
    slips = _slips(plan.doc.region) if plan.doc.region else None
    if slips is None or not slips.entries:
        return
    places = plan.facts.of(Place)
    for match in slips.find(plan.doc.text):
        anchor, right = Anchor(match.start, match.end), str(match.entry.data["right"])
        near = _around(plan, anchor, 40)
        wrong, known = plan.doc.text[match.start : match.end], bool(match.entry.data["known"])
        if plan.doc.text[match.end : match.end + 1] in ("市", "县", "区", "省", "州"):
            continue  # a place elsewhere, by its full name
        rare = plan.doc.text.count(right) >= USUAL > plan.doc.text.count(wrong) if known else True
        if rare and any(near.overlaps(place.anchor) and not anchor.overlaps(place.anchor) for place in places):
            yield _damage(plan, anchor, f"“{wrong}”疑为本地地名“{right}”之误。", wrong, "warning", right)


@cache
def _slips(region: str) -> Lexicon | None:
    """Names of the region's own gazetteer, and their stems, each with one character exchanged."""
    from pipeline.lexicon import Entry

    try:
        cities = [entry for entry in load("places", region).entries if "districts" in entry.data]
    except FileNotFoundError:
        return None
    right = {
        stem for entry in cities for form in entry.forms for stem in (form, re.sub(r"[岛镇湾山村港区县市窑]$", "", form)) if len(stem) >= 2
    }
    wrong = {slip: stem for stem in sorted(right) for slip in _exchanged(stem)}
    return Lexicon("slips", tuple(Entry(slip, (slip,), (), (), {"right": stem, "known": slip in right}) for slip, stem in wrong.items()))


def _exchanged(name: str) -> Iterator[str]:
    confusable = load("confusable_characters")
    for at, char in enumerate(name):
        entry = confusable.by_form(char)
        for other in entry.forms if entry else ():
            if other != char:
                yield name[:at] + other + name[at + 1 :]


def _drafts(plan: Plan) -> Iterator[Finding]:
    for match in DRAFT.finditer(plan.doc.text):
        anchor = Anchor(match.start(), match.end())
        yield _damage(plan, anchor, f"“{match.group()}”是未定稿的标注，应换成定稿，或删去标注。", match.group(), "warning", "定稿")


def _half_width(plan: Plan) -> Iterator[Finding]:
    """One finding a document: paragraphs whose commas are those of Latin text."""
    found = [Anchor(match.start(), match.end()) for match in HALF_WIDTH.finditer(plan.doc.text)]
    blocks = {plan.doc.block_at(anchor.start) for anchor in found}
    if len(blocks) > 2:
        message = f"{len(blocks)}段正文用了半角标点（{len(found)}处），其余用全角，应统一为全角。"
        yield plan.finding("S04", "info", message, found[:5], "全角", "半角")


def _unread(plan: Plan) -> Iterator[Finding]:
    for dropped in plan.doc.dropped:
        if dropped.kind in ("damage", "page"):
            start = dropped.start or 0
            what = f"有文字未能读出：{dropped.note or short(dropped.text)}"
            message = f"第{dropped.page}页{what}；原件可能损坏，请核对。" if dropped.page else f"{what}。"
            place = [Anchor(start, min(start + 20, len(plan.doc.text)))] if dropped.start is not None else []
            yield plan.finding("S04", "warning", message, place, "完整文字", dropped.text[:20])


def _damage(plan: Plan, anchor: Anchor, message: str, found: str, severity: Severity = "error", expected: str = "") -> Finding:
    shown = _around(plan, anchor)
    return plan.finding("S04", severity, f"{plan.where(anchor)}“{short(plan.quote(shown))}”：{message}", [shown], expected, found)


def _around(plan: Plan, anchor: Anchor, reach: int = 8) -> Anchor:
    """The anchor with some characters of its block on both sides, so that the quote can be found and read."""
    block = plan.doc.block_at(anchor.start)
    within = block.anchor if block else Anchor(max(anchor.start - reach, 0), min(anchor.end + reach, len(plan.doc.text)))
    return Anchor(max(anchor.start - reach, within.start), min(anchor.end + reach, max(within.end, anchor.end)))
