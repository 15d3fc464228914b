"""The network: some layers of MiniLM with heads for tags, trees, named spans, attribution, status, and acts.

Shapes: B sentences, T word pieces, W words with the root as word 0, D = 384. Imports nothing of Dragoman, so that it
can be carried to a machine with an accelerator alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, POSITIONS, PIECES = 384, 12, 1536, 512, 30522
ARC_WIDTH, RELATION_WIDTH = 256, 192
ACT_WIDTH, ROLE_WIDTH = 256, 96
SHAPES = 8  # classes of case, as in dragoman.language.wordpieces
NORM_EPSILON = 1e-12


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
        if states.is_cuda:
            kept = mask.to(value.dtype).expand(-1, -1, length, -1)
            attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=kept)
            attended = attended.transpose(1, 2).reshape(sentences, length, WIDTH)
            return self._rest(states, attended)
        # Written out: for sentences of 30 pieces it is faster on a CPU than the fused attention, above all backwards.
        weights = ((query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2) + mask).softmax(-1)
        attended = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(sentences, length, WIDTH)
        return self._rest(states, attended)

    def _rest(self, states: Tensor, attended: Tensor) -> Tensor:
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
    """Encoder and heads. `sizes` says how many labels each head tells apart, by name."""

    def __init__(
        self, sizes: Mapping[str, int], layers: int = 3, dropout: float = 0.1, head_dropout: float = 0.25
    ) -> None:
        super().__init__()
        self.encoder = Encoder(layers, dropout)
        self.head_dropout = head_dropout
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_product = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.relation_dependent = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation_head = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation = nn.Linear(2 * RELATION_WIDTH, sizes["relations"])
        self.tags = nn.Linear(WIDTH, sizes["tags"])
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.spans = nn.Linear(WIDTH, sizes["spans"])
        self.attribution = nn.Linear(WIDTH, sizes["attribution"])
        self.status = nn.Linear(WIDTH, 2)
        self.act_hidden = nn.Linear(WIDTH, ACT_WIDTH)
        self.act_types = nn.Linear(ACT_WIDTH, sizes["acts"])
        self.act_contents = nn.Linear(ACT_WIDTH, sizes["acts"])
        self.role_anchor = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_word = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role = nn.Linear(2 * ROLE_WIDTH, sizes["roles"])

    def words(self, pieces: Tensor, shapes: Tensor, attended: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Vectors of root and words (B, W, D): the mean of the first and the last piece."""
        states = self.encoder(pieces, shapes, attended)
        width = states.shape[-1]
        opening = states.gather(1, first[..., None].expand(-1, -1, width))
        closing = states.gather(1, last[..., None].expand(-1, -1, width))
        return shared_dropout((opening + closing) * 0.5, self.head_dropout, self.training)

    def arcs(self, words: Tensor, real: Tensor) -> Tensor:
        """Scores (B, W, W): row = dependent, column = head, column 0 = root."""
        dependent = self.arc_product(self._mlp(self.arc_dependent, words))
        scores: Tensor = dependent @ self._mlp(self.arc_head, words).transpose(1, 2)
        return scores.masked_fill(~real[:, None, :], -1e4)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores (B, W, relations) of the arc from each word to the head (B, W) given for it."""
        dependent = self._dropped(self.relation_dependent(words))
        head = self._dropped(self.relation_head(words))
        chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        return self._paired(self.relation, dependent, chosen)

    def acts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (B, W, types) of the type of act that each word anchors, and of the type of its content."""
        hidden = self._mlp(self.act_hidden, words)
        return self.act_types(hidden), self.act_contents(hidden)

    def roles(self, anchors: Tensor, words: Tensor) -> Tensor:
        """Scores (N, W, roles) of words (N, W, D) towards one anchor each (N, D)."""
        anchor = self._dropped(self.role_anchor(anchors[:, None]))
        word = self._dropped(self.role_word(words))
        return self._paired(self.role, anchor.expand_as(word), word)

    def _paired(self, layer: nn.Linear, left: Tensor, right: Tensor) -> Tensor:
        mixed: Tensor = layer(torch.cat((functional.gelu(left + right), left * right), dim=-1))
        return mixed

    def _dropped(self, states: Tensor) -> Tensor:
        return shared_dropout(states, self.head_dropout, self.training)

    def _mlp(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return self._dropped(functional.gelu(layer(words)))


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
