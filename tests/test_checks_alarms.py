"""Real errors that look harmless, and harmless passages that look like errors: sentences read by the extractors, then checked."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from pipeline.checks import check
from pipeline.checks.aliases import alike
from pipeline.extract import extract
from pipeline.facts import Facts
from pipeline.findings import Finding
from pipeline.memory import uncollected
from pipeline.read.text import read_string
from pipeline.resolve import resolve

FUZHOU = "350100"
FRAME = "规划\n\n第一章 发展基础\n\n第一节 成就\n\n{}\n\n第二章 主要任务\n\n第一节 任务\n\n{}\n"


def findings(tasks: str, base: str = "各项事业全面进步。", period: tuple[int, int] = (2021, 2025), above: str = "warning") -> list[Finding]:
    """Errors and warnings (with `above` info: all findings) of a plan of Fuzhou with these words about the past and these tasks."""
    doc = replace(read_string(FRAME.format(base, tasks)), period=period, region=FUZHOU)
    found = check(doc, resolve(doc, extract(doc)))
    return [finding for finding in found if above == "info" or finding.severity != "info"]


@pytest.mark.parametrize(
    ("tasks", "code"),
    [
        ("加快国家自主示范区福州片区建设。", "S04"),
        ("邀请联合国工业组织参会。", "S04"),
        ("依托畜禽资源污染资源化利用整县推进项目。", "S04"),
        ("抢抓区域全面经济伙伴关系签署机遇。", "S04"),
        ("闽江从淮安至马尾河段全线禁止采砂。", "S04"),
        ("振兴以闽剧、评话、伕唱为代表的地方戏曲。", "S04"),
        ("建设过江信道工程。", "S04"),
        ("规划线网示意图（过程图）。", "S04"),
        ("力争到2025年，森林覆盖率达55%。", "T03"),
        ("力争到2025年，高新技术企业倍增至3000家以上。", "A01"),
    ],
)
def test_what_a_reader_would_mark(tasks: str, code: str) -> None:
    found = findings(tasks, "2020年，森林覆盖率达58.36%，高新技术企业2052家。")
    assert [finding.code for finding in found] == [code], [finding.message for finding in found]


@pytest.mark.parametrize(
    "tasks",
    [
        "推动国家自主创新示范区建设，办好联合国工业发展组织会议。",
        "获批全国首批市域社会治理现代化试点城市。",
        "优化无线信道资源，提升通信信道质量。",
        "实实在在解决群众困难，的的确确改善民生。",
        "发展昇腾生态。",
        "商业存在是服务贸易四种提供方式之一（其他三种分别是跨境提供、境外消费和自然人流动）。",
        "到2035年，基本建成现代化国际城市。",
        "推动长三角区域全面经济伙伴关系协定实施。",
        "推进连江琯头、淮安市等地合作。",
        "推动对外开放取得新进展。",
        "尽快完善配套设施。",
        "福州新区加快建设，GDP年均增长9%。全市GDP年均增长7%。",
        "力争到2025年，森林覆盖率达58.5%。后年继续保持。",
        "建设省道107、省道207，建设闽侯二桥、闽侯三桥。",
    ],
)
def test_what_a_reader_would_pass(tasks: str) -> None:
    found = findings(tasks, "2020年，森林覆盖率达58.36%。")
    assert not found, [finding.message for finding in found]


def test_floors_of_a_yearly_programme_are_mild() -> None:
    tasks, base = "2025年，城镇新增就业50万人。", "2024年，城镇新增就业53.1万人。"
    assert not findings(tasks, base, (2025, 2025))


def test_growth_of_a_part_its_share_and_the_whole() -> None:
    base = "2020年，研发经费投入强度达2.2%。"
    tasks = "“十四五”期间，GDP年均增长7%，全社会研发经费投入年均增长{}%以上。到2025年，研发经费投入强度达3.0%。"
    assert [finding.code for finding in findings(tasks.format(20), base)] == ["A01"]
    assert not findings(tasks.format(14), base)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("沈海高速福厦段扩容二期", "沈海高速公路福厦段扩容二期工程福州江阴至泉州惠安段", True),
        ("机场综合交通枢纽", "机场交通综合枢纽", True),
        ("贝瑞和康基因大数据中心", "贝瑞和康基因检测大数据中心", True),
        ("福州机场二期扩建工程", "福州机场二期扩健工程", True),
        ("东湖三创科技产业园", "西湖三创科技产业园", False),
        ("省道107罗源段", "省道207罗源段", False),
        ("闽侯二桥", "闽侯三桥", False),
        ("罗源湾北岸铁路支线", "罗源湾北岸高速支线", False),
        ("福州滨海新城", "福州滨海新城高速公路", False),
        ("三千亿级新能源新材料产业基地", "千亿级新能源产业基地", False),
        ("宏东远洋渔业产业园", "宏东毛里塔尼亚远洋渔业产业园", False),
    ],
)
def test_names_of_one_project(first: str, second: str, same: bool) -> None:
    assert alike(first, second) is same
    assert alike(second, first) is same


TABLES = """规划

第一章 回顾与目标

第一节 主要指标

表1 上期指标完成情况

指标\t单位\t2015年\t规划目标2020年\t完成情况2020年\t属性
外贸出口额\t亿元\t1312\t1400\t1786\t预期性
森林覆盖率\t%\t55.6\t55.8\t58.36\t约束性

表2 “十四五”时期主要指标

指标\t单位\t2020年\t2025年\t年均增长/[累计]\t属性
森林覆盖率\t%\t58.36\t58.5\t[0.14]\t约束性
{}

第二章 任务

第一节 建设

提高森林覆盖率，扩大外贸出口额，增加居民人均可支配收入，开展科技创新。
"""


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("外贸出口额\t亿元\t1786\t2173\t4.0%\t预期性", []),
        ("居民人均可支配收入\t万元\t4.05\t5.94\t8.0%\t预期性", ["E02"]),
        ("居民人均可支配收入\t%\t4.05\t5.94\t8.0%\t预期性", ["E02", "T06"]),
        ("外贸出口额\t亿元\t1786\t-\t4.0%\t预期性", []),
        ("外贸出口额\t亿元\t1786\t-\t\t预期性", ["T05"]),
    ],
)
def test_tables_of_two_periods(row: str, codes: list[str]) -> None:
    doc = replace(read_string(TABLES.format(row)), period=(2021, 2025), region=FUZHOU)
    found = [finding for finding in check(doc, resolve(doc, extract(doc))) if finding.severity != "info"]
    assert sorted(finding.code for finding in found) == codes, [finding.message for finding in found]


def test_a_heading_read_as_a_line_leaves_no_gap() -> None:
    doc = read_string("规划\n\n第一章 任务\n\n第一节 词\n\n1.甲。是指甲。\n\n2.5G网络。是指乙。\n\n3.丙。是指丙。\n")
    assert not [finding for finding in check(doc, extract(doc)) if finding.code == "S01"]


def test_targets_without_a_year_are_told_once_a_chapter() -> None:
    found = [finding for finding in findings("农村自来水普及率达96%。\n\n建成公园30个。", above="info") if finding.code == "D02"]
    assert len(found) == 1 and "2个数值目标" in found[0].message


def test_a_zone_under_two_names_in_the_running_text() -> None:
    tasks = "依托国家海洋经济示范区建设一流港口。\n\n融入国家海洋经济发展示范区战略，办好国家自主创新示范区。"
    found = [finding for finding in findings(tasks, above="info") if finding.code == "P01"]
    assert len(found) == 1 and "国家海洋经济示范区" in found[0].message


@pytest.mark.parametrize("piece", ["甲、", "推进建设", "_{", "3", "推进建设工程项目，", "“", "增速高于", "建设一流基地。", "和"])
def test_time_grows_with_length(piece: str) -> None:
    """Four times the text may take ten times as long; a square would be sixteen."""

    def seconds(length: int) -> float:
        doc = replace(read_string(FRAME.format("。", piece * (length // len(piece)))), period=(2021, 2025))
        with uncollected():
            facts, start = Facts(doc.sha256), process_time()
            check(doc, facts)
            return process_time() - start

    seconds(100)
    short, long = seconds(5_000), seconds(20_000)
    assert long < max(10 * short, 0.5), f"{short:.3f} s → {long:.3f} s"
