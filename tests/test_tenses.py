"""What headings say of time."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.facts import Target
from pipeline.language.tenses import Setting, plan_years, setting_of, settings
from pipeline.read.text import read_string

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
        ("第二节 存在的主要问题", Setting(True, 2020, 2016, 2015)),
        ("第二节 面临的困难和挑战", Setting(True, 2020, 2016, 2015)),
        ("第二节 着力解决突出问题", Setting()),
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
        ("一、2024年主要工作", Setting(True, 2024, 2024, 2023)),
        ("一、过去五年工作", Setting(True, 2024, 2020, 2019)),
        ("二、今后五年总体要求", Setting(False, 2029, 2025)),
        ("二、着力扩大内需", Setting(None, 2025)),
    ],
)
def test_headings_of_a_report(heading: str, setting: Setting) -> None:
    doc = read_string(f"{REPORT}\n{heading}\n森林覆盖率达到65%。")
    assert setting_of(doc, doc.section_at(doc.text.index("森林"))) == setting


def test_a_year_in_the_sentence_goes_before_the_heading() -> None:
    doc = read_string(f"{PLAN}\n第一章 总体要求\n第一节 发展基础\n森林覆盖率达到43%，到2025年达到45%。")
    assert [(fact.value.role, fact.value.by) for fact in extract(doc).of(Target)] == [("actual", 2020), ("target", 2025)]


@pytest.mark.parametrize(
    ("opening", "past"),
    [
        ("2024年，全市上下团结奋斗，交出了优异答卷。", True),
        ("一年来，我们主要做了以下工作。", True),
        ("过去一年，面对复杂形势，我们攻坚克难。", True),
        ("今年要抓好以下工作。", None),
        ("2025年，是规划的收官之年。", None),
        ("各位代表：现在报告工作。", None),
    ],
)
def test_the_words_that_open_a_part_govern_what_follows(opening: str, past: bool | None) -> None:
    doc = read_string(f"{REPORT}\n一、主要工作\n{opening}\n（一）经济稳中有进\n森林覆盖率达65%。\n（二）做好今年工作\n新增就业6万人。")
    told = {doc.text[block.anchor.start : block.anchor.end].strip(): setting for block, setting in settings(doc)}
    assert told["森林覆盖率达65%。"].past is past
    assert told["新增就业6万人。"].past is None


def test_a_paragraph_of_problems_tells_how_things_stand() -> None:
    doc = read_string(f"{REPORT}\n一、主要工作\n我们清醒看到，还存在不少困难和问题，投资仅增长2%。\n针对存在的短板，改造管网120公里。")
    assert [fact.value.role for fact in extract(doc).of(Target)] == ["actual", "target"]
