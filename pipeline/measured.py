"""What a number measures: its names cut out of the words around it, with the sentence's subject, verb and list carried on.

「城镇、农村居民收入分别增长4.6%、6.7%」 gives each number its own name; 「…均达93%」 gives one number to each name; 「GDP突破万亿元，达10020亿元」 carries the
subject on; 「新增幼儿园学位2.6万个、义务教育学位14.55万个」 the verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.phrases import LENGTHS, Phrase
from pipeline.subjects import BY_NOUN, acting_verb, lacks_subject, opening_verb, spread, standing, subject, thing, trimmed
from pipeline.units import COUNTED

TOGETHER, EACH = re.compile(r"(?<![平人年亩地户])均|都|皆"), re.compile(r"分别|依次")
CLASS_END = re.compile(r"(?<=..)(?:纳入|列入|开工|竣工|建成|投产|投用|升级|下线|落地|建设|实现|协同|达到|有序|并网).*$")
GROWING = re.compile(r"^的?[^、，。；]{0,6}(?:增长|增速|速度)")


@dataclass(slots=True)
class Memory:
    """What was said last in the sentence, for clauses that do not say it again."""

    words: str = ""
    verb: str = ""
    changed: str = ""
    growth: str = ""
    base: bool = False
    added: bool = False
    waiting: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """A number with what it measures: the names (several where one number holds for each), words of growth, the rule that cut them; `added`: 累计 governs."""

    phrase: Phrase
    names: list[str]
    growth: str
    rule: str
    added: bool = False


def measured(phrase: Phrase, later: list[Phrase], memory: Memory) -> Said | None:
    """What the number measures; the memory carries the sentence's subject, verb and list on."""
    memory.added = memory.added or "累计" in phrase.before
    if phrase.shape == "name":
        return None
    if phrase.shape == "class":
        noun = BY_NOUN.search(phrase.before)
        return Said(phrase, [trimmed(noun.group()) if noun else CLASS_END.sub("", thing(phrase.after))], "", "quantity.class")
    if phrase.shape == "counted":
        return _counted(phrase, memory)
    words, growth = subject(phrase.before)
    if memory.waiting and not words:
        return Said(phrase, [memory.waiting.pop(0)], memory.growth, "quantity.each")
    if memory.base and phrase.shape != "base" and memory.changed:
        memory.base = False
        return Said(phrase, [memory.changed], "", "quantity.change")
    memory.base, memory.waiting, memory.growth = phrase.shape == "base", [], growth
    return _stated(phrase, later, memory, words, growth)


def _counted(phrase: Phrase, memory: Memory) -> Said | None:
    """The thing counted, with the verb that acts on it; 、 carries the verb on."""
    verb = opening_verb(trimmed(phrase.before)) or acting_verb(phrase.before)
    if not verb and phrase.linked and re.fullmatch(r"(?:、|和|及|与|以及)?", phrase.before):
        verb = memory.verb
    memory.verb, memory.words, memory.base = verb, "", False
    name = verb + thing(phrase.after)
    return Said(phrase, [name], "", "quantity.counted") if len(name) > len(verb) else None


def _stated(phrase: Phrase, later: list[Phrase], memory: Memory, words: str, growth: str) -> Said | None:
    name = standing(words) if phrase.fact.rule == "amount.rank" else words
    if (
        phrase.linked
        and memory.verb
        and name
        and not opening_verb(name)
        and phrase.kind in (*COUNTED, *LENGTHS)
        and re.match("[、和及与]|以及", phrase.before)
    ):
        return Said(phrase, [memory.verb + name], growth, "quantity.stated")
    if phrase.quantity.unit == "%" and not name and phrase.after[:1] == "的":
        name = thing(phrase.after)
    elif lacks_subject(name):
        name = memory.words + name if memory.words else name or _predicate(phrase)
    elif _predicate(phrase) and phrase.shape == "stated":
        name += _predicate(phrase)
    if not name:
        return None
    memory.changed = name
    if phrase.fact.rule != "amount.rank" or not memory.words or not name.startswith(memory.words):
        memory.words, memory.verb = name if not lacks_subject(words) else memory.words or name, opening_verb(name)
    return Said(phrase, _names(phrase, later, memory, name), growth, "quantity.stated", memory.added)


def _predicate(phrase: Phrase) -> str:
    """What the clause goes on to say behind the number (60公里开通运营), where that tells what is measured."""
    return (
        thing(phrase.after)
        if re.match(r"[^、，。；：）)”—的/]", phrase.after) and not GROWING.match(phrase.after) and phrase.shape != "base"
        else ""
    )


def _names(phrase: Phrase, later: list[Phrase], memory: Memory, name: str) -> list[str]:
    """The names of which the number is said: 城镇、农村居民收入分别增长4.6%、6.7% gives each its own, 均达93% gives both the same."""
    if EACH.search(phrase.before):
        following = [other for other in later if re.fullmatch(r"[、，,和及]?", other.before)]
        if following:
            names = spread(name, 1 + len(following))
            memory.waiting = names[1:]
            return names[:1]
        return spread(name, 0)
    return spread(name, 0) if TOGETHER.search(phrase.before) else [name]
