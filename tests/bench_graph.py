"""`make bench`: the chain of one goal over three hops, asked in Cypher and walked in networkx, on a plan's graph and on a large synthetic one.

python -m tests.bench_graph outputs/fuzhou-14fyp [--nodes 1000000]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pipeline import questions
from pipeline.graph import load
from pipeline.graph.cypher import build_store
from pipeline.graph.schema import EDGE_PROPERTIES, schema
from pipeline.graph.tables import edge_table, node_table

if TYPE_CHECKING:
    import ladybug
    import networkx
    import pyarrow

CHAIN = """MATCH (g:Goal {id: $goal})-[:PURSUED_BY]->(m:Measure)-[:IMPLEMENTED_BY]->(p:Project)-[:LOCATED_IN]->(d:District)
    RETURN m.name, p.name, d.name"""
STEPS = ("PURSUED_BY", "IMPLEMENTED_BY", "LOCATED_IN")
Pair = tuple[str, str]


def synthetic(nodes: int) -> tuple[pyarrow.Table, dict[str, list[Pair]]]:
    """A graph of about `nodes` nodes: each goal has 100 measures, each measure 3 projects, each project 2 of 3,000 districts."""
    goals, districts = max(nodes // 400, 1), 3000
    measures, projects = goals * 100, goals * 300
    rows = [{"id": f"g{n}", "label": "Goal", "name": f"目标{n}"} for n in range(goals)]
    rows += [{"id": f"m{n}", "label": "Measure", "name": f"举措{n}"} for n in range(measures)]
    rows += [{"id": f"p{n}", "label": "Project", "name": f"项目{n}"} for n in range(projects)]
    rows += [{"id": f"d{n}", "label": "District", "name": f"县{n}"} for n in range(districts)]
    edges = {
        "PURSUED_BY": [(f"g{n // 100}", f"m{n}") for n in range(measures)],
        "IMPLEMENTED_BY": [(f"m{n // 3}", f"p{n}") for n in range(projects)],
        "LOCATED_IN": [(f"p{n}", f"d{(n * 7 + step) % districts}") for n in range(projects) for step in (0, 1)],
    }
    return node_table(rows, schema().columns()), edges


def edges_table(edges: dict[str, list[Pair]]) -> pyarrow.Table:
    import pyarrow

    ends = {"PURSUED_BY": ("Goal", "Measure"), "IMPLEMENTED_BY": ("Measure", "Project"), "LOCATED_IN": ("Project", "District")}
    tables = []
    for label, pairs in edges.items():
        columns = {"source": [a for a, _ in pairs], "target": [b for _, b in pairs], "label": [label] * len(pairs)}
        columns |= {"source_label": [ends[label][0]] * len(pairs), "target_label": [ends[label][1]] * len(pairs)}
        table = pyarrow.table(columns)
        for name, kind in EDGE_PROPERTIES.items():
            of_type = edge_table([]).schema.field(name).type
            table = table.append_column(
                name, pyarrow.nulls(len(pairs), of_type) if kind == "strings" else pyarrow.array(["x"] * len(pairs), of_type)
            )
        tables.append(table)
    return pyarrow.concat_tables(tables)


def walk(graph: networkx.MultiDiGraph[str], goal: str) -> int:
    """Number of chains from a goal."""
    front = [goal]
    for step in STEPS:
        front = [target for node in front for _, target, label in graph.out_edges(node, keys=True) if label == step]
    return len(front)


def median(call: Callable[[], object], runs: int = 15) -> float:
    """Milliseconds, median of several runs after a first."""
    call()
    times = []
    for _ in range(runs):
        start = perf_counter()
        call()
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def large(count: int) -> None:
    import ladybug
    import networkx

    nodes, edges = synthetic(count)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for label, pairs in edges.items():
        for source, target in pairs:
            graph.add_edge(source, target, key=label)
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        build_store(nodes, edges_table(edges), Path(folder) / "store")
        built = perf_counter() - start
        with ladybug.Database(Path(folder) / "store", read_only=True) as database, ladybug.Connection(database) as engine:
            chains = ask(engine, "g7")
            assert chains == walk(graph, "g7") == 600
            cypher, plain = median(lambda: ask(engine, "g7")), median(lambda: walk(graph, "g7"))
    print(
        f"{nodes.num_rows:>9} nodes {sum(map(len, edges.values())):>9} edges: Cypher {cypher:7.1f} ms, networkx {plain:7.2f} ms, {chains} chains; store built in {built:.1f} s"
    )


def ask(engine: ladybug.Connection, goal: str) -> int:
    result = engine.execute(CHAIN, {"goal": goal})
    assert not isinstance(result, list)
    return len(result.get_all())


def plan(folder: Path) -> None:
    from pipeline.graph.cypher import connection

    graph = load(folder)
    goals = [node for node, data in graph.nodes(data=True) if data["label"] == "Goal"]
    longest = max(goals, key=lambda goal: walk(graph, goal))
    with connection(folder) as engine:
        cypher = median(lambda: ask(engine, longest))
    print(
        f"{graph.number_of_nodes():>9} nodes {graph.number_of_edges():>9} edges: Cypher {cypher:7.1f} ms, networkx {median(lambda: walk(graph, longest)):7.2f} ms, {walk(graph, longest)} chains"
    )
    for question in questions.ALL:
        print(f"          --ask {question.name:24} {asked(folder, question):7.1f} ms with opening the store")


def asked(folder: Path, question: questions.Question) -> float:
    about = {"district": "长乐区", "sector-deliverables": "transport", "project": "机场"}.get(question.name, "")
    return median(lambda: questions.answer(folder, question.name, about), 5)


def main() -> None:
    options = argparse.ArgumentParser(description="Time the chain of one goal.")
    options.add_argument("folder", type=Path)
    options.add_argument("--nodes", type=int, default=1_000_000)
    args = options.parse_args()
    plan(args.folder)
    large(args.nodes)


if __name__ == "__main__":
    main()
