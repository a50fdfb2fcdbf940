"""What headings say of time."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.facts import Target
from pipeline.read.text import read_string
from pipeline.tenses import Setting, plan_years, setting_of

PLAN = "某市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
REPORT = "2025年某省政府工作报告"


@pytest.mark.parametrize(
    ("numeral", "years"), [("十四", (2021, 2025)), ("十五", (2026, 2030)), ("七", (1986, 1990)), ("六", (1981, 1985)), ("五", None)]
)
def test_plan_years(numeral: str, years: tuple[int, int] | None) -> None:
    assert plan_years(numeral) == years


@pytest.mark.parametrize(
    ("heading", "setting"),
    [
        ("第一节 发展基础", Setting(True, 2020, 2016, 2015)),
        ("第一节 “十三五”经济社会发展回顾", Setting(True, 2020, 2016, 2015)),
        ("第一节 在攻坚中完成“十三五”各项任务", Setting(True, 2020, 2016, 2015)),
        ("第二节 夯实工作基础", Setting()),
        ("第二节 发展目标与主要指标", Setting(False, 2025)),
        ("第二节 主要目标", Setting(False, 2025)),
        ("第二节 2035年远景目标", Setting(False, 2035)),
        ("第二节 2035年远景目标和“十四五”主要目标", Setting(False, 2025)),
        ("第二节 落实碳达峰碳中和目标", Setting()),
        ("第二节 提升产业能级", Setting()),
        ("第二节 名词解释", Setting(explains=True)),
    ],
)
def test_headings_of_a_plan(heading: str, setting: Setting) -> None:
    doc = read_string(f"{PLAN}\n第一章 总体要求\n{heading}\n森林覆盖率达到45%。")
    assert setting_of(doc, doc.section_at(doc.text.index("森林"))) == setting


@pytest.mark.parametrize(
    ("heading", "setting"),
    [
        ("一、2024年工作回顾", Setting(True, 2024, 2024, 2023)),
        ("一、建设取得新成效", Setting(True, 2024, 2024, 2023)),
        ("二、着力扩大内需", Setting(None, 2025)),
    ],
)
def test_headings_of_a_report(heading: str, setting: Setting) -> None:
    doc = read_string(f"{REPORT}\n{heading}\n森林覆盖率达到65%。")
    assert setting_of(doc, doc.section_at(doc.text.index("森林"))) == setting


def test_a_year_in_the_sentence_goes_before_the_heading() -> None:
    doc = read_string(f"{PLAN}\n第一章 总体要求\n第一节 发展基础\n森林覆盖率达到43%，到2025年达到45%。")
    assert [(fact.value.role, fact.value.by) for fact in extract(doc).of(Target)] == [("actual", 2020), ("target", 2025)]
