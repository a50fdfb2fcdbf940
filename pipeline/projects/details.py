"""What a name or its clause tells beside the name: owner, capacity, where it lies, and the programme in a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import load
from pipeline.projects.candidates import Candidate
from pipeline.projects.governing import HELPED, LEAD, governor
from pipeline.projects.lists import COMMA, cut, outside
from pipeline.projects.naming import named
from pipeline.projects.words import ending, is_carrier

CAPACITY = re.compile(r"(?:\d+(?:\.\d+)?|[百千])?(?:[百千]?万|亿)?(?:千瓦|兆瓦|吨级?|立方米?|标准箱|平方公里|平方米|亩|公里|座|床位)")
PHASE = re.compile(r"(?:[一二三四五六七八九十]期|改扩建|扩建|迁建|工程|项目|[^线]{1,6}段|[东南西北]延)+$")
COMPANY = re.compile(r"^([\u4e00-\u9fff]{2,12}?(?:集团|公司))")
WHERE = re.compile(r"[在于]|推动|推进|支持|促进|把|将")
BOX_NUMBER = re.compile(r"^专栏\s*\d*\s*[:：]?")
NUMBERING = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])")
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


def clause_starts(text: str) -> list[int]:
    """Where the clauses of a sentence start."""
    return [start for start, _ in cut(text, COMMA, (0, len(text)), outside(text))]


def gives_place(text: str, own: bool) -> bool:
    """Whether places in a clause (or in what stands before a name in its own clause) say where the name lies."""
    if own and HELPED.match(text):
        return True
    return bool(re.search(r"[在于]", text)) if own and not is_carrier(text) else is_carrier(text) or bool(re.match(r"[在于]", text))


def title_programme(title: str, region: str | None, boxed: bool) -> Iterator[Candidate]:
    """The programmes in a heading: behind a verb (实施“海丝”引领战略), or the whole title of a box."""
    number = (BOX_NUMBER if boxed else NUMBERING).match(title)
    start = number.end() if number else 0
    lead = LEAD.match(title, start) if boxed else None
    start = lead.end() if lead else start
    end = len(title.rstrip("。"))
    for lo, hi in cut(title, re.compile(r"[，,、\s]"), (start, end), outside(title)):
        over = governor(title[lo:hi])
        words = title[lo + over.start : hi]
        last = ending(words)
        if last is None or last.use != "programme" or not (over.verb == "实施" or boxed) or not PROGRAMME.search(words):
            continue
        found = named(words, region, "实施", 2 if boxed else 0)
        if found is not None and found.end == len(words):
            at = lo + over.start
            yield Candidate(at + found.start, at + found.end, words[found.start : found.end], "programme", over.stage, "project.heading")
