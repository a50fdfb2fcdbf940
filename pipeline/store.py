"""Artefacts on disk: what each stage writes into `outputs/<document id>/` and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document import Document, hundredths
from pipeline.errors import UserError
from pipeline.facts import KINDS, Fact, Facts, Topic
from pipeline.findings import Evidence, Finding
from pipeline.records import FILES, from_record, read_jsonl, to_record, write_jsonl

if TYPE_CHECKING:
    from pydantic import TypeAdapter

CONTEXT_FILE = "context.jsonl"
"""Facts that have no file of their own in the contract (periods, topics, textual targets): other facts are made of them."""

ARTEFACTS: dict[str, tuple[str, ...]] = {
    "read": ("layout.json",),
    "extract": ("facts.jsonl",),
    "resolve": ("document.json", *FILES.values(), CONTEXT_FILE, "unexplained.jsonl", "unsure.jsonl"),
    "graph": ("graph.json", "graph.graphml", "graph.gexf", "graph.ttl", "nodes.parquet", "edges.parquet", "cypher"),
    "check": ("findings.jsonl",),
    "report": ("plan.xlsx", "explorer.html"),
}
"""What each stage writes: layout.json is the Document with the place of every character, facts.jsonl the facts before resolution."""


def save_document(doc: Document, folder: Path) -> None:
    """layout.json: everything the reader knows; edges of characters to the hundredth of a point."""
    runs = tuple([replace(run, lefts=hundredths(run.lefts), rights=hundredths(run.rights)) for run in doc.runs])
    (folder / "layout.json").write_bytes(_document_adapter().dump_json(replace(doc, runs=runs)) + b"\n")


def load_document(folder: Path) -> Document:
    """The document of an output folder. Raises UserError when the folder holds none."""
    return _document_adapter().validate_json(_existing(folder, "layout.json").read_bytes())


def save_facts(doc: Document, facts: Facts, folder: Path) -> None:
    """facts.jsonl: all facts, each with its kind."""
    write_jsonl(folder / "facts.jsonl", (_tagged(doc, fact, facts) for fact in facts))


def load_facts(doc: Document, folder: Path) -> Facts:
    records = read_jsonl(_existing(folder, "facts.jsonl"))
    return Facts(doc.sha256, (from_record(record["fact"], record) for record in records))


def save_resolved(
    doc: Document, facts: Facts, unexplained: Iterable[dict[str, Any]], unsure: Iterable[dict[str, Any]], folder: Path
) -> None:
    """document.json and the record files of the contract."""
    (folder / "document.json").write_text(json.dumps(describe(doc, facts), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for kind, name in FILES.items():
        write_jsonl(folder / name, (to_record(doc, fact, facts) for fact in facts.of(KINDS[kind])))
    write_jsonl(folder / CONTEXT_FILE, (_tagged(doc, fact, facts) for fact in facts if fact.kind not in FILES))
    write_jsonl(folder / "unexplained.jsonl", unexplained)
    write_jsonl(folder / "unsure.jsonl", unsure)


def load_resolved(doc: Document, folder: Path) -> Facts:
    """The resolved facts, read back from the contract's files."""
    kinds = [(kind, record) for kind, name in FILES.items() for record in read_jsonl(_existing(folder, name))]
    context = [(record["fact"], record) for record in read_jsonl(_existing(folder, CONTEXT_FILE))]
    return Facts(doc.sha256, (from_record(kind, record) for kind, record in kinds + context))


def save_findings(findings: Iterable[Finding], folder: Path) -> None:
    write_jsonl(folder / "findings.jsonl", ({"id": finding.id, **asdict(finding)} for finding in findings))


def load_findings(folder: Path) -> list[Finding]:
    """The findings of an output folder."""
    return [_finding(record) for record in read_jsonl(_existing(folder, "findings.jsonl"))]


def describe(doc: Document, facts: Facts) -> dict[str, Any]:
    """document.json: metadata, text and outline; sector and goal of each section come from the Topic facts."""
    topics = {fact.value.section: fact.value for fact in facts.of(Topic)}
    unknown = Topic("", None)
    sections = []
    for section in doc.sections:
        topic = topics.get(section.id, unknown)
        sections.append(
            {
                "id": section.id,
                "parent": section.parent,
                "kind": section.kind,
                "number": section.number,
                "title": section.title,
                "chapter": section.chapter,
                "page": doc.page_at(section.anchor.start),
                "start": section.anchor.start,
                "end": section.anchor.end,
                "sector": topic.sector,
                "also": list(topic.also),
                "goal": topic.goal,
            }
        )
    period = {"start": doc.period[0], "end": doc.period[1]} if doc.period else None
    return {
        "id": doc.id,
        "title": doc.title,
        "issuer": doc.issuer,
        "number": doc.number,
        "issued": doc.issued,
        "period": period,
        "region": doc.region,
        "source": doc.source,
        "sha256": doc.sha256,
        "pages": doc.pages,
        "text": doc.text,
        "sections": sections,
    }


def _tagged(doc: Document, fact: Fact[Any], facts: Facts) -> dict[str, Any]:
    """The record with its kind of fact in front, for files that hold several kinds."""
    return {"fact": fact.kind, **to_record(doc, fact, facts)}


def _finding(record: dict[str, Any]) -> Finding:
    evidence = tuple(Evidence(**item) for item in record["evidence"])
    return Finding(**{**{key: value for key, value in record.items() if key != "id"}, "evidence": evidence})


def _existing(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.exists():
        raise UserError(f"{folder}: no {name} here; make it with: gangmu run SOURCE -o {folder.parent}")
    return path


@cache
def _document_adapter() -> TypeAdapter[Document]:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)
