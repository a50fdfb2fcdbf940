"""Facts → a typed graph, every edge with its evidence, and the graph of an output folder back.

Statements are nodes under their fact ids; projects are entities (one node for all mentions). Nodes carry `label` (type) and `name`
(Chinese display name), edges `label`, `evidence` (fact ids), `rule`, `confidence` and, where it helps, `reason`. Nodes and edges are
in the order of their ids, so that the same facts give the same files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.facts import Facts

if TYPE_CHECKING:
    import networkx

    from pipeline.graph.plan import Link, Plan

GRAPH_FILE = "graph.json"


def build(doc: Document, facts: Facts) -> networkx.MultiDiGraph[str]:
    """The graph of a document. Raises ValueError when a rule broke the schema."""
    import networkx

    from pipeline.graph.nodes import nodes
    from pipeline.graph.plan import Plan
    from pipeline.graph.schema import check

    plan = Plan(doc, facts)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(document=doc.id, title=doc.title, sha256=doc.sha256)
    for node, data in sorted(nodes(plan), key=lambda pair: pair[0]):
        graph.add_node(node, **{key: value for key, value in data.items() if value is not None})
    for (source, target, label), data in sorted(merged(_links(plan)).items()):
        graph.add_edge(source, target, key=label, label=label, **data)
    check(graph)
    return graph


def load(folder: Path) -> networkx.MultiDiGraph[str]:
    """The graph that a run left in its folder. Raises UserError when there is none."""
    import json

    import networkx

    path = Path(folder) / GRAPH_FILE
    if not path.exists():
        raise UserError(f"{folder}: no {GRAPH_FILE} here; make it with: gangmu run SOURCE")
    return networkx.MultiDiGraph(networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges"))


def merged(links: Iterable[Link]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """One edge for each source, target and label: the evidence of all its links, rule and reason of the surest (the first of equals)."""
    from pipeline.graph.schema import CONFIDENCES

    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for link in links:
        edge = edges.setdefault((link.source, link.target, link.label), {"evidence": [], "rule": "", "confidence": None})
        edge["evidence"] += [fact for fact in link.evidence if fact not in edge["evidence"]]
        if edge["confidence"] is None or CONFIDENCES.index(link.confidence) < CONFIDENCES.index(edge["confidence"]):
            edge |= {"rule": link.rule, "confidence": link.confidence} | ({"reason": link.reason} if link.reason else {})
    return edges


def _links(plan: Plan) -> Iterator[Link]:
    from pipeline.graph import actions, locations, outline, targets

    for family in (outline, targets, actions, locations):
        yield from family.links(plan)
