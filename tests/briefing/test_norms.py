"""The exact conditional test: the flow of news is taken out, and a low baseline takes care of itself."""

from __future__ import annotations

from math import comb

import pytest

from dragoman.briefing.norms import compare


def test_after_four_empty_weeks_two_events_say_nothing_and_three_do() -> None:
    two, three = compare(2, 0, 100, 400), compare(3, 0, 100, 400)
    assert two is not None and three is not None
    assert two.p == pytest.approx(0.04)
    assert three.p == pytest.approx(0.008)
    assert (two.is_told, three.is_told) == (False, True)


def test_a_week_of_more_news_of_everything_is_no_rise() -> None:
    found = compare(50, 40, 500, 400)
    assert found is not None
    assert found.expected == 50
    assert not found.is_told


def test_a_rise_and_a_drop_are_told_apart() -> None:
    rise, drop = compare(20, 20, 100, 400), compare(0, 80, 100, 400)
    assert rise is not None and rise.rises and rise.is_told
    assert drop is not None and not drop.rises and drop.is_told
    assert drop.expected == 20


def test_the_tail_is_that_of_the_binomial() -> None:
    found = compare(7, 10, 100, 300)
    assert found is not None
    assert found.p == pytest.approx(sum(comb(17, k) * 0.25**k * 0.75 ** (17 - k) for k in range(7, 18)))


def test_without_news_before_there_is_no_norm() -> None:
    assert compare(3, 0, 100, 0) is None


def test_large_counts_neither_overflow_nor_vanish() -> None:
    found = compare(30_000, 100_000, 1_000_000, 4_000_000)
    assert found is not None
    assert 0 <= found.p < 1e-6
