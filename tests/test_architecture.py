"""The house stays as DESIGN draws it: who may import whom, how long files may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

CORE = {"document", "values", "facts", "findings", "lexicon", "errors"}
SERVICES = {"language", "places", "projects", "sectors", "tabular"}
"""Pure look-ups over lexicons and words that several extractors share."""
SOURCES = sorted(path for folder in ("pipeline", "extractors", "tests") for path in (REPOSITORY / folder).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Dotted names that a file imports at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(path: Path, package: str) -> set[str]:
    """First-level modules of `package` that the file imports."""
    folder = REPOSITORY / package
    names = {name.split(".")[1] for name in imports(path) if name.startswith(f"{package}.")}
    return {name for name in names if (folder / f"{name}.py").exists() or (folder / name).is_dir()}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", sorted((REPOSITORY / "extractors").glob("*.py")), ids=lambda path: path.stem)
def test_extractors_import_only_the_core(path: Path) -> None:
    assert modules(path, "pipeline") <= CORE | SERVICES


def test_extractors_do_not_import_each_other() -> None:
    from extractors import NAMES

    for name in NAMES:
        others = modules(REPOSITORY / "extractors" / f"{name}.py", "extractors") & set(NAMES)
        assert not others, f"extractors/{name}.py imports {others}; read their facts instead"


def test_core_imports_no_stage() -> None:
    for name in CORE:
        assert modules(REPOSITORY / "pipeline" / f"{name}.py", "pipeline") <= CORE


def test_checks_and_report_never_read_a_source() -> None:
    for folder in ("checks", "report", "graph"):
        for path in sorted((REPOSITORY / "pipeline" / folder).rglob("*.py")):
            if path.name != "command.py":  # the command line may be given a source
                assert "read" not in modules(path, "pipeline"), path


def test_no_extractor_or_stage_opens_files_of_the_labels() -> None:
    for path in SOURCES:
        if path.parts[-2] != "tests":
            assert "shared/gold" not in path.read_text(encoding="utf-8"), path
