"""The main job: read → extract → resolve → graph → check → report, for one source, into one folder.

Each stage is a function of what the earlier ones made; `run` does all in one process, `run_stage` one of them from the artefacts
of the others (this is what `dvc.yaml` calls).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import getpid
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import store
from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.facts import Facts
from pipeline.findings import Finding
from pipeline.memory import uncollected
from pipeline.reuse import save_keys, stage_keys, unchanged

if TYPE_CHECKING:
    import networkx

STAGES = ("read", "extract", "resolve", "graph", "check", "report")

Progress = Callable[[str, str], None]
"""Called after each stage with its name and a short Chinese line of what came out."""


@dataclass(frozen=True)
class Result:
    """What a run made of one source."""

    doc: Document
    facts: Facts
    findings: list[Finding]
    folder: Path


@uncollected()
def run(source: Path, outputs: Path, progress: Progress) -> Result:
    """All stages; the folder `outputs/<document id>` appears whole or not at all.

    Stages whose inputs did not change since the folder's last run are taken over from it. Raises UserError for a source that
    cannot be read.
    """
    target, keys = outputs / source.stem, stage_keys(source)
    kept = unchanged(keys, target)
    if kept == STAGES:
        progress("reuse", "输入未变，沿用上次结果")
        doc = store.load_document(target)
        return Result(doc, store.load_resolved(doc, target), store.load_findings(target), target)
    doc = store.load_document(target) if "read" in kept else read_stage(source, progress)
    with fresh_folder(target) as folder:
        take_over(kept, target, folder)
        if "read" not in kept:
            store.save_document(doc, folder)
        facts = store.load_facts(doc, folder) if "extract" in kept else extract_stage(doc, folder, progress)
        facts = store.load_resolved(doc, folder) if "resolve" in kept else resolve_stage(doc, facts, folder, progress)
        graph = load_graph(folder) if "graph" in kept else graph_stage(doc, facts, folder, progress)
        findings = store.load_findings(folder) if "check" in kept else check_stage(doc, facts, graph, folder, source, progress)
        report_stage(doc, facts, graph, findings, folder, source, progress)
        save_keys(keys, folder)
    return Result(doc, facts, findings, target)


def take_over(stages: tuple[str, ...], old: Path, new: Path) -> None:
    """Copy the artefacts of the stages from one folder to another."""
    for name in [name for stage in stages for name in store.ARTEFACTS[stage]]:
        if (old / name).is_dir():
            shutil.copytree(old / name, new / name)
        else:
            shutil.copy2(old / name, new / name)


def run_stage(stage: str, source: Path, outputs: Path, progress: Progress) -> None:
    """One stage, reading what the earlier stages left in `outputs/<document id>`. Raises UserError when something is missing."""
    folder = outputs / source.stem
    if stage == "read":
        doc = read_stage(source, progress)
        folder.mkdir(parents=True, exist_ok=True)
        store.save_document(doc, folder)
        return
    doc = store.load_document(folder)
    if stage == "extract":
        extract_stage(doc, folder, progress)
        return
    if stage == "resolve":
        resolve_stage(doc, store.load_facts(doc, folder), folder, progress)
        return
    facts = store.load_resolved(doc, folder)
    if stage == "graph":
        graph_stage(doc, facts, folder, progress)
        return
    graph = load_graph(folder)
    if stage == "check":
        check_stage(doc, facts, graph, folder, source, progress)
    elif stage == "report":
        report_stage(doc, facts, graph, store.load_findings(folder), folder, source, progress)
    else:
        raise UserError(f"no stage named {stage}; stages: {', '.join(STAGES)}")


@uncollected()
def analyse(source: Path) -> tuple[Document, Facts]:
    """Read, extract and resolve without writing anything."""
    from pipeline.extract import extract
    from pipeline.read import read
    from pipeline.resolve import resolve

    doc = read(source)
    return doc, resolve(doc, extract(doc))


def read_stage(source: Path, progress: Progress) -> Document:
    from pipeline.read import read

    doc = read(source)
    pages = f"{doc.pages} 页，" if doc.pages else ""
    progress("read", f"{pages}{len(doc.text)} 字，{len(doc.sections)} 个标题，{len(doc.tables)} 张表")
    return doc


def extract_stage(doc: Document, folder: Path, progress: Progress) -> Facts:
    from pipeline.extract import extract

    facts = extract(doc)
    store.save_facts(doc, facts, folder)
    progress("extract", f"{len(facts)} 条事实")
    return facts


def resolve_stage(doc: Document, facts: Facts, folder: Path, progress: Progress) -> Facts:
    from pipeline.facts import Project
    from pipeline.resolve import resolve, unsure
    from pipeline.unexplained import unexplained

    resolved = resolve(doc, facts)
    left = unexplained(doc, resolved)
    store.save_resolved(doc, resolved, left, unsure(doc, resolved), folder)
    mentions = resolved.of(Project)
    progress("resolve", f"{len(mentions)} 处项目归为 {len({fact.value.entity for fact in mentions})} 个，{len(left)} 个数字未解释")
    return resolved


def graph_stage(doc: Document, facts: Facts, folder: Path, progress: Progress) -> networkx.MultiDiGraph[str]:
    from pipeline.graph import build
    from pipeline.graph.export import export

    graph = build(doc, facts)
    export(graph, folder)
    progress("graph", f"{graph.number_of_nodes()} 个节点，{graph.number_of_edges()} 条边")
    return graph


def check_stage(
    doc: Document, facts: Facts, graph: networkx.MultiDiGraph[str], folder: Path, source: Path, progress: Progress
) -> list[Finding]:
    from pipeline.checks import check
    from pipeline.judgements import applied

    findings = applied(check(doc, facts, graph), source)
    store.save_findings(findings, folder)
    counts = {
        severity: sum(finding.severity == severity and finding.status == "open" for finding in findings)
        for severity in ("error", "warning", "info")
    }
    progress("check", f"错误 {counts['error']}，警告 {counts['warning']}，提示 {counts['info']}")
    return findings


def report_stage(
    doc: Document, facts: Facts, graph: networkx.MultiDiGraph[str], findings: list[Finding], folder: Path, source: Path, progress: Progress
) -> None:
    from pipeline.report import report

    report(doc, facts, graph, findings, folder, source)
    progress("report", "plan.xlsx，explorer.html")


def load_graph(folder: Path) -> networkx.MultiDiGraph[str]:
    from pipeline.graph import load

    return load(folder)


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """A temporary sibling that takes the place of `target` when the block succeeds and vanishes when it does not."""
    if target.exists() and not target.is_dir():
        raise UserError(f"{target}: is a file; choose another folder with -o")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f".{target.name}.{getpid()}.new"
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
    except OSError as error:
        raise UserError(f"{target.parent}: cannot write here ({error.strerror}); choose another folder with -o") from error
    try:
        yield temporary
        old = target.parent / f".{target.name}.{getpid()}.old"
        if target.exists():
            target.rename(old)
        temporary.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
