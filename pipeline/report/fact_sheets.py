"""The sheets of facts, one row a fact in text order: targets, commitments, projects, places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pipeline.document import Anchor
from pipeline.facts import Commitment, Fact, Place, Project, Target, TextualTarget
from pipeline.report.material import Material
from pipeline.report.names import sector_names
from pipeline.report.table import Column, Link, Row, Sheet

ROLES = {"target": "目标", "actual": "实绩", "spec": "规格"}
MEASURES = {"level": "水平", "annual_growth": "年均增速", "cumulative": "累计", "change": "变化", "rank": "位次", "multiple": "倍数"}
OPS = {"=": "", ">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "~": "约", "range": "区间"}
TYPES = {"facility": "设施", "programme": "工程计划"}
STAGES = {"planning": "谋划", "start": "启动", "advance": "推进", "complete": "建成", None: None}
STRENGTHS = {"确保": "确保", "力争": "力争", "plain": "一般"}
YES = {True: "是", False: None}

WHERE: tuple[Column, ...] = (("章", 22), ("标题", 26), ("页", 6), ("原文", 60), ("原文位置", 10))
"""The columns that say where a row was read."""

TARGETS: tuple[Column, ...] = (
    *(("指标", 34), ("范围", 14), ("界", 5), ("数值", 12), ("上限", 10), ("单位", 10), ("年份", 7), ("起始年", 7), ("性质", 7)),
    *(
        ("口径", 9),
        ("属性", 8),
        ("领域", 12),
        ("基期值", 12),
        ("基期年", 7),
        ("换算值", 16),
        ("换算单位", 9),
        ("表格", 6),
        *WHERE,
        ("规则", 20),
    ),
)
COMMITMENTS: tuple[Column, ...] = (
    *(("时间", 16), ("起", 7), ("止", 7), ("周期", 7), ("力度", 7), ("动作", 12), ("对象", 40), ("领域", 12), *WHERE, ("规则", 20)),
)
PROJECTS: tuple[Column, ...] = (
    *(("名称", 34), ("归并为", 34), ("提及", 6), ("类型", 9), ("阶段", 7), ("专栏", 6), ("区县", 18), ("领域", 12), ("主体", 16)),
    *(("期限", 7), ("规模", 16), *WHERE, ("规则", 20)),
)
PLACES: tuple[Column, ...] = (("地名", 22), ("区县", 24), ("代码", 16), ("明示", 6), *WHERE, ("规则", 20))


@dataclass(frozen=True)
class Rows:
    """What the rows of all facts share: where they stand, and the Chinese name of their sector."""

    material: Material
    sectors: dict[str, str]

    def where(self, anchor: Anchor, address: str) -> Row:
        doc = self.material.doc
        path = [section for section in doc.path(doc.section_at(anchor.start)) if section.title]
        chapters = [section for section in path if section.kind in ("chapter", "preface")] or path
        titles = (chapters[0].title, path[-1].title) if path else (None, None)
        return *titles, doc.page_at(anchor.start), doc.quote(anchor), Link(address)

    def of(self, fact: Fact[Any]) -> Row:
        return self.where(fact.anchor, f"fact={fact.id}")

    def end(self, fact: Fact[Any]) -> Row:
        return *self.of(fact), fact.rule

    def sector(self, fact: Fact[Any]) -> str | None:
        code = self.material.sector(fact)
        return self.sectors.get(code, code) if code else None


def rows_of(material: Material) -> Rows:
    return Rows(material, sector_names(material.doc.region))


def targets(rows: Rows) -> Sheet:
    """Numbers and table cells in words; the baseline as the graph links it."""
    facts, graph = rows.material.facts, rows.material.graph
    bases = {source: target for source, target, data in graph.edges(data=True) if data["label"] == "BASELINE"}
    stated: list[Fact[Any]] = [*facts.of(Target), *facts.of(TextualTarget)]
    stated.sort(key=lambda fact: (fact.anchor.start, fact.anchor.end))
    found = (_target(rows, fact, bases.get(fact.id)) if isinstance(fact.value, Target) else _textual(rows, fact) for fact in stated)
    return Sheet("指标目标", TARGETS, found, frozen=1)


def _target(rows: Rows, fact: Fact[Target], base_id: str | None) -> Row:
    value, number = fact.value, fact.value.quantity
    base = rows.material.facts.get(base_id).value if base_id and base_id in rows.material.facts else None
    reckoned: Row = (base.quantity.value, base.by) if isinstance(base, Target) else (None, None)
    stated: Row = (value.indicator, value.scope, OPS[number.op], number.value, number.value2, number.unit, value.by, value.from_)
    kinds: Row = (ROLES[value.role], MEASURES[value.measure], value.attr, rows.sector(fact))
    return *stated, *kinds, *reckoned, number.base_value, number.base_unit, YES[value.table], *rows.end(fact)


def _textual(rows: Rows, fact: Fact[TextualTarget]) -> Row:
    value = fact.value
    stated: Row = (value.indicator, None, None, value.text, None, None, value.by, None)
    return *stated, ROLES[value.role], None, value.attr, rows.sector(fact), None, None, None, None, "是", *rows.end(fact)


def commitments(rows: Rows) -> Sheet:
    """Undertakings with an explicit time."""
    return Sheet("承诺", COMMITMENTS, (_commitment(rows, fact) for fact in rows.material.facts.of(Commitment)), frozen=1)


def _commitment(rows: Rows, fact: Fact[Commitment]) -> Row:
    value = fact.value
    time: Row = (value.time, value.start, value.end, "每年" if value.recurrence else None)
    return *time, STRENGTHS[value.strength], value.action, value.object, rows.sector(fact), *rows.end(fact)


def projects(rows: Rows) -> Sheet:
    """Mentions of projects, each with the name of what it resolves to and how often that is mentioned."""
    facts, graph = rows.material.facts.of(Project), rows.material.graph
    names = {node.removeprefix("project:"): str(data["name"]) for node, data in graph.nodes(data=True) if data.get("label") == "Project"}
    mentions = Counter(fact.value.entity for fact in facts)
    found = (_project(rows, fact, names, mentions[fact.value.entity] if fact.value.entity else 1) for fact in facts)
    return Sheet("项目", PROJECTS, found, frozen=1)


def _project(rows: Rows, fact: Fact[Project], names: dict[str, str], mentions: int) -> Row:
    value = fact.value
    told: Row = (value.name, names.get(value.entity or "", value.entity), mentions, TYPES[value.type], STAGES[value.stage], YES[value.box])
    more: Row = ("、".join(value.places), rows.sector(fact), value.owner, value.by, value.capacity)
    return *told, *more, *rows.end(fact)


def places(rows: Rows) -> Sheet:
    """Mentions of places with their county-level divisions."""
    found = (
        ("".join(value.surface.split()), "、".join(value.districts), "、".join(value.adcodes), YES[value.explicit], *rows.end(fact))
        for fact in rows.material.facts.of(Place)
        for value in (fact.value,)
    )
    return Sheet("地点", PLACES, found, frozen=1)
