"""PETRARCH's unit tests: at least 200 of its records are right from raw text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.evaluation import evaluate

DATA = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "data"
FOLDER = DATA / "events" / "petrarch_unittest"


@pytest.mark.data
@pytest.mark.skipif(not FOLDER.exists(), reason="no PETRARCH records in the data folder")
def test_petrarchs_own_records() -> None:
    figures = evaluate("petrarch", FOLDER)
    assert figures["exact"] >= 240
    assert figures["exact"] + figures["partial"] + figures["wrong"] == figures["n"]
