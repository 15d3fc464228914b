"""A sentence's dependency tree as this room walks it; made only for sentences in which something may be a cue."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})


class Tree:
    """The children of every token, with the few questions that finding sources and contents asks."""

    __slots__ = ("heads", "kids", "lemmas", "relations", "sentence", "tags", "upos")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.heads = sentence.heads
        self.relations = sentence.relations
        self.lemmas = sentence.lemmas
        self.tags = sentence.tags
        self.upos = sentence.upos
        self.kids = sentence.children

    def below(self, token: int) -> set[int]:
        """A token and everything that hangs under it."""
        found = {token}
        waiting = [token]
        while waiting:
            for kid in self.kids[waiting.pop()]:
                if kid not in found:
                    found.add(kid)
                    waiting.append(kid)
        return found

    def kid(self, token: int, *relations: str) -> int | None:
        """The first child with one of these relations, or None."""
        for kid in self.kids[token]:
            if self.relations[kid] in relations:
                return kid
        return None

    def each(self, token: int, *relations: str) -> Iterator[int]:
        """The children with one of these relations, in the text's order."""
        for kid in self.kids[token]:
            if self.relations[kid] in relations:
                yield kid

    def case(self, token: int) -> str:
        """The last preposition (or mark) of a nominal or gerund, in lower case; empty where there is none."""
        for kid in reversed(self.kids[token]):
            if self.relations[kid] in ("case", "mark") and kid < token:
                return self.lemmas[kid].lower()
        return ""

    def mark(self, token: int) -> str:
        """The word that introduces a clause ("that", "as", "whether"), or an empty string."""
        found = self.kid(token, "mark")
        return self.lemmas[found].lower() if found is not None else ""

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        for _ in self.heads:
            token = self.heads[token]
            if token < 0:
                return
            yield token

    def is_verb(self, token: int) -> bool:
        """Whether a token is a verb."""
        return self.upos[token] == "VERB" or self.tags[token].startswith("VB")

    def is_clause(self, token: int) -> bool:
        """Whether a token heads a clause: a verb, or a predicate with a subject or copula."""
        return self.is_verb(token) or any(
            self.relations[kid] in SUBJECTS or self.relations[kid] == "cop" for kid in self.kids[token]
        )

    def is_passive(self, token: int) -> bool:
        """Whether a verb's surface subject is its object."""
        if self.tags[token] not in ("VBN", "VBD"):
            return False
        own = [self.relations[kid] for kid in self.kids[token]]
        if "aux:pass" in own or "nsubj:pass" in own:
            return True
        if "nsubj" in own or "aux" in own or "obj" in own or self.tags[token] == "VBD":
            return False
        if self.relations[token] == "conj":
            return self.is_passive(self.heads[token])
        return self.relations[token] in ("acl", "amod", "advcl", "xcomp", "case", "dep")
