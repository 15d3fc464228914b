"""Whom a head of a report means: a name, a description, a collective, a pronoun, or what a nation is named beside."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.actors.coreference import Coreference, is_definite, noun_of
from dragoman.actors.figures import Figure, Figures
from dragoman.actors.identity import Identity
from dragoman.actors.names import key_of
from dragoman.actors.nations import by_nation
from dragoman.actors.resolution import Resolver
from dragoman.actors.words import words_of
from dragoman.records import Party, Sentence

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_SPEAKS_FOR_STATE = frozenset({"GOV", "MIL", "LEG"})
_LONGEST_COLLECTIVE = 4
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class Reference:
    """Identifies the heads of one report, each once."""

    def __init__(self, resolver: Resolver, figures: Figures, sentences: Sequence[Sentence]) -> None:
        self._resolver = resolver
        self._figures = figures
        self._sentences = sentences
        self._coreference = Coreference(figures)
        self._held: dict[tuple[int, int], tuple[Identity, ...]] = {}

    def of(self, index: int, head: int, speaker: Party | None = None) -> tuple[Identity, ...]:
        """The identities that a head stands for, several for a collective, none where nobody is known."""
        if speaker is not None and self.is_pronoun(index, head):
            word = self._sentences[index].words[head].lower()
            if word in words_of("first") or word in words_of("first plural"):
                return (self._speaker(speaker, word in words_of("first plural")),)
        held = self._held.get((index, head))
        if held is None:
            self._held[(index, head)] = ()  # a mention that leads back to itself is nobody
            held = self._held[(index, head)] = self._find(index, head)
        return held

    def is_pronoun(self, index: int, head: int) -> bool:
        """Whether a head is a personal or possessive pronoun."""
        return self._sentences[index].tags[head] in ("PRP", "PRP$")

    def named_beside(self, index: int, head: int) -> tuple[int, ...]:
        """The heads in its own sentence for which a third-person subject stands; none where it stands for others.

        The codebook wants the fullest mention in the sentence: in "Boria said it would attack" that is "Boria".
        """
        if not self.is_pronoun(index, head) or self._sentences[index].relations[head] not in _SUBJECTS:
            return ()
        antecedent = self._coreference.pronoun(index, head)
        if antecedent is None or antecedent.sentence != index:
            return ()
        if self._sentences[index].words[head].lower() not in words_of("plural"):
            return (antecedent.head,)
        return tuple(token for token in self._figures.phrases[index].coordinated(antecedent.head) if token != head)

    def _find(self, index: int, head: int) -> tuple[Identity, ...]:
        if self.is_pronoun(index, head):
            return self._pronoun(index, head)
        sentence = self._sentences[index]
        first, last = self._figures.phrases[index].mention(head)
        text = self._figures.text_of(index, first, last)
        noun = noun_of(sentence.lemmas[head])
        definite = is_definite(text)
        if definite or sentence.words[head].lower() in words_of("cardinal two"):
            sides = self._collective(index, head, text, noun)
            if sides:
                return sides
        if definite:
            described = self._described(index, head, text, noun)
            if described is not None:
                return (described,)
        several = self._of_collective(index, head) or by_nation(self._figures, index, head)
        return several or self._named(index, head, text, (first, last))

    def _of_collective(self, index: int, head: int) -> tuple[Identity, ...]:
        """ "The leaders of the two countries": one group for each of them."""
        phrases, sentence = self._figures.phrases[index], self._sentences[index]
        for child in phrases.children[head]:
            if sentence.relations[child] == "nmod" and sentence.tags[child] == "NNS" and child > head:
                text = self._figures.text_of(index, *phrases.mention(child))
                sides = self._collective(index, child, text, noun_of(sentence.lemmas[child]))
                found = [
                    self._resolver.resolve(sentence.words[head], self._figures.day, side.country) for side in sides
                ]
                if found and all(found):
                    return tuple(identity for identity in found if identity is not None)
        return ()

    def _named(self, index: int, head: int, text: str, span: tuple[int, int]) -> tuple[Identity, ...]:
        figure = self._figures.at(index, head)
        if figure is not None and figure.identity.country and figure.identity.country_from in ("row", "phrase"):
            return (figure.identity,)
        if not self._may_name(index, head, text):
            return ()
        owner = self._owner(index, head, span)
        if owner is not None:
            found = self._resolver.resolve(self._without_pronoun(index, span), self._figures.day, owner.country)
            if found is not None:
                return (found,)
        context = self._context(index, head, span[0])
        found = self._figures.identify(index, head, text, context)
        if found is None:
            return self._counted(index, head, text, context) or self._beside(index, head, text, context)
        if found.country is None and found.kind in ("person", "organisation") and context and not found.weak:
            rule = found.rule + "; country of the report"
            found = msgspec.structs.replace(found, country=context, country_from="context", rule=rule)
        return (found,)

    def _may_name(self, index: int, head: int, text: str) -> bool:
        """Whether a mention can name somebody at all: capitals in it, or a noun of the tables at its head."""
        sentence = self._sentences[index]
        if sentence.upos[head] in ("NUM", "PROPN") or not text[1:].islower():
            return True
        return self._resolver.knowledge.heads_a_name(sentence.low_lemmas[head])

    def _beside(self, index: int, head: int, text: str, context: str | None) -> tuple[Identity, ...]:
        """A thing under the name of a nation or a body: "Saudi oil facilities", "the police station". It is no party,
        but belongs to one."""
        country = self._resolver.nation_of(text, self._figures.day)
        word = self._sentences[index].words[head]
        owner = None
        if text.endswith(" " + word):
            owner = self._resolver.resolve(text.removesuffix(" " + word), self._figures.day, context)
        sector = owner.sector if owner is not None and owner.kind != "person" else None
        if country is None and sector is not None and owner is not None:
            country = owner.country
        if country is None:
            return ()
        return (Identity(text, country, sector, "thing", "named beside a thing", country_from="phrase"),)

    def _counted(self, index: int, head: int, text: str, context: str | None) -> tuple[Identity, ...]:
        """A bare number of people: "at least 20 were killed"."""
        sentence = self._sentences[index]
        verb = sentence.heads[head]
        if sentence.upos[head] != "NUM" or verb < 0 or "%" in text or not context:
            return ()
        if sentence.lemmas[verb].lower() not in words_of("done to people"):
            return ()
        if any(span.label in ("Date", "Money") and span.first <= head < span.last for span in sentence.spans):
            return ()
        rule = "a number of people; country of the report"
        return (Identity(text, context, "CVL", "group", rule, country_from="context"),)

    def _pronoun(self, index: int, head: int) -> tuple[Identity, ...]:
        word = self._sentences[index].words[head].lower()
        plural = word in words_of("first plural")
        if plural or word in words_of("first"):
            voice = self._coreference.speaker(index, head)
            if voice is None:
                return ()
            speakers = self.of(voice.sentence, voice.head)[:1]
            return tuple(self._side_of(speaker) if plural else speaker for speaker in speakers)
        antecedent = self._coreference.pronoun(index, head)
        return self._members(antecedent, head, index) if antecedent else ()

    def _members(self, antecedent: Figure, head: int, index: int) -> tuple[Identity, ...]:
        """The antecedent, with those coordinated with it where the pronoun is a plural."""
        if self._sentences[index].words[head].lower() in words_of("plural"):
            members: list[Identity] = []
            for token in self._figures.phrases[antecedent.sentence].coordinated(antecedent.head):
                if (antecedent.sentence, token) != (index, head):
                    members.extend(self.of(antecedent.sentence, token))
            if len(members) > 1:
                return tuple(members)
        return self.of(antecedent.sentence, antecedent.head) or (antecedent.identity,)

    def _collective(self, index: int, head: int, text: str, noun: str) -> tuple[Identity, ...]:
        """ "The two sides", "both countries", "the foreign ministers": the parties named before."""
        sentence = self._sentences[index]
        plural = sentence.tags[head] == "NNS"
        words = key_of(text).split(" ")
        if plural and noun in words_of("person noun"):
            known = self._coreference.persons(index, head, words)
            if known or not any(word in _NUMBERS for word in words):
                return known  # else "both leaders" stands for the two sides, whatever their offices
        if noun not in words_of("collective") and sentence.words[head].lower() not in words_of("cardinal two"):
            return ()
        number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
        if noun in ("side", "party") and not number and plural:
            number = 2
        all_of_them = plural and noun in words_of("country noun") and not number
        if len(words) > _LONGEST_COLLECTIVE or not (number or all_of_them) or not text[1:].islower():
            return ()
        countries = self._coreference.sides(index, head, number)
        return tuple(self._state(country, "collective of parties named before") for country in countries)

    def _described(self, index: int, head: int, text: str, noun: str) -> Identity | None:
        """ "The Iranian official", "the group", "the country": a figure named before."""
        sentence = self._sentences[index]
        if sentence.tags[head] in ("NNS", "NNPS") or sentence.words[head][0].isupper() or self._has_person(index, head):
            return None
        kinds = [name for name in ("country noun", "person noun", "body noun") if noun in words_of(name)]
        if not kinds:
            return None
        own = self._resolver.resolve(text, self._figures.day, None)
        if own is not None and own.rule.startswith(("holder", "person", "name of")):
            return own
        country = own.country if own is not None else None
        sector = own.sector if own is not None else None
        if "country noun" in kinds and country is None:
            before = self._coreference.state(index, head)
            country = before.identity.country if before is not None else self._figures.focus
            return self._state(country, "country named before") if country else None
        find = self._coreference.person if "person noun" in kinds else self._coreference.body
        antecedent = find(index, head, noun, country, sector)
        return antecedent.identity if antecedent is not None else None

    def _owner(self, index: int, head: int, span: tuple[int, int]) -> Identity | None:
        """Whose the mention is, where a possessive pronoun says so."""
        for child in self._figures.phrases[index].children[head]:
            if self._sentences[index].tags[child] == "PRP$" and span[0] <= child < span[1]:
                owners = self.of(index, child)
                return owners[0] if owners else None
        return None

    def _without_pronoun(self, index: int, span: tuple[int, int]) -> str:
        kept = [token for token in range(*span) if self._sentences[index].tags[token] != "PRP$"]
        return self._figures.text_of(index, kept[0], span[1]) if kept else ""

    def _context(self, index: int, head: int, first: int) -> str | None:
        """The country of a mention without one: that of its sentence if there is one only, else that of the report."""
        here = self._figures.countries_in(index, head)
        if len(here) == 1:
            return next(iter(here))
        if self._figures.focus is not None:
            return self._figures.focus
        if self._sentences[index].tags[first] == "DT":
            before = self._coreference.state(index, head)
            return before.identity.country if before is not None else None
        return None

    def _speaker(self, speaker: Party, plural: bool) -> Identity:
        name = speaker.name or ""
        voice = Identity(name, speaker.country, speaker.sector, "person", "the speaker", country_from="phrase")
        return self._side_of(voice) if plural else voice

    def _side_of(self, speaker: Identity) -> Identity:
        """For whom a speaker says "we": an official for the government, others for themselves."""
        if speaker.sector in _SPEAKS_FOR_STATE and speaker.country in self._resolver.knowledge.states:
            return self._state(speaker.country, "the speaker's side")
        return speaker

    def _state(self, country: str | None, rule: str) -> Identity:
        state = self._resolver.knowledge.state_named(country)
        name = state.name if state is not None else country or ""
        row = state.row if state is not None else None
        return Identity(name, country, None, "state", rule, row=row, country_from="context")

    def _has_person(self, index: int, head: int) -> bool:
        first, last = self._figures.phrases[index].mention(head)
        sentence = self._sentences[index]
        return any(
            span.label == "Person" and first <= span.first < last and sentence.relations[span.last - 1] != "nmod:poss"
            for span in sentence.spans
        )
