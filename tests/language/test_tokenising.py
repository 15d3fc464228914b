"""Tokens: the treebanks' conventions, exact offsets, no hanging."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.tokenising import tokenise


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's army didn't move.", "Iran 's army did n't move ."),
        ("They’re sure he’ll win", "They ’re sure he ’ll win"),
        ("We cannot accept a U.S.-led force.", "We can not accept a U.S. - led force ."),
        ("a 10-year, $25m deal, up 5.5%", "a 10 - year , $ 25 m deal , up 5.5 %"),
        (
            "the anti-American protest and the peace-keeping force",
            "the anti-American protest and the peace - keeping force",
        ),
        ("Lt. Gen. J. R. Smith, Jr. spoke at 10:30 p.m.", "Lt. Gen. J. R. Smith , Jr. spoke at 10:30 p.m."),
        ("Two F-16 jets hit No. 5 on Jan. 5.", "Two F-16 jets hit No. 5 on Jan. 5 ."),
        ("He said no.", "He said no ."),
        ('He said "go"...', 'He said " go " ...'),
        ("the workers' union", "the workers ' union"),
        ("'We' left O'Neill's", "' We ' left O'Neill 's"),
        ("See https://example.org/a?b=1, and a@b.org.", "See https://example.org/a?b=1 , and a@b.org ."),
        ("in the 1990s and '80s", "in the 1990s and '80s"),
        ("dated 2020-07-08", "dated 2020-07-08"),
    ],
)
def test_conventions(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_every_token_equals_its_slice_and_nothing_is_lost(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text != "" for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join("".join(token.text.split()) for token in tokens) == "".join(text.split())


@given(st.text(alphabet="ab.'’-&1$é\u0301 \n\"", max_size=60))
@settings(max_examples=300, deadline=None)
def test_offsets_hold_for_awkward_signs(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokenise(text))


def test_offsets_of_a_part_are_those_of_the_whole() -> None:
    text = "First one. Second one."
    assert [(t.text, t.start) for t in tokenise(text, 11)] == [("Second", 11), ("one", 18), (".", 21)]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "-",
        ".",
        "'",
        "a'",
        "a-",
        "a.",
        "&",
        "é",
        "\u0301",
        "a\u0301",
        "1,",
        "@",
        "http://",
        "漢",
        "\x00",
        "a's",
        "a.b-",
        ". ",
        "1:",
        "U.-",
    ],
)
def test_a_hundred_kilobytes_without_a_space_end_soon(unit: str) -> None:
    began = time.perf_counter()
    tokenise(unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 5
