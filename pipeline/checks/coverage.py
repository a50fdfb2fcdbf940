"""C rules: goals nobody pursues (C01), indicators nobody pursues (C02), measures without projects (C03), districts (C04), sectors (C05)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped, short
from pipeline.checks.rows import Row
from pipeline.comparison import plain_name, show
from pipeline.facts import Fact, Goal, Place, Project, Target, Topic
from pipeline.findings import Finding
from pipeline.language.indicators import identify
from pipeline.lexicon import load

MODIFIERS = re.compile(
    r"^(?:全员|全市|全社会|常住人口|户籍人口|城镇(?!化)|居民|人均|每[万千百]?名?(?:人口|老年人|人|常住人口)?(?:拥有)?|单位|规上工业|规模以上|城市|地表水|劳动年龄人口)+|"
    r"(?:增加值|规模|经费|总量|平均|年均)|(?:占.+比重|比重|比例|强度|拥有量|人数|数|率|水平|降幅|降低|增速|增长|增长率)$|\d+|[（(].*?[）)]"
)

MANY = 4
"""So many numbers that nobody pursues, and more than half of all: the tasks are not there."""
WHOLE = 2000
"""Characters of tasks from which on a plan can be expected to take up each of its goals."""
GENERIC = re.compile(r"覆盖率|普及率|床位数|人口|增长|规模|全市|总量|总额|产值|面积|数量|比重|比例|年均|达到|每千|每万")


def pursued(plan: Plan) -> Iterator[Finding]:
    """C02: an indicator of the plan's table, or a number among the goals, whose subject never comes up in the tasks."""
    tasks = _tasks(plan)
    if not tasks:
        return
    unnamed: list[Row] = []
    for row in plan.rows:
        if any(fact.value.role == "target" and (fact.value.by or 0) > (plan.base_year or 9999) for fact in row.stated):
            yield from _row(plan, row, tasks)
            unnamed += [row] if _only_levers(row, tasks) else []
    if unnamed:
        names = "、".join(f"{row.name}（{_present(_levers(row.name), tasks)}）" for row in unnamed)
        message = f"{len(unnamed)}项指标在举措各章没有点名，只有相关举措：{names}；宜写明哪些举措支撑哪个指标。"
        yield plan.finding("C02", "info", message, [row.anchor for row in unnamed], "点名的举措", "间接")
    yield from _goal_numbers(plan, tasks)


def _row(plan: Plan, row: Row, tasks: str) -> Iterator[Finding]:
    words, levers = _words(row.name), _levers(row.name)
    if any(word in tasks for word in (*words, *levers)):
        return
    message = f"指标“{row.name}”列入指标表，举措各章一次也没有提到（查找：{'、'.join(dict.fromkeys((*words, *levers)))}）；应写明由哪些举措实现，或删去指标。"
    yield plan.finding("C02", "error" if len(tasks) >= WHOLE else "warning", message, [row.anchor, *row.targets], "举措", "无")


def _only_levers(row: Row, tasks: str) -> bool:
    named = [word for word in _words(row.name) if not _of_the_whole(word, row.name)]
    return not any(word in tasks for word in named) and any(word in tasks for word in _levers(row.name))


def _of_the_whole(word: str, name: str) -> bool:
    """The word without 人均 or 单位 is an indicator of its own: who speaks of GDP does not name 人均GDP."""
    return identify(word) not in (None, identify(name)) and any(head in name and head not in word for head in ("人均", "单位"))


def _goal_numbers(plan: Plan, tasks: str) -> Iterator[Finding]:
    """One finding a number; one for all where the tasks take up hardly any of them: then it is the tasks that are missing, in an extract or an outline."""
    table_names = {_core(row.name) for row in plan.rows}
    numbers = [fact for fact in plan.statements if _is_goal_number(plan, fact) and _core(fact.value.indicator) not in table_names]
    lone = [fact for fact in numbers if not any(word in tasks for word in _wanted(fact.value))]
    if len(lone) >= MANY and 2 * len(lone) > len(numbers):
        shown = short("、".join(f"{fact.value.indicator}{show(fact.value.quantity)}" for fact in lone), 200)
        message = f"目标部分的{len(lone)}个数值目标在后续各章没有呼应：{shown}；举措部分可能不全，应补举措，或说明由何处规定。"
        yield plan.finding("C02", "info", message, lone, "举措", "无")
        return
    for fact in lone:
        base = any(other.value.role == "actual" and other.value.indicator == fact.value.indicator for other in plan.statements)
        message = f"目标“{fact.value.indicator}{show(fact.value.quantity)}”只在目标部分出现，后续各章没有呼应{'' if base else '，也没有基期数'}；应补举措{'' if base else '、基期和定义'}。"
        yield plan.finding("C02", "warning" if len(tasks) >= WHOLE else "info", message, [fact], "举措", "无")


def _is_goal_number(plan: Plan, fact: Fact[Target]) -> bool:
    value = fact.value
    if value.table or value.role != "target" or value.measure == "multiple" or len(_core(value.indicator)) < 3:
        return False
    return plan.in_goals(fact.anchor) and not plan.in_box(fact.anchor)


def _wanted(target: Target) -> list[str]:
    """The words of which one in the tasks takes the target up."""
    name = target.indicator
    return [*_words(name), *_levers(name), *_pieces(name), *([target.scope] if target.scope else [])]


def goals(plan: Plan) -> Iterator[Finding]:
    """C01: goals that the graph joins to no measure; one finding a section."""
    if plan.graph is None:
        return
    pursuing = {source for source, _, data in plan.graph.edges(data=True) if _label(data) == "PURSUED_BY"}
    if not pursuing:
        return
    lone = [fact for fact in plan.facts.of(Goal) if fact.id not in pursuing and fact.value.kind in ("objective", "box")]
    for facts in grouped(lone, lambda fact: plan.doc.section_at(fact.anchor.start).id).values():
        shown = "；".join(short(fact.value.text, 30) for fact in facts[:3])
        message = f"“{plan.doc.section_at(facts[0].anchor.start).title}”有{len(facts)}个目标没有找到对应举措（{shown}）；有一条同领域的举措与之对应即可消除。"
        yield plan.finding("C01", "info", message, facts, "举措", "无")


def projectless(plan: Plan) -> Iterator[Finding]:
    """C03: sections that set tasks of building without one named project; a whole chapter at a time."""
    if not plan.facts.of(Project):
        return
    chapters = [section for section in plan.doc.sections if section.kind == "chapter"]
    for chapter in chapters:
        if (
            not plan.facts.of(Project, chapter.anchor)
            and re.search(r"建设|工程|设施", chapter.title)
            and not re.search(r"实施|保障", chapter.title)
        ):
            message = f"“{chapter.title}”全章没有一个具名项目或专项行动，举措落不到项目；列出项目即可消除。"
            yield plan.finding("C03", "info", message, [chapter.heading], "项目", "无")


def districts(plan: Plan) -> Iterator[Finding]:
    """C04: county-level divisions of the city that the plan names but builds nothing in."""
    named = {name for fact in plan.facts.of(Place) for name in fact.value.districts}
    built = {name for fact in plan.facts.of(Project) for name in fact.value.places}
    if len(built) < 3:
        return
    without = sorted(named - built)
    if without and len(built) > len(without) and plan.is_local:
        first = [next(fact for fact in plan.facts.of(Place) if district in fact.value.districts) for district in without]
        message = f"{'、'.join(without)}在规划中被提到，却没有一个落在该地的具名项目；各有一个写明地点的项目即可消除。"
        yield plan.finding("C04", "info", message, first, "项目", "无")


def sectors(plan: Plan) -> Iterator[Finding]:
    """C05: fields with sections of their own but without any numeric target; one finding for the plan."""
    topics = [fact for fact in plan.facts.of(Topic) if fact.value.sector and not fact.value.goal and _is_task(plan, fact.value.section)]
    targets = plan.facts.of(Target)
    with_target = {fact.value.sector for fact in targets if fact.value.role == "target"}
    with_target |= {
        topic.value.sector
        for topic in topics
        if any(fact.value.role == "target" for fact in plan.facts.of(Target, plan.doc.section(topic.value.section).anchor))
    }
    lacking = grouped((topic for topic in topics if topic.value.sector not in with_target), lambda topic: topic.value.sector)
    bare = {sector: found for sector, found in lacking.items() if len(found) >= 3}
    if bare and targets:
        names = "、".join(_sector_name(str(sector)) for sector in bare)
        message = f"{names}各有三节以上的举措，却没有一个数值目标；每个领域给出一个可核查的数值即可消除。"
        yield plan.finding(
            "C05", "info", message, [plan.doc.section(found[0].value.section).heading for found in bare.values()], "数值目标", "无"
        )


def _is_task(plan: Plan, section_id: str) -> bool:
    """A lowest heading that sets tasks; boxes and chapters repeat what stands below them."""
    section = plan.doc.section(section_id)
    return section.kind in ("section", "item") and not any(below.kind in ("section", "item") for below in plan.doc.children(section))


def _tasks(plan: Plan) -> str:
    """The words of all chapters that set tasks: not the front, the past, the goals and their tables."""
    parts = []
    chapters = [section for section in plan.doc.sections if section.kind == "chapter"]
    for chapter in chapters:
        if not any(
            chapter.anchor.contains(goal.anchor) for goal in plan.goal_sections if goal.kind in ("section", "item", "table", "chapter")
        ):
            parts.append(plan.quote(chapter.anchor))
    return "".join(parts)


def _words(indicator: str) -> list[str]:
    """The words by which a task would name the indicator: its full name, and its core."""
    core = _core(indicator)
    spelled = (indicator, plain_name(indicator), core, re.sub(r"(?:投入)?强度$|拥有量$|数$|率$", "", plain_name(indicator)))
    return [word for word in dict.fromkeys(spelled) if len(word) >= 2]


def _core(indicator: str) -> str:
    return MODIFIERS.sub("", MODIFIERS.sub("", re.sub(r"^\d+[.．、]\s*", "", plain_name(indicator)))) or indicator


def _pieces(indicator: str) -> list[str]:
    """Three characters at a time, without those that any indicator may have."""
    return [piece for at in range(len(indicator) - 2) if not GENERIC.search(piece := indicator[at : at + 3])]


def _levers(indicator: str) -> list[str]:
    """Words of what moves the indicator, from the lexicon."""
    return [str(word) for match in load("levers").find(indicator) for word in match.entry.data["levers"]]


def _present(words: list[str], text: str) -> str:
    return "、".join([word for word in words if word in text][:3])


def _label(data: dict[str, object]) -> object:
    return data.get("label") or data.get("type") or data.get("kind")


def _sector_name(code: str) -> str:
    lexicon = load("sectors")
    return str(lexicon[code].data.get("name", code)) if code in lexicon else code
