"""Regions and gazetteers: what a title means, which divisions a region has, whose names win."""

from __future__ import annotations

import pytest

from pipeline.places import NATION, district_codes, districts_of, division, gazetteer, is_explicit, mentions, region_of, short_name, within


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("福州市人民政府", "350100"),
        ("福州市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "350100"),
        ("上海市国民经济和社会发展第十五个五年规划纲要", "310000"),
        ("湖北省文物事业发展“十四五”规划", "420000"),
        ("2025年福建省政府工作报告", "350000"),
        ("中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", NATION),
        ("国务院关于印发“十四五”推进农业农村现代化规划的通知", NATION),
        ("国家发展改革委 福建省人民政府", NATION),
        ("国家级福州新区发展规划", "350100"),
        ("福建省福州市长乐区人民政府办公室", "350112"),
        ("福清市人民政府", "350181"),
        ("南京市鼓楼区人民政府", "320106"),
        ("鼓楼区人民政府", None),
        ("吉林市人民政府", "220200"),
        ("吉林省人民政府", "220000"),
        ("恩施土家族苗族自治州人民政府", "422800"),
        ("苏州工业园区管理委员会", "320576"),
        ("和平发展纲要", None),
        ("", None),
    ],
)
def test_region_of(text: str, region: str | None) -> None:
    assert region_of(text) == region


def test_districts_of() -> None:
    assert [entry.data["name"] for entry in districts_of("350100")][:3] == ["鼓楼区", "台江区", "仓山区"]
    assert len(districts_of("350100")) == 13
    assert len(districts_of("310000")) == 16
    assert [entry.id for entry in districts_of("350112")] == ["350112"]
    assert [entry.id for entry in districts_of("441900")] == ["441900"]  # 东莞 has no districts


def test_within() -> None:
    assert within("350112", "350100") and within("350112", "350000") and within("350112", NATION)
    assert not within("350112", "350200") and not within("350100", "350112")


def test_short_names() -> None:
    assert [short_name(name) for name in ("长乐区", "恩施土家族苗族自治州", "赵县", "高新区", "浦东新区")] == [
        "长乐",
        "恩施",
        "赵县",
        "高新",
        "浦东",
    ]


def test_same_name_elsewhere_is_elsewhere() -> None:
    assert [one.kind for one in gazetteer("320100").find("福州市鼓楼区")] == ["outside"]
    assert [one.adcodes for one in gazetteer("320100").find("鼓楼区")] == [("320106",)]
    assert [one.adcodes for one in gazetteer("350100").find("鼓楼区")] == [("350102",)]


def test_district_codes() -> None:
    assert district_codes(["长乐区", "高新区", "江夏区"], "350100") == ("350112", "350121", "")


def test_a_county_reads_with_the_gazetteer_of_its_city() -> None:
    assert [one.meaning.adcodes for one in mentions("推动音西街道更新", "350181")] == [("350181",)]
    assert mentions("与长乐区滨海新城联动", "350181") == []


def test_explicit() -> None:
    assert is_explicit("罗源湾", ["罗源县", "连江县"]) and is_explicit("福州高新技术产业开发区", ["高新区"])
    assert not is_explicit("罗源湾南岸", ["连江县"])


def test_a_region_without_lexicon_knows_all_its_divisions() -> None:
    for region in ("330100", "510100", "422800"):
        for entry in districts_of(region):
            assert [one.meaning.adcodes for one in mentions(f"在{division(region).data['name']}{entry.data['name']}建设", region)] == [
                (entry.id,)
            ]


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        ("360800", "深入实施平安福州专项行动。"),
        ("451400", "培育壮大新兴产业。"),
        ("130200", "妥善解决搬迁安置问题。"),
        ("320300", "推动资源汇集、联动发展。"),
        ("411100", "推动各方资源汇集、联动发展。"),
        ("441800", "保护中国明清城墙。"),
        ("441200", "着力提高要素配置效率。"),
        ("321200", "提高港口综合服务保障能力。"),
    ],
)
def test_two_words_side_by_side_name_no_place(region: str, sentence: str) -> None:
    assert mentions(sentence, region) == []
