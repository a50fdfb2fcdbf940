"""What the rules look at: a document with its facts, and the few views of them that several rules share.

`Plan` is made once a check. Its cached views are: the rows of the indicator tables (one `Row` a line of the table, with the facts of its
cells), the sections by kind, and where the body begins (after preface and goals). Rules ask it for evidence and findings, so that every
finding carries page, chapter and section of each place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from pipeline.checks.rows import Row, Statement, rows_of
from pipeline.comparison import subject
from pipeline.document import Anchor, Block, Document, Section
from pipeline.facts import Fact, Facts, Place, Target, Topic
from pipeline.findings import Evidence, Finding, Severity
from pipeline.places import NATION

Spot = Fact[Any] | Anchor
CLASS = re.compile(r"([^，。；：:\s]{1,8}[类型组])[:：]")
PAST_TITLE = re.compile(
    r"发展环境|发展成就|主要成就|回顾|现状|形势|(?:规划|编制|政策|时代)背景|(?:规划|工作|现实)基础|(?:工作|主要)成效|(?<!夯实)(?<!筑牢)(?<!打牢)(?<!巩固)(?<!厚植)发展基础"
)
PAST_OPENING = re.compile(r"“十[二三四五]五”(?:以来|时期，)|过去五年|五年来")
WIDER = re.compile(r"(全国|我国|全省|我省)(?!前|第|首|先|领|一流|平均|重点|主要|文明|排|名列|居|的?\d|比重|同类|各)")
WHOLE = re.compile(r"全市|全省|全区|全县|全国|我市|我省")


@dataclass(frozen=True, eq=False)
class Plan:
    """The document under check, its facts and (when there is one) its graph."""

    doc: Document
    facts: Facts
    graph: Any = None

    def evidence(self, place: Spot) -> Evidence:
        """Where a fact or passage stands, with its words."""
        anchor, fact_id = (place, None) if isinstance(place, Anchor) else (place.anchor, place.id)
        section = self.doc.section_at(anchor.start)
        return Evidence(
            fact_id, self.doc.quote(anchor), self.doc.page_at(anchor.start), section.chapter, section.id, anchor.start, anchor.end
        )

    def finding(self, code: str, severity: Severity, message: str, places: Iterable[Spot], expected: str = "", found: str = "") -> Finding:
        evidence = dict.fromkeys(self.evidence(place) for place in places)
        return Finding(code, severity, message, tuple(evidence), expected, found)

    def named(self, facts: Iterable[Fact[Any]]) -> Iterator[Spot]:
        """The facts as evidence; a bare table cell is led by the name of its row."""
        for fact in facts:
            row = self.row_of.get(fact.id)
            if row is not None and self.quote(fact) != self.quote(row.anchor):
                yield row.anchor
            yield fact

    def quote(self, place: Spot) -> str:
        return self.doc.quote(place if isinstance(place, Anchor) else place.anchor)

    def where(self, place: Spot) -> str:
        """A short Chinese locator: the page when there is one, else the nearest heading."""
        anchor = place if isinstance(place, Anchor) else place.anchor
        page = self.doc.page_at(anchor.start)
        title = self.doc.section_at(anchor.start).title
        return f"第{page}页" if page else f"“{title[:16]}”"

    def find(
        self, pattern: re.Pattern[str], within: Anchor | None = None, having: re.Pattern[str] | None = None
    ) -> Iterator[tuple[re.Match[str], Anchor]]:
        """Matches of a pattern over the running text (not the tables), sentence by sentence: the match is in the squeezed sentence.

        `having` is a quick pattern without which a sentence need not be looked at.
        """
        for sentence, words in self.words.items() if within is None else self._words_in(within):
            if (having is None or having.search(words)) and pattern.search(words):
                yield from self.find_in(pattern, sentence)

    def _words_in(self, within: Anchor) -> Iterator[tuple[Anchor, str]]:
        for sentence in self.sentences[bisect_left(self.sentences, Anchor(within.start, 0)) :]:
            if sentence.end > within.end:
                return
            yield sentence, self.words[sentence]

    def find_in(self, pattern: re.Pattern[str], sentence: Anchor) -> Iterator[tuple[re.Match[str], Anchor]]:
        """Matches of a pattern in one sentence without its white space."""
        offsets: list[int] = []
        for match in pattern.finditer(self.words[sentence]):
            offsets = offsets or squeeze(self.doc.text, sentence)[1]
            if match.end() > match.start():
                yield match, Anchor(offsets[match.start()], offsets[match.end() - 1] + 1)

    def said(self, phrase: str) -> Iterator[Anchor]:
        """Where the running text says the very words, white space apart."""
        text = self.running[0]
        at = text.find(phrase)
        while at >= 0:
            yield self.passage(at, at + len(phrase))
            at = text.find(phrase, at + len(phrase))

    @cached_property
    def words(self) -> dict[Anchor, str]:
        """The sentences of the running text without white space."""
        return {sentence: "".join(self.doc.text[sentence.start : sentence.end].split()) for sentence in self.sentences}

    @cached_property
    def sentences(self) -> tuple[Anchor, ...]:
        """Sentences of the running text: no table cells, captions, contents or cover."""
        return tuple(sentence for sentence in self.doc.sentences() if self._is_running(sentence))

    @cached_property
    def running(self) -> tuple[str, list[int], list[Anchor]]:
        """The running text without white space, the sentences that it is made of and where in it each begins."""
        return "".join(self.words.values()), list(accumulate(map(len, self.words.values()), initial=0)), list(self.words)

    def passage(self, start: int, end: int) -> Anchor:
        """The place of running text [start:end]."""
        _, starts, sentences = self.running
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        offsets = (squeeze(self.doc.text, sentences[at])[1] for at in (first, last))
        return Anchor(next(offsets)[start - starts[first]], next(offsets)[end - 1 - starts[last]] + 1)

    @cached_property
    def base_year(self) -> int | None:
        """The year before the plan's period, in which its baselines stand."""
        return self.doc.period[0] - 1 if self.doc.period else None

    @cached_property
    def end_year(self) -> int | None:
        return self.doc.period[1] if self.doc.period else None

    @cached_property
    def yearly(self) -> bool:
        """A work report: its year is the year of the programme, not a period of planning, and its targets are floors."""
        return self.doc.period is not None and self.doc.period[1] - self.doc.period[0] < 2

    @cached_property
    def is_local(self) -> bool:
        """Of a city, a county or a municipality: the plan of a province or of the country cannot build something in each county that it names."""
        region = self.doc.region or ""
        return not region.endswith("0000") or region[:2] in ("11", "12", "31", "50")

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(self.facts.of(Target))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tables that hold indicators, top to bottom."""
        return tuple(row for table in self.doc.tables for row in rows_of(self.doc, self.facts, table))

    @cached_property
    def row_of(self) -> dict[str, Row]:
        """The row in which a fact's cell stands, by fact id."""
        return {fact.id: row for row in self.rows for fact in row.stated}

    def about(self, fact: Statement) -> tuple[str, str]:
        """What a statement is of: the indicator, and the place or entity that it is limited to (empty for the whole region)."""
        return self._about[fact.id]

    @cached_property
    def _about(self) -> dict[str, tuple[str, str]]:
        return {fact.id: (subject(fact.value), self.scope(fact) or self._local(fact)) for fact in self.statements}

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The names of places that the plan mentions, and of the districts where they lie, with and without 县, 市, 区."""
        names = {name for fact in self.facts.of(Place) for name in (*fact.value.districts, fact.value.surface)}
        return frozenset(names | {name[:-1] for name in names if name.endswith(("县", "市", "区"))})

    def scope(self, fact: Statement) -> str:
        """What the statement itself, or the label of its paragraph in a box, limits it to."""
        return fact.value.scope or self._label(fact) or self._wider(fact)

    def _wider(self, fact: Statement) -> str:
        """全国 or, in the plan of a city, 全省 said of the number itself: it is not of the plan's own region."""
        if fact.value.table or fact.value.measure == "rank" or not self.doc.region or self.doc.region == NATION:
            return ""
        found = WIDER.search(self.quote(Anchor(max(fact.anchor.start - 4, 0), fact.anchor.end)))
        own = found is not None and "省" in found[1] and self.doc.region.endswith("0000")
        return found[1] if found and not own else ""

    def _local(self, fact: Statement) -> str:
        """A smaller place named earlier in the sentence: 福州新区…，GDP年均增长9% is not of the city, unless 全市 comes between."""
        sentence = None if fact.value.table else self.sentence_at(fact.anchor.start)
        places = self.facts.of(Place, Anchor(sentence.start, fact.anchor.start)) if sentence else []
        if not places or WHOLE.search(self.doc.text, places[-1].anchor.end, fact.anchor.end):
            return ""
        return self.quote(places[-1])

    def _label(self, fact: Statement) -> str:
        """What a paragraph of a box is said to be about: 创新类：…"""
        block = self.doc.block_at(fact.anchor.start) if not fact.value.table and self.in_box(fact.anchor) else None
        label = CLASS.match(self.doc.text, block.anchor.start) if block else None
        return label[1] if label else ""

    def sentence_at(self, position: int) -> Anchor | None:
        """The sentence of the running text that holds the position."""
        at = bisect_right(self.sentences, Anchor(position, 1 << 60)) - 1
        return self.sentences[at] if at >= 0 and position < self.sentences[at].end else None

    def looks_back(self, sentence: Anchor) -> bool:
        """The sentence tells of the past: by a heading above it, or by its own first words."""
        above = self.doc.path(self.doc.section_at(sentence.start))
        return any(PAST_TITLE.search(section.title) for section in above) or bool(PAST_OPENING.search(self.quote(sentence)[:20]))

    @cached_property
    def goal_sections(self) -> tuple[Section, ...]:
        goals = {fact.value.section for fact in self.facts.of(Topic) if fact.value.goal}
        return tuple(section for section in self.doc.sections if section.id in goals)

    def in_goals(self, anchor: Anchor) -> bool:
        """True for a place in a section that states goals (远景目标, 发展目标, 主要指标)."""
        return any(section.anchor.contains(anchor) for section in self.goal_sections)

    def in_box(self, anchor: Anchor) -> bool:
        return self.doc.section_at(anchor.start).id in self._boxed

    @cached_property
    def _boxed(self) -> frozenset[str]:
        """The ids of boxes and of what stands in them."""
        return frozenset(section.id for section in self.doc.sections if any(above.kind == "box" for above in self.doc.path(section)))

    def chapter_of(self, section: Section) -> Section:
        """The chapter that holds the section, or the section itself in a document without chapters."""
        return next((above for above in self.doc.path(section) if above.kind == "chapter"), section)

    def _is_running(self, sentence: Anchor) -> bool:
        block = self.doc.block_at(sentence.start)
        if block is None or block.kind not in ("paragraph", "note"):
            return False
        return not any(
            table.cells and table.cells[0].anchor.start <= sentence.start < table.cells[-1].anchor.end for table in self.doc.tables
        )


def squeeze(text: str, anchor: Anchor) -> tuple[str, list[int]]:
    """The words at the anchor without white space, and the offset of each character."""
    offsets = [at for at in range(anchor.start, anchor.end) if not text[at].isspace()]
    return "".join(text[at] for at in offsets), offsets


def short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def paragraphs(doc: Document) -> Iterator[Block]:
    """Blocks of running text."""
    return (block for block in doc.blocks if block.kind in ("paragraph", "note"))


def grouped(items: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """Items by key, in the order in which the keys first appear."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
