"""Counts of events by dyad and quad class in a week, against the 4 and the 52 weeks before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.archive import Archive
from dragoman.archive.standing import party_condition
from dragoman.briefing import wording
from dragoman.briefing.norms import ALPHA, Norm, compare

NORMS = (4, 52)
"""The lengths of the norms in weeks."""
SHARE_HELD = 0.5
"""A norm is made only where the archive holds reports of at least this share of its weeks."""
WEEK = 7
EXAMPLES = 3


class Change(NamedTuple):
    """A dyad and quad class that differs from a norm, with claims of the events that are counted.

    For a rise these are of the week; for a drop of the weeks before, of which there is then less.
    """

    sides: tuple[str, ...]
    quad: int
    weeks: int
    norm: Norm
    claims: tuple[str, ...]


def changes(archive: Archive, day: str, actor: str | None) -> tuple[int, list[Change], list[str]]:
    """How many series were tested, those that differ (the least likely first), and notes on what the norms rest."""
    last = date.fromisoformat(day)
    first = last - timedelta(days=WEEK - 1)
    found: list[Change] = []
    notes: list[str] = []
    tested: set[tuple[str, str, int]] = set()
    made: list[str] = []
    week = _events(archive, first, last, actor)
    week_flow = _flow(archive, first, last)
    for weeks in NORMS:
        start, end = first - timedelta(days=WEEK * weeks), first - timedelta(days=1)
        held = _weeks_held(archive, start, end)
        if held < SHARE_HELD * weeks:
            notes.append(wording.line("nonorm", held=held, weeks=weeks))
            continue
        made.append(f"{weeks} weeks")
        before, before_flow = _events(archive, start, end, actor), _flow(archive, start, end)
        for key in sorted(week.keys() | before.keys()):
            tested.add(key)
            norm = compare(len(week[key]), len(before[key]), week_flow, before_flow)
            if norm is not None and norm.is_told:
                counted = week[key] if norm.rises else before[key][-EXAMPLES:]
                claims = _first_claims(archive, counted[:EXAMPLES])
                found.append(Change(key[:2], key[2], weeks, norm, claims))
    if made and tested:
        chance = f"{len(tested) * len(made) * ALPHA:.1f}"
        norms = " and ".join(made)
        notes.insert(0, wording.line("tested", tested=len(tested), norms=norms, alpha=ALPHA, chance=chance))
    return len(tested), sorted(found, key=lambda one: (one.norm.p, one.sides, one.quad, one.weeks)), notes


def _events(
    archive: Archive, first: date, last: date, actor: str | None
) -> defaultdict[tuple[str, str, int], list[int]]:
    """Numbers of events by dyad of countries and quad class, first reported in a stretch of days, in that order."""
    if actor is None:
        mine = "one.country < other.country"
        values: list[object] = []
    else:
        condition, values = party_condition(actor)
        for column in ("country", "name", "actor"):
            condition = condition.replace(f"{column} =", f"one.{column} =")
        mine = f"{condition} AND one.country IS NOT NULL AND one.country != other.country"
    sql = (
        "SELECT DISTINCT min(one.country, other.country), max(one.country, other.country), quad, events.no "
        "FROM events JOIN event_parties AS one ON one.event = events.no "
        "JOIN event_parties AS other ON other.event = events.no "
        f"WHERE events.shown = 1 AND first_reported BETWEEN ? AND ? AND other.country IS NOT NULL AND {mine} "
        "ORDER BY first_reported, voices DESC, events.id"
    )
    found: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for one, other, quad, number in archive.connection.execute(sql, (first.isoformat(), last.isoformat(), *values)):
        found[one, other, quad].append(number)
    return found


def _flow(archive: Archive, first: date, last: date) -> int:
    """How many events of any kind the archive holds of a stretch of days."""
    sql = "SELECT count(*) FROM events WHERE shown = 1 AND first_reported BETWEEN ? AND ?"
    row = archive.connection.execute(sql, (first.isoformat(), last.isoformat())).fetchone()
    return int(row[0])


def _weeks_held(archive: Archive, first: date, last: date) -> int:
    """Of how many weeks, counted from the last day, the archive holds an event."""
    sql = "SELECT DISTINCT first_reported FROM events WHERE shown = 1 AND first_reported BETWEEN ? AND ?"
    days = archive.connection.execute(sql, (first.isoformat(), last.isoformat()))
    return len({(last - date.fromisoformat(day)).days // WEEK for (day,) in days})


def _first_claims(archive: Archive, events: Sequence[int]) -> tuple[str, ...]:
    sql = "SELECT claim FROM event_claims WHERE event = ? ORDER BY position LIMIT 1"
    rows = [archive.connection.execute(sql, (number,)).fetchone() for number in events]
    return tuple(row[0] for row in rows if row)
