"""Errors planted in clean plans and in the Fuzhou plan's own goals: the check finds them, and says nothing else that is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from pipeline.checks import check
from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import Facts, Target
from pipeline.findings import Finding
from pipeline.read.text import read_string
from pipeline.resolve import resolve
from tests.clean_plan import Clean, clean
from tests.conftest import REPOSITORY
from tests.planted_errors import PLANTS

SEEDS = range(6)
SHARE = 0.95
NUMBERS = ("A01", "A02", "T02", "T03")
"""A wrong number may contradict its twin, its rate, its difference and its baseline."""


def findings(text: str) -> list[Finding]:
    """The findings of a text; a table that repeats its own goals is no news."""
    doc, facts = analysed(text)
    return [finding for finding in check(doc, facts) if (finding.code, finding.severity) != ("T01", "info")]


def analysed(text: str) -> tuple[Document, Facts]:
    doc = replace(read_string(text), period=(2021, 2025))
    return doc, resolve(doc, extract(doc))


@cache
def plan(seed: int) -> Clean:
    return clean(seed)


@cache
def known(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((finding.code, finding.id) for finding in findings(text))


def new(text: str, before: str) -> list[Finding]:
    """What the text gives and the text before did not."""
    return [finding for finding in findings(text) if (finding.code, finding.id) not in known(before)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_plan_gives_no_finding(seed: int) -> None:
    assert [finding.message for finding in findings(plan(seed).text)] == []


def test_planted_errors_are_found_and_nothing_else() -> None:
    missed, false, total = [], [], 0
    for seed in SEEDS:
        for plant, codes in PLANTS:
            text = plant(plan(seed))
            assert text != plan(seed).text, f"{plant.__name__} changes nothing in plan {seed}"
            found = new(text, plan(seed).text)
            total += 1
            missed += [] if any(finding.code in codes for finding in found) else [f"{seed} {plant.__name__}"]
            false += [f"{seed} {plant.__name__}: {finding.code} {finding.message}" for finding in found if finding.code not in codes]
    assert len(missed) <= (1 - SHARE) * total, missed
    assert not false


@cache
def goals() -> str:
    """The chapter of the Fuzhou plan with its account, its goals and both tables, from the text in the repository."""
    text = (REPOSITORY / "corpus" / "fuzhou-14fyp" / "fuzhou-14fyp.txt").read_text(encoding="utf-8")
    start = text.index("第一章 开启高质量发展新篇章", text.index("第一章 开启高质量发展新篇章") + 10)
    return text[start : text.index("第二章 坚持创新驱动发展", start)]


def spoiled() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The goals with one number changed, by the facts read from them: a difference of the table, a rate, a target told twice."""
    doc, facts = analysed(goals())
    told = {finding.id for finding in check(doc, facts)}
    assert told
    for fact in facts.of(Target):
        value, quote = fact.value, doc.text[fact.anchor.start : fact.anchor.end]
        if value.table and value.role == "target" and value.by == 2025 and value.measure in ("cumulative", "annual_growth"):
            line = next(
                (
                    line
                    for line in goals().splitlines()
                    if value.indicator in line.replace(" ", "") and line.count("\t") > 4 and quote in line
                ),
                None,
            )
            level = line and re.search(r"\t\d[\d.]*\t\d[\d.]*\t", line)
            if line and level:
                digits = re.search(r"\d[\d.]*", quote)
                assert digits
                wrong = quote.replace(digits.group(), f"{float(digits.group()) + 2.5:.1f}")
                yield value.indicator, goals().replace(line, line.replace(f"\t{quote}\t", f"\t{wrong}\t")), NUMBERS
    for words, wrong, codes in TOLD_TWICE:
        assert words in goals(), words
        yield words, goals().replace(words, wrong), codes


TOLD_TWICE = (
    ("比重达35%", "比重达38%", NUMBERS),
    ("比重达60%", "比重达65%", NUMBERS),
    ("年均增长 8%", "年均增长 6%", NUMBERS),
    ("平均预期寿命达 80 岁", "平均预期寿命达 82 岁", NUMBERS),
    ("森林覆盖率达 58.5%", "森林覆盖率达 57.5%", NUMBERS),
    ("拥有医生数达 3.8 人", "拥有医生数达 3.8 人左右", ("T04",)),
    ("建成国家物流枢纽城市", "建成国家物流枢纽and城市", ("S04",)),
)
"""Words of the goals, what they are changed to, and which rules must say so."""


def test_errors_planted_in_the_fuzhou_goals_are_found() -> None:
    missed, false, total = [], [], 0
    for name, text, codes in spoiled():
        found = new(text, goals())
        total += 1
        missed += [] if any(finding.code in codes for finding in found) else [name]
        false += [
            f"{name}: {finding.code} {finding.message}" for finding in found if finding.severity != "info" and finding.code not in codes
        ]
    assert total >= 15
    assert len(missed) <= (1 - SHARE) * total, missed
    assert not false
