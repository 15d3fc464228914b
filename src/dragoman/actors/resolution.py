"""From the words of a mention to who it is: country, sector, office on the day, the row it rests on and the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.actors.heads import Heads
from dragoman.actors.identity import Abstention, Choice, Identity
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.names import key_of
from dragoman.actors.naming import acting
from dragoman.actors.nationality import relevant
from dragoman.actors.own import overlay, read_own
from dragoman.actors.people import People, name_key
from dragoman.actors.persons import Persons
from dragoman.actors.petrarch import is_petrarch, read_petrarch
from dragoman.actors.phrase import Phrase, parse
from dragoman.actors.view import View

__all__ = ["Abstention", "Choice", "Identity", "Resolver"]

CACHED = 65_536
RANKS = {
    "head_of_state": 1, "head_of_government": 1, "deputy_head": 2, "head": 2, "minister": 3, "chief": 4, "leader": 4,
    "regional": 5, "legislator": 6, "envoy": 6, "spokesman": 7, "professional": 8,
}  # fmt: skip
"""Ranks of `offices.tsv`, the highest first."""


class Resolver:
    """Says who a mention stands for.

    `knowledge` is a folder of tables in place of the shipped ones; the tables in `own` go over them. Loading raises
    BadTable where a table breaks its schema.
    """

    def __init__(self, knowledge: Path | None = None, own: Sequence[Path] = ()) -> None:
        self.knowledge = Knowledge(knowledge)
        tables = [read_petrarch(path) if is_petrarch(path) else read_own(path) for path in own]
        for table in tables:
            overlay(self.knowledge, table)
        ranks = {name: RANKS.get(entry.cells["rank"], 9) for name, entry in self.knowledge.offices.items()}
        self.people = People(self.knowledge.folder / "people.tsv", ranks)
        for table in tables:
            self.people.overlay(table)
        sovereign = {code for code, state in self.knowledge.states.items() if state.cells["cow"] or state.cells["gw"]}
        self.persons = Persons(self.people, sovereign)
        self._heads = Heads(self.knowledge, self.persons)
        self._parsed = lru_cache(CACHED)(self._parse)
        self._cached = lru_cache(CACHED)(self._resolve)
        self._cached_person = lru_cache(CACHED)(self._resolve_person)

    def resolve(self, text: str, on: date | None = None, country: str | None = None) -> Identity | None:
        """Who the words of a mention stand for on a day, seen from a context country; None where nobody is told.

        `country` decides between namesakes and gives a country to an agent that has none of its own ("police").
        """
        return self._cached(text, on.isoformat() if on is not None else None, country)

    def resolve_person(
        self, name: str, before: str = "", behind: str = "", on: date | None = None, country: str | None = None
    ) -> Identity | None:
        """As `resolve`, for words that are known to be a personal name, with those before and beside it."""
        return self._cached_person(name, before, behind, on.isoformat() if on is not None else None, country)

    def explain(self, text: str, on: date | None = None, country: str | None = None) -> Identity | Abstention:
        """As `resolve`, with the reason where it abstains."""
        found = self.resolve(text, on, country)
        if found is not None:
            return found
        phrase = self._parsed(text)
        if not phrase.core:
            return Abstention(text, "no words that could name somebody")
        if not any(piece.capitalised for piece in phrase.core):
            return Abstention(text, "its head is no agent, office or organisation of the tables")
        return Abstention(text, "a name that no table holds, with no office or nation beside it")

    def rows_named(self, name: str) -> Iterator[str]:
        """The rows under a name, as lines: where they stand and what they say."""
        key = key_of(name)
        for entry in self.knowledge.entries(key):
            cells = [
                value
                for column, value in entry.cells.items()
                if value and column not in ("source", "code", "phrase", "role")
            ]
            yield "\t".join((entry.row, entry.kind, *cells))
        persons = {person.id: person for person in [*self.people.called(name_key(name)), *self.people.with_word(key)]}
        for person in persons.values():
            for spell in person.spells:
                days = f"{spell.start or '...'} to {spell.end or '...'}"
                yield "\t".join((spell.row, "person", spell.name, spell.country, spell.sector, spell.office, days))

    def nation_of(self, text: str, on: date | None = None) -> str | None:
        """The country that a mention names beside its head, whatever the head is ("Saudi oil facilities")."""
        phrase = self._parsed(text)
        return self._heads.nations.of(relevant(phrase.core), phrase.tails, on.isoformat() if on else None, None)

    def acting(self, identity: Identity) -> Identity:
        """The party for which an identity stands when it acts: a state for its government."""
        return acting(identity, self.knowledge)

    def _resolve(self, text: str, day: str | None, country: str | None) -> Identity | None:
        return self._heads.read(self._parsed(text), View(day, country))

    def _resolve_person(
        self, name: str, before: str, behind: str, day: str | None, country: str | None
    ) -> Identity | None:
        beside = self._parsed(behind) if behind else None
        return self._heads.read_person(name, self._parsed(before), beside, View(day, country))

    def _parse(self, text: str) -> Phrase:
        return parse(text, self.knowledge)
