"""Every ready question on the Fuzhou plan, with an answer read off the document; the place is said with each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import questions
from pipeline.run import Result


@pytest.fixture(scope="module")
def folder(fuzhou: Result) -> Path:
    return fuzhou.folder


def rows(folder: Path, name: str, about: str = "") -> list[dict[str, Any]]:
    columns, found = questions.answer(folder, name, about)
    return [dict(zip(columns, row, strict=True)) for row in found]


def test_goal_chain(folder: Path) -> None:
    """Chapter 1, 发展目标 6 生态环境高颜值: “森林覆盖率达58.5%，城市空气质量优良天数比例保持在97%以上”; chapter 11 巩固提升环境质量 pursues it."""
    chain = rows(folder, "goal-chain", "生态环境高颜值")
    targets = {target for row in chain for target in row["指标"]}
    assert any("森林覆盖率 58.5%" in target for target in targets) and any(
        "优良天数比例" in target and "97%" in target for target in targets
    )
    assert any("环境质量" in (row["举措"] or "") for row in chain)


def test_district(folder: Path) -> None:
    """Chapter 5, 优化能源结构: “加快永泰抽水蓄能电站等重大能源项目投产运行”; the nuclear plant of 福清 is not in 永泰."""
    projects = {row["名称"] for row in rows(folder, "district", "永泰") if row["类别"] == "Project"}
    assert "永泰抽水蓄能电站" in projects
    assert not any("福清核电" in name for name in projects)


def test_sector_deliverables(folder: Path) -> None:
    """Chapter 1, 表2 row 22: 森林覆盖率 58.36 → 58.5, and 发展目标 6: “力争‘十四五’末森林覆盖率达58.5%”."""
    due = {(row["年份"], row["内容"]) for row in rows(folder, "sector-deliverables", "forestry")}
    assert any(year == 2025 and "森林覆盖率 58.5%" in words for year, words in due)


def test_deadlines(folder: Path) -> None:
    """Chapter 4: “三年内新增各类租赁住房10万套” is due in 2023, “力争” governs it; chapter 2 promises plainly: “到2023年…目标基本实现”."""
    due = rows(folder, "deadlines", "2023")
    assert any(row["类别"] == "Target" and "10万套" in row["内容"] for row in due)
    assert {row["力度"] for row in due if row["类别"] == "Commitment"} == {"力争", "plain"}


def test_deadlines_beyond_the_period(folder: Path) -> None:
    """Chapter 3, 专栏8 (page 42): “力争5—8年内钢铁化工产值达两千亿”: eight years from 2021."""
    due = rows(folder, "deadlines", "2028")
    assert any(row["类别"] == "Target" and "钢铁化工产值 2000亿" in row["内容"] and row["页"] == 42 for row in due)
    assert {row["力度"] for row in due if row["类别"] == "Commitment"} == {"力争"}


def test_binding_targets_in_words(folder: Path) -> None:
    """Chapter 1, 表2 row 23 (page 23): 粮食产量 46万吨, 完成省下达指标."""
    found = {(row["指标"], row["基期值"], row["文字目标"]) for row in rows(folder, "binding-targets") if row["年份"] == 2025}
    assert ("粮食产量", 46.0, "完成省下达指标") in found


def test_years_are_whole_numbers(folder: Path) -> None:
    """Chapter 4 (page 49): 路网密度提升至8.5公里/平方公里 names no year; 2025 stays 2025 beside it."""
    years = questions.sector_deliverables(folder, "construction")["年份"]
    assert str(years.dtype) == "Int64" and years.isna().any() and 2025 in set(years.dropna())


def test_a_goal_of_this_period_is_not_measured_by_the_last_one(folder: Path) -> None:
    """表1 (page 10) has 森林覆盖率 55.8 for 2020, 表2 58.5 for 2025: only the latter measures 生态环境高颜值."""
    targets = {target for row in rows(folder, "goal-chain", "生态环境高颜值") for target in row["指标"]}
    assert "森林覆盖率 58.5%（2025年）" in targets and not any("2020年" in target for target in targets)


def test_binding_targets(folder: Path) -> None:
    """Chapter 1, 表2, rows 14, 20, 22, 24: baseline of 2020, target of 2025, both printed."""
    found = {(row["基期值"], row["目标值"], row["距离"]) for row in rows(folder, "binding-targets") if row["年份"] == 2025}
    assert {(12.0, 12.7, 0.7), (99.5, 97.0, -2.5), (58.36, 58.5, 0.14), (0.13, 0.18, 0.05)} <= found


def test_projects_by_stage(folder: Path) -> None:
    """Chapter 5: “建成城际铁路F1线” (transport, complete), “加快建成平潭及闽江口水资源配置工程” (water, complete)."""
    complete = {row["领域"]: row["项目数"] for row in rows(folder, "projects-by-stage") if row["阶段"] == "complete"}
    assert complete["交通物流"] >= 1 and complete["水利"] >= 1


def test_unpursued_indicators(folder: Path) -> None:
    """表2 row 2 全员劳动生产率 never comes up in chapters 2 to 14, nor does 省会首位度 (page 20); row 22 森林覆盖率 does (chapter 11: 森林, 造林),
    养老床位 does (chapter 12, section 6: 养老机构), and 专栏15 with its 200 schools stands under 推动基础教育优质均衡发展."""
    found = {row["指标"] for row in rows(folder, "unpursued-indicators")}
    assert {"全员劳动生产率", "省会首位度"} <= found
    assert not any(word in name for name in found for word in ("森林覆盖率", "养老床位", "学校"))


def test_districts_by_sectors(folder: Path) -> None:
    """Chapters 3 and 5: nuclear power in 福清, pumped storage in 永泰, offshore wind in 长乐."""
    frame = questions.districts_by_sectors(folder)
    assert all(int(str(frame.loc[name, "能源"])) >= 1 for name in ("福清市", "永泰县", "长乐区"))
    assert len(frame) >= 13


def test_project(folder: Path) -> None:
    """The second phase of the airport: chapter 5 twice (打造国内一流枢纽机场 and 专栏9), under two names; what chapter 1 reports is past."""
    found = [row for row in rows(folder, "project", "机场二期") if row["关系"] == "STATES"]
    assert 5 in {row["章"] for row in found} and len(found) >= 2
    assert all(row["县市区"] == ["长乐区"] for row in found)


def test_most_connected(folder: Path) -> None:
    """福清核电7、8号机组 stands in chapter 3 and in chapter 5; a project of one mention in one box cannot come first."""
    found = rows(folder, "most-connected")
    assert len(found) == 30
    assert found[0]["联系数"] >= 5 and found == sorted(found, key=lambda row: -row["联系数"])


def test_conflicts(folder: Path) -> None:
    """发展目标 2: “服务业增加值占GDP比重达60%”, and 表2: 服务业增加值占地区生产总值比重 60."""
    found = {(row["关系"], row["指标"]) for row in rows(folder, "conflicts")}
    assert any(kind == "DUPLICATES" and "服务业增加值占" in name for kind, name in found)


def test_goals_without_measures(folder: Path) -> None:
    """The vision for 2035 states no task; the goals of chapters are pursued by what stands under their headings."""
    found = {row["目标"] for row in rows(folder, "goals-without-measures")}
    assert not any("构建现代产业体系" in name for name in found)


def test_every_question_is_asked_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(
        f'"{question.name}"' in text or f"questions.{question.name.replace('-', '_')}" in text or question.name == "districts-sectors"
        for question in questions.ALL
    )
