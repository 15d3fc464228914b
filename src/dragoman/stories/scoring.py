"""The probability that two claims tell of the same event: a logistic regression whose weights are a table.

`weights.tsv` is written by `training/merging.py` and may be read and edited; a row without its feature, or a feature
without its row, is refused.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from dragoman.errors import BadTable
from dragoman.stories.features import FEATURES, Gaps, features
from dragoman.stories.telling import Telling
from dragoman.tables import package_path, rows

BIAS = "bias"
COLUMNS = ("feature", "weight", "meaning")
LEAST_TOTAL = -50.0
"""A lower sum is no probability at all."""


class Scorer:
    """The weights in memory."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or package_path("stories", "weights.tsv")
        found: dict[str, float] = {}
        for row in rows(path, COLUMNS):
            try:
                found[row.cells["feature"]] = float(row.cells["weight"])
            except ValueError:
                raise BadTable(f"{path}:{row.line}: the weight {row.cells['weight']!r} is no number") from None
        if set(found) != {BIAS, *FEATURES}:
            odd = ", ".join(sorted(set(found) ^ {BIAS, *FEATURES}))
            raise BadTable(f"{path}: the rows and the features differ in {odd}; run training/merging.py again")
        self.bias = found[BIAS]
        self.weights = tuple(found[name] for name in FEATURES)

    def probability(self, one: Telling, other: Telling, gap: Gaps) -> float:
        """The probability that the two tell of the same event, from 0 to 1."""
        total = self.bias
        for weight, value in zip(self.weights, features(one, other, gap), strict=True):
            total += weight * value
        return 1.0 / (1.0 + math.exp(-total)) if total > LEAST_TOTAL else 0.0

    def reasons(self, one: Telling, other: Telling, gap: Gaps, most: int = 3) -> tuple[str, ...]:
        """The features that spoke most for the two being the same, the weightiest first."""
        values = zip(FEATURES, self.weights, features(one, other, gap), strict=True)
        spoken = ((weight * value, name) for name, weight, value in values)
        speaking = sorted((said for said in spoken if said[0] > 0), reverse=True)
        return tuple(name for _, name in speaking[:most])


@cache
def shipped() -> Scorer:
    """The scorer of the package."""
    return Scorer()
