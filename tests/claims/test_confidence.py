"""Confidence by field: readable evidence, weighed by a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.claims import confidence
from dragoman.claims.confidence import FIELDS, features, probability, status_features, weights
from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


def test_every_field_has_a_bias_and_weights_in_the_table() -> None:
    assert set(weights()) == set(FIELDS)
    assert all("bias" in weights()[field] and len(weights()[field]) > 5 for field in FIELDS)


def test_a_claim_is_sure_of_its_fields_between_nought_and_one(code: Code) -> None:
    (claim,) = code("Turkey condemned Syria.")
    assert isinstance(claim.confidence, dict) and set(claim.confidence) == set(FIELDS)
    assert all(0 < value < 1 for value in claim.confidence.values())


def test_a_side_that_is_not_there_has_no_confidence(code: Code) -> None:
    claim = next(one for one in code("The prime minister of Lebanon resigned.") if one.event == "RETREAT")
    assert isinstance(claim.confidence, dict) and "recipients" not in claim.confidence


def test_a_pronoun_is_less_sure_than_a_name(code: Code) -> None:
    named, told = code("Turkey condemned Syria. It attacked Syria on Monday.")[:2]
    assert isinstance(named.confidence, dict) and isinstance(told.confidence, dict)
    assert told.confidence["actors"] < named.confidence["actors"]


def test_a_status_head_that_contradicts_makes_a_status_less_sure() -> None:
    agreed = probability("status", status_features("actual", False, {"status head": 2.8}))
    denied = probability("status", status_features("actual", False, {"status head": -1.0}))
    assert agreed > 0.9 > denied


def test_a_further_witness_is_one_more_row(code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    (claim,) = code("Turkey condemned Syria.")
    before = probability("event", features("event", claim, {}))
    told = features("event", claim, {"event head": 0.99})
    assert probability("event", told) == before  # without a row it weighs nothing
    table = {**weights(), "event": {**weights()["event"], "event head": 2.0}}
    monkeypatch.setattr(confidence, "weights", lambda: table)
    assert probability("event", told) > before
