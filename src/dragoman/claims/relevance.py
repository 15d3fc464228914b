"""Whether an act is political: acts of political actors count, and of others only on the other side of one.

Sectors are rows of `lexicon/relevance.tsv`. A name that no table knows counts when the encoder takes it for a state or
nation; an unknown person or company does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.ontology.plover import COUNTRY_CODES
from dragoman.records import Claim, Party, Sentence
from dragoman.tables import package_path, rows

BODIES = frozenset(COUNTRY_CODES) - {"MNC", "NGO"}
NATIONS = frozenset({"GPE", "NORP"})
POLITICAL_BY_NATURE = frozenset({"PROTEST", "MOBILIZE"})
VIOLENT = frozenset({"ASSAULT", "COERCE"})


@cache
def political_sectors() -> frozenset[str]:
    """The sectors that make an act political by taking part in it."""
    table = rows(package_path("lexicon", "relevance.tsv"), ("sector", "weight", "note"))
    return frozenset(row.cells["sector"] for row in table if row.cells["weight"] == "political")


def nations(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words that the encoder takes for a state or nation anywhere in a report."""
    return frozenset(
        " ".join(sentence.words[span.first : span.last])
        for sentence in sentences
        for span in sentence.spans
        if span.label in NATIONS
    )


def is_political(claim: Claim, known_nations: frozenset[str]) -> bool:
    """Whether one of the sides makes the act political."""
    sides = (*claim.actors, *claim.recipients)
    if any(_makes_political(party, known_nations) for party in sides):
        return True
    if claim.event in POLITICAL_BY_NATURE:
        return bool(claim.actors)
    return claim.event in VIOLENT and not claim.actors and any(party.country for party in claim.recipients)


def _makes_political(party: Party, known_nations: frozenset[str]) -> bool:
    if party.sector in political_sectors() or party.country in BODIES:
        return True
    return party.sector is None and (party.name in known_nations or party.text in known_nations)
