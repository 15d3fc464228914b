"""How labels follow one another in the training data, for decoding whole sequences instead of single words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

SMOOTHING = 0.1
FORBIDDEN = -1e4


def transition_scores(sequences: Iterable[Sequence[str | None]], labels: Sequence[str]) -> list[list[float]]:
    """Log of P(label | label before) / P(label), a row for every label before and a last one for the start.

    None stands for a word whose label is not known; pairs with it are not counted. An I without a B or I of its type
    before it is forbidden.
    """
    index = {label: number for number, label in enumerate(labels)}
    size = len(labels)
    pairs = [[SMOOTHING] * size for _ in range(size + 1)]
    for sequence in sequences:
        before: int | None = size
        for label in sequence:
            here = None if label is None else index[label]
            if before is not None and here is not None:
                pairs[before][here] += 1
            before = here
    totals = [sum(row[column] for row in pairs) for column in range(size)]
    whole = sum(totals)
    rows = [[math.log(row[column] / sum(row) / (totals[column] / whole)) for column in range(size)] for row in pairs]
    for before_label, row in zip([*labels, "O"], rows, strict=True):
        for column, label in enumerate(labels):
            if label[0] == "I" and before_label[2:] != label[2:]:
                row[column] = FORBIDDEN
    return [[round(value, 3) for value in row] for row in rows]
