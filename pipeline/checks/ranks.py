"""T03 for ranks: the base period has a place by number, the target only says 前列 or 稳步提升 (or names a lower place)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, short
from pipeline.checks.rows import Statement
from pipeline.checks.words import alternation
from pipeline.document import Anchor
from pipeline.findings import Finding

KEPT = r"(?:继续|持续|常年|始终|力保|确保|努力|指标评估|评价|排名|排位|稳定|保持|处于|居于|位居|稳居|跻身|居|在|力争|“[^”]*”末|全国|全省|省会城市|重点城市|主要城市|先进)*"
SUBJECT = 4
"""Characters that target and base must share: 空气质量, 森林覆盖率."""


def vaguer(plan: Plan) -> Iterator[Finding]:
    """A base with a number, a target without one, of the same subject; one finding a base."""
    for base, aims in _pairs(plan):
        yield _vaguer(plan, base, aims)


def ranks_without_number(plan: Plan) -> list[Anchor]:
    """The places of targets that `vaguer` reports."""
    return [anchor for _, aims in _pairs(plan) for anchor in aims]


def _pairs(plan: Plan) -> Iterator[tuple[Statement, list[Anchor]]]:
    words = alternation("vague_results", "rank")
    pattern = re.compile(rf"([^，,。；;：:、]{{3,24}}?){KEPT}{words}")
    bases = [fact for fact in plan.statements if fact.value.role == "actual" and fact.value.measure == "rank"]
    vague: dict[str, list[Anchor]] = {}
    for match, anchor in plan.find(pattern, having=re.compile(words)):
        base = next(
            (fact for fact in reversed(bases) if fact.anchor.end < anchor.start and _shared(match[1], plan.quote(_wide(plan, fact)))), None
        )
        if base is not None and not re.search(r"第\d", match.group()):
            vague.setdefault(base.id, []).append(anchor)
    yield from ((base, vague[base.id]) for base in bases if base.id in vague)


def _vaguer(plan: Plan, base: Statement, aims: list[Anchor]) -> Finding:
    quantity = base.value.quantity
    place = f"{'第' if quantity.op == '=' else '前'}{quantity.value:f}{quantity.unit}"
    said = "、".join(f"“{short(plan.quote(anchor))}”（{plan.where(anchor)}）" for anchor in aims)
    when = f"{base.value.by}年" if base.value.by else "基期"
    message = f"{when}“{short(plan.quote(_wide(plan, base)))}”有明确名次（{place}），目标{said}却没有名次，比较范围也可能不同；应写明保持或提升到第几位。"
    return plan.finding("T03", "info", message, [_wide(plan, base), *aims], place, "无名次")


def _shared(subject: str, base: str) -> bool:
    return any(
        subject[at : at + SUBJECT] in base
        for at in range(len(subject) - SUBJECT + 1)
        if not re.search("全国|全省|排名|城市|前列", subject[at : at + SUBJECT])
    )


def _wide(plan: Plan, fact: Statement) -> Anchor:
    """The clause of the fact."""
    text = plan.doc.text
    start = max((text.rfind(mark, 0, fact.anchor.start) for mark in "，。；\n,;"), default=-1) + 1
    return Anchor(start, fact.anchor.end)
