"""The word classes of `knowledge/places/words.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.tables import cell_list, package_path, rows

WORD_COLUMNS = ("class", "members", "note")
CLASSES = (
    "locative",
    "siting",
    "leaving",
    "siding",
    "motion",
    "stative",
    "physical",
    "event",
    "ground",
    "people",
    "speaking",
    "dealing",
    "undergoing",
    "scene",
)


class Words:
    """Each class as a set of lower-case lemmas, several words joined by a blank."""

    def __init__(self, path: Path | None = None) -> None:
        table = rows(path or package_path("knowledge", "places", "words.tsv"), WORD_COLUMNS)
        self._classes = {row.cells["class"]: frozenset(cell_list(row.cells["members"])) for row in table}

    def __getitem__(self, name: str) -> frozenset[str]:
        return self._classes[name]


@cache
def shipped() -> Words:
    """The package's own classes, read once."""
    return Words()
