"""CAMEO dyads of claims, and actor codes of PETRARCH."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.petr2gsr import Dyad, country_of, dyads, evaluate

KENYA, UGANDA = ("Kenya", "KEN", "GOV"), ("Uganda", "UGA", "GOV")


@pytest.mark.parametrize(
    ("code", "country"),
    [("USAGOV", "USA"), ("IGOUNO", "UNO"), ("IGOEUREEC", "EUR"), ("IGOCOPITP", "IGO"), ("---MIL", ""), ("---", "")],
)
def test_actor_codes_have_countries(code: str, country: str) -> None:
    assert country_of(code) == country


def test_claims_become_dyads(made: Any) -> None:
    sentence = made("Kenya accused Uganda; Kenya met Uganda; Kenya withdrew.")
    accused = sentence.claim("ACCUSE", "accused", [KENYA], [UGANDA], cameo="112")
    met = sentence.claim("CONSULT", "met", [KENYA, UGANDA], cameo="040")
    withdrew = sentence.claim("RETREAT", "withdrew", [KENYA], cameo="087")
    assert set(dyads([accused, met, withdrew])) == {
        Dyad("KEN", "UGA", "112"),
        Dyad("KEN", "UGA", "040"),
        Dyad("UGA", "KEN", "040"),
        Dyad("KEN", "", "087"),
    }


def test_sentences_without_events_cost_precision(gold_file: Any) -> None:
    text = "Kenya accused Uganda of shelling a village."
    coded = {"events": [{"source": "KENGOV", "target": "UGA", "cameo": "112"}], "coded": True, "date": "20080804"}
    rows = [
        coded | {"id": "1", "text": text},
        coded | {"id": "1", "text": text, "events": [], "date": "121108"},
        coded | {"id": "2", "text": text, "coded": False},
    ]
    figures = evaluate(gold_file("records.jsonl", *rows))
    assert figures["n"] == 2
    assert 0 < figures["source_f1"] < 1
    assert 0 < figures["root_f1"] < 1


@pytest.mark.data
def test_the_published_sentences(data: Path) -> None:
    figures = evaluate(data / "events" / "petrarch_gsr")
    assert figures["n"] == 79
    assert figures["source_f1"] > 0.4
