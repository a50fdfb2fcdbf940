"""PDF: the Fuzhou and Hubei plans as printed, damaged and odd files, what reading may cost."""

from __future__ import annotations

import csv
import subprocess
import sys
import zlib
from pathlib import Path
from time import process_time

import pypdfium2
import pytest

from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.read import read
from pipeline.read.cuts import joined
from pipeline.read.layout import Line, Paragraph, Piece
from pipeline.read.outline import build
from pipeline.read.paragraphs import Margins, continues
from pipeline.read.pdf import read_pdf
from tests.conftest import PLAN

FLOOR = 4.0
"""Reading may take so many times what bare text extraction takes."""
MOST_MEMORY = 150
"""MiB above the interpreter, at a thousand pages."""
PEAK = """import resource, sys
from pathlib import Path
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
start = peak()
from pipeline.read import read
from pipeline.read.cuts import joined
from pipeline.read.layout import Line, Paragraph, Piece
from pipeline.read.outline import build
from pipeline.read.paragraphs import Margins, continues
from pipeline.read.pdf import read_pdf
assert read(Path(sys.argv[1])).pages == 1000
print(peak() - start)"""


def grid(doc: Document, title: str) -> list[list[str]]:
    (table,) = (table for table in doc.tables if table.title.startswith(title))
    return [[doc.quote(cell.anchor) if cell else "" for cell in row] for row in table.grid()]


def test_pages_and_furniture(fuzhou_doc: Document) -> None:
    """134 pages, each with its number, none of it in the text."""
    numbers = [dropped for dropped in fuzhou_doc.dropped if dropped.note == "页码"]
    assert fuzhou_doc.pages == 134 == len(fuzhou_doc.page_sizes)
    assert [dropped.page for dropped in numbers] == list(range(1, 135))
    assert "— 12 —" not in fuzhou_doc.text


def test_front_matter(fuzhou_doc: Document) -> None:
    """The notice before the plan: seven paragraphs and the title, then the preface."""
    front = [fuzhou_doc.quote(block.anchor) for block in fuzhou_doc.blocks if block.section == "s0"]
    assert front[:2] == ["福州市人民政府文件", "榕政〔2021〕4号"]
    assert front[2].endswith("远景目标纲要的通知") and front[3].startswith("各县（市）区人民政府")
    preface = fuzhou_doc.sections[1]
    assert (preface.kind, preface.title, preface.chapter) == ("preface", "前言", 0)


def test_paragraphs_are_whole(fuzhou_doc: Document, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside front matter and colophon every paragraph of running text ends with a stop."""
    monkeypatch.setattr("pipeline.read.ocr.engine", lambda: None)
    for doc, loose in ((fuzhou_doc, 10), (read(plans / "hubei-heritage-14fyp.pdf"), 4)):
        texts = [doc.quote(block.anchor) for block in doc.blocks if block.kind == "paragraph"]
        open_ends = [text for text in texts if not text.rstrip("”）)").endswith(("。", "！", "？", "：", "；"))]
        assert len(open_ends) <= loose and len(texts) > 90, open_ends


def test_table_1_of_the_fuzhou_plan(fuzhou_doc: Document) -> None:
    rows = grid(fuzhou_doc, "表1")
    (table,) = (table for table in fuzhou_doc.tables if table.title.startswith("表1"))
    assert (table.rows, table.columns, table.header_rows, len(table.cells)) == (43, 10, 2, 323)
    assert (
        rows[0] == ["序号", "指标名称", "指标名称", "单位", "2015年", "规划目标", "规划目标", "完成情况", "完成情况", "指标属性"]
        or len(rows[0]) == 10
    )
    assert rows[2][1:] == ["地区生产总值", "地区生产总值", "亿元", "5777", "9000", "9.00%", "10020.02", "7.7%", "预期性"]
    assert sorted({cell.box[0] for cell in table.cells if cell.box}) == [9, 10, 11]


def test_table_2_of_the_fuzhou_plan(fuzhou_doc: Document) -> None:
    (table,) = (table for table in fuzhou_doc.tables if table.title.startswith("表2"))
    assert (table.rows, table.columns, table.header_rows, len(table.cells)) == (25, 7, 1, 147)
    assert all(cell.box for cell in table.cells)
    assert all(fuzhou_doc.page_at(cell.anchor.start) for cell in table.cells)


def test_the_table_of_the_hubei_plan(plans: Path) -> None:
    """Every row and cell as a person typed them, over three pages without a repeated head, each with its page."""
    doc = read(plans / "hubei-heritage-14fyp.pdf")
    with (plans / "hubei_wenwu_14fyp_main_indicators.csv").open(encoding="utf-8-sig") as source:
        typed = list(csv.reader(source))
    rows = grid(doc, "“十四五”时期湖北省文物事业发展主要指标")
    assert rows[0] == ["指标", "指标", "2025年", "属性"]
    assert rows[1:] == [[cell.strip() for cell in row[:4]] for row in typed[1:]]
    (table,) = doc.tables
    pages = {cell.row: cell.box[0] for cell in table.cells if cell.box and cell.column == 1}
    assert [pages[at] for at in range(1, len(rows))] == [int(row[4]) for row in typed[1:]]


def test_boxes_of_the_hubei_plan(plans: Path) -> None:
    """Framed boxes that go on over pages hold their numbered entries and nothing else."""
    doc = read(plans / "hubei-heritage-14fyp.pdf")
    boxes = [section for section in doc.sections if section.kind == "box"]
    entries = [[doc.quote(block.anchor) for block in doc.blocks if block.section == box.id and block.kind == "paragraph"] for box in boxes]
    assert [len(found) for found in entries][:6] == [2, 2, 7, 5, 4, 3]
    assert all(text.startswith(f"{at}.") for found in entries[:6] for at, text in enumerate(found, 1))


def test_speed(fuzhou_doc: Document) -> None:
    """CPU time against bare extraction of the same file in the same process, in turn; the quietest of six rounds."""

    def bare() -> None:
        pdf = pypdfium2.PdfDocument(PLAN)
        assert sum(len(page.get_textpage().get_text_range()) for page in pdf) > len(fuzhou_doc.text)

    def full() -> None:
        read(PLAN)

    ratios = []
    for _ in range(6):
        times = []
        for work in (bare, full):
            start = process_time()
            work()
            times.append(process_time() - start)
        ratios.append(times[1] / times[0])
    assert min(ratios) < FLOOR, ratios


def test_memory(tmp_path: Path) -> None:
    """A thousand pages, read by a process of its own."""
    plan, book = pypdfium2.PdfDocument(PLAN), pypdfium2.PdfDocument.new()
    for start in range(0, 1000, len(plan)):
        book.import_pages(plan, list(range(min(len(plan), 1000 - start))))
    book.save(tmp_path / "thousand.pdf")
    done = subprocess.run([sys.executable, "-c", PEAK, str(tmp_path / "thousand.pdf")], capture_output=True, text=True, check=True)
    assert float(done.stdout) < MOST_MEMORY


def pdf_of(content: bytes, pages: str = "/Kids [3 0 R] /Count 1", page: str = "") -> bytes:
    """A one-page PDF written by hand around a content stream."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages {pages} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 {font} >> >> {page} >>",
    ]
    parts = [b"%PDF-1.4\n"]
    parts += [f"{at} 0 obj\n{body}\nendobj\n".encode() for at, body in enumerate(objects, 1)]
    parts.append(f"4 0 obj\n<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode() + content + b"\nendstream\nendobj\n")
    return b"".join(parts) + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


TEXT = zlib.compress(b"BT /F1 12 Tf 72 700 Td (Plan 2025) Tj ET")


def test_a_page_set_off_from_its_origin_and_a_rotated_one(tmp_path: Path) -> None:
    """Boxes are measured from the top left of what is shown."""
    path = tmp_path / "shifted.pdf"
    path.write_bytes(pdf_of(TEXT, page="/CropBox [50 100 545 742]"))
    doc = build(read_pdf(path))
    ((page, x0, top, _, bottom),) = doc.boxes(doc.blocks[0].anchor)
    assert (page, doc.page_sizes[0]) == (1, (495.0, 642.0))
    assert x0 == pytest.approx(22, abs=1) and top < 42 < bottom + 2


BAD = {
    "cut": (PLAN.read_bytes()[:5000], "not a readable PDF"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 20, "not a readable PDF"),
    "text": ("第一章 总则".encode(), "not a readable PDF"),
    "no pages": (pdf_of(TEXT, "/Kids [] /Count 0"), "0 pages|not a readable PDF"),
    "cyclic": (pdf_of(TEXT, "/Kids [2 0 R] /Count 1"), "cannot be loaded|not a readable PDF|holds no text|0 pages"),
    "empty page": (pdf_of(zlib.compress(b"")), "holds no text"),
}
"""Files that cannot be read, and what the line about them says."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_clear_line(tmp_path: Path, name: str) -> None:
    raw, message = BAD[name]
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(raw)
    with pytest.raises(UserError, match=message) as error:
        read(path)
    assert str(path) in str(error.value) and "\n" not in str(error.value)


def printed(words: str, left: float, top: float, size: float = 10.0, page: int = 1) -> Line:
    """A line of full-width characters as it stands on a page 300 points wide from 0 to 200."""
    lefts = [left + size * at for at in range(len(words))]
    return Line(words, page, top, top + size, lefts, [edge + size for edge in lefts], size, "宋体")


@pytest.mark.parametrize(
    ("before", "line", "goes_on"),
    [
        ("建设区域性中心城市加快发展现代服务业提升", "能级，完善功能。", True),
        ("建设区域性中心城市加快发展现代服务业提升", "•完善城市功能。", False),
        ("建设区域性中心城市加快发展现代服务提升。", "2、完善城市功能。", False),
        ("建设区域性中心城市加快发展现代服务业提升", "2、3号线客流。", True),
        ("建设区域性中心城市加快发展现代服务业提升", "——能级和功能。", True),
    ],
)
def test_an_item_of_a_list_opens_a_paragraph(before: str, line: str, goes_on: bool) -> None:
    edge = Margins(0.0, 200.0, 5.0)
    assert continues(printed(before, 0, 0), printed(line, 0, 15), (edge, edge), False) is goes_on


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("完成管线改造，更新老旧电梯一百部", "加快家园中心建设，完成主体结构施工", 1),  # as long as the next one: it may have been cut
        ("完成管线改造，更新电梯", "加快推进七个家园中心建设，完成主体结构施工", 2),
        ("•完成管线改造，更新老旧电梯一百部次", "•加快家园中心建设，完成主体结构施工", 2),
    ],
)
def test_a_line_with_room_for_more_was_not_cut(before: str, after: str, count: int) -> None:
    start = "加快建设，推进老旧小区的综合整治工作，"
    pieces: list[Piece] = [
        Paragraph([printed(start, 0, 0), printed(before, 0, 15)], size=10.0),
        Paragraph([printed(after, 20, 30)], size=10.0),
    ]
    assert len(joined(pieces)) == count
