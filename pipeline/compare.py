"""Two documents side by side: the same indicators, projects and wordings, kept, dropped, new, raised, lowered, reworded.

Two drafts, two periods of one city, two cities: indicators meet by lexicon id (or by their words), scope and measure; projects by any of
their names; commitments and headings by their words. A folder compared with itself shows the targets of its earlier period beside those
of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.changes import ORDER, Change, Stated, one_sided
from pipeline.compared_indicators import compare_indicators
from pipeline.comparison import subject
from pipeline.errors import UserError
from pipeline.facts import Commitment, Measure, Project, TextualTarget
from pipeline.pairing import bare, pair
from pipeline.records import FILES, from_record, read_jsonl
from pipeline.store import CONTEXT_FILE

STRENGTHS = ("力争", "plain", "确保")
STAGES = {None: "未标明", "planning": "谋划", "start": "开工", "advance": "推进", "complete": "建成"}
SAME_NAME, SAME_WORDS = 92.0, 72.0
"""Similarity (0–100) from which two names, two sentences are one."""


def compare_folders(before: Path, after: Path) -> list[Change]:
    """The changes from one output folder to another. Raises UserError when one of them is not the output of a run."""
    if before.resolve() == after.resolve():
        return _ordered(_two_periods(before))
    changes = compare_indicators(_own_period(before), _own_period(after))
    changes += compare_projects(stated(before, "project"), stated(after, "project"))
    changes += compare_commitments(stated(before, "commitment"), stated(after, "commitment"))
    changes += compare_measures(stated(before, "measure"), stated(after, "measure"))
    return _ordered(changes)


def _two_periods(folder: Path) -> list[Change]:
    """The targets of the earlier period beside those of the plan's own; where both have tables, what only running text states is not new."""
    found, first = _aims(folder), _first_year(folder)
    if first is None:
        raise UserError(f"{folder}: the document names no period, so its targets cannot be split into an earlier and a later one")
    past = [item for item in found if _is_past(item, first)]
    known = {subject(item.value) for item in past}
    later = [item for item in found if item.value.role == "actual" or not _is_past(item, first)]
    if any(_in_table(item) for item in past) and any(_in_table(item) for item in later):
        later = [item for item in later if _in_table(item) or subject(item.value) in known]
    return compare_indicators(past + [item for item in found if item.value.role == "actual"], later)


def _own_period(folder: Path) -> list[Stated]:
    """The targets and achieved values of a plan without the targets of the period before."""
    found, first = _aims(folder), _first_year(folder)
    return [item for item in found if first is None or not _is_past(item, first)]


def _is_past(item: Stated, first: int) -> bool:
    return item.value.role == "target" and (item.value.by or first) < first


def _in_table(item: Stated) -> bool:
    return isinstance(item.value, TextualTarget) or item.value.table


def _aims(folder: Path) -> list[Stated]:
    """Numbers, and what a table promises in words."""
    path = folder / CONTEXT_FILE
    words = [record for record in read_jsonl(path) if record["fact"] == "textual"] if path.exists() else []
    return stated(folder, "quantity") + [_as_stated("textual", record) for record in words]


def stated(folder: Path, kind: str) -> list[Stated]:
    """The records of one kind in an output folder."""
    path = folder / FILES[kind]
    if not path.exists():
        raise UserError(f"{folder}: no {path.name} here; make it with: gangmu run SOURCE")
    return [_as_stated(kind, record) for record in read_jsonl(path)]


def _as_stated(kind: str, record: dict[str, Any]) -> Stated:
    return Stated(from_record(kind, record).value, record["page"], record["quote"])


def _first_year(folder: Path) -> int | None:
    import json

    period = json.loads((folder / "document.json").read_text(encoding="utf-8"))["period"]
    return int(period["start"]) if period else None


def _ordered(changes: list[Change]) -> list[Change]:
    kinds = ("indicator", "project", "commitment", "measure")
    return sorted(changes, key=lambda change: (kinds.index(change.kind), ORDER.index(change.change)))


def compare_projects(before: list[Stated], after: list[Stated]) -> list[Change]:
    """Projects as entities: kept under a common name, renamed when the only near name is near both ways, new, dropped."""
    old, new = _entities(before), _entities(after)
    pairs = pair(old, new, lambda names: [bare(name) for name in names], SAME_NAME)
    changes = []
    for left, right, score in pairs:
        a, b = old[left], new[right]
        stages = f"阶段 {_stage(a)} → {_stage(b)}" if _stage(a) != _stage(b) else ""
        change = "kept" if score >= 100 else "renamed"
        changes.append(Change("project", change, left[0], left[0], right[0], stages, a[0].page, b[0].page, a[0].quote, b[0].quote))
    changes += [
        one_sided("project", "dropped", old[names][0], names[0], _stage(old[names]))
        for names in old
        if names not in {pair[0] for pair in pairs}
    ]
    changes += [
        one_sided("project", "new", new[names][0], names[0], _stage(new[names]))
        for names in new
        if names not in {pair[1] for pair in pairs}
    ]
    return changes


def _entities(found: list[Stated]) -> dict[tuple[str, ...], list[Stated]]:
    """The names of each project (the longest first) → its mentions."""
    groups: dict[str, list[Stated]] = {}
    for item in found:
        project: Project = item.value
        groups.setdefault(project.entity or project.name, []).append(item)
    return {tuple(sorted({item.value.name for item in items}, key=lambda name: (-len(name), name))): items for items in groups.values()}


def _stage(mentions: list[Stated]) -> str:
    return STAGES[max((item.value.stage for item in mentions), key=list(STAGES).index)]


def compare_commitments(before: list[Stated], after: list[Stated]) -> list[Change]:
    """Commitments by their words: strength (力争 → 确保), time and wording."""
    return _compare_words("commitment", before, after, _commitment)


def compare_measures(before: list[Stated], after: list[Stated]) -> list[Change]:
    """Measures that headings state, by their words."""
    old, new = ([item for item in items if item.value.kind == "heading"] for items in (before, after))
    return _compare_words("measure", old, new, _measure)


def _compare_words(
    kind: str, before: list[Stated], after: list[Stated], judge: Callable[[Stated, Stated], tuple[str, str]]
) -> list[Change]:
    old = {(item.quote, str(index)): item for index, item in enumerate(before)}
    new = {(item.quote, str(index)): item for index, item in enumerate(after)}
    pairs = pair(old, new, lambda key: [bare(key[0])], SAME_WORDS)
    changes = []
    for left, right, _ in pairs:
        a, b = old[left], new[right]
        change, note = judge(a, b)
        changes.append(Change(kind, change, _subject(b.value), _short(a.quote), _short(b.quote), note, a.page, b.page, a.quote, b.quote))
    for change, items, side in (("dropped", old, 0), ("new", new, 1)):
        matched = {pair[side] for pair in pairs}
        changes += [
            one_sided(kind, change, item, _subject(item.value), _short(item.quote)) for key, item in items.items() if key not in matched
        ]
    return changes


def _commitment(old: Stated, new: Stated) -> tuple[str, str]:
    a, b = old.value, new.value
    notes = [] if a.time == b.time else [f"时间 {a.time} → {b.time}"]
    if a.strength != b.strength:
        stronger = STRENGTHS.index(b.strength) > STRENGTHS.index(a.strength)
        return "stronger" if stronger else "weaker", "；".join([f"力度 {a.strength} → {b.strength}".replace("plain", "未加强调"), *notes])
    return "kept" if bare(old.quote) == bare(new.quote) else "reworded", "；".join(notes)


def _measure(old: Stated, new: Stated) -> tuple[str, str]:
    if bare(old.value.text) == bare(new.value.text):
        return "kept", ""
    verbs = f"动词 {old.value.verb} → {new.value.verb}" if old.value.verb != new.value.verb else ""
    return "reworded", verbs


def _subject(value: Commitment | Measure) -> str:
    return _short(value.object or value.action if isinstance(value, Commitment) else value.text)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
