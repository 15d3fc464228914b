"""What the writers take: an act with everything that tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.records import Claim, Event, Report


class Telling(NamedTuple):
    """One claim with the report it stands in; the report's text may be empty where only its facts were kept."""

    report: Report
    claim: Claim


class Told(NamedTuple):
    """An act and its tellings, in order of publication: a claim with itself, or an event with its claims.

    `act` is the record whose fields a row takes.
    """

    id: str
    act: Claim | Event
    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The earliest telling."""
        return self.tellings[0]

    @property
    def reports(self) -> int:
        """How many reports tell of it."""
        return len({one.report.id for one in self.tellings})

    @property
    def outlets(self) -> int:
        """How many outlets tell of it; reports without a named outlet count as one."""
        return len({publisher(one.report) for one in self.tellings})


def publisher(report: Report) -> str:
    """Who brought a report: its outlet, else the agencies of its dateline, else nobody ("")."""
    return report.outlet or ", ".join(dict.fromkeys(agency.text for agency in report.agencies))


def claim_id(claim: Claim) -> str:
    """A claim's id; a claim made by hand without one is known by where it stands."""
    return claim.id if isinstance(claim.id, str) else f"{claim.report}:{claim.anchor.start}:{claim.event}"


def each_claim(tellings: Iterable[tuple[Report, Claim]]) -> Iterator[Told]:
    """Each claim as an act of its own."""
    for report, claim in tellings:
        yield Told(claim_id(claim), claim, (Telling(report, claim),))


def each_event(events: Iterable[Event], tellings: Mapping[str, Telling]) -> Iterator[Told]:
    """Each event with those of its claims that are at hand, by id; an event without any is left out."""
    for event in events:
        found = tuple(tellings[id] for id in event.claims if id in tellings)
        if found:
            yield Told(event.id, event, found)
