"""Comparison: two drafts of the small plan, two periods inside one plan, and what must pair with what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.compare import ORDER, Change, compare_folders
from pipeline.facts import Commitment, Facts, Measure, Project, Target
from pipeline.pairing import pair
from pipeline.read.text import read_string
from tests.fixtures.small_plan import Placed, small_document, small_facts, write_small

SECOND = """福州市生态规划
第一章 发展目标
第一节 主要目标
一、生态环境更加优美
到2025年，森林覆盖率从58%提高到59%，建成区绿地率达到38%，湿地保护率达到45%。
第二章 重点任务
第一节 林业
一、大力推进林业建设
确保到2024年建成长乐滨海湿地公园，新增湿地0.3平方公里。
加快建设鼓岭国家森林公园、机场第二高速。
"""


def second_draft(folder: Path) -> Path:
    doc = read_string(SECOND, "second")
    placed = Placed(doc)
    put, number = placed.put, placed.number
    put(number("森林覆盖率", "58", "%", 2020, "actual", indicator_id="forest_coverage"), "58%")
    put(number("森林覆盖率", "59", "%", 2025, indicator_id="forest_coverage"), "59%")
    put(number("建成区绿地率", "38", "%", 2025, indicator_id="green_space"), "38%")
    put(number("湿地保护率", "45", "%", 2025), "45%")
    put(number("新增湿地", "0.3", "平方公里", 2024, measure="cumulative"), "0.3平方公里")
    put(Measure("大力推进林业建设", "heading", "大力推进", "林业建设", "forestry"), "大力推进林业建设")
    put(
        Commitment("到2024年", None, 2024, None, "确保", "建成", "长乐滨海湿地公园"),
        "确保到2024年建成长乐滨海湿地公园，新增湿地0.3平方公里",
    )
    put(Project("长乐滨海湿地公园", "facility", False, "complete", ("长乐区",), "forestry", entity="a"), "长乐滨海湿地公园")
    put(Project("鼓岭国家森林公园", "facility", False, "advance", (), "forestry", entity="b"), "鼓岭国家森林公园")
    put(Project("机场第二高速", "facility", False, "advance", (), "transport", entity="c"), "机场第二高速")
    return write_small(folder / "second", doc, placed.facts)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("compare")
    return write_small(folder / "first"), second_draft(folder)


@pytest.fixture(scope="module")
def changes(drafts: tuple[Path, Path]) -> list[Change]:
    return compare_folders(*drafts)


def of(changes: list[Change], kind: str) -> dict[str, tuple[str, str, str]]:
    return {change.subject: (change.change, change.before, change.after) for change in changes if change.kind == kind}


def test_indicators_are_aligned(changes: list[Change]) -> None:
    assert of(changes, "indicator") == {
        "森林覆盖率": ("raised", "58.5%", "59%"),
        "建成区绿地率": ("lowered", "40%", "38%"),
        "新增湿地（累计）": ("redefined", "30公顷", "0.3平方公里"),
        "湿地保护率": ("new", "", "45%"),
    }


def test_baseline_and_distance_are_told(changes: list[Change]) -> None:
    note = next(change.note for change in changes if change.subject == "森林覆盖率")
    assert note == "差别在印刷精度之内；属性 约束性 → —；前基期 58%，距离 +0.5%；后基期 58%，距离 +1%"


def test_projects_are_kept_renamed_new_and_dropped(changes: list[Change]) -> None:
    assert {subject: change for subject, (change, *_) in of(changes, "project").items()} == {
        "长乐滨海湿地公园": "kept",
        "鼓岭森林公园": "dropped",
        "鼓岭国家森林公园": "new",
        "“百里”绿廊": "dropped",
        "机场高速": "dropped",
        "机场第二高速": "new",
    }


def test_a_stronger_wording_is_seen(changes: list[Change]) -> None:
    change = next(change for change in changes if change.kind == "commitment" and change.change == "stronger")
    assert change.note == "力度 力争 → 确保；时间 到2023年 → 到2024年"
    assert change.quote_before.startswith("力争到2023年") and change.quote_after.startswith("确保到2024年")


def test_a_reworded_heading_is_seen(changes: list[Change]) -> None:
    assert of(changes, "measure")["大力推进林业建设"][0] == "reworded"


def test_a_plan_equals_its_copy(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    changes = compare_folders(drafts[0], write_small(tmp_path / "copy"))
    assert {change.change for change in changes} == {"kept"}


def test_two_periods_inside_one_plan(tmp_path: Path) -> None:
    doc = small_document()
    facts = Facts(doc.sha256, small_facts(doc))
    placed = Placed(doc)
    placed.facts = facts
    placed.put(placed.number("森林覆盖率", "57", "%", 2020, indicator_id="forest_coverage"), "一、生态环境更加优美")
    folder = write_small(tmp_path / "one", doc, facts)
    found = of(compare_folders(folder, folder), "indicator")
    assert found["森林覆盖率"] == ("raised", "57%", "58.5%")


def test_changes_come_in_the_order_in_which_a_reader_looks(changes: list[Change]) -> None:
    indicators = [ORDER.index(change.change) for change in changes if change.kind == "indicator"]
    assert indicators == sorted(indicators)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_compare_on_the_command_line(drafts: tuple[Path, Path], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *map(str, drafts), "--format", form]) == 0
    printed = capsys.readouterr().out
    assert "森林覆盖率" in printed and ("提高" if form == "table" else "raised") in printed
    if form == "json":
        assert json.loads(printed)[0]["quote_after"] == "59%"


def test_a_folder_without_records_is_refused(drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(drafts[0]), str(tmp_path)]) == 2
    assert "gangmu run" in capsys.readouterr().err


PAIRS = {
    "equal first": (["福州机场二期", "机场"], ["机场", "福州机场二期扩建"], [("机场", "机场"), ("福州机场二期", "福州机场二期扩建")]),
    "marks do not part": (["“百里”绿廊"], ["百里绿廊"], [("“百里”绿廊", "百里绿廊")]),
    "nothing near": (["地铁"], ["水库"], []),
    "only each other's best": (["甲乙丙丁戊"], ["甲乙丙丁己", "甲乙丙丁戊己"], [("甲乙丙丁戊", "甲乙丙丁戊己")]),
    "nothing on one side": ([], ["水库"], []),
}


@pytest.mark.parametrize("case", PAIRS)
def test_pairing(case: str) -> None:
    from pipeline.pairing import bare

    left, right, expected = PAIRS[case]
    assert [(a, b) for a, b, _ in pair(left, right, lambda name: [bare(name)], 70.0)] == expected


def test_numbers_of_one_unit_family_meet_in_base_units() -> None:
    from decimal import Decimal

    from pipeline.compare import Stated, compare_indicators
    from pipeline.values import Quantity

    def target(value: str, unit: str, base: str) -> Stated:
        return Stated(
            Target("GDP", Quantity(Decimal(value), unit, base_value=Decimal(base), base_unit="元"), "target", "level", 2025), 1, value
        )

    found = compare_indicators([target("9000", "亿元", "900000000000")], [target("1", "万亿元", "1000000000000")])
    assert [(change.change, change.before, change.after) for change in found] == [("raised", "9000亿元", "1万亿元")]
