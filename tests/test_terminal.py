"""What a run says: plain when piped, in colour on a terminal of eighty columns, nothing with --quiet, one object with --json."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipeline import terminal
from pipeline.__main__ import main
from pipeline.report.material import Material
from tests.report_sample import FORMULA, material

PLAN = "某市国民经济和社会发展第十四个五年规划纲要\n第一章 发展目标\n到2025年，森林覆盖率达到58.5%以上。\n"


@pytest.fixture(scope="module")
def sample() -> Material:
    return material()


def say(sample: Material) -> None:
    terminal.summary(sample.doc, sample.facts, sample.findings, Path("outputs/sample"))


def test_plain_when_piped(sample: Material, capsys: pytest.CaptureFixture[str]) -> None:
    say(sample)
    printed = capsys.readouterr().out
    assert "\x1b" not in printed and "指标数值" in printed and "问题 3 条" in printed
    assert "T02  错误     1  指标“森林覆盖率”" in printed and "outputs/sample/explorer.html" in printed


def test_in_colour_every_column_is_seen(sample: Material, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for name, value in (("COLUMNS", "80"), ("TERM", "xterm-256color"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    say(sample)
    lines = [line for line in capsys.readouterr().out.splitlines() if "T02" in line]
    assert len(lines) == 1 and "错误" in lines[0] and "森林覆盖率" in lines[0] and "\x1b[31m" in lines[0]


def test_words_of_a_plan_are_no_markup(sample: Material, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    terminal.stage_line("check", f"[red]{FORMULA}[/red]")
    assert "[red]" in capsys.readouterr().err


def test_quiet_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(PLAN, encoding="utf-8")
    assert main(["run", str(source), "-o", str(tmp_path / "a"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["run", str(source), "-o", str(tmp_path / "b"), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "" and json.loads(printed.out)["id"] == "plan" and json.loads(printed.out)["facts"]["quantity"] >= 1
