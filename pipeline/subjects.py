"""What a number is said of: the noun phrase before or after it, cut out of its clause.

「力争全市森林覆盖率达到」 → 森林覆盖率; 「建设美丽乡村」 keeps its verb, because a count is of works; 「职工、居民住院报销比例分别提高至」 → two.
Words come in as printed and go out without white space.
"""

from __future__ import annotations

import re

REACH = (
    r"达到?|(?:力争|预计|将)?(?:稳定)?(?:保持|维持|稳定|控制|限制|压减|压缩|缩短|稳|控)(?:在|到|至)?|(?:提高|提升|增加|增长|增|上升|升|下降|降低|降|减少|减|扩大|缩小|跃升|前进|跃|发展|扩展|"
    r"拓展|延长|调整提高|优化|壮大|倍增|回升|恢复|提前|压降|压减|调减|扩容|提档|收窄|由|从)(?:到|至|为)|突破|超过|接近|完成|实现|增至|为|在|是|有|占|约|共有?|合计|共计|总计|累计|"
    r"均|都|分别|基本|全部|已|预计|初步|力争|争取|确保|至少|全面|同比|较上年|比上年|首次|再|仅|高达|多达|达成|高于|低于|不低于|相当于|由|从|自|到|至|将|也|又|仍|稳居|居|位居|位列|要|再次|的"
)
TAIL = re.compile(rf"(?:[\s“\"]|{REACH})+$")
GROWTH = re.compile(
    r"(年均|年平均|每年|年)?\s*(?:实际|名义|同比|可比)?\s*(增长率?|增速|增幅|递增|下降率?|降低|减少|提高|提升|上升|增加|缩短|压缩|压减|涨幅|降幅|降价|增|降|减|收窄|扩大|缩小|削减|减排|节约|高|低|领先)\s*(?:了|约|均|分别|力争|达到?|保持在?|控制在|为|在|稳定在|幅度)*\s*$"
)
LEAD = re.compile(
    r"""^(?:[\s—\-·●•◆■▪*“”"'：:、，,；;和及与]|以及|并且?|且|其中|同时|此外|另外|一是|二是|三是|四是|五是|力争|争取|努力|确保|保持|实现|推动|推进|促进|带动|使得?|将|把|让|到|至|通过
    |全市(?!场)|全省|全区(?!域)|全县|我市|我省|我区|本市|全国(?=[^省城\d]{4})|总体|预计|初步统计|约|共|总计|基本|继续|进一步|稳步|逐步|不断|持续|加快|积极|大力|着力|全面|有序|统筹|深入|切实|有效|大幅|显著|明显
    |坚持|要|还|也|已|更多|期间|时期|以来|年底|年末|[底末]|[一二三四五六七八九十\d]+[年月](?!均|营)|今年|去年|全年|的|了|深化|在|对|年度(?=[^\u4e00-\u9fff]))+""",
    re.VERBOSE,
)
NO_SUBJECT = re.compile(
    r"^(?:占|达|居|位[居列于]|在全|在世|在[^，。；]{0,6}(?:排名|位)|比|较|同比|年均|同步|增长|下降|提高|提升|降低|高于|低于|年增长|年增速|增速|超|为|排[名在]|列|稳居|跃居|增幅|名列|排位|全[省国市](?:排名|前|第|各)|总量|规模|数量|总数|其中)"
)
VERBS = (
    "建设|建成|新建|改建|扩建|改扩建|新改扩建|续建|新增|增加|净增|增设|打造|培育|培养|形成|引进|引育|招引|完成|实施|创建|认定|新认定|获批|获评|设立|布局|布设|改造|提升|推出|推广|组建|发展|新设|举办|"
    "承办|开展|选育|研发|制定|出台|解决|整治|治理|修复|修缮|开工|竣工|投产|建立|构建|支持|扶持|扶助|资助|帮扶|推动|推进|落实|落地|引入|引聚|集聚|吸引|储备|盘活|收储|供应|供给|新供|提供|筹集|开通|新开通|"
    "开发|开建|开设|新开|投放|配备|配置|购置|更新|淘汰|关停|减少|压减|清退|拆除|腾退|安置|惠及|覆盖|服务|接待|培训|轮训|招收|招录|选派|选拔|评选|遴选|命名|授予|奖励|补助|发放|投入|拉动|带动|撬动|"
    "跨越|拥有|达成|签约|签订|新签|发布|编制|修订|创作|推介|展示|征集|立项|验收|登记|注册|转化|实现|争取|力争|确保|保护|挖掘|登录|普查|公布|列入|入选|纳入|入围|新培育|新引进|滚动推进|滚动实施|新建成|规划|"
    "提升建设|新建改造|新建和改造|建设提升|改造提升|巩固|巩固提升|梳理|研制|供水|摘得|荣获|造林|绿化|种植|治沙|退耕|播种"
)
VERB_RUN = re.compile(rf"(?:{VERBS})(?:和|并|、)?(?:{VERBS})*$")
VERB_HEAD = re.compile(rf"^(?:(?:{VERBS})(?:和|并|、|与)?)+")
METRIC = re.compile(
    r"(?:率|量|比重|比例|占比|数|额|值|面积|规模|收入|浓度|强度|水平|总量|密度|寿命|年限|里程|能力|投资|支出|产值|人口|覆盖|用地|存量|时间|成本|价格|度|排放)$"
)
BY_NOUN = re.compile(
    r"(?:年?(?:主营业务|营业|销售|经营|产业|工业)?(?:收入|产值|营收|销售额|交易额|产量|产能|利润|税收|增加值|投资额?|总投资|投资总额|规模|市值|估值|资产|注册资本|人口|面积|库容|装机容量|装机|吞吐量|吨位|年限))(?:达到?|在)?$"
)


TIME = re.compile(
    r"(?:到|至)?\s*20\d{2}\s*年[底末]?|[“\"]?[一二三四五六七八九十]+五[”\"](?:期间|时期|末|以来)?|[\d一二三四五六七八九十两]+(?:[—-]\d+)?年(?:之内|以内|内)|每年|连续\s*[\d一二三四五六七八九十]+\s*年"
)


def squeeze(words: str) -> str:
    return re.sub(r"\s+", "", words)


def subject(before: str) -> tuple[str, str]:
    """(what is measured, the words of growth that followed it or "") of the words in front of a number."""
    words = LEAD.sub("", squeeze(before))
    words = TAIL.sub("", words)
    growth = GROWTH.search(words)
    if growth and not re.search(r"[到至]$", squeeze(before)):
        return TAIL.sub("", words[: growth.start()]), growth.group(1) + "|" + growth.group(2) if growth.group(1) else "|" + growth.group(2)
    return words, ""


def lacks_subject(words: str) -> bool:
    return not words or bool(NO_SUBJECT.match(words))


def spread(words: str, count: int) -> list[str]:
    """The members of a coordination, each with the head that they share: 城镇居民、农村居民人均收入 → both with 人均收入.

    Returns [words] when it is no coordination of `count` members (of any number when `count` is 0).
    """
    parts = [part for part in re.split(r"[、和与及]|以及", words) if part]
    if len(parts) < 2 or (count and len(parts) != count):
        return [words]
    if all(METRIC.search(part) for part in parts):
        return parts
    head = _shared_head(parts)
    return [part if METRIC.search(part) else part + head for part in parts] if head else [words]


def _shared_head(parts: list[str]) -> str:
    last = parts[-1]
    for size in (3, 2):
        ends = {part[-size:] for part in parts[:-1]}
        if len(ends) == 1 and (end := ends.pop()) in last:
            return last[last.rindex(end) + size :]
    lengths = {len(part) for part in parts[:-1]}
    return last[lengths.pop() :] if len(lengths) == 1 and METRIC.search(last) else ""


def acting_verb(before: str) -> str:
    """The verbs at the end of the words, of which the number is the object: 每年推动实施 → 推动实施; "" when there are none."""
    found = VERB_RUN.search(squeeze(before))
    return found.group() if found else ""


def opening_verb(words: str) -> str:
    """The verbs that open the words: 新增幼儿园学位 → 新增."""
    found = VERB_HEAD.match(words)
    return found.group() if found else ""


def thing(after: str) -> str:
    """What is counted or classed by a number in front of it: the noun phrase, long attributes left out."""
    words = squeeze(after).strip('，。；、：“”"的 ')
    _, mark, tail = words.rpartition("的")
    if mark and len(tail) >= 3 and not re.match(r"(?:目标|要求|标准|原则|基础)", tail):
        words = tail
    return words[:30]


def without_time(before: str) -> str:
    """The words of the clause that say what is measured: behind its time expression, or before it."""
    parts = TIME.split(before)
    return next((part for part in reversed(parts) if subject(part)[0]), before if len(parts) == 1 else parts[-1])
