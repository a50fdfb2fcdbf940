"""S04 on sentences: one that breaks off, and a statement whose number is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from pipeline.checks.plan import Plan, short
from pipeline.document import Anchor, Block
from pipeline.findings import Finding
from pipeline.language.numerals import LOST

YEARLESS = re.compile(r"[到至]年(?:底|末|，)")
"""到年底 in a plan of several years; in a work report it is the end of its year."""
LEAST = 40
"""A paragraph with fewer characters may be a line of a list that ends without a stop."""
ENDED = re.compile(r"[。！？!?；;：:…—][’”』」）)\]］〕]*$|[。！？；]?[）)\]］〕]$")
TAIL = 16


def broken(plan: Plan) -> Iterator[Finding]:
    """S04: paragraphs of running text that end within a sentence; verbs of quantity followed by a bare unit."""
    for block, following in zip_longest(plan.doc.blocks, plan.doc.blocks[1:]):
        text = plan.quote(block.anchor)
        if _goes_on(plan, block, following):
            continue
        if block.kind == "paragraph" and len(text) >= LEAST and "。" in text and not ENDED.search(text):
            anchor = Anchor(max(block.anchor.end - TAIL, block.anchor.start), block.anchor.end)
            message = f"{plan.where(anchor)}段落在“{plan.quote(anchor)}”处中断，没有句末标点；可能漏排或缺页，应补全。"
            yield plan.finding("S04", "error", message, [anchor], "完整的句子", text[-4:])
    lost = [*plan.find(LOST), *(() if plan.yearly else plan.find(YEARLESS))]
    for match, anchor in lost:
        sentence = plan.sentence_at(anchor.start) or anchor
        around = Anchor(max(anchor.start - 6, sentence.start), min(anchor.end + 6, sentence.end))
        message = f"{plan.where(anchor)}“{short(plan.quote(around))}”中“{match.group()}”之间缺少数字，应补上。"
        yield plan.finding("S04", "error", message, [around], "数字", match.group())


def _goes_on(plan: Plan, block: Block, following: Block | None) -> bool:
    """The rest of the sentence stands in the next paragraph of the same page: two lines that were not joined in reading."""
    page = plan.doc.page_at(block.anchor.start)
    return following is not None and page is not None and following.kind == "paragraph" and plan.doc.page_at(following.anchor.start) == page
