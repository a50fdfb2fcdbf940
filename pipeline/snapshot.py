"""Seeing a change: facts and findings of a run against the small committed snapshot of it.

`python -m pipeline.snapshot diff FOLDER` prints what was gained, lost and changed; `write FOLDER` makes the snapshot anew.
A line of the snapshot is a kind, the chapter, the quote and what the fact says, separated by tabs: no ids, offsets or pages, so
that it changes only when the meaning does.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.records import FILES, read_jsonl

SNAPSHOTS = Path(__file__).resolve().parent.parent / "tests" / "snapshot"
SAID: dict[str, tuple[str, ...]] = {
    "quantity": ("indicator", "op", "value", "value2", "unit", "role", "measure", "by", "from", "scope", "attr"),
    "commitment": ("time", "strength", "action"),
    "goal": ("kind",),
    "measure": ("kind", "verb"),
    "project": ("name", "type", "stage", "places", "sector"),
    "place": ("surface", "districts"),
    "finding": ("code", "severity", "status"),
}
QUOTE_LENGTH = 40

Line = tuple[str, str, str, str]
"""Kind, chapter, quote (cut), what is said."""


def lines_of(folder: Path) -> list[Line]:
    """The snapshot lines of an output folder, sorted. Raises UserError when the folder is not one."""
    lines = [_line(kind, record) for kind, name in FILES.items() for record in _records(folder, name)]
    for record in _records(folder, "findings.jsonl"):
        first = record["evidence"][0] if record["evidence"] else {"chapter": None, "quote": ""}
        lines.append(_line("finding", {**record, "chapter": first["chapter"], "quote": first["quote"]}))
    return sorted(lines)


def difference(old: list[Line], new: list[Line]) -> tuple[list[Line], list[Line], list[tuple[Line, Line]]]:
    """Gained, lost, and changed: a changed fact has the same kind, chapter and quote and says something else."""
    gained, lost = Counter(new) - Counter(old), Counter(old) - Counter(new)
    changed: list[tuple[Line, Line]] = []
    for before in sorted(lost.elements()):
        after = next((line for line in sorted(gained) if line[:3] == before[:3] and gained[line] > 0), None)
        if after is not None:
            changed.append((before, after))
            gained[after] -= 1
            lost[before] -= 1
    return sorted((+gained).elements()), sorted((+lost).elements()), changed


def main(arguments: list[str]) -> int:
    command, folder = arguments[0], Path(arguments[1])
    path = SNAPSHOTS / f"{folder.name}.tsv"
    lines = lines_of(folder)
    if command == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
        print(f"{path}: {len(lines)} lines")
        return 0
    old = [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]
    gained, lost, changed = difference([(kind, chapter, quote, said) for kind, chapter, quote, said in old], lines)
    for sign, found in (("+", gained), ("-", lost)):
        for line in found:
            print(sign, *line, sep="\t")
    for before, after in changed:
        print("~", *before[:3], f"{before[3]} → {after[3]}", sep="\t")
    print(f"gained {len(gained)}, lost {len(lost)}, changed {len(changed)} of {len(lines)} facts and findings")
    return 0


def _records(folder: Path, name: str) -> list[dict[str, Any]]:
    if not (folder / name).exists():
        raise UserError(f"{folder}: no {name} here; make it with: make run")
    return read_jsonl(folder / name)


def _line(kind: str, record: dict[str, Any]) -> Line:
    said = [_said(record.get(key)) for key in SAID[kind]]
    return kind, str(record["chapter"]), _one_line(record["quote"])[:QUOTE_LENGTH], " ".join(_one_line(part) for part in said if part)


def _said(value: Any) -> str:
    if value is None or value == []:
        return ""
    return "、".join(value) if isinstance(value, list) else str(value)


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except UserError as error:
        sys.exit(f"snapshot: {error}")
