"""The language of plans: what the extractors share to read a sentence.

Numbers: `numerals` (一千二百, 1.3), `units` (亿元 in 元), `bounds` (不低于, 左右). Sentences: `clauses` (verb and object), `phrases` (the shapes in
which a number stands in its clause), `among` (one noun for several numbers). What is measured: `subjects`, `measured`, `indicators` (which
row of the lexicon a name means). Time: `tenses` (what headings say), `moments` (which year a number belongs to).
"""
