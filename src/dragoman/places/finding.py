"""Where in a sentence places are named: the learned spans, and names that the gazetteer knows for certain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from dragoman.places.candidates import Candidates
from dragoman.places.mention import PlaceMention
from dragoman.places.naming import key
from dragoman.records import Sentence, Where

PLACE_LABELS = frozenset({"GPE", "Location", "Facility"})
TAKEN_LABELS = frozenset({"Person", "Organization", "NORP", "Product", "Event", "Date", "Money", "Misc", "Title"})
NAMING_LABELS = frozenset({"Organization", "Event", "Misc", "Product"})
SITES = frozenset(
    {"building", "square", "base", "camp", "prison", "nuclear site", "crossing", "oilfield", "port", "dam"}
)
WELL_KNOWN = 150_000
"""Inhabitants from which on a capitalised name outside every span is taken for the settlement."""
LONGEST = 5
POINTERS = frozenset({"there", "here"})
CLOSING = frozenset({"'s", "’s", "'", "’"})


class Found(NamedTuple):
    """A place's name at tokens [first, last), with the kind that its label suggests."""

    first: int
    last: int
    kind: str


def found(sentence: Sentence, candidates: Candidates) -> list[Found]:
    """The names of places in a sentence, in order, none overlapping."""
    names: list[Found] = []
    taken: set[int] = set()
    for span in sentence.spans:
        if span.label in PLACE_LABELS:
            kind = {"GPE": "city", "Facility": "building"}.get(span.label, "region")
            for part in _parts(sentence, span.first, span.last):
                first, last = _trimmed(sentence, *part)
                if any(sentence.words[token][0].isupper() for token in range(first, last)):
                    names.append(Found(first, last, kind))
        elif span.label in NAMING_LABELS:
            names += _sites(sentence, span.first, span.last, candidates)
        if span.label in PLACE_LABELS or span.label in TAKEN_LABELS:
            taken.update(range(span.first, span.last))
    names += _unlabelled(sentence, taken, candidates)
    return sorted(names)


def _parts(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """The stretches of a span between commas: "Brussels, Belgium" names two places."""
    borders = [first - 1, *(token for token in range(first, last) if sentence.words[token] == ","), last]
    return [(left + 1, right) for left, right in pairwise(borders)]


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The name without articles, possessive endings and punctuation at its ends."""
    while last > first and (sentence.words[last - 1] in CLOSING or sentence.upos[last - 1] == "PUNCT"):
        last -= 1
    while first < last and (sentence.upos[first] in ("PUNCT", "ADP") or sentence.words[first] in ("the", "The")):
        first += 1
    return first, last


def _sites(sentence: Sentence, first: int, last: int, candidates: Candidates) -> list[Found]:
    """A span of another label that is the name of a site kept by hand ("Al-Aqsa", "the Kremlin")."""
    first, last = _trimmed(sentence, first, last)
    if first == last:
        return []
    name = key(" ".join(sentence.words[first:last]).replace(" - ", "-"))
    sites = [entry for entry in candidates.geography.under(name) if entry.kind in SITES]
    return [Found(first, last, sites[0].kind)] if sites else []


def _unlabelled(sentence: Sentence, taken: set[int], candidates: Candidates) -> list[Found]:
    """Runs of proper nouns outside every span that the gazetteer knows as a country, a feature or a large place."""
    names: list[Found] = []
    token, size = 0, len(sentence)
    while token < size:
        if token in taken or sentence.upos[token] != "PROPN" or not sentence.words[token][0].isupper():
            token += 1
            continue
        end = token
        while end < size and end - token < LONGEST and end not in taken and sentence.upos[end] == "PROPN":
            end += 1
        text = " ".join(sentence.words[token:end])
        for entry in candidates.under(text):
            if not entry.alias and (
                entry.kind == "country" or entry.population >= WELL_KNOWN or entry.kind == "region"
            ):
                names.append(Found(token, end, entry.kind))
                break
        token = end + 1
    return names


def with_parents(sentence: Sentence, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions where the parent in "Minsk, Belarus" is literal as the place before it is."""
    made: list[PlaceMention] = []
    for mention in mentions:
        if made and _holds(sentence, made[-1], mention) and made[-1].literal != mention.literal:
            mention = msgspec.structs.replace(
                mention, literal=made[-1].literal, reading="named with the place before it"
            )
        made.append(mention)
    return made


def merged(sentence: Sentence, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions with "Minsk, Belarus" as one: the narrower place under the words of both."""
    made: list[PlaceMention] = []
    for mention in mentions:
        before = made[-1] if made else None
        if before is not None and _holds(sentence, before, mention) and before.where is not None:
            whole = _span_text(sentence, before, mention)
            made[-1] = msgspec.structs.replace(before, last=mention.last, where=whole)
        else:
            made.append(mention)
    return made


def _holds(sentence: Sentence, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether two mentions parted by a comma are a place and its country or division."""
    if outer.first != inner.last + 1 or sentence.words[inner.last] != ",":
        return False
    if inner.where is None or outer.where is None or inner.where.country != outer.where.country:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    return (
        outer.kind == "admin1" and inner.where.admin1 == outer.where.admin1 and inner.kind not in ("admin1", "country")
    )


def _span_text(sentence: Sentence, inner: PlaceMention, outer: PlaceMention) -> Where:
    assert inner.where is not None and outer.where is not None
    parts = [inner.where.text or "", outer.where.text or ""]
    return msgspec.structs.replace(
        inner.where,
        text=", ".join(parts),
        start=sentence.starts[inner.first],
        end=sentence.ends[outer.last - 1],
    )


def with_pointers(
    sentence: Sentence, mentions: list[PlaceMention], latest: Where | None
) -> tuple[list[PlaceMention], Where | None]:
    """Mentions with "there" added as the place last named, and the literal place named last by the sentence's end."""
    made = list(mentions)
    for token, word in enumerate(sentence.words):
        if word.lower() in POINTERS and sentence.relations[token].startswith("advmod"):
            before = [m.where for m in mentions if m.last <= token and m.where is not None and m.literal]
            meant = before[-1] if before else latest
            if meant is not None:
                pointed = msgspec.structs.replace(
                    meant, text=word, start=sentence.starts[token], end=sentence.ends[token]
                )
                made.append(
                    PlaceMention(
                        token, token + 1, True, pointed, "the place named last", "adverb of place", kind="pointer"
                    )
                )
    named = [m.where for m in mentions if m.where is not None and m.literal]
    return sorted(made, key=lambda m: m.first), named[-1] if named else latest
