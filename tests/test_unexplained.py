"""Numbers that nothing explains: what is listed and why, what is passed over, and that no missed quantity can hide."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import Facts, Target
from pipeline.memory import uncollected
from pipeline.read.text import read_string
from pipeline.resolve import resolve
from pipeline.unexplained import unexplained
from pipeline.values import Quantity

PASSED = [
    "坚持“3820”战略工程思想精髓，实施“1+3+1”工程，办好“5·18”“6·18”展会。",
    "加快5G网络、4K/8K超高清和IPv6部署，推广S2B自营平台，治理PM2.5和O3协同污染。",
    "推进G316线长乐漳港至营前段、228国道、国道104线建设。",
    "建设福州港江阴港区13A、13B、13C泊位和可门作业区6—7#泊位，建成福清核电7、8号机组。",
    "推进地铁4号线、6号线建设。",
    "根据《福州市国土空间总体规划（2021—2035年）》和榕政〔2021〕4号文件编制。",
    "2021年1月9日批准，5月8日印发。",
    "办好第44届世界遗产大会、第三届数字中国峰会。",
    "培育世界500强企业，创建5A级景区，打造市场化4.0版营商环境。",
    "融入21世纪海上丝绸之路，延续90年代记忆。",
    "庆祝建党100周年。",
    "统筹国内国际两个大局，增强“四个意识”，千方百计稳定就业，依托百度云发展零部件产业。",
    "学习贯彻党的十九届五中全会精神，市十五届人大五次会议批准。",
    "优化12345便民服务热线。",
    "（1）加强领导；（2）落实责任。",
    "推进恒申氨纶三期、连江申远二期和三环快速路建设，三级医院开展二次供水改造。",
    "联系电话：027-68892381。",
]
LISTED = [
    ("建成区1500段水体。", ["1500"], "不是已知的单位"),
    ("赛后摘得2金。", ["2"], "不是已知的单位"),
    ("工作要点为37。", ["37"], "请人工判断"),
    ("合同期再延长30年。", ["30"], "时长“30年”"),
    ("把握两个关键。", ["两"], "列举的个数（两个）"),
]


@pytest.mark.parametrize("sentence", PASSED)
def test_what_names_or_orders_is_passed_over(sentence: str) -> None:
    doc = read_string(sentence)
    assert [(record["number"], record["why"]) for record in unexplained(doc, Facts(doc.sha256))] == []


@pytest.mark.parametrize(("sentence", "numbers", "why"), LISTED)
def test_what_is_left_is_listed_with_its_reason(sentence: str, numbers: list[str], why: str) -> None:
    doc = read_string(sentence)
    records = unexplained(doc, Facts(doc.sha256))
    assert [record["number"] for record in records] == numbers
    assert all(why in record["why"] for record in records)
    assert all(doc.text[record["start"] : record["end"]] == record["number"] for record in records)


def test_a_missed_quantity_is_listed_as_missed() -> None:
    doc = read_string("GDP10020亿元，新建国道120公里，产值达2052家，装机100MW，三千亿级产业集群，规模翻番。")
    records = unexplained(doc, Facts(doc.sha256))
    assert [record["number"] for record in records] == ["10020", "120", "2052", "100", "三千亿", "翻番"]
    assert all("漏读" in record["why"] or record["number"] in ("100",) for record in records), records


def test_a_number_in_a_project_name_is_listed_when_a_unit_follows() -> None:
    doc = read_string("推进江阴港区20万吨集装箱码头、地铁4号线一期建设。")
    facts = extract(doc)
    without = Facts(doc.sha256, [fact for fact in facts if fact.kind not in ("quantity", "amount")])
    assert [record["number"] for record in unexplained(doc, without)] == ["20"]


def test_numbers_of_structure_are_passed_over() -> None:
    doc = read_string(
        "某市规划\n第1章 总则\n第一节 目标\n一、原则\n1.坚持创新。\n专栏2：重大工程\n表1 主要指标\n序号\t指标\t单位\t2020年\t2025年\n1\t森林覆盖率\t%\t58\t59\n2\t5G基站\t个\t100\t200\n"
        "注：1.[]内为累计数。2.2018年口径变化。\n01新一代人工智能\n2.加强领导。\n"
    )
    assert [(record["number"], record["why"]) for record in unexplained(doc, extract(doc))] == []


def test_table_numbers_without_an_indicator_are_listed() -> None:
    doc = read_string("某市交通规划\n第一章 项目\n表3 重点项目表\n序号\t项目名称\t总投资\n1\t某路改造\t250\n2\t某桥改造\t120\n")
    records = unexplained(doc, Facts(doc.sha256))
    assert [record["number"] for record in records] == ["250", "120"]
    assert all(record["why"].startswith("表格中的数字") for record in records)


def test_the_list_of_the_plan_is_short(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    records = unexplained(fuzhou_doc, fuzhou_facts)
    assert len(records) <= 20, [(record["number"], record["quote"]) for record in records]
    for record in records:
        assert record["number"] in record["quote"] and record["why"] and record["page"]


def hidden(doc: Document, facts: Facts) -> list[str]:
    """The amounts of targets that would not be listed if quantities had been missed altogether."""
    bare = Facts(doc.sha256, [fact for fact in facts if fact.kind not in ("quantity", "amount", "textual")])
    listed = [(record["start"], record["end"]) for record in unexplained(doc, bare)]
    found = []
    for target in facts.of(Target):
        amounts = [
            part for part in map(facts.get, target.parts) if isinstance(part.value, Quantity) and part.anchor.overlaps(target.anchor)
        ]
        anchor = (amounts or [target])[0].anchor
        if not any(start < anchor.end and anchor.start < end for start, end in listed):
            found.append(doc.quote(anchor))
    return found


def test_no_missed_quantity_hides(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    assert {amount for amount in hidden(fuzhou_doc, fuzhou_facts) if not amount.startswith("一")} == set()


@pytest.mark.parametrize("name", ["hubei-heritage-14fyp.pdf", "shanghai-15fyp.html", "fujian-work-report-2025.docx"])
def test_other_plans_have_short_lists_that_hide_little(plans: Path, name: str) -> None:
    from pipeline.read import read

    doc = read(plans / name)
    facts = resolve(doc, extract(doc))
    assert len(unexplained(doc, facts)) <= 30
    assert len(hidden(doc, facts)) <= 0.05 * len(facts.of(Target))


def test_time_grows_with_length_only() -> None:
    def seconds(times: int) -> float:
        doc = read_string("到2025年，森林覆盖率达到45%以上，建成公园30个，推进地铁4号线建设。\n" * times)
        facts = extract(doc)
        with uncollected():
            start = time.process_time()
            unexplained(doc, facts)
            return time.process_time() - start

    seconds(5)
    assert min(seconds(800) for _ in range(3)) < 12 * min(seconds(200) for _ in range(3))
