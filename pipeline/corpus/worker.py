"""One document of a corpus: read, extract, resolve, check, and write its three small Parquet files.

Files are written beside their place and renamed, the documents row last: done twice (a retry, two workers after a crash) it gives
the same bytes once.
"""

from __future__ import annotations

from os import getpid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corpus import Outcome, Task, sha256_of
from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.facts import Facts
from pipeline.findings import Finding
from pipeline.records import FILES, to_record

if TYPE_CHECKING:
    import pyarrow

TEXT = (
    "indicator",
    "indicator_id",
    "unit",
    "base_unit",
    "op",
    "role",
    "measure",
    "scope",
    "attr",
    "sector",
    "name",
    "entity",
    "type",
    "stage",
)
MORE_TEXT = ("surface", "time", "strength", "action", "object", "text", "verb")
NUMBERS = ("value", "value2", "base_value")
YEARS = ("by", "from")
LISTS = ("places", "districts", "adcodes", "also")


def work(task: Task, out: Path) -> Outcome:
    """Process one source into `out`; a source that cannot be read becomes a documents row with its error."""
    source = Path(task.source)
    try:
        doc, facts, findings = _analyse(source)
    except UserError as error:
        _write(out, "documents", task.name, [_document_row(task, None, str(error))])
        return Outcome(task.name, 0, 0, str(error))
    records = [_fact_row(task, doc, kind, to_record(doc, fact, facts)) for kind in FILES for fact in facts if fact.kind == kind]
    _write(out, "facts", task.name, records)
    _write(out, "findings", task.name, [_finding_row(task, finding) for finding in findings])
    _write(out, "documents", task.name, [_document_row(task, doc, None)])
    return Outcome(task.name, len(records), len(findings), None)


def give_up(task: Task, out: Path, reason: str) -> Outcome:
    """The outcome of a source on which the worker itself died: a documents row with the reason."""
    _write(out, "documents", task.name, [_document_row(task, None, reason)])
    return Outcome(task.name, 0, 0, reason)


def schema(table: str) -> pyarrow.Schema:
    """The columns of a table of the dataset; the same for every document, also where all values are null."""
    import pyarrow as pa

    text, whole, number = pa.string(), pa.int64(), pa.float64()
    if table == "documents":
        names = ("document", "source", "sha256", "title", "issuer", "number", "issued", "region", "error")
        return pa.schema(
            [(name, text) for name in names] + [(name, whole) for name in ("period_start", "period_end", "pages", "characters")]
        )
    if table == "findings":
        names = ("document", "id", "code", "severity", "status", "message", "expected", "found", "quotes")
        return pa.schema([(name, pa.list_(text) if name == "quotes" else text) for name in names])
    columns = [(name, text) for name in ("document", "region", "kind", "id", "section", "quote", "rule")]
    columns += [(name, whole) for name in ("chapter", "page", "start", "end", *YEARS)]
    columns += [(name, text) for name in (*TEXT, *MORE_TEXT)] + [(name, number) for name in NUMBERS]
    return pa.schema(columns + [(name, pa.list_(text)) for name in LISTS] + [("table", pa.bool_())])


def _analyse(source: Path) -> tuple[Document, Facts, list[Finding]]:
    from pipeline.checks import check
    from pipeline.run import analyse

    doc, facts = analyse(source)
    return doc, facts, check(doc, facts)


def _document_row(task: Task, doc: Document | None, error: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {"document": task.name, "source": Path(task.source).name, "sha256": sha256_of(Path(task.source)), "error": error}
    if doc is not None:
        start, end = doc.period or (None, None)
        row |= {"title": doc.title, "issuer": doc.issuer, "number": doc.number, "issued": doc.issued, "region": doc.region}
        row |= {"period_start": start, "period_end": end, "pages": doc.pages, "characters": len(doc.text)}
    return row


def _fact_row(task: Task, doc: Document, kind: str, record: dict[str, Any]) -> dict[str, Any]:
    years = {"from": record["start"], "by": record["end"]} if kind == "commitment" else {}
    offsets = dict(zip(("start", "end"), record["span"], strict=True))
    return {**record, **years, **offsets, "document": task.name, "region": doc.region, "kind": kind}


def _finding_row(task: Task, finding: Finding) -> dict[str, Any]:
    quotes = [evidence.quote for evidence in finding.evidence]
    return {
        "document": task.name,
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "status": finding.status,
        "message": finding.message,
        "expected": finding.expected,
        "found": finding.found,
        "quotes": quotes,
    }


def _write(out: Path, table: str, name: str, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    columns = schema(table)
    data = pa.Table.from_pylist([{key: row.get(key) for key in columns.names} for row in rows], schema=columns)
    path = out / table / f"{name}.parquet"
    temporary = path.with_name(f".{name}.{getpid()}")
    pyarrow.parquet.write_table(data, temporary, compression="zstd")
    temporary.replace(path)
