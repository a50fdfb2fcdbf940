"""Coverage: what belongs to two axes, what is empty, and every cell opened to its evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.coverage import AXES, Coverage, coverage
from pipeline.document import Anchor
from pipeline.facts import Fact, Place
from pipeline.graph import load
from tests.fixtures.small_plan import small_document, small_facts, write_small


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("coverage") / "small")


@pytest.fixture(scope="module")
def matrix(folder: Path) -> Coverage:
    return coverage(load(folder), "goals", "districts")


def test_coverage_counts_by_the_less_sure_way(matrix: Coverage) -> None:
    goal, district = matrix.find("生态环境", matrix.rows), matrix.find("晋安区", matrix.columns)
    assert matrix.counts(goal, district) == {"stated": 0, "structural": 0, "inferred": 2}
    assert {entry["name"] for entry in matrix.evidence(goal, district)} == {"推进鼓岭森林公园建设", "鼓岭森林公园"}
    project = next(entry for entry in matrix.evidence(goal, district) if entry["label"] == "Project")
    assert project["path"] == ["生态环境更加优美", "推进鼓岭森林公园建设", "鼓岭森林公园", "晋安区"]
    assert project["evidence"] and project["quote"] == "鼓岭森林公园"


def test_coverage_lists_what_is_empty(matrix: Coverage) -> None:
    assert [matrix.name(row) for row in matrix.empty_rows()] == ["交通"]
    assert "平潭县" in {matrix.name(column) for column in matrix.empty_columns()}
    assert int(matrix.frame().to_numpy().sum()) == 2


@pytest.mark.parametrize("rows", AXES)
@pytest.mark.parametrize("columns", AXES)
def test_any_two_axes_make_a_matrix(folder: Path, rows: str, columns: str) -> None:
    matrix = coverage(load(folder), rows, columns)
    assert matrix.rows and matrix.columns
    assert all(row in matrix.rows and column in matrix.columns for row, column in matrix.cells)


def test_boxes_by_body_shows_what_is_never_mentioned_again(folder: Path) -> None:
    matrix = coverage(load(folder), "boxes", "body")
    box, chapter = matrix.find("专栏1", matrix.rows), matrix.find("第二章", matrix.columns)
    assert {entry["name"] for entry in matrix.evidence(box, chapter)} == {"长乐滨海湿地公园", "鼓岭森林公园"}  # not “百里”绿廊


def test_a_project_that_the_body_names_only_as_a_place_is_mentioned_there(tmp_path: Path) -> None:
    """“依托青口投资区” is no project of the body, but what the box builds does come up there."""
    doc = small_document()
    facts = small_facts(doc)
    at = doc.text.index("鼓岭森林公园建设")
    facts.add(Fact(Place("“百里”绿廊", ("闽侯县",), ("350121",), False), Anchor(at, at + 6), "by_hand"))
    matrix = coverage(load(write_small(tmp_path / "named", doc, facts)), "boxes", "body")
    box, chapter = matrix.find("专栏1", matrix.rows), matrix.find("第二章", matrix.columns)
    named = next(entry for entry in matrix.evidence(box, chapter) if entry["name"] == "“百里”绿廊")
    assert named["confidence"] == "inferred" and "第二章重点任务" in named["path"]


def test_the_empty_cells_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", str(folder), "--rows", "goals", "--empty"]) == 0
    lines = dict(line.split("：") for line in capsys.readouterr().out.splitlines())
    assert "晋安区" not in lines["生态环境更加优美（12）"] and "平潭县" in lines["生态环境更加优美（12）"]
    assert main(["coverage", str(folder), "--empty", "--format", "json"]) == 0
    assert [row["empty"] for row in json.loads(capsys.readouterr().out)] == [12, 13]


def test_indicators_stand_in_the_order_of_the_text(folder: Path) -> None:
    matrix = coverage(load(folder), "indicators", "sections")
    assert [matrix.name(row) for row in matrix.rows] == ["森林覆盖率", "建成区绿地率", "耕地保有量", "新增湿地"]


def test_coverage_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", str(folder), "--rows", "sectors"]) == 0
    table = capsys.readouterr().out
    assert "整行为空" in table and "平潭县" in table
    assert main(["coverage", str(folder), "--rows", "sectors", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "row,column,stated,structural,inferred,total" and "林业,长乐区,0,1,0,1" in lines and "水利,长乐区,0,0,0,0" in lines
    assert main(["coverage", str(folder), "--rows", "sectors", "--cell", "林业", "长乐", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"][0]["name"] == "长乐滨海湿地公园"
    assert main(["coverage", str(folder), "--rows", "sectors", "--cell", "林业", "县"]) == 2
    assert "闽侯县" in capsys.readouterr().err
    assert main(["coverage", str(folder), "--rows", "nonsense"]) == 2
