"""PLOVER's sixteen event types, their modes, the contexts and the sectors (PLOVER Draft 2.0, Open Event Data Alliance).

The tables hold names, codes and scores only. Quad classes: 1 verbal cooperation, 2 material cooperation, 3 verbal
conflict, 4 material conflict. Scores run from -10 to +10. ACCUSE is -3 (the manual prints +3, against all its modes).
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.tables import package_path, rows


class EventType(NamedTuple):
    """One event type: name, quad class 1-4, score, and whether PLOVER wants a recipient."""

    name: str
    quad: int
    score: float
    needs_recipient: bool


def _types() -> dict[str, EventType]:
    table = rows(package_path("ontology", "types.tsv"), ("type", "quad", "score", "needs_recipient"))
    return {
        row.cells["type"]: EventType(
            row.cells["type"], int(row.cells["quad"]), float(row.cells["score"]), row.cells["needs_recipient"] == "1"
        )
        for row in table
    }


def _modes() -> dict[str, dict[str, float]]:
    modes: dict[str, dict[str, float]] = {name: {} for name in TYPES}
    for row in rows(package_path("ontology", "modes.tsv"), ("type", "mode", "score")):
        modes[row.cells["type"]][row.cells["mode"]] = float(row.cells["score"])
    return modes


def _codes(kind: str) -> dict[str, str]:
    table = rows(package_path("ontology", "sectors.tsv"), ("code", "kind", "name"))
    return {row.cells["code"]: row.cells["name"] for row in table if row.cells["kind"] == kind}


TYPES = _types()
MODES = _modes()
CONTEXTS = tuple(row.cells["context"] for row in rows(package_path("ontology", "contexts.tsv"), ("context",)))
SECTORS = _codes("sector")
COUNTRY_CODES = _codes("country")


def quad(event: str) -> int:
    """The quad class of a type: 1 and 2 cooperation, 3 and 4 conflict; odd verbal, even material."""
    return TYPES[event].quad


def score(event: str, mode: str | None = None) -> float:
    """The score of a type, refined by its mode where PLOVER scores the mode."""
    return MODES[event].get(mode, TYPES[event].score) if mode else TYPES[event].score
