"""Prose of plans that patterns of characters could trip over, and prose that they must not miss."""

from __future__ import annotations

import pytest

from tests.test_checks_pairs import BASE, FRAME, ONE_YEAR, all_findings, findings


@pytest.mark.parametrize(
    "tasks",
    [
        "促进税收占比提高，推动城镇登记失业率下降。",
        "推动中等收入群体规模扩大，社会保障覆盖率提高。",
        "确保各项约束性指标如期达到，力争各项指标全部达到、部分超额完成。",
        "实现应保尽保、应达尽达，公路村村通达。",
        "完善监测评估以及及时反馈机制，为了了解群众诉求健全走访制度。",
        "建设以就业为目的的培训体系，推进碳达峰碳中和和绿色转型。",
        "引导社会力量参与与监督，加强科学普及及应用推广，规范执法行为为群众提供便利。",
        "加强诚信道德建设，促进交通迅速发展，开发韧性城市，建设文脉博物馆。",
        "培育专精特新小巨人企业，建设跨境电商综合试验区，推广首台套重大技术装备。",
        "建设工业互联网标识解析国家顶级节点，争创国家产教融合试点城市，建设全民健身信息服务平台。",
        "建设森林防火瞭望塔，修复潟湖湿地。",
        "发展大豆、玉米、水稻三大作物和水果、蔬菜、食用菌、畜禽四大特色产业。",
        "公共文化服务体系更加健全，公共文化服务水平不断提升。",
        "到2025年，高速公路通车里程达700公里。到2025年，全省高速公路通车里程达6500公里。",
        "到2025年，新增学位5万个。“十四五”期间，新增公办幼儿园学位2万个，新增义务教育学位3万个。",
    ],
)
def test_harmless_prose(tasks: str) -> None:
    found = [finding for finding in all_findings(FRAME.format("规划", BASE, tasks)) if finding.severity != "info" or finding.code == "S04"]
    assert not found, [finding.message for finding in found]


@pytest.mark.parametrize(
    ("tasks", "code"),
    [
        ("力争事故死亡人数下降加强重点行业监管。", "T05"),
        ("到2025年，城镇化率达到，居民收入稳步增长。", "T05"),
        ("推动供水水质合格率提升至，保障供水安全。", "T05"),
        ("完善的的服务体系。", "S04"),
        ("推进城市和和乡村融合。", "S04"),
        ("优化运输信道布局。", "S04"),
        ("到2025年，高速公路通车里程达700公里。到2025年，全市高速公路通车里程达800公里。", "T02"),
        ("发展大豆、玉米、水稻三大作物和水果、蔬菜、畜禽四大特色产业。", "A04"),
    ],
)
def test_harmful_prose(tasks: str, code: str) -> None:
    assert findings(tasks, code)


def test_the_end_of_the_year_of_a_report_lacks_no_year() -> None:
    assert not findings("到年底，全面完成改造。", "S04", period=ONE_YEAR)
    assert findings("到年底，全面完成改造。", "S04")


@pytest.mark.parametrize(
    ("tasks", "at_odds"),
    [
        ("谋划海峡科技馆。\n\n推进海峡科技馆建设。", True),
        ("深化海峡科技馆前期工作，力争2024年开工建设海峡科技馆。", False),
    ],
)
def test_steps_of_one_paragraph_follow_each_other(tasks: str, at_odds: bool) -> None:
    assert bool(findings(tasks, "P02")) is at_odds


@pytest.mark.parametrize(
    ("tasks", "unmeasured"),
    [
        ("力争产业规模实现新突破。", True),
        ("力争产业规模实现新突破，达到5000亿元。", False),
        ("力争2025年创成国家生态园林城市。", False),
        ("2025年底前，全面建立田长制，实现县县通高铁。", False),
        ("到2025年，打造成为融合发展示范区。", True),
    ],
)
def test_a_result_that_the_next_words_measure(tasks: str, unmeasured: bool) -> None:
    assert bool(findings(tasks, "D03")) is unmeasured
