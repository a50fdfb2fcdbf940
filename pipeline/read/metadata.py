"""Who issued a document, when, for which years and which place: from the file of metadata beside it, else from its first page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.places import region_of
from pipeline.read.headings import number_value

FRONT = 4000
"""Characters of the opening in which a document says who issued it."""
KEYS = ("title", "issuer", "number", "issued", "period", "region")
TITLE = re.compile(r"规划|纲要|计划|报告|方案|意见|建议|行动")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}〔(?:19|20)\d\d〕\d+号")
ISSUER = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|委员会|办公厅|办公室|厅|局|国务院)")
DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
YEARS = re.compile(r"((?:20)\d\d)\s*[-—–～~至]\s*((?:20)\d\d)年")
ORDINAL = re.compile(r"第?([一二三四五六七八九十]+)个五年|[“\"]([一二三四五六七八九十]+五)[”\"]")
FIRST_PLAN = 1953
REPORT_YEAR = re.compile(r"((?:20)\d\d)年.{0,12}工作报告")


def described(doc: Document, beside: Path) -> Document:
    """The document with its metadata. Raises UserError when the file beside it is not a mapping of known keys."""
    found = {**stated(doc), **_read(beside)}
    period = found.get("period")
    span = (int(period["start"]), int(period["end"])) if isinstance(period, dict) else period
    issued, region = found.get("issued"), found.get("region")
    return replace(
        doc,
        title=found.get("title") or doc.title,
        issuer=found.get("issuer"),
        number=found.get("number"),
        issued=str(issued) if issued else None,
        period=span,
        region=str(region) if region else None,
    )


def stated(doc: Document) -> dict[str, Any]:
    """What the first pages say of the document itself."""
    front = doc.text[:FRONT]
    lines = [line.strip() for line in front.splitlines() if line.strip()]
    title = doc.title or next((line for line in lines if TITLE.search(line) and 6 <= len(line) <= 80 and line[-1] not in "。；，："), lines[0][:80] if lines else "")
    number, date, issuer = NUMBER.search(front), DATE.search(front), next((line for line in lines[:40] if ISSUER.fullmatch(line)), None)
    return {
        "title": title,
        "issuer": issuer,
        "number": number.group() if number else None,
        "issued": f"{date.group(1)}-{int(date.group(2)):02}-{int(date.group(3)):02}" if date else None,
        "period": _period(title, front),
        "region": region_of(issuer or "") or region_of(title) or region_of(front[:400]),
    }


def _period(title: str, front: str) -> tuple[int, int] | None:
    """The years that the document plans: by the number of the five-year plan in its title, by printed years, by the year of a report."""
    for text in (title, front[:400]):
        ordinal, years, report = ORDINAL.search(text), YEARS.search(text), REPORT_YEAR.search(text)
        if ordinal:
            number = number_value(ordinal.group(1) or ordinal.group(2)[:-1])
            start = FIRST_PLAN + 5 * (number - 1) if number and number < 6 else 2001 + 5 * (number - 10) if number else None
            return (start, start + 4) if start else None
        if years:
            return int(years.group(1)), int(years.group(2))
        if report:
            return int(report.group(1)), int(report.group(1))
    return None


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: is not valid YAML; see corpus/fuzhou-14fyp/fuzhou-14fyp.yml for an example") from error
    if not isinstance(found, dict):
        raise UserError(f"{path}: must be a mapping with {', '.join(KEYS)}")
    return {key: found[key] for key in KEYS if found.get(key) is not None}
