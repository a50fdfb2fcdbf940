"""Layouts that plans are printed in, each made for its test: columns, tables of every ruling, boxes, notes, running heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.read.outline import build
from pipeline.read.pdf import read_pdf
from tests.browser import skip_without_browser
from tests.test_provenance import cropper, wrong
from tests.typeset import HEAD, indicators, paragraph, print_pdf, table, words

Typeset = dict[str, Document]

SAMPLES = {
    "columns": "<h1>某市“十四五”教育发展规划</h1><div class=columns><h4>一、发展基础</h4>"
    + "".join(
        [
            paragraph(6),
            paragraph(5),
            "<h4>二、总体要求</h4><h4>（一）指导思想</h4>",
            paragraph(7),
            "<h4>（二）基本原则</h4>",
            paragraph(9),
            paragraph(8),
        ]
    )
    + "</div>",
    "long": "<h2>第一章 总则</h2><p class=c>表1 主要指标</p>"
    + "".join([table(indicators(60), head=True), "<h2>第二章 任务</h2>", paragraph(3), "<p class=c>表2 续页无表头的指标</p>"])
    + "".join([table(indicators(60)), paragraph(2)]),
    "rulings": "<h2>第一章 总则</h2>"
    + "".join(
        f"<p class=c>表{at} {kind}</p>{table(indicators(6), kind)}{paragraph(3)}"
        for at, kind in enumerate(["three", "level", "open", "bare"], 1)
    ),
    "merged": "<h2>第一章 总则</h2><p class=c>表1 合并单元格</p><table><tr><td rowspan=2>类别<td rowspan=2>指标<td colspan=2>规划目标</tr>"
    "<tr><td>2020年<td>2025年</tr><tr><td rowspan=3>经济发展<td>地区生产总值（亿元）<td>1000<td>1500</tr>"
    "<tr><td>城镇化率（%）<td>60<td>65</tr><tr><td>财政收入（亿元）<td colspan=2>保持增长</tr></table>" + paragraph(2),
    "captioned": "<h2>第一章 总则</h2>" + paragraph(2) + "<table><tr><td colspan=3>“十四五”时期主要指标</tr>"
    "<tr><td>指标<td>2025年<td>属性</tr><tr><td>博物馆数量<td>≥260<td>预期性</tr><tr><td>覆盖率（%）<td>100<td>约束性</tr></table>"
    + paragraph(2),
    "boxes": "<h2>第一章 创新发展</h2><h3>第一节 创新平台</h3>"
    + paragraph(9)
    + "<div class=frame><p class=c>专栏1 重大创新工程</p>"
    + "".join(f"<p>{at}.工程{at}号。建设实验室{at}个，{words(0, '完成任务。')}</p>" for at in range(1, 19))
    + "</div>"
    + "".join([paragraph(3), "<h3>第二节 创新生态</h3>", paragraph(2)])
    + "<table><tr><td class=c>专栏2 人才工程</tr><tr><td><p>引才计划：引进人才100名。</p><p>育才计划：培育人才200名。</p></tr></table>"
    + paragraph(2)
    + "<table><tr><td colspan=2 class=c>专栏3 重点项目</tr><tr><td>交通<td>建设地铁1号线。</tr><tr><td>能源<td>建设抽水蓄能电站。</tr></table>"
    + paragraph(2),
    "notes": "<div class=page><h2>第一章 产业发展</h2><p style='text-align-last:justify'>实施“突围工程”<sup>16</sup>，到2025年培育“专精特新”企业<sup>17</sup>100家，建设10万m<sup>2</sup>厂房，"
    + words(5, "")
    + "</p><div class=foot><p class=note>16 突围工程：指重点产业突围发展的工程，包括十个行动。</p>"
    "<p class=note>17 专精特新：指专业化、精细化、特色化、新颖化的中小企业，由工业和信息化部门认定，分为四级，每级各有标准。</p></div></div>"
    "<p style='text-indent:0'>" + words(3) + "</p>",
    "report": "<h1>政府工作报告</h1><p class=c>——2025年1月10日在某市第十六届人民代表大会第四次会议上</p><p>各位代表：</p><p><b>一、2024年工作回顾</b></p>"
    + "".join([paragraph(4), "<p><b>二、2025年工作安排</b></p>", paragraph(2), "<p><b>（一）全力扩大有效投资</b></p>", paragraph(3)])
    + "<p>1.抓项目。推进重点项目500个。</p><p>2.抓招商。引进项目100个。</p><p><b>（二）全力促进消费</b></p>"
    + paragraph(3),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typeset")


@pytest.fixture(scope="module")
def typeset(folder: Path) -> Typeset:
    """The samples, printed and read."""
    skip_without_browser()
    return {name: build(read_pdf(print_pdf(body, folder / f"{name}.pdf"))) for name, body in SAMPLES.items()}


def outline(doc: Document) -> list[tuple[str, str]]:
    return [(section.kind, section.title) for section in doc.sections[1:]]


def paragraphs(doc: Document) -> list[str]:
    return [doc.quote(block.anchor) for block in doc.blocks if block.kind == "paragraph"]


def rows(doc: Document, at: int) -> list[list[str]]:
    return [[doc.quote(cell.anchor) if cell else "" for cell in row] for row in doc.tables[at].grid()]


def test_columns_are_read_one_after_the_other(typeset: Typeset) -> None:
    doc = typeset["columns"]
    assert outline(doc) == [("item", "一、发展基础"), ("item", "二、总体要求"), ("point", "（一）指导思想"), ("point", "（二）基本原则")]
    assert paragraphs(doc)[1:] == [words(count) for count in (6, 5, 7, 9, 8)]


def test_a_table_goes_on_over_pages_with_and_without_its_head(typeset: Typeset) -> None:
    doc = typeset["long"]
    assert [(found.title, found.header_rows) for found in doc.tables] == [("表1 主要指标", 1), ("表2 续页无表头的指标", 1)]
    assert rows(doc, 0) == rows(doc, 1) == indicators(60)
    for found in doc.tables:
        pages = [cell.box[0] for cell in found.cells if cell.box]
        assert len(pages) == 305 and pages == sorted(pages) and len(set(pages)) > 2
    assert any(dropped.note == "续页重复表头" for dropped in doc.dropped)


@pytest.mark.parametrize(("at", "kind"), list(enumerate(["three", "level", "open", "bare"])))
def test_tables_of_every_ruling(typeset: Typeset, at: int, kind: str) -> None:
    doc = typeset["rulings"]
    assert doc.tables[at].title == f"表{at + 1} {kind}"
    assert rows(doc, at) == indicators(6)
    assert all(cell.box for cell in doc.tables[at].cells)


def test_merged_cells_keep_their_spans(typeset: Typeset) -> None:
    doc = typeset["merged"]
    assert rows(doc, 0) == [
        ["类别", "指标", "规划目标", "规划目标"],
        ["类别", "指标", "2020年", "2025年"],
        ["经济发展", "地区生产总值（亿元）", "1000", "1500"],
        ["经济发展", "城镇化率（%）", "60", "65"],
        ["经济发展", "财政收入（亿元）", "保持增长", "保持增长"],
    ]
    assert doc.tables[0].header_rows == 2


def test_a_caption_in_the_first_row_is_the_title(typeset: Typeset) -> None:
    doc = typeset["captioned"]
    assert outline(doc)[1:] == [("table", "“十四五”时期主要指标")]
    assert rows(doc, 0)[0] == ["指标", "2025年", "属性"]
    assert doc.tables[0].header_rows == 1


def test_boxes_end_with_their_frame(typeset: Typeset) -> None:
    doc = typeset["boxes"]
    assert outline(doc) == [
        ("chapter", "第一章 创新发展"),
        ("section", "第一节 创新平台"),
        ("box", "专栏1 重大创新工程"),
        ("section", "第二节 创新生态"),
        ("box", "专栏2 人才工程"),
        ("box", "专栏3 重点项目"),
    ]
    boxes = [section for section in doc.sections if section.kind == "box"]
    inside = [[doc.quote(b.anchor) for b in doc.blocks if b.section == box.id and b.kind != "heading"] for box in boxes]
    assert [len(blocks) for blocks in inside] == [18, 2, 4]
    assert inside[1] == ["引才计划：引进人才100名。", "育才计划：培育人才200名。"]


def test_footnotes_leave_the_text(typeset: Typeset) -> None:
    doc = typeset["notes"]
    text = paragraphs(doc)[0]
    assert text.startswith("实施“突围工程”，到2025年培育“专精特新”企业100家，建设10万m2厂房，")
    assert text.endswith("厂房，" + words(5, "") + words(3))
    notes = [doc.quote(block.anchor) for block in doc.blocks if block.kind == "note"]
    assert [note[:7] for note in notes] == ["16突围工程：", "17专精特新："] and notes[1].endswith("各有标准。")
    assert [dropped.text for dropped in doc.dropped if dropped.note == "脚注号"] == ["16", "17"]


def test_a_work_report_has_items_and_points(typeset: Typeset) -> None:
    doc = typeset["report"]
    assert outline(doc) == [
        ("item", "一、2024年工作回顾"),
        ("item", "二、2025年工作安排"),
        ("point", "（一）全力扩大有效投资"),
        ("point", "1.抓项目"),
        ("point", "2.抓招商"),
        ("point", "（二）全力促进消费"),
    ]
    assert all(section.chapter is None for section in doc.sections)


def test_running_heads_and_page_numbers_are_counted(typeset: Typeset) -> None:
    for doc in typeset.values():
        furniture = [dropped for dropped in doc.dropped if dropped.kind == "furniture" and dropped.note in ("页码", "页眉页脚")]
        if doc.pages and doc.pages > 1:
            assert len(furniture) == 2 * doc.pages
            assert HEAD not in doc.text


def test_boxes_give_the_words_back(typeset: Typeset, folder: Path) -> None:
    for name, doc in typeset.items():
        crop = cropper(folder / f"{name}.pdf")
        assert wrong(doc, [block.anchor for block in doc.blocks], crop) == [], name
