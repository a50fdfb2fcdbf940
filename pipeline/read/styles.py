"""The styles of a Word file: heading level, boldness, centring and list that a paragraph inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.read.numbering import W, value

BOLD_OFF = ("0", "false", "off")
HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
TITLE_STYLE = re.compile(r"title|文档标题", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """What a paragraph style says, its bases included; None where it is silent."""

    name: str = ""
    level: int | None = None
    bold: bool | None = None
    centred: bool | None = None
    number: tuple[str, int] | None = None


def default_style(root: Any) -> str:
    return next(
        (
            style.get(f"{W}styleId")
            for style in root.findall(f"{W}style")
            if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph"
        ),
        "",
    )


def styles_of(root: Any) -> dict[str, Style]:
    """All paragraph and character styles with what they inherit."""
    elements = {style.get(f"{W}styleId"): style for style in root.findall(f"{W}style")}
    return {name: _style(name, elements, 0) for name in elements}


def _style(name: str, elements: dict[str, Any], depth: int) -> Style:
    element = elements.get(name)
    if element is None or depth > 20:
        return Style()
    base = _style(value(element.find(f"{W}basedOn")), elements, depth + 1)
    printed, properties = value(element.find(f"{W}name")), element.find(f"{W}pPr")
    bold = switch(element.find(f"{W}rPr/{W}b"))
    level, centred, number = paragraph_properties(properties)
    heading = HEADING_STYLE.fullmatch(printed)
    if heading is not None:
        level = int(heading.group(1))
    elif TITLE_STYLE.fullmatch(printed):
        level = 0
    return Style(
        printed,
        base.level if level is None else level,
        base.bold if bold is None else bold,
        base.centred if centred is None else centred,
        number or base.number,
    )


def paragraph_properties(properties: Any) -> tuple[int | None, bool | None, tuple[str, int] | None]:
    """Outline level (from 1), centring and list of a w:pPr; None where it is silent."""
    if properties is None:
        return None, None, None
    outline, align = value(properties.find(f"{W}outlineLvl")), value(properties.find(f"{W}jc"))
    list_id, depth = value(properties.find(f"{W}numPr/{W}numId")), value(properties.find(f"{W}numPr/{W}ilvl"))
    level = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else None
    return level, align == "center" if align else None, (list_id, int(depth or 0)) if list_id else None


def switch(element: Any) -> bool | None:
    return None if element is None else value(element).lower() not in BOLD_OFF
