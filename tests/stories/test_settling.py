"""Taking claims in portion by portion gives the clusters of everything at once, whatever hangs together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.stories import settling
from dragoman.stories.blocking import keys as keys_of
from dragoman.stories.clustering import THRESHOLD, components
from dragoman.stories.columns import Bools, Columns, Ints
from dragoman.stories.meeting import Keyring
from dragoman.stories.merging import Decisions, Judged, clusters, judge_all
from dragoman.stories.pairing import judge
from dragoman.stories.scoring import shipped
from dragoman.stories.settling import Cluster, settle
from dragoman.stories.telling import Telling

from .test_pairing import made

Division = list[tuple[tuple[str, ...], float]]


class Memory:
    """Tellings in their own order, of which only those taken in are met."""

    def __init__(self, told: Sequence[Telling], decisions: Decisions) -> None:
        self.tellings = told
        self.taken: set[int] = set()
        self.home: dict[int, Cluster] = {}
        self.asked: set[int] = set()
        self._columns, self._keys = Columns(told), Keyring(told)
        self._at = {one.claim: row for row, one in enumerate(told)}
        self._decisions = decisions

    def cluster(self, row: int) -> Cluster:
        return self.home[row]

    def joined(self, row: int) -> list[int]:
        claim = self.tellings[row].claim
        others = {other for pair in self._decisions.joined if claim in pair for other in pair if other != claim}
        return sorted({self._at[other] for other in others} & self.taken)

    def shaken(self, fresh: Sequence[int]) -> tuple[int, ...]:
        return ()

    def pairs(self, rows: Sequence[int], known: Bools) -> Judged:
        self.asked.update(rows)
        one, other = self._keys.met(rows)
        wanted = ~known
        wanted[[row for row in range(len(self.tellings)) if row not in self.taken]] = False
        new = wanted[one] & wanted[other]
        return self._judged(one[new], other[new])

    def inside(self, clusters: Sequence[Cluster]) -> Judged:
        return self._judged(*self._keys.met_inside(clusters))

    def _judged(self, one: Ints, other: Ints) -> Judged:
        return Judged(one, other, judge(self._columns, one, other, shipped()))


def whole(told: Sequence[Telling], decisions: Decisions) -> Division:
    return [
        (tuple(told[member].claim for member in members), sureness) for members, sureness in clusters(told, decisions)
    ]


def in_portions(told: Sequence[Telling], portions: Sequence[Sequence[int]], decisions: Decisions) -> Division:
    memory = Memory(told, decisions)
    sureness: dict[Cluster, float] = {}
    for portion in portions:
        memory.taken.update(portion)
        for one in settle(portion, memory, decisions):
            memory.home.update(dict.fromkeys(one.members, one.members))
            sureness[one.members] = one.sureness
    found = sorted(set(memory.home.values()))
    return [(tuple(told[row].claim for row in one), sureness[one]) for one in found]


def dealt(count: int, size: int, seed: int) -> list[list[int]]:
    order = random.Random(seed).sample(range(count), count)
    return [order[start : start + size] for start in range(0, count, size)]


@pytest.mark.parametrize("event", ["ASSAULT", "CONSULT", "SANCTION", ""])
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.sampled_from([1, 3, 10, 40]), persons=st.booleans())
def test_portions_in_any_order_give_what_everything_gives(event: str, seed: int, size: int, persons: bool) -> None:
    told = made(event, 40, seed)
    pairs = [tuple(sorted((f"c{seed % 40}", f"c{(seed + step) % 40}"))) for step in (1, 7, 11, 20)]
    decisions = Decisions(frozenset(pairs[:2]), frozenset(pairs[2:])) if persons else Decisions()  # type: ignore[arg-type]
    assert in_portions(told, dealt(len(told), size, seed), decisions) == whole(told, decisions)


def test_rounds_that_widen_end_with_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told = made("CONSULT", 60)
    monkeypatch.setattr(settling, "WIDENED", 0)
    assert in_portions(told, dealt(60, 5, 1), Decisions()) == whole(told, Decisions())


def test_what_is_far_is_not_looked_at_though_it_hangs_together() -> None:
    base = made("CONSULT", 1, seed=3)[0]
    told = [
        base._replace(claim=f"c{day:03}", report=f"r{day}", order=(day, f"r{day}", 1), published=730_000 + day)
        for day in range(200)
    ]
    told = [one._replace(first=one.published, last=one.published, basis="report") for one in told]
    found = judge_all(told)
    probable = found.scores >= THRESHOLD
    edges = zip(found.first[probable].tolist(), found.second[probable].tolist(), strict=True)
    assert len(components(200, edges)) == 1
    memory = Memory(told, Decisions())
    memory.taken.update(range(199))
    memory.home = {row: (row,) for row in range(199)}
    for members, _ in clusters(told[:199]):
        memory.home.update(dict.fromkeys(members, tuple(members)))
    changed = settle([199], memory)
    assert [one.members[-1] for one in changed] == [199]
    assert len(memory.asked) < 40


def as_set(pairs: tuple[Ints, Ints]) -> set[tuple[int, int]]:
    return set(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True))


@given(seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_the_keys_of_some_rows_meet_as_those_of_all_do(seed: int) -> None:
    told = made("ASSAULT", 50, seed)
    keys = Keyring(told)
    own = [keys_of(one) for one in told]
    everyone = {(one, other) for one, other in combinations(range(50), 2) if own[one] & own[other]}
    assert as_set(keys.met(range(50))) == everyone
    some = list(range(0, 50, 3))
    assert as_set(keys.met(some)) == {pair for pair in everyone if set(pair) & set(some)}
    assert keys.crowded_by(some) == []
    inside = keys.met_inside([some, [1, 4]])
    assert as_set(inside) == {pair for pair in everyone if set(pair) <= set(some) or set(pair) == {1, 4}}
    assert np.all(inside[0] < inside[1])
