"""The evaluator of PolNeAR on made-up documents, and on the real ones where they are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.polnear import Voice, evaluate, paired

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "data"
GOLD = SHARED / "sources" / "polnear" / "dev.jsonl"


def span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def document(text: str, *attributions: tuple[str, str, str]) -> dict[str, Any]:
    rows = [
        {"source": [span(text, who)] if who else [], "cue": [span(text, cue)], "content": [span(text, content)]}
        for who, cue, content in attributions
    ]
    return {"doc_id": "d", "text": text, "attributions": rows}


def written(folder: Path, *documents: dict[str, Any]) -> Path:
    path = folder / "dev.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    return path


def test_what_is_found_right_scores_one(tmp_path: Path) -> None:
    text = "The minister said that the army had left the town."
    path = written(tmp_path, document(text, ("The minister", "said", "that the army had left the town")))
    figures = evaluate(path)
    assert figures["n"] == 1
    for key in ("detection_f1", "cue_f1", "source_head_f1", "content_token_f1"):
        assert figures[key] == 1.0


def test_wrong_cases_are_written_down(tmp_path: Path) -> None:
    text = "The minister said that the army had left the town. The army left."
    path = written(tmp_path, document(text, ("The army", "left", "The army")))
    errors = tmp_path / "errors.jsonl"
    evaluate(path, errors)
    kinds = {json.loads(line)["error"] for line in errors.read_text(encoding="utf-8").splitlines()}
    assert kinds == {"missed", "spurious"}


def test_cues_match_one_to_one_by_the_larger_overlap() -> None:
    def voice(*tokens: int) -> Voice:
        return Voice(frozenset((0, token) for token in tokens), frozenset(), frozenset())

    assert paired([voice(1, 2), voice(2)], [voice(1, 2)]) == {0: 0}


@pytest.mark.data
@pytest.mark.skipif(not GOLD.exists(), reason="the shared data are not here")
def test_polnear_stays_above_its_bars() -> None:
    figures = evaluate(GOLD)
    bars = {"detection_f1": 0.85, "cue_f1": 0.80, "source_head_f1": 0.80, "content_token_f1": 0.75}
    below = {key: figures[key] for key, bar in bars.items() if float(str(figures[key])) < bar}
    assert not below
