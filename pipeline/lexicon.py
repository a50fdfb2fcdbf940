"""Lexicons: what the rules know, loaded from `lexicons/` and indexed by form.

A lexicon is one file, `lexicons/<folder>/<name>.yml` (rows with structure) or `.csv` (long and flat). `national/` serves every
plan; a city folder adds to it for the documents of its region (`lexicons/regions.yml` says which folder serves which adcode).
Each row has an `id`, `forms`, and may have `weak` forms (believed only in context) and `not` forms (longer words that contain a form
but mean something else). All other keys are data and must be listed in `lexicons/schema.yml`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent / "lexicons"
COMMON_KEYS = ("id", "forms", "weak", "not")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `forms` name it surely, `weak` only in context, `not_forms` contain a form but are something else."""

    id: str
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    not_forms: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at text[start:end] by one of its forms; `weak` when by a weak form."""

    start: int
    end: int
    entry: Entry
    weak: bool


@dataclass(frozen=True)
class Lexicon:
    """The entries of one name, findable by form, longest form first."""

    name: str
    entries: tuple[Entry, ...]

    def __getitem__(self, entry_id: str) -> Entry:
        return self._by_id[entry_id]

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._by_id

    def by_form(self, form: str) -> Entry | None:
        """The entry that has exactly this form (strong or weak)."""
        found = self._forms.get(form)
        return found[0] if found else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Leftmost-longest matches in text[start:end]; a `not` form that wins swallows its place."""
        words, automaton = self._automaton
        for index, lo, hi in automaton.find_matches_as_indexes(text[start:end]):
            found = self._forms[words[index]]
            if found is not None:
                yield Match(start + lo, start + hi, *found)

    def at(self, text: str, start: int) -> Match | None:
        """The longest match that begins at text[start]."""
        found = next(self.find(text, start, start + self._longest), None)
        return found if found is not None and found.start == start else None

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._forms), default=0)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _forms(self) -> dict[str, tuple[Entry, bool] | None]:
        forms: dict[str, tuple[Entry, bool] | None] = {}
        for entry in self.entries:
            for form in entry.forms:
                forms.setdefault(form, (entry, False))
            for form in entry.weak:
                forms.setdefault(form, (entry, True))
        for entry in self.entries:
            for form in entry.not_forms:
                forms.setdefault(form, None)
        return forms

    @cached_property
    def _automaton(self) -> tuple[list[str], Any]:
        from ahocorasick_rs import AhoCorasick, MatchKind

        words = list(self._forms)
        return words, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


@cache
def load(name: str, region: str | None = None) -> Lexicon:
    """The lexicon `name`: the national rows, then those of the city folder that serves `region` (an adcode).

    Raises FileNotFoundError when neither folder has it, ValueError when a row is malformed.
    """
    rows = [row for folder in ("national", city_folder(region)) if folder for row in _rows(folder, name)]
    if not rows:
        raise FileNotFoundError(f"no lexicon named {name} in {ROOT}")
    return Lexicon(name, tuple(_entry(name, row) for row in rows))


def city_folder(region: str | None) -> str | None:
    """The folder under `lexicons/` for an adcode, or None when no city folder serves it; a county is served by its city's folder."""
    above = (region, f"{region[:4]}00", f"{region[:2]}0000") if region else ()
    return next((_regions()[adcode] for adcode in above if adcode in _regions()), None)


@cache
def read_yaml(path: str) -> Any:
    """A YAML file under `lexicons/`, as plain Python values."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=loader)


def alternation(lexicon: Lexicon) -> str:
    """A pattern of the sure forms, longest first; a form is not found where a `not` form of its row begins (个 in 个人)."""
    forms = {form: entry for entry in lexicon.entries for form in entry.forms}
    return "(?:" + "|".join(_guarded(form, forms[form]) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"


def _guarded(form: str, entry: Entry) -> str:
    tails = [re.escape(word[len(form) :]) for word in entry.not_forms if word.startswith(form) and len(word) > len(form)]
    return re.escape(form) + (f"(?!{'|'.join(tails)})" if tails else "")


def _regions() -> dict[str, str]:
    return {str(row["adcode"]): row["folder"] for row in read_yaml("regions.yml")}


def _rows(folder: str, name: str) -> list[dict[str, Any]]:
    if (ROOT / folder / f"{name}.yml").exists():
        rows: list[dict[str, Any]] = read_yaml(f"{folder}/{name}.yml") or []
        return rows
    path = ROOT / folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [_split_forms(row) for row in csv.DictReader(file)]


def _split_forms(row: dict[str, str]) -> dict[str, Any]:
    lists = {key: row[key].split("|") for key in ("forms", "weak", "not") if row.get(key)}
    return {**row, "weak": (), "not": (), **lists}


def _entry(name: str, row: Mapping[str, Any]) -> Entry:
    if not row.get("id") or row.get("forms") is None:
        raise ValueError(f"lexicon {name}: a row needs id and forms: {dict(row)}")
    data = {key: value for key, value in row.items() if key not in COMMON_KEYS}
    return Entry(str(row["id"]), tuple(row["forms"]), tuple(row.get("weak") or ()), tuple(row.get("not") or ()), data)
