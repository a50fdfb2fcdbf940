"""Named undertakings in a sentence: lists cut as a reader cuts them, verbs before and words behind left out.

A service over lexicons and text: it reads no facts.
"""

from pipeline.projects.candidates import Candidate, candidates
from pipeline.projects.details import capacity_in, clause_starts, gives_place, leading_districts, owner_in, sector_in, title_programme
from pipeline.projects.identity import Features, Verdict, compare, conflict, features
from pipeline.projects.lists import squeezed
from pipeline.projects.words import core, ending

__all__ = [
    "Candidate",
    "Features",
    "Verdict",
    "candidates",
    "capacity_in",
    "clause_starts",
    "compare",
    "conflict",
    "core",
    "ending",
    "features",
    "gives_place",
    "leading_districts",
    "owner_in",
    "sector_in",
    "squeezed",
    "title_programme",
]
