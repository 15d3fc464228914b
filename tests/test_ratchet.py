"""The ratchet: what was reached on gold does not fall. Skipped where the data folder is absent."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest
from benchmarks.bench import FLOORS, GOLD, flat

from dragoman.evaluation import evaluate

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared")) / "data"
FLOOR_OF: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))


@cache
def figures(name: str) -> dict[str, float]:
    """The figures of one evaluator of the bench, run once a session."""
    evaluator, place = GOLD[name]
    if not (DATA / place).exists():
        pytest.skip(f"no {place} in the data folder")
    return flat(evaluate(evaluator, DATA / place))


@pytest.mark.data
@pytest.mark.parametrize("key", sorted(FLOOR_OF))
def test_no_figure_falls_below_its_floor(key: str) -> None:
    name, _, figure = key.partition(".")
    assert figures(name)[figure] >= FLOOR_OF[key]
