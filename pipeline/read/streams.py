"""A look at the raw bytes of a PDF before it is opened: is it whole, and does anything in it unpack without measure?

The look costs a few milliseconds. A file that it finds suspicious is read in a child process with limits (`confined`), any other at once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

STREAM = re.compile(rb"stream\r?\n")
TWICE = re.compile(rb"/Filter\s*\[\s*/(?:Flate|LZW|RunLength)Decode\s*/(?:Flate|LZW|RunLength)Decode")
OLD = re.compile(rb"/(?:LZWDecode|RunLengthDecode)")
FLATE = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl\b)")
FONT_OR_IMAGE = re.compile(rb"/Length1|/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)")
FORM = re.compile(rb"/Subtype\s*/Form\b")
PIXELS = re.compile(rb"/(Width|Height)\s+(\d{1,9})")
TAIL = 2048
DICTIONARY = 600
"""Bytes before a stream in which its dictionary stands."""
SAMPLE = 1024
"""Of fonts and images the first SAMPLE bytes are unpacked, of text and drawings MOST bytes of output."""
STEEP = 60
"""Text and drawings shrink to a fifth or a tenth; what unpacks to more than this many times its size may be a bomb."""
MOST = 4_000_000
"""Bytes of drawing on one page beyond this are read under limits."""
MANY_FORMS = 8
"""Forms that call forms can multiply without end; a few are usual."""
MOST_PIXELS = 1_000_000_000
ENORMOUS = "an enormous image"


@dataclass(frozen=True, slots=True)
class Survey:
    """What the look found: why the file is suspicious (None for an ordinary one), and how many of its streams are damaged."""

    reason: str | None
    streams: int = 0
    damaged: int = 0


def survey(raw: bytes) -> Survey:
    """The look at a whole file."""
    tail = raw[-TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        return Survey("cut off")
    if b"/Encrypt" in raw:
        return Survey("encrypted")
    if TWICE.search(raw) or OLD.search(raw):
        return Survey("packed twice or in an old way")
    if len(FORM.findall(raw)) >= MANY_FORMS:
        return Survey("many forms")
    reason, count, damaged = None, 0, 0
    for dictionary, start, end in _streams(raw):
        count += 1
        steep, whole = _unpacked(raw, dictionary, start, end)
        reason = reason or steep
        damaged += not whole
    return Survey(reason, count, damaged)


def _streams(raw: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Dictionary, start and end of every stream."""
    for match in STREAM.finditer(raw):
        at, start = match.start(), match.end()
        if raw[at - 3 : at] != b"end":
            end = raw.find(b"endstream", start)
            head = raw[max(at - DICTIONARY, 0) : at]
            yield head[max(head.rfind(b" obj"), 0) :], start, end if end > 0 else len(raw)


def _unpacked(raw: bytes, dictionary: bytes, start: int, end: int) -> tuple[str | None, bool]:
    """Why the stream is suspicious, and whether it unpacks cleanly as far as it is looked at."""
    size = dict(PIXELS.findall(dictionary)) if b"/Width" in dictionary else {}
    if int(size.get(b"Width", 0)) * int(size.get(b"Height", 0)) > MOST_PIXELS:
        return ENORMOUS, True
    if not FLATE.search(dictionary):
        return None, True
    sampled = FONT_OR_IMAGE.search(dictionary) is not None
    packed = raw[start : start + SAMPLE] if sampled else raw[start:end]
    limit = STEEP * len(packed) + MOST // 100 if sampled else min(STEEP * len(packed) + MOST // 100, MOST)
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(packed, limit)
    except zlib.error:
        return None, False
    if len(unpacked) >= limit:
        return "unpacks without measure", True
    return None, sampled or unpacker.eof or bool(unpacker.unconsumed_tail)
