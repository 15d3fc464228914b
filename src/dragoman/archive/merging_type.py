"""The events of one type, all made anew: its claims taken in by the days on which they meet others, many at a time.

Each portion is settled among what was settled before it (`stories/settling.py`), so that memory holds a portion and
what is near it, however many claims there are of the type."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dragoman.archive import deciding
from dragoman.archive.archive import Archive
from dragoman.archive.relating import REPORTS_HELD, Signed, signed
from dragoman.archive.retelling import build, cards
from dragoman.archive.surroundings import Surroundings
from dragoman.records import Claim
from dragoman.stories.merging import Decisions
from dragoman.stories.settling import settle

PORTION = 20_000
"""Claims that are settled at a time: enough for what is near them to be the smaller part."""
EVENTS = 500
PAGE = 2000


class _Cluster(NamedTuple):
    """Claims of one event by number, how surely the least sure belongs, and the place of the first in the order."""

    claims: tuple[int, ...]
    sureness: float
    order: tuple[tuple[int, str, int], str]


class Made(NamedTuple):
    """An event as JSON, and its signs of relations where they were asked for."""

    record: bytes
    signs: Signed | None


def merge_type(
    archive: Archive, event: str, decided: Decisions, relations: bool = False, portion: int = PORTION
) -> Iterator[list[Made]]:
    """The events of one type, some hundreds at a time; with the signs of `relations` if so asked."""
    found = _clusters(archive.connection, event, decided, portion)
    report = lru_cache(REPORTS_HELD)(archive.report)
    for start in range(0, len(found), EVENTS):
        part = found[start : start + EVENTS]
        claims = _claims(archive.connection, [number for one in part for number in one.claims])
        known = cards(archive, {claim.report for claim in claims.values()})
        made = []
        for one in part:
            own = [claims[number] for number in one.claims]
            built = build(own, known, one.sureness)
            made.append(Made(msgspec.json.encode(built), signed(built, own, report) if relations else None))
        yield made


def _clusters(connection: sqlite3.Connection, event: str, decided: Decisions, portion: int) -> list[_Cluster]:
    division = _Division()
    joined = deciding.joined_numbers(connection, decided)
    last = _last_stretches(connection, event)
    order = sorted(last, key=lambda claim: (last[claim], claim))
    for start in range(0, len(order), portion):
        new = order[start : start + portion]
        division.enter(new)
        around = Surroundings(connection, division.settled, joined, division.holds)
        around.read(event, {last[claim] for claim in new})  # A few long reads in place of very many short ones.
        for one in settle(around.rows(new), around, decided):
            first = around.tellings[one.members[0]]
            claims = tuple(around.claims[row] for row in one.members)
            division.put(_Cluster(claims, one.sureness, (first.order, first.claim)))
    return division.clusters()


def _last_stretches(connection: sqlite3.Connection, event: str) -> dict[int, int]:
    """The claims of a type by number, with the last stretch of days in which each meets others."""
    rows = connection.execute("SELECT stretch, claim FROM telling_stretches WHERE event = ? ORDER BY stretch", (event,))
    return {claim: stretch for stretch, claim in rows}


class _Division:
    """The claims taken in so far and the cluster of each."""

    def __init__(self) -> None:
        self._home: dict[int, int] = {}
        self._clusters: dict[int, _Cluster] = {}
        self._made = 0

    def enter(self, claims: Iterable[int]) -> None:
        """Take claims in that stand in no cluster yet."""
        self._home.update(dict.fromkeys(claims, -1))

    def holds(self, claim: int) -> bool:
        """True for a claim that is taken in."""
        return claim in self._home

    def settled(self, claim: int) -> Sequence[int]:
        """The claims of the cluster in which one stands."""
        found = self._clusters.get(self._home[claim])
        return found.claims if found else (claim,)

    def put(self, cluster: _Cluster) -> None:
        """Put a cluster in place of those in which its claims stood."""
        for claim in cluster.claims:
            self._clusters.pop(self._home[claim], None)
            self._home[claim] = self._made
        self._clusters[self._made] = cluster
        self._made += 1

    def clusters(self) -> list[_Cluster]:
        """All clusters in the order of their first claims."""
        return sorted(self._clusters.values(), key=lambda one: one.order)


def _claims(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Claim]:
    found: dict[int, Claim] = {}
    for start in range(0, len(numbers), PAGE):
        part = numbers[start : start + PAGE]
        marks = ", ".join("?" * len(part))
        rows = connection.execute(f"SELECT claim, record FROM claim_records WHERE claim IN ({marks})", part)
        found.update((number, _claim(record)) for number, record in rows)
    return found


_claim = msgspec.json.Decoder(Claim).decode
