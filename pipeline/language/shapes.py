"""How a number stands in its clause: what it only classes, what it counts, what is said of a thing named before it.

The shapes are told in `pipeline.language.phrases`, whose clauses these rules judge: the words before and behind a number, white space removed.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.facts import Fact
from pipeline.language.subjects import METRIC, SPENDING, acting_verb, opening_verb, subject, thing, trimmed
from pipeline.language.units import COUNTED, kind_of
from pipeline.values import Quantity

Shape = Literal["class", "counted", "rank", "multiple", "base", "stated", "name"]

LENGTHS = ("length", "area", "lane_length")
MONEY = ("money", "foreign_money")
AIMS = re.compile(r"(?:标准|任务|要求|目标)(?![值达])")
MARKED = re.compile(r"[，。；、：]")
AMONG_CITIES = re.compile(r"\s*[^，。；、]{0,8}(?:城市|[市区县州]|地区|园区|开发区)(?:中|里|之中)[^，。；]{0,6}$")
DONE = re.compile(
    r"^(?:分别|依次|[降升增减缩扩][到至为]|[以]?(?:开通|开工|建成|投用|投产|完成|竣工|同步|全面|基本|正式|顺利|全部|达到?|实现|位居|居|位列|是|为(?!民)|在|与|被|均|列入|入选|获|可|能|由|向|以|提升|提高|增长|下降|并|且|进入|纳入|覆盖|落地|启动|推进|使用|上榜|入围)|上高速)"
)
LISTED_THING = re.compile(r"^(?:列入|纳入|入选)[^，。、]{2,20}的(?=[^，。]{2})")
TAIL_NOUN = re.compile(r"^的?(?:目标|标准|水平|要求|比例|任务|速度|增速|幅度|中高速|增长|较快|新?台阶|新?大关|新?关口|优势|全覆盖|达标)")
FROM = re.compile(r"(?:从|由|自)(?:(?:19|20)\d\d年)?[^，。；\d]{0,12}$")
TO = re.compile(
    r"^\s*(?:[（(][^）)]*[）)])?[^，,。；、]{0,8}?(?:提高|提升|增加|增长|增|上升|升|降低|下降|降|减少|减|扩大|缩小|跃升|前[进移]|跃|进|发展|压缩|缩短|优化|变|扩|退|回升|延长|调整|拓展)[到至为]"
)
CHANGED = re.compile(r"^\s*(?:再|又)?(?:提高|提升|增加|增长|上升|降低|下降|减少|扩大|缩小|压缩|缩短)")
ANIMALS, FARM = ("羽", "头", "只"), re.compile(r"(?:场|基地|小区|项目|园区?)(?:[（(][^（）()]{1,8}[）)])?$")
"""A farm's size is told in animals: 百万羽蛋鸡养殖场, 万头猪场."""
SETTLED = re.compile(r"(?:的)?(?:以上|的)?(?:自然)?(?:村|屯|寨|湾|组|小区|居民点|聚居|集中居住|集聚|院落)")
"""Places that have so many households or people: 20户以上自然村屯."""
FOR_WHOM, GIVEN = (
    re.compile(r"(?:^|[，。；、])[^，。；、]{0,8}(?:为|向|给|对)$"),
    re.compile(r"(?:提供|开展|发放|给予|进行|实施|赠送|办理)"),
)
"""Around so many people for whom something is done: 为不少于9000名女生提供免费接种."""
CIRCLE = re.compile(r"圈|服务半径|步行|生活|街区|营业")
STEPS_END = re.compile(r"(?:台阶|大关|关口)$")


def shape_of(fact: Fact[Quantity], before: str, after: str, adjacent: bool) -> Shape:
    if FROM.search(before) and (TO.match(after) or CHANGED.match(after)):
        return "base"
    if fact.rule == "amount.rank":
        return "rank"
    if fact.rule == "amount.multiple":
        return "multiple"
    if fact.rule == "amount.ratio" or not (speaks(after) or _counts_aims(fact, after)) or STEPS_END.search(after):
        return "stated"
    kind = kind_of(fact.value.unit)
    if _is_class(fact.value, kind, before, after):
        return "class"
    if kind in (*COUNTED, *LENGTHS) or fact.value.unit in ("万", "亿"):
        return "counted" if not DONE.match(after) or adjacent or LISTED_THING.match(after) else "stated"
    return "stated"


def _counts_aims(fact: Fact[Quantity], after: str) -> bool:
    """Whether standards or tasks are themselves what is counted: 发布110项标准."""
    return kind_of(fact.value.unit) == "count" and AIMS.match(after) is not None


def speaks(after: str) -> bool:
    """Whether the words after a number begin with a noun or verb of its own clause."""
    return bool(after) and after[0] not in "、，。；：）)”—/或" and not TAIL_NOUN.match(after)


def _is_class(quantity: Quantity, kind: str | None, before: str, after: str) -> bool:
    if kind in ("age", "return_period"):
        return not re.search(r"(?:寿命|年龄)[^，。；]{0,6}$", before)
    if quantity.unit in ("%", "万", "亿"):
        return quantity.op in (">=", "<=", "range") and (bool(re.search("人口$", before)) or after.startswith("人口"))
    if kind in ("households", "people") and FOR_WHOM.search(before) and GIVEN.search(after):
        return False
    if kind in ("households", "people") and quantity.op in (">=", "<=") and not re.search(r"(?:有|至少[^，]{0,3})$", before):
        return bool(SETTLED.match(after)) or acting_verb(before) in (
            "",
            "实现",
            "推动",
            "推进",
            "支持",
            "确保",
            "覆盖",
        )  # 实现30户以上自然村通路
    if after.startswith("的") and not DONE.match(after):
        return True
    if quantity.unit[-1:] in ANIMALS and FARM.search(thing(after)):
        return True
    if DONE.match(after) or kind in COUNTED or kind is None:
        return False
    if kind in LENGTHS:
        return not acting_verb(before) and not opening_verb(trimmed(before))
    if kind in MONEY and (SPENDING.search(before) or opening_verb(after) or after[0] in "（("):
        return False
    return kind != "time" or bool(CIRCLE.search(after))


def in_a_name(text: str, fact: Fact[Quantity], before: str, shape: Shape, later: list[Fact[Quantity]], stop: int) -> bool:
    """Whether the number stands inside the name of an indicator: 600米半径人口覆盖率达到55.4%, 35条入滇河道综合达标率达到97%."""
    following = text[fact.anchor.end : later[0].anchor.start if later else stop]
    if kind_of(fact.value.unit) == "count" and later and later[0].rule == "amount.rank":
        return AMONG_CITIES.match(following) is not None  # 在全国168个重点城市中排名第9位
    bare = shape != "class" and not MARKED.search(following) and fact.value.op == "="
    if not bare and shape != "class":
        return False
    if bare and kind_of(fact.value.unit) not in ("time", "length") and (not later or trimmed(before)):
        return False
    if kind_of(fact.value.unit) not in ("time", "length", "people", "households", *(("count",) if bare else ())):
        return False
    words = subject(following)[0]
    return bool(re.search(r"(?:率|比例|比重|占比)$", words)) and bool(METRIC.search(words))


def is_step(after: str, fact: Fact[Quantity], previous: Fact[Quantity]) -> bool:
    """Whether the number names the steps that the one before it counts: 跨越五个千亿元台阶."""
    adjacent = previous.anchor.end == fact.anchor.start and kind_of(previous.value.unit) == "count"
    return adjacent and kind_of(fact.value.unit) in MONEY and bool(STEPS_END.search(after))
