"""What a run says in the terminal: a line a stage, then tables of what came out. Coloured on a terminal, plain when piped.

Everything goes to standard error except the summary, so that `gangmu run --json` and pipes stay clean.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.document import Document
from pipeline.facts import Facts, Project
from pipeline.findings import Finding

STAGE_NAMES = {"read": "读取", "extract": "抽取", "resolve": "归并", "graph": "成图", "check": "核查", "report": "成册", "reuse": "沿用"}
KIND_NAMES = {
    "quantity": "指标数值",
    "textual": "文字目标",
    "commitment": "承诺",
    "goal": "目标",
    "measure": "举措",
    "project": "项目",
    "place": "地点",
}
SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}
SHOWN = 16
"""Groups of findings in the summary; the rest is counted."""
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def stage_line(name: str, detail: str) -> None:
    """One line for a finished stage, on standard error."""
    if not sys.stderr.isatty():
        print(f"{name:8}{STAGE_NAMES.get(name, name)}  {detail}", file=sys.stderr, flush=True)
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    console.print(f"[green]✓[/green] [dim]{name:8}[/dim]{STAGE_NAMES.get(name, name)}  ", end="")
    console.print(detail, markup=False)


def summary(doc: Document, facts: Facts, findings: Sequence[Finding], folder: Path) -> None:
    """The counts of facts and findings, and where to look next, on standard output."""
    if sys.stdout.isatty():
        _coloured(doc, facts, findings, folder)
    else:
        print("\n".join(_plain(doc, facts, findings, folder)), flush=True)


def fact_counts(facts: Facts) -> list[tuple[str, int]]:
    """Chinese name and number of facts of each kind that people ask for; projects also by what they resolve to."""
    counts = Counter(fact.kind for fact in facts)
    found = [(name, counts[kind]) for kind, name in KIND_NAMES.items() if counts[kind]]
    projects = {fact.value.entity for fact in facts.of(Project) if fact.value.entity}
    return [*found, *([("归并后项目", len(projects))] if projects else [])]


def finding_counts(findings: Sequence[Finding]) -> list[tuple[str, str, int, str]]:
    """Rule code, severity, number of open findings and one message as an example, worst and most frequent first."""
    worst = ("error", "warning", "info")
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.status == "open":
            groups.setdefault((finding.code, finding.severity), []).append(finding)
    ordered = sorted(groups.items(), key=lambda group: (worst.index(group[0][1]), -len(group[1]), group[0][0]))
    return [(code, severity, len(found), found[0].message) for (code, severity), found in ordered]


def _plain(doc: Document, facts: Facts, findings: Sequence[Finding], folder: Path) -> list[str]:
    groups = finding_counts(findings)
    lines = ["", doc.title or doc.id, ""]
    lines += [f"  {_padded(name, 12)}{count:>6}" for name, count in fact_counts(facts)]
    lines += ["", f"  {_total(findings)}"]
    lines += [f"  {code}  {SEVERITY_NAMES[severity]}  {count:>4}  {_short(message)}" for code, severity, count, message in groups[:SHOWN]]
    return [*lines, *([f"  {_rest(groups)}"] if len(groups) > SHOWN else []), "", *_where(folder)]


def _coloured(doc: Document, facts: Facts, findings: Sequence[Finding], folder: Path) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console, groups = Console(highlight=False), finding_counts(findings)
    counts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
    for name, count in fact_counts(facts):
        counts.add_row(name, Text(str(count), style="bold", justify="right"))
    problems = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2), expand=True)
    for width in (3, 4, 4):
        problems.add_column(width=width, justify="right" if width == 4 else "left", no_wrap=True)
    problems.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for code, severity, count, message in groups[:SHOWN]:
        problems.add_row(code, Text(SEVERITY_NAMES[severity], style=COLOURS[severity]), str(count), Text(message))
    for part in ("", Text(doc.title or doc.id, style="bold"), counts, "", Text(_total(findings), style="bold"), problems):
        console.print(part)
    if len(groups) > SHOWN:
        console.print(Text(_rest(groups), style="dim"))
    for line in ("", *_where(folder)):
        console.print(Text(line), soft_wrap=True)


def _total(findings: Sequence[Finding]) -> str:
    dismissed = sum(finding.status == "dismissed" for finding in findings)
    return f"问题 {len(findings) - dismissed} 条" + (f"，另有 {dismissed} 条已驳回" if dismissed else "")


def _rest(groups: Sequence[tuple[str, str, int, str]]) -> str:
    return f"另 {len(groups) - SHOWN} 类 {sum(count for _, _, count, _ in groups[SHOWN:])} 条：gangmu check 列出全部"


def _where(folder: Path) -> list[str]:
    return [
        f"打开 {folder / 'explorer.html'}  （或 gangmu explore {folder} --open）",
        f"表格 {folder / 'plan.xlsx'}",
        f"核查 gangmu check {folder}",
        f"提问 gangmu query {folder} --list",
    ]


def _short(message: str, width: int = 60) -> str:
    return message if len(message) <= width else message[: width - 1] + "…"


def _padded(text: str, width: int) -> str:
    """The text filled up to a width in columns; a Chinese character takes two."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text))
