"""Fixtures that many tests share: the Fuzhou plan, run once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.facts import Facts
from pipeline.run import Result, run

REPOSITORY = Path(__file__).resolve().parent.parent
PLAN = REPOSITORY / "corpus" / "fuzhou-14fyp" / "fuzhou-14fyp.pdf"
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def fuzhou(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The main job on the Fuzhou PDF: document, facts, findings, folder."""
    return run(PLAN, tmp_path_factory.mktemp("outputs"), lambda stage, detail: None)


@pytest.fixture(scope="session")
def fuzhou_doc(fuzhou: Result) -> Document:
    return fuzhou.doc


@pytest.fixture(scope="session")
def fuzhou_facts(fuzhou: Result) -> Facts:
    return fuzhou.facts


@pytest.fixture(scope="session")
def plans() -> Path:
    """Real plans of other places; they are not part of the repository, so tests that need them are skipped elsewhere."""
    folder = SHARED / "plans"
    if not folder.is_dir():
        pytest.skip("needs the real plans beside the repository (../shared/plans)")
    return folder
