"""The evaluator of actors on cases of our own, and the bars on the published ones."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.evaluation.actors import evaluate, party_country_given_spans

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "data"


def case(text: str, day: str | None, *expected: tuple[str | None, str, object]) -> str:
    wishes = [{"field": field, "op": op, "value": value} for field, op, value in expected]
    raw = {"id": text, "call": "agent_to_code", "text": text, "context": None, "date": day, "expect": wishes}
    return json.dumps(raw)


def test_shares_and_errors(tmp_path: Path) -> None:
    lines = [
        case("Turkish troops", None, ("country", "==", "TUR"), ("code_1", "==", "MIL")),
        case("Japan", "Today", ("country", "==", "JAP"), ("code_1", "==", "")),
        case("Iranian officials", "2020-01-01", ("country", "==", "IRN"), ("code_1", "==", "MIL")),
        case("a demand", None, (None, "is", None)),
    ]
    path, errors = tmp_path / "actor_tests.jsonl", tmp_path / "errors.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = evaluate(tmp_path, errors)
    assert {name: figures[name] for name in ("country", "sector", "dated", "nothing", "n")} == {
        "country": 1.0,
        "sector": 0.6667,
        "dated": 0.0,
        "nothing": 1.0,
        "n": 4,
    }
    (wrong,) = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert wrong["text"] == "Iranian officials"


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "actor_tests.jsonl"
    path.write_text('{"no": "case"}\n', encoding="utf-8")
    with pytest.raises(DragomanError, match=r"actor_tests\.jsonl:1: not an actor test"):
        evaluate(path)


@pytest.mark.data
@pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not here")
def test_the_published_expectations() -> None:
    figures = evaluate(SHARED / "actors" / "ngec_actor_tests")
    assert figures["nothing"] == 1.0
    assert isinstance(figures["country"], float) and figures["country"] >= 0.82


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not here")
def test_countries_of_gold_spans() -> None:
    assert party_country_given_spans(SHARED / "wire") >= 0.8
