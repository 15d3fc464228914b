"""The claim between two given parties, for those who know the pair and ask for the act."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Claim, Party

Place = tuple[int, int]


def holds(parties: Sequence[Party], span: Place | None) -> bool:
    """Whether one of the parties overlaps a span."""
    if span is None:
        return False
    return any(
        party.start is not None and party.end is not None and party.start < span[1] and party.end > span[0]
        for party in parties
    )


def fit(claim: Claim, source: Place | None, target: Place | None) -> int:
    """How well a claim's sides fit a pair: 3 for each side on its place, 1 for a side on the other's."""
    score = 3 * holds(claim.actors, source) + 3 * holds(claim.recipients, target)
    return score + holds(claim.recipients, source) + holds(claim.actors, target)


def between(claims: Sequence[Claim], source: Place | None, target: Place | None) -> Claim | None:
    """The claim that fits a pair best; of equals the one anchored nearest behind the source."""
    after = source[1] if source else 0

    def rank(claim: Claim) -> tuple[int, int, int]:
        distance = claim.anchor.start - after
        return (-fit(claim, source, target), int(distance < 0), abs(distance))

    return min(claims, key=rank, default=None)
