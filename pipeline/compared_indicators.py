"""The indicators of two documents, aligned by id: what is aimed at more, less, the same, for the first or the last time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.changes import Change, Stated, one_sided
from pipeline.comparison import comparable, same_number, show, subject
from pipeline.facts import Target, TextualTarget

Key = tuple[str, str, str]
"""Indicator, scope, measure."""
COUNTED = ("level", "rank")
"""Measures of which a baseline makes sense: a growth rate or a sum has none."""
MEASURES = {"annual_growth": "（年均增长）", "cumulative": "（累计）", "change": "（变化）", "multiple": "（倍数）", "rank": "（位次）"}


def compare_indicators(before: list[Stated], after: list[Stated]) -> list[Change]:
    """One change for each indicator, scope and measure that either states as a target; one more where only another statement of it changed."""
    old, new = _targets(before), _targets(after)
    _align(old, new)
    _align(new, old)
    changes: list[Change] = []
    for key in [*old, *(key for key in new if key not in old)]:
        if key in old and key in new:
            changes += _both(key, old[key], new[key], _actual(before, key), _actual(after, key))
        else:
            change, item = ("dropped", old[key][0]) if key in old else ("new", new[key][0])
            changes.append(one_sided("indicator", change, item, _named(item.value), _said(item.value)))
    return changes


def _targets(found: list[Stated]) -> dict[Key, list[Stated]]:
    """What is aimed at, by key; the statement that speaks for it comes first: a number before words, a table cell before running text,
    the latest year, the first mention."""
    groups: dict[Key, list[Stated]] = {}
    for item in found:
        if item.value.role == "target":
            groups.setdefault(_key(item.value), []).append(item)
    return {key: sorted(items, key=_rank, reverse=True) for key, items in groups.items()}


def _rank(item: Stated) -> tuple[bool, bool, int]:
    value = item.value
    return isinstance(value, Target), isinstance(value, TextualTarget) or value.table, value.by or 0


def _key(value: Target | TextualTarget) -> Key:
    return (subject(value), "", "level") if isinstance(value, TextualTarget) else (subject(value), value.scope or "", value.measure)


def _align(some: dict[Key, list[Stated]], others: dict[Key, list[Stated]]) -> None:
    """A promise in words (完成省下达指标) does not say how it is measured: it meets whatever number the other document has of the indicator."""
    for key in [key for key, items in some.items() if isinstance(items[0].value, TextualTarget) and key not in others]:
        number = next((other for other in others if other[:2] == key[:2] and other not in some), None)
        if number is not None:
            some[number] = some.pop(key)


def _actual(found: list[Stated], key: Key) -> list[Target]:
    values = [item.value for item in found if item.value.role == "actual" and isinstance(item.value, Target)]
    return [value for value in values if key[2] in COUNTED and _key(value) == key]


def _both(key: Key, old: list[Stated], new: list[Stated], old_actual: list[Target], new_actual: list[Target]) -> Iterator[Change]:
    first = _change(old[0], new[0], old_actual, new_actual)
    yield first
    if first.change == "kept":
        for before, after in _elsewhere(old, new):
            yield _change(before, after, old_actual, new_actual)


def _elsewhere(old: list[Stated], new: list[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Where the statements that speak for both agree: the others that changed, each beside what the other document says of the same year."""
    gone = [item for item in old if _number(item) not in {_number(other) for other in new}]
    for item in new:
        if _number(item) not in {_number(other) for other in old}:
            alike = [other for other in old if _rank(other)[1] == _rank(item)[1]]
            before = next((other for other in [*gone, *alike, old[0]] if other.value.by == item.value.by), None)
            if before is not None:
                gone = [other for other in gone if other is not before]
                yield before, item
    yield from ((item, new[0]) for item in gone if item.value.by == new[0].value.by)


def _number(item: Stated) -> tuple[int | None, str | Decimal]:
    return item.value.by, item.value.text if isinstance(item.value, TextualTarget) else _size(item.value)


def _change(old: Stated, new: Stated, old_actual: list[Target], new_actual: list[Target]) -> Change:
    a, b = old.value, new.value
    numbers = isinstance(a, Target) and isinstance(b, Target)
    change, notes = _judged(a, b) if numbers else _reworded(a, b)
    if a.by != b.by:
        notes.append(f"年份 {a.by or '—'} → {b.by or '—'}")
    if a.attr != b.attr:
        notes.append(f"属性 {a.attr or '—'} → {b.attr or '—'}")
    for when, actual, target in (("前", old_actual, a), ("后", new_actual, b)):
        base = _baseline(actual, target)
        notes += [f"{when}基期 {show(base.quantity)}{_distance(base, target)}"] if base else []
    return Change("indicator", change, _named(b), _said(a), _said(b), "；".join(notes), old.page, new.page, old.quote, new.quote)


def _judged(a: Target, b: Target) -> tuple[str, list[str]]:
    if not comparable(a.quantity, b.quantity):
        return "redefined", [f"单位 {a.quantity.unit} → {b.quantity.unit}"]
    if _size(a) != _size(b):
        rounding = a.quantity.decimals != b.quantity.decimals and same_number(a.quantity, b.quantity)
        return "raised" if _size(b) > _size(a) else "lowered", ["差别在印刷精度之内"] if rounding else []
    return ("kept" if (a.quantity.op, a.attr) == (b.quantity.op, b.attr) else "redefined"), []


def _reworded(a: Target | TextualTarget, b: Target | TextualTarget) -> tuple[str, list[str]]:
    kinds = ["文字" if isinstance(value, TextualTarget) else "数值" for value in (a, b)]
    if kinds == ["文字", "文字"]:
        return ("kept" if _said(a) == _said(b) else "redefined"), []
    return "redefined", [f"{kinds[0]}目标 → {kinds[1]}目标"]


def _baseline(actual: list[Target], target: Target | TextualTarget) -> Target | None:
    earlier = [value for value in actual if (value.by or 0) < (target.by or 9999)]
    return max(earlier, key=lambda value: value.by or 0, default=None)


def _named(value: Target | TextualTarget) -> str:
    if isinstance(value, TextualTarget):
        return value.indicator
    return (
        f"{value.scope}·{value.indicator}{MEASURES.get(value.measure, '')}"
        if value.scope
        else f"{value.indicator}{MEASURES.get(value.measure, '')}"
    )


def _said(value: Target | TextualTarget) -> str:
    return value.text if isinstance(value, TextualTarget) else show(value.quantity)


def _size(target: Target) -> Decimal:
    quantity = target.quantity
    return quantity.base_value if quantity.base_value is not None else quantity.value


def _distance(base: Target, target: Target | TextualTarget) -> str:
    if isinstance(target, TextualTarget):
        return ""
    if not comparable(base.quantity, target.quantity):
        return "，距离 单位不同"
    if base.quantity.unit == target.quantity.unit:
        return f"，距离 {target.quantity.value - base.quantity.value:+f}{target.quantity.unit}"
    return f"，距离 {_size(target) - _size(base):+f}{target.quantity.base_unit or target.quantity.unit}"
