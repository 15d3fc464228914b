"""Codes of gold data that differ from today's, folded: PLOVER types of 2016, slips in country codes, bodies of
states.

Sources: the types as in "CAMEO to PLOVER, 2021" of the Open Event Data Alliance; the slips as found in its gold
standard records v0.5b1, set right by ISO 3166-1.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Party

TYPES_OF_2016: dict[str, tuple[str, ...]] = {
    "DEMAND": ("REQUEST",),
    "DISAPPROVE": ("ACCUSE",),
    "INVESTIGATE": ("ACCUSE",),
    "FIGHT": ("ASSAULT",),
    "YIELD": ("RETREAT", "CONCEDE"),
}
"""PLOVER 0.5b1 to Draft 2.0; YIELD was split, and either half is right."""

COUNTRY_SLIPS = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU", "SIE": "SLE", "YUG": "SRB", "SCG": "SRB"}
"""Codes that are no ISO 3166-1 code of today; Yugoslavia and Serbia and Montenegro are read as Serbia."""

BODIES = {"UNO": "IGO", "EUR": "IGO"}
"""The gold standard records know international organisations only as IGO."""


def todays_types(event: str) -> tuple[str, ...]:
    """The types of today that a type of 2016 may be; a type of today is itself."""
    return TYPES_OF_2016.get(event, (event,))


def folded_country(code: str) -> str:
    """A country code with its slip set right and an international body read as IGO."""
    code = COUNTRY_SLIPS.get(code, code)
    return BODIES.get(code, code)


def folded_countries(parties: Iterable[Party]) -> frozenset[str]:
    """The folded countries of a claim's side; a party without a country adds none."""
    return frozenset(folded_country(party.country) for party in parties if party.country)
