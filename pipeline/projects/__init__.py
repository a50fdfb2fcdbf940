"""Named undertakings in a sentence: lists cut as a reader cuts them, verbs before and words behind left out.

A service over lexicons and text: it reads no facts.
"""

from pipeline.projects.candidates import Candidate, candidates
from pipeline.projects.words import ending

__all__ = ["Candidate", "candidates", "ending"]
