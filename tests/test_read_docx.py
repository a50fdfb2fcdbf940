"""Word files: numbers that Word prints, headings by style or by words, merged cells, boxes, notes, contents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.document import Document, Table
from pipeline.errors import UserError
from pipeline.read import read
from pipeline.read.numbering import chinese, roman

PROSE = "到2025年，全市森林覆盖率达到58.5%，城市空气质量优良天数比例完成省下达指标。"
LEVELS = (
    ("chineseCounting", "第%1章"),
    ("chineseCounting", "第%2节"),
    ("chineseCounting", "%3、"),
    ("chineseCounting", "（%4）"),
    ("decimal", "%5."),
    ("decimal", "%5.%6"),
)


def document(fill: Callable[[Any], None], folder: Path) -> Document:
    file = docx.Document()
    fill(file)
    file.save(str(folder / "plan.docx"))
    return read(folder / "plan.docx")


def words(doc: Document, table: Table) -> list[list[str]]:
    return [[doc.quote(cell.anchor) if cell else "" for cell in row] for row in table.grid()]


def titles(doc: Document) -> list[tuple[str, str]]:
    return [(section.kind, section.title) for section in doc.sections[1:]]


def add_list(file: Any, levels: tuple[tuple[str, str], ...] = LEVELS) -> str:
    """A multi-level list of the document; returns its id."""
    root = file.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{xml}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def number(paragraph: Any, list_id: str, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )


def test_numbers_that_word_prints_come_back(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        list_id = add_list(file)
        for level, title in (
            (0, "总则"),
            (1, "基础"),
            (1, "环境"),
            (2, "增长"),
            (3, "速度"),
            (0, "任务"),
            (1, "创新"),
            (2, "平台"),
            (2, "人才"),
        ):
            number(file.add_paragraph(title), list_id, level)
            file.add_paragraph(PROSE)

    expected = ["第一章 总则", "第一节 基础", "第二节 环境", "一、增长", "（一）速度", "第二章 任务", "第一节 创新", "一、平台", "二、人才"]
    doc = document(fill, tmp_path)
    assert [title for _, title in titles(doc)] == expected
    assert [section.chapter for section in doc.sections if section.kind == "chapter"] == [1, 2]


def test_numbers_in_a_heading_style(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        list_id = add_list(file)
        style = file.styles["Heading 1"].element
        style.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{list_id}"/></w:numPr>'))
        for title in ("总则", "任务"):
            file.add_heading(title, 1)
            file.add_paragraph(PROSE)

    assert titles(document(fill, tmp_path)) == [("chapter", "第一章 总则"), ("chapter", "第二章 任务")]


def test_styles_without_numbers_and_a_title(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        file.add_heading("某市“十四五”规划", 0)
        for title, level in (("发展目标", 1), ("增长", 2), ("保障", 1)):
            file.add_heading(title, level)
            file.add_paragraph(PROSE)

    doc = document(fill, tmp_path)
    assert (doc.title, doc.period) == ("某市“十四五”规划", (2021, 2025))
    assert [title for _, title in titles(doc)] == ["发展目标", "增长", "保障"]
    assert doc.sections[2].parent == doc.sections[1].id and doc.sections[3].parent != doc.sections[1].id


def test_no_styles_and_bold_openings(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        file.add_paragraph("一、目标").runs[0].bold = True
        paragraph = file.add_paragraph()
        paragraph.add_run("　　光电产业。").bold = True
        paragraph.add_run("做强显示器件。")
        file.add_paragraph("（二）坚持因地制宜，大力推动转型升级。突出智能化，一体发展。")

    assert titles(document(fill, tmp_path)) == [
        ("item", "一、目标"),
        ("point", "光电产业"),
        ("point", "（二）坚持因地制宜，大力推动转型升级"),
    ]


def test_items_of_a_list_stay_apart(tmp_path: Path) -> None:
    items = [
        "完成12个小区市政管线改造，更新电梯100部",
        "加快推进7个家园中心建设，建成其中2个",
        "1、新建医院12家，其中10家在新区",
        "2、床位数达到4.3张",
    ]

    def fill(file: Any) -> None:
        for words in ("第一章 目标", *items, "第二章 任务", "做强县域经济，培育企业10家。深化改革，打造国", "家级产业集群3个。"):
            file.add_paragraph(words)

    doc = document(fill, tmp_path)
    found = [doc.quote(block.anchor) for block in doc.blocks if block.kind == "paragraph"]
    assert found == [*items, "做强县域经济，培育企业10家。深化改革，打造国家级产业集群3个。"]


def test_merged_cells(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        caption = file.add_paragraph("表1 主要指标")
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        table = file.add_table(4, 4)
        rows = [
            ["类别", "指标", "目标", ""],
            ["", "", "2020年", "2025年"],
            ["绿色", "森林覆盖率", "58.36", "58.5"],
            ["", "耕地", "完成", ""],
        ]
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text
        for (r1, c1), (r2, c2) in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((2, 0), (3, 0)), ((3, 2), (3, 3))):
            merged = table.cell(r1, c1).merge(table.cell(r2, c2))
            merged.text = merged.text.strip()

    doc = document(fill, tmp_path)
    assert words(doc, doc.tables[0]) == [
        ["类别", "指标", "目标", "目标"],
        ["类别", "指标", "2020年", "2025年"],
        ["绿色", "森林覆盖率", "58.36", "58.5"],
        ["绿色", "耕地", "完成", "完成"],
    ]
    assert (doc.tables[0].header_rows, doc.tables[0].title) == (2, "表1 主要指标")


def test_a_table_of_one_column_is_a_box(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        file.add_paragraph("一、目标")
        cell = file.add_table(1, 1).cell(0, 0)
        cell.text = "专栏1 重大工程"
        cell.paragraphs[0].runs[0].bold = True
        cell.add_paragraph("基础类：地铁。")
        file.add_paragraph(PROSE)

    doc = document(fill, tmp_path)
    box = next(section for section in doc.sections if section.kind == "box")
    assert doc.quote(box.anchor) == "专栏1重大工程基础类：地铁。" and not doc.tables


def test_contents_are_dropped(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        file.styles.add_style("toc 1", 1)
        file.add_paragraph("目 录")
        for at, title in enumerate(("第一章 总则", "第二章 任务", "第三章 保障")):
            file.add_paragraph(f"{title}\t{at + 1}", "toc 1")
        for title in ("第一章 总则", "第二章 任务", "第三章 保障"):
            file.add_paragraph(title)
            file.add_paragraph(PROSE)

    doc = document(fill, tmp_path)
    assert [title for _, title in titles(doc)] == ["第一章 总则", "第二章 任务", "第三章 保障"]
    assert [item.kind for item in doc.dropped] == ["contents"] * 4


def test_line_breaks_revisions_and_hyphens(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        paragraph = file.add_paragraph("第一句完。")
        paragraph.runs[0].add_break(WD_BREAK.LINE)
        run = paragraph.add_run("第二句没有")
        run.add_break(WD_BREAK.LINE)
        paragraph.add_run("断开。")
        deleted = f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'
        added = f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>添上的2021</w:t><w:noBreakHyphen/><w:t>2025年。</w:t></w:r></w:ins>'
        paragraph._p.append(parse_xml(deleted))
        paragraph._p.append(parse_xml(added))

    assert document(fill, tmp_path).text == "第一句完。\n第二句没有断开。添上的2021-2025年。\n"


def test_text_boxes_are_boxes(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        inner = "<w:txbxContent><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>专栏2 数字福州</w:t></w:r></w:p><w:p><w:r><w:t>建设算力中心。</w:t></w:r></w:p></w:txbxContent>"
        paragraph = file.add_paragraph(PROSE)
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:pict>{inner}</w:pict></w:r>"))
        file.add_paragraph(PROSE)

    assert ("box", "专栏2 数字福州") in titles(document(fill, tmp_path))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (57, "五十七"),
        (100, "一百"),
        (104, "一百零四"),
        (112, "一百一十二"),
        (120, "一百二十"),
    ],
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese(number) == words


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40)] == ["i", "iv", "ix", "xiv", "xl"]


@pytest.mark.parametrize("damage", ["cut", "encrypted", "text", "parts"])
def test_a_damaged_file_is_refused(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    file = docx.Document()
    file.add_paragraph(PROSE)
    file.save(str(path))
    raw = path.read_bytes()
    path.write_bytes(
        {
            "cut": raw[: len(raw) // 2],
            "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "text": PROSE.encode(),
            "parts": raw.replace(b"word/document.xml", b"word/dokument.xml"),
        }[damage]
    )
    with pytest.raises(UserError, match=r"plan\.docx: (?:not a readable Word file|is encrypted)"):
        read(path)


def test_the_fujian_report(plans: Path) -> None:
    doc = read(plans / "fujian-work-report-2025.docx")
    assert [section.number for section in doc.sections if section.kind == "item"] == ["一", "二", "三"]
    assert [section.number for section in doc.sections if section.kind == "point" and section.number] == [
        *"一二三四五六七八",
        *"一二三四五六七八九",
        *"一二三四五",
    ]
    assert (doc.title, doc.region, doc.period, doc.issued) == ("2025年福建省政府工作报告", "350000", (2025, 2025), "2025-01-13")
