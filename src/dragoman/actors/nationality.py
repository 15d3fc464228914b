"""To which country the words around a head give it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.knowledge import Entry, Knowledge
from dragoman.actors.names import key_of
from dragoman.actors.persons import Persons
from dragoman.actors.phrase import ROLES, Piece, Tail, fitting_entries
from dragoman.actors.words import words_of

_ORDER = {"own": 0, "state": 0, "demonym": 0, "seat": 1, "region": 2, "people": 2, "organisation": 3, "city": 4}
_NATIONS = ("state", "demonym", "seat", "organisation")
_MOST_WORDS_OF_NATION = 3


def relevant(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that may say to whom the head belongs: without those of "pro-Russian", "US-led" and the like."""
    led, toward = words_of("led"), words_of("toward")
    keys = [piece.key for piece in pieces]
    if led.isdisjoint(keys) and toward.isdisjoint(keys):
        return list(pieces)
    kept: list[Piece] = []
    skip = False
    for index, piece in enumerate(pieces):
        if skip:
            skip = False
            continue
        if piece.kind == "word" and keys[index] in toward and index + 1 < len(pieces):
            skip = True
            continue
        following = keys[index + 1] if index + 1 < len(pieces) else ""
        if following in led and piece.kind != "word":
            skip = True
            continue
        kept.append(piece)
    return kept


def entry_in(piece: Piece, context: str | None, kinds: Sequence[str] = ()) -> Entry:
    """The reading of a piece that fits the context's country, else the first (of the wanted kinds)."""
    wanted = [entry for entry in piece.entries if not kinds or entry.kind in kinds] or list(piece.entries)
    if context and len(wanted) > 1:
        for entry in wanted:
            if entry.country == context:
                return entry
    return wanted[0]


def city_named(name: str, context: str | None, knowledge: Knowledge) -> Entry | None:
    """The city of that name: in the context's country if there is one there, else the largest."""
    cities = knowledge.cities(key_of(name))
    if not cities:
        return None
    return next((city for city in cities if context and city.country == context), cities[0])


class Nations:
    """Finds the country of a head in its modifiers and tails."""

    def __init__(self, knowledge: Knowledge, persons: Persons) -> None:
        self._knowledge = knowledge
        self._persons = persons

    def of(self, pieces: Sequence[Piece], tails: Sequence[Tail], day: str | None, context: str | None) -> str | None:
        """The country: of a nation, seat, region, body or city beside the head, else in an of- or in-phrase, else that
        of a leader whose surname stands there ("the Trump administration")."""
        near = self.belonging(pieces, context)
        if near is not None:
            return near.country
        for tail in tails:
            if tail.preposition in words_of("naming tail"):
                far = self.belonging(relevant(tail.pieces), context)
                if far is not None:
                    return far.country
        if not pieces or pieces[-1].key not in words_of("led by"):
            return None
        for piece in pieces[:-1]:
            if piece.kind == "word" and piece.tokens[0].capitalised and len(piece.key) > 2:
                readings = self._persons.named([piece.key], day, context, False)
                if readings and readings[0].rule == "surname":
                    return readings[0].spell.country or None
        return None

    def belonging(self, pieces: Sequence[Piece], context: str | None) -> Entry | None:
        """The entry among some pieces that gives their head its country: the first nation, else seat, region, body,
        city."""
        best: tuple[int, Entry] | None = None
        media = bool(pieces) and any(entry.sector == "JRN" for entry in pieces[-1].entries)
        for position, piece in enumerate(pieces):
            entry = self._entry(piece, context)
            if entry is None and piece.kind == "word" and best is None:
                entry = self._city(pieces[position:], context)
            if entry is None or entry.country is None:
                continue
            if entry.sector == "JRN" and not media and not piece.possessive:  # "National Police" is not of The National
                continue
            rank = _ORDER.get(entry.kind, 4)
            if best is None or rank < best[0]:
                best = (rank, entry)
        return best[1] if best is not None else None

    def _entry(self, piece: Piece, context: str | None) -> Entry | None:
        if piece.kind in _ORDER:
            entry = entry_in(piece, context)
            if piece.kind != "seat" or not context or entry.country == context:
                return entry
            city = city_named(piece.surface, context, self._knowledge)
            return city if city is not None and city.country == context else entry
        if piece.kind in ROLES:
            return self._within(piece)
        return None

    def _city(self, pieces: Sequence[Piece], context: str | None) -> Entry | None:
        """The city whose name of one to three capitalised words begins some pieces."""
        run = 0
        while run < min(len(pieces), _MOST_WORDS_OF_NATION) and pieces[run].kind == "word" and pieces[run].capitalised:
            run += 1
        for length in range(run, 0, -1):
            city = city_named(" ".join(piece.surface for piece in pieces[:length]), context, self._knowledge)
            if city is not None:
                return city
        return None

    def _within(self, piece: Piece) -> Entry | None:
        """The nation or body whose name begins the phrase of a role or ends it after "of" ("US secretary of state",
        "Pentagon spokesman", "chief executive of Hong Kong")."""
        tokens = piece.tokens
        for length in range(min(len(tokens) - 1, _MOST_WORDS_OF_NATION), 0, -1):
            ends = [tokens[:length]]
            if len(tokens) > length + 1 and tokens[-length - 1].key == "of":
                ends.append(tokens[-length:])
            for end in ends:
                key = " ".join(token.key for token in end)
                for entry in fitting_entries(self._knowledge.entries(key), end):
                    if entry.kind in _NATIONS and entry.country and entry.sector != "JRN":
                        return entry
        return None
