"""PLOVER's gold standard records: what is read, which claim is scored, what counts as right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.folding import folded_countries, folded_country, todays_types
from dragoman.evaluation.gsr import anchored, evaluate, records
from dragoman.ontology import TYPES


def record(**changes: Any) -> dict[str, Any]:
    plain = {
        "id": "1",
        "date": "2000-01-01",
        "text": "Japan demanded that Burma free the monks.",
        "event": "DEMAND",
        "eventText": "demanded free",
        "source": [{"actorText": "Japan", "code": "JAP"}],
        "target": [{"actorText": "Burma", "code": "MMR"}],
        "textInfo": {"markup": "(SRC: Japan) (EVT: demanded) that (TAR: Burma) (EVT: free) the monks."},
    }
    return plain | changes


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("DEMAND", ("REQUEST",)),
        ("DISAPPROVE", ("ACCUSE",)),
        ("INVESTIGATE", ("ACCUSE",)),
        ("FIGHT", ("ASSAULT",)),
        ("YIELD", ("RETREAT", "CONCEDE")),
        ("AID", ("AID",)),
    ],
)
def test_types_of_2016_are_types_of_today(old: str, today: tuple[str, ...]) -> None:
    assert todays_types(old) == today
    assert set(today) <= set(TYPES)


def test_slips_and_bodies_are_folded() -> None:
    assert [folded_country(code) for code in ("JAP", "ITL", "UNO", "EUR", "FRA")] == ["JPN", "ITA", "IGO", "IGO", "FRA"]


def test_a_record_is_read_with_its_words_in_the_text(gold_file: Any) -> None:
    (one,) = records(gold_file("records.jsonl", record()))
    assert one.types == ("REQUEST",)
    assert (one.sources, one.targets) == (frozenset({"JPN"}), frozenset({"MMR"}))
    assert [one.text[start:end] for start, end in one.words] == ["demanded", "free"]


def test_broken_markup_and_bare_words_for_actors_are_read(gold_file: Any) -> None:
    broken = record(textInfo="(SRC: Japan) (EVT: demanded} that", target="diplomatic")
    (one,) = records(gold_file("records.jsonl", broken))
    assert one.targets == frozenset()
    assert [one.text[start:end] for start, end in one.words] == ["demanded"]


def test_the_claim_on_the_marked_words_is_scored(made: Any) -> None:
    sentence = made("Japan demanded that Burma free the monks.")
    claims = [sentence.claim("REQUEST", "demanded"), sentence.claim("RETREAT", "free")]
    assert anchored(claims, [(26, 30)]) is claims[1]
    assert anchored(claims, [(0, 5)]) is None


def test_a_party_without_a_country_adds_none(made: Any) -> None:
    claim = made("Japan and miners met.").claim("CONSULT", "met", [("Japan", "JPN", "GOV"), ("miners", None, "LAB")])
    assert folded_countries(claim.actors) == frozenset({"JPN"})


def test_a_right_and_a_missed_record(gold_file: Any, tmp_path: Path) -> None:
    folder = gold_file("records.jsonl", record(), record(id="2", text="Snow fell in the hills.", textInfo={}))
    figures = evaluate(folder, tmp_path / "errors.jsonl")
    assert figures["n"] == 2
    assert figures["type_f1"] == 0.6667
    assert figures["coded"] == 0.5
    assert "Snow" in (tmp_path / "errors.jsonl").read_text(encoding="utf-8")


@pytest.mark.data
def test_the_published_records(data: Path) -> None:
    figures = evaluate(data / "events" / "plover_gsr")
    assert {"type_f1", "quad_f1", "whole_event_f1", "n"} <= set(figures)
    assert figures["n"] == 322
    assert figures["quad_f1"] >= figures["type_f1"] >= figures["whole_event_f1"] > 0.2
