"""Coverage: two axes, and in each cell the statements that belong to both: what a district gets from a goal, a sector from a district.

An axis says to which of its rows a thing (project, measure, target, commitment) belongs and how sure that is. A cell holds the things that
belong to its row and to its column; the less sure of the two decides under which count a thing goes. Every cell opens to its things with
their words and pages. Empty cells are an answer, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import UserError
from pipeline.graph.schema import CONFIDENCES

if TYPE_CHECKING:
    import networkx
    import pandas

    Graph = networkx.MultiDiGraph[str]

THINGS = ("Project", "Measure", "Target", "Commitment")


@dataclass(frozen=True, slots=True)
class Belonging:
    """A thing belongs to a row or column: how sure, along which nodes (ends included), by which facts."""

    thing: str
    member: str
    confidence: str
    path: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in a cell, with the two ways by which it belongs there."""

    thing: str
    confidence: str
    row: Belonging
    column: Belonging


@dataclass(frozen=True)
class Coverage:
    """The matrix: node ids of rows and columns in order, and the entries of the cells that are not empty."""

    graph: Graph
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], list[Entry]]

    def counts(self, row: str, column: str) -> dict[str, int]:
        """Number of things by confidence."""
        entries = self.cells.get((row, column), [])
        return {name: sum(entry.confidence == name for entry in entries) for name in CONFIDENCES}

    def empty_rows(self) -> list[str]:
        return [row for row in self.rows if not any((row, column) in self.cells for column in self.columns)]

    def empty_columns(self) -> list[str]:
        return [column for column in self.columns if not any((row, column) in self.cells for row in self.rows)]

    def empty_cells(self) -> dict[str, list[str]]:
        """Row → the names of the columns in which it has nothing; rows without such columns are left out."""
        found = {row: [self.name(column) for column in self.columns if (row, column) not in self.cells] for row in self.rows}
        return {row: names for row, names in found.items() if names}

    def name(self, node: str) -> str:
        return str(self.graph.nodes[node]["name"])

    def records(self) -> list[dict[str, Any]]:
        """All cells, the empty ones, too: row, column, counts by confidence, total."""
        found = []
        for row in self.rows:
            for column in self.columns:
                counts = self.counts(row, column)
                found.append({"row": self.name(row), "column": self.name(column), **counts, "total": sum(counts.values())})
        return found

    def frame(self, confidence: str | None = None) -> pandas.DataFrame:
        """Rows × columns as a DataFrame of totals, or of one confidence."""
        import pandas

        data = [
            [self.counts(row, column)[confidence] if confidence else len(self.cells.get((row, column), ())) for column in self.columns]
            for row in self.rows
        ]
        return pandas.DataFrame(data, index=[self.name(row) for row in self.rows], columns=[self.name(column) for column in self.columns])

    def find(self, node: str, among: list[str]) -> str:
        """The row or column that a user's words mean: its name or code, else the only name that has the words. UserError otherwise."""
        exact = [key for key in among if node in (self.name(key), key, key.partition(":")[2])]
        found = exact or [key for key in among if node in self.name(key)]
        if len(found) == 1:
            return found[0]
        names = "、".join(self.name(key) for key in (found or among))
        raise UserError(f"--cell {node}: {'several have these words' if found else 'no such row or column'}: {names}")

    def evidence(self, row: str, column: str) -> list[dict[str, Any]]:
        """What stands behind a cell: each thing with its words, its page and the way from row to column."""
        return [self._opened(entry) for entry in self.cells.get((row, column), [])]

    def _opened(self, entry: Entry) -> dict[str, Any]:
        data = self.graph.nodes[entry.thing]
        path = [*entry.row.path, *reversed(entry.column.path)]
        names = [self.name(node) for index, node in enumerate(path) if index == 0 or node != path[index - 1]]
        facts = list(dict.fromkeys(entry.row.evidence + entry.column.evidence))
        place = {name: data.get(name) for name in ("chapter", "page", "quote")}
        return {"label": data["label"], "name": data["name"], "confidence": entry.confidence, **place, "path": names, "evidence": facts}


Members = dict[str, dict[str, Belonging]]
"""Thing → row or column → the surest way in which it belongs there."""

Axis = tuple[list[str], Members]
"""The rows (or columns) in their order, and what belongs to them."""


def coverage(graph: Graph, rows: str = "goals", columns: str = "districts") -> Coverage:
    """The matrix of two axes. Raises UserError for an unknown axis."""
    return crossed(graph, axis(graph, rows), axis(graph, columns))


def crossed(graph: Graph, rows: Axis, columns: Axis) -> Coverage:
    """The matrix of two axes that are known already: whoever needs several matrices makes each axis once."""
    (row_nodes, row_members), (column_nodes, column_members) = rows, columns
    cells: dict[tuple[str, str], list[Entry]] = {}
    for thing in sorted(row_members.keys() & column_members.keys(), key=lambda node: (graph.nodes[node].get("span_start", 0), node)):
        for row in row_members[thing].values():
            for column in column_members[thing].values():
                weaker = max(row.confidence, column.confidence, key=CONFIDENCES.index)
                cells.setdefault((row.member, column.member), []).append(Entry(thing, weaker, row, column))
    return Coverage(graph, row_nodes, column_nodes, cells)


def axis(graph: Graph, name: str) -> Axis:
    """An axis by its name. Raises UserError for an unknown one."""
    if name not in AXES:
        raise UserError(f"no axis {name}; there are {', '.join(AXES)}")
    nodes, belongings = AXES[name]
    order = [node for node, data in graph.nodes(data=True) if nodes(graph, node, data)]
    order.sort(key=lambda node: (_first_place(graph, node), *_section_order(graph, node), node))
    members: Members = {}
    for belonging in belongings(graph):
        if graph.nodes[belonging.thing]["label"] in THINGS:
            known = members.setdefault(belonging.thing, {})
            first = known.get(belonging.member)
            if first is None or CONFIDENCES.index(belonging.confidence) < CONFIDENCES.index(first.confidence):
                known[belonging.member] = belonging
    return order, members


def _first_place(graph: Graph, node: str) -> int:
    """Where the node stands in the text, an indicator where its first value stands; 0 for what stands nowhere."""
    if graph.nodes[node]["label"] == "Indicator":
        return min((int(graph.nodes[value].get("span_start", 0)) for value in graph.predecessors(node)), default=0)
    return int(graph.nodes[node].get("span_start", 0))


def _section_order(graph: Graph, node: str) -> tuple[int, int]:
    number = node[1:] if graph.nodes[node]["label"] == "Section" else ""
    return (int(number), 0) if number.isdigit() else (0, 0)


def _edges(graph: Graph, label: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for source, target, data in graph.edges(data=True):
        if data["label"] == label:
            yield source, target, data


def _pointing(label: str) -> Callable[[Graph], Iterator[Belonging]]:
    """Things that point to the axis's nodes by an edge (LOCATED_IN, OWNED_BY, OF_INDICATOR)."""

    def belongings(graph: Graph) -> Iterator[Belonging]:
        for thing, member, data in _edges(graph, label):
            yield Belonging(thing, member, data["confidence"], (member, thing), tuple(data["evidence"]))

    return belongings


def _of_goals(graph: Graph) -> Iterator[Belonging]:
    """Targets that measure the goal, measures that pursue it with the tasks under their heading, projects that implement those."""
    for goal, target, data in _edges(graph, "MEASURED_BY"):
        yield Belonging(target, goal, data["confidence"], (goal, target), tuple(data["evidence"]))
    projects: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for measure, project, data in _edges(graph, "IMPLEMENTED_BY"):
        projects.setdefault(measure, []).append((project, data))
    tasks = _tasks(graph)
    for goal, measure, data in _edges(graph, "PURSUED_BY"):
        pursued = Belonging(measure, goal, data["confidence"], (goal, measure), tuple(data["evidence"]))
        yield pursued
        below = {"confidence": "structural", "evidence": [measure]}
        under = (
            [(task, below) for task in tasks.get(graph.nodes[measure]["section"], ())] if graph.nodes[measure]["kind"] == "heading" else []
        )
        for thing, step in [*under, *projects.get(measure, [])]:
            yield _one_further(pursued, thing, step)


def _tasks(graph: Graph) -> dict[str, list[str]]:
    """Section id → the tasks that stand in it."""
    found: dict[str, list[str]] = {}
    for node, data in graph.nodes(data=True):
        if data["label"] == "Measure" and data["kind"] != "heading":
            found.setdefault(data["section"], []).append(node)
    return found


def _one_further(known: Belonging, thing: str, step: dict[str, Any]) -> Belonging:
    weaker = max(known.confidence, step["confidence"], key=CONFIDENCES.index)
    return Belonging(thing, known.member, weaker, (*known.path, thing), (*known.evidence, *step["evidence"]))


def _in_sections(holders: Callable[[Graph, str], str | None]) -> Callable[[Graph], Iterator[Belonging]]:
    """Things stated in sections, by the section that holds them; `holders` gives None for a section that does not count."""

    def belongings(graph: Graph) -> Iterator[Belonging]:
        known: dict[str, str | None] = {}
        for section, thing, data in _edges(graph, "STATES"):
            if section not in known:
                known[section] = holders(graph, section)
            holder = known[section]
            if holder is not None:
                yield Belonging(thing, holder, data["confidence"], (holder, thing), tuple(data["evidence"]))

    return belongings


def _above(graph: Graph, section: str) -> Iterator[str]:
    """The section and those that hold it, innermost first."""
    at: str | None = section
    while at is not None and graph.nodes[at]["label"] == "Section":
        yield at
        at = next(
            (source for source, edges in graph.pred[at].items() if any(data["label"] == "HAS_SECTION" for data in edges.values())), None
        )


def _box(graph: Graph, section: str) -> str | None:
    return next((holder for holder in _above(graph, section) if graph.nodes[holder]["kind"] == "box"), None)


def _chapter(graph: Graph, section: str) -> str | None:
    chain = list(_above(graph, section))
    named = [holder for holder in chain if graph.nodes[holder]["kind"] in ("chapter", "preface")]
    return named[0] if named else chain[-2] if len(chain) > 1 else chain[-1]


def _body(graph: Graph, section: str) -> str | None:
    return None if _box(graph, section) else _chapter(graph, section)


def _mentioned(graph: Graph) -> Iterator[Belonging]:
    """What the body states, and the projects that it only names as places (依托青口投资区)."""
    yield from _in_sections(_body)(graph)
    projects = {name: node for node, data in graph.nodes(data=True) if data["label"] == "Project" for name in data["names"]}
    for section, place, data in _edges(graph, "STATES"):
        project = projects.get(graph.nodes[place]["name"]) if graph.nodes[place]["label"] == "Place" else None
        holder = _body(graph, section) if project else None
        if project and holder:
            yield Belonging(project, holder, "inferred", (holder, place, project), tuple(data["evidence"]))


def _labelled(label: str) -> Callable[[Graph, str, dict[str, Any]], bool]:
    return lambda graph, node, data: bool(data["label"] == label)


def _is_chapter(graph: Graph, node: str, data: dict[str, Any]) -> bool:
    return bool(data["label"] == "Section" and _chapter(graph, node) == node)


def _is_box(graph: Graph, node: str, data: dict[str, Any]) -> bool:
    return bool(data["label"] == "Section" and data["kind"] == "box")


AXES: dict[str, tuple[Callable[[Graph, str, dict[str, Any]], bool], Callable[[Graph], Iterator[Belonging]]]] = {
    "goals": (_labelled("Goal"), _of_goals),
    "sectors": (_labelled("Sector"), _pointing("OWNED_BY")),
    "districts": (_labelled("District"), _pointing("LOCATED_IN")),
    "indicators": (_labelled("Indicator"), _pointing("OF_INDICATOR")),
    "sections": (_is_chapter, _in_sections(_chapter)),
    "boxes": (_is_box, _in_sections(_box)),
    "body": (_is_chapter, _mentioned),
}
