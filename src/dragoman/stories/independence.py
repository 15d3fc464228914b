"""Whose voice stands behind a claim, so that one voice heard many times counts once.

A claim's voice is its innermost source: two agencies that quote one official have one voice. Without a source it is the
agency that the report credits, else that of the report that it was copied from, else the outlet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from dragoman.reading.agencies import agency
from dragoman.records import Claim, Party
from dragoman.stories.acquaintance import Side, acquaintance, side

SAME_VOICE = 0.9
TOLD_AGAIN = "the source that the same report names for it elsewhere"


class Card(NamedTuple):
    """What is known of a report when voices are counted: its day, outlet, credited agencies, the report that it was
    copied from (itself for an original), the agency that copies of the same story credit, and for a spliced report all
    those that it was made of."""

    report: str
    published: str | None = None
    outlet: str | None = None
    credits: tuple[str, ...] = ()
    copy_of: str | None = None
    group_credit: str | None = None
    spliced_of: tuple[str, ...] = ()


class Voice(NamedTuple):
    """A voice: what tells it from others, its name, and on what that rests."""

    key: str
    name: str
    reason: str
    side: Side | None = None


def voice(claim: Claim, cards: Mapping[str, Card], present: Set[str] = frozenset()) -> Voice:
    """The voice behind a claim; `cards` holds its report and those that it was copied from, `present` names the reports
    that tell of the same event: a spliced report has its words on it from one of them."""
    if claim.sources:
        return _of_party(claim.sources[-1])
    card = cards.get(claim.report, Card(claim.report))
    if card.credits:
        return Voice(_agency_key(card.credits[0]), card.credits[0], "the agency that the report credits")
    sources = [one for one in card.spliced_of if one in present]
    if sources:
        original = cards.get(sources[0], Card(sources[0]))
        return _of_report(original, "the report whose words it carries in part")
    if card.group_credit:
        return Voice(_agency_key(card.group_credit), card.group_credit, "the agency whose words the report carries")
    if card.copy_of and card.copy_of != card.report:
        original = cards.get(card.copy_of, Card(card.copy_of))
        return _of_report(original, "the report whose words it carries")
    return _of_report(card, "the outlet in its own voice")


def _may_be_one(one: Voice, other: Voice) -> bool:
    return bool(one.side and other.side and acquaintance(one.side, other.side) >= SAME_VOICE)


def _of_report(card: Card, reason: str) -> Voice:
    if card.credits:
        return Voice(_agency_key(card.credits[0]), card.credits[0], reason)
    if card.outlet:
        return Voice(_agency_key(card.outlet), card.outlet, reason)
    return Voice(f"report:{card.report}", card.report, reason)


def _of_party(party: Party) -> Voice:
    name = party.name or party.text or "an unnamed source"
    known = agency(name)
    if known:
        return Voice(_agency_key(known.name), known.name, "the innermost source, a medium")
    one = side(party)
    key = one.id or f"{' '.join(sorted(one.words))}|{one.country}"
    return Voice(f"party:{key}", name, "the innermost source", one)


def heard(claims: Sequence[Claim], cards: Mapping[str, Card]) -> list[Voice]:
    """The voice behind each claim of one event, in their order, so that equal keys are one voice.

    Sources that may well be one ("the army spokesman", "an Arland army spokesman") are one. A report that has the event
    from a source adds no voice of its own where it tells of it again without naming the source.
    """
    present = {claim.report for claim in claims}
    voices = [voice(claim, cards, present) for claim in claims]
    met: list[Voice] = []
    for place, one in enumerate(voices):
        if one.side is not None:
            same = next(
                (other for other in met if other.side and acquaintance(other.side, one.side) >= SAME_VOICE), None
            )
            if same is None:
                met.append(one)
            else:
                voices[place] = one._replace(key=same.key)
    source: dict[str, Voice] = {}
    for claim, one in zip(claims, voices, strict=True):
        if claim.sources:
            source.setdefault(claim.report, one)
    return [
        one if claim.sources or claim.report not in source else source[claim.report]._replace(reason=TOLD_AGAIN)
        for claim, one in zip(claims, voices, strict=True)
    ]


def _agency_key(name: str) -> str:
    known = agency(name)
    return f"medium:{(known.name if known else name).casefold()}"
