"""Who appears in a report: one pass over its sentences that gathers named and described figures in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dragoman.actors.identity import Identity
from dragoman.actors.mentions import NounPhrases
from dragoman.actors.names import key_of
from dragoman.actors.people import name_key, surname_of
from dragoman.actors.resolution import Resolver
from dragoman.records import Report, Sentence

_NAMED = frozenset({"Person", "Organization", "NORP", "GPE", "Location", "Facility"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_LOCAL = frozenset({"PTY", "REB", "OPP", "LAB", "PRM", "CRM"})
FOCUS_SHARE = 0.5
MOST_COUNTRIES = 6


class Figure(NamedTuple):
    """One mention of somebody: where it stands, who it is, and how it is used."""

    sentence: int
    first: int
    last: int
    head: int
    identity: Identity
    text: str
    subject: bool
    plural: bool


class Figures:
    """The figures of a report, the short names and acronyms that it introduces, and the countries it is about."""

    def __init__(self, resolver: Resolver, report: Report, sentences: Sequence[Sentence]) -> None:
        self.resolver = resolver
        self.report = report
        self.sentences = sentences
        self.day = date.fromisoformat(report.published) if report.published else None
        self.phrases = [NounPhrases(sentence, resolver.knowledge) for sentence in sentences]
        self.named: dict[str, Identity] = {}
        self.all: list[list[Figure]] = [[] for _ in sentences]
        self.countries: Counter[str] = Counter()
        self.unknown_nations = 0
        self._by_head: list[dict[int, Figure]] = [{} for _ in sentences]
        self._here: list[list[tuple[int, str | None]] | None] = [None for _ in sentences]
        for sentence in sentences:
            self._count_nations(sentence)
        for index in range(len(sentences)):
            self._introduce(index)
        for index in range(len(sentences)):
            self._gather(index)

    def at(self, index: int, head: int) -> Figure | None:
        """The figure of a head, None where the head is none."""
        return self._by_head[index].get(head)

    def countries_in(self, index: int, head: int) -> set[str]:
        """The states that the figures of a sentence, but for one head's, belong to by name or row."""
        if self._here[index] is None:
            states = self.resolver.knowledge.states
            self._here[index] = [
                (figure.head, figure.identity.country)
                for figure in self.all[index]
                if figure.identity.country in states and figure.identity.country_from != "context"
            ]
        return {country for other, country in self._here[index] or () if other != head and country is not None}

    @cached_property
    def focus(self) -> str | None:
        """The country that the report is plainly about: the one of at least half of all its mentions of nations, those
        that no table knows counted in."""
        if not self.countries:
            return None
        total = sum(self.countries.values()) + self.unknown_nations
        country, count = self.countries.most_common(1)[0]
        return country if count >= FOCUS_SHARE * total else None

    def text_of(self, index: int, first: int, last: int) -> str:
        """The report's text under some tokens."""
        sentence = self.sentences[index]
        return self.report.text[sentence.starts[first] : sentence.ends[last - 1]]

    def with_apposition(self, index: int, head: int, text: str) -> str:
        """The text of a mention followed by what stands in apposition to it."""
        phrases, sentence = self.phrases[index], self.sentences[index]
        beside = phrases.appositions(head)
        if sentence.relations[head] == "appos" and sentence.upos[sentence.heads[head]] == "NOUN":
            beside = [sentence.heads[head], *beside]
        for child in beside:
            first, last = phrases.mention(child)
            if not first <= head < last and self.text_of(index, first, last) not in text:
                text = f"{text}, {self.text_of(index, first, last)}"
        return text

    def _count_nations(self, sentence: Sentence) -> None:
        """Count the states that a sentence names, before anything depends on them."""
        for span in sentence.spans:
            if span.label in ("GPE", "NORP") and not self._in_dateline(sentence.starts[span.first]):
                name = self.report.text[sentence.starts[span.first] : sentence.ends[span.last - 1]]
                identity = self.resolver.resolve(name, self.day)
                if identity is not None and identity.country in self.resolver.knowledge.states:
                    self.countries[identity.country or ""] += 1
                elif identity is None:
                    self.unknown_nations += 1

    def _introduce(self, index: int) -> None:
        """Learn the full names and acronyms of a sentence, so that short forms are known in every other."""
        sentence = self.sentences[index]
        for opening, word in enumerate(sentence.words):
            if word == "(" and opening > 0:
                self._introduce_acronym(index, opening)
        for span in sentence.spans:
            if span.label not in ("Person", "Organization"):
                continue
            head = span_head(sentence, span.first, span.last, span.label)
            first, last = self.phrases[index].mention(head)
            identity = self._resolved(index, head, self.text_of(index, first, last), None)
            bare = self.text_of(index, span.first, span.last)
            if span.label == "Person":
                self._name_person(identity, bare)
            else:
                self._name_body(identity, bare)
                acronym = sentence.words[span.last + 1 : span.last + 3]
                behind = sentence.words[span.last : span.last + 1] == ("(",) and acronym[1:] == (")",)
                if behind and key_of(bare) in self.named:
                    self.named.setdefault(key_of(acronym[0]), self.named[key_of(bare)])

    def _introduce_acronym(self, index: int, opening: int) -> None:
        """Learn the acronym in brackets behind a body's name: "the Northern Front (NF)"."""
        words = self.sentences[index].words
        if opening + 2 >= len(words) or words[opening + 2] != ")" or not words[opening + 1].isupper():
            return
        first, last = self.phrases[index].mention(opening - 1)
        identity = self.resolver.resolve(self.text_of(index, first, min(last, opening)), self.day)
        if identity is not None and identity.kind == "organisation":
            self.named[key_of(words[opening + 1])] = identity

    def _name_person(self, identity: Identity | None, bare: str) -> None:
        words = key_of(bare).split(" ")
        if len(words) < 2 or words[-1] == "":
            return
        if identity is None or identity.kind != "person":
            identity = Identity(name=bare, country=None, sector=None, kind="person", rule="name given by the report")
        for key in dict.fromkeys((" ".join(words), surname_of(words))):
            held = self.named.get(key)
            if held is None or (held.country is None and identity.country is not None):
                self.named[key] = identity

    def _name_body(self, identity: Identity | None, bare: str) -> None:
        if identity is None or identity.kind == "person":
            country = identity.country if identity is not None else None
            sector = identity.sector if identity is not None else None
            identity = Identity(bare, country, sector, "organisation", "name given by the report")
        if identity.kind != "organisation":
            return
        key = key_of(bare)
        held = self.named.get(key)
        if held is None or (held.country is None and identity.country is not None):
            self.named[key] = identity
        word = key.split(" ")[0]
        if len(word) > 3 and word != key and not self._means_else(word):
            self.named.setdefault(word, identity)

    def _means_else(self, word: str) -> bool:
        """Whether the first word of a body's name has a meaning of its own in the tables ("Cairo", "National")."""
        knowledge = self.resolver.knowledge
        return bool(knowledge.entries(word) or knowledge.cities(word)) or word in knowledge.role_words

    def _gather(self, index: int) -> None:
        sentence, phrases = self.sentences[index], self.phrases[index]
        heads: dict[int, str] = {}
        for span in sentence.spans:
            if span.label in _NAMED and not self._in_dateline(sentence.starts[span.first]):
                heads.setdefault(span_head(sentence, span.first, span.last, span.label), span.label)
        heads_a_name = self.resolver.knowledge.heads_a_name
        for token, part in enumerate(sentence.upos):
            if part != "NOUN" or sentence.relations[token] == "compound":
                continue  # "fighter jets" are no fighter
            if heads_a_name(sentence.low_lemmas[token]):
                heads.setdefault(token, "")
        for head in sorted(heads):
            first, last = phrases.mention(head)
            text = self.text_of(index, first, last)
            identity = self.identify(index, head, text, None)
            if identity is None:
                continue
            told = identity.kind in ("person", "organisation") and identity.country_from != "context"
            if told and identity.country in self.resolver.knowledge.states:
                self.countries[identity.country or ""] += 1
            relation = sentence.relations[head]
            plural = sentence.tags[head] in _PLURAL_TAGS
            subject = relation in _SUBJECTS
            figure = Figure(index, first, last, head, identity, text, subject, plural)
            self.all[index].append(figure)
            self._by_head[index][head] = figure

    def _in_dateline(self, offset: int) -> bool:
        dateline = self.report.dateline
        return dateline is not None and dateline.start <= offset < dateline.end

    def identify(self, index: int, head: int, text: str, context: str | None) -> Identity | None:
        """Who a mention is: by the names that the report introduces, else by the resolver."""
        known = self.named.get(key_of(text.removesuffix("'s").removesuffix("’s")))
        if known is not None:
            return known
        found = self._resolved(index, head, text, context)
        held = self._held_person(index, head)
        if held is None or (found is not None and found.kind != "person"):
            return found
        if found is None or held.country == found.country or (found.country is None):
            return held
        return found if held.country is None or found.country_from == "phrase" else held

    def _held_person(self, index: int, head: int) -> Identity | None:
        """The person whom the report introduced under the surname at a head."""
        if self.sentences[index].upos[head] != "PROPN":
            return None
        span = self._person_span(index, head)
        word = self.sentences[index].words[span[1] - 1] if span is not None else self.sentences[index].words[head]
        held = self.named.get(key_of(word))
        return held if held is not None and held.kind == "person" else None

    def _person_span(self, index: int, head: int) -> tuple[int, int] | None:
        for span in self.sentences[index].spans:
            if span.label == "Person" and span.first <= head < span.last:
                return span.first, span.last
        return None

    def _resolved(self, index: int, head: int, text: str, context: str | None) -> Identity | None:
        """Who the words of a mention are; words marked as a personal name are read as one, unless a table has them as
        the name of a body or place."""
        span = self._person_span(index, head)
        if span is not None:
            name = self.text_of(index, *span)
            if not self.resolver.knowledge.entries(key_of(name)) or self.resolver.people.called(name_key(name)):
                first = self.phrases[index].mention(head)[0]
                before = self.text_of(index, first, span[0]) if first < span[0] else ""
                behind = self.with_apposition(index, head, "").removeprefix(", ")
                return self.resolver.resolve_person(name, before, behind, self.day, context)
        return self._supported(self.with_apposition(index, head, text), context)

    def _supported(self, text: str, context: str | None) -> Identity | None:
        """Who the resolver says a mention is; between namesakes the countries of the report decide, and a party or
        armed group by a bare acronym must be of one of them."""
        found = self.resolver.resolve(text, self.day, context)
        if found is None or found.kind != "organisation" or found.country_from != "row" or not self.countries:
            return found
        if found.country in self.countries or found.country not in self.resolver.knowledge.states:
            return found
        for country, _ in self.countries.most_common(MOST_COUNTRIES):
            other = self.resolver.resolve(text, self.day, country)
            if other is not None and other.country == country:
                return other
        bare = text.removeprefix("the ").removeprefix("The ")
        return None if found.sector in _LOCAL and " " not in bare else found


def span_head(sentence: Sentence, first: int, last: int, label: str = "") -> int:
    """The token of a range whose head lies outside it; where there are several the first of a personal name, else the
    last."""
    order = range(first, last) if label == "Person" else range(last - 1, first - 1, -1)
    return next((token for token in order if not first <= sentence.heads[token] < last), last - 1)
