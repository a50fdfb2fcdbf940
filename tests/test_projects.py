"""The grammar of project names: brackets, verbs, what is told beside a name; what damaged text does to it."""

from __future__ import annotations

import random

import pytest

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import Project
from pipeline.projects import candidates, capacity_in, owner_in, squeezed
from pipeline.projects.governing import governor
from pipeline.projects.lists import PAUSE, cut, outside
from pipeline.read.text import read_string


@pytest.mark.parametrize(
    ("text", "verb", "object_", "stage"),
    [
        ("加快谋划福清核电7、8号机组建设", "谋划", "福清核电7、8号机组建设", "planning"),
        ("加快建成霍口水库", "建成", "霍口水库", "complete"),
        ("在滨海新城建设直饮水示范区", "建设", "直饮水示范区", "advance"),
        ("积极规划在滨海新城建设领事馆区", "建设", "领事馆区", "planning"),
        ("引进中国核工业建设集团在福清投资建设核电装备产业园", "建设", "核电装备产业园", "advance"),
        ("以打造区块链经济综合试验区为抓手", "打造", "区块链经济综合试验区", "advance"),
        ("把江阴整车进口口岸建设成为重点口岸", "建设", "江阴整车进口口岸", "advance"),
        ("启动6号线东调段建设", "启动", "6号线东调段建设", "start"),
    ],
)
def test_governor(text: str, verb: str, object_: str, stage: str) -> None:
    found = governor(text)
    assert (found.verb, text[found.start : found.end], found.stage) == (verb, object_, stage)


@pytest.mark.parametrize("text", ["依托福兴经济开发区", "以星网锐捷为龙头", "加强文物安全管理", "空气质量位居前列"])
def test_nothing_is_built(text: str) -> None:
    found = governor(text)
    assert found.used or not found.verb


def test_lists_are_cut_outside_brackets() -> None:
    text = "城际铁路（F1、F2）、“同线、同标”、A、B"
    assert [text[lo:hi] for lo, hi in cut(text, PAUSE, (0, len(text)), outside(text))] == ["城际铁路（F1、F2）", "“同线、同标”", "A", "B"]


def test_a_bracket_without_its_partner_is_none() -> None:
    text = "甲（乙、丙"
    assert len(cut(text, PAUSE, (0, len(text)), outside(text))) == 2


def test_owner_and_capacity() -> None:
    assert owner_in("三峡福建长乐外海百万千瓦海上风电场") == "中国长江三峡集团"
    assert owner_in("中国机械总院集团海西分院") == "中国机械总院集团"
    assert owner_in("福州机场二期扩建工程") is None
    assert [capacity_in(name) for name in ("可门作业区40万吨散货码头", "50万立方成品油库", "三峡海上风电产业园")] == [
        "40万吨",
        "50万立方",
        None,
    ]


def test_deadline_stated_before_the_name() -> None:
    doc = read_string("到2025年，建成东庄水利枢纽、南湖大桥。推进北湖大桥建设。", region=None)
    found = [fact.value for fact in extract(doc).of(Project)]
    assert [(value.name, value.by) for value in found] == [("东庄水利枢纽", 2025), ("南湖大桥", 2025), ("北湖大桥", None)]


def test_white_space_inside_a_name_is_read_across() -> None:
    doc = read_string("建成轨道交通 4 号线一期、 5 号线\t一期。", region="350100")
    assert [fact.value.name for fact in extract(doc).of(Project)] == ["轨道交通4号线一期", "5号线一期"]


def test_names_stand_in_their_text_whatever_the_text(fuzhou_doc: Document) -> None:
    chance = random.Random(14)
    for block in fuzhou_doc.blocks:
        text, _ = squeezed(fuzhou_doc.text[block.anchor.start : block.anchor.end])
        lo = chance.randrange(len(text)) if text else 0
        for damaged in (text, text[lo:], text[:lo], text[::-1]):
            for found in candidates(damaged, None, chance.random() < 0.5):
                assert 0 <= found.start < found.end <= len(damaged)
                assert set(found.name) <= set(damaged[found.start : found.end])
