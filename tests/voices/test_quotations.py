"""Quotation marks over sentences and paragraphs."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.segmenting import segment
from dragoman.language.tokenising import tokenise
from dragoman.records import Sentence
from dragoman.voices.quotations import paragraphs, quotations


def plain(text: str) -> list[Sentence]:
    """Sentences with words and offsets only; an apostrophe after a word ending in s is a possessive."""
    found = []
    for start, end in segment(text):
        tokens = tokenise(text, start, end)
        count = len(tokens)
        tags = [
            "POS" if k and one.text in ("'", "’") and tokens[k - 1].text.endswith("s") else "NN"
            for k, one in enumerate(tokens)
        ]
        found.append(
            Sentence(
                start,
                end,
                tuple(one.text for one in tokens),
                tuple(one.start for one in tokens),
                tuple(one.end for one in tokens),
                ("",) * count,
                ("X",) * count,
                tuple(tags),
                tuple(range(-1, count - 1)),
                ("dep",) * count,
            )
        )
    return found


def quoted(text: str) -> list[tuple[int, str]]:
    """Number and words of each piece of quotation in a text."""
    sentences = plain(text)
    pieces = quotations(sentences, paragraphs(sentences, text))
    return [(one.quotation, " ".join(sentences[one.sentence].words[one.first : one.last])) for one in pieces]


def test_straight_curly_and_single_marks() -> None:
    assert quoted('The envoy said: "We will go."') == [(0, '" We will go . "')]
    assert quoted("“We will go,” said the envoy.") == [(0, "“ We will go , ”")]
    assert quoted("‘We will go,’ said the envoy.") == [(0, "‘ We will go , ’")]
    assert quoted("'We will go,' said the envoy.") == [(0, "' We will go , '")]


def test_a_quotation_runs_over_sentences() -> None:
    assert quoted('"We fought. We won," he said.') == [(0, '" We fought .'), (0, 'We won , "')]


def test_a_paragraph_may_open_without_closing_the_one_before() -> None:
    assert quoted('"We fought.\n\n"We won," he said.') == [(0, '" We fought .'), (1, '" We won , "')]


def test_marks_inside_marks_do_not_end_the_quotation() -> None:
    assert quoted('"They call it a "victory" here," he said.') == [(0, '" They call it a " victory " here , "')]
    assert quoted("“They call it a ‘victory’ here,” he said.") == [(0, "“ They call it a ‘ victory ’ here , ”")]


def test_a_stray_mark_quotes_nothing() -> None:
    assert quoted('The town" fell on Monday. Nobody was hurt.') == []
    assert quoted('The town fell "on Monday. Nobody was hurt.') == []


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert quoted("The rebels' flag and the minister's car burned.") == []


def test_a_quotation_that_opens_a_paragraph_and_is_never_closed_ends_with_it() -> None:
    assert quoted('"We fought. We won.\n\nThe town fell.') == [(0, '" We fought .'), (0, "We won .")]


def test_a_line_break_between_sentences_starts_a_paragraph() -> None:
    text = "One fell. Two fell.\nThree fell.\n\nFour fell."
    assert paragraphs(plain(text), text) == [0, 0, 1, 2]


@given(st.text(alphabet=" ab.,'\"“”‘’\n«»!", max_size=80))
def test_pieces_lie_inside_their_sentences_and_never_cross(text: str) -> None:
    sentences = plain(text)
    pieces = quotations(sentences, paragraphs(sentences, text))
    for one in pieces:
        assert 0 <= one.first < one.last <= len(sentences[one.sentence])
    ordered = sorted((one.sentence, one.first, one.last) for one in pieces)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in itertools.pairwise(ordered))
