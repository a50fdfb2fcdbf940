"""Bytes → text: the encodings in which plans are kept, each decoded strictly, and whether what comes out is Chinese."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pipeline.errors import UserError
from pipeline.read.trust import is_readable

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
UNMARKED = ("utf-8", "gb18030")
WIDE = ("utf-16-le", "utf-16-be")
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,12})", re.IGNORECASE)
OPENING = 2048
"""Bytes in which a page declares its encoding."""
MOST = 20_000_000
"""Characters; a plan of a thousand pages has one million."""


def decoded(raw: bytes, path: Path) -> str:
    """The text of the bytes: by byte order mark, as the page declares, as UTF-8, as UTF-16 where zero bytes tell, as GB18030.

    Raises UserError when no encoding fits or when what fits is no readable text.
    """
    for encoding in _candidates(raw):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if len(text) > MOST:
            raise UserError(f"{path}: has more than {MOST // 1_000_000} million characters, which no plan has; split it")
        if is_readable(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UserError(f"{path}: is not text in UTF-8, UTF-16 or GB18030; save it again as UTF-8 or get the file again from its office")


def _candidates(raw: bytes) -> list[str]:
    marked = [encoding for mark, encoding in MARKS if raw.startswith(mark)]
    if marked:
        return marked
    declared = [match.group(1).decode("ascii").lower() for match in DECLARED.finditer(raw[:OPENING])][:1]
    wide = list(WIDE) if len(raw) % 2 == 0 and b"\0" in raw else []
    return list(dict.fromkeys(["utf-8", *({"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name) for name in declared), *wide, *UNMARKED]))
