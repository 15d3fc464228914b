"""The classes of words by which mentions are read (`words.tsv`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.actors.names import key_of
from dragoman.tables import cell_list, rows


@cache
def _classes() -> dict[str, frozenset[str]]:
    table = rows(Path(__file__).with_name("words.tsv"), ("class", "words", "note"))
    return {row.cells["class"]: frozenset(map(key_of, cell_list(row.cells["words"]))) for row in table}


def words_of(name: str) -> frozenset[str]:
    """The folded words of a class of `words.tsv`; KeyError where there is no such class."""
    return _classes()[name]
