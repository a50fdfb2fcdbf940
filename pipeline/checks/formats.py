"""Findings as text, JSON, CSV and SARIF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.document import Document
from pipeline.findings import Finding

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
COLUMNS = ("change", "id", "code", "severity", "status", "page", "section", "message", "expected", "found", "quotes")

Change = tuple[str, Finding]
"""A finding with what became of it since an older version: new, fixed, or an empty string when nothing is compared."""


def text(doc: Document, changes: Sequence[Change]) -> str:
    """One line a finding, `page:section CODE severity message`, its places indented below."""
    lines = []
    for change, finding in changes:
        mark = {"new": "+ ", "fixed": "- "}.get(change, "")
        dismissed = "（已驳回）" if finding.status == "dismissed" else ""
        lines.append(f"{mark}{_place(doc, finding)} {finding.code} {finding.severity} {finding.message}{dismissed}")
        lines += [f"    {evidence.page or '-'}:{evidence.section or '-'} 「{_cut(evidence.quote)}」" for evidence in finding.evidence]
    return "\n".join(lines)


def as_json(changes: Sequence[Change]) -> str:
    return json.dumps([_record(change, finding) for change, finding in changes], ensure_ascii=False, indent=1)


def as_csv(doc: Document, changes: Sequence[Change]) -> str:
    """A header and one row a finding; the quotes are joined by “ | ”."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for change, finding in changes:
        page, _, section = _place(doc, finding).partition(":")
        quotes = " | ".join(evidence.quote for evidence in finding.evidence)
        row = (
            change,
            finding.id,
            finding.code,
            finding.severity,
            finding.status,
            page,
            section,
            finding.message,
            finding.expected,
            finding.found,
            quotes,
        )
        writer.writerow(row)
    return out.getvalue().rstrip("\n")


def as_sarif(doc: Document, changes: Sequence[Change], rules: Iterable[tuple[str, str, str]]) -> str:
    """A SARIF 2.1.0 log; `rules` are code, title and usual severity of each rule. Offsets count characters of the extracted text."""
    from importlib.metadata import version

    listed = [
        {
            "id": code,
            "name": code,
            "shortDescription": {"text": title},
            "helpUri": f"https://github.com/gangmu/gangmu/blob/main/docs/rules/{code}.md",
            "defaultConfiguration": {"level": LEVELS[severity]},
        }
        for code, title, severity in rules
    ]
    index = {str(rule["id"]): at for at, rule in enumerate(listed)}
    driver = {"name": "gangmu", "version": version("gangmu"), "rules": listed}
    results = [_result(doc, change, finding, index) for change, finding in changes]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(doc)}}],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(doc: Document, change: str, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(doc, evidence) for evidence in finding.evidence[:1]],
        "relatedLocations": [_location(doc, evidence) for evidence in finding.evidence[1:]],
        "partialFingerprints": {"gangmuFinding/v1": finding.id},
    }
    if change:
        result["baselineState"] = {"new": "new", "fixed": "absent"}.get(change, "unchanged")
    if finding.status == "dismissed":
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _location(doc: Document, evidence: Any) -> dict[str, Any]:
    section = doc.section(evidence.section).title if evidence.section else ""
    region = {"charOffset": evidence.start, "charLength": max(evidence.end - evidence.start, 0), "snippet": {"text": evidence.quote}}
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(doc), "index": 0}, "region": region}}
    if section:
        place["logicalLocations"] = [{"name": section, "fullyQualifiedName": evidence.section, "kind": "module"}]
    if evidence.page:
        place["properties"] = {"page": evidence.page}
    return place


def _uri(doc: Document) -> str:
    from urllib.parse import quote

    return quote(doc.source or doc.id)


def _record(change: str, finding: Finding) -> dict[str, Any]:
    return {**({"change": change} if change else {}), "id": finding.id, **asdict(finding)}


def _place(doc: Document, finding: Finding) -> str:
    """Page and section of the first place, both `-` when unknown."""
    if not finding.evidence:
        return "-:-"
    first = finding.evidence[0]
    title = "".join(doc.section(first.section).title.split()) if first.section else ""
    return f"{first.page or '-'}:{title[:30] or first.section or '-'}"


def _cut(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59] + "…"
