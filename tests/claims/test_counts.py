"""Numbers of an act as ranges, with the words that say them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.claims.counts import number
from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["12"], 12),
        (["2,300"], 2300),
        (["twenty", "-", "one"], 21),
        (["three", "hundred"], 300),
        (["3", "million"], 3_000_000),
        (["several"], None),
    ],
)
def test_numbers_in_words_and_figures(words: list[str], value: int | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Rebels killed four soldiers in Mali.", {"dead": (4, 4)}),
        ("Police arrested at least 12 protesters in Peru.", {"arrested": (12, None)}),
        ("Police arrested up to 40 protesters in Peru.", {"arrested": (None, 40)}),
        ("Dozens of protesters were arrested by police in Peru.", {"arrested": (24, None)}),
    ],
)
def test_counts_of_a_claim(code: Code, sentence: str, counts: dict[str, tuple[int | None, int | None]]) -> None:
    assert counts in [dict(claim.counts) for claim in code(sentence)]
