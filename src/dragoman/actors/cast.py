"""The parties of a report: which mention is whom, through coordination, collectives, pronouns and descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.actors.coreference import noun_of
from dragoman.actors.figures import Figures
from dragoman.actors.identity import Identity
from dragoman.actors.naming import acting, government_name
from dragoman.actors.reference import Reference
from dragoman.actors.resolution import Resolver
from dragoman.actors.words import words_of
from dragoman.records import Because, Party, PartyChoice, Report, Sentence

ARMED_SECTORS = frozenset({"MIL", "REB", "PRM", "COP", "UAF"})
_NO_PARTY = frozenset({"place", "thing"})
_OF_STATES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s)?$")


class Cast:
    """Who is who in one report.

    One pass over the report gathers its figures; `parties`, `kind`, `armed` and `is_party` then answer for any head
    token. Offsets of the parties are those of the report's text.
    """

    def __init__(self, resolver: Resolver, report: Report, sentences: Sequence[Sentence]) -> None:
        self._resolver = resolver
        self._sentences = sentences
        self._figures = Figures(resolver, report, sentences)
        self._reference = Reference(resolver, self._figures, sentences)
        self._guessed: set[int | None] = set()

    @property
    def focus(self) -> str | None:
        """The country that the report is plainly about."""
        return self._figures.focus

    def mention(self, sentence: int, head: int) -> tuple[int, int]:
        """The token range (first, one past the last) of the fullest mention of a head."""
        return self._figures.phrases[sentence].mention(head)

    def parties(self, sentence: int, head: int, speaker: Party | None = None) -> tuple[Party, ...]:
        """The parties that a head stands for: one for each coordinated mention and each member of a collective.

        `speaker` is who says the words, for "I" and "we". A mention of nobody known gives one party with the mention's
        words as its name.
        """
        found: list[Party] = []
        for token in self._figures.phrases[sentence].coordinated(head):
            identities = self._reference.of(sentence, token, speaker)
            if identities:
                found.extend(self._party(sentence, token, identity) for identity in identities)
            else:
                found.append(self._unknown(sentence, token))
        return tuple(found)

    def fullest(self, sentence: int, head: int, speaker: Party | None = None) -> tuple[Party, ...]:
        """As `parties`, a pronoun by the words of its sentence for which it stands, where they stand in it."""
        named = self._reference.named_beside(sentence, head)
        return tuple(p for token in named for p in self.parties(sentence, token)[:1]) or self.parties(
            sentence, head, speaker
        )

    def told_in(self, sentence: int, party: Party, near: int, states: bool = True) -> Party:
        """A party understood from elsewhere with its words in a sentence, where that names it too.

        Of several mentions the one nearest to the offset `near` is taken. Without `states` a state's bare name or
        adjective does not name its government.
        """
        if party.start is not None or party.name is None:
            return party
        tokens = self._sentences[sentence]
        named = [
            figure
            for figure in self._figures.all[sentence]
            if (acting(figure.identity, self._resolver.knowledge).name, figure.identity.country)
            == (party.name, party.country)
            and (states or figure.identity.kind != "state")
        ]
        if not named:
            return party
        figure = min(named, key=lambda one: abs(tokens.starts[one.head] - near))
        start, end = tokens.starts[figure.first], tokens.ends[figure.last - 1]
        return msgspec.structs.replace(party, text=figure.text, start=start, end=end)

    def is_guessed(self, party: Party) -> bool:
        """Whether a party has its country only from the words around it."""
        return party.start is not None and party.start in self._guessed

    def of_another_state(self, party: Party, others: Sequence[Party]) -> Party:
        """An official or force of no named country that acts upon a state by its name is not that state's own."""
        if not self.is_guessed(party) or party.sector not in ("GOV", "MIL") or party.text is None:
            return party
        states = {government_name(one.country, self._resolver.knowledge) for one in others if one.text}
        if government_name(party.country, self._resolver.knowledge) not in states & {one.name for one in others}:
            return party
        found = self._resolver.resolve(party.text, self._figures.day)
        return party if found is None else msgspec.structs.replace(party, name=found.name, country=found.country)

    def at_home_in(self, party: Party, country: str) -> Party:
        """A party that names no country of its own ("23 people", "gunmen") as one of a country; others as they are."""
        if not self.is_guessed(party) or party.text is None or party.sector in _OF_STATES:
            return party
        found = self._resolver.resolve(party.text, self._figures.day, country)
        if found is None or found.country != country:
            return party
        return msgspec.structs.replace(party, name=found.name, country=country, sector=found.sector)

    def kind(self, sentence: int, head: int) -> str:
        """What a head is: state, person, group, organisation, place or thing.

        A state, region or city after a preposition of place is a place.
        """
        word = self._sentences[sentence].words[head].lower()
        if self._reference.is_pronoun(sentence, head):
            if any(word in words_of(name) for name in ("male", "female", "first", "second")):
                return "person"
            if word in words_of("first plural"):
                return "group"
        identities = self._reference.of(sentence, head)
        if not identities:
            return "thing"
        kind = identities[0].kind
        if kind == "state" and self._figures.phrases[sentence].preposition(head) in words_of("located"):
            return "place"
        return kind

    def armed(self, sentence: int, head: int) -> bool:
        """Whether a head bears arms: forces, police, rebels, gunmen."""
        if noun_of(self._sentences[sentence].lemmas[head]) in words_of("armed noun"):
            return True
        return any(identity.sector in ARMED_SECTORS for identity in self._reference.of(sentence, head))

    def is_party(self, sentence: int, head: int) -> bool:
        """Whether a head can stand for a political actor or somebody on the other side of one."""
        word = self._sentences[sentence].words[head].lower()
        if self._reference.is_pronoun(sentence, head) and word not in words_of("thing"):
            return True
        return any(identity.kind not in _NO_PARTY for identity in self._reference.of(sentence, head))

    def _party(self, index: int, head: int, identity: Identity) -> Party:
        text, start, end = self._words(index, head)
        actor = acting(identity, self._resolver.knowledge)
        if identity.country_from == "context" and identity.kind != "state":
            self._guessed.add(start)
        return Party(
            text=text,
            start=start,
            end=end,
            name=actor.name,
            country=actor.country,
            sector=actor.sector,
            id=actor.id or msgspec.UNSET,
            office=actor.office or msgspec.UNSET,
            alternatives=_choices(actor) or msgspec.UNSET,
            because=Because(actor.rule, actor.row),
        )

    def _unknown(self, index: int, head: int) -> Party:
        text, start, end = self._words(index, head)
        words = _POSSESSIVE.sub("", text).split(" ")
        while len(words) > 1 and words[0].lower() in words_of("determiner"):
            words = words[1:]
        because = Because("no table or figure of the report tells who this is")
        return Party(text, start, end, " ".join(words), None, None, because=because)

    def _words(self, index: int, head: int) -> tuple[str, int, int]:
        sentence = self._sentences[index]
        first, last = self.mention(index, head)
        return self._figures.text_of(index, first, last), sentence.starts[first], sentence.ends[last - 1]


def is_political(party: Party) -> bool:
    """Whether a party is a political actor by itself: one with a country or a sector."""
    return party.country is not None or party.sector is not None


def _choices(identity: Identity) -> tuple[PartyChoice, ...]:
    return tuple(
        PartyChoice(choice.name, choice.country, choice.sector, choice.reason) for choice in identity.alternatives
    )
