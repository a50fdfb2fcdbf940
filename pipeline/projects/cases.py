"""Words that may be the name of an undertaking, with what is known of them: where they stand, what governs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.projects.lists import Span
from pipeline.values import Stage

Type = Literal["facility", "programme"]
Listed = Literal[0, 1, 2]
"""How surely the words stand in a list of names: not, among projects, among things of a said kind."""

Judged = tuple[Type, str]
"""(type, rule)."""


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a list: the verb over it, how surely the list is one of names, and the stage that words behind the list tell,
    and the ending that the item shares with the others where only one of them or the words around the list write it."""

    start: int
    end: int
    verb: str
    stage: Stage | None
    listed: Listed
    told: Stage | None = None
    head: Span | None = None


FOUNDED = frozenset(("建设", "规划建设", "筹建", "设立", "谋划", "建成"))
"""Verbs (ids of the lexicon) under which a school or a hospital is a new one."""
BUILT = FOUNDED | frozenset(
    (
        "规划",
        "启动",
        "开工",
        "完成",
        "引进",
        "打造",
        "创建",
        "推进",
        "实施",
        "申报",
        "争取",
        "加快",
        "扩容",
        "培育",
        "争创",
        "投产",
        "开展",
        "前期",
    )
)
"""Verbs that build something which then has no other proper mark than what it is for."""


@dataclass(frozen=True, slots=True)
class Case:
    """Words that may be a name: `before` what stands before the ending, `cut` what was taken off behind, the governing verb, how they are listed."""

    words: str
    before: str
    region: str | None
    verb: str
    listed: Listed
    cut: str
    proper: bool
    placed: bool
