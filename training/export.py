"""Turn a checkpoint into the files of `src/dragoman/models`: static int8 ONNX, labels, word pieces.

python -m training.export --checkpoint FOLDER --data DATA --minilm FOLDER --out src/dragoman/models
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper
from safetensors.numpy import load_file

from dragoman.language.encoder import PackedBatch, pack
from dragoman.language.wordpieces import WordPieces
from training import acts, attribution, names, status, treebanks
from training.examples import ATTRIBUTION_LABELS, SPAN_LABELS, Example
from training.graph import Range, Weights, encoder_graph, relations_graph, roles_graph
from training.labels import Labels
from training.transitions import transition_scores

CALIBRATION_SENTENCES = {"trees": 500, "spans": 400, "attribution": 300, "status": 100, "acts": 300}
TRANSITION_WEIGHT = 0.25  # the best of 0, 0.25, 0.5, 0.75 and 1 on the development sets, for both layers
LONGEST = 150  # words
SEED = 7


def calibration_sentences(data: Path) -> list[tuple[str, ...]]:
    """A fixed random part of the training sentences of every task."""
    sets: dict[str, Sequence[Example]] = {
        "trees": treebanks.training_trees(data),
        "spans": names.training_spans(data),
        "attribution": attribution.attribution_sentences(data, "train"),
        "status": status.training_status(data),
        "acts": acts.training_acts(),
    }
    rng = random.Random(SEED)
    chosen = [row for task, count in CALIBRATION_SENTENCES.items() for row in rng.sample(sets[task], count)]
    return [row.words for row in chosen if len(row.words) < LONGEST]


def measure_ranges(
    model: onnx.ModelProto, probes: Sequence[str], sentences: Sequence[Sequence[str]], pieces: WordPieces
) -> dict[str, Range]:
    """The smallest and largest value of each probed tensor over real word pieces; zero always lies in the range."""
    probed = onnx.ModelProto()
    probed.CopyFrom(model)
    known = {output.name for output in probed.graph.output}
    for name in probes:
        if name not in known:
            probed.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(probed.SerializeToString(), providers=["CPUExecutionProvider"])
    low, high = dict.fromkeys(probes, 0.0), dict.fromkeys(probes, 0.0)
    order = sorted(sentences, key=len)
    for start in range(0, len(order), 16):
        batch = pack([pieces.of_sentence(words) for words in order[start : start + 16]])
        for name, values in zip(probes, session.run(list(probes), batch.feed()), strict=True):
            real = _real(batch, values)
            low[name], high[name] = min(low[name], float(real.min())), max(high[name], float(real.max()))
    return {name: (low[name], high[name]) for name in probes}


def _real(batch: PackedBatch, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows that stand for word pieces or words, without padding."""
    sizes = batch.piece_counts if values.shape[1] == batch.pieces.shape[1] else batch.word_counts
    kept: NDArray[np.float32] = values[np.arange(values.shape[1])[None] < np.asarray(sizes)[:, None]]
    return kept


def load_weights(checkpoint: Path) -> tuple[Weights, Labels, int]:
    """Weights, labels and number of layers of a checkpoint."""
    weights = {
        name: values.astype(np.float32) for name, values in load_file(checkpoint / "weights.safetensors").items()
    }
    rows = json.loads((checkpoint / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{name: tuple(names) for name, names in rows.items()})
    layers = len({name.split(".")[2] for name in weights if name.startswith("encoder.layers.")})
    return weights, labels, layers


def transitions(data: Path) -> dict[str, object]:
    """How the labels of names and attribution follow one another in the training data, and the weight of that."""
    spoken = [row.attribution for row in attribution.attribution_sentences(data, "train")]
    named = [
        [next(iter(allowed)) if len(allowed) == 1 else None for allowed in row.spans]
        for row in names.training_spans(data)
    ]
    return {
        "weight": TRANSITION_WEIGHT,
        "attribution": transition_scores(spoken, ATTRIBUTION_LABELS),
        "spans": transition_scores(named, SPAN_LABELS),
    }


def export(checkpoint: Path, data: Path, minilm: Path, out: Path) -> None:
    """Calibrate, quantise and write every file of the shipped model."""
    out.mkdir(parents=True, exist_ok=True)
    weights, labels, layers = load_weights(checkpoint)
    pieces = WordPieces.load(minilm / "vocab.txt")
    floats, probes = encoder_graph(weights, labels.sizes(), layers, None)
    ranges = measure_ranges(floats, probes, calibration_sentences(data), pieces)
    quantised, _ = encoder_graph(weights, labels.sizes(), layers, ranges)
    relations = relations_graph(weights, labels.relations.index("root"))
    for name, model in (("encoder", quantised), ("relations", relations), ("roles", roles_graph(weights))):
        onnx.checker.check_model(model)
        part = out / f"{name}.part"
        onnx.save(model, part)
        part.rename(out / f"{name}.onnx")
    onnx.save(floats, checkpoint / "float.onnx")
    (out / "transitions.json").write_text(json.dumps(transitions(data)) + "\n", encoding="utf-8")
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(minilm / "vocab.txt", out / "vocab.txt")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(arguments.checkpoint, arguments.data, arguments.minilm, arguments.out)


if __name__ == "__main__":
    main()
