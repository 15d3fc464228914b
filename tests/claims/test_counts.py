"""Numbers of an act as ranges, with the words that say them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.claims.quantities import find, number
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
    ("words", "range_"),
    [
        ("at least 12 people", (12, None)),
        ("more than one million people", (1_000_000, None)),
        ("up to 40 people", (None, 40)),
        ("nearly forty people", (None, 40)),
        ("five to seven people", (5, 7)),
        ("five or six people", (5, 6)),
        ("5 - 7 people", (5, 7)),
        ("between five and ten people", (5, 10)),
        ("12 or more people", (12, None)),
        ("two dozen people", (24, 24)),
        ("half a dozen people", (6, 6)),
        ("tens of thousands of people", (20_000, None)),
        ("two hundred and five people", (205, 205)),
        ("two thousand three hundred people", (2300, 2300)),
        ("no people", (0, 0)),
        ("about 300 people", (300, 300)),
        ("the people", None),
    ],
)
def test_ranges(words: str, range_: tuple[int | None, int | None] | None) -> None:
    told = words.split()
    read = find(told, len(told) - 1)
    assert (read.range if read else None) == range_


def test_the_words_of_a_count_are_kept(code: Code) -> None:
    text = "An air strike killed at least 12 people in Syria."
    (claim,) = (one for one in code(text) if one.counts)
    assert dict(claim.counts) == {"dead": (12, None)}
    assert isinstance(claim.because, dict)
    because = claim.because["counts.dead"]
    assert because.span is not None and because.span.text == "at least 12"
    assert text[because.span.start : because.span.end] == "at least 12"


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("A bombing in Kabul killed 12 and wounded 30 people.", {"dead": (12, 12), "injured": (30, 30)}),
        ("Five to seven people were killed in an air strike in Syria.", {"dead": (5, 7)}),
        ("Rebels killed four soldiers in Mali.", {"dead": (4, 4)}),
        ("Police arrested at least 12 protesters in Peru.", {"arrested": (12, None)}),
        ("Police arrested up to 40 protesters in Peru.", {"arrested": (None, 40)}),
        ("Dozens of protesters were arrested by police in Peru.", {"arrested": (24, None)}),
    ],
)
def test_counts_of_a_claim(code: Code, sentence: str, counts: dict[str, tuple[int | None, int | None]]) -> None:
    assert counts in [dict(claim.counts) for claim in code(sentence)]
