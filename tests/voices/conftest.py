"""Hand-made sentences, so that the examples do not depend on a model, and the shipped analysis for whole reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dragoman.language.analysis import Analyser
from dragoman.records import Report, Sentence
from dragoman.voices import Attribution, Voices

UPOS = {"N": "NOUN", "P": "PRON", "V": "VERB", "J": "ADJ", "R": "ADV", "D": "DET", "I": "ADP", "T": "PART", "C": "NUM"}

Written = tuple[Sentence, ...]


def tree(text: str, start: int = 0, layer: Sequence[str] = ()) -> Sentence:
    """A sentence written as `word/lemma/TAG/head/relation`, blanks between; heads count from 1, 0 is the root."""
    rows = [row.rsplit("/", 4) for row in text.split()]
    starts, place = [], start
    for row in rows:
        starts.append(place)
        place += len(row[0]) + 1
    return Sentence(
        start=start,
        end=place - 1,
        words=tuple(row[0] for row in rows),
        starts=tuple(starts),
        ends=tuple(at + len(row[0]) for at, row in zip(starts, rows, strict=True)),
        lemmas=tuple(row[1] for row in rows),
        upos=tuple(upos(row[2], row[4]) for row in rows),
        tags=tuple(row[2] for row in rows),
        heads=tuple(int(row[3]) - 1 for row in rows),
        relations=tuple(row[4] for row in rows),
        layers={"attribution": tuple(layer), "attribution_p": (0.9,) * len(rows)} if layer else {},
    )


def upos(tag: str, relation: str) -> str:
    """The universal tag that goes with a Penn tag in these examples."""
    if not tag[0].isalpha():
        return "PUNCT"
    if relation.startswith(("aux", "cop")):
        return "AUX"
    return "PROPN" if tag.startswith("NNP") else UPOS.get(tag[0], "X")


def text_of(sentences: Sequence[Sentence]) -> str:
    """A text in which hand-made sentences have their offsets; blanks elsewhere."""
    letters = [" "] * max(sentence.end for sentence in sentences)
    for sentence in sentences:
        for word, start in zip(sentence.words, sentence.starts, strict=True):
            letters[start : start + len(word)] = word
    return "".join(letters)


def report(text: str) -> Report:
    return Report(id="r", text=text, text_sha256="")


def words(sentences: Sequence[Sentence], place: tuple[int, int, int]) -> str:
    """The words of a token range (sentence, first, last)."""
    at, first, last = place
    return " ".join(sentences[at].words[first:last])


def source(sentences: Sequence[Sentence], one: Attribution) -> str | None:
    """The words of an attribution's source."""
    return words(sentences, (one.source_sentence, *one.source[:2])) if one.source is not None else None


@pytest.fixture(scope="session")
def voices() -> Voices:
    return Voices()


@pytest.fixture(scope="session")
def heard(voices: Voices) -> Callable[[str], tuple[Written, tuple[Attribution, ...]]]:
    """The sentences and attributions of a text, analysed with the shipped model."""
    analyser = Analyser()

    def run(text: str) -> tuple[Written, tuple[Attribution, ...]]:
        sentences = analyser.analyse([text])[0]
        return sentences, voices.attributions(report(text), sentences)

    return run
