"""From the scores of a batch to what its words are: trees, tags, spans, voices and status of each window.

This module needs numpy alone, so that the encoder can be measured where the rest of Dragoman is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.language.decoding import best_sequences, decode_heads, log_probabilities, spans_of
from dragoman.language.encoder import Encoder, Scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST_STATUS = 3.0


@dataclass
class Part:
    """What the encoder found in one window of a sentence. Heads count from 0 in the window, -1 is the root."""

    heads: list[int]
    relations: list[str]
    tags: list[str]
    upos: list[str]
    spans: list[tuple[int, int, str]]
    attribution: list[str]
    attribution_p: list[float]
    status: list[float]
    event: list[float]


def parts_of(scores: Scores, encoder: Encoder) -> Iterator[Part]:
    """Decode one batch: the part of each of its members, in their order."""
    import numpy as np

    labels = encoder.labels
    heads = decode_heads(scores.arcs, scores.sizes)
    rows = np.repeat(np.arange(len(scores.sizes)), [size - 1 for size in scores.sizes])
    words = np.concatenate([np.arange(1, size) for size in scores.sizes])
    named = encoder.relations(
        scores.relation_dependent[rows, words], scores.relation_head[rows, heads[rows, words]]
    ).tolist()
    transitions = encoder.transitions
    logs = log_probabilities(scores.attribution)
    roles = best_sequences(logs, scores.sizes, transitions["attribution"])
    sureness = np.exp(np.take_along_axis(logs, roles[..., None], axis=-1)[..., 0])
    names = best_sequences(log_probabilities(scores.spans), scores.sizes, transitions["spans"])
    place = 0
    for row, size in enumerate(scores.sizes):
        own_heads = (heads[row, 1:size] - 1).tolist()
        own_relations = [
            "root" if head < 0 else labels.relations[index]
            for head, index in zip(own_heads, named[place : place + size - 1], strict=True)
        ]
        place += size - 1
        status = scores.status[row, 1:size]
        yield Part(
            heads=own_heads,
            relations=own_relations,
            tags=[labels.tags[index] for index in scores.tags[row, 1:size].tolist()],
            upos=[labels.upos[index] for index in scores.upos[row, 1:size].tolist()],
            spans=spans_of(names[row, 1:size].tolist(), labels.spans),
            attribution=[labels.attribution[index] for index in roles[row, 1:size].tolist()],
            attribution_p=_rounded(sureness[row, 1:size]),
            status=_rounded(np.clip(status[:, 1], -LARGEST_STATUS, LARGEST_STATUS)),
            event=_rounded(1 / (1 + np.exp(-status[:, 0]))),
        )


def _rounded(values: NDArray[np.floating[Any]]) -> list[float]:
    return [round(value, 3) for value in values.tolist()]
