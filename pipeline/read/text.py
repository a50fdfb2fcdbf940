"""Plain text → Document (first, simple version)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from pipeline.document import Anchor, Block, Cell, Document, Section, SectionKind, Table

NUM = "零一二三四五六七八九十百"
HEADINGS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第([{NUM}]+)章\s*\S.*$")),
    ("section", re.compile(rf"第([{NUM}]+)节\s*\S.*$")),
    ("item", re.compile(rf"([{NUM}]+)、[^。；]{{1,40}}$")),
    ("point", re.compile(rf"（([{NUM}]+)）[^。；]{{1,40}}$")),
    ("box", re.compile(r"专栏\s*(\d+)\s*[:：]?\s*\S.{0,40}$")),
    ("table", re.compile(r"表\s*(\d+)\s*\S.{0,40}$")),
    ("figure", re.compile(r"图\s*(\d+)\s*\S.{0,40}$")),
    ("preface", re.compile(r"(前\s*言)$")),
)
POINT = re.compile(r"(\d+)[.．、]\s*([^。；，]{2,30})。")
RANK = {"front": 0, "preface": 1, "part": 1, "chapter": 2, "section": 3, "item": 4, "point": 5, "box": 6, "table": 6, "figure": 6, "note": 6}


def read_text(path: Path) -> Document:
    raw = path.read_bytes()
    return replace(read_string(raw.decode("utf-8")), id=path.stem, sha256=hashlib.sha256(raw).hexdigest(), source=path.name)


def read_string(source: str, name: str = "text", region: str | None = "350100") -> Document:
    """A document of a bare text: one paragraph a line, headings by their numbers."""
    lines = [squeeze_spaces(line.replace("**", "")) for line in stitch(source)]
    text, blocks, sections, cells = "", [], [Section("s0", None, "front", None, "", None, Anchor(0, 0), Anchor(0, 0))], []
    open_sections, chapter, seen_chapter = [sections[0]], None, False
    tables: list[Table] = []
    for line in lines:
        start = len(text)
        if "\t" in line:
            row = len({c.row for c in cells})
            for column, part in enumerate(line.split("\t")):
                if part:
                    cells.append(Cell(Anchor(len(text), len(text) + len(part)), row, column))
                    blocks.append(Block(f"b{len(blocks)}", "cell", cells[-1].anchor, open_sections[-1].id))
                text += part + "\t"
            text += "\n"
            continue
        if cells:
            tables.append(_table(f"t{len(tables)}", open_sections[-1], cells))
            cells = []
        text += line + "\n"
        anchor = Anchor(start, start + len(line))
        found = _heading(line)
        if found:
            kind, number, end = found
            if kind == "chapter":
                chapter, seen_chapter = _chinese(number), True
            elif kind == "preface":
                chapter = 0
            while RANK[open_sections[-1].kind] >= RANK[kind]:
                open_sections.pop()
            section = Section(f"s{len(sections)}", open_sections[-1].id, kind, number, line[:end], chapter, anchor, Anchor(start, start + end))
            sections.append(section)
            open_sections.append(section)
            blocks.append(Block(f"b{len(blocks)}", "heading", section.heading, section.id))
            if end < len(line):
                blocks.append(Block(f"b{len(blocks)}", "paragraph", Anchor(start + end, anchor.end), section.id))
        else:
            blocks.append(Block(f"b{len(blocks)}", "paragraph", anchor, open_sections[-1].id))
    if cells:
        tables.append(_table(f"t{len(tables)}", open_sections[-1], cells))
    closed = []
    for index, section in enumerate(sections):
        following = [s.anchor.start for s in sections[index + 1 :] if RANK[s.kind] <= RANK[section.kind] and section.kind != "front"]
        closed.append(replace(section, anchor=Anchor(section.anchor.start, following[0] if following else len(text))))
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), text, tuple(closed), tuple(blocks), tuple(tables), title=lines[0] if lines else "", region=region, period=(2021, 2025))


def _table(table_id: str, section: Section, cells: list[Cell]) -> Table:
    return Table(table_id, section.id, section.title, 1, max(c.row for c in cells) + 1, max(c.column for c in cells) + 1, tuple(cells))


def _heading(line: str) -> tuple[SectionKind, str, int] | None:
    for kind, pattern in HEADINGS:
        match = pattern.match(line)
        if match and not re.search(r"[.…]{3,}\d*$", line):
            return kind, match.group(1), len(line)
    match = POINT.match(line)
    return ("point", match.group(1), match.end()) if match else None


def _chinese(number: str) -> int:
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")}
    if "十" in number:
        tens, ones = number.split("十")
        return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)
    return digits[number]


def stitch(source: str) -> list[str]:
    """Paragraphs: contents lines dropped, paragraphs broken by a page joined."""
    lines = [line.strip() for line in source.splitlines()]
    lines = [line for line in lines if line and not re.search(r"[.…]{3,}\s*\d+$|\t\d{1,3}$", line)]
    joined: list[str] = []
    for line in lines:
        broken = joined and "\t" not in line + joined[-1] and not _heading(joined[-1]) and not _heading(line)
        if broken and len(joined[-1]) > 20 and not re.search(r"[。！？：:；）)”.]$|\*\*$", joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def squeeze_spaces(line: str) -> str:
    """Spaces go unless they part two Latin words or stand in a heading after its number."""
    if _heading(line) and "\t" not in line:
        return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fff])", "", line)
    return re.sub(r"(?<![A-Za-z]) +| +(?![A-Za-z])", "", line)
