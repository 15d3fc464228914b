"""PETRARCH's way of coding, with its users' own dictionaries: verbs, actors and agents in, CAMEO dyads out."""

from dragoman.claims.petrarch.claims import claims
from dragoman.claims.petrarch.coding import Dyad, PetrarchCoder
from dragoman.claims.petrarch.dictionaries import Dictionaries, open_dictionaries

__all__ = ["Dictionaries", "Dyad", "PetrarchCoder", "claims", "open_dictionaries"]
