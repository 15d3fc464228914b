"""Sentences of the Universal Dependencies treebanks EWT and GUM."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example

# Genres of GUM whose texts are non-commercial: never trained on.
NON_COMMERCIAL_GENRES = frozenset({"fiction", "whow"})
FOLDER = Path("language/ud_english")


@dataclass(frozen=True)
class TreeSentence:
    """A sentence of a treebank with its raw text, for scoring from raw text too."""

    text: str
    genre: str
    new_document: bool
    new_paragraph: bool
    example: Example


def read_treebank(path: Path) -> Iterator[TreeSentence]:
    """Sentences of a gzipped CoNLL-U file; multiword ranges and empty nodes are skipped, words kept."""
    text, genre, rows, new_document, new_paragraph = "", "", [], False, False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                key = key.strip()
                if key == "text":
                    text = value.strip()
                elif key == "newdoc id":
                    new_document = True
                    name = value.strip()
                    genre = name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]
                elif key.startswith("newpar"):
                    new_paragraph = True
            elif line:
                fields = line.split("\t")
                if fields[0].isdigit():
                    rows.append(fields)
            elif rows:
                yield TreeSentence(text, genre, new_document, new_paragraph, _example(rows))
                rows, new_document, new_paragraph = [], False, False


def _example(rows: list[list[str]]) -> Example:
    return Example(
        words=tuple(row[1] for row in rows),
        task="trees",
        tags=tuple(row[4] for row in rows),
        upos=tuple(row[3] for row in rows),
        heads=tuple(int(row[6]) for row in rows),
        relations=tuple(row[7] for row in rows),
        lemmas=tuple(row[2] for row in rows),
    )


def training_trees(data: Path) -> list[Example]:
    """The train splits of EWT and GUM without GUM's non-commercial genres and without masked words."""
    examples: list[Example] = []
    for name in ("ewt", "gum"):
        for sentence in read_treebank(data / FOLDER / f"{name}_train_rebuilt.conllu.gz"):
            masked = name == "gum" and all(set(word) <= {"_"} for word in sentence.example.words)
            if not masked and not (name == "gum" and sentence.genre in NON_COMMERCIAL_GENRES):
                examples.append(sentence.example)
    return examples


def split_sentences(data: Path, treebank: str, split: str) -> list[TreeSentence]:
    """The sentences of a measuring split: `treebank` is ewt or gum, `split` dev or test."""
    return list(read_treebank(data / FOLDER / f"{treebank}_{split}.conllu.gz"))
