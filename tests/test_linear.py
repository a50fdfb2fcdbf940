"""No text makes a pattern backtrack without end: the time for hostile text grows with its length, not with its square."""

from __future__ import annotations

from time import process_time

import pytest

from pipeline.extract import extract
from pipeline.memory import uncollected
from pipeline.read.text import read_string

LENGTH = 4_000
GROWTH = 4
HOSTILE = {
    "digits": "1234567890",
    "grouped digits": "1,234",
    "list commas": "推进甲、",
    "bare commas": "、",
    "attributes": "的",
    "numerals": "三千亿",
    "ranges": "1—2",
    "years": "2025年",
    "brackets": "（",
    "quotes": "“",
    "spaces": " ",
    "units": "万千瓦",
    "verbs": "加快推进建设",
    "places": "福州长乐",
    "mixed": "到2025年，甲、乙的1.3万亿元以上；",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length(name: str) -> None:
    """Four times the text may take ten times as long (a square would be sixteen); the first reading warms the lexicons up."""
    seconds(HOSTILE[name], 100)
    short = min(seconds(HOSTILE[name], LENGTH) for _ in range(2))
    long = min(seconds(HOSTILE[name], LENGTH * GROWTH) for _ in range(2))
    assert long < max(10 * short, 0.5), f"{short:.3f} s → {long:.3f} s"


def seconds(piece: str, length: int) -> float:
    doc = read_string(f"第一章 总则\n一、推进建设\n{(piece * (length // len(piece) + 1))[:length]}。")
    with uncollected():
        start = process_time()
        extract(doc)
        return process_time() - start
