"""Named undertakings in a sentence: lists cut as a reader cuts them, verbs before and words behind left out.

A service over lexicons and text: it reads no facts.
"""

from pipeline.projects.candidates import Candidate, candidates
from pipeline.projects.details import capacity_in, clause_starts, gives_place, owner_in, title_programme
from pipeline.projects.lists import squeezed
from pipeline.projects.words import core, ending

__all__ = ["Candidate", "candidates", "capacity_in", "clause_starts", "core", "ending", "gives_place", "owner_in", "squeezed", "title_programme"]
