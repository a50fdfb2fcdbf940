"""Check a plan the way a linter checks code: rules are functions from a plan's facts to findings.

`RULES` lists every rule with its code, its functions and its usual severity; a rule may report milder cases below it. Findings come
in order of place, then of code; their text is a complete Chinese sentence with the numbers in it, their evidence all places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks import (
    aliases,
    baseline,
    blanks,
    boxes,
    broken,
    cells,
    claims,
    coverage,
    damage,
    deadlines,
    enumeration,
    evolution,
    groups,
    growth,
    names,
    projects,
    ranks,
    structure,
    sums,
    targets,
    undated,
    wording,
)
from pipeline.checks.plan import Plan
from pipeline.document import Document
from pipeline.facts import Facts
from pipeline.findings import Finding, Severity
from pipeline.memory import uncollected

if TYPE_CHECKING:
    import networkx

Rule = Callable[[Plan], Iterator[Finding]]


@dataclass(frozen=True)
class Entry:
    """A rule: its code, what it is called, what it runs, and the severity of its ordinary findings."""

    code: str
    title: str
    run: tuple[Rule, ...]
    severity: Severity


RULES: tuple[Entry, ...] = (
    Entry("T01", "目标重复", (targets.duplicates, claims.repeated_goals), "info"),
    Entry("T02", "目标冲突", (targets.conflicts, claims.refuted), "error"),
    Entry("T03", "目标弱于基期", (baseline.weaker, ranks.vaguer), "warning"),
    Entry("T04", "界限或属性不同", (targets.bounds,), "warning"),
    Entry("T05", "缺少数值", (blanks.missing, baseline.baseless), "warning"),
    Entry("T06", "单位或量级可疑", (cells.doubtful,), "warning"),
    Entry("A01", "增速与水平不符", (growth.rates,), "error"),
    Entry("A02", "累计与差额不符", (sums.differences,), "error"),
    Entry("A03", "分项与合计不符", (sums.totals,), "error"),
    Entry("A04", "宣布数与列举数不符", (enumeration.counts, groups.incomplete), "warning"),
    Entry("P01", "同一项目多种名称", (aliases.names, names.spellings), "info"),
    Entry("P02", "项目阶段矛盾", (projects.stages,), "warning"),
    Entry("P03", "专栏项目正文未提", (boxes.unmentioned,), "info"),
    Entry("P04", "重大项目未进专栏", (boxes.boxless,), "warning"),
    Entry("P05", "项目没有地点", (projects.placeless,), "info"),
    Entry("P06", "项目没有举措", (projects.idle,), "info"),
    Entry("C01", "目标没有举措", (coverage.goals,), "info"),
    Entry("C02", "指标没有举措", (coverage.pursued,), "error"),
    Entry("C03", "举措没有项目", (coverage.projectless,), "info"),
    Entry("C04", "县区没有项目", (coverage.districts,), "info"),
    Entry("C05", "领域没有指标", (coverage.sectors,), "info"),
    Entry("D01", "期限超出规划期", (deadlines.outside,), "warning"),
    Entry("D02", "期限模糊", (deadlines.vague_times, undated.undated), "warning"),
    Entry("D03", "承诺不可衡量", (deadlines.unmeasurable,), "warning"),
    Entry("S01", "编号不连续", (structure.gaps,), "warning"),
    Entry("S02", "目录与标题不符", (structure.contents,), "warning"),
    Entry("S03", "段落重复", (wording.repeated,), "error"),
    Entry("S04", "文字损坏", (damage.damaged, broken.broken), "error"),
    Entry("S05", "标题下无内容", (structure.empty,), "warning"),
    Entry("S06", "图表缺失", (structure.absent,), "warning"),
    Entry("E01", "上期目标未完成", (evolution.missed,), "warning"),
    Entry("E02", "指标取消", (evolution.dropped,), "warning"),
    Entry("E03", "指标重新定义", (evolution.redefined,), "info"),
)


@uncollected()
def check(doc: Document, facts: Facts, graph: networkx.MultiDiGraph[str] | None = None) -> list[Finding]:
    """All findings of all rules, in order of place."""
    plan = Plan(doc, facts, graph)
    found = {finding.id: finding for rule in RULES for run in rule.run for finding in run(plan)}
    return sorted(found.values(), key=_place)


def _place(finding: Finding) -> tuple[int, str, str]:
    return min((evidence.start for evidence in finding.evidence), default=-1), finding.code, finding.id
