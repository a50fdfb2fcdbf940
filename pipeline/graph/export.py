"""The graph as files: node-link JSON, GraphML and GEXF for Gephi, Parquet, CSV for bulk import, Turtle.

In the Gephi files `label` is what Gephi shows, the Chinese name; the type of a node or edge is in `type`, its colour is set.
Everywhere else `label` is the type and `name` the Chinese name.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.graph.schema import EDGE_PROPERTIES, schema
from pipeline.graph.tables import Row, all_nodes, edge_rows, edge_table, node_rows

if TYPE_CHECKING:
    import networkx

LIST_MARK = ";"
"""Between the items of a list where a format has no lists (neo4j-admin's default is the same)."""
CSV_TYPES = {"string": "", "int": ":long", "float": ":double", "bool": ":boolean", "strings": ":string[]"}


def export(graph: networkx.MultiDiGraph[str], folder: Path) -> None:
    """Write every file of the graph into the folder."""
    from pipeline.graph.gephi import write_gexf, write_graphml
    from pipeline.graph.turtle import write_turtle

    folder = Path(folder)
    write_json(graph, folder / "graph.json")
    write_graphml(graph, folder / "graph.graphml")
    write_gexf(graph, folder / "graph.gexf")
    write_parquet(graph, folder)
    write_csv(graph, folder / "cypher")
    write_turtle(graph, folder / "graph.ttl")


def write_json(graph: networkx.MultiDiGraph[str], path: Path) -> None:
    """Node-link data as `networkx.node_link_graph(data, edges="edges")` reads it; one node or edge a line."""
    nodes = [_json({"id": node, **data}) for node, data in graph.nodes(data=True)]
    edges = [
        _json({"source": source, "target": target, "key": key, **data}) for source, target, key, data in graph.edges(keys=True, data=True)
    ]
    head = f'{{"directed": true, "multigraph": true, "graph": {_json(graph.graph)},\n"nodes": [\n'
    path.write_text(head + ",\n".join(nodes) + '\n],\n"edges": [\n' + ",\n".join(edges) + "\n]}\n", encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_parquet(graph: networkx.MultiDiGraph[str], folder: Path) -> None:
    """nodes.parquet and edges.parquet, with the columns of the schema whether they are filled or not."""
    from pyarrow import parquet

    parquet.write_table(all_nodes(graph), folder / "nodes.parquet")
    parquet.write_table(edge_table(edge_rows(graph)), folder / "edges.parquet")


def write_csv(graph: networkx.MultiDiGraph[str], folder: Path) -> None:
    """One CSV a label and one an edge type, with the headers of neo4j-admin, and README.txt with the import command."""
    folder.mkdir(exist_ok=True)
    arguments = []
    for label in schema().labels.values():
        rows = node_rows(graph, label.name)
        if rows:
            header = ["id:ID", "name", *(name + CSV_TYPES[kind] for name, kind in label.properties.items()), ":LABEL"]
            _write_rows(folder / f"{label.name}.csv", header, rows, ["id", "name", *label.properties, "label"])
            arguments.append(f"--nodes={label.name}.csv")
    edges = edge_rows(graph)
    for kind in schema().edges:
        rows = [row for row in edges if row["label"] == kind]
        if rows:
            header = [":START_ID", ":END_ID", *(name + CSV_TYPES[kind] for name, kind in EDGE_PROPERTIES.items()), ":TYPE"]
            _write_rows(folder / f"{kind}.csv", header, rows, ["source", "target", *EDGE_PROPERTIES, "label"])
            arguments.append(f"--relationships={kind}.csv")
    command = f"neo4j-admin database import full --array-delimiter='{LIST_MARK}' --multiline-fields=true \\\n  " + " \\\n  ".join(arguments)
    (folder / "README.txt").write_text(f"{command} \\\n  neo4j\n", encoding="utf-8")


def _write_rows(path: Path, header: list[str], rows: list[Row], columns: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([flat(row.get(column)) for column in columns] for row in rows)


def flat(value: Any) -> Any:
    """A value for a format without lists, nulls and Python's spelling of truth."""
    if isinstance(value, list):
        return LIST_MARK.join(item.replace(LIST_MARK, "；") for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
