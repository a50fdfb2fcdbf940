"""A rerun does only what changed, and ends in the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from extractors import NAMES
from pipeline import reuse
from pipeline.run import STAGES, run
from tests.test_architecture import imports
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


def test_findings_of_changed_rules_are_not_taken_as_they_stand(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = run(plan, tmp_path / "out", lambda stage, detail: None).folder
    assert reuse.is_checked(folder)
    house = tmp_path / "house"
    shutil.copytree(reuse.HOUSE / "lexicons", house / "lexicons")
    monkeypatch.setattr(reuse, "HOUSE", house)
    assert not reuse.is_checked(folder)


ENTRIES = {
    "read": ("pipeline.read",),
    "extract": ("pipeline.extract", *(f"extractors.{name}" for name in NAMES)),
    "resolve": ("pipeline.resolve", "pipeline.unexplained"),
    "graph": ("pipeline.graph", "pipeline.graph.export"),
    "check": ("pipeline.checks",),
    "report": ("pipeline.report",),
}


def test_the_keys_cover_all_code_of_a_stage() -> None:
    """Whatever a stage imports, directly or not, is in its key or in that of a stage before it."""
    covered = {f"pipeline/{name}.py" for name in reuse.CORE} | {"pipeline/__init__.py", "pipeline/errors.py", "lexicons/__init__.py"}
    for stage, entries in ENTRIES.items():
        covered |= {str(path.relative_to(reuse.HOUSE)) for use in reuse.USES[stage] for path in files(reuse.HOUSE / use)}
        missing = {str(path.relative_to(reuse.HOUSE)) for path in reached(entries)} - covered
        assert not missing, f"{stage} also reads {missing}"


def test_dvc_knows_the_same_inputs() -> None:
    stages = yaml.safe_load((reuse.HOUSE / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    for stage, uses in reuse.USES.items():
        listed = set(stages[stage]["deps"])
        missing = [use for use in uses if use not in listed and not use.startswith("lexicons/")]
        assert not missing, f"dvc.yaml: {stage} does not depend on {missing}"


def files(path: Path) -> list[Path]:
    return sorted(path.rglob("*")) if path.is_dir() else [path]


def reached(entries: tuple[str, ...]) -> set[Path]:
    """The project's files that some modules import, directly or through others."""
    found: set[Path] = set()
    waiting = [path for entry in entries for path in located(entry)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [
                other for name in imports(path) if name.split(".")[0] in ("pipeline", "extractors", "lexicons") for other in located(name)
            ]
    return found


def located(module: str) -> list[Path]:
    """The file of a module (for a package also its `__init__`); empty for a name that is no module."""
    base = reuse.HOUSE / module.replace(".", "/")
    return [path for path in (base.with_suffix(".py"), base / "__init__.py") if path.exists()]
