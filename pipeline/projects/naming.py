"""Where in the words under a verb the name of an undertaking starts and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.projects.cases import Listed, Type
from pipeline.projects.judging import judge
from pipeline.projects.words import ending, is_many, is_proper, names_place, only_places, opens_with_place, peeled, plain_out, specific
from pipeline.values import Stage

QUANTITY = re.compile(r"^(?:[一1]?[个条座处所项]|首个|首批|新一批|一个)(?=[^体性])")
RELATIVE = re.compile(r"^.+的(?=[^的]{3,}$)")
KEPT = re.compile(r"[^的]{2,12}与|新一轮|基于|[^的]{0,24}年产\d")
"""Relative clauses that belong to the name."""
PRAISED = re.compile(r"(?:世界|国际|国内|全国|全球|亚洲|一流|领先|先进|水平|影响力|竞争力|知名度?)的$")
"""打造世界先进水平的|特大型石化基地: what praises so is a wish."""
APPOSITION = re.compile(r"^.+(?:示范工程|示范项目|试点工程)(?=.{5,}$)")
VERB_FIRST = re.compile(
    r"""^(?:将|把|建设|改扩建|建成|投用|落地(?!见效|生根|实施|项目)|实施|开展|用好|打造|推进|新建|(?:改建|扩建|迁建|续建|重建)(?!工程|项目)|提标改造|提升改造|改造|培育|贯通|打通|拓展|提升|优化|加强|提高|升级|做强|并|启动|建立|设立|(?:完善|健全)(?!.*(?:工程|行动|计划)$))+
    (?=.{3,})(?!.*(?:和|及)?改造提升工程$)(?!建设和)""",
    re.VERBOSE,
)
DOER = re.compile(
    r"""^(.{2,40}?)(建设|打造|争创|创建|设立|实施|形成|开展|申报|组建|共建|发展|培育|做强|布局)(?=.{4,})
    (?!工程|项目|规划|用地|水平|体系|和|与|引领|行动|示范|提升|集团)""",
    re.VERBOSE,
)
TOLD = 3
"""Characters that tell what a campaign is for."""
BLANK = "某某某某"
"""Stands for the name behind a doer."""
OPENING = re.compile(
    r"""成为|纳入|列入|形成|辐射|连接|联通|通向|串联|融入|对接|以|更|具有|符合|承接|如何|使|让|为(?!民)|成(?:为|就|功)|达到|跻身|每年|至少|优先|存在|具备
    |力争|重组|融合|入选|通\d|支持|鼓励""",
    re.VERBOSE,
)
"""Words with which no name opens."""
NO_NAME = re.compile(
    r"""(?:企业|机构|高校|单位|部门|院所|院校|沿线国家|国家和地区)[^园区中平基]{0,8}(?:建设|打造|设立|创建|组建|开展|共建|联合)|(?:博物馆|图书馆|文化馆|医院|学校)(?:建设|打造|开展|建立)(?!工程|项目|提升|行动|计划|[和与及]|$)|通过|参与|[来在](?:榕|闽|沪|京|鄂|浙|粤|苏|川|渝)
    |对口帮扶|积极|入围|项目(?:落地|落户|入驻)|纳入|列入|升格为|建设成|打造成|互联互通|建设.{0,8}建设|“[二三四五六七八九十]大(?!(?!重点|重大|专项|标志|民生)[^”]{4,}(?:计划|行动|工程)”)|^“[一二三四五六七八九十两\d]+[个大重化新高](?!(?!重点|重大|专项|标志|民生)[^”]{4,}(?:计划|行动|工程)”).*”$|(?:队伍|机制|体制|能力|水平|环境|政策)[和与及、]|[，；。]""",
    re.VERBOSE,
)
"""Words that stand in sentences, not in names."""
AFTER = re.compile(r"(?:纳入|列入|升格|成为|建设成|打造成|正式|落地|落户|增资|更名|列为|争创|申报|创建|申请|至|升级|继续)")
COUNTED_QUOTE = re.compile(r"“[一二三四五六七八九十\d]+大(?:标志性)?(?:攻坚战|战役|攻坚行动|专项行动|行动|工程)”$")
"""A number of campaigns, named by what they are for (长江生态修复|“十大攻坚战”)."""
RAISED = re.compile(r"(?:争创|创建|申创|申报|升级为|升格为|晋升为?|晋级)(?=国家|省级|全国|世界|[45]A|A{4})")
"""支持X争创国家级平台: what is to be raised is named, not what it should become."""
UNNAMED = re.compile(r"(?:国家级|省级|市级|县级|区级|有|条件|具备|优势|优秀|优质|成熟)")
"""Words with which those open that are meant in general."""
CLOSED_QUOTE = re.compile(r"^.{2,}(“[^”]{2,14}(?:工程|计划|行动)”)$")


@dataclass(frozen=True, slots=True)
class Name:
    """text[start:end] is a name; `stage` where words behind it tell one."""

    start: int
    end: int
    type: Type
    stage: Stage | None
    rule: str


def named(text: str, region: str | None, verb: str, listed: Listed) -> Name | None:
    """The name of one undertaking in the words that a verb governs; None when they name none.

    `verb` is the lexicon entry of the governing verb ("" without one).
    """
    if is_many(text):
        return None
    start = _start(text, region)
    if start and DOER.match(text[:start] + BLANK):
        verb = "建设"
    if start and (
        is_many(text[start:])
        or (verb == "打造" and text.endswith("基地") and PRAISED.search(text[:start]) and not is_proper(text[start:], region))
    ):
        return None
    if OPENING.match(text[start:]) and not (verb == "实施" and text.endswith(("工程", "行动", "计划", "战略"))):
        return None
    raised = RAISED.search(text, start + 2)
    if raised is not None:
        return _raised(text, start, raised.start(), region, listed)
    whole = listed == 2 and not verb  # in a bare list an item is a name as it stands
    for words, stage in sorted(peeled(text[start:]), key=lambda item: 0 if whole else ending(item[0]) is None):
        judged = judge(words, region, verb, listed, text[start + len(words) :])
        if judged is not None and not _is_no_name(words):
            return Name(start, start + len(words), judged[0], stage, judged[1])
    return _before_predicate(text, start, region, verb, listed)


def complete(text: str) -> bool:
    """Whether the words end as a name does, words that follow a name apart."""
    return any(found is not None and found.use != "wish" for found in (ending(words) for words, _ in peeled(text))) or text.endswith("”")


def is_wish(text: str) -> bool:
    """Whether the words end as a wish does (…产业集群, …高地)."""
    last = ending(text)
    return last is not None and last.use == "wish"


def _before_predicate(text: str, start: int, region: str | None, verb: str, listed: Listed) -> Name | None:
    """The name of which something is said behind it: 40万吨散货码头|纳入国家布局."""
    for cut in AFTER.finditer(text, start + 3):
        words = text[start : cut.start()]
        last = ending(words)
        if (
            last is not None
            and last.use in ("facility", "works")
            and not NO_NAME.search(words)
            and last.form not in ("新区", "片区", "城区")
        ):
            judged = judge(words, region, "建设" if cut.group() == "升格" else verb, listed, "")
            if judged is not None:
                return Name(start, cut.start(), judged[0], None, judged[1])
    return None


def _is_no_name(words: str) -> bool:
    """Whether words stand in it that stand in sentences only; a counted set of campaigns is a name where it is told what for."""
    counted = COUNTED_QUOTE.search(words)
    if counted is not None and len(plain_out(words[: counted.start()])) >= TOLD:
        words = words[: counted.start()]
    return NO_NAME.search(words) is not None


def _raised(text: str, start: int, end: int, region: str | None, listed: Listed) -> Name | None:
    """The facility that is to win a rank; None where those who try are meant in general (省级开发区) or are no facility."""
    words = text[start:end]
    last = ending(words)
    if last is None or last.use != "facility" or UNNAMED.match(words) or NO_NAME.search(words):
        return None
    judged = judge(words, region, "推进", listed, "")
    return Name(start, end, judged[0], None, judged[1]) if judged is not None else None


def _start(text: str, region: str | None) -> int:
    """Where the name starts: behind a quantity, a doer (厦门|设立|X), a relative clause (辐射“海丝”的|X) or what it is an example of."""
    quantity = QUANTITY.match(text)
    start = quantity.end() if quantity else 0
    verb = VERB_FIRST.match(text[start:])
    start += verb.end() if verb else 0
    doer = DOER.match(text[start:])
    if doer and only_places(doer.group(1), region):
        return start + doer.end()
    apposition = APPOSITION.match(text[start:])
    if apposition and names_place(text[start + apposition.end() :], region):
        return start + apposition.end()
    quote = CLOSED_QUOTE.match(text[start:])
    if quote and "、" in text[start : start + quote.start(1)]:
        return start + quote.start(1)
    relative = RELATIVE.match(text[start:])
    return start + relative.end() if relative and _describes(relative.group(), text[start + relative.end() :], region) else start


def _describes(clause: str, rest: str, region: str | None) -> bool:
    """Whether a relative clause only describes the name behind it; one that belongs to works (…的改造提升) or opens with a place is part of it."""
    last = ending(rest)
    if specific(rest) == 0 and (last is None or last.use != "programme"):
        return False
    if rest.count("“") != rest.count("”"):
        return False
    return not KEPT.match(clause) and not opens_with_place(clause, region)
