"""explorer.html: one file with everything inside, opened from disk, without network.

The templates in `explorer/` are put together as they are; nothing is compiled. The document's text is data: it travels as JSON with every
character escaped that could end a script element, and the page's content policy allows only the scripts and the style that were built in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from pipeline.report.bundle import bundle
from pipeline.report.material import Material

TEMPLATES = Path(__file__).resolve().parent / "explorer"
STYLES = ("style.css", "views.css", "narrow.css")
SCRIPTS = (
    "words.js",
    "dom.js",
    "data.js",
    "tables.js",
    "fact.js",
    "page.js",
    "text.js",
    "document.js",
    "targets.js",
    "judgements.js",
    "findings.js",
    "layout.js",
    "graph.js",
    "coverage.js",
    "map.js",
    "timeline.js",
    "app.js",
)
"""In the order in which they are run; each uses only what stands before it."""

UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_explorer(material: Material, path: Path) -> None:
    """Write the explorer of one document."""
    path.write_text(page(bundle(material), material.doc.title or material.doc.id), encoding="utf-8", newline="\n")


def page(data: dict[str, Any], title: str) -> str:
    """The whole HTML page around the data."""
    style = "".join(_template(name) for name in STYLES)
    scripts = [_template(name) for name in SCRIPTS]
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_digest(script) for script in scripts)}",
            f"style-src {_digest(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "{{title}}": escape(title),
        "{{policy}}": escape(policy, quote=True),
        "{{style}}": style,
        "{{data}}": embed(data),
        "{{scripts}}": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    pieces = re.split(r"(\{\{\w+\}\})", _template("index.html"))
    return "".join(parts.get(piece, piece) for piece in pieces)


def embed(data: Any) -> str:
    """JSON that may stand inside a script element: no character of the data can end the element or start another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, replacement in UNSAFE.items():
        text = text.replace(character, replacement)
    return text


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
