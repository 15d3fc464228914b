"""From the scores of a batch to what its words are: trees, tags, spans, voices, status and acts of each window.

This module needs numpy alone, so that the encoder can be measured where the rest of Dragoman is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.language.acts import FoundAct, acts_of
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
    acts: list[FoundAct]


def parts_of(scores: Scores, encoder: Encoder) -> Iterator[Part]:
    """Decode one batch: the part of each of its members, in their order."""
    import numpy as np

    labels, transitions = encoder.labels, encoder.transitions
    heads = decode_heads(scores.arcs, scores.sizes)
    rows = np.repeat(np.arange(len(scores.sizes)), [size - 1 for size in scores.sizes])
    words = np.concatenate([np.arange(1, size) for size in scores.sizes])
    own_heads = heads[rows, words]
    named = encoder.relations(scores.relation_dependent[rows, words], scores.relation_head[rows, own_heads])
    relations = _names(labels.relations)[named]
    relations[own_heads == 0] = "root"
    logs = log_probabilities(scores.attribution)
    roles = best_sequences(logs, scores.sizes, transitions["attribution"])
    sureness = np.exp(np.take_along_axis(logs, roles[..., None], axis=-1)[..., 0])
    spans = best_sequences(log_probabilities(scores.spans), scores.sizes, transitions["spans"])
    tags, upos = _names(labels.tags)[scores.tags], _names(labels.upos)[scores.upos]
    voices, sure = _names(labels.attribution)[roles], _rounded(sureness)
    status = _rounded(np.clip(scores.status[..., 1], -LARGEST_STATUS, LARGEST_STATUS))
    event = _rounded(1 / (1 + np.exp(-scores.status[..., 0])))
    acts = acts_of(scores, labels, encoder.roles)
    place = 0
    for row, size in enumerate(scores.sizes):
        own = slice(place, place + size - 1)
        place += size - 1
        yield Part(
            heads=(own_heads[own] - 1).tolist(),
            relations=relations[own].tolist(),
            tags=tags[row, 1:size].tolist(),
            upos=upos[row, 1:size].tolist(),
            spans=spans_of(spans[row, 1:size].tolist(), labels.spans),
            attribution=voices[row, 1:size].tolist(),
            attribution_p=sure[row, 1:size].tolist(),
            status=status[row, 1:size].tolist(),
            event=event[row, 1:size].tolist(),
            acts=acts[row],
        )


def _names(labels: Sequence[str]) -> NDArray[np.object_]:
    """Labels to be looked up for many indices at once."""
    import numpy as np

    return np.array(labels, dtype=np.object_)


def _rounded(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Values to three decimals."""
    import numpy as np

    exact: NDArray[np.float64] = values.astype(np.float64)
    return exact.round(3)
