"""The TempEval evaluator on a made document, and the bar on the real ones where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.evaluation.tempeval import evaluate

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared"))
TEMPEVAL = SHARED / "data" / "dates" / "tempeval3"
TEXT = "Rebels took the port on Monday and left it in 2019. The siege lasted five years."


def made(folder: Path) -> Path:
    def timex(text: str, kind: str, value: str) -> dict[str, object]:
        start = TEXT.index(text)
        return {"text": text, "type": kind, "value": value, "start": start, "end": start + len(text)}

    gold = [timex("Monday", "DATE", "2020-07-06"), timex("2019", "DATE", "2018"), timex("five", "DURATION", "P5Y")]
    document = {"doc_id": "d", "split": "platinum", "dct": "2020-07-08", "text": TEXT, "timexes": json.dumps(gold)}
    path = folder / "docs.jsonl"
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")
    return path


def test_figures_and_errors(tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    figures = evaluate(made(tmp_path), errors)
    assert figures == {"relaxed_f1": 1.0, "strict_f1": 0.6667, "value_f1": 0.6667, "type_f1": 1.0, "n": 3}
    told = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(one["error"], one["gold"], one["own"]) for one in told] == [
        ("value", "2019", "2019"),
        ("extent", "five", "five years"),
    ]


def test_a_split_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="no document of the split 'gold'; use platinum"):
        evaluate(made(tmp_path), split="gold")


@pytest.mark.data
@pytest.mark.skipif(not TEMPEVAL.exists(), reason="the shared data folder is not at hand")
def test_platinum_keeps_its_bar() -> None:
    figures = evaluate(TEMPEVAL)
    assert float(str(figures["relaxed_f1"])) >= 0.91
    assert float(str(figures["value_f1"])) >= 0.80
