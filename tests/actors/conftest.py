"""A small knowledge folder of our own and sentences written by hand, for the tests of the actors room."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.actors.resolution import Resolver
from dragoman.records import NamedSpan, Report, Sentence

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", HERE.parents[2] / "shared"))

Word = tuple[str, str, str, int, str]
"""A token of a sentence written by hand: word, lemma, Penn tag, head (1-based, 0 for the root), relation."""

_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "DT": "DET", "IN": "ADP", "CC": "CCONJ",
    "PRP": "PRON", "PRP$": "PRON", "CD": "NUM", "POS": "PART", "TO": "PART", ",": "PUNCT", ".": "PUNCT",
    "-LRB-": "PUNCT",
    "-RRB-": "PUNCT", "RB": "ADV",
}  # fmt: skip


@pytest.fixture(scope="session")
def knowledge() -> Path:
    """The folder of small tables."""
    return HERE / "knowledge"


@pytest.fixture(scope="session")
def resolver(knowledge: Path) -> Resolver:
    """A resolver on the small tables."""
    return Resolver(knowledge)


@pytest.fixture(scope="session")
def shipped() -> Resolver:
    """A resolver on the shipped tables."""
    return Resolver()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; tests that need it are skipped where it is absent."""
    if not (SHARED / "data").exists():
        pytest.skip("the shared data folder is not here")
    return SHARED / "data"


def tree(words: Sequence[Word], spans: Sequence[tuple[int, int, str]] = (), text: str = "", start: int = 0) -> Sentence:
    """A sentence from hand-written tokens; the words stand in `text` from `start` on, in order."""
    starts: list[int] = []
    ends: list[int] = []
    position = start
    for word, *_ in words:
        position = text.index(word, position)
        starts.append(position)
        position += len(word)
        ends.append(position)
    return Sentence(
        start=starts[0],
        end=ends[-1],
        words=tuple(word[0] for word in words),
        starts=tuple(starts),
        ends=tuple(ends),
        lemmas=tuple(word[1] for word in words),
        upos=tuple(_UPOS.get(word[2], "VERB" if word[2].startswith("V") else "X") for word in words),
        tags=tuple(word[2] for word in words),
        heads=tuple(word[3] - 1 for word in words),
        relations=tuple(word[4] for word in words),
        spans=tuple(NamedSpan(first, last, label) for first, last, label in spans),
    )


@pytest.fixture
def report() -> Callable[[str], Report]:
    """Makes a report of 8 July 2020 out of a text."""

    def make(text: str) -> Report:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Report(id=digest[:12], text=text, text_sha256=digest, published="2020-07-08")

    return make
