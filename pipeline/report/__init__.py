"""The report stage: what people keep open all day (explorer.html) and what they mail to a colleague (plan.xlsx)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document import Document
from pipeline.facts import Facts
from pipeline.findings import Finding
from pipeline.memory import uncollected
from pipeline.records import read_jsonl

if TYPE_CHECKING:
    import networkx

    from pipeline.judgements import Judgement


def report(
    doc: Document, facts: Facts, graph: networkx.MultiDiGraph[str], findings: list[Finding], folder: Path, source: Path | None
) -> None:
    """Write plan.xlsx and explorer.html into `folder`, which holds what the earlier stages wrote.

    `source` is not opened: everything that is shown comes from the document, the facts, the graph, the findings and the decisions about them.
    """
    from pipeline.report.explorer import write_explorer
    from pipeline.report.material import Material
    from pipeline.report.workbook import write_workbook

    material = Material(doc, facts, graph, findings, unexplained_of(folder), judgements_of(source or folder))
    with uncollected():
        write_workbook(material, folder / "plan.xlsx")
        write_explorer(material, folder / "explorer.html")


def unexplained_of(folder: Path) -> list[dict[str, Any]]:
    """The numbers that no fact explains, as the run listed them; none when the folder has no such list."""
    path = folder / "unexplained.jsonl"
    return read_jsonl(path) if path.exists() else []


def judgements_of(place: Path) -> list[Judgement]:
    """What people decided about findings, as it lies beside a source or an output folder."""
    from pipeline.judgements import beside, load

    path = beside(place)
    return load(path) if path else []
