"""What stands on the sheets of the workbook: titles, column widths (characters), rows of plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pipeline.document import Anchor
from pipeline.findings import Finding
from pipeline.report.fact_sheets import STAGES, WHERE, Rows, commitments, places, projects, rows_of, targets
from pipeline.report.legend import about
from pipeline.report.material import Material
from pipeline.report.names import rule_names
from pipeline.report.table import Column, Link, Row, Sheet

CONFIDENCES = {"stated": "文中明示", "structural": "由结构得出", "inferred": "推断"}
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
STATUSES = {"open": "待处理", "dismissed": "已驳回"}
MATRICES = {"sectors": "领域", "goals": "目标", "sections": "章"}
"""Rows of the coverage sheet, all against districts, and what they are called."""

PURSUITS: tuple[Column, ...] = (("目标", 44), ("举措", 44), ("把握", 11), ("依据", 20), ("举措领域", 12), ("项目数", 7), *WHERE)
FINDINGS: tuple[Column, ...] = (
    *(("规则", 7), ("名称", 18), ("级别", 7), ("处理", 8), ("说明", 70), ("应为", 16), ("所列", 16), ("页", 8)),
    *(("引文一", 44), ("引文二", 44), ("其余引文", 44), ("看问题", 10)),
)
UNEXPLAINED: tuple[Column, ...] = (("数字", 14), ("原因", 30), *WHERE)
PLAIN = re.compile(r"\d+(\.\d+)?")


def sheets(material: Material) -> Iterator[Sheet]:
    """The nine sheets in their order."""
    rows = rows_of(material)
    yield from (targets(rows), commitments(rows), pursuits(rows), projects(rows), places(rows))
    yield from (coverage(material), findings(material.findings), unexplained(rows), about(material))


def pursuits(rows: Rows) -> Sheet:
    """Goals in text order with their measures; a goal that has none stands alone."""
    return Sheet("目标—举措", PURSUITS, _pursuits(rows), frozen=1)


def _pursuits(rows: Rows) -> Iterator[Row]:
    facts, graph = rows.material.facts, rows.material.graph
    goals = [node for node, data in graph.nodes(data=True) if data["label"] == "Goal" and node in facts]
    for goal in sorted(goals, key=lambda node: (facts.get(node).anchor.start, node)):
        words = facts.get(goal).value.text
        ways = [
            (measure, data) for _, measure, data in graph.out_edges(goal, data=True) if data["label"] == "PURSUED_BY" and measure in facts
        ]
        for node, data in ways:
            measure = facts.get(node)
            count = sum(link["label"] == "IMPLEMENTED_BY" for _, _, link in graph.out_edges(node, data=True))
            yield words, measure.value.text, CONFIDENCES[data["confidence"]], data["rule"], rows.sector(measure), count, *rows.of(measure)
        if not ways:
            yield words, None, None, "没有举措", None, None, *rows.of(facts.get(goal))


def coverage(material: Material) -> Sheet:
    """Sectors, goals and chapters against districts, in one table that can be filtered."""
    found = {title: material.coverage(name, "districts") for name, title in MATRICES.items()}
    first = next(iter(found.values()))
    columns: tuple[Column, ...] = (("类别", 8), ("行", 44), *((first.name(district), 9) for district in first.columns), ("合计", 8))
    rows = ((title, matrix.name(row), *_counts(matrix.cells, row, first.columns)) for title, matrix in found.items() for row in matrix.rows)
    return Sheet("覆盖矩阵", columns, rows, frozen=2, heat=2)


def _counts(cells: dict[tuple[str, str], list[Any]], row: str, districts: list[str]) -> list[int]:
    counts = [len(cells.get((row, district), ())) for district in districts]
    return [*counts, sum(counts)]


def findings(found: list[Finding]) -> Sheet:
    """What the checks have to say, with the quotes side by side."""
    names = rule_names(finding.code for finding in found)
    return Sheet("问题清单", FINDINGS, (_finding(finding, names[finding.code][0]) for finding in found), frozen=1)


def _finding(finding: Finding, name: str) -> Row:
    quotes = [evidence.quote for evidence in finding.evidence]
    pages = sorted({evidence.page for evidence in finding.evidence if evidence.page})
    where: Any = pages[0] if len(pages) == 1 else "、".join(str(page) for page in pages)
    first, second, rest = quotes[0] if quotes else "", quotes[1] if len(quotes) > 1 else "", "\n".join(quotes[2:])
    told: Row = (finding.code, name, SEVERITIES[finding.severity], STATUSES[finding.status], finding.message)
    sums: Row = tuple(STAGES.get(words, words) for words in (finding.expected, finding.found))
    return *told, *sums, where, first, second, rest, Link(f"finding={finding.id}", "看问题")


def unexplained(rows: Rows) -> Sheet:
    """The numbers that no fact explains."""
    return Sheet("未解释数字", UNEXPLAINED, (_number(rows, record) for record in rows.material.unexplained), frozen=1)


def _number(rows: Rows, record: dict[str, Any]) -> Row:
    """The sentence of the record instead of the number's own words."""
    anchor = Anchor(int(record["start"]), int(record["end"]))
    chapter, heading, page, _, link = rows.where(anchor, f"at={anchor.start}-{anchor.end}")
    printed = str(record["number"])
    return Decimal(printed) if PLAIN.fullmatch(printed) else printed, record["why"], chapter, heading, page, record["quote"], link
