"""What holds of the whole stage for any text: offsets, trees, equal bytes in any company, a reason for what is odd."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.language import Analyser, encoder
from dragoman.language.decoding import decode_heads
from dragoman.records import Sentence

AWKWARD = "aB.'’-&1$é\u0301漢الي\u200b\u00ad\x00\x07\x85\u2028\ud7ff\U0001f642 \n\"(§"
TEXTS = st.one_of(st.text(max_size=200), st.text(alphabet=AWKWARD, max_size=200))
NEWS = st.lists(
    st.sampled_from(
        ("Boria", "said", "its", "army", "shelled", "Marato", "on", "Monday", ",", "killing", "two", ".", "Iran's")
    ),
    min_size=1,
    max_size=60,
).map(" ".join)
PROPERTY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def encoded(found: Sequence[Sequence[Sentence]]) -> list[bytes]:
    return [msgspec.json.encode(sentences) for sentences in found]


def is_whole(text: str, sentence: Sentence) -> bool:
    """Every token is its slice, in order and inside the sentence; heads make one tree; all arrays are as long."""
    count = len(sentence)
    places = list(zip(sentence.words, sentence.starts, sentence.ends, strict=True))
    ordered = [sentence.start, *(place for _, start, end in places for place in (start, end)), sentence.end]
    chains = []
    for token in range(count):
        steps = 0
        while token >= 0 and steps <= count:
            token, steps = sentence.heads[token], steps + 1
        chains.append(token)
    return (
        all(text[start:end] == word != "" for word, start, end in places)
        and ordered == sorted(ordered)
        and set(chains) <= {-1}
        and (count == 0 or list(sentence.heads).count(-1) == 1)
        and all(len(array) == count for array in (sentence.lemmas, sentence.upos, sentence.tags, sentence.relations))
        and all(len(layer) == count for layer in sentence.layers.values())
    )


@given(TEXTS)
@PROPERTY
def test_every_token_of_any_text_is_its_slice_and_every_tree_is_whole(analyser: Analyser, text: str) -> None:
    (sentences,) = analyser.analyse([text])
    assert all(is_whole(text, sentence) for sentence in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    covered = "".join(word for sentence in sentences for word in sentence.words)
    letters = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in covered if letter.isalnum()] == letters


@given(st.lists(st.one_of(NEWS, TEXTS), min_size=2, max_size=8), st.integers(0, 7))
@PROPERTY
def test_a_text_gives_the_same_bytes_alone_and_in_any_company(analyser: Analyser, texts: list[str], turn: int) -> None:
    alone = [encoded(analyser.analyse([text]))[0] for text in texts]
    assert encoded(analyser.analyse(texts)) == alone
    order = [(turn + number) % len(texts) for number in range(len(texts))]
    assert encoded(analyser.analyse([texts[number] for number in order])) == [alone[number] for number in order]


@pytest.mark.parametrize("pieces", [1, 64, 1000, 20_000])
def test_the_size_of_a_pass_does_not_show(analyser: Analyser, monkeypatch: pytest.MonkeyPatch, pieces: int) -> None:
    texts = [f"{name} shelled the port on day {day}, officials in {name} said." for day in range(30) for name in "AB"]
    usual = encoded(analyser.analyse(texts))
    monkeypatch.setattr(encoder, "PIECES_PER_PASS", pieces)
    monkeypatch.setattr(encoder, "PIECES_PER_BATCH", 3 * pieces)
    assert encoded(Analyser().analyse(texts)) == usual


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_does_not_show(analyser: Analyser, threads: int) -> None:
    texts = ["Boria's army shelled Marato on Monday, killing two people, the mayor said. " * n for n in range(1, 9)]
    assert encoded(Analyser(threads=threads).analyse(texts)) == encoded(analyser.analyse(texts))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("* * *", "no letters or digits"),
        ("\x00\x01\x02 \x7f", "no letters or digits"),
        ("漢字かな交じり文。", "no Latin letter"),
        ("Заявление правительства.", "no Latin letter"),
        ("12 345", "no Latin letter"),
        ("x" * 100_000, "a word of 100000 letters, of which 400 are read"),
        ("a-" * 50_000, "words without a sentence boundary"),
        ("and the army of the north " * 80, "analysed in"),
    ],
)
def test_what_is_analysed_in_part_or_not_at_all_says_why(analyser: Analyser, text: str, reason: str) -> None:
    ((sentence,),) = analyser.analyse([text])
    assert sentence.note is not None
    assert reason in sentence.note
    assert is_whole(text, sentence)


@pytest.mark.parametrize("text", ["Boria\x00's army\x07 shelled\x1b Marato.", "Премьер Boria 漢 shelled مدينة Marato."])
def test_control_characters_and_mixed_scripts_keep_their_place(analyser: Analyser, text: str) -> None:
    ((sentence,),) = analyser.analyse([text])
    assert is_whole(text, sentence)
    assert {"Boria", "shelled", "Marato"} <= set(sentence.words)


@pytest.mark.parametrize("joint", [", and ", " and "])
def test_a_sentence_of_four_hundred_words_has_one_tree(analyser: Analyser, joint: str) -> None:
    text = "The minister said " + joint.join(f"the army of region {n} attacked town {n}" for n in range(55)) + "."
    ((sentence,),) = analyser.analyse([text])
    assert len(sentence) > 400
    assert is_whole(text, sentence)
    assert sentence.lemmas.count("attack") >= 50


def test_a_tree_may_have_crossing_arcs() -> None:
    arcs = np.full((1, 5, 5), -9, np.float32)
    arcs[0, 1, 3] = arcs[0, 2, 0] = arcs[0, 3, 2] = arcs[0, 4, 1] = 5
    assert decode_heads(arcs, [5]).tolist() == [[0, 3, 0, 2, 1]]


def test_a_clause_that_is_moved_to_the_end_hangs_on_its_noun(analyser: Analyser) -> None:
    ((sentence,),) = analyser.analyse(["A report was published on Monday that accuses the army."])
    said, noun = sentence.words.index("accuses"), sentence.words.index("report")
    assert (sentence.heads[said], sentence.relations[said]) == (noun, "acl:relcl")
    assert sentence.heads[noun] == sentence.words.index("published")
