"""Read a source (PDF, HTML, DOCX, text) into a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.errors import UserError

if TYPE_CHECKING:
    from pipeline.read.layout import Flow

READERS = {".pdf": "pdf", ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".docx": "docx"}
"""The module of this package that reads a suffix; it has `read_<module>(path) -> Flow`."""
MOST_BYTES = 500_000_000
"""Larger files are refused before they are read."""


def read(path: Path) -> Document:
    """The document at `path`; the suffix chooses the reader. Raises UserError when the source cannot be read or trusted."""
    from pipeline.read.metadata import described
    from pipeline.read.outline import build
    from pipeline.read.trust import trusted

    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UserError(f"{path}: no reader for “{path.suffix}”; gangmu reads {', '.join(sorted(READERS))}")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB; make the pictures in it smaller or split it")
        raw = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); give the path of a plan ({', '.join(sorted(READERS))})") from error
    if not raw.strip():
        raise UserError(f"{path}: is empty; get the file again from its office")
    read_source: Callable[[Path], Flow] = getattr(import_module(f"pipeline.read.{reader}"), f"read_{reader}")
    doc = build(read_source(path))
    if not doc.text.strip():
        raise UserError(
            f"{path}: holds no text (a scan?); install the ocr extra (pip install 'gangmu[ocr]') or get a file with a text layer"
        )
    doc = trusted(doc, path)
    return described(replace(doc, id=path.stem, sha256=hashlib.sha256(raw).hexdigest(), source=path.name), path.with_suffix(".yml"))
