"""Acts with their types and sides: our own coded sentences, and the examples of the lexicon.

An example of the lexicon tells of one word only, so what its other content words tell of stays open.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dragoman.claims.examples import parse
from dragoman.claims.frames import NO_CLAIM, Frame
from dragoman.claims.lexicon import shipped
from dragoman.language import Analyser
from dragoman.language.segmenting import segment
from dragoman.language.tokenising import tokenise
from dragoman.ontology.plover import TYPES
from dragoman.records import Sentence, Span
from training.examples import OPEN, Example
from training.sentences.coded import CodedSentence, coded_sentences

PAIRS = Path("events/plv/plv.jsonl")
STORIES = Path("events/ngec_synthetic/stories.jsonl.gz")
MERGED = {"YIELD": ("RETREAT", "CONCEDE")}
EMPTY = frozenset({"DET", "ADP", "PUNCT", "PRON", "CCONJ", "SCONJ", "PART", "NUM", "AUX", "SYM", "INTJ"})
TAGS = {"V": ("VERB", "AUX"), "N": ("NOUN", "VERB", "PROPN"), "A": ("ADJ", "VERB")}


@cache
def _analysed() -> tuple[tuple[CodedSentence, Sentence], ...]:
    """Our sentences with the shipped model's trees, which say what word heads an anchor or a party."""
    coded = list(coded_sentences())
    found = Analyser().analyse([sentence.text for sentence in coded])
    return tuple((one, tree) for one, trees in zip(coded, found, strict=True) for tree in trees)


def head_of(span: Span, sentence: Sentence) -> int | None:
    """The word of a span whose own head stands outside it; None where the span lies outside the sentence."""
    inside = [i for i in range(len(sentence)) if sentence.starts[i] < span.end and sentence.ends[i] > span.start]
    tops = [i for i in inside if sentence.heads[i] not in inside and sentence.upos[i] not in ("PUNCT", "DET", "ADP")]
    found = tops or inside
    return found[0] if found else None


def _example(coded: CodedSentence, sentence: Sentence) -> Example:
    acts = ["O"] * len(sentence)
    contents = ["O"] * len(sentence)
    roles: list[tuple[int, int, str]] = []
    for claim in coded.claims:
        anchor = head_of(claim.anchor, sentence)
        if anchor is None or acts[anchor] != "O":
            continue
        acts[anchor], contents[anchor] = claim.event, claim.content or "O"
        for role, spans in (("recipient", claim.recipients), ("actor", claim.actors)):
            heads = (head_of(span, sentence) for span in spans)
            roles += [(anchor, head, role) for head in heads if head is not None]
    return Example(
        sentence.words, "acts", acts=tuple(acts), contents=tuple(contents), roles=tuple(roles), roles_known=True
    )


def _examples(aside: bool) -> Iterator[Example]:
    return (_example(coded, sentence) for coded, sentence in _analysed() if coded.kept_aside is aside)


def training_acts() -> list[Example]:
    """Four fifths of our sentences."""
    return list(_examples(False))


def lexicon_examples() -> list[Example]:
    """The examples of the lexicon's rows: the predicate's word with its type and the sides that are marked."""
    frames = [one for one in shipped().frames if one.example]
    read = [parse(one.example) for one in frames]
    found = Analyser().analyse([example.text for example in read])
    made = []
    for frame, example, trees in zip(frames, read, found, strict=True):
        word = _predicate(frame, trees[0]) if len(trees) == 1 else None
        if word is not None:
            made.append(_of_row(frame, word, trees[0], {"actor": example.actors, "recipient": example.recipients}))
    return made


def _predicate(frame: Frame, sentence: Sentence) -> int | None:
    """The one word of an example that its row's predicate can be."""
    fitting = [
        i
        for i, lemma in enumerate(sentence.lemmas)
        if frame.head in (lemma, sentence.words[i].lower()) and sentence.upos[i] in TAGS[frame.pos]
    ]
    return fitting[0] if len(fitting) == 1 else None


def _of_row(frame: Frame, word: int, sentence: Sentence, sides: dict[str, tuple[tuple[int, int], ...]]) -> Example:
    acts = [("O" if tag in EMPTY else OPEN) for tag in sentence.upos]
    contents = [OPEN] * len(sentence)
    acts[word] = "O" if frame.event == NO_CLAIM else frame.event
    if isinstance(frame.content, str):
        contents[word] = frame.content
    roles: list[tuple[int, int, str]] = []
    for role, spans in sides.items():
        heads = (head_of(Span("", start, end), sentence) for start, end in spans)
        roles += [(word, head, role) for head in heads if head is not None and acts[word] != "O"]
    return Example(
        sentence.words,
        "rows",
        acts=tuple(acts),
        contents=tuple(contents),
        roles=tuple(roles),
        roles_known=bool(roles),
    )


def pairs_told(data: Path) -> list[Example]:
    """PLV_train: sentences with the types that its root allows, YIELD for either of two; no word is said to tell it."""
    with (data / PAIRS).open(encoding="utf-8") as lines:
        given = [row for row in map(json.loads, lines) if row["split"] == "PLV_train"]
    found = Analyser().analyse([row["text"] for row in given])
    return [
        Example(trees[0].words, "pairs", told=frozenset(MERGED.get(row["plover_root"], (row["plover_root"],))))
        for row, trees in zip(given, found, strict=True)
        if len(trees) == 1
    ]


def stories_told(data: Path) -> list[Example]:
    """The made-up stories by type: their first sentences, in which some word tells of an act of the story's type."""
    with gzip.open(data / STORIES, "rt", encoding="utf-8") as lines:
        stories = [row for row in map(json.loads, lines) if row["plover"] in TYPES]
    return [
        Example(tuple(token.text for token in tokenise(row["text"], *bound)), "pairs", told=frozenset({row["plover"]}))
        for row in stories
        for bound in segment(row["text"])[:1]
    ]


def kept_aside() -> list[Example]:
    """The fifth that is reported separately."""
    return list(_examples(True))
