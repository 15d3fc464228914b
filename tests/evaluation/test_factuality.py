"""How sure an event is: scores from model and cue, classes of status."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.factuality import OPEN, Judged, class_of, evaluate, figures


@pytest.mark.parametrize(
    ("score", "status"), [(3.0, "actual"), (1.5, "actual"), (1.4, OPEN), (0.0, OPEN), (-1.4, OPEN), (-1.5, "negated")]
)
def test_the_scale_holds_three_statuses(score: float, status: str) -> None:
    assert class_of(score) == status


def test_model_and_cue_speak_together() -> None:
    assert Judged("1", 0, 3.0, 2.4, "actual").score == 2.4
    assert Judged("1", 0, -3.0, 1.0, "negated").score == -1.0
    assert Judged("1", 0, -3.0, None, "negated").score == -3.0
    assert Judged("1", 0, -3.0, 1.0, "negated").predicted == "negated"
    assert Judged("1", 0, 0.0, 0.3, "actual").predicted == OPEN


def test_figures_over_events() -> None:
    judged = [
        Judged("1", 0, 3.0, 2.5, "actual"),
        Judged("1", 1, -3.0, -2.0, "negated"),
        Judged("1", 2, 0.0, 2.0, "actual"),
    ]
    result = figures(judged)
    assert result["n"] == 3
    assert result["mae"] == 1.0
    assert result["pearson_r"] == pytest.approx(0.866, abs=0.05)
    assert result["macro_f1"] == pytest.approx(0.5556, abs=1e-4)


def test_train_splits_are_left_out(gold_file: Any) -> None:
    row = {
        "id": "1",
        "split": "dev",
        "tokens": ["Rebels", "did", "not", "attack", "the", "town", "."],
        "factuality": [{"i": 3, "token": "attack", "value": -3.0}],
    }
    result = evaluate(gold_file("uw.jsonl", row, row | {"split": "train"}))
    assert result["n"] == 1
    assert result["macro_f1"] == 1.0


@pytest.mark.data
def test_the_published_sentences(data: Path) -> None:
    result = evaluate(data / "status" / "factuality", limit=150)
    assert result["n"] > 300
    assert result["pearson_r"] > 0.5
