"""Spans of label sequences, and F1 over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Bounds = tuple[int, int, str]


def spans_of(labels: Sequence[str]) -> set[Bounds]:
    """Spans (first, past last, type) of a BIO layer; a type that changes begins a new span."""
    found: set[Bounds] = set()
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return found


def f1(pairs: Iterable[tuple[set[Bounds], set[Bounds]]]) -> float:
    """Micro F1 of (gold, found) pairs, in percent."""
    right = gold = found = 0
    for wanted, got in pairs:
        right += len(wanted & got)
        gold += len(wanted)
        found += len(got)
    return round(200 * right / max(1, gold + found), 2)


COARSE = {"GPE": "Location", "Event": "Misc"}


def as_newswire(spans: set[Bounds]) -> set[Bounds]:
    """Our types in the newswire set's nine."""
    return {(first, last, COARSE.get(kind, kind)) for first, last, kind in spans}
