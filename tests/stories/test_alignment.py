"""Alignment: runs of shared words, found together as found alone, and what is too little to prove a copy."""

from __future__ import annotations

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading import read_text
from dragoman.stories.alignment import TOGETHER, Shared, aligned
from dragoman.stories.wording import Wording, wording


def words(first: int, count: int, of: str = "w") -> str:
    return " ".join(f"{of}{number}" for number in range(first, first + count))


def worded(text: str) -> Wording:
    return wording(read_text(text, id="a", date="2021-05-10"))


def shared(first: str, second: str) -> Shared | None:
    (found,) = aligned([worded(first)], worded(second))
    return found


def test_runs_stand_where_the_words_do() -> None:
    first = f"{words(0, 30)} {words(0, 5, 'x')} {words(30, 20)}"
    second = f"{words(0, 7, 'y')} {words(0, 50)}"
    assert shared(first, second) == Shared(
        50, round(50 / 55, 4), round(50 / 57, 4), 30, ((0, 30), (35, 55)), ((7, 57),)
    )


def test_a_few_changed_words_do_not_break_a_run() -> None:
    first = f"{words(0, 20)} {words(0, 3, 'x')} {words(20, 20)}"
    found = shared(first, words(0, 40))
    assert found is not None
    assert (found.in_first, found.in_second, found.words, found.longest) == (((0, 43),), ((0, 40),), 40, 43)


def test_a_long_passage_in_two_long_reports_is_shared() -> None:
    for length, proved in ((44, False), (45, True)):
        first = f"{words(0, 150, 'x')} {words(0, length)} {words(0, 150, 'y')}"
        second = f"{words(0, 150, 'u')} {words(0, length)} {words(0, 150, 'v')}"
        assert (shared(first, second) is not None) == proved


def test_fourteen_words_of_a_short_report_are_shared_and_thirteen_not() -> None:
    assert shared(f"{words(0, 14)} {words(0, 20, 'x')}", f"{words(0, 14)} {words(0, 90, 'y')}") is not None
    assert shared(f"{words(0, 13)} {words(0, 20, 'x')}", f"{words(0, 13)} {words(0, 90, 'y')}") is None


def test_the_same_few_words_from_beginning_to_end_are_shared() -> None:
    assert shared(words(0, 7), words(0, 7)) == Shared(7, 1.0, 1.0, 7, ((0, 7),), ((0, 7),))
    assert shared(words(0, 6), words(0, 6)) is None


def test_many_aligned_together_are_what_each_is_alone() -> None:
    chance = random.Random(3)
    pieces = [words(start, 25) for start in range(0, 250, 25)]
    others = [
        worded(" ".join([*chance.sample(pieces, chance.randrange(1, 6)), words(0, chance.randrange(90), f"o{number}")]))
        for number in range(2 * TOGETHER + 3)
    ]
    own = worded(" ".join(chance.sample(pieces, 6)))
    together = aligned(others, own)
    assert together == [found for other in others for found in aligned([other], own)]
    assert {found is None for found in together} == {True, False}


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60),
)
def test_a_run_holds_only_words_that_the_other_has_but_for_those_changed(first: list[str], second: list[str]) -> None:
    found = shared(" ".join(first), " ".join(second))
    if found is None:
        return
    shingles = {tuple(second[at : at + 4]) for at in range(len(second) - 3)}
    places = [at for at in range(len(first) - 3) if tuple(first[at : at + 4]) in shingles]
    covered = {at + step for at in places for step in range(4)}
    in_runs = {at for start, end in found.in_first for at in range(start, end)}
    assert covered <= in_runs
    assert found.of_first == round(len(covered) / len(first), 4)
    for (_, end), (start, _) in itertools.pairwise(found.in_first):
        assert start - end > 3


def test_nothing_is_shared_with_a_report_without_shingles() -> None:
    assert aligned([worded(words(0, 30))], worded("Rain.")) == [None]
    assert aligned([worded("Rain."), worded(words(0, 30))], worded(words(0, 30)))[0] is None
    assert aligned([], worded(words(0, 30))) == []
