"""Characters: one-to-one folding before the first anchor, and which printed spaces belong to the text."""

from __future__ import annotations

import re
import unicodedata

from pipeline.document import HAN

RADICALS = dict(
    zip(
        "⺁⺋⺌⺎⺏⺐⺗⺘⺙⺛⺝⺟⺠⺢⺣⺩⺫⺬⺭⺮⺰⺱⺳⺶⺷⺸⺼⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂㔾小尣尢尢心手攵旡月母民水火玉目示礻竹纟罓网羊羊羊肉艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""CJK radicals supplement (browser-made PDFs), which NFKC leaves alone, and the ideograph that each stands for."""

DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u00ad\u0002\ufffe\uff0d", "-") | {"\u2015": "—", "\u2500": "—"}
"""Hyphen-likes; U+0002 and U+FFFE are what pdfium gives for a hyphen at a line's end."""

SPACES = dict.fromkeys("\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", " ")
"""Characters without width; they become spaces, which are then dropped."""


def _folding() -> dict[int, str]:
    table = RADICALS | DASHES | SPACES | UNSEEN
    for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF), *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]:
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            table[chr(code)] = folded
    table["％"] = "%"
    return {ord(character): folded for character, folded in table.items()}


FOLDING = _folding()

LATIN = re.compile(r"[A-Za-z]")
SPACE_RUN = re.compile(r"\s+")
WORD_BEFORE = re.compile(r"[A-Za-z0-9,;:)&]|(?<![0-9])\.")
WORD_AFTER = re.compile(r"[A-Za-z0-9(&]")
CLAUSE = re.compile(rf"{HAN}|[“”‘’《》（）、]")
MARK = re.compile(r"(?:第[零〇一二三四五六七八九十百\d]+[篇编章节部分]+|(?:[表图]|专栏)\s*[\d—-]+)$")
PREFACE = re.compile(r"[前序引目结附]\s+[言录语则件]")


def fold(text: str) -> str:
    """The text with look-alike code points replaced one to one; offsets stay."""
    return text.translate(FOLDING)


def is_latin(character: str) -> bool:
    return LATIN.fullmatch(character) is not None


def kept_positions(text: str, heading: bool = False) -> list[int] | range:
    """Positions of the characters that belong to the text: typesetting spaces are left out.

    A space stays between two Latin words or numbers and, in a heading, after its number and between clauses.
    """
    if not SPACE_RUN.search(text):
        return range(len(text))
    kept: list[int] = []
    at = 0
    for match in SPACE_RUN.finditer(text):
        kept.extend(range(at, match.start()))
        if _parts(text, match.start(), match.end(), heading):
            kept.append(match.start())
        at = match.end()
    kept.extend(range(at, len(text)))
    return kept


def squeeze(text: str, heading: bool = False) -> str:
    """The text without typesetting spaces."""
    return "".join([text[at] for at in kept_positions(text, heading)])


def _parts(text: str, start: int, end: int, heading: bool) -> bool:
    """Whether the white space between start and end parts two words or clauses."""
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    if WORD_BEFORE.match(text, start - 1) and WORD_AFTER.fullmatch(after):
        return True
    if not heading or PREFACE.fullmatch(text.strip()):
        return False
    return bool(MARK.search(text[:start])) or bool(CLAUSE.match(before) and CLAUSE.match(after))
