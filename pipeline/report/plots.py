"""`gangmu plot`: pictures of a plan as SVG and PNG.

How far the targets lie from their baselines, which district each sector reaches, what is promised by when, where the projects are. A picture for
which the plan has nothing is not made. The bytes depend only on the run, the version of matplotlib and the font.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.facts import Commitment, Fact, Project, Target
from pipeline.report.material import Material
from pipeline.report.names import sector_names
from pipeline.report.style import BLUE, FAINT, INK, PALE, PAPER, RED, SOFT, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STRENGTHS = (("确保", "确保", RED), ("力争", "力争", PALE), ("plain", "一般", FAINT))
TYPES = (("facility", "设施", BLUE), ("programme", "工程计划", "#9db8c9"))
DOTS, MOST = 160, 30
"""Dots an inch of the PNGs; rows of a picture."""

Change = tuple[str, float, str, str]
"""Words of a target, its distance from the baseline, “baseline → target”, its attribute."""


def write_plots(material: Material, folder: Path) -> list[Path]:
    """Write every picture twice, as SVG and PNG. Raises UserError when there is no Chinese font or nothing to draw."""
    written = []
    with style():
        for name, figure in figures(material):
            folder.mkdir(parents=True, exist_ok=True)
            for suffix, metadata in (("svg", {"Date": None, "Creator": None}), ("png", {"Software": None})):
                path = folder / f"{name}.{suffix}"
                figure.savefig(path, metadata=metadata, dpi=DOTS)
                written.append(path)
    if not written:
        raise UserError(f"{material.doc.id}: nothing to draw; this run has no targets with a baseline, no places, commitments or projects")
    return written


def figures(material: Material) -> Iterator[tuple[str, Figure]]:
    """Name and figure of each picture that has something to show; use inside `style()`."""
    from matplotlib.figure import Figure

    for name, draw in (("targets", _targets), ("coverage", _coverage), ("commitments", _commitments), ("projects", _projects)):
        figure = Figure(layout="constrained")
        if draw(material, figure):
            figure.suptitle(material.doc.title, x=0.01, ha="left", fontsize=9, color=SOFT)
            yield name, figure


def _targets(material: Material, figure: Figure) -> bool:
    """Two panels, because a percentage that rises by two points has not risen by two per cent."""
    growth, points = changes(material)
    panels = [(title, rows) for title, rows in (("目标比基期增长（%）", growth), ("目标比基期提高（百分点）", points)) if rows]
    if not panels:
        return False
    figure.set_size_inches(10.5, 1.2 + sum(0.8 + 0.34 * len(rows) for _, rows in panels))
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=[2 + len(rows) for _, rows in panels])
    for (title, rows), panel in zip(panels, axes[:, 0], strict=True):
        _change_panel(panel, title, rows)
    return True


def changes(material: Material) -> tuple[list[Change], list[Change]]:
    """Targets with a baseline: those whose unit is an amount by relative growth in per cent, percentages by points; greatest first."""
    growth: list[Change] = []
    points: list[Change] = []
    for target, base in _of_the_period(material):
        first, last = (float(fact.value.quantity.base_value or 0) for fact in (base, target))
        years = f"{base.value.by or ''} {_amount(base)} → {target.value.by or ''} {_amount(target)}"
        row = (target.value.indicator, last - first, years.strip(), target.value.attr or "")
        if target.value.quantity.base_unit == "%":
            points.append(row)
        elif first:
            growth.append((row[0], 100 * (last - first) / abs(first), *row[2:]))
    return _greatest(growth), _greatest(points)


def _of_the_period(material: Material) -> Iterator[tuple[Fact[Target], Fact[Target]]]:
    """Targets that a plan repeats from the period before are left out."""
    first = material.doc.period[0] if material.doc.period else 0
    return ((target, base) for target, base in _with_baseline(material) if (target.value.by or first) >= first)


def _greatest(rows: list[Change]) -> list[Change]:
    return sorted(dict.fromkeys(rows), key=lambda row: (-row[1], row[0]))[:MOST]


def _with_baseline(material: Material) -> Iterator[tuple[Fact[Target], Fact[Target]]]:
    """Levels in the same base unit that the graph joins."""
    facts = material.facts
    for source, goal, data in material.graph.edges(data=True):
        if data["label"] != "BASELINE" or source not in facts or goal not in facts:
            continue
        target, base = facts.get(source), facts.get(goal)
        if isinstance(target.value, Target) and isinstance(base.value, Target) and _comparable(target.value, base.value):
            yield target, base


def _comparable(target: Target, base: Target) -> bool:
    first, last = base.quantity, target.quantity
    numbers = first.base_value is not None and last.base_value is not None and first.base_unit == last.base_unit
    return numbers and target.measure == base.measure == "level"


def _amount(fact: Fact[Target]) -> str:
    number = fact.value.quantity
    return f"{number.value:f}{number.unit}" if number.value is not None else ""


def _change_panel(panel: Axes, title: str, rows: list[Change]) -> None:
    heights = range(len(rows))
    colours = [RED if attribute == "约束性" else PALE for *_, attribute in rows]
    panel.barh(heights, [change for _, change, *_ in rows], color=colours, height=0.5)
    panel.set_yticks(heights, [_short(name) for name, *_ in rows])
    panel.set_ylim(len(rows) - 0.5, -0.5)
    panel.axvline(0, color=INK, linewidth=0.8)
    panel.grid(axis="x")
    panel.set_title(title)
    least, most = min(0.0, *(row[1] for row in rows)), max(0.0, *(row[1] for row in rows))
    room = (most - least or 1) * 0.015
    for height, (_, change, years, _) in zip(heights, rows, strict=True):
        panel.text(max(change, 0) + room, height, f"{change:+.4g}   {years}", va="center", fontsize=8, color=SOFT)
    panel.set_xlim(least * 1.05, most + (most - least or 1) * 0.55)
    _legend(panel, [("约束性", RED), ("预期性及其他", PALE)])


def _coverage(material: Material, figure: Figure) -> bool:
    """Sectors (those that reach any district) against districts; the number in a cell is what belongs to both."""
    matrix = material.coverage("sectors", "districts")
    rows = [row for row in matrix.rows if any((row, column) in matrix.cells for column in matrix.columns)]
    if not rows:
        return False
    counts = [[len(matrix.cells.get((row, column), ())) for column in matrix.columns] for row in rows]
    figure.set_size_inches(3.2 + 0.55 * len(matrix.columns), 1.6 + 0.33 * len(rows))
    panel = figure.subplots()
    _heat(panel, counts)
    panel.set_xticks(
        [at + 0.5 for at in range(len(matrix.columns))], [matrix.name(column) for column in matrix.columns], rotation=45, ha="left"
    )
    panel.xaxis.tick_top()
    panel.set_yticks([at + 0.5 for at in range(len(rows))], [matrix.name(row) for row in rows])
    panel.set_title("各领域在各县（市）区的项目、举措、指标与承诺（条）")
    return True


def _heat(panel: Axes, counts: list[list[int]]) -> None:
    from matplotlib.colors import LinearSegmentedColormap, PowerNorm

    most = max(max(row) for row in counts)
    shades = LinearSegmentedColormap.from_list("gangmu", ["#f3f0e8", "#ebc4bb", "#c2614f", "#8c2c1f"])
    panel.pcolormesh(counts, cmap=shades, norm=PowerNorm(0.5, 0, most), edgecolors=PAPER, linewidth=2)
    panel.spines[:].set_visible(False)
    panel.invert_yaxis()
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                panel.text(
                    x + 0.5, y + 0.5, str(count), ha="center", va="center", fontsize=8, color="#ffffff" if count > most * 0.3 else INK
                )


def _commitments(material: Material, figure: Figure) -> bool:
    """Commitments by the year in which they fall due and by how firmly they are worded; yearly ones are named apart."""
    due = [fact.value for fact in material.facts.of(Commitment) if fact.value.end or fact.value.start]
    counts: Counter[tuple[int, str]] = Counter((value.end or value.start or 0, value.strength) for value in due)
    if not counts:
        return False
    first, last = min(year for year, _ in counts), max(year for year, _ in counts)
    years = list(range(first, last + 1)) if last - first < MOST else sorted({year for year, _ in counts})
    figure.set_size_inches(9, 4.4)
    panel = figure.subplots()
    _stack(panel, [str(year) for year in years], [(name, colour, [counts[year, key] for year in years]) for key, name, colour in STRENGTHS])
    yearly = sum(fact.value.recurrence == "yearly" for fact in material.facts.of(Commitment))
    panel.set_title("各年到期的承诺（处）" + (f"；另有每年一次的 {yearly} 处" if yearly else ""))
    return True


def _stack(panel: Axes, labels: list[str], parts: list[tuple[str, str, list[int]]]) -> None:
    base = [0] * len(labels)
    for _, colour, counts in parts:
        panel.bar(labels, counts, bottom=base, color=colour, width=0.6)
        base = [below + count for below, count in zip(base, counts, strict=True)]
    for at, total in enumerate(base):
        if total:
            panel.annotate(str(total), (at, total), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=9)
    panel.set_yticks([])
    panel.margins(y=0.12)
    _legend(panel, [(name, colour) for name, colour, _ in parts])


def _projects(material: Material, figure: Figure) -> bool:
    """Projects (mentions of one counted once) by sector and by district."""
    found = {fact.value.entity or fact.id: fact for fact in material.facts.of(Project)}
    if not found:
        return False
    names = sector_names(material.doc.region)
    sectors: Counter[tuple[str, str]] = Counter(
        (names.get(code, code), fact.value.type) for fact in found.values() if (code := material.sector(fact))
    )
    places: dict[str, set[str]] = {}
    for fact in material.facts.of(Project):
        places.setdefault(fact.value.entity or fact.id, set()).update(fact.value.places)
    districts: Counter[tuple[str, str]] = Counter(
        (place, found[key].value.type) for key, inside in places.items() for place in sorted(inside)
    )
    panels = [(title, counts) for title, counts in (("项目：按领域（个）", sectors), ("项目：按县（市）区（个）", districts)) if counts]
    rows = max((len({name for name, _ in counts}) for _, counts in panels), default=1)
    figure.set_size_inches(11, 1.6 + 0.3 * min(rows, MOST))
    for panel, (title, counts) in zip(figure.subplots(1, max(len(panels), 1), squeeze=False)[0], panels, strict=False):
        _bars(panel, title, counts, min(rows, MOST))
    return bool(panels)


def _bars(panel: Axes, title: str, counts: Counter[tuple[str, str]], rows: int) -> None:
    totals: Counter[str] = Counter()
    for (name, _), count in counts.items():
        totals[name] += count
    names = sorted(totals, key=lambda name: (-totals[name], name))[:MOST]
    base = [0] * len(names)
    for key, _, colour in TYPES:
        widths = [counts[name, key] for name in names]
        panel.barh(range(len(names)), widths, left=base, color=colour, height=0.6)
        base = [before + width for before, width in zip(base, widths, strict=True)]
    for at, total in enumerate(base):
        panel.annotate(str(total), (total, at), xytext=(3, 0), textcoords="offset points", va="center", fontsize=8, color=SOFT)
    panel.set_yticks(range(len(names)), names)
    panel.set_ylim(rows - 0.5, -0.5)
    panel.margins(x=0.08)
    panel.set_xticks([])
    panel.set_title(title)
    _legend(panel, [(name, colour) for _, name, colour in TYPES])


def _legend(panel: Axes, entries: list[tuple[str, str]]) -> None:
    from matplotlib.patches import Patch

    panel.legend(
        handles=[Patch(color=colour, label=name) for name, colour in entries],
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=len(entries),
        fontsize=8,
    )


def _short(name: str, width: int = 22) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"
