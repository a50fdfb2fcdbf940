"""Texts are cut as jieba cuts them with its whole dictionary, though only a part of it is loaded."""

from __future__ import annotations

import jieba

from pipeline.graph.likeness import _tokenizer, likeness
from pipeline.lexicon import load

TEXTS = ("推进旗山森林公园建设，完善公共就业服务平台", "发展5G和集成电路产业，研究生命起源", "中华人民共和国", "")


def test_the_cuts_are_those_of_the_whole_dictionary() -> None:
    whole, part = jieba.Tokenizer(), _tokenizer(TEXTS, "350100")
    for name in ("sectors", "levers"):
        for entry in load(name, "350100").entries:
            for form in (*entry.forms, *entry.weak):
                whole.add_word(form, freq=100_000)
    for text in TEXTS:
        assert list(part.cut(text, HMM=False)) == list(whole.cut(text, HMM=False))
    assert len(part.FREQ) < len(whole.FREQ) / 10


def test_texts_that_share_telling_words_are_alike() -> None:
    vectors = likeness([["保护河湖水系"], ["河湖水系更加清澈"], ["发展集成电路产业"]], None)
    assert vectors.between(0, 1)[0] > 0
    assert "河湖" in "".join(vectors.between(0, 1)[1])
    assert vectors.between(0, 2) == (0, ())
