"""Scans and pictures: read where the extra is installed, listed where it is not; never over the network, never for a plan without pictures."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from pipeline.checks.plan import Plan
from pipeline.checks.structure import absent
from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.extract import extract
from pipeline.facts import Facts
from pipeline.read import ocr, read
from tests.conftest import PLAN

TABLE_PAGES = (21, 22, 23)
"""The pages of the Fuzhou PDF on which 表2 stands."""


@pytest.fixture
def recognition() -> None:
    pytest.importorskip("rapidocr", reason="needs the ocr extra (pip install 'gangmu[ocr]')")


def scan(pages: tuple[int, ...], path: Path, dpi: int = 200) -> Path:
    """A PDF whose pages are pictures of pages of the Fuzhou PDF."""
    pdf = pypdfium2.PdfDocument(PLAN)
    pictures = [pdf[number - 1].render(scale=dpi / 72).to_pil() for number in pages]
    pictures[0].save(path, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    pdf.close()
    return path


def excerpt(source: Path, pages: list[int], path: Path) -> Path:
    """Some pages of a PDF as a file of their own."""
    whole, part = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    part.import_pages(whole, [number - 1 for number in pages])
    part.save(path)
    part.close()
    whole.close()
    return path


def words(doc: Document) -> list[list[str]]:
    """The cells of all tables, row by row, with one kind of bracket and no white space."""
    rows = [row for table in doc.tables for row in table.grid()]
    return [[plain(doc.quote(cell.anchor)) if cell else "" for cell in row] for row in rows]


def plain(text: str) -> str:
    for brackets, bracket in (("〔［（", "("), ("〕］）", ")"), ("＞", ">"), ("＜", "<"), ("—", "-")):
        text = re.sub(f"[{brackets}]", bracket, text)
    return re.sub(r"\s", "", text)


def agreement(found: list[list[str]], expected: list[list[str]]) -> float:
    """Share of the expected cells that were found in their row, in order of columns."""
    cells = sum(len(row) for row in expected)
    return sum(a == b for row, other in zip(expected, found, strict=True) for a, b in zip(row, other, strict=True)) / cells


def test_a_scanned_table_is_read(recognition: None, tmp_path: Path, fuzhou_doc: Document) -> None:
    doc = read(scan(TABLE_PAGES, tmp_path / "scan.pdf"))
    expected = [[plain(fuzhou_doc.quote(cell.anchor)) if cell else "" for cell in row] for row in fuzhou_doc.tables[1].grid()]
    assert agreement(words(doc), expected) >= 0.95
    cell = doc.tables[0].cells[9]
    assert doc.page_at(cell.anchor.start) == 1 and doc.boxes(cell.anchor) and doc.is_recognised(cell.anchor)


def test_facts_from_a_scan_say_so(recognition: None, tmp_path: Path) -> None:
    doc = read(scan((7,), tmp_path / "scan.pdf"))
    facts = list(extract(doc))
    assert facts and all(fact.rule.endswith("+ocr") for fact in facts if doc.boxes(fact.anchor))


def test_the_national_table(recognition: None, tmp_path: Path, plans: Path) -> None:
    doc = read(excerpt(plans / "national-14fyp.pdf", [15, 16, 17], tmp_path / "part.pdf"))
    with (plans / "national_14fyp_main_indicators.csv").open(encoding="utf-8-sig") as file:
        rows = [[plain(cell) for cell in row] for row in csv.reader(file)]
    expected = [[row[0], row[1] + "." + row[2] if row[1].isdigit() else row[2], *row[3:]] for row in rows]
    assert agreement(words(doc), expected) >= 0.95
    box = next(section for section in doc.sections if section.kind == "box")
    assert re.sub(r"\s", "", box.title) == "专栏1“十四五”时期经济社会发展主要指标"


def test_a_map_is_a_figure_not_text(recognition: None, tmp_path: Path, plans: Path) -> None:
    doc = read(excerpt(plans / "national-14fyp.pdf", [80], tmp_path / "part.pdf"))
    assert [section.title for section in doc.sections if section.kind == "figure"] == ["图5 粤港澳大湾区轨道交通规划图"]
    assert not doc.tables and "图例" not in doc.text


def test_recognition_needs_no_network(recognition: None, tmp_path: Path) -> None:
    source = scan((7,), tmp_path / "scan.pdf", 120)
    code = f"""
import socket
def refuse(*args, **kwargs): raise AssertionError("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from pathlib import Path
from pipeline.read import read
print(len(read(Path({str(source)!r})).text))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 300


def test_a_plan_whose_pictures_are_figures_does_not_load_recognition() -> None:
    code = (
        f"import sys; from pathlib import Path; from pipeline.read import read; read(Path({str(PLAN)!r})); print('rapidocr' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine without the extra."""
    monkeypatch.setattr(ocr, "engine", lambda: None)
    yield


def mixed(folder: Path) -> Path:
    """A page of text, two scanned pages, a page of text."""
    pictures, part = pypdfium2.PdfDocument(scan((8, 9), folder / "pictures.pdf")), pypdfium2.PdfDocument.new()
    plan = pypdfium2.PdfDocument(PLAN)
    part.import_pages(plan, [6])
    part.import_pages(pictures)
    part.import_pages(plan, [9])
    part.save(folder / "mixed.pdf")
    return folder / "mixed.pdf"


def test_without_the_extra_every_picture_is_a_finding(without: None, tmp_path: Path) -> None:
    doc = read(mixed(tmp_path))
    assert [dropped.page for dropped in doc.dropped if dropped.kind == "picture"] == [2, 3]
    findings = [finding for finding in absent(Plan(doc, Facts(doc.sha256), None)) if "未能读取" in finding.message]
    assert [finding.code for finding in findings] == ["S06", "S06"] and len({finding.id for finding in findings}) == 2
    assert [finding.evidence[0].page for finding in findings] == [2, 3]


def test_without_the_extra_a_scan_is_refused(without: None, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"scan\.pdf: holds no text.*gangmu\[ocr\]"):
        read(scan((7,), tmp_path / "scan.pdf"))
