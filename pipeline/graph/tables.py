"""The graph as rows of the schema's columns: what Parquet, CSV and the Cypher store are written from."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.graph.schema import EDGE_PROPERTIES, schema

if TYPE_CHECKING:
    import networkx
    import pyarrow

Row = dict[str, Any]


def node_rows(graph: networkx.MultiDiGraph[str], label: str | None = None) -> list[Row]:
    """id, label, name and properties of the nodes (of one label), in the graph's order."""
    return [{"id": node, **data} for node, data in graph.nodes(data=True) if label is None or data["label"] == label]


def edge_rows(graph: networkx.MultiDiGraph[str]) -> list[Row]:
    """source, target, label, the labels of both ends and properties of the edges, in the graph's order."""
    ends = {node: data["label"] for node, data in graph.nodes(data=True)}
    return [
        {"source": source, "target": target, "source_label": ends[source], "target_label": ends[target], **data}
        for source, target, data in graph.edges(data=True)
    ]


def node_table(rows: Iterable[Row], properties: dict[str, str], with_label: bool = True) -> pyarrow.Table:
    """The nodes as an Arrow table; a property that a node lacks is null."""
    head = {"id": "string", "label": "string", "name": "string"} if with_label else {"id": "string", "name": "string"}
    return _table(list(rows), head | properties)


def edge_table(rows: Iterable[Row], ends_only: bool = False) -> pyarrow.Table:
    """The edges as an Arrow table; `ends_only` leaves out the labels, for a table that holds one kind of edge."""
    labels = {} if ends_only else {"label": "string", "source_label": "string", "target_label": "string"}
    return _table(list(rows), {"source": "string", "target": "string"} | labels | EDGE_PROPERTIES)


def all_nodes(graph: networkx.MultiDiGraph[str]) -> pyarrow.Table:
    return node_table(node_rows(graph), schema().columns())


def _table(rows: list[Row], columns: dict[str, str]) -> pyarrow.Table:
    """Through Arrow's JSON reader: `pyarrow.array` would import pandas, which costs more than all the rest."""
    import pyarrow
    from pyarrow import json as arrow_json

    types = {
        "string": pyarrow.string(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "strings": pyarrow.list_(pyarrow.string()),
    }
    shape = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    if not rows:
        return shape.empty_table()
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    parse = arrow_json.ParseOptions(explicit_schema=shape, unexpected_field_behavior="ignore")
    read = arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    return arrow_json.read_json(io.BytesIO(lines), read, parse)
