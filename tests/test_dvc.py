"""`dvc repro` gives the bytes of `gangmu run`, and a second one runs nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.reuse import KEYS_FILE
from pipeline.run import Result
from tests.conftest import REPOSITORY
from tests.test_invariants import hashes

PARTS = ("pipeline", "extractors", "lexicons", "corpus", "dvc.yaml")


def test_dvc_repro_gives_the_same_bytes(fuzhou: Result, tmp_path: Path) -> None:
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / part)
    dvc(tmp_path, "init", "--no-scm", "--quiet")
    dvc(tmp_path, "repro")
    made = hashes(fuzhou.folder)
    del made[KEYS_FILE]  # the reuse keys of `gangmu run`; DVC keeps its own
    assert hashes(tmp_path / "outputs" / "fuzhou-14fyp") == made
    again = dvc(tmp_path, "repro")
    assert "Running stage" not in again and "up to date" in again


def dvc(folder: Path, *arguments: str) -> str:
    """Run DVC in a folder with this environment's commands first on the path; returns what it printed."""
    bin_folder = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "DVC_NO_ANALYTICS": "1",
        "PYTHONPATH": str(folder),
    }
    done = subprocess.run([bin_folder / "dvc", *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
