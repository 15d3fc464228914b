"""The gate: which sentences can hold a claim, by their words alone, before they are analysed.

A claim rests on a row of the lexicon, on a verdict or on a duty. A row can match only where its words stand and where
every word that it requires has one to fill it; all that is seen without a tree. So the gate asks of each word of a
sentence whose form it can be, and lets the sentence through where some row that makes a claim has all it needs. It does
not ask whether a party is there: who is meant may be told elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.claims.frames import NO_CLAIM, Frame
from dragoman.claims.judgements import verdicts
from dragoman.claims.lexicon import Lexicon, shipped
from dragoman.claims.modals import DUTY

TAGS = {"V": ("VERB", "AUX"), "N": ("NOUN",), "A": ("ADJ", "VERB")}
ANY = "any"
NO_WORDS = frozenset({"", "subj", "obj", "iobj", "xcomp", "ccomp", "poss", "mod", "dep", "light", "any"})
COPULA = frozenset({"be", "'s", "’s", "'re", "’re", "'m", "’m"})


class Wanted(NamedTuple):
    """What one row needs beside its head: further words, and sets of words of each of which one must stand."""

    words: frozenset[str]
    clues: tuple[frozenset[str], ...]


class Gate:
    """Tells sentences that can hold a claim from those that cannot, by a lexicon."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._wanted: dict[tuple[str, str], set[Wanted]] = defaultdict(set)
        for one in (lexicon or shipped()).frames:
            if one.event != NO_CLAIM:
                clues = (*one.clues, *_prepositions(one))
                self._wanted[one.head, one.pos].add(Wanted(frozenset(one.words) - {one.head}, clues))
        for pos, word in verdicts():
            self._wanted[word, pos].add(Wanted(frozenset(), () if pos == "V" else (COPULA,)))
        for word in DUTY:
            self._wanted[word, "V"].add(Wanted(frozenset(), ()))
        beside = {
            (word, ANY) for all_of in self._wanted.values() for one in all_of for word in one.words.union(*one.clues)
        }
        self._lemmas = _lemmas_by_form({*self._wanted, *beside})

    def opens(self, words: Iterable[str]) -> bool:
        """Whether a sentence of these words can hold a claim."""
        lemmas: set[tuple[str, str]] = set()
        for word in words:
            known = self._lemmas.get(word.lower())
            if known is not None:
                lemmas |= known
        told = {lemma for lemma, _ in lemmas}
        return any(
            one.words <= told and not any(clue.isdisjoint(told) for clue in one.clues)
            for lemma in lemmas
            for one in self._wanted.get(lemma, ())
        )


def _prepositions(one: Frame) -> Iterable[frozenset[str]]:
    """The prepositions whose slots a row requires to be filled ("with:party" needs a "with")."""
    for need in one.needs:
        word = need.slot.rsplit(".", 1)[-1]
        if need.test in ("present", "kind", "lemma") and not need.negated and word not in NO_WORDS:
            yield frozenset({word.split()[0]})


def _lemmas_by_form(lemmas: Iterable[tuple[str, str]]) -> dict[str, frozenset[tuple[str, str]]]:
    """The forms of lemmas in lower case, each with the lemmas and parts of speech whose form it can be."""
    import lemminflect

    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for lemma, pos in lemmas:
        forms = {lemma, f"{lemma}s"} if pos in ("N", ANY) else {lemma}
        if lemma.isascii() and lemma.isalpha():
            for tag in TAGS.get(pos, ("VERB", "NOUN", "ADJ", "AUX")):
                inflected = lemminflect.getAllInflections(lemma, upos=tag)
                if not inflected and pos != ANY:
                    inflected = lemminflect.getAllInflectionsOOV(lemma, upos=tag)
                forms.update(form.lower() for same in inflected.values() for form in same)
        for form in forms:
            found[form].add((lemma, pos))
    return {form: frozenset(own) for form, own in found.items()}
