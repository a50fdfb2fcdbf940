"""Cypher and ready questions: on a plan whose answers are known by heart, and on the Fuzhou plan with answers read off its pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from pipeline import questions
from pipeline.__main__ import main
from pipeline.errors import UserError
from pipeline.graph.cypher import STORES, ask, store
from pipeline.run import Result
from tests.fixtures.small_plan import write_small

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("query") / "small")


CYPHER = {
    "an aggregate": (
        "MATCH (g:Goal)-[:PURSUED_BY]->(m:Measure) RETURN g.name, count(m) AS measures ORDER BY g.name",
        [["交通", 1], ["生态环境更加优美", 1]],
    ),
    "an optional match": (
        "MATCH (p:Project) OPTIONAL MATCH (p)-[:LOCATED_IN]->(d:District) RETURN p.name, d.name ORDER BY p.name",
        [["“百里”绿廊", None], ["机场高速", None], ["长乐滨海湿地公园", "长乐区"], ["鼓岭森林公园", "晋安区"]],
    ),
    "WITH and a filter": (
        "MATCH (m:Measure)-[:IMPLEMENTED_BY]->(p:Project) WITH m, count(p) AS n WHERE n > 1 RETURN m.name, n",
        [["推进林业建设", 3]],
    ),
    "a path of any length": (
        "MATCH (:Document)-[:HAS_SECTION*1..5]->(s:Section {kind: 'box'}) RETURN s.name",
        [["专栏1：生态重大工程"]],
    ),
    "what is missing": ("MATCH (g:Goal) WHERE NOT (g)-[:MEASURED_BY]->() RETURN g.name", [["交通"]]),
    "Chinese in single quotes": ("MATCH (d:District) WHERE d.name = '长乐区' RETURN d.adcode", [["350112"]]),
    "Chinese in double quotes": ('MATCH (d:District) WHERE d.name = "长乐区" RETURN d.adcode', [["350112"]]),
    "the type of an edge": ("MATCH (:Commitment)-[r]->(:Project) RETURN type(r), r.confidence", [["COMMITS_TO", "stated"]]),
    "words that look like writing": ("MATCH (p:Project) WHERE p.name = 'CREATE (x) SET' RETURN p.name", []),
    "evidence": ("MATCH ()-[r:CONFLICTS_WITH]->() RETURN size(r.evidence)", [[2]]),
}


@pytest.mark.parametrize("case", CYPHER)
def test_cypher(folder: Path, case: str) -> None:
    query, rows = CYPHER[case]
    assert ask(folder, query)[1] == rows


def test_a_node_comes_without_the_ids_of_the_engine(folder: Path) -> None:
    columns, rows = ask(folder, "MATCH (s:Sector {code: 'water'}) RETURN s, label(s) AS kind")
    assert columns == ["s", "kind"]
    assert ask(folder, "MATCH (x)-[:LED_BY]->() RETURN DISTINCT label(x)") == (["label(x)"], [["Sector"]])
    assert rows == [[{"label": "Sector", "id": "sector:water", "name": "水利", "code": "water"}, "Sector"]]


WRONG = {
    "MATCH (g:Gaol) RETURN g": "Did you mean Goal",
    "MATCH (g:Goal) RETURN g.nmae": "Did you mean name",
    "MATCH (g:Goal RETURN g": "line: 1, offset: 14",
    "": "empty",
    "CREATE (g:Goal {id: 'x'})": "read-only",
    "MATCH (g:Goal) SET g.name = 'x'": "read-only",
    "MATCH (g:Goal) DETACH DELETE g": "read-only",
    "COPY (MATCH (g:Goal) RETURN g.id) TO 'stolen.csv'": "read-only",
    "LOAD FROM 'secret.csv' RETURN *": "read-only",
    "MATCH (g:Goal) RETURN g; DROP TABLE Goal": "read-only",
    "/* MATCH */ merge (g:Goal {id: 'x'})": "read-only",
}


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_query_is_explained_in_one_line(folder: Path, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match=WRONG[query]):
        ask(folder, query)
    assert main(["query", str(folder), query]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_wrong_label_lists_the_labels(folder: Path) -> None:
    with pytest.raises(UserError, match=r"Labels: Document, Section, Goal.*Edges: HAS_SECTION"):
        ask(folder, "MATCH (g:Nothing) RETURN g")


def test_the_store_is_built_once_and_anew_for_another_graph(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "small"
    shutil.copytree(folder, copy)
    first = store(copy)
    made = first.stat().st_mtime_ns
    assert store(copy) == first and first.stat().st_mtime_ns == made
    shutil.copy(copy / "nodes.parquet", copy / "nodes.bak")
    import pyarrow.parquet

    nodes = pyarrow.parquet.read_table(copy / "nodes.parquet")
    pyarrow.parquet.write_table(nodes.filter(pyarrow.compute.not_equal(nodes["label"], "Department")), copy / "nodes.parquet")
    edges = pyarrow.parquet.read_table(copy / "edges.parquet")
    pyarrow.parquet.write_table(edges.filter(pyarrow.compute.not_equal(edges["label"], "LED_BY")), copy / "edges.parquet")
    second = store(copy)
    assert second != first and not first.exists()
    assert ask(copy, "MATCH (d:Department) RETURN count(d)")[1] == [[0]]
    assert [path.name for path in (tmp_path / STORES).iterdir()] == [second.name]


def test_a_folder_without_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gangmu run"):
        ask(tmp_path, "MATCH (g:Goal) RETURN g")
    assert not list(tmp_path.iterdir())


def rows_of(folder: Path, name: str, about: str = "") -> Rows:
    columns, rows = questions.answer(folder, name, about)
    return [dict(zip(columns, row, strict=True)) for row in rows]


SMALL_ANSWERS: dict[str, tuple[str, list[tuple[str, ...]], list[tuple[Any, ...]]]] = {
    "goal-chain": ("环境", [("举措", "项目", "县市区")], [("推进鼓岭森林公园建设", "鼓岭森林公园", ["晋安区"])]),
    "district": ("晋安", [("类别", "名称")], [("Measure", "推进鼓岭森林公园建设"), ("Project", "鼓岭森林公园")]),
    "sector-deliverables": ("林业", [("年份", "类别")], [(2023, "Commitment"), (2023, "Target")]),
    "deadlines": ("2023", [("类别", "力度")], [("Commitment", "力争"), ("Target", None)]),
    "binding-targets": (
        "",
        [("指标", "基期值", "目标值", "文字目标", "距离")],
        [("森林覆盖率", 58.0, 58.5, None, 0.5), ("耕地保有量", 227.0, None, "完成省下达指标", None)],
    ),
    "projects-by-stage": (
        "",
        [("领域", "阶段", "项目数")],
        [("交通物流", "advance", 1), ("林业", "advance", 1), ("林业", "complete", 1), ("林业", None, 1)],
    ),
    "unpursued-indicators": ("", [("指标", "目标数")], [("耕地保有量", 1)]),
    "project": (
        "湿地",
        [("关系", "出处")],
        [
            ("IMPLEMENTED_BY", "推进林业建设"),
            ("COMMITS_TO", "到2023年建成长乐滨海湿地公园"),
            ("STATES", "一、推进林业建设"),
            ("STATES", "专栏1：生态重大工程"),
        ],
    ),
    "conflicts": ("", [("关系", "指标")], [("CONFLICTS_WITH", "建成区绿地率"), ("DUPLICATES", "森林覆盖率")]),
    "goals-without-measures": ("", [("目标",)], []),
}


@pytest.mark.parametrize("name", SMALL_ANSWERS)
def test_ready_questions_on_the_small_plan(folder: Path, name: str) -> None:
    about, columns, expected = SMALL_ANSWERS[name]
    found = [tuple(row[column] for column in columns[0]) for row in rows_of(folder, name, about)]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_the_matrix_of_districts_and_sectors(folder: Path) -> None:
    frame = questions.districts_by_sectors(folder)
    assert frame.loc["长乐区", "林业"] == 1 and frame.loc["晋安区", "林业"] == 1
    assert frame.loc["平潭县"].sum() == 0 and len(frame) == 13


def test_the_most_connected_project_comes_first(folder: Path) -> None:
    assert rows_of(folder, "most-connected")[0]["项目"] in ("鼓岭森林公园", "长乐滨海湿地公园")


@pytest.mark.parametrize("question", questions.ALL, ids=lambda question: question.name)
def test_every_question_has_a_function(folder: Path, question: questions.Question) -> None:
    function = {"districts-sectors": "districts_by_sectors"}.get(question.name, question.name.replace("-", "_"))
    about = {"district": "长乐", "sector-deliverables": "forestry", "project": "公园"}.get(question.name)
    frame = getattr(questions, function)(folder, *([about] if about else []))
    assert list(frame.columns) and frame.shape[0] >= 0


def test_a_question_that_needs_a_subject_names_the_choices(folder: Path) -> None:
    with pytest.raises(UserError, match="鼓楼区"):
        questions.answer(folder, "district")
    with pytest.raises(UserError, match="binding-targets"):
        questions.answer(folder, "nonsense")


def test_queries_are_fast(fuzhou: Result) -> None:
    """No ready question takes more than a hundred times what counting the goals takes; `make bench` prints the times."""
    counting = quickest(lambda: ask(fuzhou.folder, "MATCH (g:Goal) RETURN count(g)"))
    slow = {}
    for question in questions.ALL:
        about = {"district": "长乐区", "sector-deliverables": "transport", "project": "机场"}.get(question.name, "")
        slow[question.name] = quickest(lambda name=question.name, about=about: questions.answer(fuzhou.folder, name, about)) / counting  # type: ignore[misc]
    assert {name: times for name, times in slow.items() if times > 100} == {}


def quickest(job: Callable[[], object], rounds: int = 4) -> float:
    """Seconds of the quickest of some rounds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        job()
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_query_on_the_command_line(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(folder), "MATCH (p:Project) RETURN p.name AS 项目, p.names AS 提法 ORDER BY 项目", "--format", form]) == 0
    printed = capsys.readouterr().out
    assert "机场高速" in printed and "滨海湿地公园" in printed
    if form == "json":
        assert json.loads(printed)[1] == {"项目": "机场高速", "提法": ["机场高速"]}
    assert main(["query", str(folder), "--ask", "district", "--with", "长乐", "--format", form]) == 0
    answered = capsys.readouterr().out
    assert "长乐滨海湿地公园" in answered and ("项目" in answered, "Project" in answered) == (form == "table", form != "table")
    for asked in (["query", str(folder), "--ask", "district", "长乐"], ["query", "--ask", "district", "长乐", str(folder)]):
        assert main([*asked, "--format", form]) == 0
        assert capsys.readouterr().out == answered


@pytest.mark.parametrize(("name", "about"), [("district", "厦门"), ("sector-deliverables", "航天")])
def test_a_subject_that_is_not_there_is_no_empty_answer(folder: Path, name: str, about: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(folder), "--ask", name, about]) == 2
    assert f"{about}: no such" in capsys.readouterr().err


def test_a_sector_by_part_of_its_name(folder: Path) -> None:
    assert questions.answer(folder, "sector-deliverables", "forestry") == questions.answer(folder, "sector-deliverables", "林")


def test_columns_are_headed_as_they_were_asked_for(folder: Path) -> None:
    asked = "MATCH (g:Goal) RETURN count(g), count(*), count(DISTINCT g)"
    assert ask(folder, asked)[0] == ["count(g)", "count(*)", "count(DISTINCT g)"]


def test_the_list_of_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    printed = capsys.readouterr().out
    assert all(question.name in printed for question in questions.ALL)
