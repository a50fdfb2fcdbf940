"""Clauses of planning prose: what is done, and to what.

Plans write verb first: 「积极推进 重点项目建设」. The verbs lexicon says which words are verbs of planning; words that only colour the verb
after them (加快, 积极) have the role `modifier`, attitudes (坚持, 围绕) the role `stance`, results (增长, 保持) the role `result`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Anchor
from pipeline.lexicon import Match, load

CLAUSE = re.compile(r"[^，,；;。！？!?\n]+")
ADVERB = re.compile(
    r"""\s*(?:(?:要|将|应|须|还|并|且|更|更加|同时|继续|积极|大力|全面|深入|着力|努力|不断|持续|进一步|切实|扎实|稳步|有序|有效|主动|重点|充分|科学|合理|严格|依法|逐步
    |率先|统筹|加快|加紧|抓紧|全力|稳妥|鼓励和?|坚决|坚定不移|高标准|高质量|高水平|高起点|高效|精准|优先|适度|适时|探索|分步|分类|分批|因地制宜|多渠道|多层次|全方位|一体化?|协同|共同|联合|大胆
    |牢固|广泛|及时|认真|始终|尽快|定期|常态化|系统|整体|集中|快速|稳定|健康|规范|平稳|如期|自觉|带头|强力|强势|纵深|纵深化|迭代|从严|以点带面|超前|适度超前|统一|梯次|梯度|差异化|个性化)\s*地?\s*)+""",
    re.VERBOSE,
)
NOUN_TAIL = re.compile(r"率|值|业|中心|能力|水平|机构|设施|项目|体系|平台|质量|效能|效率|基地|环境|规模|工程|力度|产业|产品|空间|格局|理念|优势|方式|成果|措施|制度|机制|政策|的|区|力(?![推争促])")
DESCRIBED = re.compile(r"更加|更为|总体|基本|进一步|明显|显著|大幅|日益|不断|持续|全面(?!推|深|建|实)|水平|成效|取得|稳步|初步|有序|良好|机制更|体系更|能力更|得到|位居|居全|方向|思路|态势|形势")
MODIFYING = ("利用", "保持", "增长", "坚持")
"""Verbs that, right after another one, open an attribute of its object (打造对接台湾的通道) and are not done beside it."""


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
        match = next(load("verbs").find(clause, start), None)
        if match is None or match.start != start or DESCRIBED.match(clause, match.end):
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
    for match in load("verbs").find(clause):
        doing = _doing(clause, match)
        if doing.role not in ("modifier", "stance", "result") and not (NOUN_TAIL.match(clause, match.end) or DESCRIBED.match(clause, match.end)):
            return doing
    return leading


def _doing(clause: str, match: Match) -> Doing:
    """The verb with what follows; verbs side by side (建设和完善, 推动实施) count as one."""
    end = match.end
    while (following := re.compile(r"[和与、并]?").match(clause, end)) is not None:
        further = next(load("verbs").find(clause, following.end()), None)
        if further is None or further.start != following.end() or not _joins(clause, further, following.group()):
            break
        end = further.end
    role = match.entry.data.get("role")
    return Doing(clause[match.start : end], re.sub(r"\s+", "", clause[end:]), match.start, match.entry.id, str(role) if role else None)


def _joins(clause: str, further: Match, connector: str) -> bool:
    """Whether the verb is done beside the one before it: not part of a noun, not an attribute of the object, with something after it."""
    if NOUN_TAIL.match(clause, further.end) or not clause[further.end :].strip() or further.entry.data.get("role"):
        return False
    return bool(connector) or further.entry.id not in MODIFYING
