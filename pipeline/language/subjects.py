"""What a number is said of: the noun phrase before or after it, cut out of its clause.

「力争全市森林覆盖率达到」 → 森林覆盖率; 「建设美丽乡村」 keeps its verb, because a count is of works; 「职工、居民住院报销比例分别提高至」 → two.
Words come in as printed and go out without white space.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import alternation, load

REACH = (
    r"(?:由|从)(?:现状|目前|当前|现在|原来|现有)的?|达到?|(?:力争|预计|将)?(?:稳定)?(?:保持|维持|稳定|控制|限制|压减|压缩|缩短|稳|控)(?:在|到|至)?|(?:提高|提升|增加|增长|增|上升|升|下降|降低|降|减少|减|扩大|缩小|跃升|前进|跃|发展|扩展|"
    r"拓展|延长|调整提高|优化|壮大|倍增|回升|恢复|提前|压降|压减|调减|扩容|提档|收窄|前移|由|从)(?:到|至|为)|突破|超过|接近|完成|实现|增至|为|在|是|有|占|约|共有?|合计|共计|总计|累计|年均|"
    r"(?<![平人年亩地户])均|都|分别|依次|基本|全部|已经?|预计|初步|力争|争取|确保|至少|全面|同比|首次|再|仅|高达|多达|达成|高于|低于|不低于|不高于|由|从|自|到|至|将|也|又|仍|稳居|要|冲刺|冲击|再次|还差|相差|尚差|只(?=$)|每人每[月年]|每月|各|的|可以|能够|(?<=[计将])可|首批|逐步"
)
TAIL = re.compile(rf"(?:[\s\"]|{REACH})$")
WINDOW = 24
"""Characters at the end of a clause in which words of reaching, growing and ranking are looked for: their patterns are ambiguous, so the stretch is short."""
GROWTH_WORD = r"增长率?|增速|增幅|递增|下降率?|降低率?|减少|提高|提升|上升|增加|缩短|压缩|压减|涨幅|降幅|降价|收窄|扩大|缩小|削减|减排|节约|领先|(?<=[年同比均])[增降减高低]|(?<=[的率量值额入格本例比重度速幅])[高低增降减]"
GROWTH = re.compile(
    rf"(?:按?可比(?:价格?|口径)?(?:计算)?|同口径)?(年均|年平均|平均每年|每年|年)?(?:分别|依次)?(?:实际|名义|同比|同口径|可比口径|可比|平均)?(?:再)?(?!增长率(?<=自然增长率))({GROWTH_WORD})\s*(?:了|约|(?<![平年])均|分别|依次|力争|达到?|保持在?|控制在|为|在|稳定在|幅度|预计|也|不)*\s*$"
)
LEAD = re.compile(
    r"""^(?:分别|依次|[\s—\-·●•◆■▪*"'：:、，,；;]|和(?!谐|平)|及(?!时)|与|以及|并且?|且|其中|同时|此外|另外|一是|二是|三是|四是|五是|力争|力保|争取|努力|确保|保持|实现|推动|推进|促进|带动|可?使得?|将|把|让|到(?!位)|至|通过(?!能力|率|量)|尽快
    |全市(?!场)|全省|全区(?!域)|全县|我市|我省|我区|本市|总体|预计|初步统计|约|共|总计|基本(?=实现|建成|完成|消除|达到|形成)|继续|进一步|稳步|逐步|不断|持续|加快|积极|大力|着力|全面|有序|统筹|深入|切实
    |有效(?!发明|专利|投资|供给|需求|灌溉|注册|商标|面积|床位|库容|期|率)|但(?!是)|但是|然而|不过|大幅|显著|明显|坚持|要|还|也|已经?|更多|(?:均|都)(?=[高低]于|超过|居全|位居)|期间|时期|以来|(?:年[底末]|[底末])前?|今年|去年|全年|的|了|深化|在|对(?!外|台|[^，]{1,10}(?:贡献|拉动|支撑|依存))|或者?(?!许)|受[^，、]{1,10}影响|(?:剔除|扣除|考虑)[^，、]{1,12}(?:因素|影响)后?|年内(?=..)|年度(?=[\WA-Za-z\d_])|有(?=各类|规上|规模以上|企业|学校|医院|项目|园区|高新)|首批|保质保量|成功|滚动|接续|依托|凭借|共有|现有|预期(?!寿命|目标)|新?台阶|新?大关|关口)+""",
    re.VERBOSE,
)
STANDING = re.compile(
    r"(?:成为|首次|首度|仅?为|仅列|仅居|继续|保持|稳居|位居|位列|跃居|名列|排在|排(?!名)|蝉联|跻身|进入|居于|居|列|位于|在|均|都|从|由|前进到|上升到|升至|升|跃升至|提升至|下降至|至|到|位次|(?<=.)入选)+(?=(?:全国|全省|全市|全区|全县|全州|全盟|世界|全球|大陆|国内|省会|亚洲|城市|同类|福建|同期|副省级|沿海|[东中西]部|中西部|长三角|珠三角|[^，]{0,4}省)[^率量额数]{0,16}$|$)"
)
NO_SUBJECT = re.compile(
    r"^(?:(?:距离?|离|与|较|比|塌|欠|差|落后|低于|高于|超过?|超出)?(?:全年|年初|年度|既定|计划|省定|市定)?(?:预期)?(?:预期|目标)(?:[高低]|任务)?$|占|达|居(?!民|家|住|委)|位[居列于]|在全|在世|在[^，。；]{0,6}(?:排名|位)|比|较|同比|同口径|年均(?:增|下降|递增|$)|同步|增长|下降|提高|提升|降低|高于|低于|年增长|年增速|增速|超|为|排[名在]|列|稳居|跃居|增幅|名列|排位"
    r"|全[省国市球区县州](?:排名|前|第|各|$|省会城市)|世界$|全球$|大陆$|总量居|规模居|数量居|总数居|并列|对[^，]{1,10}(?:贡献|拉动|支撑)"
    r"|(?:全[国省市区县州]|世界|全球|国内|省内|中西部|[东中西]部|沿海|长三角|珠三角|大湾区|副省级|省会|同类)(?:的?(?:大中|副省级|省会|地级|县级|重点|同类|主要|特大|所有)*(?:城市|[市区县州省]|地区|省份|市州|设区市|高新区|开发区|园区))?$)"
)
COMPARISON = re.compile(
    r"(?:比|较|与)[\d一二三四五六七八九十]{1,3}年前(?:相比)?|(?:在|以)(?:(?:19|20)\d\d年|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?|现有|目前|原有|上年)(?:末|底|期末|时期|水平|实际)?的?(?:水平)?的?(?:基础上|为基[数准期年])|(?:至|到|为|是)?(?:现有|目前|当前|原来|基期)(?:水平)?的$|(?:比|较|与|同)(?:(?:19|20)\d\d年|上年|去年|前年|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:时期|期间|末|期末)?|基期|往年|上年度)(?:同期|末|底|实际)?(?:相比|的)?"
)
TIME = re.compile(
    r"(?:到|至|截至|(?<=[将拟定])于)?(?:19|20)\d{2}年?(?:[—\-~～－至](?:19|20)\d{2})?年(?:[底末初前]|期间)?|(?:到|至)?[“\"][一二三四五六七八九十]{1,3}五[”\"](?:期间|时期|末|初|以来)?|(?:到|至)?[七八九十]{1,2}[一二三四五]?五(?:期间|时期|期?末|初|以来)|(?:未来|今后|近|过去|这)[\d一二三四五六七八九十两]{1,3}年(?:来|内|间)?|(?<![\d.前第])[\d一二三四五六七八九十两]{1,3}(?:[—\-至～~]\d{1,3})?年(?:之内|以内|内|来|时间|(?!义务|毛入|入园|入学|免费|制|级|期|度|均|平均|限|龄|检|一遇|行动|规划|计划|攻坚|以上|以下|左右))|每年|连续(?:[\d一二三四五六七八九十两]{1,3})(?:年|个?月|个?季度)|截至目前|目前"
)
ONLY = re.compile(r"仅(?=占|为|相当)")
SPENDING = re.compile(
    r"(?:投入|统筹|安排|投放|筹措|发放|落实|募集|争取|下达|拨付|减免|带动|撬动|拉动|完成投资|奖励|补助|融资|贷款|节约|新增|整合)$"
)
METRIC = re.compile(
    r"(?:率|量|比重|比例|占比|数|额|值|面积|规模|收入|浓度|强度|水平|总量|密度|寿命|年限|里程|能力|投资|支出|产值|人口|覆盖|用地|存量|时间|成本|价格|度|排放)$"
)
SHARED_NAME = re.compile(r"(?:(?:死亡|发病|患病|检出)率|(?:排放|施用|使用|消费|消耗)总?量|(?:重点)?(?:工程)?减排量)$")
"""Measures that members of a coordination share whatever they are: 婴儿、5岁以下儿童死亡率."""
BY_NOUN = re.compile(
    r"(?:年?总?(?:主营业务|营业|销售|经营|产业|工业)?(?:收入|产值|营收|销售额|零售额|成交额|交易额|产量|产能|利润|税收|增加值|投资额?|总投资|投资总额|规模|市值|估值|资产|注册资本|(?:城区|镇区|户籍|常住)*人口|面积|库容|装机容量|装机|吞吐量|吨位|年限|设计时速|时速|设计速度))(?:达到?|在)?$"
)


def squeeze(words: str) -> str:
    """Without white space: splitting is much faster than a pattern here, where most time goes."""
    return "".join(words.split())


def subject(before: str) -> tuple[str, str]:
    """(what is measured, the words of growth behind it or "") of the words in front of a number."""
    words = _without_time(COMPARISON.sub("", ONLY.sub("", squeeze(before))))
    growth = _growth(words)
    if growth is None:
        return trimmed(words), ""
    return trimmed(words[: growth.start()]), (growth.group(1) or "") + "|" + growth.group(2)


def trimmed(words: str) -> str:
    """Without the adverbs in front and the words of reaching behind, and without quotation marks that have lost their other half."""
    words = LEAD.sub("", words)
    while (tail := TAIL.search(words, max(0, len(words) - WINDOW))) is not None:
        words = words[: tail.start()]
    if words.count("“") != words.count("”"):
        words = words.strip("“”") if words.count("“") + words.count("”") == 1 else words
    return words.strip("、，,；;：: —")


def _without_time(words: str) -> str:
    """The clause behind its time expression; the words before it too, where those behind it lack a subject (森林覆盖率到2025年达到)."""
    kept = ""
    for part in reversed(TIME.split(words)):
        kept = part + kept
        growth = _growth(kept)
        name = trimmed(kept[: growth.start()] if growth else kept)
        if not lacks_subject(name) and opening_verb(name) != name:
            break
    return kept


def _growth(words: str) -> re.Match[str] | None:
    return GROWTH.search(words, max(0, len(words) - WINDOW))


def standing(words: str) -> str:
    """What is ranked and among whom, without the verbs of ranking: 网络零售额居全国 → 网络零售额全国."""
    return words[:-WINDOW] + STANDING.sub("", words[-WINDOW:])


def lacks_subject(words: str) -> bool:
    return not words or bool(NO_SUBJECT.match(words))


def spread(words: str, count: int) -> list[str]:
    """The members of a coordination, each with the head that they share: 城镇居民、农村居民人均收入 → both with 人均收入.

    [words] when there are not `count` members (0: any number, but then only members that are measures of their own).
    """
    if count == 2 and words.startswith("城乡居民"):
        return [words.replace("城乡", kind, 1) for kind in ("城镇", "农村")]
    if count == 2 and re.match("城乡(?:低保|最低生活保障|社区)", words):
        return [words.replace("城乡", kind, 1) for kind in ("城市", "农村")]
    parts = [part for part in re.split(r"、|和(?!谐|平)|与|以及|及(?!时|以上|其)", words) if part]
    if count and len(parts) > count == words.count("、") + 1:
        parts = words.split("、")  # 感染者和病人治疗覆盖率、治疗成功率
    if len(parts) < 2 or (count and len(parts) != count):
        return [words]
    if all(METRIC.search(part) for part in parts):
        return parts
    head = _shared_head(parts)
    if head:
        return [part if METRIC.search(part) and not part.endswith("需氧量") else part + head for part in parts]
    return parts if count else [words]


def _shared_head(parts: list[str]) -> str:
    """The words behind what the members differ in: by a common ending of them (居民), by their length, else the last word of measure."""
    last = parts[-1]
    named = SHARED_NAME.search(last)
    if named and not any(METRIC.search(part) and not part.endswith("需氧量") for part in parts[:-1]):
        return named.group()
    for size in (3, 2, 1):
        ends = {part[-size:] for part in parts[:-1]}
        end = ends.pop() if len(ends) == 1 else None
        at = last.find(end) if end else -1
        if end and at >= 0 and METRIC.search(last) and len(last) - at - size >= 2 and (size > 1 or at + 1 >= 2):
            return last[at + size :]
    lengths = {len(part) for part in parts[:-1]}
    head = last[lengths.pop() :] if len(lengths) == 1 and METRIC.search(last) else ""
    if last.endswith("覆盖率") and len(last) >= 8:
        return head or last[-5:]  # 儿童和孕产妇保健覆盖率
    return head if len(head) >= 3 else last[-3:] if last.endswith("率") and len(last) > 4 else ""


OF_WHICH_SAID = re.compile(r"(?<=..)(?:[作成]?为(?!民)|逐[项一个]|进行|涵盖|涉(?:及|$)|包括|包含|分布[在于])")
"""What goes on to say something of the things counted: 20个项目涵盖七个领域."""


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Verbs of works at the end of words, and at their start; verbs side by side (新建和改造) count as one."""
    verb = alternation(load("works"))
    return re.compile(rf"{verb}(?:[和并、]?{verb})?$"), re.compile(rf"^(?:{verb}[和并、与]?)+")


def acting_verb(before: str) -> str:
    """The verbs at the end of the words, of which the number is the object: 每年推动实施 → 推动实施; "" when there are none."""
    found = _verbs()[0].search(squeeze(before)[-WINDOW:])
    return found.group() if found else ""


def opening_verb(words: str) -> str:
    """The verbs that open the words: 新增幼儿园学位 → 新增."""
    found = _verbs()[1].match(words)
    return found.group() if found else ""


def leading_noun(clause: str) -> str:
    """The noun that opens a clause, up to its verb (经济发展进入新阶段 → 经济发展); "" when none of two to ten characters does."""
    words = LEAD.sub("", squeeze(clause))
    slogan = re.fullmatch(r"(.{2,10}?)(?:实现|喜获|取得|迎来)?[“\"][^”\"]{1,6}[”\"]?", words)  # 实现粮食生产“八连增”，达到…
    if slogan and not opening_verb(slogan.group(1)):
        return slogan.group(1)
    record = re.match(r"(.{2,30}?)(?:再创|连创|创|刷新)(?:历史|近|同期|[^，]{0,6}新)", words)  # 进出口额再创历史新高，跃居…
    if record and METRIC.search(record.group(1)):
        return record.group(1)
    found = re.match(
        r"(.{2,12}?)(?:与[^，]{2,10}?(?:同步|持平|相当)|进入|迈入|迈上|取得|持续|稳步|不断|显著|明显|大幅|基本|加快|全面|实现|保持|达到|更加|进一步|初具|跃上|再上|较快|平稳)",
        words,
    )
    return found.group(1) if found and not opening_verb(found.group(1)) else ""


def thing(after: str) -> str:
    """What is counted or classed by a number in front of it: the noun phrase, long attributes left out."""
    words = squeeze(after).strip("，。；、：的 ")
    circle = re.match(r"[^，。；、的]{0,14}圈", words)
    if circle:
        return circle.group()
    words = OF_WHICH_SAID.split(words)[0]
    head, mark, tail = words.rpartition("的")
    if (
        mark
        and len(tail) >= 3
        and not re.search(r"[\d百千万亿]", head)
        and not re.match(r"(?:目标|要求|标准|原则|基础|\S{0,4}[力深]度)", tail)
        and not acting_verb(tail)
    ):
        words = tail
    if words.count("“") != words.count("”"):
        words = words.strip("“”")
    return re.sub(r"[（(][^）)]*$", "", words)[:30]
