"""Schools and their buildings by a name of their own (江口中学, 界牌中学|教学楼), told from classes of them (公办幼儿园, 乡镇中心小学)."""

from __future__ import annotations

import re

from pipeline.document import HAN
from pipeline.projects.words import leading_places

KIND = "中学|小学|幼儿园|初中|高中|学校"
BUILDINGS = ("幼儿园", "食堂", "教学楼", "报告厅", "运动场", "辅助用房", "教学用房")
"""Endings (forms of the lexicon) that name nothing unless a school stands before them by its name."""
SCHOOL = re.compile(rf"^(.{{2,}}?(?:{KIND}))(?!生|[段部校])")
ITS_NAME = re.compile(
    rf"^(?P<at>[省市县区]?(?:{HAN}{{1,6}}[市县区镇乡])?)(?P<own>{HAN}{{0,4}}?)(?P<rank>(?:第?[一二三四五六七八九十]+|实验|高级|初级|中心|附属|机关)*)(?:{KIND})$"
)
OF_A_KIND = re.compile(
    r"[级型类式化性制]|女子|[盲聋哑]|职教|普高|公租|公寓|帐篷|板房|农民工|老年|专门|军民|民工|公办|民办|普惠|普通|寄宿|标准|示范|规范|优质|薄弱|新型|高级|初级|完全|一贯|特殊|民族|双语|附属|乡镇|村镇|集镇|城镇|建制镇|重点镇|农村|乡村|牧区|山区|城区|城乡|县城|主城|老城|各|每|[所座家个处间]|中心|中等|中职|高职|职业|技工|技师|综合|义务|学位|学前|托[育幼]|独立|配套|小区|住宅|社区|街道|移民|搬迁|安置|国际|外国|体育|艺术|师范|试点|一批|部分|直属|[省市县区]属|留守|子弟|流动|智慧|数字|绿色|未来|现代|一流|品质|星级|重点|知名|名牌|名校|传统|特色|改造|[新扩改迁]建|危[房桥]|校|学|中小|全[省市县区]|和|与|及|的|等"
)
STATION = re.compile(rf"{HAN}{{1,2}}(?:(?<![港路出进入渡河窗海])口|[州阳庄岭津陵])站")
"""A railway station by its town (汉口站)."""


SEAT = 2
SHORT = re.compile(r"[中小]学")
"""What may follow the short name of a place (长乐小学)."""


def is_institution(words: str, region: str | None) -> bool:
    """Whether the words are a school, or the building of one, with a name of its own, or a station by its town.

    >>> [is_institution(words, None) for words in ("江口中学", "界牌中学教学楼", "公办幼儿园", "乡镇中心小学", "中小学")]
    [True, True, False, False, False]
    """
    if STATION.fullmatch(words):
        return True
    school = SCHOOL.match(words)
    if school is None:
        return False
    seat = leading_places(school.group(1), region)
    name = ITS_NAME.match(school.group(1)[seat:])
    if name is None or OF_A_KIND.search(name.group("at") + name.group("own")):
        return False
    own = name.group("own")
    if seat or name.group("at"):
        return bool(own or name.group("rank")) or (seat == SEAT and SHORT.match(words, seat) is not None)
    return len(own) >= 2 and not school.group(1).endswith("学校")
