"""Numerals and the grammar of amounts: values, traps, and time that grows only with the length of the text."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import amount, period, quantity
from pipeline.document import Document
from pipeline.facts import Facts
from pipeline.language.numerals import decimals_of, factor_of, fraction_of, split_great, value_of
from pipeline.memory import uncollected
from pipeline.read.text import read_string
from pipeline.values import Quantity

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1,100", "1100"),
        ("12.50", "12.50"),
        ("半", "0.5"),
        ("两", "2"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("百", "100"),
        ("一百零五", "105"),
        ("三千", "3000"),
        ("两万五千", "25000"),
        ("一亿二千万", "120000000"),
        ("万亿", "1000000000000"),
        ("二〇三五", "2035"),
    ],
)
def test_value_of(numeral: str, value: str) -> None:
    assert value_of(numeral) == Decimal(value)


@pytest.mark.parametrize("words", ["", "人", "一带", "1.2.3", "十A"])
def test_words_are_no_numerals(words: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        value_of(words)


def chinese(number: int) -> str:
    """A number below 10,000 as it is read aloud."""
    text, zero = "", False
    for place, step in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + step
        zero = not digit
    return text


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_reads_back(number: int) -> None:
    assert value_of(chinese(number)) == number
    assert value_of(str(number)) == value_of(f"{number:,}") == number


@given(st.integers(min_value=1, max_value=9999))
def test_multipliers_stay_with_the_unit(number: int) -> None:
    assert split_great(f"{chinese(number)}亿") == (Decimal(number), "亿")
    assert split_great(chinese(number)) == (Decimal(number), "")


def test_multipliers_fractions_decimals() -> None:
    assert factor_of("万亿") == Decimal(10) ** 12 and factor_of("百万") == Decimal(10) ** 6 and factor_of("") == 1
    assert fraction_of("三分之二") == Decimal(2) / Decimal(3) and fraction_of("百分之七") == Decimal("0.07")
    assert decimals_of("3.0") == 1 and decimals_of("1,100") == 0 and decimals_of("三") == 0


def amounts(text: str) -> list[Quantity]:
    doc = read_string(text)
    return [fact.value for fact in amount.extract(doc, Facts(doc.sha256))]


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99999), places=2),
    st.sampled_from(["亿元", "万吨", "%", "公里", "万千瓦", "个百分点", "张"]),
)
@settings(max_examples=60, deadline=None)
def test_a_number_keeps_its_value_and_unit(number: Decimal, unit: str) -> None:
    [found] = amounts(f"到2025年，某项指标达到{number}{unit}。")
    assert (found.value, found.unit, found.decimals) == (number, unit, 2)


@given(st.text(alphabet="的、，。0123456789.,—-+/%“”（）《》万亿千百十一二三半第前位年内至到达增长提高“”超过约人个家元吨A", max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reading(text: str) -> None:
    doc = read_string(f"文{text}")
    facts = Facts(doc.sha256)
    for extract in (period.extract, amount.extract, quantity.extract):
        for fact in list(extract(doc, facts)):
            facts.add(fact)
            assert doc.quote(fact.anchor)


HARD = {
    "digits": "1" * 20000,
    "points": "1." * 10000,
    "commas": "1,111" * 4000,
    "spaces": "1 111 " * 4000,
    "enumeration": "、" * 20000,
    "attributes": "的" * 20000,
    "numerals": "三" * 20000,
    "great numerals": "万亿" * 10000,
    "verbs": "建设" * 10000 + "3个",
    "reaching": "达到" * 10000 + "3个",
    "ranges": "3—" * 10000,
    "brackets": "（" * 10000 + "3个" + "）" * 10000,
    "quotation": "“3" * 10000,
    "letters": "A1" * 10000,
    "years": "2025年" * 4000,
    "counts": "3个、" * 3000,
}


def seconds(text: str) -> float:
    doc = read_string("文")
    doc = Document(**{**{name: getattr(doc, name) for name in doc.__dataclass_fields__}, **_body(doc, text)})
    with uncollected():
        facts, began = Facts("x"), time.process_time()
        for extract in (period.extract, amount.extract, quantity.extract):
            for fact in list(extract(doc, facts)):
                facts.add(fact)
        return time.process_time() - began


def _body(doc: Document, text: str) -> dict[str, object]:
    """Fields of a document of one paragraph."""
    from dataclasses import replace

    from pipeline.document import Anchor

    whole = Anchor(0, len(text))
    return {
        "text": text,
        "sections": (replace(doc.sections[0], anchor=whole),),
        "blocks": (replace(doc.blocks[0], kind="paragraph", anchor=whole),),
    }


@pytest.mark.parametrize("name", HARD)
def test_reading_time_grows_with_the_text_only(name: str) -> None:
    assert seconds(HARD[name]) < 3, "a pattern goes back over the text again and again"
