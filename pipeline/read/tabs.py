"""Tables typed as text → grids: cells parted by tabs or, in Markdown, by bars; empty cells tell what was merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.document import HAN, Dropped
from pipeline.read.characters import fold, squeeze
from pipeline.read.layout import Grid, GridCell, Line

BAR_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
IDEOGRAPH = re.compile(HAN)
DIGIT = re.compile(r"\d")

Row = list[str]


@dataclass(slots=True)
class Typed:
    """A table as it was typed: rows of equally many cells, how many of them are heads, where the copy of a page begins anew."""

    rows: list[Row]
    heads: int
    restarts: set[int] = field(default_factory=set)
    repeated: list[Dropped] = field(default_factory=list)


def is_row(line: str) -> bool:
    """Whether the line is typed as cells: tabs between words, or bars around them."""
    return "\t" in line.rstrip(" ") or (line.lstrip().startswith("|") and line.count("|") > 2)


def grid(lines: list[str]) -> tuple[Grid, list[Dropped]]:
    """The grid of consecutive typed rows (blank lines already gone), and the header rows that later pages only repeat."""
    typed = _typed([_cells(line) for line in lines if not (line.lstrip().startswith("|") and BAR_RULE.fullmatch(line.strip()))])
    owner = _owners(typed)
    cells = []
    for (row, column), words in _written(typed):
        covered = [place for place, of in owner.items() if of == (row, column)]
        rows, columns = 1 + max(r for r, _ in covered) - row, 1 + max(c for _, c in covered) - column
        cells.append(GridCell(row, column, rows, columns, [Line(words)]))
    return Grid(cells, len(typed.rows), len(typed.rows[0]), None, typed.heads), typed.repeated


def _cells(line: str) -> Row:
    parts = line.strip().strip("|").split("|") if "\t" not in line else line.split("\t")
    return [fold(part.replace("**", "")).strip() for part in parts]


def _typed(rows: list[Row]) -> Typed:
    """The rows with one width; heads that are printed again on the next page are left out."""
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    heads = _heads(rows)
    typed = Typed(rows[:heads], heads)
    at = heads
    while at < len(rows):
        if [_key(row) for row in rows[at : at + heads]] == [_key(row) for row in rows[:heads]]:
            typed.repeated += [
                Dropped("furniture", " ".join(filter(None, row)), None, None, None, "续页重复表头") for row in rows[at : at + heads]
            ]
            typed.restarts.add(len(typed.rows))
            at += heads
        else:
            typed.rows.append(_continued(typed, rows[at]))
            at += 1
    return typed


def _key(row: Row) -> str:
    return re.sub(r"\s", "", "\t".join(row))


def _heads(rows: list[Row]) -> int:
    """Two when the first row has empty cells under which the second one writes and that one opens with an empty cell; else one."""
    if len(rows) < 3 or rows[1][0] or not rows[0][0]:
        return 1
    under = [column for column, words in enumerate(rows[0]) if not words and rows[1][column]]
    numbers = [words for words in rows[1] if DIGIT.match(words) and not re.match(r"20\d\d", words)]
    return 2 if under and not numbers else 1


def _continued(typed: Typed, row: Row) -> Row:
    """The row; at the top of a page words that go on with a grouping cell of the last one are added to it."""
    if len(typed.rows) not in typed.restarts or row[0]:
        return row
    for column in range(1, len(row) - 1):
        above = next((r for r in range(len(typed.rows) - 1, typed.heads - 1, -1) if typed.rows[r][column]), None)
        if (
            row[column]
            and row[column + 1]
            and above is not None
            and above < len(typed.rows) - 1
            and not any(typed.rows[above + 1 + n][column] for n in range(len(typed.rows) - 1 - above))
        ):
            typed.rows[above] = [words + row[column] if c == column else words for c, words in enumerate(typed.rows[above])]
            return [*row[:column], "", *row[column + 1 :]]
        if row[column]:
            break
    return row


def _written(typed: Typed) -> list[tuple[tuple[int, int], str]]:
    return [((r, c), words) for r, row in enumerate(typed.rows) for c, words in enumerate(row) if words]


def _owners(typed: Typed) -> dict[tuple[int, int], tuple[int, int]]:
    """For every place of the grid that some words cover, the place where those words are written."""
    owner = {place: place for place, _ in _written(typed)}
    for row in range(len(typed.rows)):
        if row >= typed.heads:
            _down(typed, owner, row)
        elif row:
            _heads_down(typed, owner, row)
        _right(typed, owner, row)
    return _squared(owner)


def _right(typed: Typed, owner: dict[tuple[int, int], tuple[int, int]], row: int) -> None:
    """Words reach over the empty cells at their right (a number does not); a head reaches as far as heads stand below it."""
    last = None
    for column, words in enumerate(typed.rows[row]):
        if words:
            last = (row, column) if IDEOGRAPH.search(words) else None
        elif (row, column) in owner or last is None:
            last = None
        elif _may_reach(typed, owner, last, column):
            owner[row, column] = last


def _may_reach(typed: Typed, owner: dict[tuple[int, int], tuple[int, int]], start: tuple[int, int], column: int) -> bool:
    if start[0] >= typed.heads:
        return any(typed.rows[start[0]][column:])
    if start[0] + 1 < typed.heads and typed.rows[start[0] + 1][column]:
        return True
    return not any(owner.get((row, column)) == (row, column) for row in range(start[0] + 1, typed.heads))


def _down(typed: Typed, owner: dict[tuple[int, int], tuple[int, int]], row: int) -> None:
    """A row that opens with an empty cell belongs to the group above: its empty cells are those words, its last ones too."""
    if typed.rows[row][0] or row <= typed.heads:
        return
    columns = range(len(typed.rows[row]))
    opening = next((c for c in columns if typed.rows[row][c]), 0)
    closing = max((c for c in columns if typed.rows[row][c]), default=0)
    for column in columns:
        above = owner.get((row - 1, column))
        if above is None or typed.rows[row][column] or above[0] < typed.heads or not (column < opening or column > closing):
            continue
        if column < opening or not DIGIT.match(typed.rows[above[0]][above[1]].lstrip("<>≥≤[-")):
            owner[row, column] = above


def _heads_down(typed: Typed, owner: dict[tuple[int, int], tuple[int, int]], row: int) -> None:
    """A head under which no other head is written reaches down to the body."""
    for head in [owner[row - 1, column] for column in range(len(typed.rows[row])) if (row - 1, column) in owner]:
        columns = [column for (r, column), of in owner.items() if of == head and r == row - 1]
        if not any(typed.rows[below][column] for below in range(head[0] + 1, typed.heads) for column in columns):
            owner.update({(row, column): head for column in columns})


def _squared(owner: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Only rectangles: places that would make another shape of a cell are left empty."""
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, of in sorted(owner.items()):
        places.setdefault(of, []).append(place)
    for of, covered in places.items():
        width = 1 + max(c for r, c in covered if r == of[0]) - of[1]
        full = [r for r in sorted({r for r, _ in covered}) if all((r, c) in covered for c in range(of[1], of[1] + width))]
        for row, column in covered:
            if row not in full or column >= of[1] + width:
                del owner[row, column]
    return owner


def bare(line: str) -> str:
    """The words of a line without typesetting spaces."""
    return squeeze(fold(line).strip())
