"""One training sentence and the inventories of labels, shared by the readers, the model and the export."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.language.wordpieces import WordPieces
from dragoman.ontology.plover import TYPES

SPAN_TYPES = (
    "Person", "Organization", "NORP", "GPE", "Location", "Facility", "Date", "Money", "Event", "Product", "Misc",
)  # fmt: skip
ATTRIBUTION_TYPES = ("source", "cue", "content")
ACT_LABELS = ("O", *TYPES)
ROLE_LABELS = ("none", "actor", "recipient")
OPEN = "?"  # what a word tells of is not known: it has no label
UNKNOWN = -100
MAX_WORDS = 200
MAX_PIECES = 500


def bio(types: Sequence[str]) -> tuple[str, ...]:
    """The labels of a begin-inside-outside layer: O, then B- and I- of every type."""
    return ("O", *(f"{edge}-{name}" for name in types for edge in "BI"))


SPAN_LABELS = bio(SPAN_TYPES)
ATTRIBUTION_LABELS = bio(ATTRIBUTION_TYPES)


@dataclass(frozen=True)
class Example:
    """A sentence with the labels of one task; the others stay empty. All lists run over the words.

    `heads` counts from 1, 0 is the root. `spans` gives the set of span labels that the data allow for each word: sets
    that lack a type leave it open, so that its absence is no negative. `status` is the factuality from -3 to 3, None
    where the word is no event. `acts` names the PLOVER type that a word anchors, `contents` that of a speech act's
    content, `roles` the words that head an act's sides, as (anchor, word, role); `roles_known` says whether the sides
    of the sentence's acts are all given. `told` are types that some word of the sentence tells of, nobody says which.
    """

    words: tuple[str, ...]
    task: str
    tags: tuple[str, ...] = ()
    upos: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    spans: tuple[frozenset[str], ...] = ()
    attribution: tuple[str, ...] = ()
    status: tuple[float | None, ...] = ()
    acts: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    roles: tuple[tuple[int, int, str], ...] = ()
    roles_known: bool = False
    told: frozenset[str] = frozenset()


@dataclass
class Encoded:
    """An example with its word pieces: indices and case shapes over pieces, first and last piece of root and words."""

    example: Example
    pieces: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


def encode(examples: Sequence[Example], pieces: WordPieces) -> list[Encoded]:
    """Add word pieces; sentences above 200 words or 500 pieces are left out of training."""
    kept: list[Encoded] = []
    for example in examples:
        if not 0 < len(example.words) <= MAX_WORDS:
            continue
        encoded = Encoded(example, *pieces.of_sentence(example.words))
        if len(encoded.pieces) <= MAX_PIECES:
            kept.append(encoded)
    return kept


def recase(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """Copies of a share of the examples in capitals, in lower case and in title case, as headlines are."""
    rng = random.Random(seed)
    copies: list[Example] = []
    for example in examples:
        draw = rng.random() / share
        if draw < 0.4:
            words = tuple(word.upper() for word in example.words)
        elif draw < 0.7:
            words = tuple(word.lower() for word in example.words)
        elif draw < 1.0:
            words = tuple(word[:1].upper() + word[1:] if len(word) > 3 else word for word in example.words)
        else:
            continue
        copies.append(replace(example, words=words))
    return copies
