"""What every reading of a mention depends on beside its words, and small questions about its pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.actors.knowledge import Entry
from dragoman.actors.names import joined, singular
from dragoman.actors.phrase import ROLES, Phrase, Piece
from dragoman.actors.words import words_of

NOTHING = Phrase((), (), ())


class View(NamedTuple):
    """From where a mention is read: the ISO day, the context country, and whether it is called former."""

    day: str | None
    context: str | None
    former: bool = False

    def outside(self) -> View:
        """The same view without its context country."""
        return self._replace(context=None)


NOWHERE = View(None, None)


def surface_of(pieces: Sequence[Piece]) -> str:
    """The words of some pieces as they were written."""
    return joined([token for piece in pieces for token in piece.tokens])


def keys_of(pieces: Sequence[Piece]) -> list[str]:
    """The folded words of some pieces."""
    return [token.key for piece in pieces for token in piece.tokens]


def is_name(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are written as a name: capitals, but for particles such as `al` and `bin`, and for what a hyphen
    joins ("Kim Jong-un")."""
    tokens = [token for piece in pieces for token in piece.tokens]
    written = all(token.capitalised or token.hyphened or token.key in words_of("particle") for token in tokens)
    return written and (tokens[-1].capitalised or (tokens[-1].hyphened and tokens[0].capitalised))


def role_entry(piece: Piece) -> Entry:
    """The first reading of a piece as office, agent or title."""
    return next(entry for entry in piece.entries if entry.kind in ROLES)


def is_relational(piece: Piece) -> bool:
    """Whether a role takes its sector from the body to which it belongs: spokesman, leader, member, fighter."""
    words = piece.key.split(" ")
    words[-1] = singular(words[-1])
    return " ".join(words) in words_of("relational") or words[-1] in words_of("relational")


def is_former(pieces: Sequence[Piece]) -> bool:
    """Whether a word before the head says that its office is past."""
    former = words_of("former")
    return any(piece.tokens[0].key in former for piece in pieces)


def is_foreign(pieces: Sequence[Piece], head: Piece) -> bool:
    """Whether an adjective says that the head belongs to no one country ("foreign troops", not "foreign ministry");
    "international coalition" is a phrase of the tables with a country code of its own."""
    keys = keys_of(pieces)
    own = words_of("intrinsic").intersection(keys_of([head]))
    return any(
        key in words_of("foreign") and key not in own and after not in words_of("foreign office")
        for key, after in zip(keys, [*keys[1:], ""], strict=True)
    )


def is_institution(piece: Piece) -> bool:
    """Whether a role before or after a proper name says that the name is a body's: airline, broadcaster, party."""
    return singular(piece.tokens[-1].key) in words_of("institution")


def trailing_name(pieces: Sequence[Piece]) -> list[Piece]:
    """The capitalised words, no nation or place, at the end of some pieces: the name in "Lebanon's Al Noor channel"."""
    name: list[Piece] = []
    for piece in reversed(pieces):
        if piece.kind != "word" or not piece.capitalised or piece.possessive:
            break
        name.insert(0, piece)
    return name
