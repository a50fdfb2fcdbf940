"""Synthetic plans with known facts, seeded: `python -m tests.synthetic FOLDER COUNT` writes COUNT plans as text files.

The sentences are ordinary plan language put together by rule, so that what must come out is known for every number. They serve to
measure throughput and memory, and to see that nothing is lost between one document and a thousand.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

CITIES = ("福州市", "厦门市", "泉州市", "南昌市", "武汉市", "长沙市", "合肥市", "南京市", "宁波市", "青岛市")
LEVELS = (
    ("森林覆盖率", "%", 30, 70),
    ("常住人口城镇化率", "%", 55, 85),
    ("研发经费投入强度", "%", 1, 5),
    ("人均预期寿命", "岁", 77, 84),
    ("地区生产总值", "亿元", 2000, 20000),
)
COUNTS = (("公共停车泊位", "个"), ("保障性住房", "套"), ("幼儿园学位", "个"), ("养老床位", "张"), ("公共充电桩", "个"))
HEADINGS = ("提升创新能力", "建设现代产业体系", "完善基础设施", "推动绿色发展", "改善人民生活", "扩大对外开放")
FILLER = "坚持以人民为中心的发展思想，统筹发展和安全，推动经济实现质的有效提升和量的合理增长。"


@dataclass(frozen=True)
class Known:
    """A number that the plan states: indicator words, value, unit, year, measure."""

    indicator: str
    value: float
    unit: str
    by: int
    measure: str


def plan(seed: int, chapters: int = 6) -> tuple[str, list[Known]]:
    """The text of a plan and the quantities that it states, in text order."""
    choose = random.Random(seed)
    city = choose.choice(CITIES)
    known: list[Known] = []
    lines = [f"{city}国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", f"{city}人民政府", ""]
    for chapter in range(chapters):
        lines += ["", f"第{'一二三四五六七八九'[chapter]}章 {choose.choice(HEADINGS)}", "", "第一节 主要任务", ""]
        for item in range(4):
            lines += [f"{'一二三四'[item]}、{choose.choice(HEADINGS)}", "", FILLER + _sentence(choose, known) + FILLER, ""]
    return "\n".join(lines), known


def _sentence(choose: random.Random, known: list[Known]) -> str:
    name, unit, low, high = choose.choice(LEVELS)
    level = round(choose.uniform(low, high), 1)
    thing, counter = choose.choice(COUNTS)
    number = choose.randrange(100, 9000)
    growth = round(choose.uniform(3, 12), 1)
    known += [
        Known(name, level, unit, 2025, "level"),
        Known(thing, number, counter, 2025, "cumulative"),
        Known("居民人均可支配收入", growth, "%", 2025, "annual_growth"),
    ]
    return f"到2025年，{name}达到{level}{unit}。“十四五”期间，新增{thing}{number}{counter}，居民人均可支配收入年均增长{growth}%。"


def write(folder: Path, count: int, first: int = 0) -> list[list[Known]]:
    """Write plans plan-00000.txt … into a folder; returns what each states."""
    folder.mkdir(parents=True, exist_ok=True)
    stated = []
    for seed in range(first, first + count):
        text, known = plan(seed)
        (folder / f"plan-{seed:05d}.txt").write_text(text, encoding="utf-8")
        stated.append(known)
    return stated


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
