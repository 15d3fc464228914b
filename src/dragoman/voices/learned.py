"""The learned layer's evidence: runs of source, cue and content labels in a sentence.

`Sentence.layers["attribution"]` holds one BIO label a token (B-cue, I-cue, B-source ...). The room works without it;
with it, a cue that the table does not know may come in, and a weak row of the table needs its consent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.records import Sentence
from dragoman.voices.tree import Tree

LAYER = "attribution"
SURENESS = "attribution_p"
LIGHT = frozenset({"AUX", "ADV", "PART", "ADP", "PUNCT", "DET", "SCONJ", "CCONJ"})
SURVEYING = frozenset({"in", "from", "under", "among"})
WIDEST_GAP = 1


class Run(NamedTuple):
    """A run of tokens with one role: first token, one past the last, and the model's mean probability of its labels."""

    first: int
    last: int
    probability: float = 1.0


class Learned(NamedTuple):
    """The runs of one sentence by role."""

    cues: tuple[Run, ...]
    sources: tuple[Run, ...]
    contents: tuple[Run, ...]

    def cue_at(self, first: int, last: int) -> int | None:
        """The number of the run of cue labels that shares a token with a range, or None."""
        for number, run in enumerate(self.cues):
            if run.first < last and first < run.last:
                return number
        return None


def learned(sentence: Sentence) -> Learned | None:
    """The runs of a sentence; None where it has no such layer."""
    labels = sentence.layers.get(LAYER)
    if labels is None:
        return None
    sureness = sentence.layers.get(SURENESS)
    runs: dict[str, list[Run]] = {"cue": [], "source": [], "content": []}
    place, count = 0, len(labels)
    while place < count:
        label = labels[place]
        if label == "O" or not isinstance(label, str):
            place += 1
            continue
        role = label[2:]
        first = place
        place += 1
        while place < count and labels[place] == f"I-{role}":
            place += 1
        mean = sum(map(float, sureness[first:place])) / (place - first) if sureness else 1.0
        runs[role].append(Run(first, place, mean))
    return Learned(_joined(runs["cue"], sentence.upos), tuple(runs["source"]), tuple(runs["content"]))


def _joined(runs: list[Run], upos: Sequence[str]) -> tuple[Run, ...]:
    """Cue runs, those that one word parts made one."""
    found: list[Run] = []
    for run in runs:
        if found and run.first - found[-1].last <= WIDEST_GAP and upos[run.first - 1] != "PUNCT":
            found[-1] = Run(found[-1].first, run.last, max(found[-1].probability, run.probability))
        else:
            found.append(run)
    return tuple(found)


def cue_head(tree: Tree, run: Run) -> int:
    """The word of a learned cue that carries its meaning: the highest verb, else noun or adjective, else token."""
    tops = [token for token in range(run.first, run.last) if not run.first <= tree.heads[token] < run.last]
    within = range(run.first, run.last)
    for group in (tops, within):
        for wanted in ("VERB", "NOUN", "ADJ", "PROPN"):
            for token in group:
                if tree.upos[token] == wanted:
                    return token
    return tops[0] if tops else run.first


def is_fragment(tree: Tree, run: Run) -> bool:
    """Whether a learned cue is only function words, left over from a cue that the model broke up.

    A preposition alone may be a cue (“in the latest poll”).
    """
    if run.last - run.first == 1 and tree.lemmas[run.first].lower() in SURVEYING:
        return False
    return all(tree.upos[token] in LIGHT for token in range(run.first, run.last))
