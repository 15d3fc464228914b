"""What the record says of an actor: as whom it knows it, what it did, what was done to it, what it told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.flat import Cells, Flat
from dragoman.archive.terms import either_of, who
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Table

MOST = 10
"""Entries of a list of the most frequent."""

DEEDS = Table(
    "actor_record",
    "One row a role, type and status in which an actor stands in the record.",
    (
        C("role", "text", "actor, recipient or source."),
        C("event", "text", "PLOVER type."),
        C("status", "text", "What is said of the act."),
        C("claims", "integer", "How many claims."),
        C("score", "real", "Mean PLOVER score."),
        C("first", "date", "First day of such an act, of its report where it has no date.", nullable=True),
        C("last", "date", "Last day.", nullable=True),
    ),
    ("role", "event", "status"),
)


class Tally(msgspec.Struct, frozen=True):
    """Something that occurs in an actor's claims, and how often."""

    value: str
    claims: int


class Deed(msgspec.Struct, frozen=True):
    """A row of DEEDS."""

    role: str
    event: str
    status: str
    claims: int
    score: float
    first: str | None
    last: str | None


class Portrait(msgspec.Struct, frozen=True):
    """What the record says of an actor; lists have the most frequent first."""

    actor: str
    claims: int
    first: str | None
    last: str | None
    names: tuple[Tally, ...]
    countries: tuple[Tally, ...]
    sectors: tuple[Tally, ...]
    offices: tuple[Tally, ...]
    counterparts: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    origins: tuple[Tally, ...]
    deeds: tuple[Deed, ...]


def deed_cells(deed: Deed) -> Cells:
    """The cells of a deed."""
    return msgspec.structs.astuple(deed)


DEED_LIST: Flat[Deed] = Flat(DEEDS, deed_cells)


def portrait(archive: Archive, actor: str) -> Portrait:
    """What the record says of a country, a name, an id, or a pattern of a name."""
    own, values = _own(actor)

    def tally(column: str, joins: str = "") -> tuple[Tally, ...]:
        sql = (
            f"{own} SELECT {column} AS value, count(DISTINCT p.claim) AS n FROM p {joins} "
            "WHERE value IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ?"
        )
        return tuple(Tally(*row) for row in archive.connection.execute(sql, (*values, MOST)))

    to_claims = "CROSS JOIN claims c ON c.no = p.claim"
    claims, first, last = archive.connection.execute(
        f"{own} SELECT count(DISTINCT claim), min(day), max(day) FROM p", values
    ).fetchone()
    return Portrait(
        actor,
        claims,
        first,
        last,
        names=tally("p.name"),
        countries=tally("p.country"),
        sectors=tally("p.sector"),
        offices=tally("p.office"),
        counterparts=_counterparts(archive, actor),
        outlets=tally("c.outlet", to_claims),
        origins=tally("c.origin", to_claims),
        deeds=tuple(_deeds(archive, own, values)),
    )


def _own(actor: str) -> tuple[str, tuple[Any, ...]]:
    """The actor's parties as `p`; a name and an id are looked up in an index each."""
    branches = who((actor,))
    union = " UNION ".join(f"SELECT * FROM parties WHERE shown = 1 AND {one.at('').sql}" for one in branches)
    return f"WITH p AS ({union})", tuple(value for one in branches for value in one.values)


def _deeds(archive: Archive, own: str, values: tuple[Any, ...]) -> Iterator[Deed]:
    sql = (
        f"{own} SELECT role, event, status, count(*), avg(score), min(day), max(day) FROM (SELECT DISTINCT p.role, "
        "c.no, c.event, c.status, c.score, c.day FROM p CROSS JOIN claims c ON c.no = p.claim) "
        "GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3"
    )
    for role, event, status, count, score, first, last in archive.connection.execute(sql, values):
        yield Deed(role, event, status, count, round(score, 6), first, last)


def _counterparts(archive: Archive, actor: str) -> tuple[Tally, ...]:
    """Who stands on the other side, or acts beside it where all sides act."""
    own, values = _own(actor)
    other = either_of(who((actor,))).at("o.")
    sql = (
        f"{own} SELECT o.name AS value, count(DISTINCT p.claim) AS n FROM p CROSS JOIN parties o "
        "ON o.claim = p.claim WHERE p.role != 'source' AND o.role != 'source' "
        f"AND NOT coalesce({other.sql}, 0) AND value IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ?"
    )
    rows = archive.connection.execute(sql, (*values, *other.values, MOST))
    return tuple(Tally(*row) for row in rows)
