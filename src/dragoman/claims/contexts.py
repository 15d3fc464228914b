"""PLOVER's contexts of a claim, from the words of its paragraph.

Rows of `lexicon/contexts.tsv` give words and phrases by context with a weight: 2 settles it, 1 needs a second
word. The anchor's sentence counts double.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.ontology.plover import CONTEXTS
from dragoman.records import Sentence
from dragoman.tables import cell_list, package_path, rows

ENOUGH = 2
TOPIC = 16


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """Phrases as lemma tuples with context and weight, by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for row in rows(package_path("lexicon", "contexts.tsv"), ("context", "weight", "words", "note")):
        for phrase in cell_list(row.cells["words"]):
            words = tuple(phrase.lower().split())
            found[words[0]].append((words, row.cells["context"], int(row.cells["weight"])))
    for phrases in found.values():
        phrases.sort(key=lambda one: -len(one[0]))
    return dict(found)


def evidence(sentence: Sentence) -> Counter[str]:
    """The weight of each context in one sentence; a phrase counts once however often it stands there."""
    lemmas = [lemma.lower() for lemma in sentence.lemmas]
    forms = [word.lower() for word in sentence.words]
    weights: Counter[str] = Counter()
    seen: set[tuple[tuple[str, ...], str]] = set()
    table = _phrases()
    for position, (lemma, form) in enumerate(zip(lemmas, forms, strict=True)):
        candidates = table.get(lemma, ()) if lemma == form else (*table.get(lemma, ()), *table.get(form, ()))
        for words, context, weight in candidates:
            if (words, context) in seen:
                continue
            if all(
                position + k < len(lemmas) and word in (lemmas[position + k], forms[position + k])
                for k, word in enumerate(words)
            ):
                seen.add((words, context))
                weights[context] += weight
    return weights


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
