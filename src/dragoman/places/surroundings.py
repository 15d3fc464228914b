"""What the words around a name say of it: the parent in "Paris, Texas", the generic word in "the city of Raqqa"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.places.resolution import Name

_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:in\s+)?(?:the\s+)?|\s+in\s+(?:the\s+)?|\s*\(\s*|\s+(?:province|city|county|district|region),?\s+(?:in|of)\s+(?:the\s+)?)$",
    re.I,
)
_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)")
_AFTER = re.compile(r"\s*(?:,\s*|\(\s*)([A-Z][A-Za-z.]*(?:\s[A-Z][A-Za-z.]+)?)")


def names(text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[Name], list[int]]:
    """Distinct names of a report with the parents named beside them, and for each span the index of its name.

    A name that stands with a parent once ("Springfield, Ohio") keeps it throughout the report; one with another
    parent elsewhere is another name.
    """
    parents = _parents(text, spans)
    first_parents: dict[str, tuple[str, ...]] = {}
    for (start, end), found in zip(spans, parents, strict=True):
        if found:
            first_parents.setdefault(text[start:end], found)
    counts: dict[tuple[str, tuple[str, ...], str], int] = {}
    keys = []
    for (start, end), found in zip(spans, parents, strict=True):
        name = text[start:end]
        after = _NEXT_WORD.match(text, end)
        generic = after.group(1).lower() if after else ""
        one = (name, found or first_parents.get(name, ()), generic if generic in GENERIC else "")
        counts[one] = counts.get(one, 0) + 1
        keys.append(one)
    index = {one: k for k, one in enumerate(counts)}
    return [Name(*one[:2], count, one[2]) for one, count in counts.items()], [index[one] for one in keys]


GENERIC = frozenset("province governorate oblast county parish district region prefecture state city".split())


def _parents(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
    ordered = sorted(range(len(spans)), key=lambda k: spans[k])
    found: list[tuple[str, ...]] = [()] * len(spans)
    for place, k in enumerate(ordered):
        end = spans[k][1]
        if place + 1 < len(ordered):
            follower = spans[ordered[place + 1]]
            if end <= follower[0] and _BETWEEN.match(text, end, follower[0]):
                found[k] = (text[follower[0] : follower[1]],)
                continue
        after = _AFTER.match(text, end)
        if after is not None:
            found[k] = (after.group(1),)
    return found


def hints(text: str, demonyms: Mapping[str, str]) -> dict[str, float]:
    """Countries whose people or things the text names ("Syrian"), with the weight of a mention."""
    found: dict[str, float] = {}
    for word in re.findall(r"\b[A-Z][a-z]+\b", text):
        country = demonyms.get(word.lower())
        if country is not None:
            found[country] = found.get(country, 0.0) + 0.5
    return {country: min(weight, 2.0) for country, weight in found.items()}
