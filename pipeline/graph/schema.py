"""Which labels the graph has, which properties they carry, which edges may join them and how many; and a check that a graph keeps to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.lexicon import parse_yaml

if TYPE_CHECKING:
    import networkx

FILE = Path(__file__).with_name("schema.yml")
CONFIDENCES = ("stated", "structural", "inferred")
"""What the text says; what follows from where it says it; what was concluded. The order is that of trust."""
EDGE_PROPERTIES = {"evidence": "strings", "rule": "string", "confidence": "string", "reason": "string"}
COUNTS = {"1": (1, 1), "0..1": (0, 1), "1..n": (1, None)}


@dataclass(frozen=True)
class Label:
    """A kind of node: its Chinese name, its colour (#rrggbb) and the types of its properties beside id and name."""

    name: str
    zh: str
    colour: str
    properties: dict[str, str]


@dataclass(frozen=True)
class Edge:
    """A kind of edge: the labels that it joins; `same` when both ends must have one label; `each`: label → direction → count."""

    name: str
    zh: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    same: bool
    each: dict[str, dict[str, str]]

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of labels that it may join."""
        return [(source, target) for source in self.sources for target in self.targets if not self.same or source == target]


@dataclass(frozen=True)
class Schema:
    labels: dict[str, Label]
    edges: dict[str, Edge]

    def columns(self) -> dict[str, str]:
        """All node properties with their types, in order of first use; a property has one type in all labels."""
        columns: dict[str, str] = {}
        for label in self.labels.values():
            columns.update({name: kind for name, kind in label.properties.items() if name not in columns})
        return columns


@cache
def schema() -> Schema:
    """The schema of `schema.yml`."""
    raw = parse_yaml(FILE.read_text(encoding="utf-8"))
    labels = {name: Label(name, row["zh"], row["colour"], row["properties"]) for name, row in raw["labels"].items()}
    edges = {
        name: Edge(name, row["zh"], tuple(row["from"]), tuple(row["to"]), row.get("same", False), row.get("each", {}))
        for name, row in raw["edges"].items()
    }
    return Schema(labels, edges)


def problems(graph: networkx.MultiDiGraph[str]) -> list[str]:
    """What in the graph breaks the schema, one line each; empty when it keeps to it."""
    return [*_node_problems(graph), *_edge_problems(graph), *_count_problems(graph)]


def _node_problems(graph: networkx.MultiDiGraph[str]) -> list[str]:
    found = []
    for node, data in graph.nodes(data=True):
        if data.get("label") not in schema().labels:
            found.append(f"node {node}: label {data.get('label')} is not in the schema (or an edge dangles)")
            continue
        unknown = set(data) - {"label", "name", *schema().labels[data["label"]].properties}
        if unknown or not data.get("name"):
            found.append(f"node {node}: {'no name' if not data.get('name') else f'unknown properties {sorted(unknown)}'}")
    return found


def _edge_problems(graph: networkx.MultiDiGraph[str]) -> list[str]:
    found = []
    for source, target, data in graph.edges(data=True):
        place = f"edge {source} -{data.get('label')}-> {target}"
        kind = schema().edges.get(data.get("label", ""))
        pair = graph.nodes[source].get("label"), graph.nodes[target].get("label")
        if kind is None or pair not in kind.pairs():
            found.append(f"{place}: may not join {pair[0]} and {pair[1]}")
        elif source == target:
            found.append(f"{place}: a loop")
        elif data["confidence"] not in CONFIDENCES or not data["rule"] or not data["evidence"]:
            found.append(f"{place}: without evidence, rule or confidence")
    return found


def _count_problems(graph: networkx.MultiDiGraph[str]) -> list[str]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for source, target, data in graph.edges(data=True):
        label = data["label"]
        counts[(source, label, "out")] += 1
        counts[(target, label, "in")] += 1
    bounds: dict[str, list[tuple[str, str, tuple[int, int | None]]]] = {}
    for kind in schema().edges.values():
        for label, each in kind.each.items():
            bounds.setdefault(label, []).extend((kind.name, way, COUNTS[count]) for way, count in each.items())
    found = []
    for node, node_label in graph.nodes(data="label"):
        for edge, way, (low, high) in bounds.get(str(node_label), []):
            count = counts[(node, edge, way)]
            if count < low or (high is not None and count > high):
                found.append(f"{node_label} {node}: {count} {edge} {way}, expected {low}..{'n' if high is None else high}")
    return found


def check(graph: networkx.MultiDiGraph[str]) -> None:
    """Raises ValueError naming the first problems when the graph breaks the schema: a mistake in the rules, not in the plan."""
    found: list[Any] = problems(graph)
    if found:
        raise ValueError(f"the graph breaks its schema in {len(found)} places: " + "; ".join(found[:5]))
