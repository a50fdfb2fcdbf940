"""Which sector of government owns a stretch of text, and which department leads it.

The sectors lexicon says which words speak of which sector. `score` ranks the sectors of a text; a section is scored by its heading, its
text and the headings above it; any other place by its own words, its sentence and the section in which it stands. Scores are sums of
word weights: comparable within a text, not between texts. Words inside the name of a division (东港区, 上海) say nothing; what stands at the
end of a name says what it is (安徽省儿童医学中心 is a 医学中心).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from math import log

from pipeline.document import HAN, Anchor, Document, Section
from pipeline.facts import Facts, Topic
from pipeline.lexicon import Entry, Lexicon, load
from pipeline.places import national, short_name

Scores = dict[str, float]
"""Sector code → weight."""
Word = tuple[str, str, bool, float]
"""A word of the lexicon in a text: sector code, form, whether it is a weak one, its weight."""

WEAK, FULL = 0.35, {1: 0.7, 2: 1.0, 3: 1.3, 4: 1.6}
LONG = 1.8
HEADING, BODY, PARENT, GRANDPARENT, SUBJECT = 3.0, 3.0, 1.3, 0.5, 2.5
WORDS, SENTENCE, SECTION, PLAN = 4.0, 1.0, 1.2, 3.0
HEAD, TITLE_HEAD, KIND = 2.0, 1.0, 1.7
"""What the head of a name counts more than its other words; a kind that is no word of the lexicon counts as one besides."""
FRONT = 80
FIELD = re.compile(r"规划|行动计划|实施方案")
GENERAL = re.compile(r"国民经济|远景目标|工作报告|五年规划纲要")
ALSO_SHARE = 0.22
"""A sector with at least this share of the winner's score is an acceptable alternative."""

LONGEST = 300
"""Characters before an anchor in which its sentence part is looked for."""
PART_END = re.compile(r"[。；\n]")
NUMBERING = re.compile(
    r"^\s*(第[一二三四五六七八九十百]+[篇章节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+(\.\d+)*[.．、]?|专栏\s*\d+\s*[:：]?|[图表]\s*\d+)\s*"
)
TAIL = re.compile(
    rf"""(?:[（(][^（）()]*[）)]|工程|项目|建设|改造|改?扩建|[新迁改重续]建|配套|提[升标质]|综合|整治|治理|修复|加固|扩[容能]|升级|更新|改线|行动|试点|[一二三四五六七八九\d]期|第[一二三四五六七八九\d]+期
        |[东西南北]+(?:延伸?线?|段)|[东西南北中]部|[上中下]游|后续|近期|(?<!水)环境|流域|{HAN}{{2}}段|外绕|新区|[东西南北新]区|[、和及]?[A-Z]?\d+号?|[”\"“])+$""",
    re.VERBOSE,
)
"""What may follow the head of a name: works, phases, parts."""
WORKS_ON_WATER = re.compile(r"(?:整治|治理|拓浚|清淤|加固|疏浚|拓宽|生态修复|工程)")
HEADS = {
    "transport": re.compile(
        r"(?<![产岸红热一际管专防底电天短游光阵战连视曲钢])线$|[A-Z\d]线$|(?<![电泵作务应测收气油氢救护检验血源水])站$|(?<!香)港$|桥$"
    ),
    "industry": re.compile(r"(?<![水电热气油])厂$"),
    "water": re.compile(r"[^，。、]闸$"),
}
"""Endings that name a kind by a single character."""
RIVER_WORKS = re.compile(
    r"^.{1,4}[江河溪湖浜塘渠](?:[上中下]游|[东西南北]部|流域|干流|支流|水?环境|综合|系统|近期|后续|城区段|.{2,4}段){0,4}(?:整治|治理|拓浚|清淤|疏浚|修复|防洪|堤防|清水|水系)"
)
"""Works on a river by its name (竹排江上游植物园段流域治理)."""
DIVERTED = re.compile(r"南水北调|“?引[江河汉黄大淮水渠长滦洮岳沂济洺松嫩辽洱绰青][济入补]")
"""Water led from one river to another (引江济淮), also where the name goes on (“引大入秦”延伸增效工程)."""
LONGEST_TAIL = 24
"""Characters of works and phases at the end of a name at most."""
LONGEST_NAME = 40
"""Characters; what is longer is a sentence and has no head."""
RIVER = re.compile(r"[江河溪湖浜塘渠]$")
NO_MASK = re.compile(r"(?:城|郊|矿|新|山|库|园|景|牧|林|港|东|西)区$|水$|城$")
"""Names of divisions that are words or parts of words as well."""
NAMED_LEAD = re.compile(
    r"(?:责任单位|牵头单位|牵头部门|责任部门|主责单位)[：:]\s*([^。；\n）]{2,80})|[（(]([^（）()。；]{2,40}?)(?:等)?(?:负责)?牵头[^（）()]{0,30}[）)]|由([^，。；]{2,20}?)牵头"
)


def score(text: str, region: str | None) -> list[tuple[str, float]]:
    """The sectors that the text speaks of, weightiest first; equal weights in the order of the lexicon. Empty when none is named."""
    return _ranked(_weigh(text, region))


def subject(doc: Document) -> Scores:
    """What a plan of one field is about (文物事业发展“十四五”规划 → culture), by its title page; nothing for a plan of everything."""
    headings = (section.heading.start for section in doc.sections if section.heading.end > section.heading.start)
    return _subject(doc.title + doc.text[: min(next(headings, 0), FRONT)], doc.region)


def score_section(doc: Document, section: Section, about: Scores) -> list[tuple[str, float]]:
    """The sectors of a section: heading and text together, the headings above and the plan's subject as a hint."""
    total: Scores = {}
    _add(total, about, SUBJECT)
    above = doc.path(section)[:-1][::-1]
    _add(total, _weigh(bare_title(section.title), doc.region), HEADING, whole=False)
    _add(total, _head("".join(bare_title(section.title).split()), doc.region), TITLE_HEAD, whole=False)
    _add(total, _weigh_span(doc, Anchor(section.heading.end, section.anchor.end)), BODY)
    for weight, parent in zip((PARENT, GRANDPARENT), above, strict=False):
        scores = _weigh(bare_title(parent.title), doc.region)
        _add(total, scores, weight * max((_emphasis().get(code, 1.0) ** 2 for code in scores), default=1.0))
    if about and "planning" in total:  # goals and principles of one field are that field's
        total["planning"] *= WEAK
    return _ranked(total)


def sector_of(doc: Document, facts: Facts, anchor: Anchor) -> tuple[str | None, tuple[str, ...]]:
    """(owning sector, acceptable others) of the words at the anchor; needs the Topic facts of the sections."""
    total: Scores = {}
    _add(total, _weigh_span(doc, anchor), WORDS, whole=False)
    _add(total, _head_at(doc, anchor), HEAD, whole=False)
    _add(total, subject(doc), PLAN)
    _add(total, _weigh_span(doc, _clause(doc, anchor)), SENTENCE)
    topic = topic_at(doc, facts, anchor.start)
    if topic is not None and topic.sector:
        _add(total, {topic.sector: 1.0, **dict.fromkeys(topic.also[:2], 0.4)}, SECTION)
    return pick(_ranked(total))


def pick(ranked: list[tuple[str, float]], most: int = 3) -> tuple[str | None, tuple[str, ...]]:
    """The winner and those that come near it, or (None, ()) when nothing was named."""
    if not ranked:
        return None, ()
    best = ranked[0][1]
    return ranked[0][0], tuple(code for code, weight in ranked[1 : most + 1] if weight >= ALSO_SHARE * best)


def topic_at(doc: Document, facts: Facts, position: int) -> Topic | None:
    """The topic of the innermost section that has one."""
    for section in reversed(doc.path(doc.section_at(position))):
        for fact in facts.of(Topic, within=section.heading):
            return fact.value
    return None


def topics_by_section(facts: Facts) -> dict[str, Topic]:
    return {fact.value.section: fact.value for fact in facts.of(Topic)}


def department_of(sector: str | None, region: str | None) -> str | None:
    """The department that leads the sector in the region: by its city name where the city folder lists it, else the generic name."""
    return _leads(region).get(sector or "")


def stated_departments(text: str, region: str | None) -> tuple[str, ...]:
    """Departments that the text itself names as responsible (（市教育局牵头）, 责任单位：…), as written, in order, once each."""
    names = []
    for match in NAMED_LEAD.finditer(text):
        for name in re.split(r"[、，,；;\s]+|会同|和(?=[市省区县])", next(group for group in match.groups() if group)):
            if any(load("departments", region).find(name)):
                names.append(name)
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=16)
def _subject(front: str, region: str | None) -> Scores:
    front = re.sub(r"\s+", "", front)
    if not FIELD.search(front) or GENERAL.search(front):
        return {}
    return {code: weight for code, weight in _weigh(front, region).items() if code != "planning"}


@lru_cache(maxsize=4096)
def _weigh(text: str, region: str | None) -> Scores:
    """The weights of the words in a short text. Callers must not change what it returns."""
    return _sum(_words(text, region)[2])


def _weigh_span(doc: Document, anchor: Anchor) -> Scores:
    """The weights of the words inside the anchor, from one search of the whole text: sections lie in one another, facts share clauses."""
    starts, ends, words = _words_of_document(doc.text, doc.region)
    lo, hi = bisect_left(starts, anchor.start), bisect_left(starts, anchor.end)
    while hi > lo and ends[hi - 1] > anchor.end:
        hi -= 1
    return _sum(words[lo:hi])


def _head(name: str, region: str | None) -> Scores:
    """The sector of the word with which a name ends, works and phases left out (曹娥江大闸加固工程 → water); empty when it ends with none."""
    if len(name) > LONGEST_NAME:
        return {}
    bare = _bare(name)
    _, ends, words = _words(bare, region)
    return _by_head(name, bare, words[-1] if ends and ends[-1] == len(bare) else None)


def _head_at(doc: Document, anchor: Anchor) -> Scores:
    """The head of the words at the anchor, from the search of the whole text where they are printed without white space."""
    text = doc.text[anchor.start : anchor.end]
    name = "".join(text.split())
    if len(name) > LONGEST_NAME or len(name) < len(text):
        return _head(name, doc.region)
    bare = _bare(name)
    starts, ends, words = _words_of_document(doc.text, doc.region)
    at = bisect_left(ends, anchor.start + len(bare))
    ended = at < len(ends) and ends[at] == anchor.start + len(bare) and starts[at] >= anchor.start
    return _by_head(name, bare, words[at] if ended else None)


def _bare(name: str) -> str:
    """The name without works and phases at its end; as it stands when it is nothing else."""
    tail = TAIL.search(name, max(len(name) - LONGEST_TAIL, 0))
    return name[: tail.start()] if tail and tail.start() else name


def _by_head(name: str, bare: str, last: Word | None) -> Scores:
    """The sector of a name by the lexicon's word with which its bare form ends, else by endings of one character."""
    if last is not None and not last[2] and len(last[1]) < len(name):
        return {last[0]: 1.0}
    if RIVER_WORKS.search(name):
        return {"water": 2 * KIND, "environment": KIND}
    if DIVERTED.search(name):
        return {"water": KIND}
    if RIVER.search(bare) and WORKS_ON_WATER.search(name[len(bare) :]):
        return {"water": KIND}
    return {code: KIND for code, ending in HEADS.items() if ending.search(bare)}


@lru_cache(maxsize=2)
def _words_of_document(text: str, region: str | None) -> tuple[list[int], list[int], list[Word]]:
    return _words(text, region)


def _words(text: str, region: str | None) -> tuple[list[int], list[int], list[Word]]:
    """(starts, ends, words) of the lexicon's words in the text, in order."""
    starts, ends, words = [], [], []
    for start, end, entry, weak in _lexicon(region).find(text):
        starts.append(start)
        ends.append(end)
        words.append((entry.id, text[start:end], weak, _weight(entry.id, end - start, weak)))
    return starts, ends, words


@cache
def _weight(code: str, length: int, weak: bool) -> float:
    return (WEAK if weak else FULL.get(length, LONG)) * _emphasis().get(code, 1.0)


def _sum(words: list[Word]) -> Scores:
    """Sum of the weights by sector; a word said n times counts 1 + ln n."""
    said: dict[str, int] = {}
    scores: Scores = {}
    for code, form, _, weight in words:
        times = said[form] = said.get(form, 0) + 1
        scores[code] = scores.get(code, 0.0) + (weight if times == 1 else weight * log(times / (times - 1)))
    return scores


def _add(total: Scores, scores: Scores, weight: float, whole: bool = True) -> None:
    """Add the scores to the total: as shares of their sum (`whole`), or as they are."""
    by = weight / sum(scores.values()) if whole and scores else weight
    for code, value in scores.items():
        total[code] = total.get(code, 0.0) + by * value


def _ranked(scores: Scores) -> list[tuple[str, float]]:
    order = _order()
    return sorted(scores.items(), key=lambda item: (-round(item[1], 9), order[item[0]]))


def bare_title(title: str) -> str:
    """A heading without its number and closing stop, white space runs as one space."""
    return re.sub(r"\s+", " ", NUMBERING.sub("", title)).strip(" 。")


def _clause(doc: Document, anchor: Anchor) -> Anchor:
    """The sentence part around the anchor: what stands between 。；： and line ends."""
    before = max(anchor.start - LONGEST, 0)
    lo = max(before - 1, *(doc.text.rfind(mark, before, anchor.start) for mark in "。；：\n"))
    end = PART_END.search(doc.text, anchor.end)
    return Anchor(lo + 1, end.start() if end else len(doc.text))


@cache
def _lexicon(region: str | None) -> Lexicon:
    """The sectors' words, and the names of divisions, which swallow the words inside them."""
    known = load("sectors", region)
    named = [(entry.data["name"], entry.data) for entry in national().entries]
    full = (name for name, _ in named if len(name) > 2 and name[-1] in "区县旗")
    short = (short_name(name) for name, data in named if data["level"] != "county" and not data.get("ordinary"))
    masks = tuple(dict.fromkeys(name for name in (*full, *short) if not NO_MASK.search(name)))
    return Lexicon(known.name, (*known.entries, Entry("division", (), (), masks)))


@cache
def _emphasis() -> dict[str, float]:
    """Sectors defined by whom they concern weigh more than the field in which they act (两岸经贸 is 对台 before it is 商务)."""
    return {entry.id: float(entry.data["emphasis"]) for entry in load("sectors").entries if "emphasis" in entry.data}


@cache
def _order() -> dict[str, int]:
    return {entry.id: at for at, entry in enumerate(load("sectors").entries)}


@cache
def _leads(region: str | None) -> dict[str, str]:
    leads: dict[str, str] = {}
    for entry in load("departments", region).entries:  # the city's rows come last and win
        leads.update(dict.fromkeys(entry.data["sectors"], entry.forms[0]))
    return leads
