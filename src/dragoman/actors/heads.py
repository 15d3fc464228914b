"""Reading a parsed mention: the kinds of head are tried in the order in which they outweigh one another."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.actors.bodies import ORGANS, Bodies
from dragoman.actors.identity import Identity
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.named import Named
from dragoman.actors.names import tokens_of
from dragoman.actors.nationality import Nations, relevant
from dragoman.actors.people import name_key
from dragoman.actors.persons import Persons
from dragoman.actors.phrase import PLACES, ROLES, Phrase, Piece
from dragoman.actors.roles import Roles
from dragoman.actors.view import View, is_former, is_relational, keys_of, role_entry, surface_of
from dragoman.actors.words import words_of

_LONGEST_NATION = 2


class Heads:
    """Reads phrases against the knowledge."""

    def __init__(self, knowledge: Knowledge, persons: Persons) -> None:
        self._knowledge = knowledge
        self._persons = persons
        self.nations = nations = Nations(knowledge, persons)
        self._bodies = Bodies(knowledge, nations)
        self._roles = Roles(knowledge, persons, nations, self._bodies, self.read)
        self._named = Named(knowledge, persons, nations, self._bodies, self._roles)

    def read(self, phrase: Phrase, view: View) -> Identity | None:
        """Who a parsed mention is; None where its head names nobody."""
        core = relevant(phrase.core)
        if is_former(core):
            view = view._replace(former=True)
            core = [piece for piece in core if piece.kind != "word" or piece.key not in words_of("former")]
        if not core:
            return None
        nation = self._nation_beside(phrase)
        if nation is not None:
            view = view._replace(context=nation)
        core[-1] = self._as_name(core, view) or _as_role(core, view)
        found = (
            self._named.known(core, phrase, view)
            or self._owned(core, phrase, view)
            or self._named.after_role(core, phrase, view)
            or self._bodies.read(core, phrase, view)
            or self._roles.read(core, phrase, view)
            or self._named.bare(core, phrase, view)
        )
        if nation is not None:
            return self._of_nation(found, nation, core)
        if found is None:
            return self._bodies.acronym(phrase, view)
        if found.kind == "person" and core[-1].kind in ROLES:
            return self._named.in_aside(found, core, phrase, view) or found
        return found

    def read_person(self, name: str, before: Phrase, behind: Phrase | None, view: View) -> Identity | None:
        """Who a personal name is, given the words before it and what stands beside it."""
        core = relevant(before.core)
        if is_former(core):
            view = view._replace(former=True)
            core = [piece for piece in core if piece.kind != "word" or piece.key not in words_of("former")]
        pieces = [Piece("word", (token,)) for token in tokens_of(name) if token.surface[0].isalnum()]
        asides = (behind, *behind.asides) if behind is not None else ()
        for start in range(len(core)):  # "Pope Francis" is a name as a whole
            whole = [*core[start:], *pieces]
            if self._persons.people.called(name_key(" ".join(keys_of(whole)))):
                return self._named.person(whole, core[:start], Phrase(tuple(core), before.tails, asides), view)
        return self._named.person(pieces, core, Phrase(tuple(core), before.tails, asides), view) if pieces else None

    def _as_name(self, core: Sequence[Piece], view: View) -> Piece | None:
        """The last piece as a plain word where a role or body is a surname or ends a name ("Sharif", "Amit Shah",
        "Prime Minister Major")."""
        piece = core[-1]
        if piece.kind not in (*ROLES, "organisation") or not piece.capitalised or len(piece.tokens) > 1:
            return None
        before = core[-2] if len(core) > 1 else None
        if before is not None and before.kind == "word" and before.key in words_of("particle"):  # "Dos Santos"
            return piece._replace(kind="word", entries=())
        if before is not None and before.kind in ("office", "title") and not before.possessive:
            country = self.nations.of(core[:-1], (), view.day, None)
            named = self._persons.named([piece.key], view.day, country or view.context, True)
            if any(reading.held for reading in named):
                return piece._replace(kind="word", entries=())
        if piece.kind != "title":
            return None
        ends_name = before is not None and before.kind == "word" and before.capitalised and not before.possessive
        return piece._replace(kind="word", entries=()) if ends_name or role_entry(piece).sector is None else None

    def _nation_beside(self, phrase: Phrase) -> str | None:
        """The country of a nation that stands alone in brackets or after a comma, or of a body beside an agent noun."""
        for aside in phrase.asides:
            if not aside.core or len(aside.core) > _LONGEST_NATION:
                continue
            found = self._bodies.read(aside.core, aside, View(None, None))
            if found is None or found.sector == "GOV":
                continue
            agent = phrase.core[-1].kind == "agent" and found.kind == "organisation" and len(aside.core) == 1
            nation = found.kind in ("state", "place") and aside.core[0].kind in ("state", "region", "demonym")
            if agent or (nation and found.rule != "nation"):
                return found.country
        return None

    def _of_nation(self, found: Identity | None, nation: str, core: Sequence[Piece]) -> Identity | None:
        """What stands before a nation in brackets is that nation's: "Health Ministry (Gaza)", "Senate (Chile)"."""
        if found is None:
            if not core[0].capitalised:
                return None
            rule = "name with its nation in brackets"
            return Identity(surface_of(core), nation, None, "group", rule, country_from="phrase")
        if found.kind == "organisation" and found.country in self._knowledge.states and found.country != nation:
            rule = f"body of a nation named as {found.name!r} is in another"
            return Identity(surface_of(core), nation, found.sector, "organisation", rule, country_from="phrase")
        if found.country is None or found.country_from == "context":
            return msgspec.structs.replace(found, country=nation, country_from="phrase")
        return found

    def _owned(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A head with an owner that is no nation or body: "Angela Merkel's spokesperson", "the president's office"."""
        cut = max((i for i, piece in enumerate(core[:-1]) if piece.possessive), default=-1)
        if cut < 0 or core[cut].kind in (*PLACES, "organisation", "own"):
            return None
        owner = self.read(Phrase(tuple(core[: cut + 1]), (), ()), view._replace(former=False))
        if owner is None:
            return None
        rest = core[cut + 1 :]
        seen = view._replace(context=owner.country or view.context)
        if is_relational(rest[-1]) and (
            rest[-1].kind == "word" or (rest[-1].entries[0].kind == "agent" and not owner.weak)
        ):
            kind = "person" if rest[-1].kind in ROLES and _is_person(rest[-1]) else "organisation"
            sector = "ELI" if view.former else owner.sector
            rule = owner.rule + "; what belongs to it"
            return msgspec.structs.replace(
                owner, name=surface_of(core), kind=kind, sector=sector, rule=rule, id=None, office=None
            )
        if rest[-1].kind in ROLES:
            role = self._roles.read(rest, phrase, seen)
            if role is None:
                return None
            sector = owner.sector if role.weak and owner.sector and not view.former else role.sector
            return msgspec.structs.replace(role, country=owner.country or role.country, sector=sector)
        return self.read(Phrase(tuple(rest), phrase.tails, phrase.asides), seen)


def _as_role(core: Sequence[Piece], view: View) -> Piece:
    """The last piece; an organ of state whose name is a common noun too ("the Supreme Court") is read as the noun where
    the context is another country."""
    piece = core[-1]
    if piece.kind != "organisation" or view.context is None or len(core) > 1:
        return piece
    roles = tuple(entry for entry in piece.entries if entry.kind in ROLES)
    elsewhere = all(entry.country != view.context for entry in piece.entries)
    if roles and elsewhere and piece.entries[0].sector in ORGANS:
        return piece._replace(kind=roles[0].kind, entries=roles)
    return piece


def _is_person(piece: Piece) -> bool:
    return any(entry.kind == "office" or entry.cells.get("role") == "person" for entry in piece.entries)
