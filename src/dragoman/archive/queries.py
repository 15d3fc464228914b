"""Filtered lists of claims and events, newest first.

The rows of the rarest term are walked in its index, newest first, and the other terms asked of each in theirs, which
ends as soon as the page is full; no row of the large tables is read for it. A term whose index is not by day (a
pattern, a report) gives its subjects at once, to be looked up and sorted.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.filters import Filter
from dragoman.archive.terms import (
    Condition,
    Term,
    claim_conditions,
    claim_terms,
    day_conditions,
    event_conditions,
    event_terms,
    joined,
)
from dragoman.records import Claim, Event

SAMPLE = 1_000
"""Rows of a term that are looked at, to tell which one is the rarest."""
LOOKED_UP = 20_000
"""Rows of a term whose index is not by day that are looked up and sorted; of more, all subjects are walked instead."""
PAGE = 400
"""Records looked up at a time; SQLite takes far more values in one statement."""
Numbered = tuple[str | None, int]
"""A subject's day and number."""


class Found(NamedTuple):
    """A claim with what its record does not hold: facts of its report, its origin and the last verdict on it."""

    claim: Claim
    published: str | None
    outlet: str | None
    url: str | None
    headline: str | None
    origin: str
    review: str | None


class Query(NamedTuple):
    """A filter over a table: its terms, the conditions that no index helps with, and the bounds of the day."""

    table: str
    terms: list[Term]
    conditions: list[Condition]
    days: list[Condition]
    shown: Condition


def claims(archive: Archive, filter: Filter) -> Iterator[Found]:
    """The claims that a filter asks for, newest first, a page at a time."""
    return found_claims(archive, claim_numbers(archive, filter))


def events(archive: Archive, filter: Filter) -> Iterator[Event]:
    """The events that a filter asks for, newest first. Terms of a source, context, outlet, review, confidence, origin
    or report ask that one of the event's claims meets them all."""
    for numbers in _pages(event_numbers(archive, filter)):
        marks = ", ".join("?" * len(numbers))
        rows = dict(archive.connection.execute(f"SELECT no, record FROM events WHERE no IN ({marks})", numbers))
        yield from (_event(rows[number]) for number in numbers)


def claim_numbers(archive: Archive, filter: Filter) -> Iterator[int]:
    """The numbers of claims in this archive, newest first."""
    query = Query(
        "claims", claim_terms(filter), claim_conditions(filter), day_conditions(filter), shown(archive, filter)
    )
    return _page(filter, _numbers(archive, query, indexed=filter.run is None))


def event_numbers(archive: Archive, filter: Filter) -> Iterator[int]:
    """The numbers of events in this archive, newest first."""
    conditions = [*event_conditions(filter), *_told_by(filter)]
    query = Query("events", event_terms(filter), conditions, day_conditions(filter), shown(archive, filter))
    return _page(filter, _numbers(archive, query, indexed=filter.run is None))


def _told_by(filter: Filter) -> list[Condition]:
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
        return []
    inner = joined([*claim_conditions(asked), *(term.of("claims") for term in claim_terms(asked))], "s.")
    sql = (
        "s.no IN (SELECT event_claims.event FROM claims s JOIN event_claims ON event_claims.claim = s.id "
        f"WHERE s.shown = 1{inner.sql})"
    )
    return [Condition(sql, inner.values)]


def shown(archive: Archive, filter: Filter) -> Condition:
    """That a row is one that queries show, or one of the run that is asked for."""
    if filter.run is None:
        return Condition("{a}shown = 1")
    return Condition("{a}run = ?", (archive.run_number(filter.run),))


def _numbers(archive: Archive, query: Query, indexed: bool) -> Iterator[int]:
    """The numbers, by the cheapest way; the indexes hold only what is shown."""
    if not query.terms or not indexed:
        return _straight(archive, query, [term.of(query.table) for term in query.terms])
    term, rows = _rarest(archive, query)
    others = [one for one in query.terms if one is not term]
    if term.ordered:
        return _walked(archive, query, term, [one.beside("w.day", f"w.{term.key}") for one in others])
    beside = [one.beside("s.day", "s.no") for one in others]
    if rows < LOOKED_UP:
        return _looked_up(archive, query, term, beside)
    return _straight(archive, query, [term.of(query.table), *beside])


def _rarest(archive: Archive, query: Query) -> tuple[Term, int]:
    """The term with the fewest rows, and how many it has, counted no further than is needed to tell."""
    terms = query.terms
    if len(terms) == 1 and terms[0].ordered:
        return terms[0], SAMPLE
    sizes = [_count(archive, query, term, SAMPLE) for term in terms]
    least = min(sizes)
    walkable = [term for term in terms if term.ordered]
    if least < SAMPLE or not walkable:
        term = terms[sizes.index(least)]
        return term, least if least < SAMPLE else _count(archive, query, term, LOOKED_UP)
    # All are common. The newest rows of a rarer one reach further back.
    return min(walkable, key=lambda term: _reach(archive, query, term)), SAMPLE


def _count(archive: Archive, query: Query, term: Term, most: int) -> int:
    """How many rows a term has, counted up to `most`."""
    count = 0
    for branch in term.branches:
        where = joined([term.where(branch), *query.days], "")
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {term.table} WHERE shown = 1{where.sql} LIMIT {most - count})"
        count += int(archive.connection.execute(sql, where.values).fetchone()[0])
        if count >= most:
            break
    return count


def _reach(archive: Archive, query: Query, term: Term) -> str:
    """The day to which a sample of a term's newest rows reaches back; of several branches, that of the densest."""
    days = [""]
    for branch in term.branches:
        where = joined([term.where(branch), *query.days], "")
        sql = (
            f"SELECT day FROM {term.table} INDEXED BY {term.range_of(branch)} WHERE shown = 1{where.sql} "
            f"ORDER BY day DESC LIMIT 1 OFFSET {SAMPLE - 1}"
        )
        found = archive.connection.execute(sql, where.values).fetchone()
        days.append((found[0] or "") if found else "")
    return max(days)


def _looked_up(archive: Archive, query: Query, term: Term, others: list[Condition]) -> Iterator[int]:
    """All subjects of a term whose index is not by day, sorted."""
    branches = [joined([term.where(branch), *query.days], "") for branch in term.branches]
    inner = " UNION ".join(f"SELECT {term.key} AS number FROM {term.table} WHERE shown = 1{b.sql}" for b in branches)
    outer = joined([query.shown, *query.conditions, *others], "s.")
    sql = (
        f"SELECT s.no FROM (SELECT DISTINCT number FROM ({inner})) AS few CROSS JOIN {query.table} s "
        f"ON s.no = few.number WHERE 1{outer.sql} ORDER BY s.day DESC, s.no DESC"
    )
    values = [value for branch in branches for value in branch.values]
    return (row[0] for row in archive.connection.execute(sql, (*values, *outer.values)))


def _walked(archive: Archive, query: Query, term: Term, others: list[Condition]) -> Iterator[int]:
    """The subjects of a term, newest first as its index has them; branches are walked side by side."""
    walks = [_walk(archive, query, term, branch, others) for branch in term.branches]
    merged = walks[0] if len(walks) == 1 else heapq.merge(*walks, key=_newest, reverse=True)
    last = None
    for _, number in merged:
        # A claim with two parties of one country stands twice, side by side.
        if number != last:
            yield number
        last = number


def _walk(archive: Archive, query: Query, term: Term, branch: Condition, others: list[Condition]) -> Iterator[Numbered]:
    inner = joined([term.where(branch), *query.days, *others], "w.")
    outer = joined(query.conditions, "s.")
    table = f"CROSS JOIN {query.table} s ON s.no = w.{term.key}" if query.conditions else ""
    sql = (
        f"SELECT w.day, w.{term.key} FROM {term.table} w INDEXED BY {term.range_of(branch)} {table} "
        f"WHERE w.shown = 1{inner.sql}{outer.sql} "
        f"ORDER BY w.day DESC, w.{term.key} DESC"
    )
    return archive.connection.execute(sql, (*inner.values, *outer.values))


def _newest(numbered: Numbered) -> tuple[str, int]:
    return numbered[0] or "", numbered[1]


def _straight(archive: Archive, query: Query, conditions: list[Condition]) -> Iterator[int]:
    """The subjects in order of days, all conditions asked of each."""
    where = joined([query.shown, *query.days, *query.conditions, *conditions], "s.")
    sql = f"SELECT s.no FROM {query.table} s WHERE 1{where.sql} ORDER BY s.day DESC, s.no DESC"
    return (row[0] for row in archive.connection.execute(sql, where.values))


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
