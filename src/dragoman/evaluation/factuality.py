"""`factuality`: how sure it is that an event happened, from -3 (certainly not) to 3 (certainly), on given tokens.

Two readers of the shipped system answer: the model's own figure for the word (`Sentence.layers["status"]`, where the
model carries it) and the cues of the claims room (`StatusReader`). A cue stands for a figure (`CUE_SCORES`); where
both speak the score is their mean, without a cue the model's, without a model the cue's. `pearson_r` and `mae`
compare the scores. `macro_f1` is over the codebook's statuses as the scale holds them: 1.5 and above actual, -1.5 and
below negated, between hypothetical or future (one class). The status is the cue's, without a cue the score's.

Train splits are left out where there are others, because the model learns from UW's and MEANTIME's; `split` chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import StatisticsError, correlation, fmean
from typing import Any, NamedTuple

from dragoman.claims.status import StatusReader
from dragoman.claims.tree import Tree
from dragoman.evaluation.coded import write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.shares import macro_f1
from dragoman.language import Analyser
from dragoman.records import Sentence

SURE = 1.5
OPEN = "hypothetical or future"
CLASS_OF_STATUS = {
    "hypothetical": OPEN,
    "future": OPEN,
    "negated": "negated",
    "actual": "actual",
    "historical": "actual",
}
CUE_SCORES = {"actual": 3.0, "historical": 3.0, "future": 1.0, "hypothetical": 0.0, "negated": -3.0}
"""The middle of what the scale's makers ask of each: certain, expected, open, certain not."""
BATCH = 64


class Judged(NamedTuple):
    """One event: its gold score, the model's (None without the layer), the cue's status."""

    id: str
    token: int
    gold: float
    model: float | None
    status: str

    @property
    def score(self) -> float:
        """The system's score from -3 to 3."""
        cue = CUE_SCORES[self.status]
        if self.model is None:
            return cue
        return self.model if self.status == "actual" else (self.model + cue) / 2

    @property
    def predicted(self) -> str:
        """The system's class of status."""
        return class_of(self.score) if self.status == "actual" else CLASS_OF_STATUS[self.status]


def class_of(score: float) -> str:
    """The class of status that a score on the scale stands for."""
    return "actual" if score >= SURE else "negated" if score <= -SURE else OPEN


def evaluate(
    path: Path, errors: Path | None = None, split: str | None = None, limit: int | None = None
) -> dict[str, Any]:
    """`pearson_r`, `mae`, `macro_f1`, the first two by reader, and `n` events; a folder gives `uw.jsonl`."""
    records = list(lines(find(path, "uw.jsonl", "meantime.jsonl", "uds_it_happened.jsonl")))
    splits = {record["split"] for record in records}
    wanted = {split} if split else (splits - {"train"} or splits)
    chosen = list(islice((one for one in records if one["split"] in wanted and one["factuality"]), limit))
    judged = list(judge(chosen))
    wrong = [one for one in judged if one.predicted != class_of(one.gold)]
    write_errors(errors, (one._asdict() | {"found": one.predicted, "score": one.score} for one in wrong))
    return figures(judged)


def judge(records: Sequence[dict[str, Any]]) -> Iterator[Judged]:
    """Every marked event of the sentences, judged by the shipped system."""
    analyser, reader = Analyser(), StatusReader()
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        for record, sentence in zip(batch, analyser.analyse_tokens([one["tokens"] for one in batch]), strict=True):
            tree = Tree(sentence)
            for event in record["factuality"]:
                token = event["i"]
                status = reader.read(tree, token).status
                yield Judged(record["id"], token, float(event["value"]), _model_score(sentence, token), status)


def _model_score(sentence: Sentence, token: int) -> float | None:
    layer = sentence.layers.get("status")
    return float(layer[token]) if layer else None


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures over judged events."""
    gold = [one.gold for one in judged]
    cues = [CUE_SCORES[one.status] for one in judged]
    model = [one.model for one in judged if one.model is not None]
    classes = [class_of(one) for one in gold]
    result = _compared(gold, [one.score for one in judged])
    result["macro_f1"] = macro_f1(classes, [one.predicted for one in judged])
    result["cues"] = _compared(gold, cues) | {
        "macro_f1": macro_f1(classes, [CLASS_OF_STATUS[one.status] for one in judged])
    }
    if len(model) == len(gold):
        result["model"] = _compared(gold, model) | {"macro_f1": macro_f1(classes, [class_of(one) for one in model])}
    return result | {"n": len(judged)}


def _compared(gold: Sequence[float], scores: Sequence[float]) -> dict[str, Any]:
    try:
        pearson_r = round(correlation(gold, scores), 4)
    except StatisticsError:
        pearson_r = 0.0
    errors = [abs(one - other) for one, other in zip(gold, scores, strict=True)]
    return {"pearson_r": pearson_r, "mae": round(fmean(errors), 4) if errors else None}
