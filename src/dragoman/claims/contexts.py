"""PLOVER's contexts of a claim, from the words of its paragraph, and from what kind of act it is.

Rows of `lexicon/contexts.tsv` give words and phrases by context with a weight: 2 settles it, 1 needs a second word;
those of `lexicon/context_types.tsv` what a type and mode say by themselves. What a report hardly speaks of is no
context of its claims; what it is about throughout is one wherever the paragraph speaks of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.claims.phrases import Phrases, piled
from dragoman.ontology.plover import CONTEXTS
from dragoman.records import Sentence
from dragoman.tables import package_path, rows

ENOUGH = 2
SUPPORTED = 4
"""The weight of a paragraph in which a mere hint counts."""
TOPIC = 12
"""The weight of a context in a report that is about it."""
PASSING = 0.08
"""A smaller share of a report's weights is said in passing."""
THROUGHOUT = 0.15
"""From this share on a report is about a context throughout."""
ANY = "*"


@cache
def _phrases() -> Phrases:
    return Phrases(package_path("lexicon", "contexts.tsv"), "context")


@cache
def _types() -> dict[tuple[str, str], tuple[str, int]]:
    table = rows(package_path("lexicon", "context_types.tsv"), ("event", "mode", "context", "weight", "note"))
    return {(r.cells["event"], r.cells["mode"]): (r.cells["context"], int(r.cells["weight"])) for r in table}


def evidence(sentence: Sentence) -> Counter[str]:
    """The weight of each context in one sentence; a phrase counts once however often it stands there."""
    return _phrases().weights(sentence)


class Surroundings:
    """What the sentences of a report, their paragraphs and the report as a whole say of contexts."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._weights = [evidence(sentence) for sentence in sentences]
        self._number = paragraphs(text, sentences)
        self._paragraphs: dict[int, list[int]] = defaultdict(list)
        for place, number in enumerate(self._number):
            self._paragraphs[number].append(place)
        self._whole = piled(self._weights)

    def contexts(self, sentence: int, event: str | None, mode: str | None) -> tuple[str, ...]:
        """The contexts of a claim of a type and mode in a sentence."""
        beside = self._paragraphs[self._number[sentence]]
        others = [self._weights[place] for place in beside if place != sentence]
        return contexts(self._weights[sentence], others, self._whole, event, mode)


def contexts(
    own: Counter[str],
    paragraph: Iterable[Counter[str]],
    report: Counter[str],
    event: str | None = None,
    mode: str | None = None,
) -> tuple[str, ...]:
    """The contexts of a claim of a type and mode in the order of the ontology."""
    told = dict(own)
    known = _types().get((event or "", mode or "")) or _types().get((event or "", ANY))
    if known:
        told[known[0]] = told.get(known[0], 0) + known[1]
    near = dict(told)
    for other in paragraph:
        for context, weight in other.items():
            near[context] = near.get(context, 0) + weight
    total = sum(report.values()) or 1
    return tuple(
        context
        for context in CONTEXTS
        if context in near and _holds(told.get(context, 0), near[context], report[context], report[context] / total)
    )


def _holds(own: int, near: int, whole: int, share: float) -> bool:
    """Whether a context holds: its weight in the sentence, the paragraph, the report, and its share of the report's."""
    if own >= ENOUGH and (share >= PASSING or own > ENOUGH):
        return True
    if own and (near >= SUPPORTED or whole >= TOPIC):
        return True
    return whole >= TOPIC and near >= ENOUGH and share >= THROUGHOUT


def paragraphs(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """The paragraph number of each sentence: a new one after a line break."""
    numbers: list[int] = []
    number = 0
    for position, sentence in enumerate(sentences):
        if position and "\n" in text[sentences[position - 1].end : sentence.start]:
            number += 1
        numbers.append(number)
    return numbers
