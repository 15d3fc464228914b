"""Greedy average linkage, and the likeness of parties and words on which it rests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.stories.acquaintance import acquaintance, side
from dragoman.stories.anchors import anchor_lemma, nearness, opposed
from dragoman.stories.clustering import BARRED, cluster, components

from .conftest import party


def test_a_barred_pair_is_kept_apart_whatever_binds_them() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.8}
    judge = {**scores, (0, 2): BARRED}
    assert cluster([0, 1, 2], scores, lambda one, other: judge[one, other]) == [[0, 1], [2]]


def test_what_a_person_joined_stays_joined() -> None:
    assert cluster([0, 1], {}, lambda one, other: BARRED, joined=[(0, 1)]) == [[0, 1]]


def test_a_weak_link_does_not_join_two_clusters() -> None:
    scores = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}
    assert cluster([0, 1, 2, 3], scores, lambda one, other: scores.get((one, other), 0.0)) == [[0, 1], [2, 3]]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_components_cover_everything_once(pairs: list[tuple[int, int]]) -> None:
    parts = components(10, pairs)
    assert sorted(member for part in parts for member in part) == list(range(10))
    home = {member: number for number, part in enumerate(parts) for member in part}
    assert all(home[one] == home[other] for one, other in pairs)


def test_who_may_be_who() -> None:
    russia, lavrov = party("Russian government", "RUS", "GOV"), party("Sergei Lavrov", "RUS", "GOV")
    assert acquaintance(side(russia), side(lavrov)) > 0.8
    assert acquaintance(side(lavrov), side(party("Lavrov", "RUS", "GOV"))) > 0.9
    assert acquaintance(side(lavrov), side(party("Vladimir Putin", "RUS", "GOV"))) < 0.35
    assert acquaintance(side(russia), side(party("Ukraine", "UKR", "GOV"))) == 0.0
    assert acquaintance(side(party("Boria")), side(party("Borian"))) > 0.8


def test_words_for_one_act() -> None:
    assert anchor_lemma("air strikes") == "strike"
    assert anchor_lemma("called on") == "call"
    assert nearness("bomb", "explosion") > nearness("bomb", "meet")
    assert nearness("kill", "kill") == 1.0
    assert opposed("impose", "lift") and not opposed("impose", "slap")
