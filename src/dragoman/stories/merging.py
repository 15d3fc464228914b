"""Claims to events: candidates by keys, probabilities, vetoes, clusters. A pure function of the set of claims.

The result does not depend on the order in which claims come: keys, probabilities and vetoes are of pairs, and each
connected part of the graph of probable pairs is clustered in an order of its own. So a new report touches only the
parts that its claims connect to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from dragoman.stories.blocking import stretches, topics
from dragoman.stories.clustering import BARRED, THRESHOLD, Judge, Pair, cluster, components
from dragoman.stories.features import gaps
from dragoman.stories.scoring import Scorer, shipped
from dragoman.stories.telling import Telling
from dragoman.stories.vetoes import barring

CROWD = 120
"""Where more claims share a key, only those with the same word for the act are compared under it."""


class Decisions(NamedTuple):
    """What persons decided, as pairs of claim ids: `joined` tell of one event, `parted` do not."""

    joined: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()


NONE = Decisions()


class Bench:
    """Judges pairs of tellings that stand in their own order, each once; a person's parting bars a pair."""

    def __init__(self, ordered: Sequence[Telling], parted: Iterable[Pair] = (), scorer: Scorer | None = None) -> None:
        self._tellings = ordered
        self._scorer = scorer or shipped()
        self._known: dict[Pair, float] = dict.fromkeys(parted, BARRED)

    def judge(self, one: int, other: int) -> float:
        """The probability that two tell of the same event, or BARRED; the smaller index first."""
        pair = one, other
        if pair not in self._known:
            self._known[pair] = self.score(one, other)
        return self._known[pair]

    def score(self, one: int, other: int) -> float:
        """The same, not remembered: for the many pairs that are looked at once and mostly come to nothing."""
        parted = self._known.get((one, other))
        return judged(self._tellings[one], self._tellings[other], self._scorer) if parted is None else parted


def judged(one: Telling, other: Telling, scorer: Scorer) -> float:
    """The probability that two tellings tell of the same event; BARRED where a veto keeps them apart."""
    if (other.order, other.claim) < (one.order, one.claim):
        one, other = other, one  # Lists of parties of one length go together a little differently either way round.
    gap = gaps(one, other)
    return BARRED if barring(one, other, gap) else scorer.probability(one, other, gap)


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs that share a key, each once, the smaller index first; a stretch of days at a time, to save memory."""
    times = [stretches(one) for one in tellings]
    members: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(times):
        for stretch in own:
            members[stretch].append(place)
    met_before: set[Pair] = set()
    for stretch in sorted(members):
        found = _met(tellings, members.pop(stretch))
        yield from sorted(found - met_before)
        met_before = {pair for pair in found | met_before if _meet_again(times[pair[0]], times[pair[1]], stretch)}


def _met(tellings: Sequence[Telling], members: Sequence[int]) -> set[Pair]:
    """The pairs of members that are about the same, by one topic at least."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for place in members:
        for topic in set(topics(tellings[place])):
            buckets[f"{tellings[place].event}\x1f{topic}"].append(place)
    return {
        pair
        for bucket in buckets.values()
        if len(bucket) > 1
        for group in _uncrowded(tellings, bucket)
        for pair in combinations(group, 2)
    }


def _meet_again(one: Sequence[int], other: Sequence[int], stretch: int) -> bool:
    """True if two tellings share a later stretch."""
    return any(later > stretch and later in other for later in one)


def _uncrowded(tellings: Sequence[Telling], members: list[int]) -> Iterable[list[int]]:
    if len(members) <= CROWD:
        return (members,)
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for member in members:
        by_anchor[tellings[member].anchor].append(member)
    return by_anchor.values()


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
    joined = paired(ordered, decisions.joined)
    bench = Bench(ordered, paired(ordered, decisions.parted), scorer)
    scores = {pair: score for pair in candidates(ordered) if (score := bench.score(*pair)) >= threshold}
    found = gather(len(ordered), scores, bench.judge, joined, threshold)
    return [[order[member] for member in members] for members in found]


def gather(
    count: int, scores: Mapping[Pair, float], judge: Judge, joined: Sequence[Pair], threshold: float = THRESHOLD
) -> list[list[int]]:
    """Clusters of 0 .. count - 1 from their probable pairs and those that a person joined."""
    parts = components(count, [*scores, *joined])
    home = {member: number for number, part in enumerate(parts) if len(part) > 1 for member in part}
    own_scores: dict[int, dict[Pair, float]] = defaultdict(dict)
    own_joined: dict[int, list[Pair]] = defaultdict(list)
    for pair, score in scores.items():
        own_scores[home[pair[0]]][pair] = score
    for pair in joined:
        own_joined[home[pair[0]]].append(pair)
    found: list[list[int]] = []
    for number, part in enumerate(parts):
        if len(part) == 1:
            found.append(part)
        else:
            found += cluster(part, own_scores[number], judge, own_joined[number], threshold)
    return sorted(found)


def sureness(clusters: Sequence[Sequence[int]], scores: Mapping[Pair, float]) -> list[float]:
    """For each cluster, how surely its least sure member belongs: the lowest of the members' best scores."""
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
