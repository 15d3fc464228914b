"""Whether an act is political: acts of political actors count, and of others only on the other side of one.

Sectors are rows of `lexicon/relevance.tsv`; acts that only the state or armed groups do, whoever is named beside them,
are rows of `lexicon/political_acts.tsv`. A name that no table knows counts when the encoder takes it for a state or
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
UNPEOPLED = frozenset({"seize", "explosives", "suicide-attack", "aerial", "heavy-weapons", "drone", "crowd-control"})
VIOLENT = frozenset({"ASSAULT", "COERCE"})


@cache
def political_sectors() -> frozenset[str]:
    """The sectors that make an act political by taking part in it."""
    table = rows(package_path("lexicon", "relevance.tsv"), ("sector", "weight", "note"))
    return frozenset(row.cells["sector"] for row in table if row.cells["weight"] == "political")


@cache
def political_acts() -> dict[tuple[str, str], str]:
    """Types with modes that are political by what they are (nobody but the state arrests); the CAMEO code if told."""
    table = rows(package_path("lexicon", "political_acts.tsv"), ("event", "mode", "code", "note"))
    return {(row.cells["event"], row.cells["mode"]): row.cells["code"] for row in table}


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
    code = political_acts().get((claim.event, claim.mode or ""))
    if code is not None and code in ("", claim.cameo):
        return bool(claim.actors or claim.recipients or claim.mode in UNPEOPLED)
    if claim.event in POLITICAL_BY_NATURE:
        return bool(claim.actors)
    return claim.event in VIOLENT and not claim.actors and any(party.country for party in claim.recipients)


def _makes_political(party: Party, known_nations: frozenset[str]) -> bool:
    if party.sector in political_sectors() or party.country in BODIES:
        return True
    return party.sector is None and (party.name in known_nations or party.text in known_nations)
