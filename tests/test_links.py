"""Which measures pursue which goals, and why: by structure, by indicator, by words."""

from __future__ import annotations

import pytest

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import Facts, Goal, Target, TextualTarget
from pipeline.graph.links import Link, links
from pipeline.graph.pursuits import core, lever_row, pursuing, tasks_of
from pipeline.read.text import read_string

PLAN = """第一章 开启新篇章
第一节 发展目标
1.民生福祉更加殷实。城镇新增就业12万人，基本养老保险参保率达到98%。
2.生态环境更加优美。森林覆盖率达到58.5%，河湖水系更加清澈，生物多样性更加丰富。
3.社会更加平安和谐。平安建设走在全省前列。
第二章 推动高质量就业 建设宜居城市
千方百计增进民生福祉。
第一节 稳定和扩大就业
建设公共就业服务平台。
第二节 完善社会保险制度
健全基本养老保险参保率动态监测机制。解决可支配收入线以下家庭的住房困难。
第三章 建设美丽城市
守护绿水青山。
第一节 构建优质生态空间
推进造林绿化。开展森林抚育。保护河湖水系和生物多样性。
第二节 健全生态司法
建立大气、水、土壤、森林、海洋、矿产等领域的诉讼制度。
第四章 提升治理效能
第一节 加强平安建设
完善社会治安防控体系。
第二节 推进榕台融合
带动台湾青年来榕就业。
"""


@pytest.fixture(scope="module")
def found() -> list[tuple[str, str, str, str, str]]:
    """(goal, measure, rule, confidence, reason) of each link of the small plan."""
    doc = read_string(PLAN)
    facts = extract(doc)
    return [_words(facts, link) for link in links(doc, facts)]


def _words(facts: Facts, link: Link) -> tuple[str, str, str, str, str]:
    goal, measure, rule, confidence, evidence, reason = link
    assert all(fact_id in facts for fact_id in evidence)
    return facts.get(goal).value.text, facts.get(measure).value.text, rule, confidence, reason


def _of(found: list[tuple[str, str, str, str, str]], goal: str, rule: str) -> list[str]:
    return [measure for name, measure, by, _, _ in found if name == goal and by == rule]


def test_a_chapter_is_pursued_by_its_headings(found: list[tuple[str, str, str, str, str]]) -> None:
    assert _of(found, "建设美丽城市", "structure.chapter") == ["构建优质生态空间", "健全生态司法"]


def test_a_task_that_names_the_indicator_is_stated(found: list[tuple[str, str, str, str, str]]) -> None:
    stated = [(measure, confidence) for goal, measure, rule, confidence, _ in found if rule == "indicator.named"]
    assert stated == [("健全基本养老保险参保率动态监测机制", "stated")]


def test_a_heading_that_names_the_lever_in_its_own_sector(found: list[tuple[str, str, str, str, str]]) -> None:
    headings = _of(found, "民生福祉更加殷实", "indicator.lever.heading")
    assert headings == ["稳定和扩大就业", "完善社会保险制度"]
    everything = [measure for goal, measure, *_ in found if goal == "民生福祉更加殷实"]
    assert "带动台湾青年来榕就业" not in everything, "Taiwan affairs do not answer for employment"


def test_a_section_whose_tasks_name_the_lever_often(found: list[tuple[str, str, str, str, str]]) -> None:
    assert _of(found, "生态环境更加优美", "indicator.lever.section") == ["构建优质生态空间"]
    reasons = [reason for goal, _, rule, _, reason in found if rule == "indicator.lever.section" and goal == "生态环境更加优美"]
    assert "2条举措" in reasons[0] and "造林" in reasons[0] and "森林覆盖率" in reasons[0]


def test_a_task_that_lists_fields_moves_none(found: list[tuple[str, str, str, str, str]]) -> None:
    assert not any("诉讼制度" in measure for _, measure, rule, _, _ in found if rule.startswith("indicator"))


def test_a_goal_and_a_section_that_speak_of_the_same(found: list[tuple[str, str, str, str, str]]) -> None:
    alike = [(measure, reason) for goal, measure, rule, _, reason in found if rule == "words.alike" and goal == "生态环境更加优美"]
    assert [measure for measure, _ in alike][:1] == ["构建优质生态空间"]
    assert "生物多样性" in alike[0][1]


def test_a_goal_that_nothing_else_joins_is_joined_by_its_sector(found: list[tuple[str, str, str, str, str]]) -> None:
    rules = {rule for goal, _, rule, _, _ in found if goal == "社会更加平安和谐"}
    assert rules and rules <= {"sector.same", "words.alike"}


def test_every_link_has_a_reason_and_repeats_itself(found: list[tuple[str, str, str, str, str]]) -> None:
    assert all("“" in reason and len(reason) > 10 for *_, reason in found)
    doc = read_string(PLAN)
    facts = extract(doc)
    assert [_words(facts, link) for link in links(doc, facts)] == found


@pytest.mark.parametrize(
    ("indicator", "name"),
    [
        ("每千人口拥有执业（助理）医师数", "执业医师数"),
        ("户籍人口城镇化率", "城镇化率"),
        ("城市空气质量优良天数比例", "空气质量优良天数比例"),
        ("规上工业战略性新兴产业增加值占规上工业增加值比重", "战略性新兴产业增加值"),
        ("居民人均可支配收入", "可支配收入"),
        ("森林覆盖率", "森林覆盖率"),
    ],
)
def test_core(indicator: str, name: str) -> None:
    assert core(indicator) == name


@pytest.mark.parametrize(
    ("indicator", "row"),
    [
        ("单位GDP能耗降幅", "energy_use"),
        ("服务业增加值占地区生产总值比重", "services"),
        ("数字经济核心产业增加值占GDP比重", "digital"),
        ("人均地区生产总值", "gdp_per_head"),
        ("养老机构护理型床位占比", "eldercare"),
        ("全员劳动生产率", None),
    ],
)
def test_lever_row(indicator: str, row: str | None) -> None:
    found = lever_row(indicator)
    assert (found.id if found else None) == row


def test_an_indicator_that_no_lexicon_knows_is_found_by_pieces_of_its_name() -> None:
    doc = read_string("第一节 构筑安全防护体系\n实现县级以上安全巡防队伍全覆盖。\n第二节 加强宣传推介\n举办主题展览。")
    found = list(pursuing(tasks_of(doc, extract(doc)), "安全巡防队伍建设率"))
    assert [(measure.value.text, rule, confidence) for measure, rule, confidence, _ in found] == [
        ("实现县级以上安全巡防队伍全覆盖", "indicator.words", "inferred")
    ]
    assert "“安全巡防队伍”" in found[0][3]


def test_the_indicators_of_the_plan(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    """表2 has 24 indicators; each is joined to a section, but for 全员劳动生产率, which chapters 2 to 14 never take up."""
    tasks = tasks_of(fuzhou_doc, fuzhou_facts)
    table = next(section for section in fuzhou_doc.sections if section.title.startswith("表2"))
    numbers = [fact.value.indicator for fact in fuzhou_facts.of(Target, table.anchor) if fact.value.role == "target"]
    words = [fact.value.indicator for fact in fuzhou_facts.of(TextualTarget, table.anchor) if fact.value.role == "target"]
    names = dict.fromkeys([*numbers, *words])
    assert len(names) == 24
    assert [name for name in names if not any(pursuing(tasks, name))] == ["全员劳动生产率"]


def test_goals_of_the_plan_are_pursued(fuzhou_doc: Document, fuzhou_facts: Facts) -> None:
    joined = {link[0] for link in links(fuzhou_doc, fuzhou_facts)}
    assert all(goal.id in joined for goal in fuzhou_facts.of(Goal))
