"""Which tellings meet under a key (`blocking.py`), as arrays of pairs: a stretch of days at a time, to save memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


def meetings(tellings: Sequence[Telling]) -> Iterator[tuple[Ints, Ints]]:
    """The pairs of tellings that share a key, each once, the smaller index first, in order within a stretch."""
    size = len(tellings)
    times = [stretches(one) for one in tellings]
    last = np.array([max(own) for own in times], np.int64)
    numbered: Values[str] = Values()
    about = [[numbered.number(f"{one.event}\x1f{topic}") for topic in set(topics(one))] for one in tellings]
    members: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(times):
        for stretch in own:
            members[stretch].append(place)
    before = np.zeros(0, np.int64)
    for stretch in sorted(members):
        found = _met(tellings, about, members.pop(stretch))
        new = found[np.isin(found, before, invert=True, kind="sort")] if len(before) else found
        yield new // size, new % size
        both = np.union1d(before, new)
        before = both[np.minimum(last[both // size], last[both % size]) > stretch]


def _met(tellings: Sequence[Telling], about: Sequence[Sequence[int]], members: Sequence[int]) -> Ints:
    """The pairs of members that are about the same, by one topic at least, as `smaller * size + larger`, sorted."""
    size = len(tellings)
    buckets: dict[int, list[int]] = defaultdict(list)
    for place in members:
        for topic in about[place]:
            buckets[topic].append(place)
    listed: list[int] = []
    arrays = []
    for bucket in buckets.values():
        for group in uncrowded(bucket, [tellings[place].anchor for place in bucket] if len(bucket) > CROWD else ()):
            if len(group) <= FEW:
                listed += [one * size + other for one, other in combinations(group, 2)]
            else:
                arrays.append(_all_pairs(np.array(group, np.int64), size))
    return np.unique(np.concatenate([np.array(listed, np.int64), *arrays]))


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


def uncrowded(members: list[int], anchors: Sequence[str]) -> Iterable[list[int]]:
    """The members of a key that are compared with one another: all, or in a crowd those with the same anchor."""
    if len(members) <= CROWD:
        return (members,)
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for member, anchor in zip(members, anchors, strict=True):
        by_anchor[anchor].append(member)
    return by_anchor.values()
