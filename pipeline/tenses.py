"""Whether a place in a document speaks of what was reached or of what is to come, and for which years.

Headings tell: 发展基础, 回顾, 取得新成效 look back on the period before the document's own; 发展目标, 主要指标 look forward to its end,
2035年远景目标 to 2035. Elsewhere the words of the sentence decide, and no year is taken for granted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Document, Section

PAST_TITLE = re.compile(
    r"发展基础|现实基础|工作基础|基础条件|基础和优势|基础与|发展现状|^.{0,6}现状|回顾|成就|成绩|取得.{0,10}(?:成效|进展|突破|胜利)|成效显著|主要成效|完成情况|实施情况|执行情况|工作总结|发展历程"
)
GOAL_TITLE = re.compile(r"目标|指标(?!体系)|愿景")
FAR_TITLE = re.compile(r"(20[3-9]\d)\s*年?.{0,4}(?:远景|愿景|展望|目标)|远景目标|中长期目标")
FAR_YEAR = 2035


@dataclass(frozen=True, slots=True)
class Setting:
    """What the headings above a place say: `past` is None where they say nothing; years are None where they are not told.

    `by` and `start` are the years of what is stated there, `base` the year of the value from which it changed.
    """

    past: bool | None = None
    by: int | None = None
    start: int | None = None
    base: int | None = None


def setting_of(doc: Document, section: Section) -> Setting:
    """The setting by the headings above, the innermost that tells deciding."""
    for part in reversed(doc.path(section)):
        if part.kind in ("front", "preface"):
            continue
        title = re.sub(r"\s+", "", part.title)
        if PAST_TITLE.search(title):
            return _past(doc)
        far = FAR_TITLE.search(title)
        if far:
            return Setting(False, int(far.group(1) or FAR_YEAR))
        if GOAL_TITLE.search(title):
            return Setting(False, doc.period[1] if doc.period else None)
    return Setting()


def _past(doc: Document) -> Setting:
    """The period before the document's own, of the same length; its base year is the one before it."""
    if doc.period is None:
        return Setting(True)
    start, end = doc.period
    length = end - start + 1
    return Setting(True, start - 1, start - length, start - length - 1)
