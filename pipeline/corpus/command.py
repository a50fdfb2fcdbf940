"""`gangmu corpus` and `gangmu query OUT --sql`."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from pathlib import Path
from time import monotonic

from pipeline.corpus import Outcome, pending, process, tasks
from pipeline.corpus.across import write_across
from pipeline.corpus.engines import engine
from pipeline.corpus.views import ask, write_views


def corpus(args: argparse.Namespace) -> int:
    """Process what is not done yet, then write the views. Exit 0 when every source was read, 1 when some were not."""
    out, found = Path(args.out), tasks(Path(args.source))
    left = len(pending(found, out))
    if not args.quiet:
        print(f"{len(found)} 份文件，{len(found) - left} 份已完成，{left} 份待处理", file=sys.stderr)
    bad, started = 0, monotonic()
    for count, outcome in enumerate(process(found, out, engine(args.cluster, args.workers or os.cpu_count() or 1)), 1):
        bad += outcome.error is not None
        if not args.quiet:
            _tell(outcome, count, left, monotonic() - started)
    write_views(out)
    weaker = write_across(out)
    if not args.quiet:
        print(f"下级目标弱于上级目标：{weaker} 处（across.jsonl）", file=sys.stderr)
        print(
            f'完成。{bad} 份未能读取（见 documents 表的 error 列）。查询：gangmu query {out} --sql "FROM same_indicator_many_places"',
            file=sys.stderr,
        )
    return 1 if bad else 0


def sql(args: argparse.Namespace) -> int:
    """Print the rows of a query over a corpus."""
    columns, rows = ask(Path(args.folder), args.sql)
    if args.format == "json":
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str))
        return 0
    writer = csv.writer(sys.stdout, delimiter="," if args.format == "csv" else "\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return 0


def _tell(outcome: Outcome, count: int, left: int, seconds: float) -> None:
    remaining = seconds / count * (left - count)
    said = outcome.error or f"{outcome.facts} 条事实，{outcome.findings} 个问题"
    print(f"{count}/{left}  {outcome.name}  {said}  （约剩 {remaining:.0f} 秒）", file=sys.stderr)
