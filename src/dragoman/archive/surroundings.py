"""The tellings of an archive around those that are asked for: of one type, in the same stretches of days.

A telling is known by its row, in the order in which tellings are read; `claims` holds the claims' numbers by row."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from dragoman.archive.gathering import READ, Reader
from dragoman.stories.columns import Bools, Columns, Ints
from dragoman.stories.meeting import Keyring
from dragoman.stories.merging import Judged
from dragoman.stories.pairing import judge
from dragoman.stories.scoring import shipped
from dragoman.stories.settling import Cluster
from dragoman.stories.telling import Telling

PAGE = 500
"""Claims that are read at a time."""


class Surroundings:
    """Reads tellings as settling asks for them (`stories.settling.Around`).

    `settled` gives the claims of the event in which a claim stands, by number; `joined` those that persons joined.
    Where all claims are known from the start, `counts` tells which of them are merged yet: the others fill a key, but
    nobody meets them.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        settled: Callable[[int], Sequence[int]],
        joined: dict[int, set[int]] | None = None,
        counts: Callable[[int], bool] | None = None,
    ) -> None:
        self._connection = connection
        self._settled, self._counts = settled, counts
        self._joined_claims = joined or {}
        self._reader = Reader()
        self._columns = Columns()
        self._keys = Keyring()
        self.claims: list[int] = []
        self._rows: dict[int, int] = {}
        self._loaded: set[tuple[str, int]] = set()
        self._rank = np.zeros(0, np.int64)
        self._merged: list[bool] = []

    @property
    def tellings(self) -> Sequence[Telling]:
        """The tellings by row."""
        return self._columns.tellings

    def rows(self, claims: Sequence[int]) -> list[int]:
        """The rows of claims by number; claims that are not merged are left out."""
        unread = [claim for claim in claims if claim not in self._rows]
        for start in range(0, len(unread), PAGE):
            page = unread[start : start + PAGE]
            where = f"tellings.claim IN ({', '.join('?' * len(page))})"
            self._take(self._connection.execute(READ.format("tellings", where), page))
        return [self._rows[claim] for claim in claims if claim in self._rows]

    def read(self, event: str, stretches: Iterable[int]) -> None:
        """Read all tellings of a type in some stretches of days."""
        tables = "telling_stretches JOIN tellings ON tellings.claim = telling_stretches.claim"
        where = "telling_stretches.event = ? AND telling_stretches.stretch = ?"
        for stretch in sorted(stretches):
            if (event, stretch) not in self._loaded:
                self._loaded.add((event, stretch))
                self._take(self._connection.execute(READ.format(tables, where), (event, stretch)))

    def cluster(self, row: int) -> Cluster:
        """The rows of the event in which a row stands, in the tellings' own order."""
        told = self.tellings
        found = self.rows(self._settled(self.claims[row]))
        return tuple(sorted({row, *found}, key=lambda one: (told[one].order, told[one].claim)))

    def joined(self, row: int) -> Sequence[int]:
        """The rows that a person joined with one."""
        claims = sorted(self._joined_claims.get(self.claims[row], ()))
        return self.rows([claim for claim in claims if self._counts is None or self._counts(claim)])

    def shaken(self, fresh: Sequence[int]) -> Sequence[int]:
        """The rows that meet fewer than before, since new ones make a crowd of them."""
        if self._counts is not None:
            return ()
        self._load(fresh)
        return self._keys.crowded_by(fresh)

    def pairs(self, rows: Sequence[int], known: Bools) -> Judged:
        """The pairs of rows with all whom they meet but the `known` ones, judged."""
        self._load(rows)
        one, other = self._keys.met(rows)
        asking, merged = np.zeros((2, len(self.claims)), np.bool_)
        asking[list(rows)] = True
        merged[:] = self._merged
        merged[: len(known)] &= ~known
        new = (asking[one] | merged[one]) & (asking[other] | merged[other])
        return self._judged(one[new], other[new])

    def inside(self, clusters: Sequence[Cluster]) -> Judged:
        """The pairs that meet inside each of some clusters, judged."""
        self._load(sorted(row for cluster in clusters if len(cluster) > 1 for row in cluster))
        return self._judged(*self._keys.met_inside(clusters))

    def _judged(self, one: Ints, other: Ints) -> Judged:
        rank = self._ranked()
        swapped = rank[one] > rank[other]
        first, second = np.where(swapped, other, one), np.where(swapped, one, other)
        scores, types = np.empty(len(first)), self._columns.column("event")[first]
        for one_type in np.unique(types).tolist():
            chosen = types == one_type
            scores[chosen] = judge(self._columns, first[chosen], second[chosen], shipped())
        return Judged(first, second, scores)

    def _ranked(self) -> Ints:
        """The place of each row in the tellings' own order."""
        told = self.tellings
        if len(self._rank) != len(told):
            order = sorted(range(len(told)), key=lambda row: (told[row].order, told[row].claim))
            self._rank = np.empty(len(told), np.int64)
            self._rank[order] = np.arange(len(told))
        return self._rank

    def _load(self, rows: Iterable[int]) -> None:
        """Read all tellings in the stretches of some rows."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            wanted[self.tellings[row].event].update(self._keys.stretches[row])
        for event, stretches in sorted(wanted.items()):
            self.read(event, stretches)

    def _take(self, rows: Iterable[tuple[int, str, int, str, str]]) -> None:
        for claim, record, report, words, names in rows:
            if claim not in self._rows:
                one = self._reader.read(record, report, words, names)
                self._rows[claim] = len(self.claims)
                self.claims.append(claim)
                self._columns.add((one,))
                self._keys.add(one)
                self._merged.append(self._counts is None or self._counts(claim))
