"""What a number that divides or sums up what was said before takes from there: the noun of what was counted, the measure of the whole.

「新增“小巨人”企业38家，总数达109家」 → “小巨人”企业总数; 「企业技术中心783家，其中国家级31家」 → 国家级企业技术中心
「招引亿元以上项目50个，其中10亿元以上15个」 → 10亿元以上项目; 「污水治理率达到55%，其中滇池流域达到80%」 → 污水治理率, of 滇池流域
"""

from __future__ import annotations

import re

from pipeline.document import HAN
from pipeline.language.subjects import METRIC, opening_verb

TOTAL = re.compile(r"(?:总数量?|总量|总额|数量|总规模)(?=$|全[国省市县区]|世界|全球)")
ADDED = re.compile(r"(?:新增|净增|增加)$")
RUNNING = re.compile(r"(?:力争|确保)?累计(?:总[数量])?(?:达到?|突破|超过?)")
ADDING = re.compile(r"新|净增|增加")
DONE_SUM = re.compile(r"累计(?!下降|降低|提高|增长|减少|达到?|突破|超过?|不|到)")
"""A word of what has been done, unless its sentence opens with a task: 加快建设充电设施，累计建成5万个."""
LEVEL = re.compile(r"(?:国家|省部?|市|县|区|世界)级(?:及?以上)?")
LEVELLED = re.compile(rf"^(?:{LEVEL.pattern}、?)+")
SIZED = re.compile(r"(?:超|上|近)?[\d.,百千十]*[万亿]*(?:美?元|亩|吨|千瓦)(?:级|以上|以下)?")
SIZE_AHEAD = re.compile(rf"^{SIZED.pattern}(?:的)?")
AMONG = re.compile(r"其中|这其中")
PLACE = re.compile(
    rf"{HAN}{{1,8}}(?:流域|城区|新区|新城|地区|片区|库区|机场|港区|开发区|高新区|示范区|[市县区镇乡])|(?:{HAN}{{0,6}}(?:城市|城镇|农村|乡村|山区|平原|沿海|建成区))"
)
RANKED_AMONG = re.compile(r"(?:全[国省市区县州]|世界|全球|国内|省内|中西部|[东中西]部|沿海|长三角|珠三角|同类|副省级)[^，、]{0,10}$")
"""Among whom something is ranked, at the end of its name: 货邮吞吐量 中部."""


def noun_of(words: str) -> str:
    """What was counted, without the verb and the size or level that told which: 招引亿元以上项目 → 项目."""
    words = words.removeprefix("累计")
    words = words[len(opening_verb(words)) :]
    return LEVELLED.sub("", SIZE_AHEAD.sub("", words))


def total_of(name: str, words: str) -> str:
    """A bare total (总数, 总量) with what it is the total of; the measure itself where that is one already (地区生产总值…总量)."""
    whole = words.removeprefix("累计")
    whole = ADDED.sub("", whole[len(opening_verb(whole)) :])
    total = TOTAL.match(name)
    if not total or not whole:
        return name
    return whole + name[total.end() :] if METRIC.search(whole) else whole + name


def stock_of(name: str) -> str:
    """What has been added to, where a number goes on to tell the sum passed: 经营主体净增98万户、突破1900万户."""
    return ADDED.sub("", name) or name


def part_of(before: str, name: str, words: str) -> str:
    """A name that only tells which of the things counted are meant (国家级, 10亿元以上), with their noun; else the name."""
    if SIZED.fullmatch(name):
        return opening_verb(words) + name + noun_of(words)
    parts = AMONG.match(before) or before[:1] in "、和"
    return name + noun_of(words) if parts and LEVEL.fullmatch(name) and not METRIC.search(words) else name


def sum_of(before: str, words: str) -> str:
    """The noun that a running total (累计达到200家) is of, where the words before tell what is added to it; else the words."""
    return noun_of(words) if RUNNING.match(before) and ADDING.match(words) else words


def place_within(before: str, name: str, words: str, goes_on: bool) -> bool:
    """Whether the name is only the place of a part of the whole just measured (其中滇池流域达到80%); `goes_on`: the number before told one too."""
    return bool((goes_on or AMONG.match(before)) and PLACE.fullmatch(name) and re.search(r"(?:率|比例|比重|水平|浓度|收入)$", words))
