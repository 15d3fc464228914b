"""The lexicon's own examples give their rows' claims; `dragoman lexicon check --examples` runs them all."""

from __future__ import annotations

from dragoman.claims.examples import ENOUGH, parse, run
from dragoman.claims.lexicon import shipped
from dragoman.coder import Coder

EVERY = 8
"""One row in so many is run here, spread over all tables."""


def test_marks_are_taken_out_and_kept_as_offsets() -> None:
    example = parse("{Arland} condemned <Boria>.")
    assert example.text == "Arland condemned Boria."
    assert [example.text[start:end] for start, end in (*example.actors, *example.recipients)] == ["Arland", "Boria"]


def test_nearly_all_examples_give_their_claim(coder: Coder) -> None:
    own = coder.claims
    outcomes = list(run(shipped().frames[::EVERY], coder))
    assert len(outcomes) > 1000
    assert sum(outcome.passed for outcome in outcomes) / len(outcomes) >= ENOUGH - 0.01
    assert coder.claims is own
