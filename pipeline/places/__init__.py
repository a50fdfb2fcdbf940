"""Places of China, looked up and read: regions and divisions, gazetteers, mentions in a sentence.

A service that several extractors share: it reads lexicons and text, never facts.
"""

from pipeline.places.divisions import NATION, districts_of, division, national, region_of, short_name, within
from pipeline.places.gazetteer import Candidate, Gazetteer, district_codes, gazetteer
from pipeline.places.mentions import Mention, is_explicit, mentions

__all__ = [
    "NATION",
    "Candidate",
    "Gazetteer",
    "Mention",
    "district_codes",
    "districts_of",
    "division",
    "gazetteer",
    "is_explicit",
    "mentions",
    "national",
    "region_of",
    "short_name",
    "within",
]
