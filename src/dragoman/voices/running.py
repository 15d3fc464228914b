"""Quotations that run over sentences and paragraphs: whose they are where no cue stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman.records import Sentence
from dragoman.voices.quotations import Piece

WHOLE = 0.6


class Owner(NamedTuple):
    """Which utterance a quotation belongs to: sentence, and number of the utterance in it."""

    sentence: int
    number: int


class Cued(NamedTuple):
    """What running quotations need to know of an utterance.

    Its content's tokens; whether it waits for a quotation; whether a quotation may be its content; whether it names
    somebody who may be speaking all the same (“the envoy defended the move: “…””); how deep it stands in the tree.
    """

    tokens: frozenset[int]
    first: int
    last: int
    awaits: bool
    speaks: bool
    names: bool = False
    depth: int = 0


def owners(
    pieces: Sequence[Piece],
    cued: Sequence[Sequence[Cued]],
    sentences: Sequence[Sentence],
    paragraph: Sequence[int],
) -> dict[int, Owner]:
    """The owner of each quotation by its number; quotations without one are left out.

    In this order: a cue in one of the quotation's sentences; a cue that waits for it just before (“He went on:”) or
    just after; whoever is named just before; the speaker of the quotation before it in the same paragraph or, where
    it opens one, in the paragraph before; the speaker of the next paragraph, where the quotation goes on there.
    """
    groups: dict[int, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.quotation, []).append(piece)
    found: dict[int, Owner] = {}
    for number, group in groups.items():
        owner = _beside(group, cued)
        if owner is not None:
            found[number] = owner
    for number, group in groups.items():
        if number not in found and _is_whole(group, sentences):
            owner = _waiting(group, cued, sentences, paragraph)
            if owner is not None:
                found[number] = owner
    for number, group in groups.items():
        if number not in found and _is_whole(group, sentences):
            owner = _named_before(group, cued, paragraph)
            if owner is not None:
                found[number] = owner
    _follow(groups, found, cued, sentences, paragraph)
    for number in sorted(groups, reverse=True):
        if number not in found and groups[number][-1].goes_on and number + 1 in found:
            found[number] = found[number + 1]
    return found


def _follow(
    groups: Mapping[int, Sequence[Piece]],
    found: dict[int, Owner],
    cued: Sequence[Sequence[Cued]],
    sentences: Sequence[Sentence],
    paragraph: Sequence[int],
) -> None:
    """Give a quotation without a cue to the speaker of the one before it, where it goes on with it."""
    previous: int | None = None
    for number, group in groups.items():
        whole = _is_whole(group, sentences)
        if number not in found and whole and previous in found and previous is not None:
            before = groups[previous]
            if before[-1].goes_on or _follows(before, group, cued, paragraph):
                found[number] = found[previous]
        if number in found or whole:
            previous = number


def _beside(group: Sequence[Piece], cued: Sequence[Sequence[Cued]]) -> Owner | None:
    """The utterance whose content holds most of the first or last piece; the outermost of several."""
    for piece in (group[-1], *group[:-1]):
        inside = range(piece.first, piece.last)
        best: tuple[int, int] | None = None
        for number, one in enumerate(cued[piece.sentence]):
            if one.first in inside or not one.speaks:
                continue
            shared = sum(token in one.tokens for token in inside)
            if 2 * shared >= len(inside) and (best is None or shared > best[0]):
                best = (shared, number)
        if best is not None:
            return Owner(piece.sentence, best[1])
    return None


def _is_whole(group: Sequence[Piece], sentences: Sequence[Sentence]) -> bool:
    """Whether a quotation is an utterance, not a word in quotation marks."""
    return any(piece.last - piece.first >= WHOLE * len(sentences[piece.sentence]) for piece in group)


def _waiting(
    group: Sequence[Piece], cued: Sequence[Sequence[Cued]], sentences: Sequence[Sentence], paragraph: Sequence[int]
) -> Owner | None:
    """A cue in the same or a neighbouring sentence that has no content yet: before the quotation, else after it."""
    start, end = group[0].sentence, group[-1].sentence
    for at in (start, start - 1):
        if at < 0:
            continue
        colon = at != start and bool(sentences[at].words) and sentences[at].words[-1] in (":", ",")
        for number, one in enumerate(cued[at]):
            inside = at == start and one.first >= group[0].first
            if one.awaits and not inside and (at == start or colon or paragraph[at] == paragraph[start]):
                return Owner(at, number)
    for at in (end, end + 1):
        if at < len(cued) and paragraph[at] == paragraph[end]:
            for number, one in enumerate(cued[at]):
                inside = at == end and one.first < group[-1].last
                if one.awaits and not inside:
                    return Owner(at, number)
    return None


def _named_before(group: Sequence[Piece], cued: Sequence[Sequence[Cued]], paragraph: Sequence[int]) -> Owner | None:
    """Whoever is named as judging, asking or acting in the words just before a quotation, in the same paragraph."""
    start = group[0]
    for at in (start.sentence, start.sentence - 1):
        if at < 0 or paragraph[at] != paragraph[start.sentence]:
            continue
        if at != start.sentence and any(one.speaks and not one.awaits and one.tokens for one in cued[at]):
            return None
        named = [
            (one.depth, number)
            for number, one in enumerate(cued[at])
            if one.names and (at != start.sentence or one.last <= start.first)
        ]
        if named:
            return Owner(at, min(named)[1])
        if start.first > 0:
            return None
    return None


def _follows(
    before: Sequence[Piece], group: Sequence[Piece], cued: Sequence[Sequence[Cued]], paragraph: Sequence[int]
) -> bool:
    """Whether a quotation goes on with the speaker of the one before it: nothing but its own words lies between."""
    start, end = group[0], before[-1]
    gap = start.sentence - end.sentence
    if paragraph[start.sentence] == paragraph[end.sentence]:
        return gap <= 1
    adjacent = paragraph[start.sentence] == paragraph[end.sentence] + 1
    return adjacent and gap <= 1 and start.first == 0 and not any(one.speaks for one in cued[start.sentence])
