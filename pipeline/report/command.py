"""`gangmu explore` and `gangmu plot`: the explorer and the pictures of a folder that a run wrote."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import store
from pipeline.report.material import Material


def explore(args: argparse.Namespace) -> int:
    """Write explorer.html anew from the folder's files; with `--open`, open it in the browser. Raises UserError when there is no run."""
    from pipeline.report.explorer import write_explorer

    folder = Path(args.folder)
    path = folder / "explorer.html"
    write_explorer(material_of(folder), path)
    print(path)
    if args.open:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())
    return 0


def plot(args: argparse.Namespace) -> int:
    """Write the pictures into `plots/` of the folder, each as SVG and PNG. Raises UserError when there is no run or no Chinese font."""
    from pipeline.report.plots import write_plots

    folder = Path(args.folder)
    for path in write_plots(material_of(folder), folder / "plots"):
        print(path)
    return 0


def material_of(folder: Path) -> Material:
    """What a run left in the folder. Raises UserError when there is none."""
    from pipeline.graph import load
    from pipeline.report import judgements_of, unexplained_of

    doc = store.load_document(folder)
    facts, findings = store.load_resolved(doc, folder), store.load_findings(folder)
    return Material(doc, facts, load(folder), findings, unexplained_of(folder), judgements_of(folder))
