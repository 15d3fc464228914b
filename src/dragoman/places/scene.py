"""The place of an act told again: later mentions of an act happen where it was said to have happened."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.records import Because, Span, Where

SAME_SCENE = frozenset({"ASSAULT", "PROTEST", "CONSULT", "MOBILIZE", "COERCE"})
"""Types whose later mentions in a report keep the place of the first."""


def carried(event: str, earlier: Iterable[tuple[str, Where | None]]) -> tuple[Where, Because] | None:
    """The place of the last earlier act of the same type that has one, with null offsets; None where there is none.

    `earlier` holds the types and places of a report's claims so far, in the text's order, of claims whose parties
    agree with this one.
    """
    if event not in SAME_SCENE:
        return None
    for type_, place in reversed(list(earlier)):
        if type_ == event and place is not None:
            told = None
            if place.text is not None and place.start is not None and place.end is not None:
                told = Span(place.text, place.start, place.end)
            understood = msgspec.structs.replace(place, text=None, start=None, end=None)
            return understood, Because(rule="the place of the same act told before", span=told)
    return None
