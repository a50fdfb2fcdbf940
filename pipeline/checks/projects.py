"""P rules on named projects: several names (P01), conflicting stages (P02), boxes and body (P03, P04), places (P05), measures (P06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.plan import Plan, grouped, short
from pipeline.document import Section
from pipeline.facts import Fact, Measure, Project
from pipeline.findings import Finding

Mention = Fact[Project]
UNDER_WAY = {"start": "启动", "advance": "推进建设", "complete": "建成"}
HARD = re.compile(
    r"核电|电厂|电站|海上风电|水库|水利|防洪|水资源配置|引调水|铁路|高铁|高速公路|机场|港|码头|航道|特高压|储备|油库|地铁|轨道|泵站|补水工程"
)
"""Words of works so large that a plan usually lists them among its major projects."""
FEW = 3


def names(plan: Plan) -> Iterator[Finding]:
    """P01: one project under several names; all names and places in one finding."""
    for mentions in _entities(plan).values():
        by_name = grouped(mentions, lambda mention: _plain(mention.value.name))
        if len(by_name) > 1:
            shown = "、".join(f"“{group[0].value.name}”（{plan.where(group[0])}）" for group in by_name.values())
            message = f"同一项目有{len(by_name)}种写法：{shown}；应统一名称，以免被当作不同项目。"
            yield plan.finding(
                "P01", "info", message, [group[0] for group in by_name.values()], mentions[0].value.name, f"{len(by_name)}种写法"
            )


def stages(plan: Plan) -> Iterator[Finding]:
    """P02: planned in one place and under way (or listed as a major project) in another."""
    for mentions in _entities(plan).values():
        planned = [mention for mention in mentions if mention.value.stage == "planning" and "规划" not in _clause(plan, mention)]
        going = [mention for mention in mentions if mention.value.stage in UNDER_WAY]
        if planned and going:
            stage = UNDER_WAY[str(going[0].value.stage)]
            message = (
                f"项目“{planned[0].value.name}”{plan.where(planned[0])}尚属谋划（“{_clause(plan, planned[0])}”），"
                f"{plan.where(going[0])}已写{stage}（“{_clause(plan, going[0])}”），阶段说法不一，应核对。"
            )
            yield plan.finding("P02", "warning", message, [planned[0], going[0]], "planning", str(going[0].value.stage))
    yield from _planned_but_listed(plan)


def _planned_but_listed(plan: Plan) -> Iterator[Finding]:
    """One finding a box: projects that the body only plans stand there as works."""
    found = []
    for mentions in _entities(plan).values():
        planned = [mention for mention in mentions if mention.value.stage == "planning" and not mention.value.box]
        listed = [mention for mention in mentions if mention.value.box and mention.value.stage is None]
        if planned and listed and not any(mention.value.stage in UNDER_WAY for mention in mentions):
            found.append((planned[0], listed[0]))
    for pairs in grouped(found, lambda pair: _box(plan, pair[1])).values():
        shown = "、".join(f"“{planned.value.name}”" for planned, _ in pairs)
        message = f"{shown}在正文中尚属谋划，{plan.where(pairs[0][1])}专栏却直接列为工程；应注明阶段。"
        yield plan.finding("P02", "info", message, [place for pair in pairs for place in pair], "planning", "listed")


def unmentioned(plan: Plan) -> Iterator[Finding]:
    """P03: projects that stand in a box only; one finding a box."""
    alone = [
        mentions[0]
        for mentions in _entities(plan).values()
        if all(mention.value.box for mention in mentions) and not _in_body(plan, mentions[0])
    ]
    for mentions in grouped(alone, lambda mention: _box(plan, mention)).values():
        shown = "、".join(mention.value.name for mention in mentions)
        message = f"“{_title(plan, mentions[0])}”所列的{len(mentions)}个项目正文没有提到：{shown}；应在正文中交代任务和责任，或从专栏删去。"
        yield plan.finding("P03", "info", message, mentions, "正文有相应任务", "只在专栏")


def boxless(plan: Plan) -> Iterator[Finding]:
    """P04: a field with several large works in a section, none of whose projects stands in a box of that chapter; one finding a section."""
    projects = plan.facts.of(Project)
    large = [
        mention
        for mention in projects
        if not mention.value.box and mention.value.type == "facility" and HARD.search(mention.value.name) and not _past(plan, mention)
    ]
    for mentions in grouped(large, lambda mention: _section(plan, mention).id).values():
        section = _section(plan, mentions[0])
        boxes = [box for box in plan.doc.sections if box.kind == "box" and plan.chapter_of(section).anchor.contains(box.heading)]
        boxed = {
            sector
            for box in boxes
            for mention in plan.facts.of(Project, box.anchor)
            for sector in (mention.value.sector, *mention.value.also)
        }
        fields = grouped((mention for mention in mentions if mention.value.sector not in boxed), lambda mention: mention.value.sector)
        left = [mention for group in fields.values() if len(group) >= FEW for mention in group]
        if left and boxes:
            shown = "、".join(dict.fromkeys(mention.value.name for mention in left))
            titles = "”“".join(plan.quote(box.heading) for box in boxes)
            message = f"“{section.title}”写了{len(left)}个重大项目（{shown}），本章的“{titles}”没有这些领域的项目；应列入专栏，或为该领域另设专栏。"
            yield plan.finding("P04", "warning", message, [*(box.heading for box in boxes), *left], "列入专栏", "未列入")


def placeless(plan: Plan) -> Iterator[Finding]:
    """P05: facilities of a box without any place; one finding a box."""
    found = [
        mentions[-1]
        for mentions in _entities(plan).values()
        if mentions[-1].value.type == "facility" and not any(mention.value.places for mention in mentions)
    ]
    for mentions in grouped((mention for mention in found if mention.value.box), lambda mention: _box(plan, mention)).values():
        if len(mentions) >= FEW:
            shown = short("、".join(mention.value.name for mention in mentions), 120)
            message = f"“{_title(plan, mentions[0])}”有{len(mentions)}个项目看不出落在哪个县（市、区）：{shown}；写明地点即可消除。"
            yield plan.finding("P05", "info", message, mentions, "地点", "无")


def idle(plan: Plan) -> Iterator[Finding]:
    """P06: projects named outside boxes that no measure carries out; one finding a section."""
    measures = plan.facts.of(Measure)
    if not measures:
        return
    found = [
        mentions[0]
        for mentions in _entities(plan).values()
        if not any(_carried(plan, mention, measures) for mention in mentions) and not mentions[0].value.box
    ]
    for mentions in grouped(found, lambda mention: _section(plan, mention).id).values():
        if len(mentions) >= FEW:
            shown = short("、".join(mention.value.name for mention in mentions), 120)
            message = f"“{_section(plan, mentions[0]).title}”提到{len(mentions)}个项目，却没有推进它们的举措：{shown}；写明建设、推进等任务即可消除。"
            yield plan.finding("P06", "info", message, mentions, "举措", "无")


def _entities(plan: Plan) -> dict[str, list[Mention]]:
    """Mentions by resolved project; before resolution, by name."""
    return grouped(plan.facts.of(Project), lambda mention: mention.value.entity or _plain(mention.value.name))


def _plain(name: str) -> str:
    return re.sub(r"[“”\"（）()\s]", "", name)


def _box(plan: Plan, mention: Mention) -> str:
    return next((section.id for section in plan.doc.path(plan.doc.section_at(mention.anchor.start)) if section.kind == "box"), "")


def _title(plan: Plan, mention: Mention) -> str:
    return plan.doc.section_at(mention.anchor.start).title


def _section(plan: Plan, mention: Mention) -> Section:
    """The 节 that holds the mention, or the innermost section when there is none."""
    path = plan.doc.path(plan.doc.section_at(mention.anchor.start))
    return next((section for section in path if section.kind == "section"), path[-1])


def _in_body(plan: Plan, mention: Mention) -> bool:
    """A good part of the name stands outside boxes, too, although it was not read as a project there."""
    name = _plain(re.sub(r"(?:重大)?(?:工程|项目|建设)+$", "", mention.value.name))
    size = min(len(name), max(5, len(name) * 6 // 10))
    return any(name[at : at + size] in _body(plan) for at in range(len(name) - size + 1))


@lru_cache(maxsize=2)
def _body(plan: Plan) -> str:
    """The words outside boxes."""
    return _plain("".join(plan.quote(sentence) for sentence in plan.sentences if not plan.in_box(sentence)))


def _clause(plan: Plan, mention: Mention) -> str:
    start = max((plan.doc.text.rfind(mark, 0, mention.anchor.start) for mark in "，。；：\n,;"), default=-1) + 1
    return short("".join(plan.doc.text[start : mention.anchor.end].split()), 40)


def _past(plan: Plan, mention: Mention) -> bool:
    return any(
        "发展基础" in section.title or "回顾" in section.title for section in plan.doc.path(plan.doc.section_at(mention.anchor.start))
    )


def _carried(plan: Plan, mention: Mention, measures: list[Fact[Measure]]) -> bool:
    return mention.value.stage is not None or any(measure.anchor.overlaps(mention.anchor) for measure in measures)
