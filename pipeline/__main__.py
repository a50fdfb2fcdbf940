"""The command line: `gangmu COMMAND …`. Commands are imported when they are called, so that help is instant."""

from __future__ import annotations

import argparse
import atexit
import gc
import sys
from importlib import import_module
from os import O_WRONLY, devnull, dup2
from os import open as open_descriptor

from pipeline.errors import UserError

EPILOG = "A plan in, facts with evidence out: gangmu run PLAN.pdf; then open outputs/<plan>/explorer.html."


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit code: 0 done, 1 findings, 2 could not run."""
    atexit.register(gc.freeze)  # at its end Python would search for cycles among a run's facts, three times
    args = parser().parse_args(arguments)
    module, function = args.handler.split(":")
    try:
        return int(getattr(import_module(module), function)(args))
    except UserError as error:
        print(f"gangmu: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("gangmu: interrupted; nothing half-written was left behind", file=sys.stderr)
        return 2
    except BrokenPipeError:
        dup2(open_descriptor(devnull, O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gangmu", description=__doc__.splitlines()[0] if __doc__ else None, epilog=EPILOG)
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, handler: str, summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.set_defaults(handler=handler)
        return sub

    run = command(
        "run", "pipeline.commands:run", "read plans (pdf, html, docx, txt, md) and write facts, graph, findings, workbook and explorer"
    )
    run.add_argument("sources", nargs="+", metavar="SOURCE")
    run.add_argument("-o", "--outputs", default="outputs", metavar="DIR", help="where the folder of each document goes (default: outputs)")
    run.add_argument("--only", metavar="STAGE", help="one stage, from the artefacts of the others: read extract resolve graph check report")
    run.add_argument("--quiet", action="store_true", help="say nothing but errors")
    run.add_argument("--json", action="store_true", help="print the summary as one JSON object a document")

    check = command("check", "pipeline.checks.command:check_command", "findings like a linter: page:section CODE severity message")
    check.add_argument("source", metavar="DIR_OR_SOURCE")
    check.add_argument("--select", metavar="CODES", help="only these rules or families, e.g. T,A03")
    check.add_argument("--ignore", metavar="CODES", help="not these rules or families")
    check.add_argument(
        "--severity", choices=("error", "warning", "info"), default="info", help="show findings at or above it (default: info)"
    )
    check.add_argument("--format", choices=("text", "json", "csv", "sarif"), default="text")
    check.add_argument("--strict", action="store_true", help="info findings count for the exit code, too")
    check.add_argument("--against", metavar="OLD", help="show only what is new or fixed since this folder or source")
    check.add_argument("--judgements", metavar="FILE", help="decisions of people: dismissed findings")

    rule = command("rule", "pipeline.checks.command:rule_command", "what a rule checks, why, an example, how to dismiss it")
    rule.add_argument("code", metavar="CODE", nargs="?", help="none: list all rules")

    query = command("query", "pipeline.query:query", "Cypher over the graph of a run, or a ready question")
    query.add_argument("folder", metavar="DIR", nargs="?")
    query.add_argument("cypher", nargs="?", metavar="CYPHER")
    query.add_argument("--ask", nargs="+", metavar="NAME [ABOUT]", help="a ready question by name, and what it asks about (a district …)")
    query.add_argument("--with", dest="argument", metavar="ABOUT", help="what the ready question asks about, said apart")
    query.add_argument("--sql", metavar="SQL", help="SQL over a corpus (a folder that gangmu corpus made)")
    query.add_argument("--list", action="store_true", help="names of the ready questions")
    query.add_argument("--format", choices=("table", "csv", "json"), default="table")

    coverage = command("coverage", "pipeline.query:coverage", "a matrix with counts, each cell explainable")
    coverage.add_argument("folder", metavar="DIR")
    coverage.add_argument("--rows", default="goals", help="goals, sectors, districts, indicators, boxes (default: goals)")
    coverage.add_argument("--columns", default="districts", help="districts, sectors, sections, body (default: districts)")
    coverage.add_argument("--cell", nargs=2, metavar=("ROW", "COLUMN"), help="the evidence of one cell")
    coverage.add_argument("--empty", action="store_true", help="the empty cells instead, a line a row")
    coverage.add_argument("--format", choices=("table", "csv", "json"), default="table")

    compare = command(
        "compare", "pipeline.query:compare", "two documents: indicators, projects and wordings kept, dropped, new, raised, lowered"
    )
    compare.add_argument("folder_a", metavar="DIR_A")
    compare.add_argument("folder_b", metavar="DIR_B")
    compare.add_argument("--format", choices=("table", "csv", "json"), default="table")

    trial = command("try", "pipeline.commands:try_text", "the facts of a sentence with the rules and parts behind them")
    trial.add_argument("text", metavar="TEXT")
    trial.add_argument("--json", action="store_true", help="one JSON object")
    trial.add_argument("--region", metavar="ADCODE", help="read the text as a plan of this place (350100 is 福州市)")

    unexplained = command("unexplained", "pipeline.commands:unexplained", "the numbers that no fact explains, with their place")
    unexplained.add_argument("folder", metavar="DIR")
    unexplained.add_argument("--json", action="store_true")

    corpus = command("corpus", "pipeline.corpus.command:corpus", "a folder or list of plans → one dataset of documents, facts and findings")
    corpus.add_argument("source", metavar="DIR_OR_LIST")
    corpus.add_argument("-o", "--out", required=True, metavar="OUT")
    corpus.add_argument("--workers", type=int, metavar="N", help="processes (default: one a CPU)")
    corpus.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler (tcp://…), or local to start one here")
    corpus.add_argument("--quiet", action="store_true")

    explore = command("explore", "pipeline.report.command:explore", "write (and with --open, open) the one-file HTML explorer")
    explore.add_argument("folder", metavar="DIR")
    explore.add_argument("--open", action="store_true")

    plot = command("plot", "pipeline.report.command:plot", "pictures of a run as SVG and PNG")
    plot.add_argument("folder", metavar="DIR")
    return top


if __name__ == "__main__":
    sys.exit(main())
