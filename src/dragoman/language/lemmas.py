"""Lemmas: a table of (form, tag) from the treebanks, then the rules of `lemminflect`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

_FORM_IS_LEMMA = frozenset({"PROPN", "X", "SYM", "PUNCT"})
_BASE_FORMS = frozenset({"NN", "VB", "VBP", "JJ", "RB", "MD"})
_NATIONAL = ("an", "ish", "ese", "i", "ic", "utch", "rench", "elsh", "reek", "hai", "wiss", "zech")
_INFLECTED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
CACHE = 100_000


def fallback_lemma(word: str, tag: str, upos: str) -> str:
    """The lemma by rule, for a form that the table does not have."""
    if tag == "NNPS" and word.isascii() and word.isalpha():
        singular = _inflection().getLemma(word.lower(), upos="NOUN", lemmatize_oov=True)
        return _cased_like(word, str(singular[0]).lower()) if singular else word
    if upos == "NUM":
        return word.replace(",", "")
    if upos in _FORM_IS_LEMMA:
        return word
    lowered = word.lower()
    if upos not in _INFLECTED or not lowered.isascii() or not lowered.replace("-", "").isalpha():
        return lowered
    if tag == "NNP":
        return _cased_like(word, _by_rule(lowered, upos) if upos == "VERB" else lowered)
    lemma = lowered if tag in _BASE_FORMS else _by_rule(lowered, upos)
    return _cased_like(word, lemma) if upos == "ADJ" and lemma.endswith(_NATIONAL) else lemma


def _by_rule(lowered: str, upos: str) -> str:
    found = _inflection().getLemma(lowered, upos=upos, lemmatize_oov=True)
    return str(found[0]).lower() if found else lowered


def _cased_like(word: str, lemma: str) -> str:
    """A name or an adjective made from one keeps its capital ("Iranian", "Houthi"), as in the treebanks."""
    if word[:1].isupper() and word[1:].islower():
        return lemma[:1].upper() + lemma[1:]
    return lemma.upper() if word.isupper() and len(word) > 1 else lemma


@lru_cache(maxsize=1)
def _inflection() -> Any:
    import lemminflect

    return lemminflect


class Lemmas:
    """The table in memory. `of` is a function of word, tag and upos only."""

    def __init__(self, table: dict[tuple[str, str], str]) -> None:
        self._table = table
        self.of = lru_cache(maxsize=CACHE)(self._of)

    @classmethod
    def load(cls, path: Path) -> Lemmas:
        """Read `lemmas.tsv`: lower-case form, Penn tag, lemma."""
        table: dict[tuple[str, str], str] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            form, tag, lemma = line.split("\t")
            table[form, tag] = lemma
        return cls(table)

    def _of(self, word: str, tag: str, upos: str) -> str:
        found = self._table.get((word.lower(), tag))
        return found if found is not None else fallback_lemma(word, tag, upos)
