"""Clusters from scored pairs: greedy average linkage, the same whatever order the pairs come in.

Pairs are taken from the surest down, ties by the members' own order. Two clusters join if the mean probability of the
pairs between them reaches the threshold and no pair between them is barred; of large clusters a sample stands for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[int, int]
Judge = Callable[[int, int], float]
"""The probability that two members belong together; BARRED for two that may not, whatever the others say."""

BARRED = -1.0
THRESHOLD = 0.4
SAMPLE = 8
"""Members of a large cluster that are compared with those of another one."""


def components(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """The connected parts of a graph over 0 .. count - 1, each in order, singletons too."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        first, second = root(one), root(other)
        if first != second:
            parent[max(first, second)] = min(first, second)
    found: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        found[root(node)].append(node)
    return list(found.values())


def cluster(
    members: Sequence[int],
    scores: Mapping[Pair, float],
    judge: Judge,
    joined: Iterable[Pair] = (),
    threshold: float = THRESHOLD,
) -> list[list[int]]:
    """Clusters of `members`. `scores` holds the probable pairs, the smaller first, `joined` those that a person joined:
    no judgement keeps them apart."""
    home = {member: place for place, member in enumerate(members)}
    clusters: dict[int, list[int]] = {place: [member] for member, place in home.items()}
    for one, other in sorted(joined):
        _join(home[one], home[other], home, clusters)
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        first, second = home[one], home[other]
        if first != second and _may_join(clusters[first], clusters[second], judge, threshold):
            _join(first, second, home, clusters)
    return sorted(sorted(found) for found in clusters.values())


def _may_join(first: list[int], second: list[int], judge: Judge, least: float) -> bool:
    ones, others = _sample(first), _sample(second)
    total = 0.0
    for one in ones:
        for other in others:
            score = judge(min(one, other), max(one, other))
            if score == BARRED:
                return False
            total += score
    return total / (len(ones) * len(others)) >= least


def _sample(members: list[int]) -> list[int]:
    """All members of a small cluster; of a large one, members at even steps of their order."""
    if len(members) <= SAMPLE:
        return members
    ordered = sorted(members)
    step = (len(ordered) - 1) / (SAMPLE - 1)
    return [ordered[round(place * step)] for place in range(SAMPLE)]


def _join(first: int, second: int, home: dict[int, int], clusters: dict[int, list[int]]) -> None:
    if first == second:
        return
    keep, drop = min(first, second), max(first, second)
    for member in clusters.pop(drop):
        clusters[keep].append(member)
        home[member] = keep
