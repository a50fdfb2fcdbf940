"""Statements in words held against numbers and against each other: T01 for goals in words, T02 for claims that the tables refute."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, grouped, short
from pipeline.checks.rows import Statement
from pipeline.comparison import plain, show
from pipeline.findings import Finding

GOAL = re.compile(
    r"(?:建设成为|建成|建设|打造成?|形成|实现|创建|争创)(“[^”]{4,20}”|(?:[^，,。；;：:、“”]|“[^”]*”){6,40}?(?:枢纽|基地|高地|中心|城市|示范区|品牌|目的地|标杆|门户|先行区|集散中心|走廊|第一城|名城|互联互通))(?=[，,。；;：:、]|$)"
)
COMPARED = re.compile("高于|快于|低于")
GROWTH_CLAIM = re.compile(
    r"([^，,。；;]{2,14}?)(?:增速|增长|增幅)(?:继续|持续|保持|均|稳定)*(高于|快于|低于)([^，,。；;]{2,12}?)(?:增速|增长|增幅)"
)
SYNONYMS = {
    "经济": ("GDP", "地区生产总值", "生产总值"),
    "居民收入": ("居民人均可支配收入", "可支配收入"),
    "工业": ("规上工业增加值", "工业增加值"),
    "财政收入": ("公共预算",),
}
MANY = 4
"""An aim repeated more often is the motto of the plan."""
LEADING = re.compile(r"^(?:一个|一批|成为|具有\S{2,4}特色的|面向|以)")


def repeated_goals(plan: Plan) -> Iterator[Finding]:
    """T01: the same aim in words (建设国家东南区域铁路枢纽) in several sections."""
    found = [(_object(match[1]), anchor) for match, anchor in plan.find(GOAL)]
    for phrase, pairs in grouped(found, lambda pair: pair[0]).items():
        anchors = [anchor for _, anchor in pairs]
        if len(phrase) < 5 or not 2 <= len(anchors) <= MANY or len({plan.doc.section_at(anchor.start).id for anchor in anchors}) < 2:
            continue
        others = [anchor for anchor in plan.said(phrase) if not any(anchor.overlaps(one) for one in anchors)]
        places = sorted([*anchors, *others])
        if len(places) > MANY + 1:
            continue
        said = "、".join(plan.where(anchor) for anchor in places)
        message = f"“{short(phrase)}”作为目标出现{len(places)}次（{said}），没有可衡量的标准；建议在一处规定标准和期限，他处引用。"
        yield plan.finding("T01", "info", message, places, "一处规定", f"{len(places)}处")


def refuted(plan: Plan) -> Iterator[Finding]:
    """T02: “A 增速高于 B 增速” while the table gives A the smaller rate."""
    for match, anchor in plan.find(GROWTH_CLAIM, having=COMPARED):
        first, second = _rate(plan, match[1]), _rate(plan, match[3])
        if first is None or second is None or first.value.by != second.value.by or first.value.role != second.value.role:
            continue
        one, two = first.value.quantity.value, second.value.quantity.value
        if (one <= two) if match[2] in ("高于", "快于") else (one >= two):
            message = (
                f"正文说“{match.group()}”，而{plan.where(first)}{first.value.indicator}年均{show(first.value.quantity)}，"
                f"{second.value.indicator}年均{show(second.value.quantity)}，前者{'低' if one < two else '高' if one > two else '等'}于后者{plain(abs(one - two))}个百分点，与所说不符。"
            )
            yield plan.finding(
                "T02", "warning", message, [anchor, *plan.named([first, second])], match[2], f"{plain(one)}% 对 {plain(two)}%"
            )


def _object(words: str) -> str:
    return LEADING.sub("", words).strip("“”")


def _rate(plan: Plan, words: str) -> Statement | None:
    """The yearly growth that the past period's table gives for the words of a claim."""
    names = next((names for word, names in SYNONYMS.items() if re.sub("城乡|城镇|农村", "", words).endswith(word)), (words,))
    rates = [fact for fact in plan.statements if fact.value.measure == "annual_growth" and fact.value.role == "actual" and fact.value.table]
    return next(
        (
            fact
            for fact in rates
            for name in names
            if fact.value.indicator.endswith(name) and not re.search("人均G|人均地|占|单位", fact.value.indicator)
        ),
        None,
    )
