"""Across plans: a place's target that is weaker than that of the place above it (a city's than its province's).

Only what can be compared is compared: the same indicator of the lexicon for the same year, for the whole place, in a unit that does not grow
with the size of the place (a rate, an age, a concentration; never a total such as 亿元), and an indicator of which more, or less,
is known to be better.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.corpus.views import ask
from pipeline.lexicon import load

ACROSS_FILE = "across.jsonl"
INTENSITIES = ("%", "岁", "年", "个百分点", "微克/立方米", "毫克/立方米", "公里/平方公里")
PAIRS = """
    SELECT low.indicator_id, low.target_year,
           {columns_low}, {columns_high}
    FROM aligned low JOIN aligned high
      ON low.indicator_id = high.indicator_id AND low.target_year = high.target_year AND low.base_unit = high.base_unit
     AND low.region <> high.region
     AND (high.region = left(low.region, 2) || '0000' OR high.region = '100000' OR high.region = left(low.region, 4) || '00')
    ORDER BY low.indicator_id, low.target_year, low.document, high.document"""
COLUMNS = ("document", "region", "page", "quote", "op", "target", "unit", "base_target")


def weaker_than_above(out: Path) -> list[dict[str, Any]]:
    """Findings over the dataset in `out`, each with both documents' evidence, as records ready to be written."""
    columns = {side: ", ".join(f"{side}.{name} AS {side}_{name}" for name in COLUMNS) for side in ("low", "high")}
    names, rows = ask(out, PAIRS.format(columns_low=columns["low"], columns_high=columns["high"]))
    found = []
    for row in rows:
        pair = dict(zip(names, row, strict=True))
        if pair["low_unit"] in INTENSITIES and _is_weaker(pair):
            found.append(_finding(pair))
    return found


def write_across(out: Path) -> int:
    """Write `across.jsonl` and return how many findings it holds."""
    findings = weaker_than_above(out)
    lines = (json.dumps(finding, ensure_ascii=False) + "\n" for finding in findings)
    (out / ACROSS_FILE).write_text("".join(lines), encoding="utf-8")
    return len(findings)


def _is_weaker(pair: dict[str, Any]) -> bool:
    lexicon = load("indicators")
    direction = lexicon[pair["indicator_id"]].data.get("direction") if pair["indicator_id"] in lexicon else None
    low, high = Decimal(str(pair["low_base_target"])), Decimal(str(pair["high_base_target"]))
    if direction == "higher":
        return low < high
    return direction == "lower" and low > high


def _finding(pair: dict[str, Any]) -> dict[str, Any]:
    name = load("indicators")[pair["indicator_id"]].forms[0]
    places = {side: _place(pair[f"{side}_region"]) for side in ("low", "high")}
    said = {side: f"{pair[f'{side}_target']:g}{pair[f'{side}_unit']}" for side in ("low", "high")}
    year = pair["target_year"]
    evidence = [
        {"document": pair[f"{side}_document"], "page": pair[f"{side}_page"], "quote": pair[f"{side}_quote"]} for side in ("low", "high")
    ]
    message = f"{places['low']}的{name}{year}年目标（{said['low']}）弱于上级{places['high']}的目标（{said['high']}）。"
    return {"code": "T02", "severity": "warning", "message": message, "expected": said["high"], "found": said["low"], "evidence": evidence}


def _place(region: str) -> str:
    places = load("places")
    return places[region].forms[0] if region in places else region
