"""Units: what they measure, and values in base units so that they compare."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from pipeline.language.units import base_of, kind_of, quantity, unit_expression
from pipeline.lexicon import load


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("4924", "万立方米"), ("0.4924", "亿立方米")),
        (("23", "微克/立方米"), ("0.023", "毫克/立方米")),
        (("1.3", "万亿元"), ("13000", "亿元")),
        (("100", "万千瓦"), ("1000", "兆瓦")),
        (("1", "吉瓦"), ("1000000", "千瓦")),
        (("2", "公里"), ("2000", "米")),
        (("3", "平方公里"), ("300", "公顷")),
        (("15", "亩"), ("1", "公顷")),
        (("0.5", "小时"), ("30", "分钟")),
        (("2", "刻钟"), ("30", "分钟")),
        (("2", "万斤"), ("10", "吨")),
        (("0.006", "人/亿元"), ("0.6", "人/百亿元")),
        (("52", "万元/人"), ("520000", "元/人")),
        (("300", "名"), ("300", "人")),
        (("1", "EFLOPS"), ("1000", "PFLOPS")),
        (("8", "‰"), ("0.8", "%")),
        (("2", "个百分点"), ("2", "百分点")),
        (("50", "万立方"), ("500000", "立方米")),
    ],
)
def test_units_of_one_kind_compare(first: tuple[str, str], second: tuple[str, str]) -> None:
    one, other = (quantity(Decimal(value), unit) for value, unit in (first, second))
    assert one.base_unit == other.base_unit is not None
    assert one.base_value is not None and other.base_value is not None
    assert abs(one.base_value - other.base_value) <= abs(other.base_value) * Decimal("1e-9")


def test_percent_and_points_do_not_compare() -> None:
    assert quantity(Decimal(2), "%").base_unit != quantity(Decimal(2), "个百分点").base_unit


def test_an_unknown_unit_stays_unknown() -> None:
    found = quantity(Decimal(3), "斗")
    assert (found.base_value, found.base_unit) == (None, None)
    assert base_of("亿") is None and kind_of("斗") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("亿元以上", "亿元"),
        ("万千瓦时", "万千瓦时"),
        ("千瓦", "千瓦"),
        ("兆瓦级", "兆瓦"),
        ("平方公里", "平方公里"),
        ("公里/平方公里", "公里/平方公里"),
        ("人/百亿元", "人/百亿元"),
        ("万标准箱", "万标准箱"),
        ("万人次", "万人次"),
        ("个百分点", "个百分点"),
        ("吨标准煤/万元", "吨标准煤/万元"),
        ("台（套）", "台（套）"),
    ],
)
def test_the_longest_unit_is_read(text: str, unit: str) -> None:
    match = re.match(unit_expression(), text)
    assert match and match.group() == unit


@pytest.mark.parametrize("words", ["个性", "家庭", "项目", "人才", "条例", "所有", "处理", "方面", "位于", "升级", "台湾", "支持", "部门"])
def test_words_that_begin_like_a_unit_are_none(words: str) -> None:
    assert re.match(unit_expression(), words) is None


def test_every_base_is_a_unit_of_the_lexicon() -> None:
    units = load("units")
    for entry in units.entries:
        base = entry.data.get("base")
        assert base is None or (
            base in units and units[base].data.get("base") is None and units[base].data["kind"] == entry.data["kind"]
        ), entry.id


def test_factors_are_numbers() -> None:
    for entry in load("units").entries:
        assert ("base" in entry.data) == ("factor" in entry.data), entry.id
        assert Decimal(str(entry.data.get("factor", 1))) > 0
