"""A04 for fixed groups of policy: the short name (工业“四基”) and a list that has all of its members but one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plan import Plan, paragraphs
from pipeline.document import Anchor
from pipeline.findings import Finding
from pipeline.lexicon import Entry, load

SENTENCE = re.compile(r"[^。；]+")
FEWEST = 4
"""Members of a group whose list can be told to lack one."""


def incomplete(plan: Plan) -> Iterator[Finding]:
    """A04: one finding for each paragraph and group; the list and the name as evidence."""
    groups = load("known_groups")
    for block in paragraphs(plan.doc):
        text = plan.doc.text[block.anchor.start : block.anchor.end]
        named = {match.entry.id: match for match in groups.find(text)}
        for match in named.values():
            listed = _listed(text, match.entry)
            if listed is None:
                continue
            start, end, missing = listed
            places = [Anchor(block.anchor.start + lo, block.anchor.start + hi) for lo, hi in ((start, end), (match.start, match.end))]
            members, name = match.entry.data["items"], plan.quote(places[1])
            message = (
                f"{name}包括{'、'.join(members)}{len(members)}项，所列“{plan.quote(places[0])}”缺“{missing}”；应补全，或说明为何不列。"
            )
            yield plan.finding("A04", "info", message, places, str(len(members)), str(len(members) - 1))


def _listed(text: str, group: Entry) -> tuple[int, int, str] | None:
    """From the first to the last member in the sentence that lists all but one, and the member that the whole text lacks."""
    members = [str(member) for member in group.data["items"]]
    missing = [member for member in members if member not in text]
    if len(missing) != 1 or len(members) < FEWEST:
        return None
    for sentence in SENTENCE.finditer(text):
        found = [(sentence.start() + at, len(member)) for member in members if (at := sentence.group().find(member)) >= 0]
        if len(found) == len(members) - 1:
            return min(at for at, _ in found), max(at + length for at, length in found), missing[0]
    return None
