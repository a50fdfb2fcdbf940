"""Web pages: body among navigation, spans, boxes, headings by tag or by words, encodings."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.document import Document, Table
from pipeline.errors import UserError
from pipeline.read import read

PROSE = "到2025年，全市森林覆盖率达到58.5%，城市空气质量优良天数比例完成省下达指标，常住人口城镇化率提高到76%。"
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>某市“十四五”规划纲要_某市人民政府</title><script>var x = "第九章";</script></head>
<body><div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开栏目导航很长很长的一个链接文字放在这里</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; 文件</div>
<div class="content"><h1>某市“十四五”规划纲要</h1><div class="meta"><span>发布日期：2021-04-21</span></div>
<div id="UCAP-CONTENT"><!-- 正文 第八章 -->{body}</div></div>
<div class="side"><h4>相关稿件</h4><ul><li><a href="x">一图读懂某市“十四五”规划，看看有哪些亮点。</a></li></ul></div>
<div style="display:none">看不见的第七章</div><footer>版权所有 某市人民政府办公室 主办单位地址电话邮编。</footer></body></html>"""


def document(body: str, folder: Path, charset: str = "utf-8", encoding: str = "utf-8") -> Document:
    path = folder / "plan.html"
    path.write_bytes(PAGE.format(body=body, charset=charset).encode(encoding))
    return read(path)


def words(doc: Document, table: Table) -> list[list[str]]:
    return [[doc.quote(cell.anchor) if cell else "" for cell in row] for row in table.grid()]


def outline(doc: Document) -> list[tuple[str, str]]:
    return [(section.kind, section.title) for section in doc.sections[1:]]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "gb18030"), ("gb2312", "utf-8"), ("utf-16", "utf-16")],
)
def test_the_body_is_found_in_any_encoding(charset: str, encoding: str, tmp_path: Path) -> None:
    doc = document(f"<p>第一章 总则</p><p>　　{PROSE}</p><p>第一节 目标</p><p>{PROSE}</p>", tmp_path, charset, encoding)
    assert doc.text == f"第一章 总则\n{PROSE}\n第一节 目标\n{PROSE}\n"
    assert (doc.title, doc.period) == ("某市“十四五”规划纲要", (2021, 2025))
    dropped = " ".join(item.text for item in doc.dropped)
    assert "首页" in dropped and "相关稿件" in dropped and "第七章" not in dropped


@pytest.mark.parametrize(
    "breaks", ["<p>第一章 总则<br/>{0}</p>", "<div>第一章 总则</div>{0}", "<div>第一章 总则<div>{0}</div></div>", "第一章 总则<br>{0}<br>"]
)
def test_paragraphs_by_any_break(breaks: str, tmp_path: Path) -> None:
    assert document(breaks.format(PROSE), tmp_path).text == f"第一章 总则\n{PROSE}\n"


@pytest.mark.parametrize("shape", ["<p>{}</p>", "<div>{}</div>", "{}<br/>", "<li>{}</li>", "<p>&nbsp;&nbsp;{}</p><p></p>"])
def test_items_of_a_list_stay_apart(shape: str, tmp_path: Path) -> None:
    items = [
        "完成12个小区市政管线改造，更新电梯100部",
        "•加快推进7个家园中心建设，建成2个",
        "1、新建医院12家，其中10家在新区",
        "2、床位数达到4.3张",
    ]
    doc = document(f"<p>{PROSE}</p>" + "".join(map(shape.format, items)) + f"<p>{PROSE}</p>", tmp_path)
    assert [(block.kind, doc.quote(block.anchor)) for block in doc.blocks[1:-1]] == [("paragraph", item) for item in items]


def test_a_page_cut_in_two_paragraphs_is_joined(tmp_path: Path) -> None:
    parts = "做强县域经济，培育链主企业10家。深化改革，打造国", "家级产业集群3个。"
    assert document(f"<p>{PROSE}</p><p>{parts[0]}</p><p>{parts[1]}</p>", tmp_path).text == f"{PROSE}\n{''.join(parts)}\n"


def test_headings_by_tags_without_numbers(tmp_path: Path) -> None:
    doc = document(f"<h2>发展目标</h2><p>{PROSE}</p><h3>增长</h3><p>{PROSE}</p><h2>保障措施</h2><p>{PROSE}</p>", tmp_path)
    assert [section.title for section in doc.sections[1:]] == ["发展目标", "增长", "保障措施"]


def test_headings_by_words_and_bold_openings(tmp_path: Path) -> None:
    body = f"<p><strong>　　一、目标</strong></p><p>{PROSE}</p><p><b>光电产业。</b>做强显示器件。</p><p style='text-align:center'><strong>结语</strong></p><p>{PROSE}</p>"
    assert outline(document(body, tmp_path)) == [("item", "一、目标"), ("point", "光电产业"), ("item", "结语")]


def test_rowspan_and_colspan_are_expanded(tmp_path: Path) -> None:
    table = """<p align=center><b>表1 主要指标</b></p><table><tr><td rowspan=2>指标</td><td colspan=2>目标</td><td rowspan="2"><p>属</p><p>性</p></td></tr>
    <tr><td>2020年</td><td>2025年</td></tr><tr><td>森林覆盖率（%）</td><td>58.36</td><td>58.5</td><td rowspan=0>约束性</td></tr><tr><td>耕地</td><td colspan="2">完成</td></tr></table>"""
    doc = document(f"<p>{PROSE}</p>{table}<p>{PROSE}</p>", tmp_path)
    assert words(doc, doc.tables[0]) == [
        ["指标", "目标", "目标", "属性"],
        ["指标", "2020年", "2025年", "属性"],
        ["森林覆盖率（%）", "58.36", "58.5", "约束性"],
        ["耕地", "完成", "完成", "约束性"],
    ]
    assert (doc.tables[0].header_rows, doc.tables[0].title) == (2, "表1 主要指标")


def test_a_table_of_one_cell_is_a_box(tmp_path: Path) -> None:
    doc = document(
        f"<p>一、目标</p><p>{PROSE}</p><table><tr><td><p align=center><b>专栏1 重大工程</b></p><p>基础类：地铁。</p></td></tr></table><p>{PROSE}</p>",
        tmp_path,
    )
    box = next(section for section in doc.sections if section.kind == "box")
    assert (box.title, doc.quote(box.anchor)) == ("专栏1 重大工程", "专栏1重大工程基础类：地铁。")
    assert not doc.tables


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    doc = document(f"<table><tr><td><a href=x>菜单</a></td><td><p>第一章 总则</p>{f'<p>{PROSE}</p>' * 12}</td></tr></table>", tmp_path)
    assert not doc.tables and ("chapter", "第一章 总则") in outline(doc)


def test_raised_figures_are_note_marks_or_exponents(tmp_path: Path) -> None:
    assert (
        document("<p>实施突围工程<sup>16</sup>，面积100km<sup>2</sup>，细颗粒物PM<sub>2.5</sub>下降。</p>", tmp_path).text
        == "实施突围工程，面积100km²，细颗粒物PM2.5下降。\n"
    )


def test_pictures_are_listed_and_captions_kept(tmp_path: Path) -> None:
    doc = document(
        f"<p>{PROSE}</p><p><img src='/a/table.jpg'></p><p>{PROSE}</p><p><img src='b.jpg' alt='图1 空间布局.jpg'></p><p>{PROSE}</p>",
        tmp_path,
    )
    assert [section.title for section in doc.sections if section.kind == "figure"] == ["图1 空间布局"]
    assert [(item.text, item.note) for item in doc.dropped if item.kind == "picture"] == [
        ("table", "图片中的文字未能读取"),
        ("图1 空间布局", "有图题的图"),
    ]


@pytest.mark.parametrize(
    "raw",
    [b"<html></html>", b"<!DOCTYPE html><html><head><title>x</title></head><body><img src=a.jpg></body></html>", b"\xff\xfe\x00"],
    ids=str,
)
def test_a_page_without_text_is_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(raw)
    with pytest.raises(UserError, match=r"plan\.html"):
        read(path)


def test_every_cell_of_the_shanghai_table(plans: Path) -> None:
    doc = read(plans / "shanghai-15fyp.html")
    with (plans / "shanghai_15fyp_main_indicators.csv").open(encoding="utf-8-sig") as file:
        typed = [[cell.strip() for cell in row] for row in csv.reader(file)]
    assert [words(doc, table) for table in doc.tables] == [typed]
    assert doc.tables[0].header_rows == 2


def test_the_outline_of_the_shanghai_page(plans: Path) -> None:
    doc = read(plans / "shanghai-15fyp.html")
    kinds = [section.kind for section in doc.sections]
    assert [section.number for section in doc.sections if section.kind == "item" and section.number][:16] == [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
        "十六",
    ]
    assert {kind: kinds.count(kind) for kind in ("box", "table", "figure")} == {"box": 4, "table": 1, "figure": 4}
    assert (doc.title, doc.region, doc.period) == ("上海市国民经济和社会发展第十五个五年规划纲要", "310000", (2026, 2030))
