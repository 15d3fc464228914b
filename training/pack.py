"""Write the training and development sentences as packed arrays: `python -m training.pack --data DATA --out FOLDER`.

Writes `train.npz`, `dev.npz` and `labels.json`. Five minutes on one core: the prose is coded by the frames first.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import numpy as np

from dragoman.language.wordpieces import WordPieces
from training import acts, attribution, gazetteer, names, prose, status, treebanks
from training.examples import ACT_LABELS, ROLE_LABELS, Encoded, Example, encode, recase
from training.labels import Labels, inventory
from training.packed import UNKNOWN, WORD_LABELS, Array, Packed

RECASED_SHARE = 0.06
SEED = 20240229
TASKS = ("trees", "spans", "attribution", "status", "acts", "rows", "prose", "pairs", "text")


def training_sets(data: Path) -> dict[str, list[Example]]:
    """The sentences of every task, some of them recased."""
    spans = names.training_spans(data)
    sets = {
        "trees": treebanks.training_trees(data),
        "spans": spans + gazetteer.swap_names(spans, gazetteer.gazetteer(data), SEED),
        "attribution": attribution.attribution_sentences(data, "train"),
        "status": status.training_status(data),
        "acts": acts.training_acts(),
        "rows": acts.lexicon_examples(),
        "prose": prose.training_prose(data),
        "pairs": acts.pairs_told(data) + acts.stories_told(data),
        "text": prose.unlabelled(data),
    }
    return {task: examples + recase(examples, RECASED_SHARE, SEED) for task, examples in sets.items()}


def development_sets(data: Path) -> dict[str, list[Example]]:
    """EWT and GUM dev, newswire documents kept aside, PolNeAR dev, UW dev, our sentences kept aside."""
    wire = names.newswire(data, held_out=True)
    return {
        "trees": [row.example for name in ("ewt", "gum") for row in treebanks.split_sentences(data, name, "dev")],
        "spans": [
            Example(tuple(words), "spans", spans=names.allowed_labels(words, tags, names.NEWSWIRE_TYPES))
            for words, tags in wire
        ],
        "attribution": attribution.attribution_sentences(data, "dev"),
        "status": status.status_sentences(data, "dev", "uw"),
        "acts": acts.kept_aside(),
    }


def pack(sets: Mapping[str, Sequence[Example]], labels: Labels, pieces: WordPieces) -> Packed:
    """Encode and lay end to end."""
    rows = [(TASKS.index(task), row) for task, examples in sets.items() for row in encode(examples, pieces)]
    encoded = [row for _, row in rows]
    index = labels.indices()
    words = {name: _labels(encoded, name, index.get(name)) for name in WORD_LABELS}
    bits = index["spans"]
    spans = chain.from_iterable(
        [0, *_spread(row, [_bits(allowed, bits) for allowed in row.example.spans], 0)] for row in encoded
    )
    values = chain.from_iterable(
        [np.nan, *_spread(row, [np.nan if v is None else v for v in row.example.status], np.nan)] for row in encoded
    )
    types = {name: place for place, name in enumerate(ACT_LABELS)}
    roles = [
        (number, anchor + 1, word + 1, ROLE_LABELS.index(role))
        for number, row in enumerate(encoded)
        for anchor, word, role in row.example.roles
    ]
    arrays: dict[str, Array] = {
        "task": np.array([task for task, _ in rows], np.uint8),
        "piece_ends": np.cumsum([len(row.pieces) for row in encoded]).astype(np.int64),
        "word_ends": np.cumsum([len(row.first) for row in encoded]).astype(np.int64),
        "pieces": _flat((row.pieces for row in encoded), np.uint16),
        "shapes": _flat((row.shapes for row in encoded), np.uint8),
        "first": _flat((row.first for row in encoded), np.uint16),
        "last": _flat((row.last for row in encoded), np.uint16),
        "spans": np.fromiter(spans, np.int64).astype(np.uint32),
        "status": np.fromiter(values, np.float32).astype(np.float16),
        "roles": np.array(roles, np.int64).reshape(-1, 4),
        "roles_known": np.array([row.example.roles_known for row in encoded]),
        "told": np.array([_bits(row.example.told, types) for row in encoded], np.int64),
    }
    return Packed(TASKS, arrays | words)


def _flat(rows: Iterable[Sequence[int]], kind: type[np.generic]) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    return np.fromiter(chain.from_iterable(rows), np.int64).astype(kind)


def _spread(row: Encoded, values: list[float], fill: float) -> list[float]:
    """The labels of the words, or as many empty ones."""
    return values or [fill] * len(row.example.words)


def _bits(chosen: Iterable[str], index: Mapping[str, int]) -> int:
    return sum(1 << index[label] for label in chosen)


def _labels(
    encoded: Sequence[Encoded], name: str, index: Mapping[str, int] | None
) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    def of(row: Encoded) -> list[int]:
        told: Sequence[int | str] = getattr(row.example, name)
        if not told:
            return [UNKNOWN] * (len(row.example.words) + 1)
        return [UNKNOWN, *(value if isinstance(value, int) else (index or {}).get(value, UNKNOWN) for value in told)]

    return np.fromiter(chain.from_iterable(map(of, encoded)), np.int64).astype(np.int16)


def main() -> None:
    """Read the command line and write the three files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--minilm", type=Path, required=True, help="folder with vocab.txt")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(options.data, options.minilm, options.out)


def write(data: Path, minilm: Path, out: Path) -> None:
    """Read every set and write `train.npz`, `dev.npz`, `labels.json`."""
    out.mkdir(parents=True, exist_ok=True)
    random.seed(SEED)
    sets = training_sets(data)
    labels = inventory(sets["trees"])
    pieces = WordPieces.load(minilm / "vocab.txt")
    for task, rows in sets.items():
        print(f"{task}: {len(rows)} sentences, {sum(len(row.words) for row in rows)} words", flush=True)
    pack(sets, labels, pieces).save(out / "train.npz")
    pack(development_sets(data), labels, pieces).save(out / "dev.npz")
    (out / "labels.json").write_text(json.dumps(asdict(labels)), encoding="utf-8")


if __name__ == "__main__":
    main()
