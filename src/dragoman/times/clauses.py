"""The clauses of a sentence as dating needs them: which predicate a word belongs to and how clauses hang together."""

from __future__ import annotations

from dragoman.records import Sentence
from dragoman.times.tense import MODALS, VERBS

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "cop", "expl"})


class Clauses:
    """A sentence's tree with the questions that dating asks."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.kids = sentence.children

    def is_predicate(self, token: int) -> bool:
        """A verb that is no mere modifier of a noun, or what carries a subject or copula."""
        sentence = self.sentence
        if sentence.tags[token] in VERBS and sentence.relations[token] not in ("amod", "compound", "case", "nmod"):
            return True
        return any(sentence.relations[child] in SUBJECTS for child in self.kids[token])

    def predicate(self, token: int) -> int:
        """The nearest predicate at or above a token; the token itself where there is none."""
        start = token
        for _ in range(len(self.sentence)):
            if self.is_predicate(token):
                return token
            if self.sentence.heads[token] < 0:
                return token
            token = self.sentence.heads[token]
        return start

    def content_word(self, token: int) -> int:
        """What an auxiliary, copula or particle belongs to; any other token is its own."""
        relation = self.relation(token)
        if relation in ("aux", "cop", "mark") or self.sentence.relations[token] == "compound:prt":
            return self.sentence.heads[token]
        return token

    def lemma(self, token: int) -> str:
        """A token's lemma in lower case."""
        return self.sentence.lemmas[token].lower()

    def relation(self, token: int) -> str:
        """A token's relation without its subtype."""
        return self.sentence.relations[token].partition(":")[0]

    def helpers(self, token: int) -> list[int]:
        """The auxiliaries and the copula of a predicate."""
        return [child for child in self.kids[token] if self.relation(child) in ("aux", "cop")]

    def marks(self, token: int) -> list[str]:
        """Words that subordinate a clause: "after", "that", "since", "when"."""
        sentence = self.sentence
        found = [child for child in self.kids[token] if self.relation(child) in ("mark", "case")]
        found += [child for child in self.kids[token] if sentence.tags[child] == "WRB"]
        return [self.lemma(child) for child in found]

    def tense(self, token: int) -> str:
        """past, pluperfect, perfect, present, progressive, ahead, or bare for clauses without a finite verb."""
        sentence = self.sentence
        helpers = self.helpers(token)
        words = {sentence.words[child].lower() for child in helpers}
        tags = {sentence.tags[child] for child in helpers}
        if words & MODALS:
            return "ahead"
        if "had" in words:
            return "pluperfect"
        if words & {"has", "have", "'ve", "’ve"}:
            return "perfect"
        if "VBD" in tags:
            return "progressive" if sentence.tags[token] == "VBG" else "past"
        if tags & {"VBZ", "VBP"}:
            return "progressive" if sentence.tags[token] == "VBG" else "present"
        tag = sentence.tags[token]
        return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(tag, "bare")
