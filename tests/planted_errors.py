"""Errors that can be planted in a clean plan: each function spoils one place of its text; `PLANTS` says which rules must report it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from tests.clean_plan import Clean, Indicator

Plant = Callable[[Clean], str]


def value_elsewhere(plan: Clean) -> str:
    """The goal says another number than the table."""
    one = plan.indicators[0]
    return plan.text.replace(f"达到{one.aim}{one.unit}", f"达到{_raised(one.aim, one.base)}{one.unit}", 1)


def flipped_bound(plan: Clean) -> str:
    """The goal wants about the value that the table wants exactly."""
    one = plan.indicators[1]
    return plan.text.replace(f"达到{one.aim}{one.unit}", f"达到{one.aim}{one.unit}左右", 1)


def swapped_unit(plan: Clean) -> str:
    """The last row of the table counts in a unit in which the thing cannot be counted."""
    one = next(one for one in plan.indicators if one.unit == "%")
    return plan.text.replace(f"{one.name}\t%", f"{one.name}\t亿元", 1)


def broken_change(plan: Clean) -> str:
    """Rate or difference of a row is not that of its levels."""
    one = plan.indicators[2]
    digits = one.change.strip("[]%")
    wrong = str(Decimal(digits) + Decimal("1.5"))
    return plan.text.replace(f"{one.aim}\t{one.change}", f"{one.aim}\t{one.change.replace(digits, wrong)}", 1)


def dropped_item(plan: Clean) -> str:
    """The list has one item less than announced."""
    return plan.text.replace(f"{plan.items[-2]}、", "", 1)


def renamed_project(plan: Clean) -> str:
    """The box writes a project of the body otherwise."""
    name = plan.projects[0]
    head, _, tail = plan.text.rpartition(name)
    return f"{head}{name[:2]}市{name[2:]}{tail}"


def cut_number(plan: Clean) -> str:
    """The number of a task was cut out of its sentence."""
    return plan.text.replace("完善运营管理。", "完善运营管理。力争“十四五”期间事故死亡人数下降加强重点行业监管，消除隐患。", 1)


def cut_value(plan: Clean) -> str:
    """The value of a goal was cut out, and with it its place in the table is all that is left."""
    one = plan.indicators[2]
    return plan.text.replace(f"达到{one.aim}{one.unit}", "达到", 1)


def dropped_box_item(plan: Clean) -> str:
    """A project that the body builds is missing from the box, another one stands there that the body does not know."""
    return plan.text.replace(f"重点项目：{plan.projects[0]}、", "重点项目：南山会展中心工程、", 1)


def late_target(plan: Clean) -> str:
    """All goals are dated after the plan."""
    return plan.text.replace("到2025年，", "到2028年，", 1)


def repeated_word(plan: Clean) -> str:
    """A word twice."""
    return plan.text.replace("推进", "推进和和", 1)


def wrong_character(plan: Clean) -> str:
    """A traditional character."""
    return plan.text.replace("规划实施机制", "規划实施机制", 1)


def late_deadline(plan: Clean) -> str:
    """A deadline two years after the plan."""
    return plan.text.replace("到2024年，建成", "到2027年，建成", 1)


def weaker_target(plan: Clean) -> str:
    """Goal, table and difference agree on a target below the baseline."""
    one = plan.indicators[3]
    low = str(Decimal(one.base) - (Decimal(one.aim) - Decimal(one.base)))
    worse = Indicator(one.name, one.unit, one.base, low, one.task, one.growth)
    text = plan.text.replace(f"达到{one.aim}{one.unit}", f"达到{low}{one.unit}", 1)
    return text.replace(f"{one.base}\t{one.aim}\t{one.change}", f"{one.base}\t{low}\t{worse.change}", 1)


def empty_cell(plan: Clean) -> str:
    """The target cell of a row holds a dash."""
    one = plan.indicators[4]
    text = plan.text.replace(f"{one.base}\t{one.aim}\t{one.change}", f"{one.base}\t-\t", 1)
    return re.sub(rf"，?{one.name}达到{re.escape(one.aim)}{one.unit}", "", text, count=1)


def pasted_twice(plan: Clean) -> str:
    """Two sentences of a paragraph again."""
    passage = "健全规划实施机制，开展年度监测和中期评估，接受社会监督。"
    long = passage + "完善考核办法，将主要指标分解到各县区和各部门，逐年通报进展情况。"
    return plan.text.replace(passage, f"{long}建立协调机制。{long}", 1)


def english_word(plan: Clean) -> str:
    """A word that a converter left."""
    return plan.text.replace("年度监测和中期评估", "年度监测and中期评估", 1)


def numbering_gap(plan: Clean) -> str:
    """An item number is left out."""
    return (
        plan.text.replace("\n三、", "\n四、", 1).replace("\n四、", "\n五、").replace("\n五、", "\n四、", 1)
        if "\n五、" not in plan.text
        else plan.text.replace("\n五、", "\n六、", 1)
    )


def empty_heading(plan: Clean) -> str:
    """A heading with nothing below it."""
    return plan.text + "\n第二节 完善监督考核\n"


def missing_figure(plan: Clean) -> str:
    """A figure that the text refers to and that is not there."""
    return plan.text.replace("形成分工合理", "（见图9）形成分工合理", 1)


def two_hedges(plan: Clean) -> str:
    """近…左右."""
    return plan.text.replace("接受社会监督。", "接受社会监督。到2025年，规上企业近3000家左右。", 1)


def vague_deadline(plan: Clean) -> str:
    """A pledge without a year."""
    return plan.text.replace("接受社会监督。", "接受社会监督。力争在较短时间内建成评估体系。", 1)


def unmeasurable_pledge(plan: Clean) -> str:
    """A pledge without a standard."""
    return plan.text.replace("接受社会监督。", "接受社会监督。力争对外开放取得新突破。", 1)


def conflicting_stage(plan: Clean) -> str:
    """Planned in one place, built in another."""
    return plan.text.replace("接受社会监督。", f"接受社会监督。谋划{plan.projects[1]}。", 1)


def nobody_pursues(plan: Clean) -> str:
    """A goal that no table and no task takes up."""
    return plan.text.replace("到2025年，", "2020年，省会首位度为22%。到2025年，省会首位度达到25%，", 1)


def _raised(aim: str, base: str) -> str:
    """A number that differs beyond rounding, on the far side of the target."""
    return str(Decimal(aim) + (Decimal(aim) - Decimal(base)) / 2).rstrip("0")


PLANTS: tuple[tuple[Plant, tuple[str, ...]], ...] = (
    (value_elsewhere, ("T02",)),
    (flipped_bound, ("T04",)),
    (swapped_unit, ("T06",)),
    (broken_change, ("A01", "A02")),
    (dropped_item, ("A04",)),
    (renamed_project, ("P01",)),
    (cut_number, ("T05",)),
    (cut_value, ("T05",)),
    (dropped_box_item, ("P03", "P04")),
    (late_target, ("D01", "T02")),
    (repeated_word, ("S04",)),
    (wrong_character, ("S04",)),
    (late_deadline, ("D01",)),
    (weaker_target, ("T03",)),
    (empty_cell, ("T05",)),
    (pasted_twice, ("S03",)),
    (english_word, ("S04",)),
    (numbering_gap, ("S01",)),
    (empty_heading, ("S05",)),
    (missing_figure, ("S06",)),
    (two_hedges, ("T06",)),
    (vague_deadline, ("D02",)),
    (unmeasurable_pledge, ("D03",)),
    (conflicting_stage, ("P02",)),
    (nobody_pursues, ("C02",)),
)
"""Each plant with the codes of which one must report it."""
