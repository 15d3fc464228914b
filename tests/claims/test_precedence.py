"""PLOVER's precedence, one test for each rule of the codebook that is a row of `precedence.tsv`."""

from __future__ import annotations

import pytest

from dragoman.claims.precedence import Act, apply
from dragoman.ontology import TYPES


@pytest.mark.parametrize("event", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
def test_coming_cooperation_is_agreement_with_that_content(event: str) -> None:
    changed, because = apply(Act(event, None, None, "future"))
    assert changed == Act("AGREE", None, event, "actual")
    assert because is not None and because.row


def test_an_announced_retreat_is_a_concession() -> None:
    changed, _ = apply(Act("RETREAT", "withdraw", None, "future"))
    assert changed == Act("CONCEDE", None, "RETREAT", "actual")


@pytest.mark.parametrize(("event", "mode"), [("ASSAULT", "violence"), ("SANCTION", "restrict"), ("COERCE", "restrict")])
def test_a_vow_of_harm_is_a_threat(event: str, mode: str) -> None:
    changed, _ = apply(Act(event, None, None, "actual"), through="AGREE")
    assert changed == Act("THREATEN", mode, event, "actual")


def test_a_vow_to_refuse_is_a_refusal() -> None:
    changed, _ = apply(Act("REJECT", None, None, "actual"), through="AGREE")
    assert changed.event == "REJECT"


@pytest.mark.parametrize("event", sorted(TYPES))
def test_what_happened_stays_what_it_is(event: str) -> None:
    act = Act(event, None, None, "actual")
    assert apply(act) == (act, None)
