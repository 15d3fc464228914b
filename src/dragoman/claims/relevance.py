"""Whether an act is political: acts of political actors count, and of others only on the other side of one.

Sectors are rows of `lexicon/relevance.tsv`. A name that no table knows counts when the encoder takes it for a state or
nation; an unknown person or company does not.
"""

from __future__ import annotations

from functools import cache

from dragoman.ontology.plover import COUNTRY_CODES
from dragoman.records import Claim, Party, Sentence
from dragoman.tables import package_path, rows

BODIES = frozenset(COUNTRY_CODES) - {"MNC", "NGO"}
NATIONS = frozenset({"GPE", "NORP"})
POLITICAL_BY_NATURE = frozenset({"PROTEST", "MOBILIZE"})
VIOLENT = frozenset({"ASSAULT", "COERCE"})


@cache
def _political() -> frozenset[str]:
    table = rows(package_path("lexicon", "relevance.tsv"), ("sector", "weight", "note"))
    return frozenset(row.cells["sector"] for row in table if row.cells["weight"] == "political")


def is_political(claim: Claim, sentence: Sentence) -> bool:
    """Whether one of the sides makes the act political."""
    sides = (*claim.actors, *claim.recipients)
    if any(_makes_political(party, sentence) for party in sides):
        return True
    if claim.event in POLITICAL_BY_NATURE:
        return bool(claim.actors)
    return claim.event in VIOLENT and not claim.actors and any(party.country for party in claim.recipients)


def _makes_political(party: Party, sentence: Sentence) -> bool:
    if party.sector in _political() or party.country in BODIES:
        return True
    if party.sector is not None:
        return False
    return any(
        span.label in NATIONS
        and party.start is not None
        and party.end is not None
        and sentence.starts[span.first] < party.end
        and sentence.ends[span.last - 1] > party.start
        for span in sentence.spans
    )
