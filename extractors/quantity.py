"""What the running text says of quantities: number and unit with what they measure, by when, as a target or as reached.

「力争到2025年，R&D投入强度接近3.0%」 → R&D投入强度, ~ 3.0 %, target, level, by 2025
「“十四五”期间新增幼儿园学位2.6万个」 → 新增幼儿园学位, 2.6 万个, cumulative, 2021 to 2025
「超千亿元园区6家」 → a class (园区, > 1000 亿元, spec) and its count (超千亿元园区, 6 家)

Left alone: headings, cells of indicator tables (their own extractor reads them by row and column), numbers that nothing is said of.
The parts of a target are the amount and the time expression from which it was composed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Anchor, Document
from pipeline.facts import Fact, Facts, Target
from pipeline.language.among import RUNNING, sum_shared
from pipeline.language.indicators import identify
from pipeline.language.measured import measured
from pipeline.language.moments import FUTURE_WORD, WITHIN, When, carried, dated, introduced, is_past, moment
from pipeline.language.phrases import GROWING, Phrase, phrases
from pipeline.language.said import Memory, Said
from pipeline.language.scopes import area_going_on, opening_area, scope_of
from pipeline.language.shapes import LENGTHS, MONEY
from pipeline.language.subjects import acting_verb, opening_verb, thing, trimmed
from pipeline.language.tenses import Setting
from pipeline.language.units import COUNTED
from pipeline.sectors import sector_of
from pipeline.values import MeasureKind, Period, Quantity, Role

SPECIFICATION = re.compile(
    r"(?:总?库容|全长|总长|长度|总?建筑面积|占地面积|用地面积|静态总投资|装机容量|设计[^，达为]{0,6}|引水量|供水量|发电量|设计时速|时速|桥长|坝高|容积|净高|跨度|水深)$"
)
"""What describes a work rather than sets its aim, where nothing is reached: 总库容2.9亿立方米."""
COUNT_AHEAD = re.compile(r"[\d一二三四五六七八九十两][个家座条大]$")
SIZED_COUNT = re.compile(r"[\d一二三四五六七八九十两](?:条|座|处|项|个)$")
LOOK_AHEAD = 12
"""Numbers behind one that can belong to its list."""
NAMED = re.compile(r"[^\W\d_]")
HELD_THINGS = re.compile(r"拥有|建有|设有|配有|现有|集聚|聚集|汇聚")
HAPPENS = re.compile(r"进入|入选|入围|列入|纳入|达到|实现|通过|获|上榜|建成|完成|投入|提供|开展|参与|成为|配备|开放|投用|推介")
HELD = re.compile(r"(?<![稳续])(?:居|名列|位列|蝉联|荣获)[^，。；]{0,8}$")
UNDERTAKEN = re.compile(
    r"(?:产能|装机(?:容量|规模)?|(?:处理|供水|供应|供给|供热|储气|储备|生产|发电|通过|接卸|吞吐|消纳|调峰)能力|(?:任务|库容|减排量|节能量|碳汇量|交易量|销售额|交易额))$"
)
"""What is itself done where a verb of works stands before its size: 压减100万吨粗钢产能, 完成9亿吨保供煤任务."""
AREA_MEETS = re.compile(r"的?[^，。；、的]{0,8}面积(?:达到|符合|满足|实现|建成)")
"""An area itself that is to meet a standard: 50平方公里以上建设用地面积达到海绵城市建设要求."""
INVESTED = re.compile(r"[^，。；的]{0,12}(?:投资|资金|贷款|债券|融资|授信|消费券|补贴|税收|收入|产值|销售额|交易额)$")
INVESTS = re.compile(r"(?:完成|实现|投入|安排|发放|投放|落实|新增|力争|争取|带动|拉动|撬动)(?:不[少低]于|超过?|至少|约|近)?$")
USED_WITH = re.compile(r"(?:^|[，、。；：])(?:[^，。；以]{0,6})以[^，。；]{0,12}$")
USED_AS = re.compile(r"[^，。；为]{0,20}为(?:重点|抓手|主体|龙头|支撑|载体|核心|依托|骨干|主线|牵引|引领|代表|基础|单元|节点|纽带)")
"""Around a count of what something else is done with: 以17项重大工程为重点."""
BUILT = re.compile(r"打造|建设|建成|培育|形成|发展|壮大|做强|做大|构筑|新建")
ADDED = re.compile(r"新增(?!劳动力[^，。；]{0,4}年限|劳动力(?:人均|平均)|就业人员平均)|净增|累计")
DONE_WORK = re.compile(r"(?:完成|竣工|改造|整治|治理|修复|推广|复制|解决|脱贫|摘帽|搬迁|开工|再就业|落户|培训)$")
OPENED = re.compile(r"\s*(?:[（(][^（）()]{0,8}[）)])?[ 、，,和及\n\t]*")
"""What stands before the words of a number in a list: 25万套（间）、人才公寓5万套."""
MARKUP = re.compile(r"_\{?([\d.]+)\}?")
"""Subscripts as some offices print them: PM_{2.5}."""
HELD_FAST = re.compile(r"(?:严守|守住|守牢|坚守|牢守|保住|稳住|稳定在?)$")
SET_UP = re.compile(r"(?:设立|组建|成立|筹建|筹设|建立|募集|形成|打造)(?:总?规模)?$")
GAINED = re.compile(
    r"^(?:[^，、]{0,6}?)(?:拉动|带动|撬动|获得?(?!感)|争取|落户|认定|授权|资助|签约|到位|发放|兑现|拨付|减免|降本|减负|入库|完成(?:总?投资|建设)|募集|累计|参与)|(?:入库|到位|获奖|项目)$"
)
"""Words of what is gained or done in the course of a time, sums of money too."""
OVER_TIME = re.compile(r"年均(?!浓度|气温|降水|径流|值)|年平均(?!浓度|气温|值)|每年|累计")
WHOLE = re.compile(r"总(?:里程|规模|面积|长度|量)$")
ENTERS = re.compile(r"^[^，。]{1,12}?(?:入围|入选|进入|跻身|上榜)")
"""What things have become is a state that they are in: 4个园区入围全国百强."""
SUM_OVER = re.compile(r"(?<!^总)投资$")
DONE_COUNT = re.compile(r"^(?:[^，、]{0,4})?完成")


def extract(doc: Document, facts: Facts) -> Iterator[Fact[Target]]:
    closed, leads = _table_cells(doc, facts), introduced(doc, facts)
    for block, told in dated(doc, facts):
        if block.anchor.start in closed:
            continue
        governing: Fact[Period] | None = None
        lead = [leads[block.anchor.start]] if block.anchor.start in leads else []
        memory = Memory()
        for sentence, own, setting in told:
            area = opening_area(doc, sentence)
            memory = Memory(whole=sum_shared(memory.words) if WITHIN.match(doc.text, sentence.start) else "", area=area, opening=area)
            for said, when in _of_sentence(doc, facts, sentence, setting, lead + carried(doc, sentence, governing) + own, memory):
                governing = when.governing
                yield from _targets(doc, facts, said, when, memory)


def _table_cells(doc: Document, facts: Facts) -> set[int]:
    """Where the cells of indicator tables start."""
    stated = [fact.anchor.start for fact in facts.of(Target) if fact.value.table]
    closed = set()
    for table in doc.tables:
        starts = {cell.anchor.start for cell in table.cells}
        first, end = min(starts, default=0), max((cell.anchor.end for cell in table.cells), default=0)
        if any(first <= at < end for at in stated):
            closed |= starts
    return closed


def _of_sentence(
    doc: Document, facts: Facts, sentence: Anchor, setting: Setting, periods: list[Fact[Period]], memory: Memory
) -> Iterator[tuple[Said, When]]:
    found = list(phrases(doc.text, sentence, facts.of(Quantity, within=sentence)))
    for index, phrase in enumerate(found):
        if index and "；" in doc.text[found[index - 1].fact.anchor.end : phrase.start]:
            memory.summed, memory.words = False, "" if phrase.earlier else memory.words
            memory.whole = memory.whole if WITHIN.match(doc.text, sentence.start) else ""
        said = measured(phrase, found[index + 1 : index + LOOK_AHEAD], memory)
        if said is not None:
            yield said, moment(doc, sentence, setting, periods, found, index)


def _targets(doc: Document, facts: Facts, said: Said, when: When, memory: Memory) -> Iterator[Fact[Target]]:
    phrase = said.phrase
    parts = (phrase.fact.id, when.governing.id) if when.governing else (phrase.fact.id,)
    for name in said.names:
        scope, words = scope_of(facts, phrase, MARKUP.sub(r"\1", name))
        if not NAMED.search(words):
            continue
        scope = said.scope or scope or area_going_on(doc, said, words, memory)
        memory.area = scope if scope and said.rule != "quantity.class" else memory.area
        role = _role(doc, said, when)
        measure = _measure(said, words, when, role)
        by, start = _years(doc, said, when, measure, role)
        anchor = _anchor(doc, said)
        known, sector = identify(words, doc.region), sector_of(doc, facts, Anchor(min(phrase.start, anchor.start), anchor.end))[0]
        value = Target(words, phrase.quantity, role, measure, by, start, scope, indicator_id=known, sector=sector)
        yield Fact(value, anchor, said.rule, parts)


def _anchor(doc: Document, said: Said) -> Anchor:
    """From the words that say what is measured to the number, or from the number to the thing counted."""
    phrase = said.phrase
    start, end = phrase.fact.anchor.start, phrase.fact.anchor.end
    words = doc.text[phrase.start : start]
    opened = OPENED.match(words)
    lead = opened.end() if opened else 0
    told = thing(phrase.after)
    goes_on = bool(told) and said.names[0].endswith(told)  # 60公里开通运营
    if said.rule in ("quantity.class", "quantity.counted") or goes_on:
        end = max(end, phrase.start + len(doc.text[phrase.start : phrase.end].rstrip(" 、，,和及\n\t")))
    return Anchor(min(phrase.start + lead, start), end)


def _role(doc: Document, said: Said, when: When) -> Role:
    phrase = said.phrase
    past = is_past(doc, when) or (said.added and not when.told and not when.tasks and not FUTURE_WORD.search(when.clause))
    if phrase.kind == "return_period" and phrase.shape != "base" and said.rule != "quantity.change":
        return "spec"
    if said.rule == "quantity.class":
        if _is_undertaken(phrase):
            return "actual" if past else "target"
        aimed = phrase.quantity.op == "~" and not phrase.leads and BUILT.search(phrase.before) and not COUNT_AHEAD.search(phrase.before)
        return "target" if aimed and not past else "spec"
    if past or phrase.shape == "base" or (phrase.shape == "rank" and _stands(phrase, when)):
        return "actual"
    return "spec" if _describes(said, when) else "target"


def _is_undertaken(phrase: Phrase) -> bool:
    """Whether a size in front of its noun is itself what is undertaken: 严守18亿亩耕地, 设立20亿元母基金, 建设24条750公里管网."""
    sum_set_up = phrase.kind in MONEY and phrase.quantity.op != "~" and SET_UP.search(phrase.before) and "基金" in phrase.after
    length_of_works = phrase.kind in LENGTHS and SIZED_COUNT.search(phrase.before)
    works = phrase.kind in LENGTHS and acting_verb(phrase.before)
    done = works and (phrase.quantity.op in (">=", ">") or DONE_WORK.search(phrase.after))  # 完成不少于60公里的管网改造
    invested = phrase.kind in MONEY and phrase.quantity.op != "~" and INVESTS.search(phrase.before) and INVESTED.fullmatch(phrase.after)
    capacity = phrase.kind not in MONEY and acting_verb(phrase.before.removesuffix("年产")) and UNDERTAKEN.search(thing(phrase.after))
    meets = phrase.kind == "area" and phrase.quantity.op in (">=", ">") and AREA_MEETS.match(phrase.after)
    return bool(HELD_FAST.search(phrase.before) or sum_set_up or length_of_works or done or invested or capacity or meets)


def _describes(said: Said, when: When) -> bool:
    """Whether a count only describes what there is: nothing happens to the things counted, and nothing is promised."""
    phrase = said.phrase
    if when.setting.explains or (phrase.shape == "counted" and USED_WITH.search(phrase.before) and USED_AS.match(phrase.after)):
        return True
    if phrase.before.startswith("的") and phrase.quantity.op in (">", ">="):
        return True  # 20%的村集体收入超30万元: the share is aimed at
    if when.governing or when.setting.past is False:
        return False
    if phrase.quantity.op in ("=", "~") and SPECIFICATION.search(phrase.before) and not opening_verb(trimmed(phrase.before)):
        return True
    counted = said.rule == "quantity.counted" and phrase.kind == "count" and phrase.quantity.op == "="
    given = phrase.before.endswith("的") and phrase.before[0] != "在" and not opening_verb(trimmed(phrase.before))  # 集中开工的20个项目
    acted = opening_verb(said.names[0]) and not given
    return counted and not (acted or HAPPENS.search(phrase.after) or FUTURE_WORD.search(when.clause))


def _stands(phrase: Phrase, when: When) -> bool:
    """Whether a rank is held already: the advantage of being first, or 居 and 位居 where nothing is promised."""
    promised = when.told or FUTURE_WORD.search(when.clause)
    return phrase.after.startswith("的") or bool(when.opens and not promised and HELD.search(phrase.before))


def _measure(said: Said, words: str, when: When, role: Role) -> MeasureKind:
    phrase, unit = said.phrase, said.phrase.quantity.unit
    if phrase.fact.rule == "amount.rank":
        return "rank"
    if phrase.shape == "multiple" or unit == "倍":
        return "multiple"
    if said.rule == "quantity.class":
        return "level"
    if "百分点" in unit or "千分点" in unit:
        return "change"
    if (
        said.growth.startswith(("年", "平均每年", "每年"))
        or said.growth.endswith("增速")
        or (GROWING.match(phrase.after) and phrase.shape != "base")
    ):
        return "annual_growth"
    if said.growth and not (phrase.kind in COUNTED and "新增" in phrase.before):
        return "change"
    return "cumulative" if _is_cumulative(said, words, when, role) else "level"


def _is_cumulative(said: Said, words: str, when: When, role: Role) -> bool:
    """新增 and 累计; counted works over a period: those reported, or governed by 期间 or N年内."""
    phrase, period = said.phrase, when.governing.value if when.governing else None
    if (period and period.recurrence) or re.search("年均|每年", phrase.before):
        return False
    if ADDED.search(phrase.before[-30:]) or ADDED.match(words):
        return True
    if said.summed and (when.setting.past or phrase.linked) and phrase.kind in (*COUNTED, "money", "foreign_money"):
        return True
    if phrase.kind in COUNTED and (
        DONE_COUNT.match(words) or (said.rule == "quantity.counted" and DONE_COUNT.search(acting_verb(phrase.before)))
    ):
        return True
    over_time = (when.setting.past and role == "actual") or (period is not None and period.start is not None)
    if not over_time:
        return False
    if (
        "/" not in phrase.quantity.unit
        and phrase.kind in (*COUNTED, *LENGTHS, *MONEY)
        and (GAINED.search(words) or GAINED.search(phrase.before))
    ):
        return True
    if phrase.kind in MONEY and period is not None and period.start is not None and SUM_OVER.search(trimmed(phrase.before)):
        return True
    if phrase.kind not in (*COUNTED, *LENGTHS) or HELD_THINGS.match(words):
        return False
    if WHOLE.search(words) or (phrase.shape == "counted" and not opening_verb(words) and ENTERS.search(phrase.after)):
        return False
    happened = said.rule == "quantity.counted" and phrase.kind == "count" and HAPPENS.search(words)
    return bool(happened or opening_verb(words) or DONE_WORK.search(words) or (phrase.kind == "count" and acting_verb(phrase.before)))


def _years(doc: Document, said: Said, when: When, measure: MeasureKind, role: Role) -> tuple[int | None, int | None]:
    """(by, from) of the statement: by its time expression, else by its dated section."""
    period = when.governing.value if when.governing else None
    other = (when.setting.past and role == "target") or (when.setting.past is False and when.done and role == "actual")
    setting = Setting() if other else when.setting
    if said.phrase.shape == "base":
        before = period.start - 1 if period and period.start and period.end else setting.base
        return (when.based.value.end if when.based else before), None
    by: int | None
    over_time = measure in ("cumulative", "annual_growth") or bool(OVER_TIME.search(said.phrase.before))
    if period is not None and period.end is not None:
        by, start = period.end, period.start
    else:
        by, start = setting.by, setting.start if over_time else None
    if period is not None and period.start is None and setting.past and measure == "annual_growth" and by == setting.by:
        start = setting.start  # 2020年达17716亿元，年均增长7.1%: over the years under review
    if start == by and not over_time:
        start = None
    over_time = over_time and not (measure == "cumulative" and RUNNING.search(said.phrase.before))
    lasting = doc.period is not None and doc.period[0] < doc.period[1] == by
    if start is None and doc.period and by == doc.period[1] and (measure == "annual_growth" or (lasting and over_time and period is None)):
        start = doc.period[0]
    return by, start
