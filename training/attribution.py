"""Who says what: source, cue and content labels from PolNeAR.

Attributions nest (a content may hold another attribution). One layer of labels is enough for the common case: a word
gets the role of the innermost attribution that covers it, and a source or cue counts before the content around it.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from dragoman.language.segmenting import segment
from dragoman.language.tokenising import Token, tokenise
from training.examples import Example

FOLDER = Path("sources/polnear")
_ROLES = ("content", "cue", "source")


def document_labels(text: str, attributions: list[dict[str, Any]]) -> list[tuple[list[Token], list[str]]]:
    """Sentences of a document with one attribution label a token."""
    roles: list[str | None] = [None] * len(text)
    ids = [0] * len(text)
    for role in _ROLES:
        by_size = sorted(attributions, key=lambda row: -sum(s["end"] - s["start"] for s in row["content"]))
        for number, attribution in enumerate(by_size, start=1):
            for span in attribution[role]:
                for offset in range(span["start"], min(span["end"], len(text))):
                    roles[offset] = role
                    ids[offset] = number
    sentences = []
    for start, end in segment(text):
        tokens = tokenise(text, start, end)
        labels: list[str] = []
        before: tuple[str | None, int] = (None, 0)
        for token in tokens:
            here = (roles[token.start], ids[token.start])
            labels.append("O" if here[0] is None else f"{'I' if here == before else 'B'}-{here[0]}")
            before = here
        sentences.append((tokens, labels))
    return sentences


def attribution_sentences(data: Path, split: str) -> list[Example]:
    """Sentences of PolNeAR's train or dev split."""
    path = data / FOLDER / (f"{split}.jsonl.gz" if split == "train" else f"{split}.jsonl")
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    examples: list[Example] = []
    for line in text.splitlines():
        document = json.loads(line)
        for tokens, labels in document_labels(document["text"], document["attributions"]):
            examples.append(Example(tuple(token.text for token in tokens), "attribution", attribution=tuple(labels)))
    return examples
