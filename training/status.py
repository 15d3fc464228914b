"""What is said to have happened, from -3 (certainly not) to 3 (certainly): the UW and MEANTIME sets."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.language.tokenising import tokenise
from training.examples import Example

FOLDER = Path("status/factuality")


def status_sentences(data: Path, split: str, name: str) -> list[Example]:
    """Sentences of a set ("uw" or "meantime"), words divided as the runtime does; the last piece carries the value."""
    examples: list[Example] = []
    with (data / FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] != split:
                continue
            values = {event["i"]: float(event["value"]) for event in row["factuality"]}
            words: list[str] = []
            status: list[float | None] = []
            for index, word in enumerate(row["tokens"]):
                pieces = [token.text for token in tokenise(word)]
                words += pieces
                status += [None] * len(pieces)
                if pieces and index in values:
                    status[-1] = values[index]
            if words:
                examples.append(Example(tuple(words), "status", status=tuple(status)))
    return examples


def training_status(data: Path) -> list[Example]:
    """The train splits of both sets."""
    return status_sentences(data, "train", "uw") + status_sentences(data, "train", "meantime")
