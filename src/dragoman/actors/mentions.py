"""The tokens of a mention: from its head to the fullest noun phrase, as the codebook wants it.

Determiners, adjectives, compounds, titles, owners and `of`-phrases belong to it, a name that stands directly beside
its title too; relative clauses, participles, appositions after a comma and coordinated others do not.
"""

from __future__ import annotations

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.names import key_of
from dragoman.records import Sentence

_INSIDE = frozenset(
    {"det", "amod", "compound", "nummod", "flat", "fixed", "goeswith", "det:predet", "nmod:desc", "nmod:unmarked"}
)
_PREPOSITIONS = frozenset({"of", "for", "to", "from", "in", "at", "under", "inside", "within"})
_JOINTS = frozenset({"-", "–", "/", ".", "'", "and", "&"})
_BREAKS = frozenset({"and", "or", "but", ",", ";", ":", "(", ")", '"', "“", "”", "—"})
_ROLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "."})
PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
_FARTHEST = 6
_WHOLE_NAMES = frozenset({"Organization", "GPE", "Facility"})


class NounPhrases:
    """The noun phrases of one sentence; the knowledge says which words are roles and which names are longer."""

    def __init__(self, sentence: Sentence, knowledge: Knowledge) -> None:
        self.sentence = sentence
        self._knowledge = knowledge
        self._role_words = knowledge.role_words
        self._mentions: dict[int, tuple[int, int]] = {}
        self.children = sentence.children
        self._name_at: dict[int, tuple[int, int]] = {}
        for span in sentence.spans:
            if span.label == "GPE" and "," in sentence.words[span.first : span.last]:
                continue  # two names, of which the second says where the first lies or acts beside it
            if span.label in _WHOLE_NAMES and span.last - span.first > 1:
                for token in range(span.first, span.last):
                    self._name_at.setdefault(token, (span.first, span.last))
        self.persons: list[tuple[int, int]] = []
        self._person_at: dict[int, tuple[int, int]] = {}
        for span in sentence.spans:
            if span.label == "Person":
                found = (self._titles(span.first, span.last), span.last)
                self.persons.append(found)
                for token in range(*found):
                    self._person_at.setdefault(token, found)

    def mention(self, head: int) -> tuple[int, int]:
        """The range (first token, one past the last) of the fullest mention of a head."""
        found = self._mentions.get(head)
        if found is None:
            found = self._mentions[head] = self._mention(head)
        return found

    def _mention(self, head: int) -> tuple[int, int]:
        sentence = self.sentence
        if sentence.tags[head] in PRONOUN_TAGS:
            return head, head + 1
        person = self._person_at.get(head)
        if person is not None and self._stands_for(head, person):
            return person
        members = {head}
        self._gather(head, head, members)
        first, last = head, head + 1
        while first > 0 and self._joins(members, first - 1, -1):
            first -= 1
        while last < len(sentence.words) and self._joins(members, last, 1):
            last += 1
        first, last = self._trim(first, last, head)
        name = self._name_at.get(head)
        if name is not None:
            first, last = min(first, name[0]), max(last, name[1])
        return first, self._with_acronym(self._longer_name(first, head, last))

    def coordinated(self, head: int) -> list[int]:
        """The head and the heads coordinated with it, in order."""
        sentence = self.sentence
        heads = [head]
        if sentence.tags[head] in PRONOUN_TAGS and not self.children[head]:
            return heads
        inside = self.mention(head)
        for child in self.children[head]:
            if inside[0] <= child < inside[1]:
                continue
            relation = sentence.relations[child]
            joined = relation == "conj" and sentence.upos[child] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
            if joined or (relation in ("appos", "flat") and self._states_beside(head, child)):
                heads.append(child)
        own = self._person_at.get(head)
        if own is not None and self._stands_for(head, own):
            end = own[1]
            for first, last in self.persons:
                if first == end + 1 and sentence.words[end] in ("and", ",", "&") and self._attached(first, last, own):
                    if not any(first <= other < last for other in heads):
                        heads.append(last - 1)
                    end = last
        return heads

    def _states_beside(self, head: int, other: int) -> bool:
        """Whether a comma stands for "and" between two states, as in headlines ("Kosovo, Serbia sign deal")."""
        words = self.sentence.words
        if "," not in words[head:other]:
            return False
        names = (key_of(" ".join(words[slice(*self.mention(token))])) for token in (head, other))
        return all(any(entry.kind == "state" for entry in self._knowledge.entries(name)) for name in names)

    def appositions(self, head: int) -> list[int]:
        """The heads of what stands in apposition to a head."""
        first, last = self.mention(head)
        return [
            child
            for token in range(first, last)
            for child in self.children[token]
            if self.sentence.relations[child] == "appos" and not first <= child < last
        ]

    def preposition(self, index: int) -> str | None:
        """The lemma of the preposition before a token, None where it has none."""
        for child in self.children[index]:
            if self.sentence.relations[child] == "case" and self.sentence.tags[child] != "POS":
                return self.sentence.lemmas[child].lower()
        return None

    def _attached(self, first: int, last: int, own: tuple[int, int]) -> bool:
        return any(own[0] <= self.sentence.heads[token] < own[1] for token in range(first, last))

    def _stands_for(self, head: int, person: tuple[int, int]) -> bool:
        """Whether a token of a titled name stands for the person: not "Iranian" in "Iranian minister X"."""
        sentence = self.sentence
        if sentence.relations[head] in ("amod", "nmod:poss"):
            return False
        if sentence.relations[head] == "compound" and sentence.heads[head] in range(*person):
            return any(s.label == "Person" and s.first <= head < s.last for s in sentence.spans)
        return True

    def _titles(self, first: int, last: int) -> int:
        """The first token of the titles, offices and nationality directly before a personal name."""
        sentence = self.sentence
        start = first
        while start > 0:
            token = start - 1
            word, tag = sentence.words[token], sentence.tags[token]
            if word in _BREAKS or any(
                s.label in ("Date", "Person") and s.first <= token < s.last for s in sentence.spans
            ):
                break
            if tag == "DT":
                start = token
                break
            if tag in ("IN", "TO"):
                if not self._joins_role(token):
                    break
            elif tag not in _ROLE_TAGS or not self._leads(token, last):
                break
            start = token
        while start < first and sentence.tags[start] in ("IN", "POS", "."):
            start += 1
        return start

    def _joins_role(self, token: int) -> bool:
        """Whether a preposition stands behind a role: "minister of", "ambassador to"."""
        sentence = self.sentence
        if token <= 0 or sentence.words[token].lower() not in ("of", "to", "for"):
            return False
        return sentence.lemmas[token - 1].lower() in self._role_words

    def _leads(self, token: int, last: int) -> bool:
        sentence = self.sentence
        head = sentence.heads[token]
        if sentence.lemmas[token].lower().rstrip(".") in self._role_words or sentence.tags[token] in ("POS", "."):
            return True
        if token < head < last:
            return True
        for span in sentence.spans:
            if span.first <= token < span.last and span.label in ("NORP", "GPE", "Organization"):
                return span.label == "NORP" or self._joins_role(
                    span.first - 1 - (sentence.tags[span.first - 1] == "DT")
                )
        return False

    def _gather(self, token: int, head: int, members: set[int]) -> None:
        for child in self.children[token]:
            if self._belongs(token, child, head):
                members.add(child)
                self._gather(child, head, members)

    def _belongs(self, token: int, child: int, head: int) -> bool:
        sentence = self.sentence
        relation = sentence.relations[child]
        if relation in _INSIDE:
            if child < token:
                return True
            return sentence.upos[child] != "VERB" and not _BREAKS.intersection(sentence.words[token:child])
        if relation == "nmod:poss":
            return True
        if relation == "case":
            return token != head or sentence.tags[child] == "POS"
        if relation == "advmod":
            return sentence.relations[token] in ("nummod", "amod")
        if relation in ("conj", "cc"):
            return token != head and sentence.relations[token] in ("amod", "compound", "nmod", "conj")
        if relation == "punct":
            return sentence.words[child] in ("-", "–", "/", ".", "'")
        if relation == "appos":
            return child > token and not _BREAKS.intersection(sentence.words[token:child])
        if relation == "nmod" and child > token:
            word = self.preposition(child)
            if word == "of":
                return True
            return word in _PREPOSITIONS and sentence.upos[token] == "NOUN" and child - token <= _FARTHEST
        return False

    def _joins(self, members: set[int], index: int, step: int) -> bool:
        if index in members:
            return True
        beyond = index + step
        words = self.sentence.words
        return 0 <= beyond < len(words) and beyond in members and words[index] in _JOINTS

    def _trim(self, first: int, last: int, head: int) -> tuple[int, int]:
        sentence = self.sentence
        while first < head and sentence.upos[first] in ("PUNCT", "ADP", "CCONJ"):
            first += 1
        while last - 1 > head and sentence.upos[last - 1] in ("PUNCT", "CCONJ") and sentence.words[last - 1] != ".":
            last -= 1
        if last - 1 > head and sentence.words[last - 1] == "." and last == len(sentence.words):
            last -= 1
        return first, last

    def _longer_name(self, first: int, head: int, last: int) -> int:
        """Where a name of the tables ends that goes on behind the phrase ("Islamic State of Iraq and the Levant")."""
        words = self.sentence.words
        if last >= len(words) or words[last].lower() not in ("and", "of", "for", "&") or not words[head][0].isupper():
            return last
        start = first + (self.sentence.tags[first] == "DT")
        for end in range(min(last + _FARTHEST, len(words)), last + 1, -1):
            if words[end - 1][0].isupper():
                entries = self._knowledge.entries(key_of(" ".join(words[start:end])))
                if any(entry.kind in ("organisation", "state", "own") for entry in entries):
                    return end
        return last

    def _with_acronym(self, last: int) -> int:
        words = self.sentence.words
        if last + 2 < len(words) and words[last] == "(" and words[last + 2] == ")" and words[last + 1].isupper():
            return last + 3
        return last
