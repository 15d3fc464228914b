"""Batches of sentences of like length, with the labels of their task as tensors."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.examples import ATTRIBUTION_LABELS, SPAN_LABELS, UNKNOWN, Encoded
from training.model import Batch, Sizes


@dataclass(frozen=True)
class Labels:
    """The ordered label inventories of the heads."""

    tags: tuple[str, ...]
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    spans: tuple[str, ...] = SPAN_LABELS
    attribution: tuple[str, ...] = ATTRIBUTION_LABELS

    def sizes(self) -> Sizes:
        """How many labels each head tells apart."""
        return Sizes(len(self.tags), len(self.upos), len(self.relations), len(self.spans), len(self.attribution))


def length_batches(examples: Sequence[Encoded], pieces: int, rng: random.Random | None = None) -> list[list[int]]:
    """Indices in batches of at most `pieces` padded word pieces; shuffled if a generator is given."""
    noise: Callable[[], float] = (lambda: rng.random() * 4) if rng else (lambda: 0.0)
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].pieces) + noise())
    batches: list[list[int]] = [[]]
    longest = 0
    for index in order:
        longest = max(longest, len(examples[index].pieces))
        if batches[-1] and longest * (len(batches[-1]) + 1) > pieces:
            batches.append([])
            longest = len(examples[index].pieces)
        batches[-1].append(index)
    if rng:
        rng.shuffle(batches)
    return batches


def endless(examples: Sequence[Encoded], pieces: int, rng: random.Random) -> Iterator[list[Encoded]]:
    """Epoch after epoch of shuffled batches."""
    while True:
        for batch in length_batches(examples, pieces, rng):
            yield [examples[index] for index in batch]


def pad(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of integers to one (B, longest) tensor."""
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def inputs(batch: Sequence[Encoded]) -> Batch:
    """The padded inputs of the network."""
    pieces = pad([row.pieces for row in batch], 0)
    first = pad([row.first for row in batch], 0)
    attended = torch.arange(pieces.shape[1])[None] < torch.tensor([len(row.pieces) for row in batch])[:, None]
    real = torch.arange(first.shape[1])[None] < torch.tensor([len(row.first) for row in batch])[:, None]
    return Batch(
        pieces, pad([row.shapes for row in batch], 0), attended, first, pad([row.last for row in batch], 0), real
    )


class Targets:
    """Turns the labels of examples into padded index tensors (B, W); the root at word 0 has no label."""

    def __init__(self, labels: Labels) -> None:
        self._tags = _index(labels.tags)
        self._upos = _index(labels.upos)
        self._relations = _index(labels.relations)
        self._attribution = _index(labels.attribution)
        self._spans = _index(labels.spans)

    def trees(self, batch: Sequence[Encoded]) -> dict[str, Tensor]:
        """Tags, upos, heads and relations."""
        examples = [row.example for row in batch]
        return {
            "tags": _rows([[self._tags.get(tag, UNKNOWN) for tag in row.tags] for row in examples]),
            "upos": _rows([[self._upos.get(tag, UNKNOWN) for tag in row.upos] for row in examples]),
            "heads": _rows([row.heads for row in examples]),
            "relations": _rows([[self._relations.get(name, UNKNOWN) for name in row.relations] for row in examples]),
        }

    def spans(self, batch: Sequence[Encoded]) -> Tensor:
        """Allowed labels as booleans (B, W, labels); rows without any label are outside the loss."""
        width = max(len(row.first) for row in batch)
        allowed = torch.zeros(len(batch), width, len(self._spans), dtype=torch.bool)
        for number, row in enumerate(batch):
            for place, labels in enumerate(row.example.spans, start=1):
                for label in labels:
                    allowed[number, place, self._spans[label]] = True
        return allowed

    def attribution(self, batch: Sequence[Encoded]) -> Tensor:
        """Attribution labels."""
        return _rows([[self._attribution[label] for label in row.example.attribution] for row in batch])

    def status(self, batch: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
        """Factuality values (B, W) and which words are events (B, W): 1, 0, or UNKNOWN beyond the sentence."""
        rows = [row.example.status for row in batch]
        values = [[0.0, *(value or 0.0 for value in row)] for row in rows]
        width = max(len(row) for row in values)
        padded = torch.tensor([[*row, *[0.0] * (width - len(row))] for row in values])
        return padded, _rows([[int(value is not None) for value in row] for row in rows])


def _index(labels: Sequence[str]) -> Mapping[str, int]:
    return {label: number for number, label in enumerate(labels)}


def _rows(rows: Sequence[Sequence[int]]) -> Tensor:
    return pad([[UNKNOWN, *row] for row in rows], UNKNOWN)
