"""Scores that several evaluators need: F1 by class, its mean over classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def f1(hits: int, predicted: int, gold: int) -> float:
    """F1 as a share of one; 0 where nothing is right."""
    return 2 * hits / (predicted + gold) if hits else 0.0


def macro_f1(gold: Sequence[str], predicted: Sequence[str | None]) -> float:
    """The unweighted mean of F1 over the classes that the gold has; a missing prediction is None. Four digits."""
    hits = Counter(one for one, other in zip(gold, predicted, strict=True) if one == other)
    n_gold, n_predicted = Counter(gold), Counter(predicted)
    scores = [f1(hits[name], n_predicted[name], n_gold[name]) for name in n_gold]
    return round(sum(scores) / len(scores), 4) if scores else 0.0
