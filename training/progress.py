"""Quick scores on parts of the development sets while training runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from dragoman.language.wordpieces import WordPieces
from training import attribution, names, status, treebanks
from training.batches import Labels, inputs, length_batches
from training.examples import Encoded, Example, encode
from training.model import Batch, Dragoman

PART = 4  # every fourth sentence is enough to follow the course
Bounds = tuple[int, int, str]


@dataclass(frozen=True)
class Development:
    """Parts of the development sets; `names_tags` are the newswire set's own tags, in the order of `names`."""

    trees: list[Encoded]
    names: list[Encoded]
    attribution: list[Encoded]
    status: list[Encoded]


def development_sets(data: Path, pieces: WordPieces) -> Development:
    """Read them: EWT and GUM dev, the newswire documents kept aside, PolNeAR dev, UW dev."""
    trees = [row.example for name in ("ewt", "gum") for row in treebanks.split_sentences(data, name, "dev")]
    wire = [Example(tuple(words), "spans", tags=tuple(tags)) for words, tags in names.newswire(data, held_out=True)]
    spoken = attribution.attribution_sentences(data, "dev")
    happened = status.status_sentences(data, "dev", "uw")
    parts = [encode(rows[::PART], pieces) for rows in (trees, wire, spoken, happened)]
    return Development(*parts)


def spans_of(labels: Sequence[str]) -> set[Bounds]:
    """Spans (first, past last, type) of a BIO layer; a type that changes begins a new span."""
    found: set[Bounds] = set()
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return found


def f1(pairs: Iterable[tuple[set[Bounds], set[Bounds]]]) -> float:
    """Micro F1 of (gold, found) pairs, in percent."""
    right = gold = found = 0
    for wanted, got in pairs:
        right += len(wanted & got)
        gold += len(wanted)
        found += len(got)
    return round(200 * right / max(1, gold + found), 2)


COARSE = {"GPE": "Location", "Event": "Misc"}


def as_newswire(spans: set[Bounds]) -> set[Bounds]:
    """Our types in the newswire set's nine."""
    return {(first, last, COARSE.get(kind, kind)) for first, last, kind in spans}


@torch.no_grad()
def development_scores(model: Dragoman, labels: Labels, sets: Development) -> dict[str, float]:
    """Scores in percent; heads by plain argmax, so the trees are a little below what decoding reaches."""
    model.eval()
    with torch.autocast("cpu", torch.bfloat16):
        scores = _tree_scores(model, labels, sets.trees)
        scores["names"] = f1(
            (as_newswire(spans_of(row.example.tags)), as_newswire(spans_of(found)))
            for row, found in _labelled(model, "spans", labels.spans, sets.names)
        )
        scores["attribution"] = f1(
            (spans_of(row.example.attribution), spans_of(found))
            for row, found in _labelled(model, "attribution", labels.attribution, sets.attribution)
        )
        scores["status_mae"] = _status_error(model, sets.status)
    model.train()
    return scores


def _batches(rows: list[Encoded]) -> Iterable[tuple[list[Encoded], Batch]]:
    for indices in length_batches(rows, 4000):
        batch = [rows[index] for index in indices]
        yield batch, inputs(batch)


def _tree_scores(model: Dragoman, labels: Labels, rows: list[Encoded]) -> dict[str, float]:
    right = dict.fromkeys(("uas", "las", "las_full", "upos", "xpos"), 0)
    total = 0
    for batch, padded in _batches(rows):
        words = model.words(padded)
        heads = model.arcs(words, padded.real).argmax(-1)
        dependent, head = model.relation_states(words)
        chosen = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        relations = model.relations(dependent, chosen).argmax(-1)
        tags, upos = model.tags(words).argmax(-1), model.upos(words).argmax(-1)
        for number, row in enumerate(batch):
            gold = row.example
            for place in range(1, len(gold.words) + 1):
                same_head = int(heads[number, place]) == gold.heads[place - 1]
                relation = labels.relations[int(relations[number, place])]
                wanted = gold.relations[place - 1]
                total += 1
                right["uas"] += same_head
                right["las"] += same_head and relation.split(":")[0] == wanted.split(":")[0]
                right["las_full"] += same_head and relation == wanted
                right["upos"] += labels.upos[int(upos[number, place])] == gold.upos[place - 1]
                right["xpos"] += labels.tags[int(tags[number, place])] == gold.tags[place - 1]
    return {name: round(100 * count / total, 2) for name, count in right.items()}


def _labelled(
    model: Dragoman, head: str, labels: Sequence[str], rows: list[Encoded]
) -> Iterable[tuple[Encoded, list[str]]]:
    for batch, padded in _batches(rows):
        found = getattr(model, head)(model.words(padded)).argmax(-1)
        for number, row in enumerate(batch):
            yield row, [labels[int(index)] for index in found[number, 1 : len(row.example.words) + 1]]


def _status_error(model: Dragoman, rows: list[Encoded]) -> float:
    error, count = 0.0, 0
    for batch, padded in _batches(rows):
        values = model.status(model.words(padded))[..., 1].float()
        for number, row in enumerate(batch):
            for place, value in enumerate(row.example.status, start=1):
                if value is not None:
                    error += abs(float(values[number, place]) - value)
                    count += 1
    return round(error / max(1, count), 3)
