"""Training sentences as flat arrays in one file, and padded batches of them on a device.

What is written here holds word pieces and labels only, so training needs nothing of the data folder, and a machine with
an accelerator needs nothing of Dragoman but `training.model`, `training.losses`, `training.train` and this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Array = NDArray[Any]
UNKNOWN = -100
WORD_LABELS = ("heads", "relations", "tags", "upos", "attribution", "acts", "contents")
PIECE_FIELDS, WORD_FIELDS = ("pieces", "shapes"), ("first", "last", *WORD_LABELS, "spans", "status")
STEP = 8  # lengths are padded to a multiple of it


@dataclass(frozen=True)
class Packed:
    """Sentences end to end. `arrays` holds:

    `task` (S,) into `tasks`; `piece_ends`, `word_ends` (S,); over pieces `pieces`, `shapes`; over words, the root
    first, `first`, `last`, the labels (UNKNOWN where there is none), `spans` as bits of the allowed labels, `status`
    (NaN where the word is no event); `roles` (R, 4) of sentence, anchor, word, role; `roles_known` (S,); `told` (S,)
    as bits of types.
    """

    tasks: tuple[str, ...]
    arrays: Mapping[str, Array]

    def save(self, path: Path) -> None:
        """Write one compressed file."""
        np.savez_compressed(path, tasks=np.array(self.tasks), allow_pickle=False, **self.arrays)

    @classmethod
    def load(cls, path: Path) -> Packed:
        """Read it again."""
        with np.load(path, allow_pickle=False) as rows:
            arrays = {name: rows[name] for name in rows.files if name != "tasks"}
            return cls(tuple(rows["tasks"].tolist()), arrays)

    def of_task(self, task: str) -> list[int]:
        """Numbers of the sentences of a task."""
        return np.flatnonzero(self.arrays["task"] == self.tasks.index(task)).tolist() if task in self.tasks else []

    def length(self, sentence: int) -> int:
        """Its word pieces."""
        return _bounds(self.arrays["piece_ends"], sentence)[1] - _bounds(self.arrays["piece_ends"], sentence)[0]


@dataclass
class Batch:
    """Padded tensors of one task: the network's inputs, and labels by name.

    pieces, shapes, attended (B, T); first, last, real (B, W); word labels (B, W); spans (B, W, labels) of booleans;
    status (B, W); role_at (R, 3) of row, anchor, word with role (R,); roles_known (B,); told (B, types) of booleans.
    """

    task: str
    pieces: Tensor
    shapes: Tensor
    attended: Tensor
    first: Tensor
    last: Tensor
    real: Tensor
    labels: dict[str, Tensor]
    soft: dict[str, Tensor] | None = None


def _bounds(ends: Array, sentence: int) -> tuple[int, int]:
    return (int(ends[sentence - 1]) if sentence else 0), int(ends[sentence])


def batches(packed: Packed, task: str, size: int, sizes: Mapping[str, int], device: str, seed: int) -> list[Batch]:
    """All sentences of a task in batches of at most `size` padded pieces of like length, on the device."""
    rng = np.random.default_rng(seed)
    numbers = packed.of_task(task)
    order = sorted(numbers, key=lambda number: packed.length(number) + rng.random() * 4)
    groups: list[list[int]] = [[]]
    for number in order:
        longest = -(-packed.length(number) // STEP) * STEP
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(number)
    return [batch(packed, group, task, sizes, device) for group in groups if group]


def batch(packed: Packed, numbers: Sequence[int], task: str, sizes: Mapping[str, int], device: str) -> Batch:
    """Pad these sentences."""
    arrays = packed.arrays
    spans = [_bounds(arrays["piece_ends"], number) for number in numbers]
    words = [_bounds(arrays["word_ends"], number) for number in numbers]
    longest = -(-max(end - start for start, end in spans) // STEP) * STEP
    widest = max(end - start for start, end in words)
    fields = {name: _padded(arrays[name], spans, longest, 0) for name in PIECE_FIELDS}
    fields |= {name: _padded(arrays[name], words, widest, 0) for name in ("first", "last", "spans")}
    fields |= {name: _padded(arrays[name], words, widest, UNKNOWN) for name in WORD_LABELS}
    fields["attended"] = np.arange(longest)[None] < np.array([end - start for start, end in spans])[:, None]
    fields["real"] = np.arange(widest)[None] < np.array([end - start for start, end in words])[:, None]
    bits = fields.pop("spans")[..., None] >> np.arange(sizes["spans"])
    labels = {name: fields.pop(name) for name in WORD_LABELS} | {"spans": (bits & 1).astype(bool)}
    labels["status"] = _padded(arrays["status"], words, widest, np.nan).astype(np.float32)
    rows = {number: row for row, number in enumerate(numbers)}
    roles = arrays["roles"][np.isin(arrays["roles"][:, 0], list(numbers))]
    places = np.array([[rows[int(role[0])], role[1], role[2]] for role in roles], np.int64).reshape(-1, 3)
    labels |= {"role_at": places, "role": roles[:, 3].astype(np.int64), "roles_known": arrays["roles_known"][numbers]}
    labels["told"] = (arrays["told"][numbers][:, None] >> np.arange(sizes["acts"]) & 1).astype(bool)
    tensors = {name: torch.from_numpy(np.ascontiguousarray(value)).to(device) for name, value in fields.items()}
    return Batch(task=task, labels={name: torch.from_numpy(v).to(device) for name, v in labels.items()}, **tensors)


def _padded(values: Array, bounds: Sequence[tuple[int, int]], width: int, fill: float) -> Array:
    kind = np.float32 if np.issubdtype(values.dtype, np.floating) else np.int64
    out = np.full((len(bounds), width), fill, kind)
    for row, (start, end) in enumerate(bounds):
        out[row, : end - start] = values[start:end]
    return out
