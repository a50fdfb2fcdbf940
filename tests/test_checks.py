"""The rules on small plans made by hand: what each must find, and what must leave it silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.checks import RULES, check
from pipeline.document import Anchor, Document
from pipeline.facts import Commitment, Fact, Facts, Project, Target, TextualTarget, Topic
from pipeline.findings import Finding
from pipeline.read.text import read_string
from pipeline.values import Quantity
from tests.conftest import REPOSITORY

UNITS = {
    "万立方米": ("立方米", 4),
    "亿立方米": ("立方米", 8),
    "毫克/立方米": ("微克/立方米", 3),
    "微克/立方米": ("微克/立方米", 0),
    "亿元": ("元", 8),
    "万元": ("元", 4),
}
HEAD = "规划\n\n第一章 发展目标\n\n第一节 主要目标\n\n"


def quantity(number: str, unit: str, op: Any = "=") -> Quantity:
    value = Decimal(number)
    base, power = UNITS.get(unit, (unit, 0))
    exponent = value.as_tuple().exponent
    return Quantity(value, unit, op, None, value.scaleb(power), base, max(-exponent, 0) if isinstance(exponent, int) else 0)


def state(
    quote: str, indicator: str, number: str, unit: str, role: Any = "target", measure: Any = "level", by: int | None = 2025, **more: Any
) -> tuple[str, Target]:
    """A statement with the words at which it stands."""
    op = more.pop("op", "=")
    return quote, Target(indicator, quantity(number, unit, op), role, measure, by, **more)


def plan(text: str, facts: Sequence[tuple[str, Any]] = ()) -> tuple[Document, Facts]:
    """A document of 2021–2025 and its facts, each placed at the next occurrence of its words."""
    doc = replace(read_string(text), period=(2021, 2025))
    found, seen = Facts(doc.sha256), dict.fromkeys((quote for quote, _ in facts), 0)
    for quote, value in facts:
        start = doc.text.index(quote, seen[quote])
        seen[quote] = start + 1
        found.add(Fact(value, Anchor(start, start + len(quote)), "test"))
    return doc, found


def findings(text: str, facts: Sequence[tuple[str, Any]] = (), code: str = "") -> list[Finding]:
    return [finding for finding in check(*plan(text, facts)) if finding.code.startswith(code)]


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


def test_duplicates_are_one_finding_with_all_places() -> None:
    text = HEAD + "森林覆盖率达58.5%。\n\n巩固成果，使森林覆盖率达到58.5%。\n"
    finding = only(
        findings(
            text, [state("森林覆盖率达58.5%", "森林覆盖率", "58.5", "%"), state("森林覆盖率达到58.5%", "森林覆盖率", "58.5", "%")], "T"
        )
    )
    assert (finding.code, finding.severity, len(finding.evidence)) == ("T01", "info", 2)


@pytest.mark.parametrize(("first", "second"), [("56", "56.1"), ("22.7", "22.68")])
def test_numbers_that_agree_within_rounding_are_no_conflict(first: str, second: str) -> None:
    text = HEAD + f"服务业占比{first}%。\n\n后文称服务业占比{second}%。\n"
    stated = [state(f"服务业占比{number}%", "服务业占比", number, "%", role="actual", by=2020) for number in (first, second)]
    assert not findings(text, stated, "T02")


def test_conflict_across_units() -> None:
    text = HEAD + "蓄积量达4800万立方米。\n\n蓄积量达0.52亿立方米。\n"
    stated = [
        state("蓄积量达4800万立方米", "森林蓄积量", "4800", "万立方米"),
        state("蓄积量达0.52亿立方米", "森林蓄积量", "0.52", "亿立方米"),
    ]
    finding = only(findings(text, stated, "T02"))
    assert finding.severity == "error"
    assert "4800万立方米" in finding.message and "0.52亿立方米" in finding.message


@pytest.mark.parametrize("change", [{"scope": "福州新区"}, {"by": 2030}, {"measure": "annual_growth"}])
def test_other_scope_year_or_measure_is_no_conflict(change: dict[str, Any]) -> None:
    text = HEAD + "床位数达7张。\n\n床位数达9张。\n"
    stated = [state("床位数达7张", "床位数", "7", "张"), state("床位数达9张", "床位数", "9", "张", **change)]
    assert not findings(text, stated, "T02")


def test_bound_and_hedge_differences() -> None:
    text = HEAD + "到2025年，投入强度接近3.0%。\n\n投入强度3.0%左右。\n"
    stated = [state("投入强度接近3.0%", "投入强度", "3.0", "%", op="~"), state("投入强度3.0%左右", "投入强度", "3.0", "%", op="~")]
    finding = only(findings(text, stated, "T0"))
    assert (finding.code, finding.severity) == ("T04", "warning")
    assert "接近3.0%" in finding.message and "左右" in finding.message


def test_weaker_than_baseline_in_converted_units_where_lower_is_better() -> None:
    text = HEAD + "2020年细颗粒物浓度0.020毫克/立方米。\n\n细颗粒物浓度小于23微克/立方米。\n"
    stated = [
        state("细颗粒物浓度0.020毫克/立方米", "细颗粒物浓度", "0.020", "毫克/立方米", role="actual", by=2020),
        state("细颗粒物浓度小于23微克/立方米", "细颗粒物浓度", "23", "微克/立方米", op="<="),
    ]
    assert only(findings(text, stated, "T03")).severity == "warning"


def test_met_target_is_mild_when_it_says_keep() -> None:
    text = HEAD + "2020年水质优良比例90%。\n\n确保水质优良比例不低于90%。\n"
    stated = [
        state("水质优良比例90%", "水质优良比例", "90", "%", role="actual", by=2020),
        state("水质优良比例不低于90%", "水质优良比例", "90", "%", op=">="),
    ]
    assert only(findings(text, stated, "T03")).severity == "info"


def test_a_lower_target_of_a_burden_is_silent() -> None:
    text = HEAD + "2020年失业率3.5%。\n\n失业率3.0%以内。\n"
    stated = [state("失业率3.5%", "失业率", "3.5", "%", role="actual", by=2020), state("失业率3.0%以内", "失业率", "3.0", "%", op="<=")]
    assert not findings(text, stated, "T03")


TABLE = HEAD + "表1 主要指标\n\n指标\t单位\t2020年\t2025年\t年均增长[累计]\n{}\n\n以上。\n"


def row(name: str, unit: str, base: str, aim: str, change: str, measure: Any, op: Any = "=") -> tuple[str, list[tuple[str, Any]]]:
    """A line of the table and its facts; each value has a quote of its own."""
    number = change.strip("[]%")
    facts = [
        state(base, name, base, unit, role="actual", by=2020, table=True),
        state(aim, name, aim.strip("><"), unit, table=True, op=op),
        state(change, name, number, "%" if "%" in change else unit, measure=measure, from_=2021, table=True),
    ]
    return f"{name}\t{unit}\t{base}\t{aim}\t{change}", facts


@pytest.mark.parametrize(
    ("name", "unit", "base", "aim", "change", "measure", "expected"),
    [
        ("每万人发明专利拥有量", "件", "22.7", "32", "8.0%", "annual_growth", ("A01", "error")),
        ("社会消费品零售总额", "亿元", "2925.5", "5800", "11.00%", "annual_growth", ("A01", "warning")),
        ("人均产值", "万元", "12.5", "16.7", "6.0%", "annual_growth", None),
        ("服务业占GDP比重", "%", "49.1", ">50", "[1.9]", "cumulative", ("A02", "error")),
        ("森林覆盖率", "%", "58.36", "58.5", "[0.14]", "cumulative", None),
        ("城镇登记失业率", "%", "9.5", "0", "[-9.5]", "cumulative", None),
    ],
)
def test_arithmetic_of_rows(name: str, unit: str, base: str, aim: str, change: str, measure: Any, expected: tuple[str, str] | None) -> None:
    line, facts = row(name, unit, base, aim, change, measure, ">" if ">" in aim else "=")
    found = [(finding.code, finding.severity) for finding in findings(TABLE.format(line), facts, "A")]
    assert found == ([expected] if expected else [])


def test_previous_table_missed_and_kept() -> None:
    text = (
        HEAD
        + "表1 完成情况\n\n指标\t单位\t2015年\t规划目标2020年\t完成情况2020年\n非化石能源占比\t%\t23\t35\t32.0\n用水量\t立方米\t55\t<61\t21.9\n\n以上。\n"
    )
    stated = [
        *(
            state(cell, "非化石能源占比", cell, "%", role=role, by=by, table=True, attr="约束性")
            for cell, role, by in (("23", "actual", 2015), ("35", "target", 2020), ("32.0", "actual", 2020))
        ),
        state("55", "用水量", "55", "立方米", role="actual", by=2015, table=True),
        state("<61", "用水量", "61", "立方米", by=2020, table=True, op="<"),
        state("21.9", "用水量", "21.9", "立方米", role="actual", by=2020, table=True),
    ]
    finding = only(findings(text, stated, "E01"))
    assert "差3个百分点" in finding.message and "约束性" in finding.message


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("按照综合服务、产业集群、物流枢纽、开放高地和人文凝聚等五大功能建设。", ""),
        ("围绕综合服务、产业集群、物流枢纽、开放高地五大功能建设。", "A04"),
        ("实施四大群体（城镇职工、农民、困难群体）增收计划。", "A04"),
        ("建设3条城际铁路（F1、F2、F3）。", ""),
        ("以物流分拨、销售服务两大中心为切入点，以加工制造、研发设计、检测维修三大中心为突破点。", ""),
        ("增强“四个意识”、坚定“四个自信”。", ""),
        ("在闽清、福清两个试点县（市）基础上推进。", ""),
        ("推进“一横一纵”（前横路改造、国货路改造）。", ""),
        ("打造生产、生活、生态和文化四大空间。", ""),
    ],
)
def test_announced_counts(sentence: str, code: str) -> None:
    assert [finding.code for finding in findings(HEAD + sentence + "\n", code="A04")] == ([code] if code else [])


@pytest.mark.parametrize(
    ("sentence", "code", "severity"),
    [
        ("力争在较短的时间内实现港口流量大幅增加。", "D02", "warning"),
        ("促进外资外贸实现新突破。", "D03", "warning"),
        ("力争先进制造业实现规模翻番。", "D03", "warning"),
        ("力争至2025年企业数量近3000家左右。", "T06", "warning"),
        ("力争生产安全事故死亡人数下降加强对企业的监管。", "T05", "error"),
        ("推动空间布局调整and整体竞争力提升。", "S04", "error"),
        ("建设国家重点风景名胜區。", "S04", "error"),
        ("建设道庆洲过江信道工程。", "S04", "error"),
    ],
)
def test_words_alone(sentence: str, code: str, severity: str) -> None:
    found = findings("规划\n\n第一章 任务\n\n第一节 建设\n\n" + sentence + "\n")
    assert [(finding.code, finding.severity) for finding in found] == [(code, severity)]


def test_repeated_passage_and_drifting_words() -> None:
    passage = "加快建设全市教育管理公共服务平台和交互体验中心。丰富线上教学资源，推广面向在线互动教育的空中课堂。"
    assert only(findings(HEAD + passage + "其他内容写在这里。" + passage + "\n", code="S03")).severity == "error"
    text = HEAD + "利用连江丹阳盆地及其周边低缓坡地。\n\n第二节 物流\n\n利用连江丹阳盆地及其周边低丘缓坡地。\n"
    assert only(findings(text, code="S03")).severity == "info"


def test_outline_gaps_and_empty_headings() -> None:
    text = "规划\n\n第一章 目标\n\n第一节 甲\n\n一、子\n\n内容。\n\n三、丑\n\n内容。\n\n第二节 乙\n"
    assert [finding.code for finding in findings(text, code="S")] == ["S01", "S05"]


def test_deadline_after_the_period() -> None:
    text = HEAD + "力争5—8年内产值达到三千亿。到2035年基本实现现代化。\n"
    facts = [
        ("力争5—8年内产值达到三千亿", Commitment("5—8年内", 2021, 2028, None, "力争", "达到", "产值")),
        ("到2035年基本实现现代化", Commitment("到2035年", None, 2035, None, "plain", "实现", "现代化")),
    ]
    assert "2028" in only(findings(text, facts, "D01")).message


def test_projects_under_two_names_and_stages() -> None:
    text = HEAD + "加快谋划甲核电站。\n\n推进甲核电站一期建设。\n"
    facts = [
        ("甲核电站", Project("甲核电站", "facility", False, "planning", entity="e1")),
        ("甲核电站一期", Project("甲核电站一期", "facility", False, "advance", entity="e1")),
    ]
    assert {finding.code for finding in findings(text, facts, "P")} == {"P01", "P02"}


def test_indicator_that_nobody_pursues() -> None:
    text = HEAD + "省会首位度达25%以上。\n\n第二章 任务\n\n第一节 发展\n\n推进产业升级。\n"
    doc, facts = plan(text, [state("省会首位度达25%以上", "省会首位度", "25", "%", op=">=")])
    goals = next(section for section in doc.sections if section.title.startswith("第一节"))
    facts.add(Fact(Topic(goals.id, "planning", goal=True), goals.heading, "test"))
    assert [finding.code for finding in check(doc, facts)] == ["C02"]


def test_textual_target_with_the_wrong_direction() -> None:
    text = HEAD + "表1 指标\n\n指标\t单位\t2020年\t2025年\n单位GDP能耗降幅\t%\t18\t控制在省下达指标内\n\n以上。\n"
    facts = [
        ("18", Target("单位GDP能耗降幅", quantity("18", "%"), "actual", "change", 2020, table=True)),
        ("控制在省下达指标内", TextualTarget("单位GDP能耗降幅", "控制在省下达指标内", "target", 2025)),
    ]
    assert only(findings(text, facts, "T06")).severity == "warning"


def test_clean_plan_has_no_finding() -> None:
    line, facts = row("森林覆盖率", "%", "58.36", "58.5", "[0.14]", "cumulative")
    text = (
        TABLE.format(line)
        + "\n第二章 生态\n\n第一节 造林\n\n推进封山育林，提高森林覆盖率，建设甲、乙、丙三大林场。到2025年新增造林300亩。\n"
    )
    stated = [*facts, state("新增造林300亩", "新增造林", "300", "亩", measure="cumulative", from_=2021)]
    assert not findings(text, stated)


def test_every_rule_has_a_page_with_all_parts() -> None:
    for rule in RULES:
        page = (REPOSITORY / "docs" / "rules" / f"{rule.code}.md").read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", page, re.M)[:5] == ["查什么", "为什么", "例子", "如何判断", "何时沉默"]
        assert "## 如何驳回" in page


def test_the_same_input_gives_the_same_findings() -> None:
    text = HEAD + "森林覆盖率达58.5%。\n\n森林覆盖率达60%。\n"
    stated = [state("森林覆盖率达58.5%", "森林覆盖率", "58.5", "%"), state("森林覆盖率达60%", "森林覆盖率", "60", "%")]
    assert [finding.id for finding in findings(text, stated)] == [finding.id for finding in findings(text, stated)]
