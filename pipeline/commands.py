"""The commands that belong to no room of their own: run, try, unexplained."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.errors import UserError

ENVELOPE = ("id", "chapter", "section", "page", "boxes", "span", "quote", "rule", "parts")


def run(args: argparse.Namespace) -> int:
    """`gangmu run`: every source in turn; a bad one stops with one line and leaves the folders of the others."""
    from pipeline import run as job
    from pipeline import terminal

    sources = [Path(source) for source in args.sources]
    outputs = Path(args.outputs)
    _refuse_same_names(sources)
    progress = (lambda stage, detail: None) if args.quiet or args.json else terminal.stage_line
    if args.only and args.only not in job.STAGES:
        raise UserError(f"--only {args.only}: no such stage; stages are {', '.join(job.STAGES)}")
    for source in sources:
        if args.only:
            job.run_stage(args.only, source, outputs, progress)
            continue
        result = job.run(source, outputs, progress)
        if args.json:
            print(json.dumps(_summary(result), ensure_ascii=False))
        elif not args.quiet:
            terminal.summary(result.doc, result.facts, result.findings, result.folder)
    return 0


def try_text(args: argparse.Namespace) -> int:
    """`gangmu try`: what a sentence states, and how gangmu came to it."""
    records = explain(args.text, args.region)
    if args.json:
        print(json.dumps({"text": args.text, "facts": records}, ensure_ascii=False, indent=1))
        return 0
    for record in records:
        print(f"{record['fact']}  「{record['quote']}」")
        hidden = {*ENVELOPE, "fact"} | ({"start", "end"} if [record["start"], record["end"]] == record["span"] else set())
        shown = {key: value for key, value in record.items() if key not in hidden and value not in (None, [], False)}
        print("   " + "  ".join(f"{key}={value}" for key, value in shown.items()))
        print(
            f"   rule {record['rule']}"
            + "".join(f"\n   ← {part['kind']} 「{part['quote']}」 by {part['rule']}" for part in record["parts"])
        )
    if not records:
        print("没有读出事实。")
    return 0


def explain(text: str, region: str | None = None) -> list[dict[str, Any]]:
    """The facts of a text as records, each with its kind (`fact`), rule and parts."""
    from pipeline.extract import extract
    from pipeline.facts import Topic
    from pipeline.read.text import read_string
    from pipeline.records import to_record

    if not text.strip():
        raise UserError("the text is empty; give a sentence in quotation marks")
    doc = read_string(text, region=region)
    facts = extract(doc)
    return [{"fact": fact.kind, **to_record(doc, fact, facts)} for fact in facts if not isinstance(fact.value, Topic)]


def unexplained(args: argparse.Namespace) -> int:
    """`gangmu unexplained`: the honest list of what was not understood."""
    from pipeline.records import read_jsonl

    path = Path(args.folder) / "unexplained.jsonl"
    if not path.exists():
        raise UserError(f"{args.folder}: no unexplained.jsonl here; make it with: gangmu run SOURCE")
    records = read_jsonl(path)
    for record in records:
        if args.json:
            print(json.dumps(record, ensure_ascii=False, default=str))
        else:
            page = f"第{record['page']}页" if record["page"] else "—"
            print(f"{page}  {record['section']}  {record['number']}  {record['why']}  「{record['quote']}」")
    if not args.json:
        print(f"{len(records)} 个数字没有事实解释。")
    return 0


def _summary(result: Any) -> dict[str, Any]:
    facts = Counter(fact.kind for fact in result.facts)
    findings = Counter(finding.severity for finding in result.findings if finding.status == "open")
    return {
        "id": result.doc.id,
        "folder": str(result.folder),
        "facts": dict(sorted(facts.items())),
        "findings": dict(sorted(findings.items())),
    }


def _refuse_same_names(sources: list[Path]) -> None:
    twice = [name for name, count in Counter(source.stem for source in sources).items() if count > 1]
    if twice:
        raise UserError(f"{twice[0]}: two sources with this name would share one output folder; rename one or run them with different -o")
