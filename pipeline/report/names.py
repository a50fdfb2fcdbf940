"""Names that people read for the codes that facts carry: sectors, rules, districts. All of them are data of the lexicons."""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt
from typing import Any

from pipeline.facts import Facts, Place
from pipeline.lexicon import ROOT, city_folder, load, read_yaml
from pipeline.report.rules import NAMES


def sectors(region: str | None) -> dict[str, tuple[str, str]]:
    """Sector code → its Chinese and its English name; empty when there is no lexicon of sectors."""
    try:
        lexicon = load("sectors", region)
    except FileNotFoundError:
        return {}
    named = (entry for entry in lexicon.entries if entry.data.get("name"))
    return {entry.id: (str(entry.data["name"]), str(entry.data.get("english") or entry.id)) for entry in named}


def sector_names(region: str | None) -> dict[str, str]:
    """Sector code → Chinese name."""
    return {code: names[0] for code, names in sectors(region).items()}


def rule_names(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Rule code → its short Chinese and English name; a code that has none names itself."""
    return {code: NAMES.get(code, (code, code)) for code in sorted(set(codes))}


def district_tiles(region: str | None, facts: Facts) -> list[list[Any]]:
    """The schematic map: name, column, row of each district, and whether it stands roughly where it lies.

    A city folder may place its districts (`tiles.yml`, geography kept roughly); districts without a place of their own stand below in rows of six to ten.
    """
    folder = city_folder(region)
    placed = read_yaml(f"{folder}/tiles.yml") if folder and (ROOT / folder / "tiles.yml").exists() else []
    tiles: list[list[Any]] = [[row["forms"][0], row["column"], row["row"], True] for row in placed]
    known = {tile[0] for tile in tiles}
    below = max((tile[2] for tile in tiles), default=-1) + 1
    others = sorted(
        {(code, name) for fact in facts.of(Place) for code, name in zip(fact.value.adcodes, fact.value.districts, strict=False)}
    )
    rest = [name for name in dict.fromkeys(name for _, name in others) if name not in known]
    wide = min(max(6, isqrt(len(rest))), 10)
    return tiles + [[name, at % wide, below + at // wide, False] for at, name in enumerate(rest)]
