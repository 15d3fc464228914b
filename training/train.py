"""Train the multi-task encoder on the CPU within a budget of wall time.

python -m training.train --data DATA --minilm FOLDER --out CHECKPOINTS --minutes 70
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_model, save_file
from torch import Tensor
from torch.nn import functional

from dragoman.language.wordpieces import WordPieces
from training import attribution, gazetteer, names, status, treebanks
from training.batches import Labels, Targets, endless, inputs
from training.examples import UNKNOWN, Encoded, Example, encode, recase
from training.model import Dragoman, load_minilm
from training.progress import Development, development_scores, development_sets

SHARES = {"trees": 0.50, "spans": 0.30, "attribution": 0.13, "status": 0.07}
PIECES_PER_BATCH = 2000
ENCODER_RATE, HEAD_RATE, WARM_UP_STEPS, LAST_RATE = 4e-4, 1.5e-3, 100, 0.01
AVERAGE_DECAY = 0.998
CLIP = 1.0
RECASED_SHARE = 0.06
SPAN_WEIGHT, TAG_WEIGHT, STATUS_WEIGHT = 1.5, 0.5, 0.5
RARE_RELATION = 3
SEED = 20240229


@dataclass(frozen=True)
class Settings:
    """One run: folders in and out, wall time in minutes, and where it goes on from if it was cut in two."""

    data: Path
    minilm: Path
    out: Path
    minutes: float = 70
    report: float = 8
    threads: int = 2
    resume: Path | None = None
    elapsed: float = 0


def inventory(trees: list[Example]) -> Labels:
    """The labels of the trees, most frequent first; relations seen less than three times are left out."""
    tags = Counter(tag for example in trees for tag in example.tags)
    upos = Counter(tag for example in trees for tag in example.upos)
    relations = Counter(name for example in trees for name in example.relations)
    frequent = (name for name, count in relations.most_common() if count >= RARE_RELATION)
    return Labels(tuple(t for t, _ in tags.most_common()), tuple(t for t, _ in upos.most_common()), tuple(frequent))


def training_sets(data: Path) -> dict[str, list[Example]]:
    """The examples of the four tasks, with some of their sentences recased."""
    spans = names.training_spans(data)
    sets = {
        "trees": treebanks.training_trees(data),
        "spans": spans + gazetteer.swap_names(spans, gazetteer.gazetteer(data), SEED),
        "attribution": attribution.attribution_sentences(data, "train"),
        "status": status.training_status(data),
    }
    return {task: examples + recase(examples, RECASED_SHARE, SEED) for task, examples in sets.items()}


def cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    """Mean over the words that have a label."""
    return functional.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=UNKNOWN)


def task_loss(model: Dragoman, targets: Targets, task: str, batch: list[Encoded]) -> Tensor:
    """The loss of one batch of one task."""
    padded = inputs(batch)
    words = model.words(padded)
    if task == "trees":
        gold = targets.trees(batch)
        dependent, head = model.relation_states(words)
        index = gold["heads"].clamp(min=0)[..., None].expand(-1, -1, head.shape[-1])
        relations = model.relations(dependent, head.gather(1, index))
        return (
            cross_entropy(model.arcs(words, padded.real), gold["heads"])
            + cross_entropy(relations, gold["relations"])
            + TAG_WEIGHT * cross_entropy(model.tags(words), gold["tags"])
            + TAG_WEIGHT * cross_entropy(model.upos(words), gold["upos"])
        )
    if task == "spans":
        allowed = targets.spans(batch)
        scores = model.spans(words).float()
        reached = scores.masked_fill(~allowed, -1e4).logsumexp(-1)
        loss: Tensor = SPAN_WEIGHT * (scores.logsumexp(-1) - reached)[allowed.any(-1)].mean()
        return loss
    if task == "attribution":
        return cross_entropy(model.attribution(words), targets.attribution(batch))
    values, events = targets.status(batch)
    scores = model.status(words).float()
    known = events != UNKNOWN
    loss = functional.binary_cross_entropy_with_logits(scores[..., 0][known], events[known].float())
    happened = events == 1
    if bool(happened.any()):
        loss = loss + STATUS_WEIGHT * functional.smooth_l1_loss(scores[..., 1][happened], values[happened])
    return loss


class Average:
    """A running average of the weights: better than the last step, and good at any moment."""

    def __init__(self, model: Dragoman) -> None:
        self.shadow = {name: p.detach().clone() for name, p in model.named_parameters() if p.requires_grad}
        self._kept: dict[str, Tensor] = {}
        self._steps = 0

    @torch.no_grad()
    def update(self, model: Dragoman) -> None:
        """Move towards the model's weights; quicker in the first steps."""
        self._steps += 1
        decay = min(AVERAGE_DECAY, (1 + self._steps) / (10 + self._steps))
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                self.shadow[name].lerp_(parameter, 1 - decay)

    @torch.no_grad()
    def swap(self, model: Dragoman) -> None:
        """Exchange the model's weights with the average; call twice to come back."""
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                held = parameter.detach().clone()
                parameter.copy_(self.shadow[name])
                self.shadow[name].copy_(held)


def save(model: Dragoman, labels: Labels, folder: Path, note: dict[str, object]) -> None:
    """Write weights (safetensors), labels and a note under a temporary name, then rename."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in model.state_dict().items()}, folder / "weights.part")
    (folder / "labels.json").write_text(json.dumps(asdict(labels)))
    (folder / "note.json").write_text(json.dumps(note, indent=1))
    (folder / "weights.part").rename(folder / "weights.safetensors")


def optimiser(model: Dragoman) -> torch.optim.AdamW:
    """AdamW with a gentler rate for the encoder than for the new heads."""
    encoder = [p for name, p in model.named_parameters() if p.requires_grad and name.startswith("encoder.")]
    heads = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("encoder.")]
    groups = [{"params": encoder, "base": ENCODER_RATE}, {"params": heads, "base": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=ENCODER_RATE, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def streams(
    sets: dict[str, list[Example]], pieces: WordPieces, rng: random.Random
) -> dict[str, Iterator[list[Encoded]]]:
    """An endless stream of batches for each task."""
    return {task: endless(encode(examples, pieces), PIECES_PER_BATCH, rng) for task, examples in sets.items()}


def set_rates(adam: torch.optim.AdamW, step: int, spent: float) -> None:
    """A short warm-up, then a line down to almost nothing. `spent` is the share of the time that is gone."""
    rate = min(1.0, (step + 1) / WARM_UP_STEPS) * max(LAST_RATE, 1 - spent)
    for group in adam.param_groups:
        group["lr"] = group["base"] * rate


def update(model: Dragoman, adam: torch.optim.AdamW, targets: Targets, task: str, batch: list[Encoded]) -> float:
    """One step of the optimiser; returns the loss."""
    with torch.autocast("cpu", torch.bfloat16):
        loss = task_loss(model, targets, task, batch)
    adam.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    adam.step()
    return float(loss.detach())


@dataclass
class Course:
    """Scores and saves the averaged weights from time to time, and prints a line."""

    model: Dragoman
    average: Average
    labels: Labels
    development: Development
    out: Path
    losses: dict[str, list[float]]
    words: int = 0
    steps: int = 0

    def add(self, task: str, batch: list[Encoded], loss: float) -> None:
        """Count a step."""
        self.average.update(self.model)
        self.losses[task].append(loss)
        self.words += sum(len(row.example.words) for row in batch)
        self.steps += 1

    def report(self, minutes: float) -> None:
        """Score the averaged weights on the development sets and save them."""
        means = {task: round(sum(rows) / max(1, len(rows)), 3) for task, rows in self.losses.items()}
        self.losses = {task: [] for task in self.losses}
        self.average.swap(self.model)
        scores = development_scores(self.model, self.labels, self.development)
        note = {"minutes": round(minutes, 1), "steps": self.steps, "words": self.words, "loss": means, "scores": scores}
        save(self.model, self.labels, self.out, note)
        self.average.swap(self.model)
        print(json.dumps(note), flush=True)


def train(settings: Settings) -> None:
    """Run until the minutes are spent and leave the averaged weights in `settings.out`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(settings.threads)
    rng = random.Random(SEED)
    pieces = WordPieces.load(settings.minilm / "vocab.txt")
    sets = training_sets(settings.data)
    for task, rows in sets.items():
        print(f"{task}: {len(rows)} sentences, {sum(len(row.words) for row in rows)} words", flush=True)
    labels = inventory(sets["trees"])
    model = Dragoman(labels.sizes())
    load_minilm(model, settings.minilm / "model.safetensors")
    if settings.resume is not None:
        load_model(model, settings.resume / "weights.safetensors")
    batches, targets, adam = streams(sets, pieces, rng), Targets(labels), optimiser(model)
    development = development_sets(settings.data, pieces)
    course = Course(model, Average(model), labels, development, settings.out, {task: [] for task in SHARES})
    begun = time.monotonic() - 60 * settings.elapsed
    next_report = settings.elapsed + settings.report
    while (minutes := (time.monotonic() - begun) / 60) < settings.minutes:
        set_rates(adam, course.steps, minutes / settings.minutes)
        task = rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        batch = next(batches[task])
        course.add(task, batch, update(model, adam, targets, task, batch))
        if minutes >= next_report:
            next_report = minutes + settings.report
            course.report(minutes)
    course.report(settings.minutes)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint")
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--resume", type=Path, default=None, help="checkpoint to go on from")
    parser.add_argument("--elapsed", type=float, default=0, help="minutes that the checkpoint has had")
    parser.add_argument("--report", type=float, default=8, help="minutes between scores on the development sets")
    parser.add_argument("--threads", type=int, default=2)
    train(Settings(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
