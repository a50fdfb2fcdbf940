"""Questions over many plans: DuckDB views over the Parquet dataset of a corpus.

`corpus.duckdb` holds only views, with paths relative to the dataset: open it with DuckDB from inside the folder, or ask with
`gangmu query OUT --sql "…"`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus import TABLES
from pipeline.errors import UserError

if TYPE_CHECKING:
    import duckdb

DATABASE = "corpus.duckdb"
VIEWS = {
    # One line per indicator, place and year that some plan states, with the printed value and its base units.
    "indicators": """
        SELECT indicator_id, region, "by" AS year, role, measure, scope, op, value, value2, unit, base_value, base_unit, indicator, attr, document, page, quote
        FROM facts WHERE kind = 'quantity' AND indicator_id IS NOT NULL""",
    # The plan's baseline beside its target: the latest actual level before the target's year, of the same plan, indicator and scope.
    "aligned": """
        SELECT t.indicator_id, t.region, d.period_start, d.period_end, b.value AS baseline, b.year AS baseline_year, b.unit AS baseline_unit,
               t.op, t.value AS target, t.value2 AS target2, t.year AS target_year, t.unit, t.base_unit,
               b.base_value AS base_baseline, t.base_value AS base_target, t.attr, t.document, t.page, t.quote
        FROM indicators t JOIN documents d USING (document)
        LEFT JOIN LATERAL (
            SELECT value, unit, base_value, year FROM indicators b
            WHERE b.document = t.document AND b.indicator_id = t.indicator_id AND b.scope IS NOT DISTINCT FROM t.scope
              AND b.role = 'actual' AND b.measure = 'level' AND b.year < t.year
            ORDER BY b.year DESC, b.value LIMIT 1) b ON TRUE
        WHERE t.role = 'target' AND t.measure = 'level'""",
    # The same indicator in many places, for plans of one period.
    "same_indicator_many_places": """
        SELECT indicator_id, period_start, period_end, region, document, target_year, op, target, unit, base_target, baseline
        FROM aligned ORDER BY indicator_id, period_start, target_year, base_target""",
    # One place over its periods.
    "one_place_over_periods": """
        SELECT region, indicator_id, period_start, period_end, baseline, baseline_year, op, target, target_year, unit, document
        FROM aligned ORDER BY region, indicator_id, target_year, document""",
}
"""Views over the three tables `documents`, `facts` and `findings`, which are views over the Parquet files."""


def write_views(out: Path) -> None:
    """Make `corpus.duckdb` anew beside the dataset."""
    (out / DATABASE).unlink(missing_ok=True)
    with connect(out, out / DATABASE) as database:
        _create(database, "")


def ask(out: Path, sql: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of a query over the dataset, read-only by construction: only views in memory are there to change.

    Raises UserError with the engine's message when the query is wrong.
    """
    import duckdb

    if not (out / "documents").is_dir():
        raise UserError(f"{out}: no corpus here; make one with: gangmu corpus DIR -o {out}")
    with connect(out, None) as database:
        _create(database, f"{out.resolve()}/")
        try:
            found = database.execute(sql)
            return [column[0] for column in found.description or []], found.fetchall()
        except duckdb.Error as error:
            message = str(error).splitlines()[0]
            raise UserError(f"{message} (views: {', '.join((*TABLES, *VIEWS))})") from error


def connect(out: Path, database: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection for the dataset: to the file of views, or in memory and reaching nothing but the dataset."""
    import duckdb

    connection = duckdb.connect(str(database) if database else ":memory:", config={"file_search_path": str(out.resolve())})
    if database is None:
        connection.execute(f"SET allowed_directories=['{_quoted(out.resolve())}/']")
        connection.execute("SET enable_external_access=false")
    return connection


def _create(database: duckdb.DuckDBPyConnection, root: str) -> None:
    """All views, over the Parquet files below `root` (with its slash at the end; empty for paths relative to the dataset)."""
    for table in TABLES:
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{_quoted(root)}{table}/*.parquet')")
    for name, select in VIEWS.items():
        database.execute(f"CREATE VIEW {name} AS {select}")


def _quoted(path: Path | str) -> str:
    return str(path).replace("'", "''")
