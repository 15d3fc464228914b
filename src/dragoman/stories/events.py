"""An event from its claims: best values, counts of reports, outlets and independent voices, disagreements,
credibility."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from dragoman.records import Because, Claim, Disagreement, Event
from dragoman.stories.disputes import disagreements
from dragoman.stories.independence import Card, heard
from dragoman.stories.values import Best, Told, best, plain

CONFIRMED = "1"
"""Admiralty: confirmed by other independent sources."""
MOST_NAMED = 3


def event(claims: Sequence[Claim], cards: Mapping[str, Card], merged: Because | None = None) -> Event:
    """The event that claims tell of. `cards` holds their reports and those from which these were copied; `merged` says
    why the claims are one event."""
    ordered = sorted(
        claims, key=lambda one: (_published(one, cards) or "9999", one.report, one.anchor.start, str(one.id))
    )
    told = [
        Told(claim, voice, _published(claim, cards))
        for claim, voice in zip(ordered, heard(ordered, cards), strict=True)
    ]
    values = best(told)
    disputed = disagreements(told)
    reports = {one.claim.report for one in told}
    outlets = {cards[report].outlet or f"report {report}" for report in reports if report in cards}
    voices = {one.voice.key: one.voice.name for one in told}
    days = sorted(one.published for one in told if one.published)
    because = dict(values.because)
    because["voices"] = Because(rule=_heard(told, len(reports)))
    if merged is not None:
        because["claims"] = merged
    credibility = _credibility(told, values, disputed, because)
    return Event(
        id=event_id(told[0].claim),
        event=told[0].claim.event,
        mode=values.mode,
        content=values.content,
        status=values.status,
        actors=tuple(plain(party) for party in values.actors),
        recipients=tuple(plain(party) for party in values.recipients),
        when=values.when,
        where=values.where,
        counts=values.counts,
        contexts=values.contexts,
        claims=tuple(str(one.claim.id) for one in told),
        reports=len(reports),
        outlets=max(1, len(outlets)),
        voices=len(voices),
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        cameo=values.cameo,
        disagreements=disputed,
        credibility=credibility,
        because=because,
    )


def event_id(earliest: Claim) -> str:
    """The id of an event: sixteen hexadecimal digits of the hash of its earliest claim's."""
    return hashlib.sha256(f"event\x1f{earliest.id}".encode()).hexdigest()[:16]


def _published(claim: Claim, cards: Mapping[str, Card]) -> str | None:
    card = cards.get(claim.report)
    return card.published if card else None


def _heard(told: Sequence[Told], reports: int) -> str:
    names = list(dict.fromkeys(one.voice.name for one in told))
    keys = len({one.voice.key for one in told})
    named = ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
    if keys < reports:
        return f"{reports} reports, but {keys} independent {'voice' if keys == 1 else 'voices'}: {named}"
    return named


def _credibility(
    told: Sequence[Told], values: Best, disputed: Sequence[Disagreement], because: dict[str, Because]
) -> str | None:
    """`1` where independent voices agree that it happened and none denies it."""
    if values.status not in ("actual", "historical") or any(one.field == "status" for one in disputed):
        return None
    agreeing = {one.voice.key: one.voice.name for one in told if one.claim.status in ("actual", "historical")}
    if len(agreeing) < 2:
        return None
    names = " and ".join(sorted(agreeing.values())[:MOST_NAMED])
    because["credibility"] = Because(rule=f"{len(agreeing)} independent voices tell it and none denies it: {names}")
    return CONFIRMED
