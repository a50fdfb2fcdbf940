"""`gangmu explore` and `gangmu plot`: the explorer and the pictures of a folder that a run wrote."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import store
from pipeline.document import Document
from pipeline.facts import Facts


def explore(args: argparse.Namespace) -> int:
    """Write explorer.html anew from the folder's files; with `--open`, open it in the browser. Raises UserError when there is no run."""
    from pipeline.graph import load
    from pipeline.report import unexplained_of
    from pipeline.report.explorer import write_explorer

    folder = Path(args.folder)
    doc, facts = _run_of(folder)
    path = folder / "explorer.html"
    write_explorer(doc, facts, load(folder), store.load_findings(folder), unexplained_of(folder), path)
    print(path)
    if args.open:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())
    return 0


def plot(args: argparse.Namespace) -> int:
    """Write the pictures into `plots/` of the folder, each as SVG and PNG. Raises UserError when there is no run or no Chinese font."""
    from pipeline.report.plots import write_plots

    folder = Path(args.folder)
    doc, facts = _run_of(folder)
    for path in write_plots(doc, facts, folder / "plots"):
        print(path)
    return 0


def _run_of(folder: Path) -> tuple[Document, Facts]:
    doc = store.load_document(folder)
    return doc, store.load_resolved(doc, folder)
