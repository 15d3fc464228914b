"""Mentions that give a proper name: known persons, names with a role before them, bare names."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.actors.bodies import Bodies
from dragoman.actors.identity import Identity
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.nationality import Nations, city_named, relevant
from dragoman.actors.people import name_key
from dragoman.actors.persons import Persons, Reading
from dragoman.actors.phrase import PLACES, ROLES, Phrase, Piece
from dragoman.actors.roles import Roles
from dragoman.actors.view import View, is_former, is_institution, is_name, keys_of, surface_of, trailing_name
from dragoman.actors.words import words_of

_TOP_RANK = 3


class Named:
    """Reads mentions with a proper name in them."""

    def __init__(self, knowledge: Knowledge, persons: Persons, nations: Nations, bodies: Bodies, roles: Roles) -> None:
        self._knowledge = knowledge
        self._persons = persons
        self._nations = nations
        self._bodies = bodies
        self._roles = roles

    def known(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A known full name at the end of the head, whatever its words also mean ("King Salman", "Paris Hilton")."""
        for start in range(len(core)):
            rest = core[start:]
            words = keys_of(rest)
            if len(words) < 2 or any(piece.possessive for piece in rest[:-1]) or not is_name(rest):
                continue
            if not self._persons.people.called(name_key(" ".join(words))):
                continue
            if start == 0 and len(core) == 1 and core[0].kind not in ("word", "title"):
                return None
            return self.person(rest, core[:start], phrase, view)
        return None

    def after_role(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A role before a proper name ("President Trump", "Iranian airline Mahan Air"), or a body's kind after its."""
        roles = [index for index, piece in enumerate(core) if piece.kind in ROLES and not piece.possessive]
        if not roles:
            return None
        last = roles[-1]
        if last == len(core) - 1:
            return self._before_kind(core, phrase, view) or self._behind_tail(core, phrase, view)
        name, before = core[last + 1 :], core[: last + 1]
        if not is_name(name) or any(piece.kind == "organisation" for piece in name):
            return None
        if is_institution(core[last]) and core[last].kind == "agent":
            return self._body(before, name, phrase, view)
        return self.person(name, before, phrase, view)

    def bare(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A proper name with no role: a person by surname or transliteration, else a city."""
        start = len(core)
        while start > 0 and _in_name(core[start - 1]):
            start -= 1
        while start < len(core) and not core[start].capitalised:
            start += 1
        while start < len(core) and core[start].kind in PLACES:
            start += 1
        name, before = core[start:], core[:start]
        if not name:
            return None
        words = keys_of(name)
        if len(words) > 1 or before:
            found = self.person(name, before, phrase, view) or self._bodies.sounding(name, phrase, view)
            return found or self._bodies.city(name, view)
        readings = self._persons.named(words, view.day, view.context, False)
        if readings and (readings[0].held or city_named(words[0], view.context, self._knowledge) is None):
            return self._persons.identity(readings, view.day)
        return self._bodies.city(name, view) or self._bodies.misspelt(words[0], view)

    def in_aside(self, found: Identity, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A role followed by its holder's name after a comma: "a ministry spokesman, Ali Khalili"."""
        name = phrase.asides[0].core if phrase.asides else ()
        if len(keys_of(name)) < 2 or any(piece.kind in (*ROLES, *PLACES) for piece in name) or not is_name(name):
            return None
        person = self.person(name, core, phrase, view._replace(context=found.country or view.context))
        return msgspec.structs.replace(person, country=found.country or person.country) if person else None

    def _behind_tail(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A name behind what its role is of: "ambassador to Germany Jana Vogt"."""
        if not phrase.tails:
            return None
        tail = phrase.tails[-1]
        name = trailing_name(tail.pieces)
        rest = tail.pieces[: len(tail.pieces) - len(name)]
        if len(name) < 2 or not rest or rest[-1].kind in ("word", *ROLES):
            return None
        tails = (*phrase.tails[:-1], tail._replace(pieces=rest))
        return self.person(name, core, Phrase(tuple(core), tails, phrase.asides), view)

    def _before_kind(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A body's name with its kind after it: "Lebanon's Al Noor broadcaster"."""
        if len(core) < 2 or not is_institution(core[-1]) or core[-1].capitalised:
            return None
        if core[-2].kind == "organisation":
            return self._bodies.read(core[:-1], phrase, view)
        name = trailing_name(core[:-1])
        if len(name) < 2 and any(entry.cells.get("weak") for entry in core[-1].entries):
            return None
        return self._body([piece for piece in core if piece not in name], name, phrase, view) if name else None

    def _body(self, before: Sequence[Piece], name: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        known = self._bodies.read(name, phrase, view)
        if known is not None and known.kind == "organisation":
            return known
        role = self._roles.read(before, phrase, view)
        if role is None:
            return None
        return Identity(
            name=surface_of(name),
            country=role.country,
            sector=role.sector,
            kind="organisation",
            rule="name of a body with its kind beside it",
            row=role.row,
            country_from=role.country_from,
        )

    def person(self, name: Sequence[Piece], before: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A person by a name and the words before it; what the words say of the day outweighs the table."""
        words = keys_of(name)
        role = self._roles.read(before, phrase, view.outside()) if before else None
        country = self._nations.of(before, phrase.tails, view.day, view.context) or (role.country if role else None)
        titled = country is not None or (role is not None and role.sector is not None)
        readings = self._readings(words, country, titled, view)
        if titled and country is None and len(words) == 1 and role is not None:
            readings = [r for r in readings if any(spell.sector == role.sector for spell in r.person.spells)]
        aside = self._from_asides(phrase, view) if role is None or not readings else None
        if readings:
            return self._placed(readings, role, aside, view)
        support = role or aside
        country = country or (support.country if support else None)
        if support is None and (country is None or len(words) < 2):
            return None
        return Identity(
            name=surface_of(name),
            country=country or view.context,
            sector="ELI" if view.former else support.sector if support else None,
            kind="person",
            rule="name with the words around it",
            office=support.office if support else None,
            row=support.row if support else None,
            country_from="phrase" if country else "context",
        )

    def _readings(self, words: list[str], country: str | None, titled: bool, view: View) -> list[Reading]:
        readings = self._persons.named(words, view.day, country or view.context, titled)
        if country:
            fitting = [reading for reading in readings if reading.spell.country == country]
            return fitting or ([] if titled else readings)
        if titled and len(words) == 1 and not view.context:
            return [r for r in readings if self._persons.people.rank(r.spell) <= _TOP_RANK] or readings
        return readings

    def _placed(self, readings: list[Reading], role: Identity | None, aside: Identity | None, view: View) -> Identity:
        known = self._persons.identity(readings, view.day)
        if view.former:
            return msgspec.structs.replace(known, sector="ELI", office=None, rule=known.rule + "; called former")
        if role is not None and role.sector:
            rule = known.rule + "; sector of the words before the name"
            return msgspec.structs.replace(known, sector=role.sector, rule=rule)
        if not readings[0].held and aside is not None and aside.sector:
            return msgspec.structs.replace(known, sector=aside.sector)
        return known

    def _from_asides(self, phrase: Phrase, view: View) -> Identity | None:
        for aside in phrase.asides:
            core = relevant(aside.core)
            if core and core[-1].kind in ROLES:
                found = self._roles.read(core, aside, view.outside()._replace(former=is_former(core)))
                if found is not None:
                    return found
            deeper = self._from_asides(aside, view)
            if deeper is not None:
                return deeper
        return None


def _in_name(piece: Piece) -> bool:
    if piece.kind == "word" and piece.key in words_of("particle"):
        return True
    return piece.capitalised and piece.kind in ("word", "title", *PLACES)
