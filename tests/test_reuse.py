"""A rerun does only what changed, and ends in the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import reuse
from pipeline.run import STAGES, run
from tests.test_invariants import hashes

TEXT = "第一章 总体要求\n第一节 发展目标\n到2025年，森林覆盖率达到45%以上，地区生产总值年均增长7%。\n第二节 重点任务\n一、推进生态建设\n推进旗山森林公园建设。\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def stages_run(plan: Path, outputs: Path) -> list[str]:
    """Names of the stages that a run reports as done."""
    done: list[str] = []
    run(plan, outputs, lambda stage, detail: done.append(stage))
    return done


def test_an_unchanged_rerun_does_nothing(plan: Path, tmp_path: Path) -> None:
    assert stages_run(plan, tmp_path / "out") == list(STAGES)
    before = hashes(tmp_path / "out" / "plan")
    assert stages_run(plan, tmp_path / "out") == ["reuse"]
    assert hashes(tmp_path / "out" / "plan") == before


def test_a_changed_source_runs_everything(plan: Path, tmp_path: Path) -> None:
    stages_run(plan, tmp_path / "out")
    plan.write_text(TEXT.replace("45%", "46%"), encoding="utf-8")
    assert stages_run(plan, tmp_path / "out") == list(STAGES)


def test_a_changed_lexicon_reruns_from_extract(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = tmp_path / "house"
    for name in ("pipeline", "extractors", "lexicons"):
        shutil.copytree(reuse.HOUSE / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(reuse, "HOUSE", house)
    stages_run(plan, tmp_path / "out")
    before = hashes(tmp_path / "out" / "plan")
    units = house / "lexicons" / "national" / "units.yml"
    units.write_text(units.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert stages_run(plan, tmp_path / "out") == list(STAGES[1:])
    after = hashes(tmp_path / "out" / "plan")
    assert {name for name in after if after[name] != before[name]} == {reuse.KEYS_FILE}


def test_a_missing_artefact_is_made_again(plan: Path, tmp_path: Path) -> None:
    stages_run(plan, tmp_path / "out")
    (tmp_path / "out" / "plan" / "findings.jsonl").unlink()
    assert stages_run(plan, tmp_path / "out") == ["check", "report"]
