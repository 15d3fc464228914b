"""The encoder: batches of words through the ONNX graphs.

A sentence is padded to one of a few fixed lengths, whatever its neighbours are, and the graph's activation scales are
fixed: so its analysis does not depend on the batch it is in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.language.wordpieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

LENGTHS: tuple[int, ...] = (*range(8, 96, 4), *range(96, 192, 16), *range(192, 513, 32))
# What one pass of the graph takes fits the second-level cache; decoding takes many passes at once, since its cost lies
# in the number of its steps.
PIECES_PER_PASS, PIECES_PER_BATCH = 256, 4096
CPU = "cpu"
MAX_PIECES = LENGTHS[-1]
MASKED = -1e4
FORBIDDEN = -1e4
OUTPUTS = (
    "arcs", "relation_dependent", "relation_head", "tags", "upos", "spans", "attribution", "status",
    "acts", "contents", "role_anchor", "role_word",
)  # fmt: skip

Pieces = tuple[list[int], list[int], list[int], list[int]]


@dataclass(frozen=True)
class PackedBatch:
    """Padded inputs of the graph. Word 0 of every sentence is the root; counts include it and the class pieces."""

    pieces: Ints
    shapes: Ints
    mask: Floats
    first: Ints
    last: Ints
    piece_counts: tuple[int, ...]
    word_counts: tuple[int, ...]

    def feed(self) -> dict[str, Any]:
        """The graph's inputs by name."""
        return {"pieces": self.pieces, "shapes": self.shapes, "mask": self.mask, "first": self.first, "last": self.last}


def padded_length(pieces: int) -> int:
    """The smallest of the fixed lengths that holds so many pieces."""
    return next(length for length in LENGTHS if length >= pieces)


def pack(sentences: Sequence[Pieces], length: int | None = None) -> PackedBatch:
    """Pad sentences to `length` pieces (the longest one's fixed length by default); words to as many places."""
    import numpy as np

    piece_counts = tuple(len(row[0]) for row in sentences)
    word_counts = tuple(len(row[2]) for row in sentences)
    length = length or padded_length(max(piece_counts))
    pieces = np.zeros((len(sentences), length), np.int64)
    shapes = np.zeros_like(pieces)
    mask = np.full((len(sentences), 1, 1, length), MASKED, np.float32)
    first = np.zeros((len(sentences), length), np.int64)
    last = np.zeros_like(first)
    for row, (own, cases, begins, ends) in enumerate(sentences):
        pieces[row, : len(own)] = own
        shapes[row, : len(own)] = cases
        mask[row, 0, 0, : len(own)] = 0.0
        first[row, : len(begins)] = begins
        last[row, : len(ends)] = ends
    offsets = (np.arange(len(sentences), dtype=np.int64) * length)[:, None]
    return PackedBatch(pieces, shapes, mask, first + offsets, last + offsets, piece_counts, word_counts)


@dataclass(frozen=True)
class Labels:
    """The label inventories of the heads, in the order of the scores."""

    tags: tuple[str, ...]
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    spans: tuple[str, ...]
    attribution: tuple[str, ...]
    acts: tuple[str, ...]
    roles: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read `labels.json`."""
        rows = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: tuple(rows[name]) for name in cls.__dataclass_fields__})


def load_transitions(path: Path) -> dict[str, Floats]:
    """Read `transitions.json`: for a layer, how its labels follow one another (L + 1, L), weighted."""
    import numpy as np

    rows = json.loads(path.read_text(encoding="utf-8"))
    weight = np.float32(rows.pop("weight"))
    tables = {name: np.asarray(table, np.float32) for name, table in rows.items()}
    return {name: np.where(table <= FORBIDDEN, table, table * weight) for name, table in tables.items()}


@dataclass(frozen=True)
class Scores:
    """What the heads say of one batch of B sentences and W places for words, the root first."""

    members: tuple[int, ...]
    sizes: tuple[int, ...]
    arcs: Floats
    relation_dependent: Floats
    relation_head: Floats
    tags: Ints
    upos: Ints
    spans: Floats
    attribution: Floats
    status: Floats
    acts: Floats
    contents: Ints
    role_anchor: Floats
    role_word: Floats


class Encoder:
    """The loaded graphs, their labels and the word pieces.

    `device` is cpu or cuda (`dragoman.language.gpu`). `pieces_per_pass` is how many padded pieces one pass takes.
    """

    def __init__(self, models: Path, threads: int = 1, device: str = CPU) -> None:
        self.labels = Labels.load(models / "labels.json")
        self.transitions = load_transitions(models / "transitions.json")
        self.pieces = WordPieces.load(models / "vocab.txt")
        (self._encoder, self._relations, self._roles), self.pieces_per_pass = _sessions(models, threads, device)

    def fits(self, pieces: Pieces) -> bool:
        """True if the graph has places for so many pieces."""
        return len(pieces[0]) <= MAX_PIECES

    def run(self, sentences: Sequence[Pieces]) -> Iterator[Scores]:
        """Scores of all sentences, batch by batch in order of length."""
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, row in enumerate(sentences):
            by_length[padded_length(len(row[0]))].append(index)
        for length, members in sorted(by_length.items()):
            size = max(1, PIECES_PER_BATCH // length)
            for start in range(0, len(members), size):
                part = members[start : start + size]
                sizes = tuple(len(sentences[index][2]) for index in part)
                yield Scores(tuple(part), sizes, *self._scores([sentences[index] for index in part], length))

    def _scores(self, sentences: Sequence[Pieces], length: int) -> list[Any]:
        """The outputs for sentences of one padded length, in as many passes as it takes."""
        import numpy as np

        size = max(1, self.pieces_per_pass // length)
        passes = [
            self._encoder.run(list(OUTPUTS), pack(sentences[start : start + size], length).feed())
            for start in range(0, len(sentences), size)
        ]
        return passes[0] if len(passes) == 1 else [np.concatenate(parts) for parts in zip(*passes, strict=True)]

    def relations(self, dependent: Floats, head: Floats) -> Ints:
        """Label indices of arcs, given the vectors (N, R) of their two ends."""
        found: Ints = _of_pairs(self._relations, "relations", {"dependent": dependent, "head": head})
        return found

    def roles(self, anchor: Floats, word: Floats) -> Floats:
        """Probabilities (N, roles) of words towards acts, given the vectors (N, R) of anchors and words."""
        found: Floats = _of_pairs(self._roles, "roles", {"anchor": anchor, "word": word})
        return found


def _of_pairs(session: Any, output: str, sides: dict[str, Floats]) -> Any:
    import numpy as np

    count = len(next(iter(sides.values())))
    if count < 2:  # onnxruntime multiplies a single row in another order: never give it one
        sides = {name: np.concatenate([rows] * 2) for name, rows in sides.items()}
    return session.run([output], sides)[0][:count]


def _sessions(models: Path, threads: int, device: str) -> tuple[tuple[Any, Any, Any], int]:
    """The sessions of encoder, relations and roles, and how many pieces suit the device in one pass."""
    encoder, relations, roles = (models / f"{name}.onnx" for name in ("encoder", "relations", "roles"))
    if device == CPU:
        return (_session(encoder, threads), _session(relations, 1), _session(roles, 1)), PIECES_PER_PASS
    from dragoman.language import gpu

    sessions = (gpu.cuda_session(encoder), gpu.cuda_session(relations), gpu.cuda_session(roles))
    return sessions, gpu.PIECES_PER_PASS


def session_options(threads: int) -> Any:
    """How onnxruntime runs the graphs on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Processors without VNNI would let 8-bit products saturate, and read some words otherwise than those with it.
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.log_severity_level = 3
    return options


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    return onnxruntime.InferenceSession(str(path), session_options(threads), providers=["CPUExecutionProvider"])
