"""The model and the time grammar once for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language import Analyser
from dragoman.records import Because, Report, Sentence, When
from dragoman.times import Clock, TimeExpression, when

Find = Callable[..., list[TimeExpression]]
Date = Callable[..., tuple[When | None, Because]]


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def find(analyser: Analyser, clock: Clock) -> Find:
    """The time expressions of a text, read as a report of 8 July 2020 (a Wednesday)."""

    def run(text: str, date: str | None = "2020-07-08") -> list[TimeExpression]:
        report = Report("r", text, "", published=date)
        return [one for found in clock.expressions(report, analyser.analyse([text])[0]) for one in found]

    return run


@pytest.fixture(scope="session")
def dated(analyser: Analyser, clock: Clock) -> Date:
    """The date of the act on a word of a text; the word is anchored as a noun where the tagger takes it for one."""

    def run(text: str, word: str, date: str | None = "2020-07-08") -> tuple[When | None, Because]:
        report = Report("r", text, "", published=date)
        sentences: tuple[Sentence, ...] = analyser.analyse([text])[0]
        found = clock.expressions(report, sentences)
        for sentence, expressions in zip(sentences, found, strict=True):
            if word in sentence.words:
                token = sentence.words.index(word)
                return when(expressions, sentence, token, report, sentence.upos[token] in ("NOUN", "PROPN"))
        raise AssertionError(f"{word!r} is no word of {text!r}")

    return run
