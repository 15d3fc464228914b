"""Claims to events: candidates by keys, probabilities, vetoes, clusters. A pure function of the set of claims.

The result does not depend on the order in which claims come: keys, probabilities and vetoes are of pairs, and each
connected part of the graph of probable pairs is clustered in an order of its own. `settling.py` gives the same for
claims that come in one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from dragoman.stories.clustering import BARRED, THRESHOLD, Judge, Pair, cluster, components
from dragoman.stories.features import gaps
from dragoman.stories.scoring import Scorer, shipped
from dragoman.stories.telling import Telling
from dragoman.stories.vetoes import barring

if TYPE_CHECKING:
    from dragoman.stories.columns import Floats, Ints


class Decisions(NamedTuple):
    """What persons decided, as pairs of claim ids: `joined` tell of one event, `parted` do not."""

    joined: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()


NONE = Decisions()
EDGES = 10_000


class Judged(NamedTuple):
    """Pairs of places among tellings, the smaller first, each with its probability or BARRED."""

    first: Ints
    second: Ints
    scores: Floats

    def probable(self, home: Sequence[int], threshold: float) -> Iterator[tuple[int, dict[Pair, float]]]:
        """The probable pairs of each part that has any, by the number of the part in which each place is at home; below
        0 in none."""
        import numpy as np

        at = np.array(home, np.int64)
        part = at[self.first]
        inside = np.flatnonzero((self.scores >= threshold) & (part >= 0) & (part == at[self.second]))
        inside = inside[np.argsort(part[inside], kind="stable")]
        part = part[inside]
        starts = np.flatnonzero(np.diff(part, prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(part)]):
            rows = inside[start:end]
            pairs = zip(self.first[rows].tolist(), self.second[rows].tolist(), strict=True)
            yield int(part[start]), dict(zip(pairs, self.scores[rows].tolist(), strict=True))


class Lookup:
    """The scores of judged pairs, looked up one by one: as arrays, since a table of so many takes much memory."""

    def __init__(self, count: int, pairs: Judged, judge: Judge) -> None:
        import numpy as np

        codes = pairs.first * count + pairs.second
        order = np.argsort(codes)
        self._count, self._judge = count, judge
        self._codes, self._scores = codes[order].data, pairs.scores[order].data

    def judge(self, one: int, other: int) -> float:
        """The score of a pair, the smaller first; judged now if it was not."""
        code = one * self._count + other
        at = bisect_left(self._codes, code)
        found = at < len(self._codes) and self._codes[at] == code
        return self._scores[at] if found else self._judge(one, other)


class Bench:
    """Judges the pairs of tellings, in their own order, that share no key, each once; a person's parting bars a
    pair."""

    def __init__(self, ordered: Sequence[Telling], parted: Iterable[Pair] = (), scorer: Scorer | None = None) -> None:
        self._tellings = ordered
        self._scorer = scorer or shipped()
        self._known: dict[Pair, float] = dict.fromkeys(parted, BARRED)

    def judge(self, one: int, other: int) -> float:
        """The probability that two tell of the same event, or BARRED; the smaller index first."""
        pair = one, other
        if pair not in self._known:
            self._known[pair] = judged(self._tellings[one], self._tellings[other], self._scorer)
        return self._known[pair]


def judged(one: Telling, other: Telling, scorer: Scorer) -> float:
    """The probability that two tellings tell of the same event; BARRED where a veto keeps them apart."""
    if (other.order, other.claim) < (one.order, one.claim):
        one, other = other, one  # Lists of parties of one length go together a little differently either way round.
    gap = gaps(one, other)
    return BARRED if barring(one, other, gap) else scorer.probability(one, other, gap)


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs that share a key, each once, the smaller index first."""
    from dragoman.stories.meeting import Keyring

    first, second = Keyring(tellings).met(range(len(tellings)))
    yield from zip(first.tolist(), second.tolist(), strict=True)


def judge_all(ordered: Sequence[Telling], parted: Iterable[Pair] = (), scorer: Scorer | None = None) -> Judged:
    """All pairs of tellings, in their own order, that share a key, judged; a person's parting bars a pair."""
    import numpy as np

    from dragoman.stories.columns import Columns
    from dragoman.stories.meeting import Keyring
    from dragoman.stories.pairing import judge

    by_type: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(ordered):
        by_type[one.event].append(place)
    found = []
    for places in by_type.values():
        told = [ordered[place] for place in places]
        columns, rows = Columns(told), np.array(places, np.int64)
        first, second = Keyring(told).met(range(len(told)))
        found.append(Judged(rows[first], rows[second], judge(columns, first, second, scorer or shipped())))
    return together(found, len(ordered), parted)


def together(parts: Sequence[Judged], count: int, parted: Iterable[Pair]) -> Judged:
    """Judged pairs of `count` places together, but for those with a place below 0; a person's parting bars a pair."""
    import numpy as np

    if not parts:
        return Judged(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    first, second = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    inside = (first >= 0) & (second >= 0)
    scores = np.concatenate([part.scores for part in parts])
    pairs = Judged(first[inside], second[inside], scores[inside])
    apart = np.array([one * count + other for one, other in parted], np.int64)
    pairs.scores[np.isin(pairs.first * count + pairs.second, apart)] = BARRED
    return pairs


def merge(
    tellings: Sequence[Telling],
    decisions: Decisions = NONE,
    scorer: Scorer | None = None,
    threshold: float = THRESHOLD,
) -> list[list[int]]:
    """Clusters of tellings by index, each in order of publication, the clusters by their first member.

    Decisions about claims that are not among the tellings are passed over.
    """
    order = sorted(range(len(tellings)), key=lambda place: (tellings[place].order, tellings[place].claim))
    ordered = [tellings[place] for place in order]
    found = [members for members, _ in clusters(ordered, decisions, scorer, threshold)]
    return [[order[member] for member in members] for members in found]


def clusters(
    ordered: Sequence[Telling],
    decisions: Decisions = NONE,
    scorer: Scorer | None = None,
    threshold: float = THRESHOLD,
) -> list[tuple[list[int], float]]:
    """Clusters of tellings that stand in their own order, each with its sureness (`gather`)."""
    parted = paired(ordered, decisions.parted)
    bench = Bench(ordered, parted, scorer)
    found = judge_all(ordered, parted, scorer)
    return gather(len(ordered), found, bench.judge, paired(ordered, decisions.joined), threshold)


def gather(
    count: int, pairs: Judged, judge: Judge, joined: Sequence[Pair], threshold: float = THRESHOLD
) -> list[tuple[list[int], float]]:
    """Clusters of 0 .. count - 1 from judged pairs and those that a person joined; `judge` is asked for the others.

    Each cluster comes with how surely its least sure member belongs: the lowest of the members' best probabilities.
    """
    probable = pairs.scores >= threshold
    parts = components(count, chain(_edges(pairs.first[probable], pairs.second[probable]), joined))
    home = [-1] * count
    for number, part in enumerate(parts):
        if len(part) > 1:
            for member in part:
                home[member] = number
    own_joined: dict[int, list[Pair]] = defaultdict(list)
    for pair in joined:
        own_joined[home[pair[0]]].append(pair)
    known = Lookup(count, pairs, judge)
    found = [(part, 1.0) for part in parts if len(part) == 1]
    scored = dict(pairs.probable(home, threshold))
    for number, part in enumerate(parts):
        if len(part) > 1:
            scores = scored.pop(number, {})
            made = cluster(part, scores, known.judge, own_joined[number], threshold)
            found += zip(made, _sureness(made, scores), strict=True)
    return sorted(found)


def _edges(first: Ints, second: Ints) -> Iterator[Pair]:
    """Pairs one by one; a million of them at once would take much memory."""
    for start in range(0, len(first), EDGES):
        part = slice(start, start + EDGES)
        yield from zip(first[part].tolist(), second[part].tolist(), strict=True)


def _sureness(clusters: Sequence[Sequence[int]], scores: dict[Pair, float]) -> list[float]:
    home = {member: number for number, found in enumerate(clusters) if len(found) > 1 for member in found}
    best: dict[int, float] = defaultdict(float)
    for (one, other), score in scores.items():
        if one in home and home[one] == home.get(other):
            best[one], best[other] = max(best[one], score), max(best[other], score)
    return [1.0 if len(found) == 1 else min(best[member] for member in found) for found in clusters]


def paired(ordered: Sequence[Telling], pairs: Iterable[tuple[str, str]]) -> list[Pair]:
    """Pairs of claim ids as pairs of places among tellings, the smaller first; pairs that are not there are left
    out."""
    wanted = {claim for pair in pairs for claim in pair}
    if not wanted:
        return []
    at = {one.claim: place for place, one in enumerate(ordered) if one.claim in wanted}
    found = [(at[one], at[other]) for one, other in pairs if one in at and other in at]
    return [(min(pair), max(pair)) for pair in found if pair[0] != pair[1]]
