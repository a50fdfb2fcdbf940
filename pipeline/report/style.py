"""How the pictures look, here and in notebooks: a Chinese font that the machine has, and the colours of the explorer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.errors import UserError

FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "PingFang SC", "Heiti SC", "Hiragino Sans GB"),
    *("Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Songti SC", "SimSun"),
    *("Noto Sans CJK JP", "Droid Sans Fallback", "AR PL UMing CN", "Arial Unicode MS"),
)
"""Families with Chinese characters, the best first."""

INK, SOFT, FAINT, RULE, PAPER = "#22201c", "#6f6a61", "#c9c3b6", "#e4dfd5", "#fbfaf6"
RED, PALE, BLUE = "#a63a2b", "#d99a8f", "#2f5d7c"
STYLE = {
    **{f"{part}.facecolor": PAPER for part in ("figure", "axes", "savefig")},
    **{f"axes.spines.{side}": False for side in ("top", "right", "left")},
    "axes.axisbelow": True,
    "axes.edgecolor": SOFT,
    "axes.titlelocation": "left",
    "axes.titlepad": 14,
    "axes.titlesize": 13,
    "axes.unicode_minus": False,
    "font.size": 10,
    "grid.color": RULE,
    "legend.frameon": False,
    "svg.hashsalt": "gangmu",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": SOFT,
    "xtick.major.size": 0,
    "ytick.color": INK,
    "ytick.major.size": 0,
}


@contextmanager
def style() -> Iterator[None]:
    """Matplotlib with a Chinese font and the colours of the explorer, for the length of a block. Raises UserError when there is no such font."""
    import matplotlib

    settings: Any = {**STYLE, "font.family": [chinese_font(), "DejaVu Sans"]}
    with matplotlib.rc_context(settings):
        yield


def chinese_font() -> str:
    """Name of the best family with Chinese characters that this machine has. Raises UserError when there is none."""
    names = installed()
    for name in FONTS:
        if name in names:
            return name
    raise UserError("no Chinese font found for the pictures; install one, e.g. apt-get install fonts-noto-cjk, then try again")


def installed() -> set[str]:
    """Names of the font families; matplotlib's own list is completed when it is older than the fonts."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    if not any(font.name in FONTS for font in manager.ttflist):
        known = {font.fname for font in manager.ttflist}
        for path in sorted(set(font_manager.findSystemFonts()) - known):
            manager.addfont(path)
    return {font.name for font in manager.ttflist}
