"""Ready questions: each is a Cypher query with Chinese column names, asked by name from the command line or as a function from Python.

>>> from pipeline import questions
>>> questions.district("outputs/fuzhou-14fyp", "长乐区")        # doctest: +SKIP
>>> print(questions.QUESTIONS["binding-targets"].cypher)       # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.graph.cypher import Answer
from pipeline.graph.cypher import ask as ask_cypher

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Question:
    """A question by name. `about` says what its `$about` means ("" when it takes nothing); `choices` lists the names that it knows."""

    name: str
    title: str
    cypher: str
    about: str = ""
    required: bool = False
    choices: str = ""


ALL = (
    Question(
        "goal-chain",
        "目标的链条：目标 → 举措 → 项目 → 县（市）区，连同指标",
        """MATCH (g:Goal) WHERE $about = '' OR g.name CONTAINS $about OR g.text CONTAINS $about
        OPTIONAL MATCH (g)-[:MEASURED_BY]->(t:Target)
        WITH g, collect(DISTINCT t.name) AS targets
        OPTIONAL MATCH (g)-[r:PURSUED_BY]->(m:Measure)
        OPTIONAL MATCH (m)-[:IMPLEMENTED_BY]->(p:Project)
        OPTIONAL MATCH (p)-[:LOCATED_IN]->(d:District)
        WITH g, targets, r, m, p, list_sort(collect(DISTINCT d.name)) AS districts
        RETURN g.name AS 目标, m.name AS 举措, r.confidence AS 依据, p.name AS 项目, districts AS 县市区, targets AS 指标, m.page AS 举措页码
        ORDER BY g.chapter, g.span_start, m.span_start, 项目""",
        about="目标的字词",
    ),
    Question(
        "district",
        "一个县（市）区得到什么：项目、举措、指标",
        """MATCH (x:Project|Measure|Target)-[r:LOCATED_IN]->(d:District) WHERE d.name STARTS WITH $about
        OPTIONAL MATCH (x)-[:OWNED_BY]->(s:Sector)
        RETURN d.name AS 县市区, label(x) AS 类别, x.name AS 名称, x.stage AS 阶段, s.name AS 领域, r.confidence AS 依据, x.chapter AS 章, x.page AS 页, x.quote AS 原文
        ORDER BY 县市区, 类别, x.span_start, 名称""",
        about="县（市）区名",
        required=True,
        choices="MATCH (d:District) RETURN d.name ORDER BY d.id",
    ),
    Question(
        "sector-deliverables",
        "一个领域到期应交付什么：按年份列出指标与承诺",
        """MATCH (x:Target|Commitment)-[:OWNED_BY]->(s:Sector) WHERE (s.code = $about OR s.name CONTAINS $about) AND (x.role = 'target' OR x.role IS NULL)
        OPTIONAL MATCH (x)-[:DUE]->(y:Period)
        RETURN s.name AS 领域, y.year AS 年份, label(x) AS 类别, x.name AS 内容, x.attr AS 属性, x.strength AS 力度, x.chapter AS 章, x.page AS 页, x.quote AS 原文
        ORDER BY 年份, 类别, x.span_start""",
        about="领域代码或名称",
        required=True,
        choices="MATCH (s:Sector) RETURN s.code + ' ' + s.name ORDER BY s.code",
    ),
    Question(
        "deadlines",
        "各年到期的承诺与指标",
        """MATCH (x:Target|Commitment)-[:DUE]->(y:Period)
        WHERE (x.role = 'target' OR x.role IS NULL) AND ($about = '' OR $about = CAST(y.year AS STRING))
        OPTIONAL MATCH (x)-[:OWNED_BY]->(s:Sector)
        RETURN y.year AS 年份, label(x) AS 类别, x.name AS 内容, x.strength AS 力度, s.name AS 领域, x.chapter AS 章, x.page AS 页
        ORDER BY 年份, 类别, x.span_start""",
        about="年份",
    ),
    Question(
        "binding-targets",
        "约束性指标：基期值、目标值与距离",
        """MATCH (t:Target)-[:OF_INDICATOR]->(i:Indicator) WHERE t.attr = '约束性' AND t.role = 'target'
        OPTIONAL MATCH (t)-[:BASELINE]->(b:Target)
        RETURN i.name AS 指标, t.by AS 年份, t.measure AS 口径, b.by AS 基年, b.value AS 基期值, t.op AS 关系, t.value AS 目标值, t.text AS 文字目标, t.unit AS 单位,
               round(t.value - b.value, 6) AS 距离, t.page AS 页
        ORDER BY 年份, t.span_start, 指标""",
    ),
    Question(
        "projects-by-stage",
        "项目数：领域 × 阶段",
        """MATCH (p:Project) OPTIONAL MATCH (p)-[:OWNED_BY]->(s:Sector)
        RETURN s.name AS 领域, p.stage AS 阶段, count(*) AS 项目数 ORDER BY 领域, 阶段""",
    ),
    Question(
        "unpursued-indicators",
        "本期有目标值，却没有举措推进的指标：没有举措点到它或相关的事，它也不在举措之下",
        """MATCH (plan:Document), (i:Indicator)<-[:OF_INDICATOR]-(t:Target)
        WHERE t.role = 'target' AND (t.by IS NULL OR plan.first_year IS NULL OR t.by >= plan.first_year)
        WITH i, collect(t.id) AS ids, min(t.page) AS page, max(t.by) AS year
        OPTIONAL MATCH (i)<-[:OF_INDICATOR]-(u:Target)<-[:MEASURED_BY]-(:Goal)-[r:PURSUED_BY]->(m:Measure) WHERE list_contains(r.evidence, u.id)
        WITH i, ids, page, year, count(m) AS measures WHERE measures = 0
        MATCH (i)<-[:OF_INDICATOR]-(b:Target)<-[:STATES]-(place:Section) WHERE b.role = 'target'
        WITH DISTINCT i, ids, page, year, place
        OPTIONAL MATCH (place)<-[:HAS_SECTION*0..5]-(above:Section)
        WITH DISTINCT i, ids, page, year, place, above
        OPTIONAL MATCH (above)-[:STATES]->(n:Measure) WHERE n.kind = 'heading' OR (above.id = place.id AND place.goal = false)
        WITH i, ids, page, year, count(n) AS around WHERE around = 0
        OPTIONAL MATCH (i)-[:OWNED_BY]->(s:Sector)
        RETURN i.name AS 指标, s.name AS 领域, size(ids) AS 目标数, year AS 最晚年份, page AS 首见页 ORDER BY 指标, i.id""",
    ),
    Question(
        "districts-sectors",
        "县（市）区 × 领域：项目数（长表）",
        """MATCH (d:District) OPTIONAL MATCH (d)<-[:LOCATED_IN]-(p:Project)-[:OWNED_BY]->(s:Sector)
        WITH d, s.name AS sector, count(DISTINCT p.id) AS projects
        RETURN d.name AS 县市区, sector AS 领域, projects AS 项目数 ORDER BY d.id, 领域""",
    ),
    Question(
        "project",
        "一个项目出现在哪里：各处提法、举措、目标、承诺、县（市）区",
        """MATCH (p:Project) WHERE list_to_string('；', p.names) CONTAINS $about
        MATCH (x:Section|Measure|Commitment)-[r:STATES|IMPLEMENTED_BY|COMMITS_TO]->(p)
        OPTIONAL MATCH (g:Goal)-[:PURSUED_BY]->(x)
        OPTIONAL MATCH (p)-[:LOCATED_IN]->(d:District)
        WITH p, x, r, list_sort(collect(DISTINCT g.name)) AS goals, list_sort(collect(DISTINCT d.name)) AS districts
        RETURN p.name AS 项目, p.names AS 提法, p.stage AS 阶段, label(r) AS 关系, x.name AS 出处, x.chapter AS 章, x.page AS 页, goals AS 目标, districts AS 县市区
        ORDER BY 项目, 章, x.span_start, x.id, 关系""",
        about="项目名的字词",
        required=True,
    ),
    Question(
        "most-connected",
        "联系最多的项目",
        """MATCH (p:Project)-[r]-(x)
        WITH p, count(DISTINCT x.id) AS links
        OPTIONAL MATCH (p)-[:OWNED_BY]->(s:Sector)
        RETURN p.name AS 项目, links AS 联系数, p.mentions AS 提及数, p.stage AS 阶段, s.name AS 领域
        ORDER BY 联系数 DESC, 提及数 DESC, 项目 LIMIT 30""",
    ),
    Question(
        "conflicts",
        "同一指标、同一年份，前后数值重复或冲突",
        """MATCH (a:Target)-[r:DUPLICATES|CONFLICTS_WITH]->(b:Target)
        RETURN label(r) AS 关系, a.indicator AS 指标, a.by AS 年份, a.name AS 先, a.page AS 先页, b.name AS 后, b.page AS 后页, a.quote AS 先文, b.quote AS 后文
        ORDER BY 关系, a.span_start, b.span_start""",
    ),
    Question(
        "goals-without-measures",
        "没有举措推进的目标",
        """MATCH (g:Goal) WHERE NOT (g)-[:PURSUED_BY]->(:Measure)
        OPTIONAL MATCH (g)-[:OWNED_BY]->(s:Sector)
        RETURN g.name AS 目标, g.kind AS 类型, s.name AS 领域, g.chapter AS 章, g.page AS 页 ORDER BY g.span_start""",
    ),
)
QUESTIONS = {question.name: question for question in ALL}


def answer(folder: Path, name: str, about: str = "") -> Answer:
    """The answer to a ready question. Raises UserError for an unknown name or a missing subject, with the names to choose from."""
    question = QUESTIONS.get(name)
    if question is None:
        raise UserError(f"--ask {name}: no such question; there are {', '.join(QUESTIONS)}")
    if question.required and not about:
        known = [str(row[0]) for row in ask_cypher(folder, question.choices)[1]] if question.choices else []
        choices = f": {'、'.join(known)}" if known else ""
        raise UserError(f"--ask {name} needs {question.about}{choices}")
    columns, rows = ask_cypher(folder, question.cypher, {"about": about} if question.about else {})
    if not rows and question.choices:
        _known(folder, question, about)
    return columns, rows


def _known(folder: Path, question: Question, about: str) -> None:
    """Raises UserError with the names to choose from when none of them has the words: an empty answer would say that it gets nothing."""
    known = [str(row[0]) for row in ask_cypher(folder, question.choices)[1]]
    if not any(about in name for name in known):
        raise UserError(f"--ask {question.name} {about}: no such {question.about}: {'、'.join(known)}")


def frame(folder: Path | str, name: str, about: str = "") -> pandas.DataFrame:
    """The answer as a DataFrame. Years and pages are whole numbers, also where some are missing (Int64)."""
    import pandas

    columns, rows = answer(Path(folder), name, about)
    table = pandas.DataFrame(rows, columns=columns)
    whole = [name for at, name in enumerate(columns) if _whole([row[at] for row in rows])]
    return table.astype(dict.fromkeys(whole, "Int64"))


def _whole(values: list[object]) -> bool:
    """Whether a column has whole numbers with gaps, which pandas would make decimal ones: a year is 2025, not 2025.0."""
    return None in values and {type(value) for value in values} == {int, type(None)}


def goal_chain(folder: Path | str, goal: str = "") -> pandas.DataFrame:
    """Goal → measures → projects → districts, with the targets of the goal; of all goals, or of those with these words."""
    return frame(folder, "goal-chain", goal)


def district(folder: Path | str, name: str) -> pandas.DataFrame:
    """All that a district gets: projects, measures, targets."""
    return frame(folder, "district", name)


def sector_deliverables(folder: Path | str, sector: str) -> pandas.DataFrame:
    """All that a sector must deliver, by year; the sector by code or Chinese name."""
    return frame(folder, "sector-deliverables", sector)


def deadlines(folder: Path | str, year: int | None = None) -> pandas.DataFrame:
    """Commitments and targets by the year in which they are due."""
    return frame(folder, "deadlines", "" if year is None else str(year))


def binding_targets(folder: Path | str) -> pandas.DataFrame:
    """Binding targets with baseline and distance, in the printed unit."""
    return frame(folder, "binding-targets")


def projects_by_stage(folder: Path | str) -> pandas.DataFrame:
    """Sectors × stages: numbers of projects."""
    return _matrix(frame(folder, "projects-by-stage"), "领域", "阶段")


def unpursued_indicators(folder: Path | str) -> pandas.DataFrame:
    """Indicators with a target that no measure pursues."""
    return frame(folder, "unpursued-indicators")


def districts_by_sectors(folder: Path | str) -> pandas.DataFrame:
    """Districts × sectors: numbers of projects, rows of zeros included."""
    return _matrix(frame(folder, "districts-sectors"), "县市区", "领域")


def project(folder: Path | str, name: str) -> pandas.DataFrame:
    """Everything in which a project appears."""
    return frame(folder, "project", name)


def most_connected(folder: Path | str) -> pandas.DataFrame:
    """The thirty projects with the most neighbours."""
    return frame(folder, "most-connected")


def conflicts(folder: Path | str) -> pandas.DataFrame:
    """Targets that are stated twice, with equal or with different numbers."""
    return frame(folder, "conflicts")


def goals_without_measures(folder: Path | str) -> pandas.DataFrame:
    """Goals that nothing pursues."""
    return frame(folder, "goals-without-measures")


def _matrix(long: pandas.DataFrame, rows: str, columns: str) -> pandas.DataFrame:
    """A long table of counts as a matrix; what has no column (no sector, no stage) stands under “未标明”."""
    order = list(dict.fromkeys(long[rows].fillna("未标明")))
    filled = long.fillna({rows: "未标明", columns: "未标明"})
    matrix = filled.pivot_table(index=rows, columns=columns, values="项目数", aggfunc="sum", fill_value=0).reindex(order)
    return matrix.astype(int)
