"""What a rerun need not do again: each stage has a key, the hash of everything that it reads.

The key of a stage covers the source, the code and lexicons that the stage uses, and the key of the stage before it. `run` writes the keys
to `stages.json`; a stage whose key is unchanged is taken over, file by file, and the result is the same bytes as a cold run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import UserError
from pipeline.judgements import beside
from pipeline.store import ARTEFACTS

HOUSE = Path(__file__).resolve().parent.parent
KEYS_FILE = "stages.json"
RULES = "rules"
CORE = ("document", "values", "facts", "findings", "lexicon", "records", "store")
SERVICES = ("pipeline/language", "pipeline/places", "pipeline/projects", "pipeline/sectors.py", "pipeline/tabular")
"""What extractors share."""
USES: dict[str, tuple[str, ...]] = {
    "read": (
        "pipeline/read",
        *(f"pipeline/language/{name}.py" for name in ("__init__", "numerals")),
        "pipeline/places",
        *(f"lexicons/national/{name}" for name in ("places.csv", "plan_words.csv", "verbs.yml")),
        "lexicons/regions.yml",
    ),
    "extract": ("extractors", "pipeline/extract.py", "lexicons", *SERVICES),
    "resolve": ("pipeline/resolve.py", "pipeline/unexplained.py"),
    "graph": ("pipeline/graph", "pipeline/comparison.py"),
    "check": ("pipeline/checks", "pipeline/judgements.py", "pipeline/memory.py"),
    "report": ("pipeline/report", "pipeline/coverage.py"),
}
"""Beside the core and the stages before it, what each stage reads; folders count with all their files."""


def stage_keys(source: Path) -> dict[str, str]:
    """The key of each stage for a source. Raises UserError when the source cannot be opened."""
    try:
        given = [source.read_bytes()]
    except OSError as error:
        raise UserError(f"{source}: cannot be read ({error.strerror}); give the path of a plan (pdf, html, docx, txt, md)") from error
    metadata, decisions = source.with_suffix(".yml"), beside(source)
    given += [metadata.read_bytes()] if metadata.exists() else []
    key = _hash([source.name.encode(), *given, *_contents(f"pipeline/{name}.py" for name in CORE)])
    keys = {}
    for stage, uses in USES.items():
        decided = [decisions.read_bytes()] if decisions and stage == "check" else []
        key = _hash([key.encode(), *_contents(uses), *decided])
        keys[stage] = key
    return keys


def save_keys(keys: dict[str, str], folder: Path) -> None:
    """Write the keys of the stages, and that of the rules by which they were made."""
    (folder / KEYS_FILE).write_text(json.dumps({**keys, RULES: _rules_key()}, indent=1) + "\n", encoding="utf-8")


def is_checked(folder: Path) -> bool:
    """Whether the folder's findings were made by the rules and lexicons of today."""
    return _saved(folder).get(RULES) == _rules_key() and (folder / "findings.jsonl").exists()


def unchanged(keys: dict[str, str], folder: Path) -> tuple[str, ...]:
    """The first stages of the folder's last run whose keys are the same and whose artefacts are all there."""
    old = _saved(folder)
    kept: list[str] = []
    for stage, key in keys.items():
        if old.get(stage) != key or not all((folder / name).exists() for name in ARTEFACTS[stage]):
            break
        kept.append(stage)
    return tuple(kept)


def _saved(folder: Path) -> dict[str, str]:
    path = folder / KEYS_FILE
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _rules_key() -> str:
    """The hash of everything but the source that findings are made of."""
    return _hash(
        _contents([f"pipeline/{name}.py" for name in CORE] + [use for stage, uses in USES.items() if stage != "report" for use in uses])
    )


def _contents(names: Iterable[str]) -> list[bytes]:
    found = []
    for name in names:
        path = HOUSE / name
        files = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts) if path.is_dir() else [path]
        for file in files:
            if file.exists():
                found += [str(file.relative_to(HOUSE)).encode(), file.read_bytes()]
    return found


def _hash(parts: list[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
