"""Comparison: two drafts of the small plan, two periods inside one plan, and what must pair with what."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.changes import ORDER, Change, Stated
from pipeline.compare import compare_folders
from pipeline.compared_indicators import compare_indicators
from pipeline.facts import Commitment, Facts, Measure, Project, Target, TextualTarget
from pipeline.pairing import pair
from pipeline.read.text import read_string
from pipeline.run import Result
from pipeline.values import Quantity
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
        "耕地保有量": ("dropped", "完成省下达指标", ""),
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
    assert ("另有保留不变" in printed) == (form == "table")
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
    def target(value: str, unit: str, base: str) -> Stated:
        return Stated(
            Target("GDP", Quantity(Decimal(value), unit, base_value=Decimal(base), base_unit="元"), "target", "level", 2025), 1, value
        )

    found = compare_indicators([target("9000", "亿元", "900000000000")], [target("1", "万亿元", "1000000000000")])
    assert [(change.change, change.before, change.after) for change in found] == [("raised", "9000亿元", "1万亿元")]


def number(indicator: str, value: str, by: int, role: str = "target", table: bool = False, measure: str = "level") -> Stated:
    amount = Decimal(value)
    quantity = Quantity(amount, "%", base_value=amount, base_unit="%", decimals=len(value.partition(".")[2]))
    return Stated(Target(indicator, quantity, role, measure, by, table=table), 1, f"{value}%")  # type: ignore[arg-type]


def found(before: list[Stated], after: list[Stated]) -> list[tuple[str, str, str, str]]:
    return [(change.change, change.before, change.after, change.note) for change in compare_indicators(before, after)]


def words(indicator: str, text: str, by: int) -> Stated:
    return Stated(TextualTarget(indicator, text, "target", by), 1, text)


def test_a_change_that_only_running_text_has_is_seen() -> None:
    """The table keeps its 3.0, the sentence of chapter 1 now says 3.2: the drafts differ."""
    table = replace(number("研发经费投入强度", "3.0", 2025, table=True), quote="3.0左右")
    before, after = number("研发经费投入强度", "3.0", 2025), number("研发经费投入强度", "3.2", 2025)
    assert found([table, before], [table, after]) == [("kept", "3.0%", "3.0%", ""), ("raised", "3.0%", "3.2%", "")]
    assert compare_indicators([table, before], [table, after])[1].quote_before == "3.0%"  # the sentence, not the cell
    assert found([table, before], [table, before]) == [("kept", "3.0%", "3.0%", "")]


def test_words_in_a_table_meet_the_number_of_the_other_document() -> None:
    assert found([words("空气质量", "控制在省下达指标内", 2020)], [number("空气质量", "97", 2025)]) == [
        ("redefined", "控制在省下达指标内", "97%", "文字目标 → 数值目标；年份 2020 → 2025")
    ]
    assert found([number("能耗降幅", "16", 2020, measure="cumulative")], [words("能耗降幅", "完成省下达指标", 2020)]) == [
        ("redefined", "16%", "完成省下达指标", "数值目标 → 文字目标")
    ]


def test_a_sum_has_no_baseline_and_two_whole_numbers_differ() -> None:
    achieved = number("城镇化率", "3", 2020, "actual", measure="cumulative")
    assert found(
        [achieved, number("城镇化率", "5", 2025, measure="cumulative")], [number("城镇化率", "6", 2025, measure="cumulative")]
    ) == [("raised", "5%", "6%", "")]


def test_the_two_tables_of_the_plan(fuzhou: Result) -> None:
    """表1 (pages 9 to 11) and 表2 (21 to 23): 研发经费投入强度 1.76 → 2.2, then 2.2 → 3.0左右; 城镇登记失业率 is new in 表2, 外贸出口额 gone;
    优良天数 was 控制在省下达指标内 and is (97%以上). What only chapters promise (改造老旧小区) is in neither."""
    changes = of(compare_folders(fuzhou.folder, fuzhou.folder), "indicator")
    assert changes["研发经费投入强度"] == ("raised", "2.2%", "约3.0%")
    assert changes["城镇登记失业率"] == ("new", "", "不高于全省平均水平")
    assert changes["外贸出口额"] == ("dropped", "1400亿元", "")
    assert changes["城市空气质量优良天数比例"] == ("redefined", "控制在省下达指标内", "≥97%")
    assert not any("老旧小区" in subject for subject in changes)
    note = next(change.note for change in compare_folders(fuzhou.folder, fuzhou.folder) if change.subject == "研发经费投入强度")
    assert note == "年份 2020 → 2025；前基期 1.76%，距离 +0.44%；后基期 2.2%，距离 +0.8%"
