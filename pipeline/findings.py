"""A finding is data with evidence; reports render it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that a finding points to: a fact's id (or None for a passage), its words and where they stand."""

    fact: str | None
    quote: str
    page: int | None
    chapter: int | None
    section: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say. `message` is a complete Chinese sentence with the numbers in it."""

    code: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    expected: str = ""
    found: str = ""
    status: Literal["open", "dismissed"] = "open"

    @property
    def id(self) -> str:
        """Stable under edits elsewhere in the document: hash of code and quotes, without positions."""
        raw = "\x1f".join((self.code, *(evidence.quote for evidence in self.evidence)))
        return f"f{hashlib.sha256(raw.encode()).hexdigest()[:15]}"
