"""P rules on named projects: conflicting stages (P02), boxes and body (P03, P04), places (P05), measures (P06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped, short
from pipeline.document import Section
from pipeline.facts import Fact, Measure, Project
from pipeline.findings import Finding

Mention = Fact[Project]
UNDER_WAY = {"start": "启动", "advance": "推进建设", "complete": "建成"}
EARLY = re.compile(r"谋划|前期|研究|预留|论证|储备|筹划")
"""Words of a work that is only thought of; what is applied for or striven for may well be under way."""
FEW = 3
SCARCE = 0.6
"""From this share of projects without place on, it is the gazetteer that is missing rather than the places."""


def stages(plan: Plan) -> Iterator[Finding]:
    """P02: planned in one place and under way (or listed as a major project) in another."""
    for mentions in entities(plan).values():
        planned = [mention for mention in mentions if mention.value.stage == "planning" and EARLY.search(_clause(plan, mention))]
        going = [mention for mention in mentions if mention.value.stage in UNDER_WAY]
        going = [mention for mention in going if not any(_side_by_side(plan, mention, other) for other in planned)]
        if planned and going:
            stage = UNDER_WAY[str(going[0].value.stage)]
            message = (
                f"项目“{planned[0].value.name}”{plan.where(planned[0])}尚属谋划（“{_clause(plan, planned[0])}”），"
                f"{plan.where(going[0])}已写{stage}（“{_clause(plan, going[0])}”），阶段说法不一，应核对。"
            )
            yield plan.finding("P02", "warning", message, [planned[0], going[0]], "planning", str(going[0].value.stage))
    yield from _planned_but_listed(plan)


def _side_by_side(plan: Plan, one: Mention, two: Mention) -> bool:
    """In one paragraph: 深化前期工作，力争2024年开工 tells one step after the other; two readings of one place are no two statements."""
    first, second = plan.doc.block_at(one.anchor.start), plan.doc.block_at(two.anchor.start)
    return one.anchor.overlaps(two.anchor) or (first is not None and first is second)


def _planned_but_listed(plan: Plan) -> Iterator[Finding]:
    """One finding a box: projects that the body only plans stand there as works."""
    found = []
    for mentions in entities(plan).values():
        planned = [mention for mention in mentions if mention.value.stage == "planning" and not mention.value.box]
        listed = [mention for mention in mentions if mention.value.box and mention.value.stage is None]
        if planned and listed and not any(mention.value.stage in UNDER_WAY for mention in mentions):
            found.append((planned[0], listed[0]))
    for pairs in grouped(found, lambda pair: box_of(plan, pair[1])).values():
        shown = "、".join(f"“{planned.value.name}”" for planned, _ in pairs)
        message = f"{shown}在正文中尚属谋划，{plan.where(pairs[0][1])}专栏却直接列为工程；应注明阶段。"
        yield plan.finding("P02", "info", message, [place for pair in pairs for place in pair], "planning", "listed")


def placeless(plan: Plan) -> Iterator[Finding]:
    """P05: facilities of a box without any place; one finding a box."""
    found = [
        mentions[-1]
        for mentions in entities(plan).values()
        if mentions[-1].value.type == "facility" and not any(mention.value.places for mention in mentions)
    ]
    if len(found) > SCARCE * len(entities(plan)) or not plan.is_local:
        return  # the places of this region are not known, or the plan names none, or it leaves them to the cities
    for mentions in grouped((mention for mention in found if mention.value.box), lambda mention: box_of(plan, mention)).values():
        if len(mentions) >= FEW:
            shown = short("、".join(mention.value.name for mention in mentions), 120)
            message = f"“{title_of(plan, mentions[0])}”有{len(mentions)}个项目看不出落在哪个县（市、区）：{shown}；写明地点即可消除。"
            yield plan.finding("P05", "info", message, mentions, "地点", "无")


def idle(plan: Plan) -> Iterator[Finding]:
    """P06: projects named outside boxes that no measure carries out; one finding a section."""
    covered = bytearray(len(plan.doc.text))
    for measure in plan.facts.of(Measure):
        covered[measure.anchor.start : measure.anchor.end] = b"\1" * (measure.anchor.end - measure.anchor.start)
    if not any(covered):
        return
    found = [
        mentions[0]
        for mentions in entities(plan).values()
        if not any(_carried(mention, covered) for mention in mentions) and not mentions[0].value.box
    ]
    for mentions in grouped(found, lambda mention: section_of(plan, mention).id).values():
        if len(mentions) >= FEW:
            shown = short("、".join(mention.value.name for mention in mentions), 120)
            message = f"“{section_of(plan, mentions[0]).title}”提到{len(mentions)}个项目，却没有推进它们的举措：{shown}；写明建设、推进等任务即可消除。"
            yield plan.finding("P06", "info", message, mentions, "举措", "无")


def entities(plan: Plan) -> dict[str, list[Mention]]:
    """Mentions by resolved project; before resolution, by name."""
    return grouped(plan.facts.of(Project), lambda mention: mention.value.entity or plain(mention.value.name))


def plain(name: str) -> str:
    return re.sub(r"[“”\"（）()\s]", "", name)


def in_heading(plan: Plan, mention: Mention) -> bool:
    """The mention is the heading of a box or section, which names all that stands below it."""
    return plan.doc.section_at(mention.anchor.start).heading.contains(mention.anchor)


def box_of(plan: Plan, mention: Mention) -> str:
    return next((section.id for section in plan.doc.path(plan.doc.section_at(mention.anchor.start)) if section.kind == "box"), "")


def title_of(plan: Plan, mention: Mention) -> str:
    return plan.doc.section_at(mention.anchor.start).title


def section_of(plan: Plan, mention: Mention) -> Section:
    """The 节 that holds the mention, or the innermost section when there is none."""
    path = plan.doc.path(plan.doc.section_at(mention.anchor.start))
    return next((section for section in path if section.kind == "section"), path[-1])


def _clause(plan: Plan, mention: Mention) -> str:
    start = max((plan.doc.text.rfind(mark, 0, mention.anchor.start) for mark in "，。；：\n,;"), default=-1) + 1
    return short("".join(plan.doc.text[start : mention.anchor.end].split()), 40)


def _carried(mention: Mention, covered: bytearray) -> bool:
    """It has a stage, or words of a measure stand at its place."""
    return mention.value.stage is not None or any(covered[mention.anchor.start : mention.anchor.end])
