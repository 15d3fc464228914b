"""The few questions that this room asks of a dependency tree."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Sentence

FOLLOWING = frozenset({"appos", "conj", "flat", "flat:name", "goeswith", "list"})
"""Relations whose dependent plays its head's part."""


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a range whose head lies outside it."""
    for token in range(last - 1, first - 1, -1):
        if not first <= sentence.heads[token] < last and sentence.upos[token] != "PUNCT":
            return token
    return last - 1


def children(sentence: Sentence, token: int) -> Iterator[int]:
    """The direct dependents of a token, in the text's order."""
    start = 0
    heads = sentence.heads
    while True:
        try:
            start = heads.index(token, start)
        except ValueError:
            return
        yield start
        start += 1


def preposition(sentence: Sentence, token: int) -> str | None:
    """The preposition of a nominal, several words joined by a blank, or None."""
    heads, relations = sentence.heads, sentence.relations
    for child in range(max(0, token - 8), token):
        if heads[child] == token and relations[child] == "case" and sentence.lemmas[child] != "'s":
            words = [sentence.lemmas[child].lower()]
            words += [
                sentence.lemmas[k].lower()
                for k in range(child + 1, token)
                if (heads[k] == child and relations[k] == "fixed") or (heads[k] == token and relations[k] == "case")
            ]
            return " ".join(words)
    return None


def leader(sentence: Sentence, token: int) -> int:
    """The token whose part this one plays: the first of its coordination or what it is an apposition of."""
    seen = 0
    while sentence.relations[token] in FOLLOWING and sentence.heads[token] >= 0 and seen < len(sentence):
        token = sentence.heads[token]
        seen += 1
    return token


def is_verb(sentence: Sentence, token: int) -> bool:
    """Whether a token is a verb, by its tag."""
    return sentence.upos[token] == "VERB" or sentence.tags[token].startswith("VB")
