"""Plain text and Markdown: wraps, page lines, contents, typed tables, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import UserError
from pipeline.read import read
from pipeline.read.outline import build
from pipeline.read.text import flow, read_string
from tests.conftest import PLAN

PARAGRAPH = (
    "到2025年，全市森林覆盖率达到58.5%，城市空气质量优良天数比例完成省下达指标，常住人口城镇化率提高到76%，研发经费投入强度达到3.0%左右，"
    "每万人发明专利拥有量达到32件，数字经济规模占地区生产总值比重达到50%以上，居民人均可支配收入年均增长8.0%，人均预期寿命达到80岁。"
)
TABLE = """表1 主要指标

类别\t指标\t单位\t2020年\t2025年\t年均增长/[累计]\t属性
经济发展\t1. 地区生产总值\t万亿元\t1.002\t-\t7.0%\t预期性
\t2. 科技进步贡献率\t%\t60\t60 以上\t\t预期性

类别\t指标\t单位\t2020年\t2025年\t年均增长/[累计]\t属性
\t3. 服务业占比\t%\t56\t60\t[4]\t
安全保障\t4. 粮食产量\t万吨\t46\t完成省下达指标\t\t约束性
"""


def document(source: str) -> Document:
    return build(flow(source))


def words(doc: Document) -> list[list[str | None]]:
    """The grid of the only table as words; None where nothing stands."""
    (table,) = doc.tables
    return [[doc.quote(cell.anchor) if cell else None for cell in row] for row in table.grid()]


def wrapped(width: int, indent: str = "") -> str:
    text = indent + PARAGRAPH
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hard_wraps_are_undone(indent: str, gap: str) -> None:
    source = gap.join(["第一章 总则", wrapped(28, indent), "一、目标", wrapped(28, indent), wrapped(28, indent)])
    paragraphs = [block for block in document(source).blocks if block.kind == "paragraph"]
    if indent or gap == "\n\n":
        assert [document(source).quote(block.anchor) for block in paragraphs] == [PARAGRAPH] * 3
    else:  # without indent or blank line two paragraphs cannot be told apart where the last line is full
        assert "".join(document(source).quote(block.anchor) for block in paragraphs) == PARAGRAPH * 3


def test_a_heading_in_a_wrapped_text_stays_a_heading() -> None:
    doc = document("\n".join(["第一章 总则", wrapped(28), "第一节 目标", wrapped(28), "一、增长", wrapped(28)]))
    assert [section.title for section in doc.sections[1:]] == ["第一章 总则", "第一节 目标", "一、增长"]


@pytest.mark.parametrize("mark", ["— 12 —", "- 12 -", "—12—", "第 12 页 共 140 页", "第12页", "\f— 12 —"])
def test_a_page_line_inside_a_sentence_is_dropped(mark: str) -> None:
    doc = document(f"{PARAGRAPH[:60]}\n\n{mark}\n\n{PARAGRAPH[60:]}\n")
    assert doc.text.strip() == PARAGRAPH
    assert [dropped.kind for dropped in doc.dropped] == ["furniture"]


def test_a_page_line_left_inside_a_line_is_dropped() -> None:
    doc = document("新增养老床位从2.8万张增 — 12 — 至6.2张，进一步改善。")
    assert doc.text.strip() == "新增养老床位从2.8万张增至6.2张，进一步改善。"


def test_bare_numbers_that_count_up_are_pages_and_others_stay() -> None:
    pages = "\n".join(f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n{page}" for page in (7, 8, 9))
    assert [dropped.text for dropped in document(pages).dropped] == ["7", "8", "9"]
    assert not document(f"{PARAGRAPH}\n58\n{PARAGRAPH}").dropped


def test_contents_are_dropped_and_kept_for_the_check() -> None:
    doc = document(
        "目 录\n\n第一章 总则.....\t6\n第一节 目标.....\t7\n第二章 任务\t9\n\n第一章 总则\n\n第一节 目标\n\n发展。\n\n第二章 任务\n\n发展。\n"
    )
    assert [section.title for section in doc.sections[1:]] == ["第一章 总则", "第一节 目标", "第二章 任务"]
    assert [dropped.kind for dropped in doc.dropped] == ["contents"] * 4


def test_typed_table_is_one_grid_with_spans() -> None:
    doc = document(TABLE)
    assert words(doc) == [
        ["类别", "指标", "单位", "2020年", "2025年", "年均增长/[累计]", "属性"],
        ["经济发展", "1.地区生产总值", "万亿元", "1.002", "-", "7.0%", "预期性"],
        ["经济发展", "2.科技进步贡献率", "%", "60", "60以上", "60以上", "预期性"],
        ["经济发展", "3.服务业占比", "%", "56", "60", "[4]", "预期性"],
        ["安全保障", "4.粮食产量", "万吨", "46", "完成省下达指标", "完成省下达指标", "约束性"],
    ]
    assert (doc.tables[0].header_rows, doc.tables[0].title) == (1, "表1 主要指标")
    assert [dropped.note for dropped in doc.dropped] == ["续页重复表头"]


def test_heads_of_two_rows() -> None:
    doc = document("序号\t指标\t规划目标\t\t属性\n\t\t2020年\t年均增长\t\n1\t产值\t58\t[1.86]\t预期性\n")
    assert words(doc)[:2] == [["序号", "指标", "规划目标", "规划目标", "属性"], ["序号", "指标", "2020年", "年均增长", "属性"]]
    assert doc.tables[0].header_rows == 2


def test_markdown() -> None:
    source = "# 纲要\n\n## 第一章 总则\n\n**光电产业。**做强显示器件。\n\n| 指标 | 2025年 |\n|---|---:|\n| 森林覆盖率（%） | 58.5 |\n"
    doc = document(source)
    assert [(section.kind, section.title) for section in doc.sections[1:]] == [
        ("section", "纲要"),
        ("chapter", "第一章 总则"),
        ("point", "光电产业"),
    ]
    assert words(doc) == [["指标", "2025年"], ["森林覆盖率（%）", "58.5"]]
    assert "*" not in doc.text and "#" not in doc.text and "|" not in doc.text


def test_one_sentence_is_a_front_section_with_a_paragraph() -> None:
    doc = read_string("到2025年，森林覆盖率达到58.5%。")
    assert [section.kind for section in doc.sections] == ["front"]
    assert [block.kind for block in doc.blocks] == ["paragraph"]
    assert (doc.period, doc.region) == ((2021, 2025), "350100")


def test_the_title_gives_the_years() -> None:
    assert read_string("某市国民经济和社会发展第十五个五年规划纲要\n\n到2030年翻一番。").period == (2026, 2030)
    assert read_string("“十三五”时期，建成地铁2条。").period == (2021, 2025)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, ends: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(f"第一章 总则{ends}{PARAGRAPH}{ends}".encode(encoding))
    doc = read(path)
    assert doc.text == f"第一章 总则\n{PARAGRAPH}\n"


@pytest.mark.parametrize(
    "raw",
    [bytes(range(128, 256)) * 20, (PARAGRAPH * 3).encode("big5", "ignore"), (PARAGRAPH * 3).encode("utf-8")[:-1], b"\x00\x01\x02" * 100],
)
def test_what_is_no_text_is_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(raw)
    with pytest.raises(UserError, match=r"plan\.txt: is not text"):
        read(path)


def test_the_published_text_has_the_structure_of_its_pdf() -> None:
    doc = read(PLAN.with_suffix(".txt"))
    kinds = [section.kind for section in doc.sections]
    assert {kind: kinds.count(kind) for kind in ("preface", "chapter", "section", "box", "table", "figure")} == {
        "preface": 1, "chapter": 14, "section": 57, "box": 16, "table": 2, "figure": 7,
    }  # fmt: skip
    assert [(table.rows, table.columns, table.header_rows) for table in doc.tables] == [(43, 10, 2), (25, 7, 1)]


def blocks(doc: Document) -> list[str]:
    return [doc.quote(block.anchor) for block in doc.blocks]


ITEMS = [
    "完成10个小区市政管线改造，更新老旧电梯100部",
    "加快推进7个家园中心建设，完成城北家园中心主体结构施工",
    "加快滨河路（西段）、南苑一街等道路建设",
    "推动区妇幼保健院完工，建成医院3家",
    "宏远化工园项目，总投资5亿元，年底前建成投产",
    "推进6个集租房项目建设，竣工保障性住房2500套",
]


@pytest.mark.parametrize("bullet", ["", "•", "● ", "——", "- ", "①"])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("end", ["", "。"])
def test_lines_of_a_list_stay_apart(bullet: str, gap: str, end: str) -> None:
    """Lines without end marks, one after the other, are items; so is the last one with its full stop."""
    source = gap.join(["2026年区政府工作报告", *(bullet + item for item in ITEMS)]) + end
    assert blocks(document(source))[1:] == [bullet.strip() + item for item in ITEMS[:-1]] + [bullet.strip() + ITEMS[-1] + end]


def test_lines_of_one_width_are_no_wrapped_text_when_none_has_a_stop() -> None:
    lines = [
        f"建设{place}片区道路改造提升工程项目" for place in ("方山", "南湖", "北门", "城西", "东部", "西山", "河口", "青田", "林下", "石桥")
    ]
    assert blocks(document("\n".join(lines))) == lines


def test_lines_of_one_width_that_all_end_with_a_mark_are_no_wrapped_text() -> None:
    lines = [f"新建{place}片区标准化农贸市场{count}处；" for count, place in enumerate("东西南北山河湖海江城", 1)]
    assert blocks(document("\n".join(lines))) == lines


def test_a_list_in_a_wrapped_text_stays_a_list() -> None:
    items = ["•建设学校12所", "•建设医院3家，改造卫生院", "•完成老旧小区改造12个，惠及居民三千户"]
    source = "\n".join([wrapped(28), *items, wrapped(28), "", "1、新建学校12所", "2、新建医院3家，床位达到500张"])
    assert blocks(document(source)) == [PARAGRAPH, *items, PARAGRAPH, "1、新建学校12所", "2、新建医院3家，床位达到500张"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("加快建设先进制造业基地。培育链主企业10家，打造国", "家级产业集群3个。"),  # within a word
        ("完善防洪体系，提升城市内涝治理能力，到2025年新建雨水管", "网200公里。"),
        ("推进农业现代化，建成高标准农田20万亩，", "粮食产量稳定在50万吨以上。"),  # after a comma
        ("做强县域经济。深化与高校合作，建成由企业牵头", "的研发机构30家。"),  # prose, and the rest of its sentence
        ("联合基础设施：中电数据产业园、中海互联网产业基地、南", "山纺织平台、物联网实验室等。"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n— 12 —\n\n"])
def test_a_sentence_goes_on_over_a_page(before: str, after: str, gap: str) -> None:
    source = "一、目标\n\n全县经济平稳增长。\n\n" + before + gap + after
    assert blocks(document(source)) == ["一、目标", "全县经济平稳增长。", before + after]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("推进农业现代化，建成高标准农田20万亩", "2、粮食产量稳定在50万吨以上。"),
        ("推进农业现代化，建成高标准农田20万亩，", "•粮食产量稳定在50万吨以上。"),
        ("城北水厂主体完工。目前已完成投资3亿元", "推进城南水厂建设，建成管网20公里。"),  # the stop is missing
        ("提升教育质量，新建中小学12所，扩建幼儿园", "实施医疗提升行动，建成医院3家。"),
        (
            "推进农业现代化，实施农田水利、种业振兴项目",
            "标准化厂房建设，建成10万平方米。",
        ),  # 项目|标准 parts no word, an item before has no stop
    ],
)
def test_a_line_that_breaks_off_before_another_item_is_whole(before: str, after: str) -> None:
    source = "一、目标\n\n全县城镇化率达到60%，常住人口30万人\n\n" + before + "\n\n" + after
    assert blocks(document(source))[-2:] == [before, after]
