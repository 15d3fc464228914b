"""Words and phrases by subject with a weight, looked up in sentences: what contexts and guards share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.records import Sentence
from dragoman.tables import cell_list, rows

POSSESSIVE = "'s"
HINTS = 2
DIGIT = re.compile(r"\d")


class Weighed(NamedTuple):
    """One phrase: its words, what it tells of, how much."""

    words: tuple[str, ...]
    subject: str
    weight: int


class Phrases:
    """The phrases of a table with the columns SUBJECT, weight, words, note, by first word.

    Several subjects in one cell, and the words of a row, are separated by `|`. A word of a phrase matches a lemma or a
    form, in lower case, with every digit as 0.
    """

    def __init__(self, path: Path, subject: str) -> None:
        self._words: dict[str, list[Weighed]] = defaultdict(list)
        self._pairs: dict[str, dict[str, list[Weighed]]] = defaultdict(lambda: defaultdict(list))
        for row in rows(path, (subject, "weight", "words", "note")):
            for phrase in cell_list(row.cells["words"]):
                words = tuple(phrase.lower().replace(POSSESSIVE, f" {POSSESSIVE}").split())
                for one in cell_list(row.cells[subject]):
                    weighed = Weighed(words, one, int(row.cells["weight"]))
                    if len(words) == 1:
                        self._words[words[0]].append(weighed)
                    else:
                        self._pairs[words[0]][words[1]].append(weighed)
        for followers in self._pairs.values():
            for phrases in followers.values():
                phrases.sort(key=lambda one: -len(one.words))
        self._first = frozenset({*self._words, *self._pairs})

    def weights(self, sentence: Sentence) -> Counter[str]:
        """The weight of each subject in a sentence; a phrase counts once however often it stands there,
        and of the phrases that begin at a word the longest."""
        return _summed(self._found(sentence))

    def capped(self, sentence: Sentence) -> Counter[str]:
        """The same where hints (weight 1) add up to no more than HINTS: they need a word that says more."""
        hints: dict[str, int] = {}
        told: dict[str, int] = {}
        for one in self._found(sentence):
            kind = hints if one.weight == 1 else told
            kind[one.subject] = kind.get(one.subject, 0) + one.weight
        return Counter(
            {
                subject: told.get(subject, 0) + min(hints.get(subject, 0), HINTS)
                for subject in {**told, **hints}
                if subject in hints or told[subject] > 0
            }
        )

    def _found(self, sentence: Sentence) -> list[Weighed]:
        forms = [word if word.isalpha() else DIGIT.sub("0", word) for word in sentence.low_words]
        lemmas = sentence.low_lemmas
        found: list[Weighed] = []
        seen: set[tuple[tuple[str, ...], str]] = set()
        after = zip((*lemmas[1:], ""), (*forms[1:], ""), strict=True)
        for at, (lemma, form, following) in enumerate(zip(lemmas, forms, after, strict=True)):
            if lemma not in self._first and form not in self._first:
                continue
            here: list[Weighed] = []
            for reading in (lemma,) if lemma == form else (lemma, form):
                followers = self._pairs.get(reading)
                if followers is not None and not followers.keys().isdisjoint(following):
                    phrases = (one for second in dict.fromkeys(following) for one in followers.get(second, ()))
                    here += [one for one in phrases if _stands(one.words, at, lemmas, forms)]
            if len(here) > 1:
                here.sort(key=lambda one: (-len(one.words), one.words, one.subject))
            here += self._words.get(lemma, ())
            if form != lemma:
                here += self._words.get(form, ())
            taken: set[str] = set()
            for one in here:
                if one.subject not in taken and (one.words, one.subject) not in seen:
                    seen.add((one.words, one.subject))
                    taken.add(one.subject)
                    found.append(one)
        return found


def piled(weights: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Weights added up in their order; what falls to nothing or below is left out, as where counters are added."""
    whole: Counter[str] = Counter()
    for own in weights:
        for subject, weight in own.items():
            reached = whole.get(subject, 0) + weight
            if reached > 0:
                whole[subject] = reached
            else:
                whole.pop(subject, None)
    return whole


def _summed(found: Iterable[Weighed]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for one in found:
        weights[one.subject] += one.weight
    return weights


def _stands(words: tuple[str, ...], at: int, lemmas: Sequence[str], forms: Sequence[str]) -> bool:
    return at + len(words) <= len(lemmas) and all(
        word in (lemmas[at + k], forms[at + k]) for k, word in enumerate(words)
    )
