"""What a name or its clause tells beside the name: owner, capacity, where it lies, and the programme in a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import HAN
from pipeline.lexicon import load
from pipeline.places import NATION, gazetteer
from pipeline.projects.candidates import Candidate
from pipeline.projects.cases import Type
from pipeline.projects.governing import HELPED, LEAD, governor
from pipeline.projects.lists import COMMA, cut, outside
from pipeline.projects.naming import named
from pipeline.projects.words import STAGES, ending, is_carrier, plain_out, specific

CAPACITY = re.compile(r"(?:\d+(?:\.\d+)?|[百千])?(?:[百千]?万|亿)?(?:千瓦|兆瓦|吨级?|立方米?|标准箱|平方公里|平方米|亩|公里|座|床位)")
PHASE = re.compile(
    r"(?:[一二三四五六七八九十]期|改扩建|扩建|迁建|快速化|改造|提升|扩容|扩能|改建|新建|续建|工程|项目|(?<=[道路速铁线])[^道路速铁线]{1,6}段|[东南西北]延)+$"
)
COMPANY = re.compile(rf"^({HAN}{{2,12}}?(?:集团|公司))")
WHERE = re.compile(r"[在于]|推动|推进|支持|促进|把|将")
SITED = re.compile(r"(?:抽水蓄能电站|水电站|风电场|光伏电站|变电站|水库|水厂|污水处理厂|灌区|高速公路|高速)$")
"""Works that lie where their names begin, with nothing else told (富民|抽水蓄能电站)."""
PART_OF_A_WORD = (*"路街道桥里坊寺门山江河湖港岛村", "运河", "平原", "盆地", "流域", "走廊", "铁路", "高铁", "城际")
"""What makes another name of a place's short one (白云|山, 和平|路)."""
ELSEWHERE = re.compile("包括|涉及|比如|如|面向|对标|对接")
"""Words behind which places stand that are others' or those of other items."""
BOX_NUMBER = re.compile(r"^专栏\s*\d*\s*[:：]?")
NUMBERING = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])")
OPENS = re.compile(r"^[^\d、].*(?:工程|计划|行动)$")
"""What opens a paragraph as the name of what it tells of."""
PROGRAMME = re.compile(r"(?:工程|计划|行动|战略|攻坚战)$")


def owner_in(name: str) -> str | None:
    """The builder that the name begins with: a company known to the lexicon, or one that says that it is one."""
    known = next((match for match in load("owners").find(name) if not match.weak or match.start == 0), None)
    if known is not None:
        return known.entry.id
    company = COMPANY.match(name)
    return company.group(1) if company else None


def capacity_in(name: str) -> str | None:
    """The capacity that the name states, as written (百万千瓦, 20万吨)."""
    return next(
        (match.group() for match in CAPACITY.finditer(name) if re.search(r"[\d百千万亿]", match.group()) and len(match.group()) > 1), None
    )


def sector_in(name: str) -> str | None:
    """The sector that the ending of the name tells for certain (福莆宁F1线: transport), phases and works behind it apart."""
    words = PHASE.sub("", name)
    rows = [row for row in load("project_sectors").entries if words.endswith(row.forms)]
    return rows[0].id if rows else None


def leading_districts(name: str, region: str | None) -> tuple[str, ...]:
    """The divisions of the region by whose short names a facility's name opens, where one of them is a common word, too (石林|黑龙潭水库)."""
    if region is None or region == NATION:
        return ()
    end, found = 0, []
    for one in gazetteer(region).find(name):
        if one.start != end or one.kind != "division":
            break
        found.append(one)
        end = one.end
    weak = [name[one.start : one.end] for one in found if one.weak]
    if not weak or any(len(plain_out(word)) < len(word) or load("sectors").by_form(word) for word in weak) or not _lies_there(name[end:]):
        return ()
    return tuple(dict.fromkeys(district for one in found for district in one.districts))


def _lies_there(rest: str) -> bool:
    """Whether what stands behind a place is a thing with a name of its own, or works that lie in a place."""
    if rest.startswith("至"):
        return True
    told = len(rest) > 2 and plain_out(rest[:2]) == rest[:2] and specific(rest) >= 2
    return not rest.startswith(PART_OF_A_WORD) and (told or SITED.search(PHASE.sub("", rest)) is not None)


def clause_starts(text: str) -> list[int]:
    """Where the clauses of a sentence start."""
    return [start for start, _ in cut(text, COMMA, (0, len(text)), outside(text))]


def gives_place(text: str, own: bool) -> bool:
    """Whether places in a clause (or in what stands before a name in its own clause) say where the name lies."""
    if own and HELPED.match(text):
        return True
    if own and not is_carrier(text):
        return bool(re.search(r"[在于]", text))
    return (is_carrier(text) and (own or not ELSEWHERE.match(text))) or bool(re.match(r"[在于]", text))


def title_programme(title: str, region: str | None, boxed: bool) -> Iterator[Candidate]:
    """The programmes in a heading: behind a verb (实施“海丝”引领战略), the whole title of a box, or of a numbered paragraph (1.医疗服务能力提升工程。)."""
    number = (BOX_NUMBER if boxed else NUMBERING).match(title)
    start = number.end() if number else 0
    lead = LEAD.match(title, start) if boxed else None
    start = lead.end() if lead else start
    end = len(title.rstrip("。：:"))
    opens_paragraph = number is not None and end < len(title)
    for lo, hi in cut(title, re.compile(r"[，,、\s]"), (start, end), outside(title)):
        over = governor(title[lo:hi])
        words = title[lo + over.start : hi]
        last = ending(words)
        whole = opens_paragraph and not over.verb and not over.used and (lo + over.start, hi) == (start, end) and OPENS.search(words)
        if last is None or last.use != "programme" or not (over.verb == "实施" or boxed or whole) or not PROGRAMME.search(words):
            continue
        found = named(words, region, "实施", 2 if boxed else 0)
        if found is not None and found.end == len(words):
            at = lo + over.start
            kind: Type = found.type if whole else "programme"
            stage = STAGES["advance"] if whole else over.stage
            yield Candidate(at + found.start, at + found.end, words[found.start : found.end], kind, stage, "project.heading")
