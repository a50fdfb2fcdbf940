"""The rows of indicator tables: each line with its name, unit, cells and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.document import Anchor, Cell, Document, Table
from pipeline.facts import Fact, Facts, Target, TextualTarget

Statement = Fact[Target]
YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True)
class Row:
    """One line of a table: its name, unit, and every other cell with the words of the column heads above it; `label` joins all name cells."""

    table: Table
    index: int
    name: str
    anchor: Anchor
    unit: str
    cells: tuple[tuple[str, Cell], ...]
    targets: tuple[Statement, ...]
    label: str = ""
    texts: tuple[Fact[TextualTarget], ...] = ()

    @property
    def stated(self) -> tuple[Fact[Any], ...]:
        """All facts of the row, in numbers and in words."""
        return (*self.targets, *self.texts)

    def one(self, role: str, measures: Sequence[str], by: int | None = None) -> Statement | None:
        """The last fact of this role and measure (and year): a cell like <0.035（0.020） states the exact value last."""
        found = [
            fact for fact in self.targets if fact.value.role == role and fact.value.measure in measures and by in (None, fact.value.by)
        ]
        return found[-1] if found else None

    def base(self, role: str) -> Statement | None:
        """The achieved level that the row starts from: the earliest one, unless it is the very level of this role."""
        actuals = [fact for fact in self.targets if fact.value.role == "actual" and fact.value.measure == "level" and fact.value.by]
        first = min(actuals, key=lambda fact: fact.value.by or 0, default=None)
        return first if first and first is not self.one(role, ("level",)) else None


def rows_of(doc: Document, facts: Facts, table: Table) -> Iterator[Row]:
    """The rows of a table that has a column for a year, top to bottom; repeated heads are left out."""
    grid = table.grid()
    heads = [_head(doc, grid, column, table.header_rows) for column in range(table.columns)]
    if not any(YEAR.search(head) for head in heads):
        return
    units = [column for column, head in enumerate(heads) if head.endswith("单位")]
    values = [column for column, head in enumerate(heads) if YEAR.search(head) or "年均" in head or "累计" in head]
    first = min(values)
    for index in range(table.header_rows, table.rows):
        line = grid[index]
        if any(
            cell is not None and YEAR.search(doc.quote(cell.anchor)) and doc.quote(cell.anchor) in heads[at] for at, cell in enumerate(line)
        ):
            continue  # the head of a continuation page
        row = _row(doc, facts, table, index, line, heads, units[0] if units else None, first)
        if row is not None:
            yield row


def _row(
    doc: Document, facts: Facts, table: Table, index: int, line: list[Cell | None], heads: list[str], unit: int | None, first: int
) -> Row | None:
    names = [cell for cell in line[: unit if unit is not None else first] if cell is not None and doc.quote(cell.anchor)]
    if not names:
        return None
    own = [cell for cell in line if cell is not None and cell.row == index]
    spans = [cell.anchor for cell in own]
    targets = [fact for span in spans for fact in facts.of(Target, span) if fact.value.table]
    texts = [fact for span in spans for fact in facts.of(TextualTarget, span)]
    unit_cell = line[unit] if unit is not None else None
    cells = tuple((heads[at], cell) for at, cell in enumerate(line) if at >= first and cell is not None and cell.row == index)
    stated = [fact.value.indicator for fact in targets] + [fact.value.indicator for fact in texts]
    name = stated[0] if stated else doc.quote(names[-1].anchor)
    return Row(
        table,
        index,
        name,
        names[-1].anchor,
        doc.quote(unit_cell.anchor) if unit_cell else "",
        cells,
        tuple(targets),
        "".join(dict.fromkeys(doc.quote(cell.anchor) for cell in names)),
        tuple(texts),
    )


def _head(doc: Document, grid: list[list[Cell | None]], column: int, rows: int) -> str:
    seen = dict.fromkeys(cell for line in grid[:rows] if (cell := line[column]) is not None)
    return "/".join(doc.quote(cell.anchor) for cell in seen)
