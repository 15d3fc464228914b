"""The gate: what can hold a claim by its words alone."""

from __future__ import annotations

import pytest

from dragoman import coder as coders
from dragoman.claims.gate import Gate
from dragoman.claims.lexicon import shipped
from dragoman.coder import Coder
from dragoman.language import Analyser
from dragoman.language.analysis import GATED
from dragoman.language.tokenising import tokenise
from dragoman.reading import read_text
from dragoman.settings import Language, Settings


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(shipped())


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Arland's air force bombed two villages.", True),
        ("Boria and Cadria signed a pact.", True),
        ("The premier must resign, the unions said.", True),
        ("The court's ruling is a disgrace, he added.", True),
        ("Protests spread to the coast.", True),
        ("The river is four kilometres wide at its mouth.", False),
        ("Snow covered the hills above the lake.", False),
        ("", False),
    ],
)
def test_a_word_of_an_act_opens_the_gate(gate: Gate, text: str, opens: bool) -> None:
    assert gate.opens([token.text for token in tokenise(text)]) is opens


def test_the_examples_of_rows_that_make_claims_pass(gate: Gate) -> None:
    examples = [one.example.translate(str.maketrans("", "", "{}<>")) for one in shipped().frames if one.event != "-"]
    told = [text for text in examples if text]
    passed = sum(gate.opens([token.text for token in tokenise(text)]) for text in told)
    assert passed / len(told) > 0.99


def test_a_sentence_before_the_gate_has_tokens_and_says_why_no_more(gate: Gate) -> None:
    text = "Snow covered the hills above the lake. Boria's army shelled Marato."
    [(first, second)] = Analyser().analyse([text], gate.opens)
    assert (first.note, set(first.upos)) == (GATED, {"X"})
    assert [text[a:b] for a, b in zip(first.starts, first.ends, strict=True)] == list(first.words)
    assert second == Analyser().analyse([text])[0][1]


def test_a_gated_coder_finds_the_same_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    report = read_text("Snow fell in the hills. Boria's army shelled Marato, a town in Arland.", undated=True)
    usual = Coder()
    assert usual.gate is None
    monkeypatch.setattr(coders, "current", lambda: Settings(language=Language(gate=True)))
    [(_, gated)] = Coder().code([report])
    [(_, claims)] = usual.code([report])
    assert gated == claims
    assert [claim.event for claim in gated] == ["ASSAULT"]
