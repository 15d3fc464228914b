"""Which tellings meet under a key (`blocking.py`), as arrays of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from dragoman.stories.blocking import stretches, topics
from dragoman.stories.columns import Ints, Values
from dragoman.stories.telling import Telling

CROWD = 120
"""Where more claims share a key, only those with the same word for the act are compared under it."""
FEW = 16
"""Of so many members the pairs are listed one by one, which is faster than arrays."""


def _once(values: Ints) -> Ints:
    """Values in order, each once; numpy's own `unique` goes by a hash table, which takes longer for so many."""
    values.sort()
    return values[np.concatenate([[True], values[1:] != values[:-1]])] if len(values) else values


def _all_pairs(group: Ints, size: int) -> Ints:
    second, first = _corner(1 << (len(group) - 1).bit_length())
    count = len(group) * (len(group) - 1) // 2
    found: Ints = group[first[:count]] * size + group[second[:count]]
    return found


@cache
def _corner(size: int) -> tuple[Ints, Ints]:
    """All pairs of 0 .. size - 1 by the larger one, so that those of fewer stand first: a list for each power of two
    serves all sizes."""
    second, first = np.tril_indices(size, -1)
    return second, first


class Keyring:
    """The keys of tellings by row, in the order in which they come in. A telling meets those of its stretches only
    when all of these are here: in a crowd it counts who else has the key."""

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self.stretches: list[tuple[int, ...]] = []
        self._anchors: list[str] = []
        self._topics: Values[str] = Values()
        self._about: list[list[int]] = []
        self._members: dict[tuple[int, int], list[int]] = {}
        for one in tellings:
            self.add(one)

    def add(self, one: Telling) -> None:
        """Add a row."""
        row = len(self._anchors)
        times = stretches(one)
        about = [self._topics.number(f"{one.event}\x1f{topic}") for topic in set(topics(one))]
        self._anchors.append(one.anchor)
        self.stretches.append(times)
        self._about.append(about)
        for topic in about:
            for stretch in times:
                self._members.setdefault((topic, stretch), []).append(row)

    def met(self, rows: Iterable[int]) -> tuple[Ints, Ints]:
        """The pairs of some rows with all whom they meet, each once, the smaller row first."""
        size = len(self._anchors)
        listed: list[int] = []
        arrays = []
        for key, askers in self._by_key(rows).items():
            for own, group in self._groups(askers, self._members[key]):
                if len(group) > FEW:
                    arrays.append(_product(own, group, size))
                elif len(group) > 1:
                    listed += [min(one, other) * size + max(one, other) for one in own for other in group]
        found = _once(np.concatenate([np.array(listed, np.int64), *arrays]))
        one, other = found // size, found % size
        apart = one != other
        return one[apart], other[apart]

    def met_inside(self, clusters: Iterable[Sequence[int]]) -> tuple[Ints, Ints]:
        """The pairs that meet inside each of some clusters, each once, the smaller row first."""
        listed: set[int] = set()
        size = len(self._anchors)
        for cluster in clusters:
            by_key = self._by_key(cluster) if len(cluster) > 1 else {}
            for key, own in by_key.items():
                crowded = len(self._members[key]) > CROWD
                for group in self._alike(own).values() if crowded else (own,):
                    listed.update(one * size + other for one, other in combinations(sorted(group), 2))
        found = np.array(sorted(listed), np.int64)
        return found // size, found % size

    def crowded_by(self, rows: Iterable[int]) -> list[int]:
        """The rows under keys that would be no crowd without some rows: they meet fewer than they did."""
        found: set[int] = set()
        for key, own in self._by_key(rows).items():
            everyone = self._members[key]
            if len(everyone) > CROWD >= len(everyone) - len(own):
                found.update(everyone)
        return sorted(found.difference(rows))

    def _by_key(self, rows: Iterable[int]) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in rows:
            for topic in self._about[row]:
                for stretch in self.stretches[row]:
                    found[topic, stretch].append(row)
        return found

    def _groups(self, askers: list[int], everyone: list[int]) -> Iterable[tuple[list[int], list[int]]]:
        """Who of a key's askers meets whom: all, or in a crowd those with the same word for the act."""
        if len(everyone) <= CROWD:
            return ((askers, everyone),)
        alike = self._alike(everyone)
        return [(own, alike[anchor]) for anchor, own in self._alike(askers).items()]

    def _alike(self, rows: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            found[self._anchors[row]].append(row)
        return found


def _product(rows: Sequence[int], others: Sequence[int], size: int) -> Ints:
    if len(rows) == len(others):
        return _all_pairs(np.array(sorted(others), np.int64), size)
    one, other = np.array(rows, np.int64)[:, None], np.array(others, np.int64)[None, :]
    found: Ints = (np.minimum(one, other) * size + np.maximum(one, other)).ravel()
    return found
