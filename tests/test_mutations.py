"""Errors planted in clean plans and in the Fuzhou plan's own goals: the check finds them, and says nothing else that is new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
def chapter(number: str, following: str) -> str:
    """A chapter of the Fuzhou plan, from the text in the repository; the first hit of its heading stands in the contents."""
    text = (REPOSITORY / "corpus" / "fuzhou-14fyp" / "fuzhou-14fyp.txt").read_text(encoding="utf-8")
    start = text.index(f"\n{number} ", text.index(f"\n{number} ") + 1)
    return text[start + 1 : text.index(f"\n{following} ", start)]


def goals() -> str:
    """The chapter with the account of the past period, the goals and both tables."""
    return chapter("第一章", "第二章")


def works() -> str:
    """The chapter of infrastructure, with its lists, boxes and projects."""
    return chapter("第五章", "第六章")


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


BUILT_WRONG = (
    ("（F1、F2、F3）", "（F1、F2）", ("A04",)),
    ("以物流分拨、销售服务两大中心", "以物流分拨、销售服务、展示交易两大中心", ("A04",)),
    ("提升至98%", "提升至", ("T05",)),
    ("优化水资源配置", "优化水资源with配置", ("S04",)),
    ("加快建成平潭及闽江口", "到2027年，建成平潭及闽江口", ("D01",)),
    ("第三节 打造区域性物流集散中心\n", "", ("S01",)),
    ("谋划实施闽江、乌龙江干线航道", "力争在较短时间内实施闽江、乌龙江干线航道", ("D02",)),
    ("松下港铁路专用线;", "松下港铁路专用线、南山铁路专用线;", ("P03",)),
    ("宝钢二期码头工程。", "宝钢二期码头工程、福州机场二期扩健工程。", ("P01", "P03")),
    ("完善水文监测预警和水工程防洪调度，有效应对气候变化和突发水旱灾害事件。", 2, ("S03",)),
)
"""Words of the chapter of infrastructure, what they are changed to (a number: how often they are printed), and the rules that must say so."""


def built_wrong() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for words, wrong, codes in BUILT_WRONG:
        assert words in works(), words
        sentence = f"{words}加强城市雨水管道和污水管道建设，推进低标准排水系统改造。"
        yield words, works().replace(words, sentence * wrong if isinstance(wrong, int) else wrong, 1), codes


@pytest.mark.parametrize(("planted", "before"), [(spoiled, goals), (built_wrong, works)])
def test_errors_planted_in_the_fuzhou_plan_are_found(
    planted: Callable[[], Iterator[tuple[str, str, tuple[str, ...]]]], before: Callable[[], str]
) -> None:
    missed, false, total = [], [], 0
    for name, text, codes in planted():
        found = new(text, before())
        total += 1
        missed += [] if any(finding.code in codes for finding in found) else [name]
        false += [
            f"{name}: {finding.code} {finding.message}" for finding in found if finding.severity != "info" and finding.code not in codes
        ]
    assert total >= 10
    assert len(missed) <= (1 - SHARE) * total, missed
    assert not false
