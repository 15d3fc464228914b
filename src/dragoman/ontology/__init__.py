"""PLOVER and CAMEO as data: types, modes, contexts, sectors, scores, quad classes, and the crosswalk between them."""

from dragoman.ontology.plover import CONTEXTS, COUNTRY_CODES, MODES, SECTORS, TYPES, EventType, quad, score

__all__ = ["CONTEXTS", "COUNTRY_CODES", "MODES", "SECTORS", "TYPES", "EventType", "quad", "score"]
