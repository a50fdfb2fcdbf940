"""Part of `make bench`: what reading a PDF costs, stage by stage, as multiples of bare text extraction in the same process.

    python -m tests.bench_read corpus/fuzhou-14fyp/fuzhou-14fyp.pdf [--runs 5]

CPU seconds, the best of several runs taken in turn; memory is the peak of a process of its own.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from time import process_time

import pypdfium2

from pipeline.read import read
from pipeline.read.outline import build
from pipeline.read.pdf import read_pages, read_pdf

PAGES = 1000
MOST = 4.0
"""The floor of the project: reading takes at most so many times bare extraction."""
PEAK = """import resource, sys
from pathlib import Path
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
start = peak()
from pipeline.read import read
read(Path(sys.argv[1]))
print(peak() - start)"""


def stages(plan: Path) -> dict[str, Callable[[], object]]:
    """What is timed, by the name of its row; each row does what the one above does, and more."""
    return {
        "bare text of every page (pypdfium2)": lambda: [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(plan)],
        "lines, boxes, rules, grids of every page": lambda: read_pages(plan),
        "one flow: furniture, columns, notes, paragraphs": lambda: read_pdf(plan),
        "outline: sections, tables, document": lambda: build(read_pdf(plan)),
        "read: checks of the text, metadata": lambda: read(plan),
    }


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def memory(plan: Path) -> float:
    """Peak MiB above the interpreter at a thousand pages of the plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thousand.pdf"
        source, book = pypdfium2.PdfDocument(plan), pypdfium2.PdfDocument.new()
        for start in range(0, PAGES, len(source)):
            book.import_pages(source, list(range(min(len(source), PAGES - start))))
        book.save(path)
        done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    options = argparse.ArgumentParser(description="Time the reading of a PDF, stage by stage.")
    options.add_argument("plan", type=Path)
    options.add_argument("--runs", type=int, default=5)
    args = options.parse_args()
    doc = read(args.plan)
    print(f"{args.plan.name}: {doc.pages} pages, {len(doc.text)} characters, tables {[len(table.cells) for table in doc.tables]} cells")
    print(f"{platform.python_implementation()} {platform.python_version()}, pypdfium2 {version('pypdfium2')}, best of {args.runs}")
    work = stages(args.plan)
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(args.runs):
        for name, stage in work.items():
            times[name].append(seconds(stage))
    floor = min(next(iter(times.values())))
    print(f"{'':52}{'CPU s':>8}{'pages/s':>9}{'÷ bare':>8}")
    for name, found in times.items():
        best = min(found)
        print(f"{name:52}{best:8.3f}{(doc.pages or 0) / best:9.0f}{best / floor:8.2f}")
    print(
        f"the floor: at most {MOST} × bare extraction; memory at {PAGES} pages: {memory(args.plan):.0f} MiB above the interpreter (at most 150)"
    )


if __name__ == "__main__":
    main()
