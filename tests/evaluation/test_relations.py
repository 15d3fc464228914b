"""Relations of coded claims against those of gold claims."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from dragoman.coder import Coder
from dragoman.evaluation.relations import evaluate
from dragoman.reading import read_text

TEXTS = {
    "a": "The United States imposed sanctions on Cuba in February 1962.",
    "b": "Saudi Arabia severed diplomatic relations with Qatar on Monday.",
}


def gold(folder: Path, coder: Coder, *texts: str) -> Path:
    """A folder whose gold are the claims of the coder for some of the texts."""
    reports = [read_text(text, id=name, date="2017-06-06") for name, text in TEXTS.items()]
    (folder / "reports.jsonl").write_text(
        "".join(json.dumps({"id": r.id, "date": r.published, "text": r.text}) + "\n" for r in reports)
    )

    told = [
        msgspec.json.encode(claim).decode() for r, claims in coder.code(reports) if r.id in texts for claim in claims
    ]
    (folder / "claims.jsonl").write_text("".join(line + "\n" for line in told))
    return folder


def test_what_comes_through_is_found_with_its_begin(tmp_path: Path, coder: Coder) -> None:
    assert evaluate(gold(tmp_path, coder, "a", "b")) == {
        "n": 2, "precision": 1.0, "recall": 1.0, "f1": 1.0, "begin_of_found": 1.0,
    }  # fmt: skip


def test_what_gold_claims_do_not_give_is_spurious_and_listed(tmp_path: Path, coder: Coder) -> None:
    errors = tmp_path / "errors.jsonl"
    figures = evaluate(gold(tmp_path, coder, "a"), errors)
    assert (figures["n"], figures["precision"], figures["recall"]) == (1, 0.5, 1.0)
    (wrong,) = map(json.loads, errors.read_text().splitlines())
    assert wrong == {"report": "b", "kind": "spurious", "case": ["diplomatic", ["QAT", "SAU"], [], True]}
