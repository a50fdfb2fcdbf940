"""What headings say of time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import extract
from pipeline.facts import Commitment, Facts, Target
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
        ("这五年，是改革开放持续深化、发展动力大幅提升的五年。", True),
        ("这五年，我们顶住压力，经济迈上新台阶。", True),
        ("这五年，是决胜全面建成小康社会的五年。", None),
        ("这五年，我们将坚持创新驱动，建设更高水平的现代化强省。", None),
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


@pytest.mark.parametrize(
    ("opening", "following", "past"),
    [
        ("过去五年，全市上下攻坚克难。", "基础设施不断加强。", True),
        ("五年来，全市综合实力不断增强。", "基础设施不断加强。", True),
        ("五年来，全市综合实力不断增强。", "到2025年，综合实力再上台阶，基础设施、公共服务、社会治理等各个方面都取得显著的新进展。", None),
        ("这五年，是基础设施建设不断加强的五年。", "基础设施不断加强。", None),
        ("未来五年，全市上下攻坚克难。", "基础设施不断加强。", None),
    ],
)
def test_a_paragraph_of_a_plan_may_look_back(opening: str, following: str, past: bool | None) -> None:
    doc = read_string(f"{PLAN}\n第二章 综合交通\n{opening}\n{following}\n新增高速公路1317公里。")
    *_, (_, setting) = settings(doc)
    assert setting.past is past


@pytest.mark.parametrize(
    ("paragraph", "roles"),
    [
        ("城市文化软实力显著提升。上海博物馆东馆开放运营，举办营业性演出5.7万场。", ["actual"]),
        ("依法行政水平持续提升。立改废政府规章37件。", ["actual"]),
        ("持续提升城市文化软实力。举办营业性演出5.7万场。", ["target"]),
        ("推动文化软实力显著提升。举办营业性演出5.7万场。", ["target"]),
    ],
)
def test_a_paragraph_of_a_report_tells_how_things_have_gone_on(paragraph: str, roles: list[str]) -> None:
    doc = read_string(f"{REPORT}\n{paragraph}")
    assert [fact.value.role for fact in extract(doc).of(Target)] == roles


def test_a_paragraph_of_problems_tells_how_things_stand() -> None:
    doc = read_string(f"{REPORT}\n一、主要工作\n我们清醒看到，还存在不少困难和问题，投资仅增长2%。\n针对存在的短板，改造管网120公里。")
    assert [fact.value.role for fact in extract(doc).of(Target)] == ["actual", "target"]


def undated(text: str) -> Facts:
    """The facts of a text whose years nothing tells."""
    return extract(replace(read_string(text), period=None))


@pytest.mark.parametrize(
    ("opening", "role"),
    [
        ("这五年，是基础设施建设不断加强、发展支撑力大幅提升的五年。", "actual"),
        ("过去五年，全市上下攻坚克难。", "actual"),
        ("五年来，我们主要做了以下工作。", "actual"),
        ("今后五年，全市上下攻坚克难。", "target"),
        ("这五年，是决胜全面建成小康社会的五年。", "target"),
    ],
)
def test_the_years_past_open_a_part_of_a_report_without_years(opening: str, role: str) -> None:
    facts = undated(f"某省政府工作报告\n{opening}新增高速公路1317公里。\n完成2626座病险水库加固。")
    assert [fact.value.role for fact in facts.of(Target)] == [role, role]


@pytest.mark.parametrize(
    ("title", "sentence", "count"),
    [
        ("中长期教育改革和发展规划纲要", "2015年，基本完成校舍安全工程；2020年，教育装备达到发达国家平均水平。", 2),
        ("某市海绵城市建设的实施方案（试行）", "2020年，基本建成海绵城市体系。", 1),
        ("某市政府工作报告", "2015年，基本完成校舍安全工程。", 0),
        ("中长期教育改革和发展规划纲要", "2010年，全面实施的改革取得成效，建成一批学校。", 0),
        ("中长期教育改革和发展规划纲要", "2010年，省政府印发了实施意见。", 0),
    ],
)
def test_a_bare_year_undertakes_something_where_the_title_says_that_aims_are_set(title: str, sentence: str, count: int) -> None:
    assert len(undated(f"{title}\n{sentence}").of(Commitment)) == count
