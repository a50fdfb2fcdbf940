"""A small plan made by hand for the tests of workbook, explorer and pictures: pages, a table, every kind of fact, and words that mean harm."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.document import Anchor, Document, Run
from pipeline.facts import Commitment, Fact, Facts, Goal, Measure, Place, Project, Target, Topic
from pipeline.findings import Evidence, Finding
from pipeline.graph import build
from pipeline.read.text import read_string
from pipeline.report.material import Material
from pipeline.values import Period, Quantity

HOSTILE = "</script><script>window.harmed=true</script><img src=x onerror=window.harmed=true>\u2028"
FORMULA = '=HYPERLINK("http://example.invalid","点我")'
LONG = "长" * 400
TEXT = f"""某市国民经济和社会发展第十四个五年规划
第一章 总体要求
第一节 发展目标
文化事业更加繁荣。2020年森林覆盖率为58.36%，到2025年森林覆盖率达到58.5%以上。
第二节 {HOSTILE}
{HOSTILE}到2025年，森林覆盖率保持在57%左右，建成长乐区滨海植物园。
{FORMULA}
{LONG}
第二章 生态文明
第一节 绿化
一、加强造林绿化
推进闽侯县城乡绿化工程，全市新增造林7777亩。"""
LINE, LINES = 30, 40


def material() -> Material:
    """The plan with everything that a report needs."""
    doc = document()
    facts = facts_of(doc)
    return Material(doc, facts, build(doc, facts), findings_of(doc, facts), unexplained_of(doc))


def document() -> Document:
    """The text with a page layout: 30 characters of 12 points a line, 40 lines a page."""
    doc = read_string(TEXT, "sample")
    runs: list[Run] = []
    for block in doc.blocks:
        for start in range(block.anchor.start, block.anchor.end, LINE):
            width = min(LINE, block.anchor.end - start)
            top = 80.0 + (len(runs) % LINES) * 16
            lefts = tuple(110.0 + 12 * at for at in range(width))
            runs.append(Run(start, len(runs) // LINES + 1, top, top + 12, lefts, tuple(left + 12 for left in lefts)))
    return replace(doc, runs=tuple(runs), pages=1, page_sizes=((595.3, 841.9),), issuer="某市人民政府")


def facts_of(doc: Document) -> Facts:
    """A baseline, a target, a target below the baseline, a commitment, two goals, a measure, two projects and two places."""
    facts = Facts(doc.sha256)

    def put(value: Any, words: str, parts: tuple[Fact[Any], ...] = ()) -> Fact[Any]:
        start = doc.text.index(words)
        return facts.add(Fact(value, Anchor(start, start + len(words)), "sample", tuple(part.id for part in parts)))

    amounts = [
        put(quantity(value, op), words)
        for value, op, words in (("58.36", "=", "58.36%"), ("58.5", ">=", "58.5%以上"), ("57", "~", "57%左右"))
    ]
    year = put(Period("到2025年", None, 2025), "到2025年")
    cover = "森林覆盖率"
    put(Target(cover, amounts[0].value, "actual", "level", 2020), "2020年森林覆盖率为58.36%", (amounts[0],))
    put(
        Target(cover, amounts[1].value, "target", "level", 2025, attr="约束性", sector="forestry"),
        "到2025年森林覆盖率达到58.5%以上",
        (amounts[1], year),
    )
    put(Target(cover, amounts[2].value, "target", "level", 2025, sector="forestry"), "森林覆盖率保持在57%左右", (amounts[2],))
    put(
        Commitment("到2025年", None, 2025, None, "plain", "建成", "滨海植物园", "forestry"),
        "到2025年，森林覆盖率保持在57%左右，建成长乐区滨海植物园",
    )
    put(Goal("文化事业更加繁荣", "objective", "culture"), "文化事业更加繁荣")
    put(Goal("生态文明", "chapter", "environment"), "生态文明")
    put(Measure("加强造林绿化", "heading", "加强", "造林绿化", "forestry"), "加强造林绿化")
    put(Project("长乐区滨海植物园", "facility", False, "complete", ("长乐区",), "forestry", entity="garden"), "长乐区滨海植物园")
    put(Project("闽侯县城乡绿化工程", "programme", False, "advance", ("闽侯县",), "forestry", entity="greening"), "闽侯县城乡绿化工程")
    put(Place("长乐区", ("长乐区",), ("350112",), True), "长乐区")
    put(Place("闽侯县", ("闽侯县",), ("350121",), True), "闽侯县")
    put(Project(FORMULA, "programme", False, None), FORMULA)
    facts.add(Fact(Topic(doc.sections[-1].id, "forestry"), doc.sections[-1].heading, "sample"))
    return facts


def quantity(value: str, op: Any) -> Quantity:
    return Quantity(Decimal(value), "%", op, base_value=Decimal(value), base_unit="%", decimals=len(value.partition(".")[2]))


def findings_of(doc: Document, facts: Facts) -> list[Finding]:
    """A conflict with both quotes, a harmless hint, and one whose message means harm."""
    targets = [fact for fact in facts.of(Target) if fact.value.role == "target"]
    return [
        Finding(
            "T02",
            "error",
            "指标“森林覆盖率”2025年有两个目标值：58.5%以上、57%左右。",
            tuple(evidence(doc, fact) for fact in targets),
            "≥58.5%",
            "57%左右",
        ),
        Finding("C01", "info", "目标“文化事业更加繁荣”没有举措。", (evidence(doc, facts.of(Goal)[0]),)),
        Finding("S04", "warning", HOSTILE + FORMULA, (evidence(doc, facts.of(Project)[1]),)),
    ]


def evidence(doc: Document, fact: Fact[Any]) -> Evidence:
    section = doc.section_at(fact.anchor.start)
    return Evidence(
        fact.id, doc.quote(fact.anchor), doc.page_at(fact.anchor.start), section.chapter, section.id, fact.anchor.start, fact.anchor.end
    )


def unexplained_of(doc: Document) -> list[dict[str, Any]]:
    start = doc.text.index("7777")
    return [
        {
            "number": "7777",
            "why": "没有指标",
            "start": start,
            "end": start + 4,
            "page": 1,
            "section": doc.sections[-1].id,
            "quote": "全市新增造林7777亩。",
        }
    ]
