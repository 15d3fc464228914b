"""What the police did, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.evaluation.india_police import evaluate, labels_of
from dragoman.records import Party

POLICE = ("police", "IND", "COP")
CROWD = ("a crowd", "IND", "CVL")
TEXT = "the police fired on a crowd, killing two, and arrested ten; lathis were used."


def test_an_arrest_by_the_police_or_by_nobody_named(made: Any) -> None:
    sentence = made(TEXT)
    for actors in ([POLICE], []):
        claim = sentence.claim("COERCE", "arrested", actors, mode="arrest")
        assert set(labels_of(claim)) == {"ARREST", "ANY_ACTION"}
    assert not set(labels_of(sentence.claim("COERCE", "arrested", [CROWD], mode="arrest")))


def test_the_authorities_understood_are_nobody_named(made: Any) -> None:
    sentence = made(TEXT)
    understood = Party(None, None, None, "Indian government", "IND", "GOV")
    claim = msgspec.structs.replace(sentence.claim("COERCE", "arrested", mode="arrest"), actors=(understood,))
    assert set(labels_of(claim)) == {"ARREST", "ANY_ACTION"}


def test_firing_is_force_and_a_killing_a_kill(made: Any) -> None:
    sentence = made(TEXT)
    assert set(labels_of(sentence.claim("ASSAULT", "fired", [POLICE]))) == {"FORCE", "ANY_ACTION"}
    assert "KILL" in set(labels_of(sentence.claim("ASSAULT", "killing", [POLICE])))
    assert "KILL" in set(labels_of(sentence.claim("ASSAULT", "fired", [POLICE], counts={"dead": (2, 2)})))
    assert "KILL" not in set(labels_of(sentence.claim("ASSAULT", "fired", [POLICE], counts={"dead": (0, 0)})))


def test_means_of_the_police_tell_of_them(made: Any) -> None:
    claim = made(TEXT).claim("ASSAULT", "used", mode="crowd-control")
    assert set(labels_of(claim)) == {"FORCE", "ANY_ACTION"}


def test_what_was_not_done_does_not_count(made: Any) -> None:
    for status in ("negated", "hypothetical"):
        assert not set(labels_of(made(TEXT).claim("ASSAULT", "fired", [POLICE], status=status)))


def test_claims_fall_to_their_sentences(gold_file: Any, tmp_path: Path) -> None:
    sentences = [
        {"sent_id": 0, "text": "the fair was quiet on sunday.", "labels": []},
        {"sent_id": 1, "text": "police arrested 20 protesters near the station.", "labels": ["ANY_ACTION", "ARREST"]},
        {"sent_id": 2, "text": "shops stayed\nshut.", "labels": ["KILL"]},
    ]
    folder = gold_file("docs.jsonl", {"doc_id": 7, "date": "2002-03-04", "sents": sentences})
    figures = evaluate(folder, tmp_path / "errors.jsonl")
    assert figures["n"] == 3
    assert (figures["arrest_f1"], figures["any_f1"], figures["kill_f1"]) == (1.0, 1.0, 0.0)
    assert '"missed": ["KILL"]' in (tmp_path / "errors.jsonl").read_text(encoding="utf-8")


@pytest.mark.data
def test_the_first_published_reports(data: Path) -> None:
    figures = evaluate(data / "events" / "india_police", limit=40)
    assert figures["n"] > 300
    assert figures["arrest_f1"] > 0.3
