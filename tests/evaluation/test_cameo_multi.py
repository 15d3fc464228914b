"""News leads with several coders: what a reading keeps, how readings are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluation.cameo_multi import (
    Comparison,
    claim_root,
    evaluate,
    overlapping,
    reading_of_claims,
    reading_of_coder,
    sides_of,
)

spans = st.sets(st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda one: (one[0], one[0] + one[1])), max_size=5)


def event(quad: str, root: str, source: str = "", target: str = "") -> dict[str, Any]:
    def marked(words: str) -> list[dict[str, Any]]:
        return [{"text": words, "start": 0}] if words else []

    return {"quad": quad, "cameo_root": root, "source": marked(source), "target": marked(target)}


def test_mere_statements_are_left_out() -> None:
    reading = reading_of_coder([event("0", "01", "Kenya"), event("1", "02"), event("4", "18", "Rebels")])
    assert reading.quads == frozenset({"4"})
    assert reading.roots == frozenset({"18"})
    assert reading.sources == frozenset({(0, 6)})
    assert not reading_of_coder([event("0", "01")]).relevant


def test_a_claim_has_the_root_of_its_code_or_of_the_crosswalk(made: Any) -> None:
    sentence = made("Kenya arrested two men.")
    assert claim_root(sentence.claim("COERCE", "arrested", mode="arrest", cameo="173")) == "17"
    assert claim_root(sentence.claim("ASSAULT", "arrested")) in ("18", "19", "20")


def test_a_two_sided_act_is_parted_at_its_anchor(made: Any) -> None:
    sentence = made("Kenya met Uganda and Rwanda.")
    both = [("Kenya", "KEN", "GOV"), ("Uganda", "UGA", "GOV"), ("Rwanda", "RWA", "GOV")]
    sources, targets = sides_of(sentence.claim("CONSULT", "met", both))
    assert [party.text for party in sources] == ["Kenya"]
    assert [party.text for party in targets] == ["Uganda", "Rwanda"]


def test_the_systems_appeals_are_left_out_too(made: Any) -> None:
    claim = made("Kenya urged calm.").claim("REQUEST", "urged", [("Kenya", "KEN", "GOV")], cameo="020")
    assert not reading_of_claims([claim]).relevant


def test_spans_pair_one_to_one() -> None:
    assert overlapping([(0, 10)], [(0, 4), (5, 10)]) == 1
    assert overlapping([(0, 4), (5, 10)], [(3, 6), (8, 9)]) == 2
    assert overlapping([(0, 4)], [(4, 8)]) == 0


@given(spans, spans)
def test_pairs_are_no_more_than_either_side(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> None:
    assert overlapping(one, other) <= min(len(one), len(other))
    assert overlapping(one, one) == len(one)


def test_figures_of_a_comparison() -> None:
    comparison = Comparison()
    gold = reading_of_coder([event("4", "18", "Rebels", "a town")])
    comparison.add(gold, reading_of_coder([event("4", "19", "Rebels")]))
    comparison.add(reading_of_coder([]), gold)
    figures = comparison.figures()
    assert figures["relevance"] == 0.5
    assert figures["quad_set_f1"] == 0.6667
    assert figures["root_set_f1"] == 0.0
    assert figures["source_span_f1"] == 0.6667


def test_set_a_is_not_scored(gold_file: Any) -> None:
    text = "Rebels attacked a village in Mali on Monday."
    coded = [{"events": [event("4", "18", "Rebels")]}, {"events": []}]
    rows = [{"id": name, "set": name, "text": text, "final": coded} for name in "AB"]
    figures = evaluate(gold_file("records.jsonl", *rows))
    assert figures["n"] == 1
    assert figures["relevance"] == 0.5


@pytest.mark.data
def test_the_coders_agree_with_each_other_as_published(data: Path) -> None:
    figures = evaluate(data / "events" / "cameo_multi")
    assert figures["coders"]["relevance"] == pytest.approx(0.87, abs=0.02)
    assert figures["coders"]["source_span_f1"] == pytest.approx(0.70, abs=0.04)
    assert figures["relevance"] > 0.6
