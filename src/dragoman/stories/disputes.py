"""On what the claims of one event disagree: numbers, status, who did it, to whom, where, how.

Of each voice the last word counts: a voice that corrects its own figure does not disagree with itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dragoman.records import COUNTED, Claim, Disagreement, Party, Version
from dragoman.stories.acquaintance import company, side
from dragoman.stories.features import same_site
from dragoman.stories.telling import bounds, cast, site
from dragoman.stories.values import Told

EXCLUSIVE = 0.35
"""Parties that go together less than this exclude each other."""
DENIED = "denied"
TOLD = "told as done"


def disagreements(told: Sequence[Told]) -> tuple[Disagreement, ...]:
    """The fields on which the claims differ, with all that is told of each."""
    if len(told) < 2:
        return ()
    return tuple(_found(told))


def _found(told: Sequence[Told]) -> Iterator[Disagreement]:
    for what in COUNTED:
        figures = _last_words([one for one in told if what in one.claim.counts])
        yield from _differing(what, figures, lambda claim, what=what: _number(claim, what))  # type: ignore[misc]
    yield from _differing("status", told, _status)
    for field in ("actors", "recipients"):
        yield from _parties(field, told)
    yield from _places(told)
    yield from _differing("mode", told, lambda claim: claim.mode)


def _last_words(told: Sequence[Told]) -> list[Told]:
    last = {one.voice.key: one for one in sorted(told, key=lambda one: one.published or "")}
    days = {key: one.published for key, one in last.items()}
    return [one for one in told if one.published == days[one.voice.key]]


def _number(claim: Claim, what: str) -> str:
    low, high = bounds(claim.counts[what])
    return str(low) if low == high else f"{low} to {high}"


def _status(claim: Claim) -> str:
    strength = claim.sources[-1].strength if claim.sources else None
    return DENIED if claim.status == "negated" or strength == DENIED else TOLD


def _differing(field: str, told: Sequence[Told], value: Callable[[Claim], str | None]) -> Iterator[Disagreement]:
    versions: dict[str, list[Told]] = {}
    for one in told:
        if (found := value(one.claim)) is not None:
            versions.setdefault(found, []).append(one)
    if len(versions) > 1:
        yield Disagreement(field, _versions(versions))


def _versions(versions: dict[str, list[Told]]) -> tuple[Version, ...]:
    made = [
        Version(value, tuple(str(one.claim.id) for one in told), tuple(sorted({one.voice.name for one in told})))
        for value, told in versions.items()
    ]
    return tuple(sorted(made, key=lambda version: (-len(version.voices), -len(version.claims), version.value)))


def _parties(field: str, told: Sequence[Told]) -> Iterator[Disagreement]:
    """Camps of parties that exclude one another: who is said to have done it, or to have suffered it."""
    camps: list[tuple[tuple[Party, ...], list[Told]]] = []
    for one in told:
        parties: tuple[Party, ...] = getattr(one.claim, field)
        if not any(party.country or side(party).proper for party in parties):
            continue
        for other, members in camps:
            if _goes_with(parties, other) > EXCLUSIVE:
                members.append(one)
                break
        else:
            camps.append((parties, [one]))
    if len(camps) > 1:
        versions: dict[str, list[Told]] = {}
        for parties, members in camps:
            versions.setdefault(", ".join(party.name or party.text or "?" for party in parties), []).extend(members)
        if len(versions) > 1:
            yield Disagreement(field, _versions(versions))


def _goes_with(one: Sequence[Party], other: Sequence[Party]) -> float:
    return company(cast(one), cast(other))


def _places(told: Sequence[Told]) -> Iterator[Disagreement]:
    versions: dict[str, list[Told]] = {}
    for one in told:
        if one.claim.where and one.claim.where.name:
            versions.setdefault(one.claim.where.name, []).append(one)
    sites = [site(members[0].claim.where) for members in versions.values()]
    if any(same_site(one, other) == 0.0 for place, one in enumerate(sites) for other in sites[:place]):
        yield Disagreement("where", _versions(versions))
