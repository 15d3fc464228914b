"""PLOVER's contexts of a claim, from the words of its paragraph.

Rows of `lexicon/contexts.tsv` give words and phrases by context with a weight: 2 settles it, 1 needs a second
word. The anchor's sentence counts double.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.claims.phrases import Phrases
from dragoman.ontology.plover import CONTEXTS
from dragoman.records import Sentence
from dragoman.tables import package_path

ENOUGH = 2
TOPIC = 16


@cache
def _phrases() -> Phrases:
    return Phrases(package_path("lexicon", "contexts.tsv"), "context")


def evidence(sentence: Sentence) -> Counter[str]:
    """The weight of each context in one sentence; a phrase counts once however often it stands there."""
    return _phrases().weights(sentence)


def contexts(own: Counter[str], paragraph: Iterable[Counter[str]], report: Counter[str]) -> tuple[str, ...]:
    """The contexts of a claim in the order of the ontology.

    Its sentence settles a context alone; a hint there needs its paragraph's support, or a report that is about it.
    """
    weights: Counter[str] = Counter()
    for other in paragraph:
        weights.update(other)
    weights.update(own)
    return tuple(
        context
        for context in CONTEXTS
        if own[context] >= ENOUGH
        or (own[context] and (weights[context] > ENOUGH or report[context] >= TOPIC))
        or (report[context] >= TOPIC and weights[context] >= ENOUGH)
    )


def paragraphs(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """The paragraph number of each sentence: a new one after a line break."""
    numbers: list[int] = []
    number = 0
    for position, sentence in enumerate(sentences):
        if position and "\n" in text[sentences[position - 1].end : sentence.start]:
            number += 1
        numbers.append(number)
    return numbers
