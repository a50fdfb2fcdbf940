"""What is done to monuments, and what can be the name of one."""

from __future__ import annotations

import re

from pipeline.projects.naming import is_wish
from pipeline.projects.words import peeled, plain_out

HERITAGE = re.compile(
    r"(?:大遗址|文物|古建筑群?|古民居|石窟|墓葬|传统村落|考古遗址|维修|修缮|抢救性)[^，。；]{0,12}(?:工程|项目|公园)$|遗址公园$"
)
"""What is done to monuments: those named before it are monuments."""
MONUMENT = 10
"""Characters of a monument's name at most."""


def bare(words: str) -> str:
    """The words without what follows a name: 考古遗址公园|建成开放."""
    return next((left for left, _ in peeled(words) if HERITAGE.search(left)), words)


def is_monument(words: str) -> bool:
    """Whether the words can be the name of a monument: short, and none of them plain."""
    plain = len(words) - len(plain_out(words)) - sum(map(words.count, "和与及"))
    return 2 <= len(words) <= MONUMENT and plain <= 0 and not is_wish(words)
