"""What a sentence has said so far, and what is said of one of its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.language.phrases import Phrase


@dataclass(slots=True)
class Memory:
    """What was said last in the sentence, for clauses that do not say it again.

    `words`: the subject; `verb`: the verb of a list of works; `thing`: what was counted last; `changed`: what changes from one value to the next;
    `growth`: the words of growth; `recent`: the subjects so far; `pair`: the names that shared out the last list; `waiting`: those of them still without a number;
    `within`: parts of a whole are told, `area`: the place or entity that limited the last number, `opening`: that with which the sentence opens, `whole`: its measure where it is a sum of money; `classed`: what the last class went by, and its things.
    """

    words: str = ""
    verb: str = ""
    thing: str = ""
    changed: str = ""
    growth: str = ""
    base: bool = False
    added: bool = False
    summed: bool = False
    within: bool = False
    area: str = ""
    opening: str = ""
    whole: str = ""
    classed: tuple[str, str] | None = None
    recent: list[str] = field(default_factory=list)
    pair: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """A number with what it measures: the names (several where one number holds for each), words of growth, the rule that cut them; `added`: 累计 stands before it in the sentence, `summed`: 累计 governs it;
    `scope`: the place of a part of a whole."""

    phrase: Phrase
    names: list[str]
    growth: str
    rule: str
    added: bool = False
    summed: bool = False
    scope: str | None = None
