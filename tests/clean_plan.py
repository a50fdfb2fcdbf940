"""A small plan without a flaw, put together from data.

`clean(seed)` chooses indicators, projects and lists and writes them in the ordinary language of plans: a table, goals that repeat it, chapters
that pursue every indicator, a box of projects that the body names too. All numbers agree.
"""

from __future__ import annotations

import random
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
