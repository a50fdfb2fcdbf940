"""The command line: exit codes, error lines, and nothing half-written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.run import Result
from tests.conftest import PLAN


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    printed = capsys.readouterr().out
    for name in ("run", "check", "rule", "query", "coverage", "compare", "try", "unexplained", "explore"):
        assert f"    {name} " in printed or f"    {name}\n" in printed


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, pipeline.__main__ as m; m.parser(); print([x for x in ('pandas','networkx','jieba','pydantic','pypdfium2','rich','yaml') if x in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["run"], ["nonsense"], []])
def test_wrong_words_exit_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def bad_sources(folder: Path) -> dict[str, Path]:
    """Sources that cannot be read, by what is wrong with them."""
    sources = {
        name: folder / name
        for name in ("missing.pdf", "folder.pdf", "empty.txt", "truncated.pdf", "not-a-pdf.pdf", "plan.xyz", "blank.txt", "encoding.txt")
    }
    sources["folder.pdf"].mkdir()
    sources["empty.txt"].write_bytes(b"")
    sources["blank.txt"].write_text(" \n\n \t\n", encoding="utf-8")
    sources["truncated.pdf"].write_bytes(PLAN.read_bytes()[:4000])
    sources["not-a-pdf.pdf"].write_text("第一章 总则", encoding="utf-8")
    sources["plan.xyz"].write_text("第一章 总则", encoding="utf-8")
    sources["encoding.txt"].write_bytes(bytes(range(128, 256)) * 20)
    return sources


@pytest.mark.parametrize(
    "name", ["missing.pdf", "folder.pdf", "empty.txt", "truncated.pdf", "not-a-pdf.pdf", "plan.xyz", "blank.txt", "encoding.txt"]
)
def test_a_bad_source_gets_one_line_and_leaves_nothing(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, outputs = bad_sources(tmp_path)[name], tmp_path / "outputs"
    assert main(["run", str(source), "-o", str(outputs)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and name in error
    assert not outputs.exists() or not list(outputs.iterdir())


def test_two_sources_of_one_name_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(PLAN), str(PLAN.with_suffix(".txt")), "-o", str(tmp_path)]) == 2
    assert "fuzhou-14fyp" in capsys.readouterr().err


def test_outputs_that_are_a_file_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    plan = tmp_path / "plan.txt"
    plan.write_text("到2025年，森林覆盖率达到45%以上。", encoding="utf-8")
    assert main(["run", str(plan), "-o", str(tmp_path / "file")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_try_explains_both_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", "到2030年，数字经济规模突破1.3万亿元，年均增长12%左右", "--json"]) == 0
    facts = [fact for fact in json.loads(capsys.readouterr().out)["facts"] if fact["fact"] == "quantity"]
    assert [(fact["value"], fact["op"], fact["measure"], fact["by"]) for fact in facts] == [
        (1.3, ">", "level", 2030),
        (12, "~", "annual_growth", 2030),
    ]
    assert all(fact["rule"] and fact["parts"] for fact in facts)


def test_try_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", "  "]) == 2
    assert "empty" in capsys.readouterr().err


def test_unexplained_lists_places(fuzhou: Result, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unexplained", str(fuzhou.folder), "--json"]) == 0
    for line in capsys.readouterr().out.splitlines():
        record = json.loads(line)
        assert record["quote"] and record["why"] and record["page"]


@pytest.mark.parametrize("command", ["unexplained", "check", "explore", "coverage"])
def test_a_folder_without_a_run_is_refused(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "gangmu run" in error


def test_an_unknown_stage_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(PLAN), "--only", "guess", "-o", str(tmp_path)]) == 2
    assert "stages are read" in capsys.readouterr().err


def test_a_stage_without_its_input_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(PLAN), "--only", "graph", "-o", str(tmp_path)]) == 2
    assert "layout.json" in capsys.readouterr().err
