"""Incidents of MUC: texts made readable, keys read, fillers compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.muc34 import (
    by_keywords,
    evaluate,
    head,
    heading_date,
    incident_type,
    keyed,
    readable,
    same,
    told,
    within,
)

HEADED = "QUITO, 4 FEB 90 (DPA) -- [TEXT] REBELS KIDNAPPED A MAYOR\nIN AMBATO.  POLICE ARE SEARCHING.\n\n   HE IS 50."


def test_the_heading_gives_the_date_and_goes() -> None:
    assert heading_date(HEADED) == "1990-02-04"
    assert readable(HEADED) == "Rebels kidnapped a mayor in Ambato.  Police are searching.\n\n   He is 50."


def test_a_heading_with_no_day_of_the_calendar_has_no_date() -> None:
    assert heading_date("QUITO, 31 FEB 90 -- [TEXT] X") is None


def test_a_key_is_read_with_its_alternatives() -> None:
    key = {
        "type": ["BOMBING / ATTACK"],
        "location": ["PERU: LIMA (CITY): LINCE (NEIGHBORHOOD)"],
        "date": ["- 12 FEB 90"],
        "perp_org": [{"strings": ["SHINING PATH", "SL"]}],
        "hum_tgt_name": [{"strings": ["ANA RUIZ"]}],
        "hum_tgt_desc": [{"strings": ["JUDGE", "ANA RUIZ"]}, {"strings": None}],
    }
    found = keyed([key, {"type": ["FORCED WORK STOPPAGE"], "location": ["PERU"]}])
    assert found.types == {"BOMBING", "ATTACK"}
    assert found.perpetrators == [frozenset({"shining path", "sl"})]
    assert found.targets == [frozenset({"ana ruiz", "judge"})]
    assert found.places == [frozenset({"lima", "lince"}), frozenset({"=PER"})]
    assert found.dates == {(None, "1990-02-12")}


def test_heads_and_fillers() -> None:
    assert head("mayor of ambato") == "mayor"
    assert head("three young men, who fled") == "men"
    assert same(frozenset({"armed men"}), frozenset({"group of men"}))
    assert not same(frozenset({"the army"}), frozenset({"the mayor"}))


def test_dates_lie_in_the_keys_range() -> None:
    assert within(("1990-02-04", "1990-02-05"), ("1990-02-05", "1990-02-05"))
    assert within((None, "1990-02-12"), (None, "1990-02-10"))
    assert not within(("1990-02-04", "1990-02-04"), ("1990-02-03", "1990-02-04"))


@pytest.mark.parametrize(
    ("event", "anchor", "mode", "status", "expected"),
    [
        ("ASSAULT", "kidnapped", "abduct", "actual", "KIDNAPPING"),
        ("ASSAULT", "blew up", "explosives", "actual", "BOMBING"),
        ("ASSAULT", "burned", "primitive", "actual", "ARSON"),
        ("ASSAULT", "shot", "firearms", "actual", "ATTACK"),
        ("ASSAULT", "shot", "firearms", "negated", None),
        ("COERCE", "robbed", "seize", "actual", "ROBBERY"),
        ("COERCE", "held", "arrest", "actual", None),
        ("PROTEST", "burned", "riot", "actual", None),
    ],
)
def test_modes_are_incident_types(
    made: Any, event: str, anchor: str, mode: str, status: str, expected: str | None
) -> None:
    text = "they kidnapped, shot, robbed, held and burned villagers and blew up a bridge"
    claim = made(text).claim(event, anchor, recipients=[("villagers", "PER", "CVL")], mode=mode, status=status)
    assert incident_type(claim) == expected


def test_warfare_is_no_incident(made: Any) -> None:
    sentence = made("rebels shot soldiers and a clerk")
    soldiers, clerk = ("soldiers", "PER", "MIL"), ("a clerk", "PER", "CVL")
    assert incident_type(sentence.claim("ASSAULT", "shot", recipients=[soldiers])) is None
    assert incident_type(sentence.claim("ASSAULT", "shot", recipients=[soldiers, clerk])) == "ATTACK"


def test_claims_tell_incidents(made: Any, day: Any, town: Any) -> None:
    sentence = made("The rebels shot a clerk in Ambato.")
    claim = sentence.claim(
        "ASSAULT",
        "shot",
        [("The rebels", "ECU", "REB")],
        [("a clerk", "ECU", "CVL")],
        when=day("1990-02-04"),
        where=town("Ambato", "ECU"),
    )
    found = told([claim])
    assert found.perpetrators == [frozenset({"rebels"})]
    assert found.targets == [frozenset({"clerk"})]
    assert found.places == [frozenset({"ambato", "=ECU"})]
    assert found.dates == {("1990-02-04", "1990-02-04")}


def test_optional_templates_cost_nothing(gold_file: Any) -> None:
    key = {"type": ["KIDNAPPING"], "optional": True, "perp_individual": [{"strings": ["REBELS"]}]}
    documents = [
        {"doc_id": "1", "split": "tst1", "text": HEADED, "events": [key]},
        {"doc_id": "2", "split": "dev", "text": HEADED, "events": []},
    ]
    figures = evaluate(gold_file("docs.jsonl", *documents))
    assert figures["n"] == 1
    assert figures["perpetrator"]["precision"] == 1.0


@pytest.mark.data
def test_the_first_published_documents(data: Path) -> None:
    figures = evaluate(data / "events" / "muc34", limit=40)
    assert figures["n"] == 40
    assert figures["incident_type_f1"] > 0.4


def test_the_baseline_reads_keywords_only() -> None:
    text = "The FMLN said that a bomb went off. The FMLN denied that the bomb was its own; the ELN was silent."
    assert by_keywords(text).types == {"BOMBING"}
    assert "fmln" in by_keywords(text).perpetrators[0]
