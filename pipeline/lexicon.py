"""Lexicons: what the rules know, loaded from `lexicons/` and indexed by form.

A lexicon is one file, `lexicons/<folder>/<name>.yml` (rows with structure) or `.csv` (long and flat). `national/` serves every
plan; a city folder adds to it for the documents of its region (`lexicons/regions.yml` says which folder serves which adcode).
Each row has an `id`, `forms`, and may have `weak` forms (believed only in context) and `not` forms (longer words that contain a form
but mean something else). All other keys are data and must be listed in `lexicons/schema.yml`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

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


class Match(NamedTuple):
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

    def spell(self, text: str) -> Iterator[Match]:
        """What `find` gives, looked up form by form: for a title, where building an automaton of all forms would take longer."""
        start = 0
        while start < len(text):
            form = next((form for size in self._sizes if (form := text[start : start + size]) in self._forms), text[start])
            found = self._forms.get(form)
            if found is not None:
                yield Match(start, start + len(form), *found)
            start += len(form)

    def holds(self, text: str) -> bool:
        """Whether any form, a `not` form included, stands in the text."""
        return bool(self._automaton[1].find_matches_as_indexes(text))

    def at(self, text: str, start: int) -> Match | None:
        """The longest match that begins at text[start]; None when a `not` form is longer."""
        for size in self._sizes:
            form = text[start : start + size]
            if form in self._forms:
                found = self._forms[form]
                return Match(start, start + len(form), *found) if found is not None else None
        return None

    @cached_property
    def _sizes(self) -> list[int]:
        """Lengths of the forms, longest first."""
        return sorted(set(map(len, self._forms)), reverse=True)

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
    entries = tuple(entry for folder in ("national", city_folder(region)) if folder for entry in _entries(folder, name))
    if not entries:
        raise FileNotFoundError(f"no lexicon named {name} in {ROOT}")
    return Lexicon(name, entries)


def city_folder(region: str | None) -> str | None:
    """The folder under `lexicons/` for an adcode, or None when no city folder serves it; a county is served by its city's folder."""
    above = (region, f"{region[:4]}00", f"{region[:2]}0000") if region else ()
    return next((_regions()[adcode] for adcode in above if adcode in _regions()), None)


@cache
def read_yaml(path: str) -> Any:
    """A YAML file under `lexicons/`, as plain Python values."""
    return parse_yaml((ROOT / path).read_text(encoding="utf-8"))


def parse_yaml(text: str) -> Any:
    """YAML as plain Python values, by the parser in C where PyYAML has it. Raises yaml.YAMLError."""
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def alternation(lexicon: Lexicon) -> str:
    """A pattern of the sure forms, longest first; a form is not found where a `not` form of its row begins (个 in 个人)."""
    forms = {form: entry for entry in lexicon.entries for form in entry.forms}
    traps = {word for form, entry in forms.items() for word in entry.not_forms if len(word) > len(form) and word.startswith(form)}
    opening = {word for word in traps if any(form.startswith(word) for form in forms)}  # 个月 is no 个, yet a form itself
    guarded = [_guarded(form, forms[form], opening) for form in sorted(forms, key=_longest_first)]
    guard = f"(?!{_either(traps - opening)})" if traps - opening else ""
    return f"{guard}(?:{'|'.join(guarded)})"


def _guarded(form: str, entry: Entry, opening: set[str]) -> str:
    tails = [word[len(form) :] for word in entry.not_forms if word in opening and word.startswith(form) and len(word) > len(form)]
    return re.escape(form) + (f"(?!{_either(tails)})" if tails else "")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=_longest_first))


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _regions() -> dict[str, str]:
    return {str(row["adcode"]): row["folder"] for row in read_yaml("regions.yml")}


@cache
def _entries(folder: str, name: str) -> tuple[Entry, ...]:
    return tuple(_entry(name, row) for row in _rows(folder, name))


def _rows(folder: str, name: str) -> list[dict[str, Any]]:
    if (ROOT / folder / f"{name}.yml").exists():
        listed: list[dict[str, Any]] = read_yaml(f"{folder}/{name}.yml") or []
        return listed
    path = ROOT / folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
        return [_split_forms(dict(zip(head, row, strict=True))) for row in rows]


def _split_forms(row: dict[str, Any]) -> dict[str, Any]:
    for key in ("forms", "weak", "not"):
        row[key] = row[key].split("|") if row.get(key) else ()
    return row


def _entry(name: str, row: Mapping[str, Any]) -> Entry:
    if not row.get("id") or row.get("forms") is None:
        raise ValueError(f"lexicon {name}: a row needs id and forms: {dict(row)}")
    data = dict(row)
    for key in COMMON_KEYS:
        data.pop(key, None)
    return Entry(str(row["id"]), tuple(row["forms"]), tuple(row.get("weak") or ()), tuple(row.get("not") or ()), data)
