"""The network: three layers of MiniLM with heads for tags, dependencies, named spans, attribution and status.

Shapes: B sentences, T word pieces, W words with the root as word 0, D = 384.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.wordpieces import SHAPES

WIDTH, HEADS, INNER, POSITIONS, PIECES = 384, 12, 1536, 512, 30522
ARC_WIDTH, RELATION_WIDTH = 256, 192
NORM_EPSILON = 1e-12


@dataclass(frozen=True)
class Sizes:
    """How many labels each head tells apart."""

    tags: int
    upos: int
    relations: int
    spans: int
    attribution: int
    status: int = 2


@dataclass
class Batch:
    """Padded inputs: pieces, shapes, attended (B, T); first, last, real (B, W)."""

    pieces: Tensor
    shapes: Tensor
    attended: Tensor
    first: Tensor
    last: Tensor
    real: Tensor


def shared_dropout(states: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout of features, the same for all words of a sentence (Gal and Ghahramani 2016). States are (B, T, D)."""
    if not training or rate <= 0:
        return states
    kept = torch.rand(states.shape[0], 1, states.shape[2], device=states.device) >= rate
    return states * (kept.to(states.dtype) / (1 - rate))


class Layer(nn.Module):
    """One transformer layer with post-normalisation, as in BERT; queries, keys and values in one matrix."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention_in = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (B, T, D) and an additive mask (B, 1, 1, T) to states (B, T, D)."""
        sentences, length, _ = states.shape
        mixed = self.attention_in(states).view(sentences, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        # Written out: for sentences of 30 pieces it is faster on a CPU than the fused attention, above all backwards.
        weights = ((query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2) + mask).softmax(-1)
        attended = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(sentences, length, WIDTH)
        states = self.attention_norm(states + shared_dropout(self.attention_out(attended), self.dropout, self.training))
        inner = functional.gelu(self.inner(states))
        outer = shared_dropout(self.outer(inner), self.dropout, self.training)
        normed: Tensor = self.outer_norm(states + outer)
        return normed


class Encoder(nn.Module):
    """Embeddings and layers: word pieces to vectors. Word embeddings stay frozen; case shapes are learned anew."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout

    def forward(self, pieces: Tensor, shapes: Tensor, attended: Tensor) -> Tensor:
        """(B, T) indices to (B, T, D)."""
        places = self.positions(torch.arange(pieces.shape[1], device=pieces.device))
        states: Tensor = self.norm(self.pieces(pieces) + self.segment + places[None] + self.shapes(shapes))
        states = shared_dropout(states, self.dropout, self.training)
        mask = (1.0 - attended[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, mask)
        return states


class Dragoman(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes, layers: int = 3, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(layers, dropout)
        self.head_dropout = head_dropout
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_product = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.relation_dependent = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation_head = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation = nn.Linear(2 * RELATION_WIDTH, sizes.relations)
        self.tags = nn.Linear(WIDTH, sizes.tags)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.spans = nn.Linear(WIDTH, sizes.spans)
        self.attribution = nn.Linear(WIDTH, sizes.attribution)
        self.status = nn.Linear(WIDTH, sizes.status)

    def words(self, batch: Batch) -> Tensor:
        """Vectors of root and words (B, W, D): the mean of the first and the last piece."""
        states = self.encoder(batch.pieces, batch.shapes, batch.attended)
        width = states.shape[-1]
        first = states.gather(1, batch.first[..., None].expand(-1, -1, width))
        last = states.gather(1, batch.last[..., None].expand(-1, -1, width))
        return shared_dropout((first + last) * 0.5, self.head_dropout, self.training)

    def arcs(self, words: Tensor, real: Tensor) -> Tensor:
        """Scores (B, W, W): row = dependent, column = head, column 0 = root."""
        dependent = self.arc_product(self._mlp(self.arc_dependent, words))
        scores: Tensor = dependent @ self._mlp(self.arc_head, words).transpose(1, 2)
        return scores.masked_fill(~real[:, None, :], -1e4)

    def relation_states(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors (B, W, R) of every word as dependent and as head."""
        dropout = self.head_dropout
        dependent = shared_dropout(self.relation_dependent(words), dropout, self.training)
        head = shared_dropout(self.relation_head(words), dropout, self.training)
        return dependent, head

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of the relations between paired dependents and heads, both (..., R)."""
        mixed: Tensor = self.relation(torch.cat((functional.gelu(dependent + head), dependent * head), dim=-1))
        return mixed

    def _mlp(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return shared_dropout(functional.gelu(layer(words)), self.head_dropout, self.training)


def load_minilm(model: Dragoman, path: Path) -> None:
    """Fill the encoder with the embeddings and the first layers of a MiniLM checkpoint (safetensors)."""
    source = {name.removeprefix("bert."): tensor.float() for name, tensor in load_file(path).items()}
    encoder = model.encoder
    weights = {
        "pieces.weight": source["embeddings.word_embeddings.weight"],
        "positions.weight": source["embeddings.position_embeddings.weight"],
        "segment": source["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
        "shapes.weight": encoder.shapes.weight.data,
    }
    names = {
        "attention_out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for number in range(len(encoder.layers)):
        prefix = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            weights[f"layers.{number}.attention_in.{part}"] = torch.cat(
                [source[f"{prefix}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for ours, theirs in names.items():
                weights[f"layers.{number}.{ours}.{part}"] = source[f"{prefix}.{theirs}.{part}"]
    encoder.load_state_dict(weights)
    encoder.pieces.weight.requires_grad_(False)
