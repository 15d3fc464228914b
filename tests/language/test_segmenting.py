"""Sentences of news prose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.segmenting import segment


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(text)]


def holds(text: str, *expected: str) -> None:
    assert sentences(text) == list(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "Maj. Gen. Ali Rahimi met Lt. Col. J. K. Brown on Jan. 5.",
        "The U.S. Army and the U.N. Mission left St. Petersburg.",
        "Resolution No. 1701 was adopted at 5 p.m. Tuesday.",
        "Mr. Haddad of Haddad Inc. said prices rose 5.5 percent.",
        "MARATO (Wire News / Herald - 08th July, 2020) Northland and Southland signed a pact.",
        "GENEVA, Nov. 12 (Wire) -- Envoys met again.",
        '"Will you go?" he asked.',
        '"Stop!" Mr. Haddad said.',
    ],
)
def test_no_break_within(sentence: str) -> None:
    holds(sentence, sentence)


def test_breaks_after_stops_and_closing_quotes() -> None:
    holds('"We will go." He left. "Now?" It began...', '"We will go."', "He left.", '"Now?"', "It began...")
    holds("He went to the U.S. The army stayed.", "He went to the U.S.", "The army stayed.")
    holds("He said no. Smith agreed.", "He said no.", "Smith agreed.")
    holds("“It is over.” Troops left.", "“It is over.”", "Troops left.")


def test_blank_lines_and_headlines_break() -> None:
    holds(
        " date 2020-07-08 Ministers sign pact\nMARATO (Wire) Two ministers signed a pact on Wednesday, officials said.",
        "date 2020-07-08 Ministers sign pact",
        "MARATO (Wire) Two ministers signed a pact on Wednesday, officials said.",
    )
    holds(
        "A headline\n\nA first line that goes on\nand ends here.",
        "A headline",
        "A first line that goes on\nand ends here.",
    )


def test_hard_wrapped_text_is_read_through_its_line_ends() -> None:
    text = (
        "The two ministers signed a pact on Wednesday that allows the army of\n"
        "Northland to station troops in Southland, officials in Marato said.\n"
        "Opposition leaders called the pact illegal and promised to fight it\n"
        "in court."
    )
    found = sentences(text)
    assert len(found) == 2
    assert found[0].endswith("said.")


def test_a_stray_quotation_mark_is_no_sentence() -> None:
    holds('He left.\n"\nShe stayed.', "He left.", "She stayed.")
    assert sentences('"\n\n...\n') == []


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_bounds_are_ordered_and_trimmed(text: str) -> None:
    end_before = 0
    for start, end in segment(text):
        assert end_before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        end_before = end


@given(st.text(alphabet="Aa.!?…\"”'()-1 \n", max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    kept = "".join(text[start:end] for start, end in segment(text))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    "unit", ["a", ".", '."', "!?", "\r\n ", '!" A', ". ", ".A ", "A. ", "\n", '"', "( ", "? A", "a\n", " "]
)
def test_long_input_ends_soon(unit: str) -> None:
    began = time.perf_counter()
    segment(unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 5
