"""The README's tour is executed: every command of a console block must do what it says, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.run import Result
from tests.conftest import REPOSITORY

READMES = ("README.md", "README.zh-CN.md")
FINDINGS_MAY_EXIT_WITH_1 = ("check",)


def commands(name: str) -> list[str]:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    return [
        line[2:] for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL) for line in block.splitlines() if line.startswith("$ ")
    ]


@pytest.mark.parametrize("name", READMES)
def test_tour(name: str, fuzhou: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "fuzhou-14fyp").symlink_to(fuzhou.folder)
    (tmp_path / "corpus" / "fuzhou-14fyp").mkdir(parents=True)
    for part in (REPOSITORY / "corpus" / "fuzhou-14fyp").iterdir():
        if part.suffix != ".txt":  # the tour's corpus needs one reading of the plan, not two
            (tmp_path / "corpus" / "fuzhou-14fyp" / part.name).symlink_to(part)
    monkeypatch.chdir(tmp_path)
    for command in commands(name):
        words = shlex.split(command)
        assert words[0] == "gangmu", command
        code = main(words[1:])
        printed = capsys.readouterr()
        assert code == 0 or (code == 1 and words[1] in FINDINGS_MAY_EXIT_WITH_1), f"{command}: {printed.err}"
        assert printed.out or words[1] in ("unexplained", "corpus"), command


def test_the_tour_is_the_same_in_both_languages() -> None:
    assert set(commands("README.zh-CN.md")) <= set(commands("README.md"))


@pytest.mark.parametrize("name", READMES)
def test_pictures_and_links_exist(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (REPOSITORY / target).exists(), target
