"""Weighed phrases: longest first, once a place, hints capped."""

from __future__ import annotations

from pathlib import Path

from dragoman.claims.phrases import HINTS, Phrases
from dragoman.records import Sentence


def sentence(text: str) -> Sentence:
    words = tuple(text.split())
    blank = ("",) * len(words)
    return Sentence(0, len(text), words, (0,) * len(words), (0,) * len(words), words, blank, blank, (-1,), blank)


def table(tmp_path: Path, *rows: str) -> Phrases:
    path = tmp_path / "phrases.tsv"
    path.write_text("topic\tweight\twords\tnote\n" + "".join(f"{row}\t\n" for row in rows), encoding="utf-8")
    return Phrases(path, "topic")


def test_the_longest_phrase_at_a_word_counts_and_each_phrase_once(tmp_path: Path) -> None:
    phrases = table(tmp_path, "sport\t3\tworld cup", "sport\t1\tworld")
    assert phrases.weights(sentence("the world cup and another World Cup")) == {"sport": 4}


def test_a_possessive_is_a_word_of_its_own_and_digits_are_alike(tmp_path: Path) -> None:
    phrases = table(tmp_path, "market\t2\tdollar's rally", "sport\t3\t0-0")
    assert phrases.weights(sentence("the dollar 's rally ended 4-1")) == {"market": 2, "sport": 3}


def test_hints_alone_never_add_up_to_a_topic(tmp_path: Path) -> None:
    phrases = table(tmp_path, "sport\t1\tmatch|goal|team|coach")
    text = sentence("team coach match goal")
    assert phrases.weights(text)["sport"] == 4
    assert phrases.capped(text)["sport"] == HINTS


def test_one_row_may_speak_against_several_topics(tmp_path: Path) -> None:
    phrases = table(tmp_path, "sport|game\t-2\tarmy")
    assert phrases.weights(sentence("the army")) == {"sport": -2, "game": -2}
