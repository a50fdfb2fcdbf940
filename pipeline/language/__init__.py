"""The language of plans: what the extractors share to read a sentence.

Numbers: `numerals` (一千二百, 1.3), `units` (亿元 in 元), `bounds` (不低于, 左右). Sentences: `clauses` (verb and object), `phrases` and `shapes` (how a
number stands in its clause), `said` (what the sentence has said so far). What is measured: `subjects`, `measured`, `among` (what a part or a
total takes from the number before), `classes` (企业 of 年营业收入超百亿元), `scopes` (which place it is limited to), `indicators` (which row of the
lexicon a name means). Time: `tenses` (what headings say), `moments` (which year a number belongs to).
"""
