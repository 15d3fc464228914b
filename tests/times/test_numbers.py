"""Numbers as news spells them."""

from __future__ import annotations

import pytest

from dragoman.times.numbers import Count, count, ordinal, spoken_year


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("1,200 days", 1200, 1),
        ("twenty - five years", 25, 3),
        ("two and a half years", 2.5, 4),
        ("3 1/2 hours", 3.5, 2),
        ("half an hour", 0.5, 2),
        ("a couple of weeks", 2, 3),
        ("two hundred and ten days", 210, 4),
        ("a dozen years", 12, 2),
        ("several years", None, 1),
        ("a few days", None, 2),
    ],
)
def test_counts(text: str, number: float | None, words: int) -> None:
    found = count(text.split(), 0)
    assert found is not None and (found.number, found.last) == (number, words)


def test_a_couple_is_approximate_and_a_name_is_no_count() -> None:
    assert count(["couple", "of"], 0) == Count(2, 2, approximate=True)
    assert count(["rebels"], 0) is None


def test_ordinals_and_spoken_years() -> None:
    assert ordinal("twenty - first century".split(), 0) == (21, 3)
    assert ordinal(["08th"], 0) == (8, 1)
    assert spoken_year("nineteen ninety - five".split(), 0) == (1995, 4)
    assert spoken_year("two thousand and four".split(), 0) == (2004, 4)
