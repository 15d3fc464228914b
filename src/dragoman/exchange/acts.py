"""The acts of an archive, in an order that rests on content alone, for the writers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec

from dragoman.archive import Archive, queries
from dragoman.archive.filters import Filter
from dragoman.archive.queries import Found, found_claims
from dragoman.exchange.incoming import textless_report
from dragoman.exchange.telling import Telling, Told, claim_id
from dragoman.records import Claim, Event, Report

BATCH = 500
REPORTS_KEPT = 256
"""Reports that are kept while their claims are written, one after the other."""


def ordered_claims(archive: Archive, filter: Filter) -> Iterator[Found]:
    """The claims that a filter asks for, by report and place in it.

    Limit and offset choose the newest, as in lists; the order here does not depend on when anything was stored.
    """
    return found_claims(archive, _ordered(archive, queries.claim_numbers(archive, filter)))


def _ordered(archive: Archive, numbers: Iterable[int]) -> Iterator[int]:
    sql = (
        "SELECT coalesce(reports.id, ''), claims.anchor_start, claims.id, claims.no FROM claims "
        "LEFT JOIN reports ON reports.no = claims.report WHERE claims.no IN ({})"
    )
    found: list[tuple[str, int, str, int]] = []
    for batch in _batches(numbers):
        found += archive.connection.execute(sql.format(", ".join("?" * len(batch))), batch).fetchall()
    found.sort()
    return (one[-1] for one in found)


def claim_acts(archive: Archive, filter: Filter) -> Iterator[Told]:
    """Each claim as an act."""
    report = _reports(archive)
    for found in ordered_claims(archive, filter):
        telling = Telling(report(found.claim.report) or _bare(found), found.claim)
        yield Told(claim_id(found.claim), found.claim, (telling,))


def event_acts(archive: Archive, filter: Filter) -> Iterator[Told]:
    """Each event as an act with its claims, by id; then each claim that stands in no event, such as imported ones."""
    report = _reports(archive)
    merged: set[str] = set()
    for event in sorted(queries.events(archive, filter), key=lambda one: one.id):
        tellings = tuple(
            Telling(report(found.claim.report) or _bare(found), found.claim) for found in _of(archive, event)
        )
        merged.update(event.claims)
        if tellings:
            yield Told(event.id, event, tellings)
    for told in claim_acts(archive, filter):
        if told.id not in merged and not _is_merged(archive, told.id):
            yield told


def _of(archive: Archive, event: Event) -> list[Found]:
    """The claims of an event, in its order."""
    marks = ", ".join("?" * len(event.claims))
    sql = f"SELECT id, no FROM claims WHERE shown = 1 AND id IN ({marks})"
    numbers = dict(archive.connection.execute(sql, event.claims).fetchall())
    return list(found_claims(archive, [numbers[id] for id in event.claims if id in numbers]))


def _is_merged(archive: Archive, claim: str) -> bool:
    """Whether a claim stands in an event that queries show, though the filter may not ask for that event."""
    sql = (
        "SELECT 1 FROM event_claims JOIN events ON events.no = event_claims.event "
        "WHERE event_claims.claim = ? AND events.shown = 1 LIMIT 1"
    )
    return archive.connection.execute(sql, (claim,)).fetchone() is not None


def _reports(archive: Archive) -> Any:
    """The reports by id, the last ones kept."""
    return lru_cache(maxsize=REPORTS_KEPT)(archive.report)


def _bare(found: Found) -> Report:
    """What is known of the report of an imported claim."""
    claim: Claim = found.claim
    return msgspec.structs.replace(
        textless_report(found.origin, "", found.published, found.outlet), id=claim.report, url=found.url
    )


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    stream = iter(numbers)
    while batch := list(islice(stream, BATCH)):
        yield batch
