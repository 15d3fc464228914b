"""A claim as far as merging cares: small, made once, compared often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dragoman.records import Claim, Party, Report, When, Where
from dragoman.stories.acquaintance import Cast, side
from dragoman.stories.anchors import anchor_lemma
from dragoman.stories.gist import Gist, sentence_gist, story_gist

PLANS = frozenset({"future", "hypothetical"})
NARROW_DAYS = 3
"""An interval of so many days dates an act to the day for merging."""
TOWN_PRECISION = 1
UNDATED = 0
Counts = tuple[tuple[str, int, int], ...]
"""What is counted ("dead"), and the lower and the upper bound."""


class Site(NamedTuple):
    """A place: lower-case name, country, GeoNames id (0 if unknown), and whether it is as small as a town."""

    name: str
    country: str
    geonames: int
    is_town: bool
    admin1: str


class Telling(NamedTuple):
    """What is compared of a claim.

    `published`, `first` and `last` are ordinal days, 0 where unknown; `basis` says on what the interval rests. `order`
    sorts tellings by publication, report and place in the text, whatever the order of arrival. `gist` and `story` are
    masks (gist.py)."""

    claim: str
    report: str
    order: tuple[int, str, int]
    published: int
    event: str
    mode: str
    content: str
    is_plan: bool
    status: str
    anchor: str
    actors: Cast
    recipients: Cast
    everyone: Cast
    first: int
    last: int
    basis: str
    site: Site | None
    counts: Counts
    gist: Gist
    story: Gist

    @property
    def is_dated(self) -> bool:
        """True if the act is dated to a few days."""
        return self.first != UNDATED and self.last - self.first < NARROW_DAYS

    @property
    def is_exact(self) -> bool:
        """True if the report itself dates the act to a few days, not only its publication."""
        return self.is_dated and self.basis != "report"


def telling(report: Report, claim: Claim, story: Gist | None = None) -> Telling:
    """The telling of a claim of a report; `story` is the report's mask where it was made already."""
    published = day(report.published)
    first, last, basis = interval(claim.when)
    return Telling(
        claim=str(claim.id),
        report=claim.report,
        order=(published or 10**7, claim.report, claim.anchor.start),
        published=published,
        event=claim.event,
        mode=claim.mode or "",
        content=claim.content or "",
        is_plan=claim.status in PLANS,
        status=claim.status,
        anchor=anchor_lemma(claim.anchor.text),
        actors=cast(claim.actors),
        recipients=cast(claim.recipients),
        everyone=cast((*claim.actors, *claim.recipients)),
        first=first,
        last=last,
        basis=basis,
        site=site(claim.where),
        counts=tuple(sorted((what, *bounds(found)) for what, found in claim.counts.items())),
        gist=sentence_gist(report.text[claim.sentence_start : claim.sentence_end]),
        story=story_gist(report) if story is None else story,
    )


def cast(parties: Iterable[Party]) -> Cast:
    """The cast of a list of parties."""
    return Cast.of(side(party) for party in parties)


@lru_cache(maxsize=100_000)
def day(text: str | None) -> int:
    """The ordinal of an ISO date; 0 for none and for what is no date."""
    if not text:
        return UNDATED
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return UNDATED


def interval(when: When | None) -> tuple[int, int, str]:
    """First and last day and basis; an interval with an open end has no days."""
    if when is None:
        return UNDATED, UNDATED, ""
    first, last = day(when.from_), day(when.to)
    if not first or not last:
        return UNDATED, UNDATED, when.basis
    return first, max(first, last), when.basis


def site(where: Where | None) -> Site | None:
    """The site of a claim's place."""
    if where is None or not (where.name or where.text):
        return None
    name = (where.name or where.text or "").lower()
    geonames = where.geonames if isinstance(where.geonames, int) else 0
    precision = where.precision if isinstance(where.precision, int) else 1
    admin1 = where.admin1 if isinstance(where.admin1, str) else ""
    return Site(name, where.country or "", geonames, precision <= TOWN_PRECISION, admin1)


def bounds(found: tuple[int | None, int | None]) -> tuple[int, int]:
    """Both bounds of a count; an open one is the other."""
    low, high = found
    if low is None:
        return (high or 0), (high or 0)
    return low, (high if high is not None else low)
