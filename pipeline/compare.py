"""Two documents side by side: the same indicators, projects and wordings, kept, dropped, new, raised, lowered, reworded.

Two drafts, two periods of one city, two cities: indicators meet by lexicon id (or by their words), scope and measure; projects by any of
their names; commitments and headings by their words. A folder compared with itself shows the targets of its earlier period beside those
of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.comparison import comparable, same_number, show, subject
from pipeline.errors import UserError
from pipeline.facts import Commitment, Measure, Project, Target
from pipeline.pairing import bare, pair
from pipeline.records import FILES, from_record, read_jsonl

ORDER = ("raised", "lowered", "redefined", "stronger", "weaker", "reworded", "renamed", "new", "dropped", "kept")
"""The changes, those that a reader looks for first."""
STRENGTHS = ("力争", "plain", "确保")
STAGES = {None: "未标明", "planning": "谋划", "start": "开工", "advance": "推进", "complete": "建成"}
SAME_NAME, SAME_WORDS = 92.0, 72.0
"""Similarity (0–100) from which two names, two sentences are one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in both documents, or in one of them. `change` is one of ORDER; `kind` indicator | project | commitment | measure."""

    kind: str
    change: str
    subject: str
    before: str = ""
    after: str = ""
    note: str = ""
    page_before: int | None = None
    page_after: int | None = None
    quote_before: str = ""
    quote_after: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with its place, as the record files have it."""

    value: Any
    page: int | None
    quote: str


def compare_folders(before: Path, after: Path) -> list[Change]:
    """The changes from one output folder to another. Raises UserError when one of them is not the output of a run."""
    if before.resolve() == after.resolve():
        targets, first = stated(before, "quantity"), _first_year(before)
        return _ordered(
            compare_indicators(
                [t for t in targets if (t.value.by or first) < first], [t for t in targets if (t.value.by or first) >= first]
            )
        )
    changes = compare_indicators(stated(before, "quantity"), stated(after, "quantity"))
    changes += compare_projects(stated(before, "project"), stated(after, "project"))
    changes += compare_commitments(stated(before, "commitment"), stated(after, "commitment"))
    changes += compare_measures(stated(before, "measure"), stated(after, "measure"))
    return _ordered(changes)


def stated(folder: Path, kind: str) -> list[Stated]:
    """The records of one kind in an output folder."""
    path = folder / FILES[kind]
    if not path.exists():
        raise UserError(f"{folder}: no {path.name} here; make it with: gangmu run SOURCE")
    return [Stated(from_record(kind, record).value, record["page"], record["quote"]) for record in read_jsonl(path)]


def _first_year(folder: Path) -> int:
    import json

    period = json.loads((folder / "document.json").read_text(encoding="utf-8"))["period"]
    if not period:
        raise UserError(f"{folder}: the document names no period, so its targets cannot be split into an earlier and a later one")
    return int(period["start"])


def _ordered(changes: list[Change]) -> list[Change]:
    kinds = ("indicator", "project", "commitment", "measure")
    return sorted(changes, key=lambda change: (kinds.index(change.kind), ORDER.index(change.change)))


Key = tuple[str, str, str]
"""Indicator, scope, measure."""


def compare_indicators(before: list[Stated], after: list[Stated]) -> list[Change]:
    """One change for each indicator, scope and measure that either states as a target."""
    old, new = _targets(before), _targets(after)
    changes = []
    for key in [*old, *(key for key in new if key not in old)]:
        if key in old and key in new:
            changes.append(_indicator(old[key], new[key], _baseline(before, key, old[key]), _baseline(after, key, new[key])))
        elif key in old:
            changes.append(_one_sided("indicator", "dropped", old[key], _named(old[key].value), show(old[key].value.quantity)))
        else:
            changes.append(_one_sided("indicator", "new", new[key], _named(new[key].value), show(new[key].value.quantity)))
    return changes


def _targets(found: Iterable[Stated]) -> dict[Key, Stated]:
    """The target that speaks for each key: a table cell before running text, the latest year, the first mention."""
    best: dict[Key, Stated] = {}
    for item in found:
        if item.value.role != "target":
            continue
        known = best.get(_key(item.value))
        if known is None or (item.value.table, item.value.by or 0) > (known.value.table, known.value.by or 0):
            best[_key(item.value)] = item
    return best


def _key(target: Target) -> Key:
    return subject(target), target.scope or "", target.measure


def _baseline(found: Iterable[Stated], key: Key, target: Stated) -> Target | None:
    earlier = [
        item.value
        for item in found
        if item.value.role == "actual" and _key(item.value) == key and (item.value.by or 0) < (target.value.by or 9999)
    ]
    return max(earlier, key=lambda value: value.by or 0, default=None)


def _indicator(old: Stated, new: Stated, old_base: Target | None, new_base: Target | None) -> Change:
    a, b = old.value, new.value
    notes = []
    if not comparable(a.quantity, b.quantity):
        change, notes = "redefined", [f"单位 {a.quantity.unit} → {b.quantity.unit}"]
    elif _size(a) != _size(b):
        change = "raised" if _size(b) > _size(a) else "lowered"
        notes = ["差别在印刷精度之内"] if same_number(a.quantity, b.quantity) else []
    else:
        change = "kept" if (a.quantity.op, a.attr) == (b.quantity.op, b.attr) else "redefined"
    if a.by != b.by:
        notes.append(f"年份 {a.by or '—'} → {b.by or '—'}")
    if a.attr != b.attr:
        notes.append(f"属性 {a.attr or '—'} → {b.attr or '—'}")
    notes += [
        f"{when}基期 {show(base.quantity)}，距离 {_distance(base, target)}"
        for when, base, target in (("前", old_base, a), ("后", new_base, b))
        if base
    ]
    return Change(
        "indicator", change, _named(b), show(a.quantity), show(b.quantity), "；".join(notes), old.page, new.page, old.quote, new.quote
    )


def _named(target: Target) -> str:
    scope = f"{target.scope}·" if target.scope else ""
    measures = {"annual_growth": "（年均增长）", "cumulative": "（累计）", "change": "（变化）", "multiple": "（倍数）", "rank": "（位次）"}
    return f"{scope}{target.indicator}{measures.get(target.measure, '')}"


def _size(target: Target) -> Decimal:
    quantity = target.quantity
    return quantity.base_value if quantity.base_value is not None else quantity.value


def _distance(base: Target, target: Target) -> str:
    if not comparable(base.quantity, target.quantity):
        return "单位不同"
    if base.quantity.unit == target.quantity.unit:
        return f"{target.quantity.value - base.quantity.value:+f}{target.quantity.unit}"
    return f"{_size(target) - _size(base):+f}{target.quantity.base_unit or target.quantity.unit}"


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
        _one_sided("project", "dropped", old[names][0], names[0], _stage(old[names]))
        for names in old
        if names not in {pair[0] for pair in pairs}
    ]
    changes += [
        _one_sided("project", "new", new[names][0], names[0], _stage(new[names]))
        for names in new
        if names not in {pair[1] for pair in pairs}
    ]
    return changes


def _entities(found: Iterable[Stated]) -> dict[tuple[str, ...], list[Stated]]:
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
            _one_sided(kind, change, item, _subject(item.value), _short(item.quote)) for key, item in items.items() if key not in matched
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


def _one_sided(kind: str, change: str, item: Stated, name: str, words: str) -> Change:
    if change == "dropped":
        return Change(kind, change, name, before=words, page_before=item.page, quote_before=item.quote)
    return Change(kind, change, name, after=words, page_after=item.page, quote_after=item.quote)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
