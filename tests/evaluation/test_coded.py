"""Sets counted, classes weighted, texts coded in order."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dragoman.coder import Coder
from dragoman.evaluation.coded import Tally, Text, code_texts, share, weighted_f1, write_errors

names = st.lists(st.sampled_from("abcd"), max_size=6)


def test_a_tally_adds_sets_up() -> None:
    tally = Tally()
    tally.add({"ASSAULT", "COERCE"}, {"ASSAULT"})
    tally.add({"AID"}, {"AID", "RETREAT"})
    assert (tally.precision, tally.recall, tally.f1) == (0.6667, 0.6667, 0.6667)


def test_nothing_counted_is_nothing_right() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1, share(0, 0)) == (0.0, 0.0, 0.0, 0.0)


@given(names, names)
def test_f1_does_not_care_which_side_is_gold(one: list[str], other: list[str]) -> None:
    there, back = Tally(), Tally()
    there.add(one, other)
    back.add(other, one)
    assert there.f1 == back.f1
    assert 0.0 <= there.f1 <= 1.0


def test_weighted_f1_weighs_classes_by_the_gold() -> None:
    assert weighted_f1(["AID", "AID", "AID", "PROTEST"], ["AID", "AID", "AID", None]) == 0.75


def test_texts_with_the_same_id_are_kept_apart(coder: Coder) -> None:
    texts = [Text("1", "Kenya condemned the raid."), Text("1", "Police arrested two activists in Nairobi.")]
    assert [claims[0].event for _, claims in code_texts(texts, coder)] == ["ACCUSE", "COERCE"]


def test_errors_are_written_only_where_asked(tmp_path: Path) -> None:
    write_errors(None, [{"id": "1"}])
    write_errors(tmp_path / "errors.jsonl", [{"id": "1"}, {"id": "2"}])
    assert [json.loads(line)["id"] for line in (tmp_path / "errors.jsonl").read_text().splitlines()] == ["1", "2"]
