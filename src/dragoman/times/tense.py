"""Which way a time without a year or a week looks: back, ahead, or neither, by the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dragoman.records import Sentence
from dragoman.tables import cell_list, package_path, rows

PAST, OPEN, AHEAD = -1, 0, 1
MODALS = frozenset({"will", "shall", "'ll", "wo", "would", "may", "might", "could", "can", "should", "must", "ought"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
LONGEST_CLIMB = 12


@lru_cache(maxsize=1)
def _uses() -> dict[str, frozenset[str]]:
    table = package_path("lexicon", "times", "tense_verbs.tsv")
    return {row.cells["use"]: frozenset(cell_list(row.cells["lemmas"])) for row in rows(table, ("use", "lemmas"))}


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it."""
    for token in range(first, last):
        if not first <= sentence.heads[token] < last:
            return token
    return last - 1


def direction(sentence: Sentence, first: int, last: int) -> int:
    """PAST, OPEN or AHEAD for the time in tokens first to last."""
    if first and sentence.words[first - 1].lower() == "since":
        return PAST
    token = head_of(sentence, first, last)
    if not any(head == token and sentence.relations[child] == "cop" for child, head in enumerate(sentence.heads)):
        token = sentence.heads[token]
    through_noun = False
    for _ in range(LONGEST_CLIMB):
        if token < 0:
            return OPEN
        kids = [child for child, head in enumerate(sentence.heads) if head == token]
        way = _verb(sentence, token, kids, through_noun)
        if way is not None:
            return way
        through_noun = True
        token = sentence.heads[token]
    return OPEN


def _verb(sentence: Sentence, token: int, kids: Sequence[int], through_noun: bool) -> int | None:
    """The direction that a governor gives, or None where the one above it decides.

    A present tense announces only what hangs on the verb itself: "the talks begin on Monday", but not "the deal of
    November 27 is void".
    """
    lemma, tag = sentence.lemmas[token].lower(), sentence.tags[token]
    helpers = [child for child in kids if sentence.relations[child].startswith(("aux", "cop"))]
    words = {sentence.words[child].lower() for child in helpers}
    if words & MODALS:
        return AHEAD
    past_helper = any(sentence.tags[child] == "VBD" for child in helpers)
    if lemma in _uses()["fixed"] and (tag == "VBN" or tag not in VERBS):
        if tag == "VBN" and words & {"have", "has", "had"}:
            return PAST
        return AHEAD if tag in VERBS or helpers or sentence.relations[token] == "amod" else None
    if tag == "VBD" or past_helper or words & {"have", "has", "'ve", "had"}:
        return PAST
    if tag == "VB":
        return None if through_noun else _infinitive(sentence, token)
    if tag == "VBN":
        return None if words and "be" not in words and not helpers else (OPEN if helpers else PAST)
    if tag == "VBG":
        return AHEAD if helpers else None
    if tag in ("VBZ", "VBP") or helpers:
        if through_noun:
            return OPEN
        is_copula = any(sentence.relations[child] == "cop" for child in helpers)
        return AHEAD if is_copula or lemma in _uses()["timetabled"] else OPEN
    return None


def _infinitive(sentence: Sentence, token: int) -> int | None:
    head = sentence.heads[token]
    if head < 0 or sentence.relations[token].startswith("acl"):
        return AHEAD
    if sentence.lemmas[head].lower() in _uses()["ahead"]:
        return AHEAD
    return None if sentence.tags[head] in VERBS else AHEAD
