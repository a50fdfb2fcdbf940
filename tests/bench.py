"""`make bench`: whole processes, their CPU time, wall time and peak memory, as ratios to bare text extraction in the same run.

    python -m tests.bench corpus/fuzhou-14fyp/fuzhou-14fyp.pdf [--runs 3]

Every row is the median of several runs, taken in turn so that a drift of the machine's speed touches all rows alike.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from pipeline.run import STAGES

END = "import atexit, gc, sys\natexit.register(gc.freeze)\n"
"""Every script ends as the `gangmu` command does: without a last search for cycles among what it made."""
FLOOR = (
    END
    + "import pypdfium2\ndoc = pypdfium2.PdfDocument(sys.argv[1])\nprint(sum(len(page.get_textpage().get_text_range()) for page in doc))"
)
PLUMBER = END + "import pdfplumber\npdf = pdfplumber.open(sys.argv[1])\nfor page in pdf.pages:\n    page.extract_text()\n    page.close()"
READ = END + "from pathlib import Path\nfrom pipeline.read import read\nread(Path(sys.argv[1]))"
ANALYSE = (
    END
    + "from pathlib import Path\nfrom pipeline.run import analyse\nfrom pipeline.checks import check\ncheck(*analyse(Path(sys.argv[1])))"
)

Usage = tuple[float, float, float]
"""CPU seconds, wall seconds, peak memory in MiB."""


def rows(plan: str, outputs: str) -> dict[str, list[str]]:
    """What is timed, by the name of its row, in this order: the first row is the floor, the last ones ask what `gangmu run` left in `outputs`."""
    python, gangmu = sys.executable, str(Path(sys.executable).parent / "gangmu")
    return {
        "pypdfium2 text of every page": [python, "-c", FLOOR, plan],
        "pdfplumber text of every page": [python, "-c", PLUMBER, plan],
        "python -c pass": [python, "-c", "pass"],
        "gangmu --help": [gangmu, "--help"],
        "read": [python, "-c", READ, plan],
        "read + extract + resolve + check": [python, "-c", ANALYSE, plan],
        "gangmu run": [gangmu, "run", plan, "-o", outputs, "--quiet"],
        "gangmu run, nothing changed": [gangmu, "run", plan, "-o", outputs, "--quiet"],
        "gangmu check FOLDER": [gangmu, "check", str(Path(outputs) / Path(plan).stem)],
        **{f"gangmu run --only {stage}": [gangmu, "run", plan, "-o", outputs, "--quiet", "--only", stage] for stage in STAGES},
    }


def environment() -> dict[str, str]:
    """The environment in which Python keeps its compiled modules, as it does at a user's."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: list[str]) -> Usage:
    """Run a command with its output thrown away; the kernel's own accounting of the finished process."""
    start = perf_counter()
    with Path(os.devnull).open("w") as sink:
        pid = os.posix_spawn(command[0], command, environment(), file_actions=[(os.POSIX_SPAWN_DUP2, sink.fileno(), 1)])
        _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"bench: {' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    options = argparse.ArgumentParser(description="Time the main job as whole processes.")
    options.add_argument("plan")
    options.add_argument("--runs", type=int, default=3)
    args = options.parse_args()
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} CPUs, pypdfium2 {version('pypdfium2')}, {args.runs} runs, medians"
    )
    usages: dict[str, list[Usage]] = {}
    for _ in range(args.runs):
        with tempfile.TemporaryDirectory() as outputs:
            for name, command in rows(args.plan, outputs).items():
                usages.setdefault(name, []).append(measure(command))
    print(f"{'':34}{'CPU s':>8}{'wall s':>8}{'peak MiB':>10}{'÷ pypdfium2':>13}{'÷ pdfplumber':>14}")
    floor, today = (statistics.median(usage[0] for usage in usages[name]) for name in list(usages)[:2])
    for name, found in usages.items():
        cpu, wall, peak = (statistics.median(usage[index] for usage in found) for index in range(3))
        print(f"{name:34}{cpu:8.2f}{wall:8.2f}{peak:10.0f}{cpu / floor:13.1f}{cpu / today:14.2f}")


if __name__ == "__main__":
    main()
