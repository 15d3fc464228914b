"""PETRARCH's way of coding, with its users' own dictionaries: verbs, actors and agents in, CAMEO dyads out."""

from dragoman.claims.petrarch.coding import PetrarchCoder
from dragoman.claims.petrarch.dictionaries import Dictionaries, open_dictionaries

__all__ = ["Dictionaries", "PetrarchCoder", "open_dictionaries"]
