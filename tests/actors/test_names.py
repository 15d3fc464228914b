"""How names are folded, cut and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.names import joined, key_of, plain, singular, skeleton, tokens_of


def test_keys_fold_case_marks_dots_and_hyphens() -> None:
    assert key_of("Recep Tayyip Erdoğan") == "recep tayyip erdogan"
    assert key_of("U.S.") == "us"
    assert key_of("Ban Ki-moon") == "ban ki moon"
    assert key_of("People’s Party") == "peoples party"
    assert plain("Łódź – Đà Nẵng") == "Lodz - Da Nang"


def test_tokens_know_possessives_and_acronyms() -> None:
    tokens = tokens_of("Iran's U.N. envoy")
    assert [(token.key, token.possessive, token.acronym) for token in tokens] == [
        ("iran", True, False),
        ("un", False, True),
        ("envoy", False, False),
    ]


@pytest.mark.parametrize(
    ("plural", "one"),
    [("soldiers", "soldier"), ("ministries", "ministry"), ("gunmen", "gunman"), ("police", "police"), ("boss", "boss")],
)
def test_singulars(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    "spellings",
    [
        ("qaddafi", "gaddafi", "kadhafi", "khadafy"),
        ("hussein", "husayn", "hossein"),
        ("mohammed", "muhammad", "mohamad"),
    ],
)
def test_transliterations_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=40))
def test_offsets_of_tokens_point_at_their_words(text: str) -> None:
    for token in tokens_of(text):
        assert 0 <= token.start <= token.end <= len(text)


def test_joined_keeps_hyphens() -> None:
    assert joined(tokens_of("pro-Russian  separatists")) == "pro-Russian separatists"
