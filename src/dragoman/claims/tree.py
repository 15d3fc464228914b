"""A sentence's dependency tree, indexed for reading frames off it.

Relations are Universal Dependencies for English with subtypes. A `Tree` is made once a sentence; everything else
in this room walks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import Sentence

FINITE_MARKS = frozenset({"that", "whether", "if"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_POS = frozenset({"NOUN", "PROPN"})
BE_AUXILIARIES = frozenset({"be", "get"})


class Tree:
    """The children of every token of a sentence, with the few questions that frames ask."""

    __slots__ = ("kids", "lemmas", "relations", "sentence", "words")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.kids = sentence.children
        self.relations = sentence.relations
        self.lemmas = sentence.low_lemmas
        self.words = sentence.low_words

    def relation(self, token: int) -> str:
        """The relation of a token to its head, with subtype."""
        return self.relations[token]

    def children(self, token: int, *relations: str) -> Sequence[int]:
        """Children of a token whose full relation is one of those named, in the text's order."""
        kids = self.kids[token]
        if not kids:
            return kids
        own = self.relations
        return [child for child in kids if own[child] in relations]

    def child(self, token: int, *relations: str) -> int | None:
        """The first such child, or None."""
        own = self.relations
        for child in self.kids[token]:
            if own[child] in relations:
                return child
        return None

    def lemma(self, token: int) -> str:
        """The token's lemma in lower case."""
        return self.lemmas[token]

    def is_verb(self, token: int) -> bool:
        """Whether the token is a verb by its Penn tag, or by its universal tag."""
        return self.sentence.tags[token] in VERB_TAGS or self.sentence.upos[token] == "VERB"

    def is_noun(self, token: int) -> bool:
        """Whether the token is a common or proper noun."""
        return self.sentence.upos[token] in NOUN_POS

    def particles(self, token: int) -> tuple[str, ...]:
        """Lemmas of the verb particles that hang on a token ("carry out")."""
        return tuple(self.lemma(child) for child in self.children(token, "compound:prt"))

    def case(self, token: int) -> str | None:
        """The preposition of a nominal, several words joined by a blank ("because of"), or None."""
        first = self.child(token, "case")
        if first is None:
            return None
        fixed = self.children(first, "fixed")
        return " ".join([self.lemmas[first], *(self.lemmas[more] for more in fixed)]) if fixed else self.lemmas[first]

    def mark(self, token: int) -> str | None:
        """The subordinating word of a clause ("that", "if", "to", "of"), or None."""
        found = self.child(token, "mark")
        return self.lemma(found) if found is not None else None

    def auxiliaries(self, token: int) -> tuple[str, ...]:
        """Lemmas of a predicate's auxiliaries and copula."""
        return tuple(self.lemma(child) for child in self.children(token, "aux", "aux:pass", "cop"))

    def is_passive(self, token: int) -> bool:
        """Whether a verb's surface subject is its object: a passive, or a past participle without auxiliaries."""
        if self.sentence.tags[token] not in ("VBN", "VBD"):
            return False
        if self.child(token, "aux:pass", "nsubj:pass", "csubj:pass") is not None:
            return True
        if self.child(token, "nsubj", "aux", "cop") is not None:
            return False
        relation = self.relation(token)
        if relation == "conj":
            return self.sentence.tags[token] == "VBN" and self.is_passive(self.sentence.heads[token])
        if self.child(token, "obj") is not None:
            return False
        return self.sentence.tags[token] == "VBN" and relation in ("acl", "amod", "advcl", "xcomp", "dep")

    def first_conjunct(self, token: int) -> int:
        """The head of the coordination that a token belongs to; the token itself where there is none."""
        while self.relation(token) == "conj" and self.sentence.heads[token] >= 0:
            token = self.sentence.heads[token]
        return token

    def span(self, token: int) -> tuple[int, int]:
        """First token and one past the last of everything below a token."""
        first = last = token
        stack = [token]
        while stack:
            current = stack.pop()
            first, last = min(first, current), max(last, current)
            stack.extend(self.kids[current])
        return first, last + 1

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        seen = 0
        while self.sentence.heads[token] >= 0 and seen <= len(self.sentence.heads):
            token = self.sentence.heads[token]
            seen += 1
            yield token

    def clause_head(self, token: int) -> int:
        """The nearest predicate at or above a token: a verb, or what carries a copula or a subject."""
        for current in (token, *self.ancestors(token)):
            if self.is_verb(current) or self.child(current, "cop", "nsubj", "nsubj:pass") is not None:
                return current
        return token
