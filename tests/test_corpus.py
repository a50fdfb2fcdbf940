"""Many plans: nothing is lost, a bad one is a row, a killed job goes on, engines give the same bytes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.corpus import Task, pending, tasks
from pipeline.corpus.views import VIEWS, ask
from pipeline.errors import UserError
from tests.synthetic import Known, write
from tests.test_invariants import hashes

COUNT = 6


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[Known]]]:
    folder = tmp_path_factory.mktemp("plans")
    return folder, write(folder, COUNT)


@pytest.fixture(scope="module")
def dataset(stated: tuple[Path, list[list[Known]]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    assert main(["corpus", str(stated[0]), "-o", str(out), "--workers", "2", "--quiet"]) == 0
    return out


def parquet_bytes(out: Path) -> dict[str, str]:
    return {name: digest for name, digest in hashes(out).items() if name.endswith(".parquet")}


def test_every_document_comes_out_once(dataset: Path) -> None:
    _, rows = ask(dataset, "SELECT document, count(*) FROM documents GROUP BY 1 ORDER BY 1")
    assert rows == [(f"plan-{seed:05d}", 1) for seed in range(COUNT)]


def test_the_known_facts_come_out(dataset: Path, stated: tuple[Path, list[list[Known]]]) -> None:
    for seed, known in enumerate(stated[1]):
        _, rows = ask(dataset, f"""SELECT value, "by", measure FROM facts WHERE kind = 'quantity' AND document = 'plan-{seed:05d}'""")
        assert Counter(rows) == Counter((fact.value, fact.by, fact.measure) for fact in known)


def test_a_second_run_does_nothing(dataset: Path, stated: tuple[Path, list[list[Known]]]) -> None:
    assert pending(tasks(stated[0]), dataset) == []


def test_a_changed_source_is_done_again(stated: tuple[Path, list[list[Known]]], dataset: Path, tmp_path: Path) -> None:
    changed = tmp_path / "plan-00000.txt"
    changed.write_text((stated[0] / "plan-00000.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [task.name for task in pending([Task(str(changed), "plan-00000")], dataset)] == ["plan-00000"]


def test_a_bad_document_is_a_row(tmp_path: Path) -> None:
    write(tmp_path / "plans", 2)
    (tmp_path / "plans" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert main(["corpus", str(tmp_path / "plans"), "-o", str(tmp_path / "out"), "--workers", "1", "--quiet"]) == 1
    _, rows = ask(tmp_path / "out", "SELECT document, error IS NULL FROM documents ORDER BY 1")
    assert rows == [("broken", False), ("plan-00000", True), ("plan-00001", True)]


def test_a_killed_job_goes_on(tmp_path: Path, stated: tuple[Path, list[list[Known]]], dataset: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "corpus", str(stated[0]), "-o", str(out), "--workers", "1", "--quiet"]
    job = subprocess.Popen(command, start_new_session=True)
    deadline = time.monotonic() + 60
    while not list(out.glob("documents/*.parquet")):
        assert time.monotonic() < deadline and job.poll() is None
        time.sleep(0.02)
    subprocess.run(["kill", f"-{signal.SIGKILL.value}", "--", f"-{job.pid}"], check=True)
    job.wait()
    assert 0 < len(list(out.glob("documents/*.parquet"))) <= COUNT
    subprocess.run(command, check=True)
    assert parquet_bytes(out) == parquet_bytes(dataset)


def test_sources_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    write(tmp_path / "a", 1)
    write(tmp_path / "b", 1)
    names = [task.name for task in tasks(tmp_path)]
    assert len(set(names)) == 2 and all(name.startswith("plan-00000-") for name in names)


def test_a_list_names_sources(tmp_path: Path) -> None:
    write(tmp_path / "plans", 2)
    (tmp_path / "plans.lst").write_text("# two plans\nplans/plan-00001.txt\n", encoding="utf-8")
    assert [task.name for task in tasks(tmp_path / "plans.lst")] == ["plan-00001"]


def test_an_empty_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "no plans here" in capsys.readouterr().err


@pytest.mark.parametrize("view", VIEWS)
def test_views_answer(dataset: Path, view: str) -> None:
    columns, _ = ask(dataset, f"FROM {view}")
    assert columns


def test_a_wrong_query_names_the_views(dataset: Path) -> None:
    with pytest.raises(UserError, match="documents"):
        ask(dataset, "SELECT nothing FROM nowhere")


def test_a_query_reaches_nothing_else(dataset: Path) -> None:
    with pytest.raises(UserError):
        ask(dataset, "SELECT * FROM read_csv('/etc/passwd')")


def test_two_cluster_workers_one_killed(tmp_path: Path, stated: tuple[Path, list[list[Known]]], dataset: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="needs the cluster extra")
    from pipeline.corpus import process
    from pipeline.corpus.engines import cluster

    out = tmp_path / "out"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        names = []
        for outcome in process(tasks(stated[0]), out, cluster(local.scheduler_address, 2)):
            names.append(outcome.name)
            if len(names) == 1:
                next(iter(local.workers.values())).process.process.kill()
    assert sorted(names) == [f"plan-{seed:05d}" for seed in range(COUNT)]
    assert parquet_bytes(out) == parquet_bytes(dataset)
