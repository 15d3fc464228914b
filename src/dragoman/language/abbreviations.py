"""Abbreviations that end in a full stop, and the words that begin a sentence after one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

TITLE, NUMBER, AMBIGUOUS = "title", "number", "ambiguous"


@cache
def _table() -> dict[str, tuple[str, bool]]:
    """Casefolded form to behaviour, and whether a capital is needed."""
    rows = [line.split("\t") for line in _lines("abbreviations.tsv")[1:]]
    return {form: (behaviour, case == "capital") for form, behaviour, case in rows}


def _lines(name: str) -> list[str]:
    text = (files("dragoman.language") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def sentence_starters() -> frozenset[str]:
    """Casefolded words that begin a sentence after an abbreviation that may have ended one."""
    return frozenset(_lines("sentence_starters.txt"))


def behaviour(word: str) -> str | None:
    """What an abbreviation (without its stop) lets follow: "title", "number", "ambiguous", or None for a word."""
    found = _table().get(word.casefold())
    if found is None or (found[1] and not word[:1].isupper()):
        return None
    return found[0]


def takes_stop(word: str, following: str) -> bool:
    """True if a full stop after `word` belongs to its token; `following` is the text after that stop."""
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    kind = behaviour(word)
    if kind == NUMBER:
        return following.lstrip()[:1].isdigit()
    return kind is not None
