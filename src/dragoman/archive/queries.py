"""Filtered lists of claims and events, newest first.

A rare condition (fewer than FEW rows of its side table) gives the numbers at once, to be looked up and sorted. Where
all are common, the newest rows of one are walked and the others asked of each, which ends as soon as the page is full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.filters import Filter
from dragoman.archive.terms import (
    Condition,
    Walk,
    any_of,
    claim_conditions,
    claim_walks,
    day_conditions,
    event_walks,
    membership,
    place_conditions,
)
from dragoman.records import Claim, Event

FEW = 20_000
PAGE = 400
"""Records looked up at a time; SQLite takes far more values in one statement."""


class Found(NamedTuple):
    """A claim with what its record does not hold: facts of its report, its origin and the last verdict on it."""

    claim: Claim
    published: str | None
    outlet: str | None
    url: str | None
    headline: str | None
    origin: str
    review: str | None


class Subject(NamedTuple):
    """A table that is filtered: its conditions and walks are those of one filter."""

    table: str
    shown: Condition
    conditions: list[Condition]
    walks: list[Walk]
    days: list[Condition]


def claims(archive: Archive, filter: Filter) -> Iterator[Found]:
    """The claims that a filter asks for, newest first, a page at a time."""
    return found_claims(archive, claim_numbers(archive, filter))


def events(archive: Archive, filter: Filter) -> Iterator[Event]:
    """The events that a filter asks for, newest first. Conditions on a source, context, outlet, review, confidence,
    origin or report ask that one of the event's claims meets them."""
    for numbers in _pages(event_numbers(archive, filter)):
        marks = ", ".join("?" * len(numbers))
        rows = dict(archive.connection.execute(f"SELECT no, record FROM events WHERE no IN ({marks})", numbers))
        yield from (_event(rows[number]) for number in numbers)


def claim_numbers(archive: Archive, filter: Filter) -> Iterator[int]:
    """The numbers of claims in this archive, newest first."""
    subject = Subject(
        "claims",
        _shown(archive, filter),
        claim_conditions(filter),
        claim_walks(filter),
        day_conditions(filter, "{}.day"),
    )
    return _page(filter, _numbers(archive, filter, subject))


def event_numbers(archive: Archive, filter: Filter) -> Iterator[int]:
    """The numbers of events in this archive, newest first."""
    conditions = [
        any_of(f"s.{column}", values)
        for column, values in (
            ("event", filter.event), ("mode", filter.mode), ("content", filter.content), ("quad", filter.quad),
            ("status", filter.status),
        )
        if values
    ] + place_conditions(filter)  # fmt: skip
    told = _told_by(filter)
    if told:
        conditions.append(told)
    subject = Subject(
        "events", _shown(archive, filter), conditions, event_walks(filter), day_conditions(filter, "{}.day")
    )
    return _page(filter, _numbers(archive, filter, subject))


def _told_by(filter: Filter) -> Condition | None:
    """That one of an event's claims meets what only claims can meet."""
    asked = Filter(
        source=filter.source,
        context=filter.context,
        outlet=filter.outlet,
        review=filter.review,
        confidence=filter.confidence,
        origin=filter.origin,
        report=filter.report,
    )
    if asked == Filter():
        return None
    parts = [*claim_conditions(asked), *(membership(walk, "s.no") for walk in claim_walks(asked))]
    inner = " AND ".join(part.sql for part in parts)
    sql = (
        "s.no IN (SELECT event_claims.event FROM claims s JOIN event_claims ON event_claims.claim = s.id "
        f"WHERE s.shown = 1 AND {inner})"
    )
    return Condition(sql, tuple(value for part in parts for value in part.values))


def _shown(archive: Archive, filter: Filter) -> Condition:
    if filter.run is None:
        return Condition("{}.shown = 1", ())
    return Condition("{}.run = ?", (archive.run_number(filter.run),))


def _numbers(archive: Archive, filter: Filter, subject: Subject) -> Iterator[int]:
    walks = subject.walks if filter.run is None else []
    hidden = [membership(walk, "s.no", shown=False) for walk in subject.walks] if filter.run is not None else []
    sized = sorted(((_few(archive, subject, walk), walk) for walk in walks), key=lambda one: one[0])
    rest = [*subject.conditions, *hidden]
    if sized and sized[0][0] < FEW:
        return _looked_up(archive, subject, sized[0][1], [*rest, *_members(walks, sized[0][1])])
    ordered = [walk for _, walk in sized if walk.ordered]
    if ordered:
        return _walked(archive, subject, ordered[0], [*rest, *_members(walks, ordered[0])])
    return _straight(archive, subject, [*rest, *_members(walks, None)])


def _members(walks: Sequence[Walk], driver: Walk | None) -> list[Condition]:
    return [membership(walk, "s.no") for walk in walks if walk is not driver]


def _few(archive: Archive, subject: Subject, walk: Walk) -> int:
    """How many rows a walk has, counted up to FEW."""
    days = _joined([_at(one, walk.table) for one in subject.days])
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {walk.table} WHERE shown = 1 AND {walk.where}{days.sql} LIMIT {FEW})"
    return int(archive.connection.execute(sql, (*walk.values, *days.values)).fetchone()[0])


def _looked_up(archive: Archive, subject: Subject, walk: Walk, rest: list[Condition]) -> Iterator[int]:
    """All subjects of a rare walk, sorted."""
    inner = _joined([_at(one, walk.table) for one in subject.days])
    outer = _joined([_at(subject.shown, "s"), *rest])
    sql = (
        f"SELECT s.no FROM (SELECT DISTINCT {walk.key} AS number FROM {walk.table} "
        f"WHERE shown = 1 AND {walk.where}{inner.sql}) AS few CROSS JOIN {subject.table} s ON s.no = few.number "
        f"WHERE 1{outer.sql} ORDER BY s.day DESC, s.no DESC"
    )
    return _run(archive, sql, (*walk.values, *inner.values, *outer.values))


def _walked(archive: Archive, subject: Subject, walk: Walk, rest: list[Condition]) -> Iterator[int]:
    """The subjects of a common walk, newest first as its index has them."""
    inner = _joined([_at(one, "w") for one in subject.days])
    outer = _joined([_at(subject.shown, "s"), *rest])
    sql = (
        f"SELECT s.no FROM {walk.table} w CROSS JOIN {subject.table} s ON s.no = w.{walk.key} "
        f"WHERE w.shown = 1 AND {_prefixed(walk)}{inner.sql}{outer.sql} ORDER BY w.day DESC, w.{walk.key} DESC"
    )
    # A claim with two parties of one country stands twice, side by side.
    return _without_repeats(_run(archive, sql, (*walk.values, *inner.values, *outer.values)))


def _prefixed(walk: Walk) -> str:
    return " AND ".join(f"w.{part}" for part in walk.where.split(" AND "))


def _straight(archive: Archive, subject: Subject, rest: list[Condition]) -> Iterator[int]:
    """The subjects in order of days; SQLite chooses the index."""
    outer = _joined([_at(subject.shown, "s"), *(_at(one, "s") for one in subject.days), *rest])
    sql = f"SELECT s.no FROM {subject.table} s WHERE 1{outer.sql} ORDER BY s.day DESC, s.no DESC"
    return _run(archive, sql, outer.values)


def _at(condition: Condition, alias: str) -> Condition:
    return Condition(condition.sql.format(alias), condition.values)


def _joined(conditions: Iterable[Condition]) -> Condition:
    found = list(conditions)
    return Condition("".join(f" AND {one.sql}" for one in found), tuple(v for one in found for v in one.values))


def _run(archive: Archive, sql: str, values: Sequence[Any]) -> Iterator[int]:
    return (row[0] for row in archive.connection.execute(sql, values))


def _without_repeats(numbers: Iterator[int]) -> Iterator[int]:
    last = None
    for number in numbers:
        if number != last:
            yield number
        last = number


def _page(filter: Filter, numbers: Iterator[int]) -> Iterator[int]:
    end = None if filter.limit is None else filter.offset + filter.limit
    return islice(numbers, filter.offset, end)


def _pages(numbers: Iterable[int]) -> Iterator[list[int]]:
    """The numbers a page at a time; all are taken first, so that nothing is written under an open statement."""
    listed = list(numbers)
    for start in range(0, len(listed), PAGE):
        yield listed[start : start + PAGE]


def found_claims(archive: Archive, numbers: Iterable[int]) -> Iterator[Found]:
    """The claims of these numbers, in their order."""
    sql = (
        "SELECT claims.no, claim_records.record, claims.published, claims.outlet, reports.url, reports.headline, "
        "claims.origin, claims.review FROM claims JOIN claim_records ON claim_records.claim = claims.no "
        "LEFT JOIN reports ON reports.no = claims.report WHERE claims.no IN ({})"
    )
    for page in _pages(numbers):
        rows = {row[0]: row[1:] for row in archive.connection.execute(sql.format(", ".join("?" * len(page))), page)}
        yield from (Found(_claim(rows[number][0]), *rows[number][1:]) for number in page)


_claim = msgspec.json.Decoder(Claim).decode
_event = msgspec.json.Decoder(Event).decode
