"""Pairs of passages that look alike: one that a reviewer would mark, one that a reviewer would pass, for each rule that once cried wolf."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks import check
from pipeline.checks.aliases import alike
from pipeline.extract import extract
from pipeline.findings import Finding
from pipeline.read.text import read_string
from pipeline.resolve import resolve

FRAME = "{}\n\n第一章 发展基础\n\n第一节 成就\n\n{}\n\n第二章 主要任务\n\n第一节 任务\n\n{}\n"
FIVE_YEARS, ONE_YEAR = (2021, 2025), (2024, 2024)
BASE = "各项事业全面进步。"


def findings(
    tasks: str, code: str, base: str = BASE, period: tuple[int, int] = FIVE_YEARS, region: str = "350100", title: str = "规划"
) -> list[Finding]:
    """The findings of one rule in a plan with these words about the past and these tasks."""
    return found_in(FRAME.format(title, base, tasks), code, period, region)


def found_in(text: str, code: str, period: tuple[int, int] = FIVE_YEARS, region: str = "350100") -> list[Finding]:
    return [finding for finding in all_findings(text, period, region) if finding.code == code]


def all_findings(text: str, period: tuple[int, int] = FIVE_YEARS, region: str = "350100") -> list[Finding]:
    doc = replace(read_string(text), period=period, region=region)
    return check(doc, resolve(doc, extract(doc)))


@pytest.mark.parametrize(
    ("tasks", "period", "late"),
    [
        ("到2027年，建成沿江快速通道。", FIVE_YEARS, True),
        ("到2027年，建成沿江快速通道。", ONE_YEAR, False),
        ("力争到2027年规上工业企业突破5000家。", ONE_YEAR, False),
        ("力争到2027年规上工业企业突破5000家。", FIVE_YEARS, True),
        ("今后五年，到2028年生产总值突破2500亿元。", ONE_YEAR, False),
        ("三年内实现规上企业数字化改造全覆盖。", ONE_YEAR, False),
        ("力争到2030年前实现碳达峰。", FIVE_YEARS, False),
        ("确保2027年实现建军百年奋斗目标。", FIVE_YEARS, False),
        ("力争5—8年内新能源产业产值达到3000亿元。", FIVE_YEARS, True),
        ("到2035年，基本建成现代化国际城市。", FIVE_YEARS, False),
    ],
)
def test_a_deadline_after_the_period(tasks: str, period: tuple[int, int], late: bool) -> None:
    assert bool(findings(tasks, "D01", period=period)) is late


@pytest.mark.parametrize(
    ("tasks", "undated"),
    [
        ("农村自来水普及率达到96%。", True),
        ("新建公园30个。", True),
        ("路网密度提升至8.5公里/平方公里，保持全省首位。", True),
        ("五年新建中小学和幼儿园400所。", False),
        ("年均供应建设用地35平方公里。", False),
        ("每年新建公园30个。", False),
        ("对新认定的示范企业给予奖励不超过500万元。", False),
        ("培育千亿级主导产业，布局百亿级特色赛道。", False),
        ("严守18亿亩耕地红线。", False),
        ("医疗废物安全处置率保持100%。", False),
        ("轨道交通站点50米范围内配套公交站点。", False),
        ("新增公租房25万套。到2025年，新增公租房25万套。", False),
        ("“十四五”期间推进重大工程。\n\n新建公园30个。", False),
        ("推进重大工程。\n\n新建公园30个。", True),
        ("“十三五”期间公园偏少。\n\n新建公园30个。", True),
        ("完成2000年底前建成的老旧小区改造30个。", True),
        ("推进重大工程。\n\n新建设施：\n\n（1）计划“十四五”期间完成投资80亿元。\n\n（2）新建公园30个。\n\n（3）新建学校12所。", False),
        ("推进重大工程。\n\n新建设施：\n\n（1）计划完成投资80亿元。\n\n（2）新建公园30个。", True),
        ("推进重大工程。\n\n到2025年将实现：\n\n•新建公园30个\n\n•新建学校12所", False),
        ("建设城北纸浆项目，总投资3亿元。", False),
    ],
)
def test_a_number_without_a_year(tasks: str, undated: bool) -> None:
    assert bool(findings(tasks, "D02")) is undated


def test_numbers_of_the_background_want_no_year() -> None:
    text = "规划\n\n第一章 规划背景\n\n县域内就诊率达92.3%，家庭医生签约服务重点人群覆盖率达75%。\n\n第二章 主要任务\n\n推进改革。\n"
    assert not found_in(text, "D02")


@pytest.mark.parametrize(
    ("tasks", "open_ended"),
    [
        ("到2024年，低空基础设施布局总体形成。", True),
        ("到2025年，建成现代化产业体系。", True),
        ("力争2024年底前建成机场第二跑道。", False),
        ("2022年底前完成磷石膏库综合整治。", False),
        ("到2023年，基本消除城市建成区黑臭水体。", False),
        ("到2023年，全面完成2000年以前建成的老旧小区改造。", False),
        ("确保2025年前实现碳达峰。", False),
        ("2025年重点项目建设计划", False),
        ("在2025年农业发展规划中，我县守牢粮食安全底线，全面推动农业高质量发展。", False),
        ("到2025年将实现：\n\n新建医院12家。", False),
        ("到2025年，全面推进铁路建设、加快出川通道建设。其中，铁路营业里程达到6000公里。", False),
        ("到2025年，全面推进铁路建设、加快出川通道建设。", True),
    ],
)
def test_what_is_there_on_the_day_or_not(tasks: str, open_ended: bool) -> None:
    assert bool(findings(tasks, "D03")) is open_ended


def test_words_that_describe_a_company_promise_nothing() -> None:
    assert not findings("力争培育具有业界领先水平和核心竞争力的通信产品企业。", "D03")
    assert findings("力争网络通信产业达到国际领先水平。", "D03")


TABLE = "规划\n\n第一章 主要指标\n\n表1 主要指标\n\n{}\n\n{}\n\n第二章 任务\n\n推进各项建设。\n"
COLUMNS = "指标\t单位\t2020年\t2025年\t{}\t属性"


def table(row: str, change: str = "年均增长/[累计]", note: str = "以上。", more: str = "森林覆盖率\t%\t58.36\t58.5\t[0.14]\t约束性") -> str:
    return TABLE.format("\n".join((COLUMNS.format(change), more, row)), note)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("固定资产投资\t亿元\t2800\t7000\t18.0%\t预期性", True),
        ("五年累计固定资产投资\t亿元\t5610\t14000\t18.0%\t预期性", False),
        ("固定资产投资五年累计\t亿元\t5610\t14000\t18.0%\t预期性", False),
        ("地区生产总值\t亿元\t10816.5\t15000左右\t6%左右\t预期性", False),
        ("地区生产总值\t亿元\t10816.5\t18000左右\t6%左右\t预期性", True),
        ("地区生产总值\t亿元\t10816.5\t14000以上\t6%\t预期性", False),
        ("地区生产总值\t亿元\t10816.5\t15000以上\t5%\t预期性", True),
    ],
)
def test_growth_of_sums_and_of_round_numbers(row: str, wrong: bool) -> None:
    assert bool(found_in(table(row), "A01")) is wrong


def test_a_round_number_is_shown_as_one() -> None:
    message = found_in(table("地区生产总值\t亿元\t10816.5\t18000左右\t6%左右\t预期性"), "A01")[0].message
    assert "18000亿元左右" in message and "6%左右" in message


def test_a_blank_cell_needs_its_column() -> None:
    row = "劳动年龄人口平均受教育年限\t年\t12\t12.7\t\t约束性"
    assert [finding.severity for finding in found_in(table(row), "T05")] == ["info"]
    without = "指标\t单位\t2020年\t2025年\t属性\n每千人口托位数\t个\t1.37\t4.5\t预期性\n森林覆盖率\t%\t58.36\t58.5\t约束性"
    assert not found_in(TABLE.format(without, "以上。"), "T05")


def test_brackets_in_a_column_of_a_year() -> None:
    row = "城镇新增就业人数\t万人\t14.9\t[66]\t\t预期性"
    assert [finding.severity for finding in found_in(table(row), "T06")] == ["info"]
    assert not found_in(table(row, "年均增长（%）", "注：[]内为五年累计数。", "全员劳动生产率\t万元/人\t20\t26\t5.4\t预期性"), "T06")


@pytest.mark.parametrize(
    ("base", "tasks", "mixed"),
    [
        ("2020年，森林蓄积量达0.4924亿立方米。", "到2025年，森林蓄积量达5100万立方米。", True),
        ("2020年，地区生产总值达9000亿元。", "到2025年，地区生产总值达1.2万亿元。", False),
        ("2020年，公路总里程14325公里。", "到2025年，公路总里程达1.6万公里。", False),
    ],
)
def test_units_that_differ_by_magnitude(base: str, tasks: str, mixed: bool) -> None:
    assert bool(findings(tasks, "T06", base)) is mixed


@pytest.mark.parametrize(
    ("tasks", "stutters"),
    [
        ("扫黑除恶专项斗争成效显著，扫黑除恶专项斗争连续四年位居全省第一。", True),
        ("开展动态监测、中期评估和总结评估，中期评估和总结评估情况按程序报告。", False),
        ("开展中期评估和总结评估，中期评估和总结评估情况按程序报告。", False),
        ("贯彻新发展理念为构建新发展格局提供了行动指南，构建新发展格局则是贯彻新发展理念的选择。", False),
    ],
)
def test_a_subject_said_twice(tasks: str, stutters: bool) -> None:
    assert bool([finding for finding in findings(tasks, "S04") if "主语" in finding.message]) is stutters


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("质量提升行动", "森林质量精准提升行动", False),
        ("技能提升行动", "职业技能提升行动", True),
        ("三峡海上风电产业园", "福建三峡海上风电国际产业园", True),
    ],
)
def test_words_before_a_name_and_within(first: str, second: str, same: bool) -> None:
    assert alike(first, second) is alike(second, first) is same


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ("推进江阴港区智慧港口应用系统建设。\n\n建设福清江阴港智慧港口应用系统。", "同一项目有2种写法"),
        ("建设南水北调博物馆。\n\n建设南水北调数字博物馆。", ""),
        ("建设滨海新城基因大数据中心。\n\n建设滨海新城基因检测大数据中心。", "疑为同一项目，有2种写法"),
        ("依托江阴港城经济区发展化工产业。\n\n融入福清江阴港城经济区发展。", "疑为同一名称，有2种写法"),
        ("建设闽西高质量发展示范区。\n\n建设厦门高质量发展引领示范区。", ""),
        ("推进成渝高速公路扩容工程。\n\n推进成雅高速公路扩容工程。", ""),
        ("建设福平铁路复线工程。\n\n建设福厦铁路复线工程。", ""),
        ("建设东南沿海国际机场。\n\n建设东南沿海国际机场高速。", ""),
        ("建设东南沿海国际机场。\n\n建设东南沿海国际机场高速公路。", ""),
        ("推进沈海高速福厦段扩容二期。\n\n推进沈海高速公路福厦段扩容二期工程。", "同一项目有2种写法"),
    ],
)
def test_names_of_one_thing(tasks: str, said: str) -> None:
    found = findings(tasks, "P01")
    assert [finding.message[: len(said)] for finding in found] == ([said] if said else []), [finding.message for finding in found]


@pytest.mark.parametrize(
    ("base", "tasks", "severity"),
    [
        ("2020年，不良贷款率0.98%。", "到2025年，不良贷款率不高于2%。", "info"),
        ("2020年，孕产妇死亡率7.69/10万。", "到2025年，孕产妇死亡率低于9/10万。", "info"),
        ("2020年，耕地保有量达227万亩。", "到2025年，耕地保有量不低于216.7万亩。", "info"),
        ("2020年，城镇调查失业率5.2%。", "到2025年，城镇调查失业率控制在5.5%以内。", "info"),
        ("2020年，PM2.5平均浓度20微克/立方米。", "到2025年，PM2.5平均浓度低于23微克/立方米。", "warning"),
        ("2020年，森林覆盖率58.4%。", "到2025年，森林覆盖率达到55%。", "warning"),
    ],
)
def test_ceilings_and_floors(base: str, tasks: str, severity: str) -> None:
    assert [finding.severity for finding in findings(tasks, "T03", base)] == [severity]


GOALS = "规划\n\n第一章 发展目标\n\n第一节 主要目标\n\n到2025年，{}\n\n第二章 任务\n\n第一节 建设\n\n{}\n"
AIMS = "省会首位度达到25%，森林覆盖率达到60%，人均预期寿命达到80岁，高新技术企业达到500家。"


def test_tasks_that_are_missing_are_told_once() -> None:
    found = found_in(GOALS.format(AIMS, "推进各项建设。"), "C02")
    assert [finding.severity for finding in found] == ["info"] and "4个数值目标" in found[0].message
    tasks = "提高森林覆盖率，延长预期寿命，培育高新技术企业。" + "推进各项建设，完善配套设施。" * 200
    found = found_in(GOALS.format(AIMS, tasks), "C02")
    assert [(finding.severity, "首位度" in finding.message) for finding in found] == [("warning", True)]


def test_gdp_does_not_name_gdp_per_head() -> None:
    text = TABLE.format(f"{COLUMNS.format('年均增长/[累计]')}\n人均GDP\t万元\t12.5\t16.7\t6.0%\t预期性", "以上。")
    assert "人均GDP" in found_in(text.replace("推进各项建设。", "推动GDP稳步增长，提升经济总量。"), "C02")[0].message
    assert not found_in(text.replace("推进各项建设。", "推动人均GDP稳步增长。"), "C02")


@pytest.mark.parametrize(
    ("tasks", "incomplete"),
    [
        ("推动关键基础材料、核心基础零部件和先进基础工艺产业化，建设工业“四基”重点项目。", True),
        ("推动关键基础材料、核心基础零部件、先进基础工艺和产业技术基础发展，建设工业“四基”重点项目。", False),
        ("坚定“四个自信”，尤其是文化自信。", False),
    ],
)
def test_fixed_groups_of_policy(tasks: str, incomplete: bool) -> None:
    assert bool(findings(tasks, "A04")) is incomplete


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        (
            "加快形成以国内大循环为主体、国内国际双循环相互促进的新发展格局。",
            "加快形成以国内大循环为主体、国内国际双循环相互促进的新发展格局。",
            False,
        ),
        (
            "建设连江可门临港产业基地和罗源湾冶金建材基地，配套建设原料码头和物流园区。",
            "建设连江可门临港产业基地和罗源湾冶金建材基地，配套建设原料码头和物流园区。",
            True,
        ),
        ("拓展与中西部地区通道和枢纽。", "拓展与中西部地区的通道和枢纽。", False),
        ("利用连江丹阳盆地及其周边低缓坡地。", "利用连江丹阳盆地及其周边低丘缓坡地。", True),
    ],
)
def test_repeated_words(first: str, second: str, repeated: bool) -> None:
    assert bool(findings(f"{first}\n\n第二节 其他\n\n{second}", "S03")) is repeated


def test_a_chapter_read_as_a_line_leaves_no_gap() -> None:
    text = "规划\n\n第一章 任务\n\n推进建设。\n\n{}\n\n第三章 保障\n\n加强领导。\n"
    assert not found_in(text.format("第二章完善机制健全工作机制，加强统筹协调，形成工作合力，确保各项任务落到实处。"), "S01")
    assert found_in(text.format("完善机制。"), "S01")


def test_a_province_need_not_build_in_every_county_that_it_names() -> None:
    tasks = "".join(f"建设{name}体育中心。" for name in ("福清市", "连江县", "罗源县", "闽清县")) + "支持永泰县发展旅游。"
    assert findings(tasks, "C04")
    assert not findings(tasks, "C04", region="350000")
