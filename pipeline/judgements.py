"""Decisions of people about findings, replayed on every run.

A judgements file holds one JSON object a line: id and code of the finding, `quotes` (its words at the time), status (dismissed | open), who,
when (ISO date) and why. It lies beside the source as `<name>.judgements.jsonl` or `judgements.jsonl`, or is named by --judgements.

A finding's id is made of its code and quotes, not of positions: a decision survives edits elsewhere. When the words themselves changed, white
space and punctuation apart, the decision no longer covers them: the finding comes back as open and says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import UserError
from pipeline.findings import Finding

NAME = "judgements.jsonl"
LETTERS = re.compile(r"[^\w%.]+")


@dataclass(frozen=True)
class Judgement:
    """What somebody decided about a finding, and why."""

    id: str
    code: str
    quotes: tuple[str, ...]
    status: str
    who: str
    when: str
    why: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(_letters(quote) for quote in self.quotes)


def applied(findings: Iterable[Finding], source: Path) -> list[Finding]:
    """The findings with the decisions that lie beside the source (or in the folder of the source's folder)."""
    path = beside(source)
    return apply(findings, load(path)) if path else list(findings)


def beside(source: Path) -> Path | None:
    """The judgements file that belongs to a source or an output folder, or None."""
    folder = source if source.is_dir() else source.parent
    candidates = (folder / f"{source.stem}.{NAME}", folder / NAME, folder.parent / f"{source.stem}.{NAME}", folder.parent / NAME)
    return next((path for path in candidates if path.is_file()), None)


def load(path: Path) -> list[Judgement]:
    """The decisions of a file, last one of an id wins. Raises UserError for a line that is none."""
    found: dict[str, Judgement] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UserError(f"{path}: cannot read the judgements ({error.strerror})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            judgement = _parse(path, number, line)
            found[judgement.id] = judgement
    return list(found.values())


def apply(findings: Iterable[Finding], judgements: Iterable[Judgement]) -> list[Finding]:
    """Findings with their status: dismissed where a decision covers their words, open with a remark where the words changed."""
    decided = [judgement for judgement in judgements if judgement.status == "dismissed"]
    by_id = {judgement.id: judgement for judgement in decided}
    found = list(findings)
    current = {finding.id for finding in found}
    orphans = [judgement for judgement in decided if judgement.id not in current]
    return [replace(finding, status="dismissed") if finding.id in by_id else _reanchored(finding, orphans) for finding in found]


def line_for(finding: Finding, who: str, when: str, why: str) -> str:
    """The line that dismisses a finding."""
    quotes = [evidence.quote for evidence in finding.evidence]
    record = {"id": finding.id, "code": finding.code, "quotes": quotes, "status": "dismissed", "who": who, "when": when, "why": why}
    return json.dumps(record, ensure_ascii=False)


def _reanchored(finding: Finding, orphans: list[Judgement]) -> Finding:
    words = frozenset(_letters(evidence.quote) for evidence in finding.evidence)
    same = next((judgement for judgement in orphans if judgement.code == finding.code and judgement.words == words), None)
    if same is not None:
        return replace(finding, status="dismissed")
    changed = next((judgement for judgement in orphans if judgement.code == finding.code and _alike(judgement.words, words)), None)
    if changed is None:
        return finding
    return replace(finding, message=f"{finding.message}（{changed.who}于{changed.when}驳回过此项，但文字已变，重新列出。）")


def _alike(before: frozenset[str], now: frozenset[str]) -> bool:
    """They share a quote, or two of their quotes are almost the same."""
    from rapidfuzz.fuzz import ratio

    return bool(before & now) or any(ratio(one, two) >= 80 for one in before for two in now)


def _letters(quote: str) -> str:
    return LETTERS.sub("", quote)


def _parse(path: Path, number: int, line: str) -> Judgement:
    try:
        record = json.loads(line)
        return Judgement(
            str(record["id"]),
            str(record["code"]),
            tuple(str(quote) for quote in record.get("quotes", ())),
            str(record["status"]),
            str(record.get("who", "")),
            str(record.get("when", "")),
            str(record.get("why", "")),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path}:{number}: not a judgement (id, code, quotes, status, who, when, why): {error}") from error
