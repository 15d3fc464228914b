"""The tokens of a mention, on trees written by hand and on any tree at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.cast import Cast
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.mentions import NounPhrases
from dragoman.actors.resolution import Resolver
from dragoman.records import NamedSpan, Report, Sentence

from .conftest import Word, tree

FOLDER = Path(__file__).parent / "knowledge"
KNOWLEDGE = Knowledge(FOLDER)
RESOLVER = Resolver(FOLDER)


def words_of_mention(words: list[Word], spans: list[tuple[int, int, str]], head: int) -> str:
    text = " ".join(word[0] for word in words)
    sentence = tree(words, spans, text)
    first, last = NounPhrases(sentence, KNOWLEDGE).mention(head)
    return text[sentence.starts[first] : sentence.ends[last - 1]]


def test_owner_and_of_phrase_belong() -> None:
    words: list[Word] = [
        ("Syria", "Syria", "NNP", 3, "nmod:poss"),
        ("'s", "'s", "POS", 1, "case"),
        ("minister", "minister", "NN", 6, "nsubj"),
        ("of", "of", "IN", 5, "case"),
        ("defence", "defence", "NN", 3, "nmod"),
        ("spoke", "speak", "VBD", 0, "root"),
    ]
    assert words_of_mention(words, [(0, 1, "GPE")], 2) == "Syria 's minister of defence"
    assert words_of_mention(words, [(0, 1, "GPE")], 0) == "Syria 's"


def test_relative_clause_and_coordination_stay_outside() -> None:
    words: list[Word] = [
        ("Rebels", "rebel", "NNS", 7, "nsubj"),
        ("who", "who", "WP", 3, "nsubj"),
        ("fled", "flee", "VBD", 1, "acl:relcl"),
        ("and", "and", "CC", 6, "cc"),
        ("two", "two", "CD", 6, "nummod"),
        ("civilians", "civilian", "NNS", 1, "conj"),
        ("returned", "return", "VBD", 0, "root"),
    ]
    assert words_of_mention(words, [], 0) == "Rebels"
    assert words_of_mention(words, [], 5) == "two civilians"


def test_a_place_before_a_title_is_not_taken_in() -> None:
    words: list[Word] = [
        ("In", "in", "IN", 2, "case"),
        ("Berlin", "Berlin", "NNP", 6, "obl"),
        ("President", "President", "NNP", 4, "compound"),
        ("Kaya", "Kaya", "NNP", 6, "nsubj"),
        ("Demir", "Demir", "NNP", 4, "flat"),
        ("spoke", "speak", "VBD", 0, "root"),
    ]
    assert words_of_mention(words, [(1, 2, "GPE"), (3, 5, "Person")], 3) == "President Kaya Demir"


def test_what_an_office_is_of_stays_before_the_name() -> None:
    words: list[Word] = [
        ("Turkish", "Turkish", "JJ", 2, "amod"),
        ("Ambassador", "ambassador", "NNP", 5, "nmod:desc"),
        ("to", "to", "IN", 4, "case"),
        ("Germany", "Germany", "NNP", 2, "nmod"),
        ("Jana", "Jana", "NNP", 7, "nsubj"),
        ("Vogt", "Vogt", "NNP", 5, "flat"),
        ("spoke", "speak", "VBD", 0, "root"),
    ]
    spans = [(0, 1, "NORP"), (3, 4, "GPE"), (4, 6, "Person")]
    assert words_of_mention(words, spans, 4) == "Turkish Ambassador to Germany Jana Vogt"


def test_a_name_of_the_tables_goes_on_past_the_phrase() -> None:
    words: list[Word] = [
        ("Secretary-General", "Secretary-General", "NNP", 5, "nsubj"),
        ("of", "of", "IN", 4, "case"),
        ("the", "the", "DT", 4, "det"),
        ("UN", "UN", "NNP", 1, "nmod"),
        ("spoke", "speak", "VBD", 0, "root"),
    ]
    assert words_of_mention(words, [(3, 4, "Organization")], 0) == "Secretary-General of the UN"


_TAGS = ["NN", "NNS", "NNP", "JJ", "DT", "IN", "CC", "PRP", "PRP$", "VBD", "CD", ",", "."]
_RELATIONS = [
    "nsubj",
    "obj",
    "nmod",
    "nmod:poss",
    "compound",
    "amod",
    "det",
    "case",
    "conj",
    "cc",
    "flat",
    "appos",
    "punct",
]
_WORDS = [
    "Iran",
    "president",
    "the",
    "Syrian",
    "he",
    "its",
    "troops",
    "and",
    "Ali",
    "Darwish",
    "two",
    "sides",
    "of",
    "(",
]
_LABELS = ["Person", "Organization", "GPE", "NORP", "Date"]


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, Sentence]:
    length = draw(st.integers(1, 9))
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=length, max_size=length))
    heads = [draw(st.integers(-1, index - 1)) for index in range(length)]
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(length)]
    first = draw(st.integers(0, length - 1))
    spans = (NamedSpan(first, draw(st.integers(first + 1, length)), draw(st.sampled_from(_LABELS))),)
    tags = draw(st.lists(st.sampled_from(_TAGS), min_size=length, max_size=length))
    sentence = Sentence(
        start=0,
        end=len(text),
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemmas=tuple(words),
        upos=tuple({"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "CD": "NUM"}.get(tag, "X") for tag in tags),
        tags=tuple(tags),
        heads=tuple(heads),
        relations=tuple(draw(st.lists(st.sampled_from(_RELATIONS), min_size=length, max_size=length))),
        spans=spans,
    )
    return text, sentence


@settings(max_examples=150, deadline=None)
@given(trees())
def test_any_tree_is_answered_with_spans_of_its_text(made: tuple[str, Sentence]) -> None:
    text, sentence = made
    report = Report(id="r", text=text, text_sha256="", published="2020-07-08")
    cast = Cast(RESOLVER, report, [sentence, sentence])
    for index in (0, 1):
        for head in range(len(sentence)):
            first, last = cast.mention(index, head)
            assert 0 <= first <= head < last <= len(sentence)
            for party in cast.parties(index, head):
                assert party.start is not None and party.end is not None
                assert text[party.start : party.end] == party.text
            assert cast.kind(index, head) in {"state", "person", "group", "organisation", "place", "thing"}


@pytest.mark.parametrize("published", [None, "2020-07-08"])
def test_an_empty_report_has_no_cast(published: str | None) -> None:
    cast = Cast(RESOLVER, Report(id="r", text="", text_sha256="", published=published), [])
    assert cast.focus is None
