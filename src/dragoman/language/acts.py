"""Acts that the encoder sees: their words, types and contents, and who stands on which side.

Like `parts`, this module needs numpy alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.language.encoder import Labels, Scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

LEAST_ACT, LEAST_TYPE, LEAST_ROLE = 0.02, 0.05, 0.3
"""Below these probabilities acts, their types and roles are not passed on."""
ROLED_ACT = 0.2
"""Sides are looked for at acts of at least this probability."""
NO_LABEL = 0

Roles = tuple[tuple[int, str, float], ...]
FoundAct = tuple[int, float, tuple[tuple[str, float], ...], str | None, Roles]
"""Word, probability, types with theirs, content, roles of words with theirs: the fields of `records.LearnedAct`."""


def acts_of(scores: Scores, labels: Labels, roles_of: Callable[[Floats, Floats], Floats]) -> list[list[FoundAct]]:
    """The acts of each sentence of a batch; `roles_of` names roles for vectors (N, R) of anchors and words."""
    import numpy as np

    found: list[list[FoundAct]] = [[] for _ in scores.sizes]
    likely = 1 - scores.acts[..., NO_LABEL]
    likely[:, 0] = 0
    for row, size in enumerate(scores.sizes):
        likely[row, size:] = 0
    rows, places = np.nonzero(likely >= LEAST_ACT)
    roles = _roles(scores, labels, rows, places, likely[rows, places], roles_of)
    for number, (row, place) in enumerate(zip(rows.tolist(), places.tolist(), strict=True)):
        shares = scores.acts[row, place]
        order = [index for index in np.argsort(-shares).tolist() if index != NO_LABEL and shares[index] >= LEAST_TYPE]
        types = tuple((labels.acts[index], round(float(shares[index]), 3)) for index in order)
        content = int(scores.contents[row, place])
        named = labels.acts[content] if content != NO_LABEL else None
        found[row].append((place - 1, round(float(likely[row, place]), 3), types, named, roles.get(number, ())))
    return found


def _roles(
    scores: Scores,
    labels: Labels,
    rows: Ints,
    places: Ints,
    likely: Floats,
    roles_of: Callable[[Floats, Floats], Floats],
) -> dict[int, Roles]:
    """The sides of the likely acts, by the number of the act: word, role, probability."""
    import numpy as np

    numbers = np.flatnonzero(likely >= ROLED_ACT)
    if not len(numbers):
        return {}
    counts = [scores.sizes[rows[number]] - 1 for number in numbers]
    acts = np.repeat(numbers, counts)
    words = np.concatenate([np.arange(1, count + 1) for count in counts])
    shares = roles_of(scores.role_anchor[rows[acts], places[acts]], scores.role_word[rows[acts], words])
    found: dict[int, list[tuple[int, str, float]]] = {}
    for pair, role in zip(*np.nonzero(shares[:, 1:] >= LEAST_ROLE), strict=True):
        told = (int(words[pair]) - 1, labels.roles[role + 1], round(float(shares[pair, role + 1]), 3))
        found.setdefault(int(acts[pair]), []).append(told)
    return {number: tuple(told) for number, told in found.items()}
