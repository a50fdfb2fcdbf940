"""The graph: what the rules link, that the schema holds, that every file says the same to the library that its users use."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx
import pytest

from pipeline.errors import UserError
from pipeline.graph import build, load
from pipeline.graph.schema import check, problems, schema
from pipeline.run import Result
from tests.conftest import REPOSITORY
from tests.fixtures.small_plan import small_document, small_facts, write_small


@pytest.fixture(scope="module")
def graph() -> networkx.MultiDiGraph[str]:
    doc = small_document()
    return build(doc, small_facts(doc))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("graph") / "small")


def joined(graph: networkx.MultiDiGraph[str], label: str) -> set[tuple[str, str, str, str]]:
    """(name of source, name of target, rule, confidence) of the edges of a label."""
    names = {node: data["name"] for node, data in graph.nodes(data=True)}
    return {(names[a], names[b], data["rule"], data["confidence"]) for a, b, data in graph.edges(data=True) if data["label"] == label}


EDGES = {
    "MEASURED_BY": {
        ("生态环境更加优美", "森林覆盖率 ≥58.5%（2025年）", "goal.words", "stated"),
        ("生态环境更加优美", "建成区绿地率 40%（2025年）", "goal.sentence", "structural"),
        ("生态环境更加优美", "森林覆盖率 58.5%（2025年）", "indicator", "inferred"),
        ("生态环境更加优美", "建成区绿地率 42%（2025年）", "indicator", "inferred"),
    },
    "PURSUED_BY": {
        ("交通", "完善路网", "structure.chapter", "structural"),
        ("生态环境更加优美", "推进鼓岭森林公园建设", "indicator.lever.task", "inferred"),
    },
    "IMPLEMENTED_BY": {
        ("推进鼓岭森林公园建设", "鼓岭森林公园", "measure.words", "stated"),
        ("推进林业建设", "鼓岭森林公园", "section", "structural"),
        ("推进林业建设", "“百里”绿廊", "section.box", "structural"),
        ("推进林业建设", "长乐滨海湿地公园", "section", "structural"),
        ("完善路网", "机场高速", "section", "structural"),
    },
    "LOCATED_IN": {
        ("鼓岭", "晋安区", "place", "inferred"),
        ("长乐", "长乐区", "place", "stated"),
        (
            "推进鼓岭森林公园建设",
            "晋安区",
            "measure.words",
            "inferred",
        ),  # the gazetteer knows that 鼓岭 lies there, the plan does not say so
        ("鼓岭森林公园", "晋安区", "project.name", "inferred"),
        ("长乐滨海湿地公园", "长乐区", "project.name", "stated"),
    },
    "COMMITS_TO": {
        ("到2023年建成长乐滨海湿地公园", "长乐滨海湿地公园", "commitment.words", "stated"),
        ("到2023年建成长乐滨海湿地公园", "新增湿地 30公顷（2023年·累计）", "commitment.words", "stated"),
        ("到2025年，建成区绿地率达到42%", "建成区绿地率 42%（2025年）", "commitment.words", "stated"),
    },
    "BASELINE": {
        ("森林覆盖率 58.5%（2025年）", "森林覆盖率 58%（2020年·实绩）", "table.row", "structural"),
        ("森林覆盖率 ≥58.5%（2025年）", "森林覆盖率 58%（2020年·实绩）", "sentence", "stated"),
        ("耕地保有量 完成省下达指标（2025年）", "耕地保有量 227万亩（2020年·实绩）", "table.row", "structural"),
    },
    "DUPLICATES": {("森林覆盖率 ≥58.5%（2025年）", "森林覆盖率 58.5%（2025年）", "same_value", "inferred")},
    "CONFLICTS_WITH": {("建成区绿地率 40%（2025年）", "建成区绿地率 42%（2025年）", "different_value", "inferred")},
}


@pytest.mark.parametrize("label", EDGES)
def test_edges_are_these_and_no_others(graph: networkx.MultiDiGraph[str], label: str) -> None:
    assert joined(graph, label) == EDGES[label]


def test_two_names_of_one_project_are_one_node(graph: networkx.MultiDiGraph[str]) -> None:
    node = graph.nodes["project:wetland"]
    assert (node["names"], node["mentions"], node["stage"], node["box"]) == (["滨海湿地公园", "长乐滨海湿地公园"], 2, "complete", True)
    assert len([source for source, _, data in graph.in_edges("project:wetland", data=True) if data["label"] == "STATES"]) == 2


def test_a_department_that_only_the_lexicon_names_is_inferred(graph: networkx.MultiDiGraph[str]) -> None:
    assert ("林业", "市林业局", "lexicon.departments", "inferred") in joined(graph, "LED_BY")


def test_every_district_and_sector_has_a_node(graph: networkx.MultiDiGraph[str]) -> None:
    labels = [data["label"] for _, data in graph.nodes(data=True)]
    assert labels.count("District") == 13  # 福州市: 6 districts, 6 counties, 福清市
    assert labels.count("Sector") >= 30


def test_the_same_facts_give_the_same_graph() -> None:
    first, second = (list(build(doc, small_facts(doc)).edges(keys=True)) for doc in (small_document(), small_document()))
    assert first == second


BREAKS = {
    "an edge that may not join its ends": lambda graph: graph.add_edge(
        "sector:water", "period:2025", label="LED_BY", evidence=["x"], rule="r", confidence="stated"
    ),
    "a loop": lambda graph: graph.add_edge("q", "q", label="BASELINE", evidence=["x"], rule="r", confidence="stated"),
    "no evidence": lambda graph: graph.add_edge(
        "sector:water", "department:市水利局", label="LED_BY", evidence=[], rule="r", confidence="stated"
    ),
    "a dangling edge": lambda graph: graph.add_edge("nowhere", "period:2025", label="DUE", evidence=["x"], rule="r", confidence="stated"),
    "a target without indicator": lambda graph: graph.add_node("q2", label="Target", name="x"),
    "a property that the schema does not know": lambda graph: graph.add_node("sector:water", label="Sector", name="水利", colour="blue"),
    "a node without name": lambda graph: graph.add_node("sector:x", label="Sector", name=""),
}


@pytest.mark.parametrize("case", BREAKS)
def test_the_validator_refuses(graph: networkx.MultiDiGraph[str], case: str) -> None:
    broken = graph.copy()
    assert not problems(broken)
    broken.add_node("q", label="Target", name="q")
    broken.add_node("department:市水利局", label="Department", name="市水利局")
    before = problems(broken)
    BREAKS[case](broken)
    assert len(problems(broken)) > len(before)
    with pytest.raises(ValueError, match="schema"):
        check(broken)


def test_json_gives_the_same_graph_back(graph: networkx.MultiDiGraph[str], folder: Path) -> None:
    assert networkx.utils.graphs_equal(graph, load(folder))


def test_the_same_graph_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = write_small(tmp_path / "small")
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert files and all((folder / name).read_bytes() == (again / name).read_bytes() for name in files)


def test_a_folder_without_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gangmu run"):
        load(tmp_path)


@pytest.mark.parametrize(
    "read",
    [lambda folder: networkx.read_graphml(folder / "graph.graphml"), lambda folder: networkx.read_gexf(folder / "graph.gexf")],
    ids=["graphml", "gexf"],
)
def test_gephi_files_show_chinese_names_types_and_colours(graph: networkx.MultiDiGraph[str], folder: Path, read: object) -> None:
    back = read(folder)  # type: ignore[operator]
    assert set(back.nodes) == set(graph.nodes)
    assert sorted((a, b, data["type"], data["confidence"], data["evidence"]) for a, b, data in back.edges(data=True)) == sorted(
        (a, b, data["label"], data["confidence"], ";".join(data["evidence"])) for a, b, data in graph.edges(data=True)
    )
    for node, data in back.nodes(data=True):
        assert (data["label"], data["type"]) == (graph.nodes[node]["name"], graph.nodes[node]["label"])
        colour = data["viz"]["color"] if "viz" in data else data
        assert f"#{colour['r']:02x}{colour['g']:02x}{colour['b']:02x}" == schema().labels[data["type"]].colour
        assert all(data[name] == graph.nodes[node][name] for name in ("by", "value", "table", "page") if name in data)


def test_parquet_has_every_node_and_edge(graph: networkx.MultiDiGraph[str], folder: Path) -> None:
    import pandas

    nodes, edges = pandas.read_parquet(folder / "nodes.parquet"), pandas.read_parquet(folder / "edges.parquet")
    assert list(nodes["id"]) == list(graph.nodes)
    assert list(zip(edges["source"], edges["target"], edges["label"], strict=True)) == list(graph.edges(keys=True))
    assert [list(found) for found in edges["evidence"]] == [data["evidence"] for _, _, data in graph.edges(data=True)]
    forest = nodes[(nodes["label"] == "Target") & nodes["table"].eq(True) & (nodes["indicator"] == "森林覆盖率") & (nodes["by"] == 2025)]
    assert (forest["value"].item(), forest["attr"].item()) == (58.5, "约束性")


def test_csv_has_the_headers_of_neo4j_admin(graph: networkx.MultiDiGraph[str], folder: Path) -> None:
    ids, ends = set(), []
    for path in sorted((folder / "cypher").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert all(len(row) == len(header) for row in rows)
        if header[0] == "id:ID":
            assert header[-1] == ":LABEL" and {row[-1] for row in rows} == {path.stem}
            ids |= {row[0] for row in rows}
        else:
            assert header == [":START_ID", ":END_ID", "evidence:string[]", "rule", "confidence", "reason", ":TYPE"]
            ends += [(row[0], row[1], row[-1]) for row in rows]
        assert f"={path.name}" in (folder / "cypher" / "README.txt").read_text(encoding="utf-8")
    assert ids == set(graph.nodes)
    assert sorted(ends) == sorted(graph.edges(keys=True))


def test_turtle_answers_sparql(folder: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    data = rdflib.Graph().parse(folder / "graph.ttl")
    pursued = """PREFIX gm: <urn:gangmu:term:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?goal ?measure WHERE { ?g gm:pursuedBy ?m . ?g rdfs:label ?goal . ?m rdfs:label ?measure } ORDER BY ?measure"""
    assert {(str(a), str(b)) for a, b in data.query(pursued)} == {("交通", "完善路网"), ("生态环境更加优美", "推进鼓岭森林公园建设")}
    evidence = """PREFIX gm: <urn:gangmu:term:> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?confidence (count(?fact) AS ?facts) WHERE { ?s rdf:predicate gm:conflictsWith ; gm:confidence ?confidence ; prov:wasDerivedFrom ?fact } GROUP BY ?confidence"""
    assert [(str(a), int(b)) for a, b in data.query(evidence)] == [("inferred", 2)]
    quotes = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX gm: <urn:gangmu:term:>
        SELECT ?exact ?start WHERE { ?a oa:hasBody ?t ; oa:hasTarget [ oa:hasSelector [ oa:exact ?exact ], [ oa:start ?start ] ] .
        ?t gm:ofIndicator [ skos:prefLabel "新增湿地"@zh ] }"""
    doc = small_document()
    assert [(str(a), int(b)) for a, b in data.query(quotes)] == [("30公顷", doc.text.index("30公顷"))]


def test_files_survive_hard_characters(tmp_path: Path) -> None:
    from pipeline.graph.export import export

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(document='x"<&>\\ y')
    graph.add_node("document:x", label="Document", name='甲"<&>\\\x0b\n乙', title="t\t'")
    graph.add_node("s0", label="Section", name="；;,\"'", kind="front", title="", goal=False)
    graph.add_edge(
        "document:x", "s0", key="HAS_SECTION", label="HAS_SECTION", evidence=["s0", "s1"], rule="outline", confidence="structural"
    )
    export(graph, tmp_path)
    assert networkx.utils.graphs_equal(graph, load(tmp_path))
    assert networkx.read_graphml(tmp_path / "graph.graphml").nodes["document:x"]["label"] == '甲"<&>\\\n乙'
    assert networkx.read_gexf(tmp_path / "graph.gexf").nodes["s0"]["label"] == "；;,\"'"
    rdflib = pytest.importorskip("rdflib")
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) > 0


def test_the_graph_of_the_plan_is_linked(fuzhou: Result) -> None:
    graph = load(fuzhou.folder)
    assert not problems(graph)
    used = {data["label"] for _, _, data in graph.edges(data=True)}
    assert used >= set(schema().edges) - {"SAME_AS", "CONFLICTS_WITH"}
    known = {fact.id for fact in fuzhou.facts} | {section.id for section in fuzhou.doc.sections}
    assert {fact for _, _, data in graph.edges(data=True) for fact in data["evidence"]} <= known
    assert all(
        any("\u4e00" <= character <= "\u9fff" for character in str(data["name"]))
        for _, data in graph.nodes(data=True)
        if data["label"] in ("Goal", "Sector", "District", "Department")
    )


def test_a_baseline_that_the_plan_states_elsewhere(fuzhou: Result) -> None:
    """Chapter 1 (page 6): “海洋生产总值达2850亿元”; chapter 3 (page 46): “力争到2025年，全市海洋生产总值达4250亿元”. 森林蓄积量 was 0.4924亿立方米 in 2020
    (page 10), and chapter 11 (page 103) aims at 4800万立方米: less."""
    found = joined(load(fuzhou.folder), "BASELINE")
    assert ("海洋生产总值 4250亿元（2025年）", "海洋生产总值 2850亿元（2020年·实绩）", "indicator", "inferred") in found
    assert ("森林蓄积量 ≥4800万立方米（2025年）", "森林蓄积量 0.4924亿立方米（2020年·实绩）", "indicator", "inferred") in found


def test_what_is_due_every_year_ends_with_the_period_by_structure(fuzhou: Result) -> None:
    """Chapter 12 (page 119): “确保各县(市)区每年都要至少提供1幅养老设施建设配套用地” names no last year; “到2023年” (page 24) names one."""
    due = joined(load(fuzhou.folder), "DUE")
    assert any("每年" in name and (rule, sure) == ("context", "structural") for name, _, rule, sure in due)
    assert any("2023年" in name and (rule, sure) == ("commitment.time", "stated") for name, _, rule, sure in due)


def test_a_district_that_only_the_gazetteer_knows_is_inferred(fuzhou: Result) -> None:
    """Page 66: 永泰抽水蓄能电站 names its county; page 52: “积极规划在滨海新城建设领事馆区” does not."""
    located = joined(load(fuzhou.folder), "LOCATED_IN")
    assert ("永泰抽水蓄能电站", "永泰县", "project.name", "stated") in located
    assert ("领事馆区", "长乐区", "project.clause", "inferred") in located


def test_every_label_edge_and_rule_is_documented(fuzhou: Result) -> None:
    text = (REPOSITORY / "docs" / "graph.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in text for name in [*schema().labels, *schema().edges])
    rules = {data["rule"] for _, _, data in load(fuzhou.folder).edges(data=True)}
    assert not {rule for rule in rules if f"`{rule}`" not in text}


@pytest.mark.parametrize("text", ["到2025年。", "第一章 总则\n第一节 目标\n一、发展\n无。"])
def test_a_text_without_facts_has_a_graph(text: str, tmp_path: Path) -> None:
    from pipeline.coverage import coverage
    from pipeline.facts import Facts
    from pipeline.graph.cypher import ask
    from pipeline.read.text import read_string

    doc = read_string(text, region=None)
    folder = write_small(tmp_path / "empty", doc, Facts(doc.sha256))
    assert ask(folder, "MATCH (d:District) RETURN count(d)")[1] == [[0]]
    assert not coverage(load(folder)).cells
