"""Many plans: a folder or a list of sources → one dataset of documents, facts and findings.

`OUT/documents/<name>.parquet`, `OUT/facts/<name>.parquet` and `OUT/findings/<name>.parquet` hold one source each; the documents row is
written last, so a source counts as done only when all of it is there, and a killed job goes on where it was. A source that cannot be
read is a row with its error and never stops the rest.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UserError

SUFFIXES = (".pdf", ".html", ".htm", ".docx", ".txt", ".md")
TABLES = ("documents", "facts", "findings")


@dataclass(frozen=True, slots=True)
class Task:
    """One source and the name of its files in the dataset."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task; `error` is None when the document was read."""

    name: str
    facts: int
    findings: int
    error: str | None


Engine = Callable[[Iterable[Task], Path], Iterator[Outcome]]
"""Runs tasks, in any order, and yields their outcomes as they come."""


def tasks(source: Path) -> list[Task]:
    """Every plan below a folder, or every path that a list names (one a line, relative to the list), sorted by path.

    Raises UserError when there are none or when the list cannot be read.
    """
    if source.is_dir():
        paths = sorted(path for path in source.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    else:
        paths = _listed(source)
    if not paths:
        raise UserError(f"{source}: no plans here (looked for {' '.join(SUFFIXES)}); give a folder of plans or a file that lists them")
    stems = Counter(path.stem for path in paths)
    return [Task(str(path), path.stem if stems[path.stem] == 1 else f"{path.stem}-{_mark(path, source)}") for path in paths]


def pending(found: list[Task], out: Path) -> list[Task]:
    """The tasks that no earlier run has finished with the same bytes of the source."""
    return [task for task in found if not _is_done(task, out)]


def process(found: list[Task], out: Path, engine: Engine) -> Iterator[Outcome]:
    """Run the tasks that are not done yet; the dataset grows by one document at each step."""
    for table in TABLES:
        try:
            (out / table).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{out}: cannot write here ({error.strerror}); choose another folder with -o") from error
    return engine(pending(found, out), out)


def _listed(source: Path) -> list[Path]:
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{source}: not a folder and not a list of paths in UTF-8; give a folder of plans or a file that lists them"
        ) from error
    return sorted(source.parent / line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _mark(path: Path, source: Path) -> str:
    """Eight letters that tell sources of one name apart, the same on every machine."""
    root = source if source.is_dir() else source.parent
    relative = path.relative_to(root) if path.is_relative_to(root) else path
    return hashlib.sha256(relative.as_posix().encode()).hexdigest()[:8]


def _is_done(task: Task, out: Path) -> bool:
    import pyarrow.parquet

    path = out / "documents" / f"{task.name}.parquet"
    if not path.exists():
        return False
    rows = pyarrow.parquet.read_table(path, columns=["sha256"]).to_pylist()
    return bool(rows) and rows[0]["sha256"] == sha256_of(Path(task.source))


def sha256_of(path: Path) -> str | None:
    """The hash of a file's bytes, or None when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
