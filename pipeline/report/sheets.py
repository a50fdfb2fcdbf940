"""What stands on the sheets of the workbook: titles, column widths (characters), rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.document import Anchor, Document
from pipeline.facts import Commitment, Fact, Facts, Place, Project, Target, TextualTarget
from pipeline.findings import Finding
from pipeline.report.coverage import Lookup, fact_of
from pipeline.report.legend import about, matrix_sheet
from pipeline.report.names import rule_names, sector_names
from pipeline.report.table import Link, Row, Sheet

if TYPE_CHECKING:
    import networkx

__all__ = ["Link", "Sheet", "sheets"]

ROLES = {"target": "目标", "actual": "实绩", "spec": "规格"}
MEASURES = {"level": "水平", "annual_growth": "年均增速", "cumulative": "累计", "change": "变化", "rank": "位次", "multiple": "倍数"}
OPS = {"=": "", ">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "~": "约", "range": "区间"}
STRENGTHS = {"确保": "确保", "力争": "力争", "plain": "一般"}
TYPES = {"facility": "设施", "programme": "工程计划"}
STAGES = {"planning": "谋划", "start": "启动", "advance": "推进", "complete": "建成"}
CONFIDENCES = {"stated": "文中明示", "structural": "由结构得出", "inferred": "推断"}
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
STATUSES = {"open": "待处理", "dismissed": "已驳回"}
WHERE = (("章", 22), ("标题", 26), ("页", 6), ("原文", 60), ("原文位置", 10))
"""The columns with which every row of a fact ends."""


def sheets(
    doc: Document, facts: Facts, graph: networkx.MultiDiGraph[str], findings: list[Finding], unexplained: Iterable[dict[str, Any]]
) -> Iterator[Sheet]:
    """The nine sheets in their order."""
    plan = Plan(doc, facts)
    yield from (plan.targets(graph), plan.commitments(), plan.pursuits(graph), plan.projects(graph), plan.places(), matrix_sheet(graph))
    yield plan.findings(findings)
    yield plan.unexplained(unexplained)
    yield about(doc, facts, findings)


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The headings above a place: the outermost that counts as a chapter, and the innermost."""

    chapter: str
    innermost: str


class Plan:
    """The rows of a plan's sheets; looks up sectors and headings once."""

    def __init__(self, doc: Document, facts: Facts) -> None:
        self.doc, self.facts = doc, facts
        self._lookup, self._names = Lookup(doc, facts), sector_names(doc.region)

    def where(self, anchor: Anchor, address: str) -> tuple[Any, ...]:
        heads = self._heads(anchor)
        return heads.chapter, heads.innermost, self.doc.page_at(anchor.start), self.doc.quote(anchor), Link(address)

    def of(self, fact: Fact[Any]) -> tuple[Any, ...]:
        return self.where(fact.anchor, f"fact={fact.id}")

    def sector(self, fact: Fact[Any]) -> str | None:
        code = self._lookup.sector(fact)
        return self._names.get(code, code) if code else None

    def targets(self, graph: networkx.MultiDiGraph[str]) -> Sheet:
        columns = (
            *(
                ("指标", 34),
                ("范围", 14),
                ("界", 5),
                ("数值", 12),
                ("上限", 10),
                ("单位", 10),
                ("年份", 7),
                ("起始年", 7),
                ("性质", 7),
                ("口径", 9),
                ("属性", 8),
            ),
            *(("领域", 12), ("基期值", 12), ("基期年", 7), ("换算值", 16), ("换算单位", 9), ("表格", 6), *WHERE, ("规则", 20)),
        )
        bases = {source: target for source, target, data in graph.edges(data=True) if data["label"] == "BASELINE"}
        found: list[Fact[Any]] = sorted(
            [*self.facts.of(Target), *self.facts.of(TextualTarget)], key=lambda fact: (fact.anchor.start, fact.anchor.end)
        )
        return Sheet("指标目标", columns, (self._target(fact, bases) for fact in found), frozen=1)

    def commitments(self) -> Sheet:
        columns = (
            ("时间", 16),
            ("起", 7),
            ("止", 7),
            ("周期", 7),
            ("力度", 7),
            ("动作", 12),
            ("对象", 40),
            ("领域", 12),
            *WHERE,
            ("规则", 20),
        )
        return Sheet("承诺", columns, (self._commitment(fact) for fact in self.facts.of(Commitment)))

    def pursuits(self, graph: networkx.MultiDiGraph[str]) -> Sheet:
        columns = (("目标", 44), ("举措", 44), ("把握", 11), ("依据", 20), ("举措领域", 12), ("项目数", 7), *WHERE)
        return Sheet("目标—举措", columns, self._pursuits(graph), frozen=1)

    def projects(self, graph: networkx.MultiDiGraph[str]) -> Sheet:
        columns = (
            ("名称", 34),
            ("归并为", 34),
            ("提及", 6),
            ("类型", 8),
            ("阶段", 7),
            ("专栏", 6),
            ("区县", 18),
            ("领域", 12),
            ("期限", 7),
            ("规模", 16),
            *WHERE,
            ("规则", 20),
        )
        names = {
            node.removeprefix("project:"): str(data["name"]) for node, data in graph.nodes(data=True) if data.get("label") == "Project"
        }
        mentions: dict[str | None, int] = {}
        for fact in self.facts.of(Project):
            mentions[fact.value.entity] = mentions.get(fact.value.entity, 0) + 1
        return Sheet("项目", columns, (self._project(fact, names, mentions) for fact in self.facts.of(Project)), frozen=1)

    def places(self) -> Sheet:
        columns = (("地名", 22), ("区县", 24), ("代码", 16), ("明示", 6), *WHERE, ("规则", 20))
        rows = (
            (
                value.surface,
                "、".join(value.districts),
                "、".join(value.adcodes),
                "是" if value.explicit else "否",
                *self.of(fact),
                fact.rule,
            )
            for fact in self.facts.of(Place)
            for value in (fact.value,)
        )
        return Sheet("地点", columns, rows, frozen=1)

    def findings(self, findings: list[Finding]) -> Sheet:
        names = rule_names(finding.code for finding in findings)
        columns = (
            ("规则", 7),
            ("名称", 18),
            ("级别", 7),
            ("处理", 8),
            ("说明", 70),
            ("应为", 16),
            ("所列", 16),
            ("页", 8),
            ("引文一", 44),
            ("引文二", 44),
            ("其余引文", 44),
            ("看问题", 10),
        )
        return Sheet("问题清单", columns, (self._finding(finding, names[finding.code][0]) for finding in findings), frozen=1)

    def unexplained(self, records: Iterable[dict[str, Any]]) -> Sheet:
        columns = (("数字", 14), ("原因", 30), *WHERE)
        rows = ((str(record["number"]), record["why"], *self._loose(record)) for record in records)
        return Sheet("未解释数字", columns, rows, frozen=1)

    def _target(self, fact: Fact[Any], bases: dict[str, str]) -> Row:
        value = fact.value
        if isinstance(value, TextualTarget):
            words: Row = (value.indicator, None, None, value.text, None, None, value.by, None, ROLES[value.role], None, value.attr)
            return (*words, self.sector(fact), None, None, None, None, "是", *self.of(fact), fact.rule)
        number = value.quantity
        base = self.facts.get(bases[fact.id]) if bases.get(fact.id, "") in self.facts else None
        stated: Row = (
            value.indicator,
            value.scope,
            OPS[number.op],
            number.value,
            number.value2,
            number.unit,
            value.by,
            value.from_,
            ROLES[value.role],
        )
        reckoned: Row = (base.value.quantity.value, base.value.by) if base and isinstance(base.value, Target) else (None, None)
        end: Row = (number.base_value, number.base_unit, "是" if value.table else None, *self.of(fact), fact.rule)
        return (*stated, MEASURES[value.measure], value.attr, self.sector(fact), *reckoned, *end)

    def _commitment(self, fact: Fact[Commitment]) -> Row:
        value = fact.value
        told: Row = (
            value.time,
            value.start,
            value.end,
            "每年" if value.recurrence else None,
            STRENGTHS[value.strength],
            value.action,
            value.object,
        )
        return (*told, self.sector(fact), *self.of(fact), fact.rule)

    def _project(self, fact: Fact[Project], names: dict[str, str], mentions: dict[str | None, int]) -> Row:
        value = fact.value
        told: Row = (
            value.name,
            names.get(value.entity or "", value.entity),
            mentions[value.entity] if value.entity else 1,
            TYPES[value.type],
        )
        state: Row = (
            STAGES.get(value.stage or ""),
            "是" if value.box else None,
            "、".join(value.places),
            self.sector(fact),
            value.by,
            value.capacity,
        )
        return (*told, *state, *self.of(fact), fact.rule)

    def _pursuits(self, graph: networkx.MultiDiGraph[str]) -> Iterator[Row]:
        """Goals in text order with their measures; a goal that has none stands alone."""
        goals = [(fact_of(node, data, self.facts), node) for node, data in graph.nodes(data=True) if data.get("label") == "Goal"]
        for fact_id, node in sorted(goals, key=lambda goal: self.facts.get(goal[0]).anchor if goal[0] else Anchor(0, 0)):
            if fact_id is None:
                continue
            edges = [
                (target, data)
                for _, target, data in graph.out_edges(node, data=True)
                if data["label"] == "PURSUED_BY" and target in self.facts
            ]
            for target, data in edges:
                measure = self.facts.get(target)
                count = sum(step["label"] == "IMPLEMENTED_BY" for _, _, step in graph.out_edges(target, data=True))
                yield (
                    self._words(fact_id),
                    self._words(target),
                    CONFIDENCES[data["confidence"]],
                    data["rule"],
                    self.sector(measure),
                    count,
                    *self.of(measure),
                )
            if not edges:
                yield (self._words(fact_id), None, None, "没有举措", None, None, *self.of(self.facts.get(fact_id)))

    def _words(self, fact_id: str) -> str:
        return str(self.facts.get(fact_id).value.text)

    def _finding(self, finding: Finding, name: str) -> Row:
        quotes = [evidence.quote for evidence in finding.evidence]
        pages = sorted({evidence.page for evidence in finding.evidence if evidence.page})
        where: Any = pages[0] if len(pages) == 1 else "、".join(str(page) for page in pages)
        first, second, rest = quotes[0] if quotes else "", quotes[1] if len(quotes) > 1 else "", "\n".join(quotes[2:])
        told: Row = (
            finding.code,
            name,
            SEVERITIES[finding.severity],
            STATUSES[finding.status],
            finding.message,
            finding.expected,
            finding.found,
        )
        return (*told, where, first, second, rest, Link(f"finding={finding.id}", "看问题"))

    def _loose(self, record: dict[str, Any]) -> Row:
        anchor = Anchor(int(record["start"]), int(record["end"]))
        heads = self._heads(anchor)
        return heads.chapter, heads.innermost, record.get("page"), record.get("quote"), Link(f"at={anchor.start}-{anchor.end}")

    def _heads(self, anchor: Anchor) -> _Chapter:
        path = [section for section in self.doc.path(self.doc.section_at(anchor.start)) if section.title]
        chapters = [section for section in path if section.kind in ("chapter", "preface")] or path
        return _Chapter(chapters[0].title, path[-1].title) if path else _Chapter("", "")
