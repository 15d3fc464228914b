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
    """The phrases of a table with the columns SUBJECT, weight, words, note, by their longest word.

    Several subjects in one cell, and the words of a row, are separated by `|`. A word of a phrase matches a lemma or a
    form, in lower case, with every digit as 0.
    """

    def __init__(self, path: Path, subject: str) -> None:
        self._words: dict[str, list[Weighed]] = defaultdict(list)
        self._several: dict[str, list[tuple[int, Weighed]]] = defaultdict(list)
        for row in rows(path, (subject, "weight", "words", "note")):
            for phrase in cell_list(row.cells["words"]):
                words = tuple(phrase.lower().replace(POSSESSIVE, f" {POSSESSIVE}").split())
                for one in cell_list(row.cells[subject]):
                    weighed = Weighed(words, one, int(row.cells["weight"]))
                    if len(words) == 1:
                        self._words[words[0]].append(weighed)
                    else:
                        longest = max(words, key=len)  # the rarest, as a rule: it is what a phrase is looked up by
                        self._several[longest].append((words.index(longest), weighed))
        self._known = frozenset({*self._words, *self._several})

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
        several: dict[int, list[Weighed]] = defaultdict(list)
        single: dict[int, list[Weighed]] = defaultdict(list)
        for at, (lemma, form) in enumerate(zip(lemmas, forms, strict=True)):
            if lemma not in self._known and form not in self._known:
                continue
            for reading in (lemma,) if lemma == form else (lemma, form):
                if reading in self._words:
                    single[at] += self._words[reading]
                for place, one in self._several.get(reading, ()):
                    if at >= place and _stands(one.words, at - place, lemmas, forms):
                        several[at - place].append(one)
        return _counted(several, single)


def _counted(several: Mapping[int, list[Weighed]], single: Mapping[int, list[Weighed]]) -> list[Weighed]:
    """What counts of the phrases that begin at each word: of those of a subject the longest, and each but once."""
    found: list[Weighed] = []
    seen: set[tuple[tuple[str, ...], str]] = set()
    for at in sorted({*several, *single}):
        here = several.get(at, [])
        if len(here) > 1:
            here = sorted(here, key=lambda one: (-len(one.words), one.words, one.subject))
        taken: set[str] = set()
        for one in (*here, *single.get(at, ())):
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
