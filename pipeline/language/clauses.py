"""Clauses of planning prose: what is done, and to what.

Plans write verb first: 「积极推进 重点项目建设」, after a setting where there is one: 「围绕浦东国际机场 打造 临空经济示范区」, or name the object
first: 「将 公园建设 融入 城市发展」. The verbs lexicon says which words are verbs of planning; words that only colour the verb after them
(加快, 积极) have the role `modifier`, attitudes (坚持, 围绕) the role `stance`, results (增长, 保持) the role `result`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Anchor
from pipeline.lexicon import Match, load

CLAUSE = re.compile(r"[^，,；;。！？!?\n]+")
ADVERB = re.compile(
    r"""\s*(?:(?:要(?!素)|将|应(?![对用急收])|须|还|并(?!购)|且|更加|更好|更|同时|继续|接续|积极|大力|有力|全面|深入|深度|着力|努力|不断|持续|进一步|切实|扎实|稳步|有序|有效|主动|重点|充分|科学|合理|严格|严密|依法|逐步
    |率先|统筹|加快|加紧|抓紧|全力|稳妥|妥善|牢牢|严厉|鼓励和?|坚决|坚定不移|高标准|高质量|高水平|高起点|高效|精准|优先|适度|适当|适时|及时|探索|试点|分步|分类|分级|分批|因地制宜|多渠道|多层次|全方位|一体化?|协同|共同
    |联合|大胆|牢固|广泛|认真|始终|尽快|定期|常态化|系统|整体|集中(?:力量)?|最大限度|快速|稳定|健康|规范|平稳|如期|自觉|带头|强力|强势|纵深|纵深化|迭代|从严|以点带面|超前|适度超前|统一|梯次|梯度
    |差异化|个性化|每年|千方百计|持之以恒|因城施策|分类施策|多措并举|依规|综合|动态|前瞻|系统性)\s*地?[、和]?\s*)+""",
    re.VERBOSE,
)
NOUN_TAIL = re.compile(
    r"率|值|业|中心|能力|水平|机构|设施|项目|体系|平台|质量|效能|效率|基地|环境|规模|工程|力度|产业|产品|空间|格局|理念|优势|方式|成果|措施|制度|机制|政策|契机|机遇|资源|用地|需求|需要|条件|情况|过程|工作|模式|试点|行动|经验"
    r"|的(?![省国])|区|型|化|力(?![推争促])"
)
DESCRIBED = re.compile(
    r"更加|更为|总体|基本(?!公共|养老|医疗|农田|制度|民生|药物|建设|生活|保障|住房|盘|权益|殡葬|社会|经济|单元|政策|药)|进一步|明显|显著|大幅|日益|不断|持续|全面(?!推|深|建|实)|水平|成效|取得|稳步|初步|有序|良好$|机制更|体系更|能力更|得到|位居|居全|方向|思路|态势|形势"
)
STATED = re.compile(r"(?:有待|仍需|亟待|亟需|尚未|尚需|仍然|还不够|较为突出|日益|日趋|逐渐|得到(?:有效|明显|全面|显著|进一步)).{0,12}$")
SETTING = re.compile(
    r"\s*(?:(?P<verb>利用|发挥)|围绕|依托|聚焦|立足|瞄准|锚定|顺应|适应|通过|按照|根据|依据|借助|结合|针对|面向|以|对|在|从|向|由|为)(?!主义|接|外|标|于|照|应)"
)
SETTING_END = re.compile(
    r"""\s*(?:以.{2,40}?为(?:依托|基础|重点|目标|导向|引领|主体|核心|抓手|载体|契机|支撑|主线|突破口|牵引|骨架|纽带|根本|统领|引擎|主导|媒介|保障|方向|原则|标准)(?!的)
    |以.*为\S{1,6}$|在.{2,40}?(?:方面|领域|[区中上下内]|的同时|之间)|(?:从|由|对).{2,40}?(?:方面|等(?=\S{4})))""",
    re.VERBOSE,
)
MEANS = re.compile(r"^\s*(?:通过|借助|利用|采取|运用).*等\S{0,4}(?:平台|方式|形式|途径|手段|渠道|活动|举措|政策|措施|契机)$")
OPENING = 8
"""Characters within which an object named first (将…) opens its clause: adverbs and a subject may stand before it."""
DISPOSED = re.compile(
    r"(?:将|把)(?P<thing>[^将把]{2,60}?)(?P<verb>纳入|列入|列为|融入|作为|打造成为?|建设成为?|培育成为?|发展成为?|建成|转化为|转变为|整合至|整合到|分解到|落实到|延伸到|贯穿于?|贯彻到|统一到)(?=.{2})"
)
CONNECTORS = ("和", "、", "并")
MODIFYING = ("利用", "保持", "增长", "坚持")
"""Verbs that, right after another one, open an attribute of its object (打造对接台湾的通道) and are not done beside it."""
NAMING = {
    **dict.fromkeys(("实施", "深入实施", "开展", "深入开展"), ("实施", "开展", "推进")),
    **dict.fromkeys(("提升", "提高", "增强", "强化", "加强"), ("完善", "扩容", "提升", "做强")),
}
"""Verbs whose object may open with a verb (实施扩大内需战略, 提升引进外资质量), and the entries that are yet done beside them."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb in a text and what it governs: `verb` and `thing` as written, `at` the offset of the verb, `entry` its lexicon id."""

    verb: str
    thing: str
    at: int
    entry: str
    role: str | None


def clauses(text: str, anchor: Anchor) -> Iterator[Anchor]:
    """The stretches between commas, semicolons and full stops inside the anchor, white space at the ends left out."""
    for match in CLAUSE.finditer(text, anchor.start, anchor.end):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.end() - (len(words) - len(words.rstrip()))
        if start < end:
            yield Anchor(start, end)


def leading_verb(clause: str) -> Doing | None:
    """The verb that opens the clause (after adverbs) and what follows it; None when the clause opens with something else."""
    skipped = ADVERB.match(clause)
    last: Doing | None = None
    for start in dict.fromkeys((skipped.end() if skipped else 0, 0)):
        match = load("verbs").at(clause, start)
        if match is None or DESCRIBED.match(clause, match.end):
            continue  # 布局更加合理: a noun of which something is said
        last = _doing(clause, match)
        if last.role != "modifier":
            return last
    return last if last is not None and last.thing else None


def any_verb(clause: str) -> Doing | None:
    """The first verb of the clause wherever it stands, unless it is part of a noun (服务能力, 覆盖率); the leading one if there is one."""
    leading = leading_verb(clause)
    if leading is not None and leading.role != "modifier":
        return leading
    return _inner_verb(clause) or leading


def task_verb(clause: str) -> Doing | None:
    """What the clause says will be done: by its leading verb, after a setting (围绕…打造…), or to an object named first (将…纳入…)."""
    if STATED.search(clause) or MEANS.search(clause):
        return None
    if (disposed := DISPOSED.search(clause)) is not None and disposed.start() <= OPENING:
        verb = disposed.group("verb")
        return Doing(verb, re.sub(r"\s+", "", disposed.group("thing")), disposed.start("verb"), verb, None)
    setting, leading = SETTING.match(clause), leading_verb(clause)
    if setting is None:
        return leading
    inner = _inner_verb(clause, SETTING_END.match(clause))
    return inner if inner is not None and inner.thing else leading if setting.group("verb") else None


def _inner_verb(clause: str, setting: re.Match[str] | None = None) -> Doing | None:
    """The first verb inside the clause (after its setting) that does something to something."""
    start = setting.end() if setting else 0
    for match in load("verbs").find(clause, start):
        opens = setting is not None and match.start == start
        if not opens and _is_noun(clause, match):
            continue
        doing = _doing(clause, match)
        described = NOUN_TAIL.match(clause, match.end) or DESCRIBED.match(clause, match.end)
        if doing.role not in ("modifier", "stance", "result") and not described:
            return doing
    return None


def _is_noun(clause: str, match: Match) -> bool:
    """Whether the word inside a clause is more likely the name of a thing than what is done."""
    before = clause[max(match.start - 1, 0) : match.start]
    return clause[match.start : match.end] in match.entry.data.get("nouns", ()) or before in ("”", "的", "、", "》")


def _doing(clause: str, match: Match) -> Doing:
    """The verb with what follows; verbs side by side (建设和完善, 推动实施) count as one."""
    end, last = match.end, match
    while (further := _next_verb(clause, end)) is not None and _joins(clause, last, further, clause[end : further.start]):
        end, last = further.end, further
    role = match.entry.data.get("role")
    return Doing(clause[match.start : end], re.sub(r"\s+", "", clause[end:]), match.start, match.entry.id, str(role) if role else None)


def _next_verb(clause: str, end: int) -> Match | None:
    """The verb that follows at once, or after 和 / 、 / 并 and its own adverbs (防范、严厉打击)."""
    start = end + (clause[end : end + 1] in CONNECTORS)
    adverb = ADVERB.match(clause, start) if start > end else None
    for at in (start, *((adverb.end(),) if adverb else ())):
        further = load("verbs").at(clause, at)
        if further is not None and further.entry.data.get("role") != "modifier":
            return further
    return None


def _joins(clause: str, before: Match, further: Match, connector: str) -> bool:
    """Whether the verb is done beside the one before it: not part of a noun, not an attribute of the object, with something after it."""
    noun = clause[further.start : further.end] in further.entry.data.get("nouns", ())
    tailed = NOUN_TAIL.match(clause, further.end) is not None
    if not clause[further.end :].strip() or further.entry.data.get("role") or (tailed and (noun or not connector)):
        return False
    if connector:
        return True
    named = further.entry.id not in NAMING.get(clause[before.start : before.end], (further.entry.id,))
    return not (named or further.entry.id in MODIFYING or noun)
