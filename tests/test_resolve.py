"""Entities: the alias groups of the Fuzhou plan checked by hand, pairs that must stay apart, doubts and decisions of people."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from pipeline import resolve as stage
from pipeline.document import Anchor, Document
from pipeline.errors import UserError
from pipeline.facts import Fact, Facts, Project
from pipeline.places import mentions
from pipeline.projects import compare, features
from pipeline.read.text import read_string
from pipeline.resolve import resolve, unsure
from pipeline.run import Result

REGION = "350100"
SAME = """
福建三峡海上风电国际产业园|福建三峡海上风电产业园|三峡海上风电产业园
元洪国际食品产业园|福清元洪国际食品产业园|福清元洪国际食品城|元洪国际食品园|福清元洪国际食品园
福清江阴港城经济区|江阴港城经济区
福州高新技术产业开发区|高新技术产业开发区
福州福兴经济开发区|福兴经济开发区
福州金山工业园区|金山工业园区
福州江阴港综合保税区|江阴港综合保税区
百度云（福州）AI实验室|百度云(福州)AI实验室|百度人工智能实验室
福建光电信息科学与技术创新实验室|中国福建光电信息科学与技术创新实验室|福建光电实验室
马尾物联网开放实验室|物联网开放实验室
清华—福州数据技术研究院|福州数据技术研究院
福清核电5、6号机组|福清核电5、6号|福清核电5号机组
地铁4号线一期|轨道交通4号线一期|4号线一期
地铁5号线一期|5号线一期
地铁6号线一期|6号线一期
6号线东调段|地铁6号线东调段
2号线马尾东延线|地铁2号线马尾东延线
城际铁路F1线|福州至长乐机场城际铁路(F1)
福州机场二期|福州机场二期扩建工程|福州长乐国际机场二期扩建工程
机场第二高速|福州机场第二高速公路
滨海新城高速|福州滨海新城高速公路(福州绕城高速公路东南段鹤上互通(改建)至滨海新城连接线工程)
沈海高速福厦段扩容二期|沈海高速公路福厦段扩容二期工程福州江阴至泉州惠安段(福州境)
政永高速公路永泰至德化段|政永高速公路福州永泰至泉州德化段(福州境)
福泉高速公路连接线|福泉高速连接线
福州（长乐）国际航空城|福州(长乐)国际航空城
福州（连江）国家远洋渔业基地|福州(连江)国家远洋渔业基地|福州(连江)远洋渔业基地
福州滨海新城|滨海新城
福州大学城|大学城|全国一流大学城|一流大学城
福建职教城|福州职教城|职教城
现代物流城|福州物流城
贝瑞和康基因大数据中心|贝瑞和康基因检测大数据中心
福州滨海新城“滨海氢谷”氢能产业基地|“滨海氢谷”氢能产业基地
“海上风电+储能”试点项目|“海上风电+储能”项目
江阴港区5G智慧港口应用系统|福清江阴港5G智慧港口应用系统
国家级空港综合保税区|空港综合保税区
松下港区千亿级粮油肉类加工产业基地|松下港区粮油肉类加工产业基地
江阴世界一流的千亿级化工新材料基地|千亿级江阴化工新材料产业基地
“1+3+1”工程|区域性物流集散中心“1+3+1”重大工程
中印（尼）“两国双园”|中印(尼)“两国双园”|“两国双园”
“美丽河湖”工程|“美丽河湖”
“美丽海湾”工程|“美丽海湾”
“秀美大地”工程|“秀美大地”
四大群体（城镇职工、农民、困难群体、高端人才）增收计划|“四大群体增收计划”
福州市政府住房租赁平台|福州市住房租赁平台
高铁进机场|“高铁进机场”|高铁进机场项目
平潭及闽江口水资源配置工程|平潭及闽江口水资源配置
霍口水库工程|霍口水库
永泰抽水蓄能电站|永泰抽水蓄能电站项目
"""
APART = """
福清核电5、6号机组|福清核电7、8号机组
地铁4号线一期|地铁5号线一期
6号线一期|6号线东调段
地铁2号线一期|2号线马尾东延线
恒申氨纶二期|恒申氨纶三期
闽侯二桥|闽侯三桥
罗源湾北岸铁路支线|罗源湾南岸铁路支线
罗源湾北岸千亿级钢铁基地|罗源湾南岸千亿级化工产业基地
连江申远二期|连江申马二期
省道107罗源段|省道207罗源段公路工程
松下港区铁路支线|松下港铁路专用线
元洪国际食品产业园|国际食品物流园
国际食品贸易商城|元洪国际食品园
国际食品加工分装中心|元洪国际食品产业园
宏东远洋渔业产业园|宏东毛里塔尼亚远洋渔业产业园
马尾冷链产业园|马尾水产品冷链基地冷链物流设施的改造提升
东湖“三创”基地|两岸“三创”基地
旗山“三创园”|东湖“三创”基地
政务服务“一张网”|农业气象数据“一张网”
国际茉莉花茶博物馆|闽清福州茉莉花茶产业园
福清湾组团|江阴湾组团
“美丽河湖”工程|“美丽海湾”工程
“美丽乡村”工程|“智慧乡村”工程
东南汽车城|中国东南（福建）科学城
综合性茶文化博物馆|番薯文化博物馆
昌福高铁|温福高铁
福州港口后方铁路通道北段|福州港口后方铁路通道南段
福州软件园|马尾软件园
长乐区产业园|福清市产业园
国家级海洋科研基地|省级海洋科研基地
可门经济开发区|连江经济开发区
国家战略物资储备基地|国家医疗战略储备基地
新型基础设施重大工程|基础设施重大工程
"""


def groups(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in table.strip().splitlines()]


def plan_of(names: list[str]) -> tuple[Document, Facts]:
    """A document that names the projects one after the other, with the places that their names tell."""
    doc = read_string("\n".join(f"建设{name}。" for name in names), region=REGION)
    facts, at = Facts(doc.sha256), 0
    for name in names:
        at = doc.text.index(f"建设{name}。", at) + 2
        districts = tuple(dict.fromkeys(district for mention in mentions(name, REGION) for district in mention.meaning.districts))
        facts.add(Fact(Project(name, "facility", False, None, districts), Anchor(at, at + len(name)), "test"))
    return doc, facts


def entities(names: list[str]) -> dict[str, str | None]:
    return {fact.value.name: fact.value.entity for fact in resolve(*plan_of(names)).of(Project)}


@pytest.fixture(scope="module")
def all_together() -> dict[str, str | None]:
    """Entities when all names of the table stand in one plan."""
    return entities([name for group in groups(SAME) for name in group])


def test_the_table_is_as_long_as_promised() -> None:
    assert len(groups(SAME)) >= 40 and len(groups(APART)) >= 30


@pytest.mark.parametrize("names", groups(SAME), ids=lambda names: names[0])
def test_names_of_one_project_have_one_entity(names: tuple[str, ...], all_together: dict[str, str | None]) -> None:
    assert len({all_together[name] for name in names}) == 1, {name: all_together[name] for name in names}


def test_no_two_projects_have_one_entity(all_together: dict[str, str | None]) -> None:
    owner = {all_together[name]: group for group in groups(SAME) for name in group}
    for group in groups(SAME):
        for name in group:
            assert owner[all_together[name]] == group, f"{name} went to {owner[all_together[name]]}"


@pytest.mark.parametrize("names", groups(APART), ids=lambda names: names[0])
def test_names_of_two_projects_stay_apart(names: tuple[str, ...]) -> None:
    found = entities(list(names))
    assert found[names[0]] != found[names[1]]


def test_a_shortened_name_that_two_projects_could_have_is_for_a_person() -> None:
    names = ["马尾物联网开放实验室", "长乐物联网开放实验室", "物联网开放实验室"]
    assert len(set(entities(names).values())) == 3
    rows = unsure(*plan_of(names))
    assert {candidate["name"] for row in rows for candidate in row["candidates"]} | {row["name"] for row in rows} == set(names)
    assert all(candidate["why"] for row in rows for candidate in row["candidates"])


def test_the_entity_is_the_longest_name() -> None:
    assert set(entities(["滨海新城高速", "福州滨海新城高速公路"]).values()) == {"福州滨海新城高速公路"}


def test_comparing_knows_no_order() -> None:
    found = {name: features(name, frozenset(), REGION) for group in (*groups(SAME), *groups(APART)) for name in group}
    for one, other in combinations(found, 2):
        assert compare(found[one], found[other]) == compare(found[other], found[one]), (one, other)


def test_decisions_of_people_are_replayed() -> None:
    told = {judgement.names: judgement for judgement in stage.judgements(REGION)}
    assert {judgement.verdict for judgement in told.values()} == {"same", "different", "unsure"}
    assert all(judgement.who and judgement.why for judgement in told.values())
    for names, judgement in told.items():
        found = entities(sorted(names))
        assert (len(set(found.values())) == 1) == (judgement.verdict == "same"), names


def test_a_decision_holds_only_in_its_region() -> None:
    assert not stage.judgements("310000") and not stage.judgements(None)
    assert len(stage.judgements("350112")) == len(stage.judgements(REGION)), "a district's plan is served by its city's decisions"


def test_a_decision_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text('{"names": ["甲", "甲"], "verdict": "same", "who": "编者", "when": "2026-11-25", "why": "同名"}\n', encoding="utf-8")
    monkeypatch.setattr(stage, "JUDGEMENTS", path)
    stage._all.cache_clear()
    try:
        with pytest.raises(UserError, match=r"judgements\.jsonl:1"):
            stage.judgements(REGION)
    finally:
        stage._all.cache_clear()


def test_every_mention_of_the_plan_has_an_entity(fuzhou: Result) -> None:
    projects = fuzhou.facts.of(Project)
    assert projects and all(fact.value.entity for fact in projects)
    assert {fact.value.entity for fact in projects} <= {fact.value.name for fact in projects}


def test_groups_of_the_plan(fuzhou: Result) -> None:
    """In the real plan, names of one group that were found go together, and never with another group."""
    found = {fact.value.name: fact.value.entity for fact in fuzhou.facts.of(Project)}
    seen = [[found[name] for name in group if name in found] for group in groups(SAME)]
    assert sum(len(entities) > 1 for entities in seen) >= 25
    for group, held in zip(groups(SAME), seen, strict=True):
        assert len(set(held)) <= 1, group
    for group in groups(APART):
        assert len({found[name] for name in group if name in found}) == sum(name in found for name in group), group
