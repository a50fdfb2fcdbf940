"""The reading rules, one file per kind of fact.

An extractor is a function `extract(doc, facts) -> Iterator[Fact[V]]` without I/O or state. Each one sees the facts of those before
it: the order of `NAMES` is meaning. Extractors do not import each other.
"""

from __future__ import annotations

NAMES: tuple[str, ...] = ("period", "amount", "place", "sector", "indicator_table", "quantity", "project", "commitment", "goal", "measure")
"""Modules of this package in the order in which they run."""
