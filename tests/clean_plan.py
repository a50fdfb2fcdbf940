"""A small plan without a flaw, put together from data, and the errors that can be planted in it.

`clean(seed)` chooses indicators, projects and lists and writes them in the ordinary language of plans: a table, goals that repeat it, chapters
that pursue every indicator, a box of projects that the body names too. All numbers agree. `PLANTS` are functions that spoil one place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Indicator:
    """A row of the table: what is measured, the levels of both ends as printed, and a task that pursues it."""

    name: str
    unit: str
    base: str
    aim: str
    task: str
    growth: bool = False

    @property
    def change(self) -> str:
        """The last column: a yearly rate, or the difference in brackets."""
        first, last = Decimal(self.base), Decimal(self.aim)
        return f"{((last / first) ** (Decimal(1) / 5) - 1) * 100:.1f}%" if self.growth else f"[{last - first}]"


INDICATORS = (
    Indicator("每万人发明专利拥有量", "件", "12.5", "18.4", "强化知识产权创造，扩大发明专利供给", True),
    Indicator("居民人均可支配收入", "万元", "3.25", "4.56", "拓宽增收渠道，提高居民人均可支配收入", True),
    Indicator("常住人口城镇化率", "%", "61.5", "66.8", "推进农业转移人口市民化，提高城镇化质量"),
    Indicator("森林覆盖率", "%", "52.36", "53.10", "开展国土绿化，保护天然林，提高森林覆盖率"),
    Indicator("研发经费投入强度", "%", "1.8", "2.6", "引导企业加大研发经费投入"),
    Indicator("人均预期寿命", "岁", "78.2", "79.4", "健全公共卫生体系，延长人均预期寿命"),
    Indicator("基本养老保险参保率", "%", "91.2", "95.5", "扩大基本养老保险参保面"),
    Indicator("每千人口医疗卫生机构床位数", "张", "6.1", "7.3", "增加医疗卫生机构床位"),
    Indicator("服务业增加值占GDP比重", "%", "48.2", "53.6", "发展现代物流、金融等服务业"),
    Indicator("城市生活污水集中收集率", "%", "58.5", "72.0", "改造污水管网，提高生活污水集中收集率"),
    Indicator("规上工业增加值", "亿元", "1250", "1840", "做强先进制造业，扩大规上工业增加值", True),
)
PROJECTS = (
    "青山国际机场二期扩建工程",
    "清水河抽水蓄能电站",
    "东湖海洋实验室",
    "北岭隧道工程",
    "石桥港区5号泊位工程",
    "滨江数据中心",
    "南岸污水处理厂扩建工程",
)
LISTS = (
    ("重点发展", ("电子信息", "装备制造", "生物医药", "新型材料"), "大主导产业"),
    ("着力建设", ("云溪片区", "石桥片区", "东湖片区"), "大创新片区"),
    ("统筹推进", ("应急指挥", "物资储备", "消防救援", "医疗救治", "防灾减灾"), "大保障体系"),
)
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Clean:
    """The text and what it was made of."""

    text: str
    indicators: tuple[Indicator, ...]
    projects: tuple[str, ...]
    items: tuple[str, ...]


def clean(seed: int) -> Clean:
    """The plan of a seed: five indicators, three projects, one list."""
    choose = random.Random(seed)
    indicators = tuple(choose.sample(INDICATORS, 5))
    projects = tuple(choose.sample(PROJECTS, 3))
    lead, items, noun = choose.choice(LISTS)
    rows = "\n".join(f"{one.name}\t{one.unit}\t{one.base}\t{one.aim}\t{one.change}\t预期性" for one in indicators)
    goals = "，".join(f"{one.name}达到{one.aim}{one.unit}" for one in indicators)
    tasks = "\n\n".join(
        f"{NUMERALS[at]}、{one.task.split('，')[0]}\n\n{one.task}，完善配套政策，落实工作责任。" for at, one in enumerate(indicators, 1)
    )
    text = f"""青山市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第一章 总体要求

第一节 发展目标

到2025年，{goals}。

第二节 主要指标

表1 “十四五”时期主要指标

指标\t单位\t2020年\t2025年\t年均增长[累计]\t属性
{rows}

第二章 重点任务

第一节 提升综合实力

{tasks}

第二节 优化空间布局

{lead}{"、".join(items)}等{NUMERALS[len(items)]}{noun}，形成分工合理、功能互补的格局。

第三章 完善基础设施

第一节 建设重大项目

加快建设{projects[0]}，推进{projects[1]}建设。到2024年，建成{projects[2]}，完善运营管理。

专栏1 基础设施重大工程

重点项目：{"、".join(projects)}。

第四章 强化规划实施

第一节 加强组织领导

健全规划实施机制，开展年度监测和中期评估，接受社会监督。
"""
    return Clean(text, indicators, projects, items)


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
