"""The examples of the lexicon, run: each row's own sentence must give the row's claim.

An example marks the {actor} and the <recipient>. It passes when it gives a claim of the row's type and mode with the
marked parties on their sides (all of them as actors, where the act is two-sided); a `-` row's example passes when
nothing is anchored on its predicate. Whether the parties are political is not at stake: an example is tried with the
parties that the tables know, and, where that fails, with every noun as a party. The act head is not heard: a row stands
by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dragoman.claims.coding import ClaimCoder
from dragoman.claims.frames import NO_CLAIM, Frame
from dragoman.records import Claim, Party

if TYPE_CHECKING:
    from dragoman.coder import Coder

MARKS = re.compile(r"[{}<>]")
DATE = "2020-06-15"
ENOUGH = 0.95
"""The share of examples that must give their claim."""


class Example(NamedTuple):
    """A sentence without its marks, and where the marked actors and recipients stand in it."""

    text: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]


class Outcome(NamedTuple):
    """Whether a row's example gave its claim, and what came instead."""

    frame: Frame
    passed: bool
    found: str


def parse(sentence: str) -> Example:
    """An example with its marks taken out; offsets count code points of the clean text."""
    text, open_at = "", {"{": -1, "<": -1}
    sides: dict[str, list[tuple[int, int]]] = {"{": [], "<": []}
    for piece in re.split(r"([{}<>])", sentence):
        if piece in open_at:
            open_at[piece] = len(text)
        elif piece in ("}", ">"):
            opening = "{" if piece == "}" else "<"
            sides[opening].append((open_at[opening], len(text)))
        else:
            text += piece
    return Example(text, tuple(sides["{"]), tuple(sides["<"]))


def run(frames: Iterable[Frame], coder: Coder) -> Iterator[Outcome]:
    """Code every example as a report of its own and compare; the coder is left as it was."""
    own = coder.claims
    left = [one for one in frames if one.example]
    try:
        coder.claims = ClaimCoder(own.lexicon, by_head=False)
        yield from _outcomes([one for one in left if one.event == NO_CLAIM], coder)
        left = [one for one in left if one.event != NO_CLAIM]
        coder.claims = ClaimCoder(own.lexicon, every_party=True, by_head=False)
        failed: list[Frame] = []
        for outcome in _outcomes(left, coder):
            if outcome.passed:
                yield outcome
            else:
                failed.append(outcome.frame)
        coder.claims = ClaimCoder(own.lexicon, every_noun=True, by_head=False)
        yield from _outcomes(failed, coder)
    finally:
        coder.claims = own


def _outcomes(rows: Sequence[Frame], coder: Coder) -> Iterator[Outcome]:
    from dragoman.reading import read_text

    examples = [parse(one.example) for one in rows]
    reports = [read_text(example.text, id=one.row, date=DATE) for one, example in zip(rows, examples, strict=True)]
    for one, example, (_, claims) in zip(rows, examples, coder.code(reports), strict=True):
        yield _judge(one, example, claims)


def _judge(frame: Frame, example: Example, claims: Sequence[Claim]) -> Outcome:
    described = "; ".join(f"{c.event}/{c.mode} on “{c.anchor.text}”" for c in claims) or "no claim"
    if frame.event == NO_CLAIM:
        own = [claim for claim in claims if frame.head[:4] in claim.anchor.text.lower()]
        return Outcome(frame, not own, described)
    for claim in claims:
        same_type = claim.event == frame.event and (frame.mode is None or claim.mode == frame.mode)
        recipients = claim.recipients or claim.actors
        if same_type and _all_found(example.actors, claim.actors) and _all_found(example.recipients, recipients):
            return Outcome(frame, True, described)
    return Outcome(frame, False, described)


def _all_found(marked: Sequence[tuple[int, int]], parties: Sequence[Party]) -> bool:
    return all(
        any(p.start is not None and p.end is not None and p.start < end and p.end > start for p in parties)
        for start, end in marked
    )
