"""`gangmu check` and `gangmu rule`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from pipeline import judgements as decisions
from pipeline.checks import RULES, check
from pipeline.checks.formats import Change, as_csv, as_json, as_sarif, text
from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.facts import Facts
from pipeline.findings import SEVERITIES, Finding

PAGES = Path(__file__).resolve().parent.parent.parent / "docs" / "rules"


def check_command(args: argparse.Namespace) -> int:
    """Print the findings of a source or an output folder; 1 when there are open ones that count, else 0."""
    chosen = _chosen(args.select, args.ignore)
    doc, findings = _findings(Path(args.source), args.judgements, chosen)
    changes = _against(findings, args.against, chosen) if args.against else [("", finding) for finding in findings]
    least = SEVERITIES.index(args.severity)
    shown = [(change, finding) for change, finding in changes if SEVERITIES.index(finding.severity) >= least]
    printed = _render(args.format, doc, shown)
    if printed:
        print(printed)
    if args.format == "text":
        print(_summary(shown))
    counting = 0 if args.strict else SEVERITIES.index("warning")
    return int(
        any(change != "fixed" and finding.status == "open" and SEVERITIES.index(finding.severity) >= counting for change, finding in shown)
    )


def rule_command(args: argparse.Namespace) -> int:
    """Print a rule's page, or the list of rules."""
    if args.code is None:
        for rule in RULES:
            print(f"{rule.code}  {rule.severity:7}  {rule.title}")
        return 0
    code = args.code.strip().upper()
    entry = next((rule for rule in RULES if rule.code == code), None)
    if entry is None:
        raise UserError(f"{args.code}: no such rule; list them with: gangmu rule")
    page = PAGES / f"{code}.md"
    if page.exists():
        print(page.read_text(encoding="utf-8").rstrip())
        return 0
    print(f"# {code} {entry.title}\n\n（说明页 docs/rules/{code}.md 不在这台机器上，以下是规则自带的说明。）\n")
    print("\n".join((run.__doc__ or "").strip() for run in entry.run))
    return 0


def _chosen(select: str | None, ignore: str | None) -> set[str]:
    """The codes to report. Raises UserError for one that matches no rule."""
    every = [rule.code for rule in RULES]
    wanted, unwanted = _codes(select), _codes(ignore)
    for code in (*wanted, *unwanted):
        if not any(known.startswith(code) for known in every):
            raise UserError(f"{code}: no such rule or family; list them with: gangmu rule")
    return {code for code in every if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))}


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in (text or "").split(",") if code.strip())


def _findings(source: Path, judgements: str | None, chosen: set[str]) -> tuple[Document, list[Finding]]:
    from pipeline.reuse import is_checked

    if judgements is None and source.is_dir() and is_checked(source):
        from pipeline import store

        found = [finding for finding in store.load_findings(source) if finding.code in chosen]
        return store.load_document(source), decisions.applied(found, source)
    doc, facts, graph = _read(source)
    found = [finding for finding in check(doc, facts, graph) if finding.code in chosen]
    if judgements:
        return doc, decisions.apply(found, decisions.load(Path(judgements)))
    return doc, decisions.applied(found, source)


def _read(source: Path) -> tuple[Document, Facts, Any]:
    """Document, facts and graph of an output folder, or of a source that is read now."""
    from pipeline import run, store

    if source.is_dir():
        doc = store.load_document(source)
        return doc, store.load_resolved(doc, source), run.load_graph(source)
    if not source.exists():
        raise UserError(f"{source}: no such file or folder")
    from pipeline.graph import build

    doc, facts = run.analyse(source)
    return doc, facts, build(doc, facts)


def _against(findings: list[Finding], old: str, chosen: set[str]) -> list[Change]:
    """What is new since the old version and what it had that is gone, by finding id."""
    _, before = _findings(Path(old), None, chosen)
    known, current = {finding.id for finding in before}, {finding.id for finding in findings}
    new: list[Change] = [("new", finding) for finding in findings if finding.id not in known]
    return new + [("fixed", finding) for finding in before if finding.id not in current]


def _render(form: str, doc: Document, shown: list[Change]) -> str:
    if form == "json":
        return as_json(shown)
    if form == "csv":
        return as_csv(doc, shown)
    if form == "sarif":
        return as_sarif(doc, shown, [(rule.code, rule.title, rule.severity) for rule in RULES])
    return text(doc, shown)


def _summary(shown: list[Change]) -> str:
    counts = {severity: sum(finding.severity == severity and finding.status == "open" for _, finding in shown) for severity in SEVERITIES}
    dismissed = sum(finding.status == "dismissed" for _, finding in shown)
    said = f"错误 {counts['error']}，警告 {counts['warning']}，提示 {counts['info']}"
    return said + (f"，已驳回 {dismissed}" if dismissed else "")
