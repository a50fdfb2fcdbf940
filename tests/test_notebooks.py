"""The notebooks run from the first cell to the last on the outputs of a run, and are kept without outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import Result
from tests.conftest import REPOSITORY

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def execute(path: Path) -> list[Any]:
    """Run the code cells in one namespace; returns what each cell shows: the value of its last line, None when that is no expression."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for number, cell in enumerate(cells(path)):
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]), f"{path.name}[{number}]")
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, f"{path.name}[{number}]", "exec"), namespace)
            shown.append(
                eval(compile(ast.Expression(last.value), f"{path.name}[{number}]", "eval"), namespace)
                if isinstance(last, ast.Expr)
                else None
            )
    return shown


def test_there_are_five() -> None:
    assert len(NOTEBOOKS) == 5


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    for cell in cells(path):
        assert cell["id"] and not cell["metadata"]
        assert cell["cell_type"] == "markdown" or (not cell["outputs"] and cell["execution_count"] is None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, fuzhou: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_OUTPUT", str(fuzhou.folder))
    monkeypatch.chdir(path.parent)
    shown = execute(path)
    tables = [value for value in shown if hasattr(value, "columns")]
    assert len(tables) >= 3
    assert sum(len(table) > 0 for table in tables) >= len(tables) - 1
