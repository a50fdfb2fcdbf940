"""What a number that divides or sums up what was said before takes from there: the noun of what was counted, the measure of the whole.

「新增“小巨人”企业38家，总数达109家」 → “小巨人”企业总数; 「企业技术中心783家，其中国家级31家」 → 国家级企业技术中心
「招引亿元以上项目50个，其中10亿元以上15个」 → 10亿元以上项目; 「污水治理率达到55%，其中滇池流域达到80%」 → 污水治理率, of 滇池流域
"""

from __future__ import annotations

import re

from pipeline.document import HAN
from pipeline.language.subjects import METRIC, opening_verb

TOTAL = re.compile(r"(?:总数量?|总量|总额|数量|总规模|增量)(?=$|全[国省市县区]|世界|全球)")
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
OUTSIDE = r"各?县[（(]市[、]?(?:区)?[）)](?:区)?"
TOWN_OR_COUNTY = re.compile(rf"市区|[主老中]?心?城区|{OUTSIDE}|县城|乡镇|[近远]郊区?")
"""Kinds of place that go on to be told of one rate: 市区入园率达到50%，县（市）达到30%."""
RATE = re.compile(r"(?:率|比例|比重|水平|浓度|收入)$")
PLACE = re.compile(
    rf"{HAN}{{1,8}}(?:流域|城区|新区|新城|地区|片区|库区|机场|港区|开发区|高新区|示范区|[市县区镇乡])|(?:{HAN}{{0,6}}(?:城市|城镇|农村|乡村|山区|平原|沿海|建成区))|市区|{OUTSIDE}"
)
RANKED_AMONG = re.compile(r"(?:全[国省市区县州]|世界|全球|国内|省内|中西部|[东中西]部|沿海|长三角|珠三角|同类|副省级)[^，、]{0,10}$")
"""Among whom something is ranked, at the end of its name: 货邮吞吐量 中部."""
USED = re.compile(r"(?:实际)?(?:使用|利用|到位|吸收|引进|引入)(?:到位)?(?=.{0,6}资)")
CAPITAL = re.compile(r".{0,4}(?:外资|内资|外商[^，、]{0,4}投资|市外资金|省外资金|境[内外]资金|国内资金)")
"""What shares the verb of the capital named before it: 实际使用内资30亿元、外资2亿美元."""
SUM = re.compile(r"(?:投资|产值|收入|支出|销售额|零售总?额|交易额|成交额|增加值)$")
SOURCE = re.compile(r"资金|债|贷款|基金|预算|财政|自筹|配套|补助|补贴|费|税|款|项目|工程")
"""Names of money of its own, which do not share the measure of the whole (其中中央补助30亿元)."""
LOCATED = re.compile(r"(?:在|位于|分布在)([^，。；、]{1,10}[内外市县区镇乡城湾岛])")
"""Behind a count, where so many of the things lie: 其中10家在原特区外."""
IN_PLACES = re.compile(r"在(?:[^，。；、在]{2,16}的)?$")
PLACE_COUNTED = re.compile(
    r"((?:县|市|区|州|镇|乡|村|街道|社区|城市|园区|学校|医院|企业|省|地区)(?:[（(][^（）()]{1,6}[）)])?)(?=[^，。；的]{2,})"
)
"""Places in which something is done, so many of them: 在115个县建设….."""
BASE_OF_RATE = re.compile(r"^每[十百千万亿\d]*(?:常住)?(?:人口|人|户|名[^，]{0,4}?)(?:均|拥有)?")
PER_UNIT = re.compile(r"^(?:万元|单位)(?:GDP|(?:地区|国内)?生产总值|(?:规模以上|规上)?工业增加值)(?=.)")
PER_UNIT_OF = re.compile(r"^(?:能耗|用水|水耗|电耗|耗[水电]|二氧化碳|碳排放|(?:建设)?用地)")


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
    if not (goes_on or AMONG.match(before)):
        return bool(TOWN_OR_COUNTY.fullmatch(name) and re.search("(?:率|比例|比重)$", words))
    of_sum = TOWN_OR_COUNTY.fullmatch(name) and METRIC.search(words)  # 公路总里程1万公里，其中市区2000公里
    return bool(of_sum or (PLACE.fullmatch(name) and RATE.search(words)))


def sum_shared(words: str) -> str:
    """The measure of a sum of money that is divided: 累计完成水利投资 → 投资; "" for what is none."""
    found = SUM.search(words)
    return found.group() if found else ""


def shares_sum(name: str, whole: str) -> bool:
    """Whether a name in a divided sum lacks its measure: 铁路 of 投资 (其中铁路完成2300亿元), not 中央补助."""
    return bool(whole and name) and not (METRIC.search(name) or opening_verb(name) or SOURCE.search(name))


def capital_used(name: str, words: str) -> str:
    """Capital that goes on a list, with the verb of the capital before it: 外资 after 实际使用内资; "" for anything else."""
    used = USED.match(words) if CAPITAL.fullmatch(name) else None
    return used.group() + name if used else ""


def place_of(before: str, after: str) -> str:
    """Places counted in which something is done, with what is done there (在3个镇开展试点 → 开展试点的镇); else ""."""
    found = PLACE_COUNTED.match(after) if IN_PLACES.search(before) else None
    done = after[found.end() :] if found else ""
    return f"{done}的{found.group(1)}" if found and opening_verb(done) else ""


def base_shared(name: str, words: str) -> str:
    """A rate that goes on a list, with the base of the rate before it: 每千人口拥有医师3.2人、护士3.8人; 单位GDP能耗降低14%、用水量降低16%; else ""."""
    base, unit = BASE_OF_RATE.match(words), PER_UNIT.match(words)
    if base and name and not BASE_OF_RATE.match(name):
        return base.group() + name
    return unit.group() + name if unit and PER_UNIT_OF.match(name) else ""
