"""What new claims change among settled events, and nothing else.

Clustering takes the pairs from the surest down (`clustering.py`). So a division is its outcome exactly if each cluster,
taken alone, grows together whole, and if for each pair between two clusters the parts of them that had grown when its
turn came may not join. Both can be seen of two clusters without a look at a third. It is therefore enough to cluster
the new claims with those settled clusters that hang on them by a probable pair, then what this changed with what hangs
on that, until nothing changes. The outcome is that of clustering everything, at the cost of what is near, though in a
large archive nearly all claims of a type hang together by probable pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from dragoman.stories.clustering import THRESHOLD
from dragoman.stories.columns import Bools
from dragoman.stories.merging import NONE, Bench, Decisions, Judged, gather, paired, together
from dragoman.stories.telling import Telling

WIDENED = 12
"""After so many rounds all that was touched is clustered together, so that rounds come to an end."""
Cluster = tuple[int, ...]


class Around(Protocol):
    """The place where tellings are kept, by rows, as far as settling asks for it."""

    @property
    def tellings(self) -> Sequence[Telling]:
        """The tellings by row."""
        ...

    def cluster(self, row: int) -> Cluster:
        """The settled cluster in which a row stands."""
        ...

    def joined(self, row: int) -> Sequence[int]:
        """The rows that a person joined with one."""
        ...

    def shaken(self, fresh: Sequence[int]) -> Sequence[int]:
        """The rows that meet others than before, or fewer, since rows came in."""
        ...

    def pairs(self, rows: Sequence[int], known: Bools) -> Judged:
        """The pairs of rows with all whom they meet but the `known` ones, judged, each once, the earlier first."""
        ...

    def inside(self, clusters: Sequence[Cluster]) -> Judged:
        """The pairs that meet inside each of some clusters, judged, the earlier first."""
        ...


class Settled(NamedTuple):
    """A cluster in the tellings' own order, with how surely its least sure member belongs."""

    members: Cluster
    sureness: float


def settle(fresh: Iterable[int], around: Around, decisions: Decisions = NONE) -> list[Settled]:
    """The clusters that are new or changed once the rows `fresh` are taken in; none of the others' clusters holds one
    of them."""
    work = _Work(around, decisions)
    rows = sorted(fresh)
    unsure = work.enter((row,) for row in rows)
    unsure += work.enter(work.bring(row) for row in around.shaken(rows))
    rounds = 0
    while unsure:
        rounds += 1
        work.examine([row for cluster in unsure for row in cluster])
        region = {*unsure, *(other for cluster in unsure for other in work.hanging(cluster))}
        if rounds > WIDENED:
            region |= set(work.home.values())
        work.take_in(region)
        found = work.run(region)
        new = [one for one in found if one not in region]
        inside = {row for cluster in region for row in cluster}
        work.replace(found)
        unsure = [one for one in new if not work.is_seen(one, inside)]
    return work.changed()


class _Work:
    """A division in the making: `home` holds the cluster of each row that was touched."""

    def __init__(self, around: Around, decisions: Decisions) -> None:
        self.home: dict[int, Cluster] = {}
        self._around = around
        self._decisions = decisions
        self._settled: set[Cluster] = set()
        self._sureness: dict[Cluster, float] = {}
        self._examined: set[int] = set()
        self._near: dict[int, set[int]] = {}
        self._pairs: list[Judged] = []

    def enter(self, clusters: Iterable[Cluster]) -> list[Cluster]:
        """Take clusters in that are to be made anew: new rows, each alone, and what does not hold any more."""
        found = list(dict.fromkeys(clusters))
        for cluster in found:
            self.home.update(dict.fromkeys(cluster, cluster))
            self._sureness[cluster] = 1.0
        return found

    def examine(self, rows: Iterable[int]) -> None:
        """Judge rows with all whom they meet."""
        new = sorted(set(rows) - self._examined)
        if not new:
            return
        known = np.zeros(len(self._around.tellings), np.bool_)
        known[list(self._examined)] = True
        found = self._around.pairs(new, known)
        self._pairs.append(found)
        probable = found.scores >= THRESHOLD
        for one, other in zip(found.first[probable].tolist(), found.second[probable].tolist(), strict=True):
            self._near.setdefault(one, set()).add(other)
            self._near.setdefault(other, set()).add(one)
        for row in new:
            self._near.setdefault(row, set()).update(self._around.joined(row))
        self._examined.update(new)

    def hanging(self, cluster: Cluster) -> Iterator[Cluster]:
        """The clusters that hang on one whose rows are examined."""
        for row in cluster:
            for other in self._near[row]:
                found = self.bring(other)
                if found != cluster:
                    yield found

    def bring(self, row: int) -> Cluster:
        """The cluster of a row; where it was not touched yet, the settled one."""
        found = self.home.get(row)
        if found is None:
            found = self._around.cluster(row)
            self.home.update(dict.fromkeys(found, found))
        return found

    def take_in(self, region: set[Cluster]) -> None:
        """Judge the pairs inside the settled clusters of a region that are not judged yet."""
        new = sorted(region - self._sureness.keys() - self._settled)
        self._settled.update(new)
        self._pairs.append(self._around.inside(new))

    def run(self, region: set[Cluster]) -> list[Cluster]:
        """Cluster the rows of a region."""
        told = self._around.tellings
        rows = sorted((row for one in region for row in one), key=lambda row: (told[row].order, told[row].claim))
        joined = [(row, other) for row in rows for other in self._around.joined(row)]  # May read more tellings.
        ordered = [told[row] for row in rows]
        place = np.full(len(told), -1, np.int64)
        place[rows] = np.arange(len(rows))
        parts = [Judged(place[pairs.first], place[pairs.second], pairs.scores) for pairs in self._pairs]
        parted = paired(ordered, self._decisions.parted)
        pairs = together(parts, len(rows), parted)
        known = ((int(place[one]), int(place[other])) for one, other in joined)
        both = [(one, other) for one, other in known if 0 <= one < other]
        found = gather(len(rows), pairs, Bench(ordered, parted).judge, both)
        made = []
        for members, sureness in found:
            cluster = tuple(rows[member] for member in members)
            made.append(cluster)
            if cluster not in self._settled:
                self._sureness[cluster] = sureness
        return made

    def replace(self, found: Iterable[Cluster]) -> None:
        """Let each row of some clusters be at home there."""
        for cluster in found:
            self.home.update(dict.fromkeys(cluster, cluster))

    def is_seen(self, cluster: Cluster, inside: set[int]) -> bool:
        """True if a cluster was made with all its rows examined and all that hang on them in sight."""
        return all(row in self._examined and self._near[row] <= inside for row in cluster)

    def changed(self) -> list[Settled]:
        """The clusters that were not there before, in the order of their first members."""
        told = self._around.tellings
        new = set(self.home.values()) - self._settled
        found = [Settled(one, self._sureness[one]) for one in new if one in self._sureness]
        return sorted(found, key=lambda one: (told[one.members[0]].order, told[one.members[0]].claim))
