"""P rules on boxes and body: works of a box that the body never mentions (P03), large works of the body that no box lists (P04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.aliases import joined
from pipeline.checks.plan import Plan, grouped, short
from pipeline.checks.projects import FEW, Mention, box_of, plain, section_of, title_of
from pipeline.document import Section
from pipeline.facts import Project
from pipeline.findings import Finding

HARD = re.compile(
    r"核电|电厂|电站|海上风电|水库|水利|防洪|水资源配置|引调水|铁路|高铁|高速公路|机场|港|码头|航道|特高压|储备|油库|地铁|轨道|泵站|补水工程"
)
"""Words of works so large that a plan usually lists them among its major projects."""
MANY = 5
"""So many works of a chapter outside the boxes are worth a look."""


def unmentioned(plan: Plan) -> Iterator[Finding]:
    """P03: projects that stand in a box only; one finding a box."""
    alone = [mentions[0] for mentions in joined(plan) if all(mention.value.box for mention in mentions) and not _in_body(plan, mentions[0])]
    for mentions in grouped(alone, lambda mention: box_of(plan, mention)).values():
        shown = "、".join(mention.value.name for mention in mentions)
        message = (
            f"“{title_of(plan, mentions[0])}”所列的{len(mentions)}个项目正文没有提到：{shown}；应在正文中交代任务和责任，或从专栏删去。"
        )
        yield plan.finding("P03", "info", message, mentions, "正文有相应任务", "只在专栏")


def boxless(plan: Plan) -> Iterator[Finding]:
    """P04: works to be built that no box of their chapter lists: a field with several large ones in a section is a warning, the rest of a chapter mild."""
    unlisted = [group for group in joined(plan) if not any(mention.value.box for mention in group)]
    works = [mention for group in unlisted for mention in group if _is_work(plan, mention)]
    for mentions in grouped(sorted(works, key=lambda mention: mention.anchor), lambda mention: _chapter(plan, mention).id).values():
        chapter = _chapter(plan, mentions[0])
        boxes = [box for box in plan.doc.sections if box.kind == "box" and chapter.anchor.contains(box.heading)]
        if boxes:
            yield from _left_out(plan, chapter, boxes, mentions)


def _chapter(plan: Plan, mention: Mention) -> Section:
    return plan.chapter_of(plan.doc.section_at(mention.anchor.start))


def _is_work(plan: Plan, mention: Mention) -> bool:
    return mention.value.type == "facility" and mention.value.stage is not None and not _past(plan, mention)


def _left_out(plan: Plan, chapter: Section, boxes: list[Section], works: list[Mention]) -> Iterator[Finding]:
    """Fields of a section of which the boxes list nothing, with several large works; and what else is left out, if it is much."""
    boxed = {
        sector for box in boxes for mention in plan.facts.of(Project, box.anchor) for sector in (mention.value.sector, *mention.value.also)
    }
    large = [mention for mention in works if HARD.search(mention.value.name) and mention.value.sector not in boxed]
    told: list[Mention] = []
    for mentions in grouped(large, lambda mention: section_of(plan, mention).id).values():
        fields = grouped(mentions, lambda mention: mention.value.sector).values()
        left = [mention for group in fields if len(group) >= FEW for mention in group]
        if left:
            said = f"写了{len(left)}个重大项目（{_names(left)}），本章的{_titles(plan, boxes)}没有这些领域的项目"
            message = f"“{section_of(plan, left[0]).title}”{said}；应列入专栏，或为该领域另设专栏。"
            yield plan.finding("P04", "warning", message, [*(box.heading for box in boxes), *left], "列入专栏", "未列入")
            told += left
    rest = [mention for mention in works if mention not in told]
    if len(rest) >= MANY:
        message = (
            f"“{chapter.title}”有{len(rest)}个拟建项目没有列入本章的{len(boxes)}个专栏：{short(_names(rest), 240)}；如属重大项目，应列入。"
        )
        yield plan.finding("P04", "info", message, rest, "列入专栏", "未列入")


def _names(mentions: list[Mention]) -> str:
    return "、".join(dict.fromkeys(mention.value.name for mention in mentions))


def _titles(plan: Plan, boxes: list[Section]) -> str:
    return "、".join(f"“{plan.quote(box.heading)}”" for box in boxes)


def _in_body(plan: Plan, mention: Mention) -> bool:
    """A good part of the name stands outside boxes, too, although it was not read as a project there."""
    name = plain(re.sub(r"(?:重大)?(?:工程|项目|建设)+$", "", mention.value.name))
    size = min(len(name), max(5, len(name) * 6 // 10))
    return any(name[at : at + size] in _body(plan) for at in range(len(name) - size + 1))


@lru_cache(maxsize=2)
def _body(plan: Plan) -> str:
    """The words outside boxes."""
    return plain("".join(plan.quote(sentence) for sentence in plan.sentences if not plan.in_box(sentence)))


def _past(plan: Plan, mention: Mention) -> bool:
    return any(
        "发展基础" in section.title or "回顾" in section.title for section in plan.doc.path(plan.doc.section_at(mention.anchor.start))
    )
