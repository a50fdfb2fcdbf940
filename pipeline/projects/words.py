"""The words of project names: how names end, what follows them, what makes them proper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.document import HAN
from pipeline.lexicon import load
from pipeline.places import NATION, gazetteer
from pipeline.values import Stage

STAGES: dict[str, Stage] = {"planning": "planning", "start": "start", "advance": "advance", "complete": "complete"}
REMEMBERED = 8192
"""Words looked up again and again while the boundaries of a list are tried."""
DIVERSION = re.compile(r"引.[入济补].|南水北调|西气东输|川气东送|西电东送|北煤南运")
"""Great works that are called by what they move and where to (引江济淮)."""
WATERS = re.compile(rf"(?![入江河湖海沿两大小内外各]){HAN}{{1,3}}?(?:河|江|湖|溪|水库|渠)(?![流道长湖岛])")
"""A river or a lake by its name."""
NUMBERED = re.compile(
    r"[A-Za-z\d]+[A-Za-z\d#]*(?:号|期|线|段|#|泊位|国道)|[一二三四五六七八九十]期|第[一二三四五六七八九十]+(?:轮|期|高速|通道|代(?![移半核互社功身]))|[一二三四五六七]环(?=路|线|高速|快速|$)|[A-Z]{2,}|[A-Z]\d|\d[A-Z]|[GSX]\d{2,}|[\d百千万]+(?:多|余)?万?(?:吨|立方|千瓦|兆瓦|千伏|公里)|\d{3}(?:国|省|县)道|[百千万]里(?=[绿福碧画滨生步骑文])"
)
JOINT = re.compile(
    r"(?:等|的|和|与|及|、|加快|继续|持续|正式|全面|全线|尽快|陆续|如期|早日|按期|按时|顺利|年内|(?:\d{4}|今|明)?年底?前|\d{4}年底?)+$"
)
CLOSING_BRACKET = re.compile(r"(?<=.)[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]$|(?<=[园城])[东西南北中]区$")
"""What stands behind the ending of a name: brackets, a side (工业园|北区)."""
BROAD = re.compile(r"国际|世界级|全球(?:领先|知名|性)?|国家(?!级)|世界|全国(?:性|领先)?|国字号|跨部门|全市|全省")
OFFICIAL = re.compile(r"^(?:全?[市省县](?=[^区级场政域县属内直乡、]))")
"""市群艺馆: the one of the city."""
TECHNIQUE = re.compile(r"[456]G(?![\d—-])|AI(?!\d)|[AVX]R(?!\d)|IPV?\d?|ETF|REITs|STEM|LNG|PPP|EPC|TOD|GIS|BIM|APP|RCEP|PM2\.5|R&D|CBD|EOD")
ANEW = re.compile(r"^(?:新增|新建|培育|新)")
COUNTED = re.compile(
    r"(?:新增|新建|培育|建成|打造)?(?:约|近|超)?\d+(?:[—\-－~～]\d+)?(?:[个处座条家所项批片]|余)|[二三四五六七八九十两]+[个处座条家所批片](?!县)"
)
QUOTED = re.compile(r"“(?!一带一路”)[^”]{1,20}”")

NO_CARRIER = re.compile("以[及上下来外内]|如期|通过(?:验收|评审|审批)")
"""Words that only begin like one after which comes what is used (以|及)."""
COMPANY = re.compile(rf"{HAN}{{2,4}}(?:科技|集团|石化|电子|光电|药业|生物|股份|钢铁|重工|汽车|半导体)(?=.{{3,}})")
"""A company by its name, with something behind it (华天科技|晶圆级先进封装)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a name ends: the form, what it is (facility, programme, works, wish), what it needs before it (proper, own or nothing)."""

    form: str
    use: str
    needs: str


@lru_cache(maxsize=REMEMBERED)
def ending(name: str) -> Ending | None:
    """The longest ending of the name that the lexicon knows; None when it knows none or the longest is no name's.

    >>> ending("永泰人工智能小镇").use, ending("新建校园"), ending("打造新的增长极").use
    ('facility', None, 'wish')
    """
    name, known = core(name), _endings()
    return next((known[name[-size:]] for size in range(min(_longest(), len(name)), 0, -1) if name[-size:] in known), None)


def closes(words: str) -> bool:
    """Whether the words end like a name or like what is none (…智能工厂), so that no name goes on behind them."""
    return any(words[-size:] in _endings() for size in range(2, _longest() + 1))


def may_name(text: str) -> bool:
    """Whether anything in the words can close a name or sum up names: an ending, a quotation mark, 等."""
    return "”" in text or "等" in text or load("project_words").holds(text)


def core(name: str) -> str:
    """The name without brackets or a side at its end and without a closing quotation mark: 二级节点（福州） → 二级节点."""
    return CLOSING_BRACKET.sub("", name).rstrip("”")


@lru_cache(maxsize=REMEMBERED)
def peeled(text: str) -> tuple[tuple[str, Stage | None], ...]:
    """The text, then all that is left of it when words that follow a name are taken off, longest first, with the stage that they tell."""
    found: dict[str, Stage | None] = {text: None}
    queue = [text]
    while queue:
        rest = queue.pop(0)
        for tail, stage in _tails().get(rest[-1:], ()):
            if len(rest) > len(tail) + 1 and rest.endswith(tail):
                left = JOINT.sub("", rest[: -len(tail)])
                if left not in found:
                    found[left] = found[rest] or stage
                    queue.append(left)
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=REMEMBERED)
def is_many(text: str) -> bool:
    """Whether several unnamed ones are meant (一批…, 各类…)."""
    return "级以上" in text[:6] or bool(_starts("many").match(ANEW.sub("", text))) or bool(COUNTED.match(text))


def is_carrier(text: str) -> bool:
    """Whether the text opens with a word after which comes what is used and not built (依托, 以…为)."""
    return bool(_starts("carrier").match(text)) and not NO_CARRIER.match(text)


@lru_cache(maxsize=REMEMBERED)
def specific(name: str) -> int:
    """How many characters before the ending tell which one is meant: plain modifiers and the ending do not count."""
    last = ending(name)
    words = core(name)
    words = words[: len(words) - len(last.form)] if last else words
    return len(plain_out(words))


def plain_out(words: str) -> str:
    """The words without those that do not tell which one is meant."""
    return _starts("plain").sub("", BROAD.sub("", words))


def plain_words(words: str) -> list[str]:
    """The words that do not tell which one is meant, in their order."""
    return _starts("plain").findall(BROAD.sub("", words))


@lru_cache(maxsize=REMEMBERED)
def is_proper(name: str, region: str | None) -> bool:
    """Whether a place, a number, quotation marks or a word of rank make the name a proper one."""
    return (
        bool(QUOTED.search(name) or numbered(name))
        or names_place(name, region)
        or bool(_starts("proper").search(name))
        or bool(OFFICIAL.match(name))
    )


def is_of_a_company(item: str) -> bool:
    """Whether the item opens with a company by its name, and is thus a name of its own; not the company itself."""
    found = COMPANY.match(item)
    return (
        found is not None
        and not item.endswith(("公司", "集团", "企业", "股份", "科技", "银行"))
        and plain_out(found.group()[:2]) == found.group()[:2]
    )


@lru_cache(maxsize=REMEMBERED)
def opens_with_place(name: str, region: str | None) -> bool:
    return any(found.start == 0 for found in gazetteer(region or NATION).find(name))


@lru_cache(maxsize=REMEMBERED)
def leading_places(words: str, region: str | None) -> int:
    """How many characters at the beginning are places (常熟市|图书馆, 安徽合肥|科学中心)."""
    end = 0
    for one in gazetteer(region or NATION).find(words):
        if one.start != end:
            break
        end = one.end
        if end < len(words) and words[end] in "市县区" and words[end - 1] not in "市县区":
            end += 1
    return end


def only_places(words: str, region: str | None) -> bool:
    """Whether the words are places and what joins them (福州、厦门、泉州)."""
    return _covered(words, [(found.start, found.end) for found in gazetteer(region or NATION).find(words)])


def only_divisions(words: str, region: str | None) -> bool:
    """Whether the words are divisions or units that count as such (仓山区、高新区), not bays, lakes or quarters."""
    found = [
        one for one in gazetteer(region or NATION).find(words) if one.kind != "place" or words[one.start : one.end].endswith(("区", "新城"))
    ]
    return _covered(words, [(one.start, one.end) for one in found])


def _covered(words: str, spans: list[tuple[int, int]]) -> bool:
    return bool(spans) and all(any(lo <= at < hi for lo, hi in spans) or char in "、和与及市省区县" for at, char in enumerate(words))


def is_bare_place(name: str, region: str | None) -> bool:
    """Whether the words are the name of a place and no more."""
    return any(found.start == 0 and found.end == len(name) for found in gazetteer(region or NATION).find(name))


def speaks_of(kind: str, words: str) -> bool:
    """Whether a word of the kind (site: something built; policy) stands in the words."""
    return bool(_kinds(kind).search(words))


def names_water(name: str) -> bool:
    """Whether the words open with the name of a river or a lake (捞刀河|治理), not with a kind of them (中小河流)."""
    found = WATERS.match(name)
    return found is not None and len(found.group()) > 1 and plain_out(found.group()) == found.group()


@lru_cache(maxsize=REMEMBERED)
def numbered(name: str) -> bool:
    """Whether a number or a code tells which one is meant; the codes of techniques (5G, AI) do not."""
    return bool(NUMBERED.search(TECHNIQUE.sub("", name)) or DIVERSION.search(name))


@lru_cache(maxsize=REMEMBERED)
def names_place(name: str, region: str | None) -> bool:
    """Whether any division or place of the country or the region stands in the name."""
    found = gazetteer(region or NATION).find(name)
    return any(
        one.kind == "region" or (not (one.weak and one.kind == "outside") and name[one.start : one.end] not in _ordinary()) for one in found
    )


@cache
def _ordinary() -> frozenset[str]:
    """Names of divisions that are common words, too (城区, 和平)."""
    rows = [(entry, entry.data.get("ordinary")) for entry in load("places").entries]
    full = {entry.data["name"] for entry, kind in rows if kind == "full"}
    return frozenset(
        full | {form for entry, kind in rows if kind for form in (*entry.forms, *entry.weak) if form != entry.data["name"]} | full
    )


@cache
def _endings() -> dict[str, Ending | None]:
    found: dict[str, Ending | None] = {}
    for entry in load("project_words").entries:
        for form in entry.not_forms:
            found.setdefault(form, None)
        for form in entry.forms:
            found[form] = Ending(form, str(entry.data["use"]), str(entry.data.get("needs") or ""))
    return found


@cache
def _longest() -> int:
    return max(map(len, _endings()))


@cache
def _tails() -> dict[str, tuple[tuple[str, Stage | None], ...]]:
    """Words that follow a name with the stage that they tell, longest first, by their last character."""
    rows = [
        (form, STAGES.get(str(entry.data.get("stage"))))
        for entry in load("project_context").entries
        if entry.data["use"] == "tail"
        for form in entry.forms
    ]
    found: dict[str, tuple[tuple[str, Stage | None], ...]] = {}
    for form, stage in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        found[form[-1]] = (*found.get(form[-1], ()), (form, stage))
    return found


@cache
def _kinds(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("project_kinds")[kind].forms)))


@cache
def _starts(use: str) -> re.Pattern[str]:
    """The words of one use as alternatives, longest first."""
    name = "project_context" if use in ("many", "carrier") else "project_modifiers"
    forms = [form for entry in load(name).entries if entry.data["use"] == use for form in entry.forms]
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))))
