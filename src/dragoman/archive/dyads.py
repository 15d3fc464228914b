"""Series of dyads: how many claims one country's actors make towards another's, how cooperative they are, over time.

Each row is directed, from actor to recipient; an act whose sides are all actors (a meeting, an agreement) counts once
in each direction and is told apart in `mutual`. Beside the counts stands how many reports were read of that time, so
that a gap in the reading is not taken for peace. Acts without a date of their own are in no period: they are counted by
the day of their report, apart, in `undated`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.filters import Filter, checked
from dragoman.archive.flat import Cells, Flat
from dragoman.archive.terms import Condition, claim_conditions, claim_terms, day_conditions, each, either_of, joined
from dragoman.errors import BadSetting
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Table

PERIODS = {
    "day": "{}",
    "week": "date({}, 'weekday 0', '-6 days')",
    "month": "substr({}, 1, 7) || '-01'",
    "year": "substr({}, 1, 4) || '-01-01'",
}
"""Periods, each with the SQL of its first day; weeks begin on Monday."""
DONE = ("actual",)
"""Statuses that are counted where the filter names none: what is told as done."""

SERIES = Table(
    "dyad_series",
    "One row a pair of countries, origin and period.",
    (
        C("period", "date", "First day of the period; weeks begin on Monday."),
        C("actor", "text", "Country of those who act."),
        C("recipient", "text", "Country of those acted upon."),
        C("origin", "text", "Who coded the claims: dragoman, or the layout from which they were imported."),
        C("claims", "integer", "Claims whose act has a date in the period."),
        C("mutual", "integer", "Of these, those in which both sides act; they count in both directions."),
        C("undated", "integer", "Claims of reports of the period whose act has no date; not among `claims`."),
        C("score", "real", "Mean PLOVER score of the claims.", nullable=True),
        C("goldstein", "real", "Mean Goldstein value of those that have one.", nullable=True),
        C("verbal_cooperation", "integer", "Claims of quad class 1."),
        C("material_cooperation", "integer", "Claims of quad class 2."),
        C("verbal_conflict", "integer", "Claims of quad class 3."),
        C("material_conflict", "integer", "Claims of quad class 4."),
        C("reports_read", "integer", "Reports of the period that were read and coded; 0 is a gap in the record."),
    ),
    ("period", "actor", "recipient", "origin"),
)


class Period(NamedTuple):
    """A row of the series, in the order of the table's columns."""

    period: str
    actor: str
    recipient: str
    origin: str
    claims: int
    mutual: int
    undated: int
    score: float | None
    goldstein: float | None
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    reports_read: int


def period_cells(period: Period) -> Cells:
    """The cells of a row."""
    return tuple(period)


DYADS: Flat[Period] = Flat(SERIES, period_cells)


def series(archive: Archive, filter: Filter, by: str = "month") -> list[Period]:
    """The series of the dyads that a filter asks for, by pair, origin and period.

    With `filter.dyad` both directions of that pair have a row for every period from first to last, or from
    `since` to `until`; without it, `actor`, `recipient` and `country` narrow the pairs, and only periods with
    claims have rows.
    """
    if by not in PERIODS:
        raise BadSetting(f"{by!r} is no period; take one of {', '.join(PERIODS)}")
    if not filter.status:
        filter = msgspec.structs.replace(filter, status=DONE)
    read = _reports_read(archive, filter, by)
    found = [_period(row, read) for row in _counted(archive, filter, by)]
    return list(_filled(found, filter, by, read)) if filter.dyad else found


def between(filter: Filter, countries: Sequence[str]) -> Filter:
    """The filter narrowed to two countries, or to the pairs with one."""
    if len(countries) > 2:
        raise BadSetting(f"{len(countries)} countries are no dyad; give two, such as IRN SYR")
    if len(countries) == 2:
        return msgspec.structs.replace(filter, dyad=checked(dyad=tuple(countries)).dyad)
    if countries:
        return msgspec.structs.replace(filter, country=(*filter.country, *checked(country=countries[0]).country))
    return filter


def _counted(archive: Archive, filter: Filter, by: str) -> Iterator[tuple[Any, ...]]:
    """A row for each pair, origin and period, by pair; each direction of a pair is a range of the index."""
    for pair in _pairs(filter):
        yield from _counted_between(archive, filter, by, pair)


def _pairs(filter: Filter) -> list[Condition]:
    if not filter.dyad:
        return [Condition("1")]
    first, second = filter.dyad
    return [
        Condition("d.actor = ? AND d.recipient = ?", pair) for pair in dict.fromkeys(((first, second), (second, first)))
    ]


def _counted_between(archive: Archive, filter: Filter, by: str, pair: Condition) -> Iterator[tuple[Any, ...]]:
    dated = "(s.when_from IS NOT NULL OR s.when_to IS NOT NULL)"
    terms = claim_terms(msgspec.structs.replace(filter, dyad=()))
    days = joined(day_conditions(filter), "d.")
    others = joined([*claim_conditions(filter), *(term.of("claims") for term in terms)], "s.")
    quads = ", ".join(f"sum({dated} AND s.quad = {quad})" for quad in (1, 2, 3, 4))
    sql = (
        f"SELECT {PERIODS[by].format('s.day')} AS period, d.actor, d.recipient, s.origin, sum({dated}), "
        f"sum({dated} AND d.mutual), sum(NOT {dated}), avg(CASE WHEN {dated} THEN s.score END), "
        f"avg(CASE WHEN {dated} THEN s.goldstein END), {quads} FROM dyads d CROSS JOIN claims s ON s.no = d.claim "
        f"WHERE d.shown = 1 AND s.day IS NOT NULL AND {pair.sql}{days.sql}{others.sql} "
        "GROUP BY 2, 3, 4, 1 ORDER BY 2, 3, 4, 1"
    )
    return archive.connection.execute(sql, (*pair.values, *days.values, *others.values))


def _period(row: tuple[Any, ...], read: dict[str, int]) -> Period:
    counted = Period(*(*row, read.get(row[0], 0)))
    return counted._replace(score=_rounded(counted.score), goldstein=_rounded(counted.goldstein))


def _rounded(mean: float | None) -> float | None:
    """A mean to six digits: those after depend on the order of adding up."""
    return None if mean is None else round(mean, 6)


def _reports_read(archive: Archive, filter: Filter, by: str) -> dict[str, int]:
    """How many reports of each period were read and coded, which those in another language were not; only those of the
    filter's outlets, if it names some."""
    where = joined([either_of(each("outlet", filter.outlet))] if filter.outlet else [], "reports.")
    sql = (
        f"SELECT {PERIODS[by].format('reports.published')}, count(*) FROM reports WHERE published IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM coded WHERE coded.report = reports.no AND coded.shown = 1 AND coded.note IS NULL)"
        f"{where.sql} GROUP BY 1"
    )
    return dict(archive.connection.execute(sql, where.values).fetchall())


def _filled(found: list[Period], filter: Filter, by: str, read: dict[str, int]) -> Iterator[Period]:
    """The rows with one for every period in which nothing was told."""
    starts = [one.period for one in found]
    first = _start(filter.since, by) if filter.since else min(starts, default=None)
    last = _start(filter.until, by) if filter.until else max(starts, default=None)
    if first is None or last is None:
        first, last = first or last, last or first
    if first is None or last is None:
        return
    held = {(one.actor, one.recipient, one.origin, one.period): one for one in found}
    one, other = filter.dyad
    origins = sorted({one.origin for one in found}) or ["dragoman"]
    for actor, recipient in dict.fromkeys(((one, other), (other, one))):
        for origin in origins:
            for period in _periods(first, last, by):
                empty = Period(period, actor, recipient, origin, 0, 0, 0, None, None, 0, 0, 0, 0, read.get(period, 0))
                yield held.get((actor, recipient, origin, period), empty)


def _start(day: str, by: str) -> str:
    moment = date.fromisoformat(day)
    if by == "week":
        moment -= timedelta(days=moment.weekday())
    elif by == "month":
        moment = moment.replace(day=1)
    elif by == "year":
        moment = moment.replace(month=1, day=1)
    return moment.isoformat()


def _periods(first: str, last: str, by: str) -> Iterator[str]:
    moment, end = date.fromisoformat(first), date.fromisoformat(last)
    while moment <= end:
        yield moment.isoformat()
        if by in ("day", "week"):
            moment += timedelta(days=1 if by == "day" else 7)
        else:
            months = 1 if by == "month" else 12
            year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
            moment = date(year, month + 1, 1)
