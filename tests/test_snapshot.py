"""The diff against the committed snapshot tells what a change did."""

from __future__ import annotations

from pipeline.run import Result
from pipeline.snapshot import difference, lines_of

OLD = [
    ("place", "1", "福州新区", "福州新区 马尾区"),
    ("place", "1", "长乐", "长乐 长乐区"),
    ("quantity", "2", "达45%", "森林覆盖率 = 45 %"),
]


def test_gained_lost_and_changed() -> None:
    new = [OLD[0], ("quantity", "2", "达45%", "森林覆盖率 >= 45 %"), ("place", "3", "福清", "福清 福清市")]
    gained, lost, changed = difference(OLD, new)
    assert gained == [("place", "3", "福清", "福清 福清市")]
    assert lost == [OLD[1]]
    assert changed == [(OLD[2], new[1])]


def test_no_change_is_silent() -> None:
    assert difference(OLD, OLD) == ([], [], [])


def test_one_of_two_equal_lines_may_go() -> None:
    assert difference([OLD[0], OLD[0]], [OLD[0]]) == ([], [OLD[0]], [])


def test_lines_cover_facts_and_findings(fuzhou: Result) -> None:
    kinds = {line[0] for line in lines_of(fuzhou.folder)}
    assert kinds == {"quantity", "commitment", "goal", "measure", "project", "place", "finding"}
