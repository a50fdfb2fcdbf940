"""How time and memory grow: `python -m tests.bench_scale` runs a plan's text ×1, ×4, ×16, and a folder of synthetic plans.

Every measurement is a process of its own. The exponent is the slope of log time over log length: 1 is linear. `--documents N` sets how
many synthetic plans the corpus job reads (1,000 takes some minutes), `--skip-lengths` leaves the first part out.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from pipeline.corpus.views import ask
from tests.bench import ANALYSE, measure
from tests.synthetic import write

TIMES = (1, 4, 16)
WORKERS = os.cpu_count() or 1


def lengths(text: str, folder: Path) -> None:
    """Read + extract + resolve + check of the text once, 4 and 16 times over."""
    print(f"{'plan text':>12}{'characters':>12}{'CPU s':>8}{'peak MiB':>10}{'exponent':>10}")
    before: tuple[int, float] | None = None
    for times in TIMES:
        path = folder / f"plan-{times}.txt"
        path.write_text(text * times, encoding="utf-8")
        cpu, _, peak = measure([sys.executable, "-c", ANALYSE, str(path)])
        slope = "" if before is None else f"{math.log(cpu / before[1]) / math.log(times / before[0]):.2f}"
        print(f"{'×' + str(times):>12}{len(text) * times:12,}{cpu:8.2f}{peak:10.0f}{slope:>10}")
        before = times, cpu


def corpus(documents: int, folder: Path) -> None:
    """A corpus job over synthetic plans: throughput, the known facts that came out, and the largest worker's memory in each tenth of the job."""
    stated = write(folder / "plans", documents)
    command = [
        str(Path(sys.executable).parent / "gangmu"),
        "corpus",
        str(folder / "plans"),
        "-o",
        str(folder / "corpus"),
        "--workers",
        str(WORKERS),
        "--quiet",
    ]
    start, peaks = perf_counter(), list[tuple[int, float]]()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as job:
        while job.poll() is None:
            done = len(list((folder / "corpus" / "documents").glob("*.parquet"))) if (folder / "corpus").exists() else 0
            peaks.append((done, max(map(resident, children(job.pid)), default=0.0)))
            try:
                job.wait(1)
            except subprocess.TimeoutExpired:
                continue
    elapsed = perf_counter() - start
    done = len(list((folder / "corpus" / "documents").glob("*.parquet")))
    print(f"{done} of {documents} documents in {elapsed:.0f} s: {done / elapsed / WORKERS:.1f} documents/s per core, {WORKERS} workers")
    found = read_targets(folder / "corpus")
    known: Counter[tuple[object, ...]] = Counter(
        (document, fact.value, fact.by, fact.measure) for document, facts in enumerate(stated) for fact in facts
    )
    print(f"{(found & known).total()} of {known.total()} known facts, {(found - known).total()} others")
    tenths = [[peak for count, peak in peaks if tenth * documents / 10 <= count < (tenth + 1) * documents / 10] for tenth in range(10)]
    print("largest worker, MiB, by tenths of the job: " + " ".join(f"{max(told):.0f}" if told else "-" for told in tenths))


def read_targets(dataset: Path) -> Counter[tuple[object, ...]]:
    """(number of the plan, value, year, measure) of every quantity in the dataset, with how often it is there."""
    _, rows = ask(dataset, """SELECT document, value, "by", measure FROM facts WHERE kind = 'quantity'""")
    return Counter((int(str(document).split("-")[1]), value, by, measure) for document, value, by, measure in rows)


def children(pid: int) -> list[int]:
    """Process ids below a process, at any depth (Linux)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue  # the process ended meanwhile
        if int(fields[1]) == pid:
            child = int(path.parent.name)
            found += [child, *children(child)]
    return found


def resident(pid: int) -> float:
    """Resident memory of a process in MiB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def main() -> None:
    options = argparse.ArgumentParser(description="How time and memory grow with length and number of plans.")
    options.add_argument("text", help="a plan as text")
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--skip-lengths", action="store_true")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not args.skip_lengths:
            lengths(Path(args.text).read_text(encoding="utf-8"), Path(folder))
        corpus(args.documents, Path(folder))


if __name__ == "__main__":
    main()
