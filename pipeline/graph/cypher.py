"""Cypher over the graph of an output folder, through ladybug, the living fork of Kùzu: embedded, full Cypher, fast loads from Arrow.

The engine's store is a file in a hidden folder beside the output folder. It is built from the Parquet files once, under the hash of
their content, and opened read-only ever after. `type(r)` is defined as other engines have it.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UserError
from pipeline.graph.schema import EDGE_PROPERTIES, FILE, schema

if TYPE_CHECKING:
    import ladybug
    import pyarrow

STORES = ".gangmu-store"
TYPES = {"string": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOL", "strings": "STRING[]"}
BUFFER, LARGEST = 2**30, 2**36
"""Bytes of memory for the engine at most, and of address space for a store: the default of 8 TiB is refused on some machines."""
WRITING = re.compile(
    r"(?<![\w.:`])(CREATE|MERGE|DELETE|SET|REMOVE|DROP|ALTER|COPY|INSTALL|LOAD|ATTACH|EXPORT|IMPORT|CHECKPOINT|USE)\b", re.I
)
QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.S)
UNKNOWN = re.compile(r"Table (\w+) does not exist|Cannot find property (\w+)")
LABEL_COLUMN = re.compile(r"LABEL\((\w+)\._ID,\[.*\]\)")
OWN_ID = re.compile(r"^(\w+)\((DISTINCT )?(\w+)\._ID\)$")
INTERNAL = ("_ID", "_LABEL", "_SRC", "_DST")

Answer = tuple[list[str], list[list[Any]]]
"""Column names and rows."""


def ask(folder: Path, query: str, parameters: dict[str, Any] | None = None) -> Answer:
    """The answer to a Cypher query. Raises UserError for a wrong or writing query, or a folder without a graph."""
    refuse_writing(query)
    with connection(folder) as engine:
        try:
            result = engine.execute(query, parameters or {})
        except RuntimeError as error:
            raise UserError(explain(str(error))) from error
        last = result[-1] if isinstance(result, list) else result
        return [_column(name) for name in last.get_column_names()], [[_plain(value) for value in row] for row in last.get_all()]


def _column(name: str) -> str:
    """The heading of a column as it was asked for: the engine spells label(r) with the numbers of its tables, count(g) as COUNT(g._ID)."""
    asked = OWN_ID.sub(lambda match: f"{match.group(1).lower()}({match.group(2) or ''}{match.group(3)})", name)
    return "count(*)" if name == "COUNT_STAR()" else LABEL_COLUMN.sub(r"label(\1)", asked)


def _plain(value: Any) -> Any:
    """Nodes, edges and paths without the engine's own ids and without nulls."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "_NODES" in value:
        return {"nodes": _plain(value["_NODES"]), "edges": _plain(value["_RELS"])}
    label = {"label": value["_LABEL"]} if "_LABEL" in value else {}
    return label | {key: _plain(item) for key, item in value.items() if item is not None and key not in INTERNAL}


def refuse_writing(query: str) -> None:
    """Raises UserError for an empty query and for clauses that write, read files or load code."""
    bare = QUOTED.sub("''", query)
    if not bare.strip(" ;\n\t"):
        raise UserError("the query is empty; try: MATCH (g:Goal) RETURN g.name LIMIT 5")
    found = WRITING.search(bare)
    if found:
        raise UserError(
            f"query: {found.group(1).upper()} is not allowed: the graph is read-only (quote a name that is spelled like this in backticks)"
        )


def explain(message: str) -> str:
    """The engine's message in one line, its position kept, and the names that exist."""
    line = " ".join(message.splitlines()[0].split())
    missing, hint = UNKNOWN.search(line), ""
    if missing:
        table, column = missing.groups()
        names = [*schema().labels, *schema().edges] if table else ["id", "name", *schema().columns(), *EDGE_PROPERTIES]
        near = get_close_matches(table or column, names, 1, 0.5)
        hint = f" Did you mean {near[0]}?" if near else "" if table else f" Properties: {', '.join(names)}."
    return f"query: {line.removesuffix('.')}.{hint} Labels: {', '.join(schema().labels)}. Edges: {', '.join(schema().edges)}"


@contextmanager
def connection(folder: Path) -> Iterator[ladybug.Connection]:
    """A read-only connection to the store of an output folder, which is built when it is missing or of an older graph."""
    import ladybug

    path = store(Path(folder))
    with (
        ladybug.Database(path, read_only=True, buffer_pool_size=BUFFER, max_db_size=LARGEST) as database,
        ladybug.Connection(database) as engine,
    ):
        yield engine


def store(folder: Path) -> Path:
    """The store of the folder's graph, built now if need be; stores of its older graphs are removed."""
    folder = folder.resolve()
    files = folder / "nodes.parquet", folder / "edges.parquet"
    for file in files:
        if not file.exists():
            raise UserError(f"{folder}: no {file.name} here; make it with: gangmu run SOURCE")
    home = _home(folder)
    path = home / f"{folder.name}-{_content(files)}.ladybug"
    if not path.exists():
        from pyarrow import parquet

        fresh = home / f"{path.name}.{os.getpid()}"
        try:
            build_store(parquet.read_table(files[0]), parquet.read_table(files[1]), fresh)
            for old in home.glob(f"{folder.name}-{'[0-9a-f]' * 16}.ladybug"):
                old.unlink(missing_ok=True)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    return path


def _home(folder: Path) -> Path:
    """Beside the output folder; in the temporary folder when that cannot be written."""
    place = folder.parent if os.access(folder.parent, os.W_OK) else Path(tempfile.gettempdir())
    home = place / STORES
    home.mkdir(exist_ok=True)
    return home


def _content(files: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for file in (FILE, *files):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def build_store(nodes: pyarrow.Table, edges: pyarrow.Table, path: Path) -> None:
    """A store with a table for every label and edge of the schema, also for those that the graph does not use."""
    import ladybug

    with ladybug.Database(path, buffer_pool_size=BUFFER, max_db_size=LARGEST) as database, ladybug.Connection(database) as engine:
        engine.execute("CREATE MACRO type(r) AS label(r)")
        engine.execute("BEGIN TRANSACTION")
        for statement in _tables():
            engine.execute(statement)
        _copy_nodes(engine, nodes)
        _copy_edges(engine, edges)
        engine.execute("COMMIT")


def _tables() -> Iterator[str]:
    for label in schema().labels.values():
        columns = "".join(f", `{name}` {TYPES[kind]}" for name, kind in label.properties.items())
        yield f"CREATE NODE TABLE `{label.name}`(`id` STRING PRIMARY KEY, `name` STRING{columns})"
    for edge in schema().edges.values():
        pairs = ", ".join(f"FROM `{source}` TO `{target}`" for source, target in edge.pairs())
        columns = "".join(f", `{name}` {TYPES[kind]}" for name, kind in EDGE_PROPERTIES.items())
        yield f"CREATE REL TABLE `{edge.name}`({pairs}{columns})"


def _copy_nodes(engine: ladybug.Connection, nodes: pyarrow.Table) -> None:
    from pyarrow import compute

    for label in schema().labels.values():
        rows = nodes.filter(compute.equal(nodes["label"], label.name)).select(["id", "name", *label.properties])
        if rows.num_rows:
            engine.execute(f"COPY `{label.name}` FROM $rows", {"rows": rows})


def _copy_edges(engine: ladybug.Connection, edges: pyarrow.Table) -> None:
    from pyarrow import compute

    for edge in schema().edges.values():
        of_kind = edges.filter(compute.equal(edges["label"], edge.name))
        for source, target in edge.pairs() if of_kind.num_rows else ():
            ends = compute.and_(compute.equal(of_kind["source_label"], source), compute.equal(of_kind["target_label"], target))
            rows = of_kind.filter(ends).select(["source", "target", *EDGE_PROPERTIES])
            if rows.num_rows:
                engine.execute(f"COPY `{edge.name}` FROM $rows (from='{source}', to='{target}')", {"rows": rows})
