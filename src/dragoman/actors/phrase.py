"""A mention cut into pieces: the longest phrases that the knowledge names, in order, and the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.actors.knowledge import MOST_WORDS, Entry, Knowledge
from dragoman.actors.names import Token, joined, singular, tokens_of
from dragoman.actors.words import words_of

PLACES = ("state", "demonym", "seat", "region", "people", "city")
ROLES = ("office", "agent", "title")
_NAMES = ("state", "demonym", "seat", "region", "people", "organisation", "own")


class Piece(NamedTuple):
    """Some tokens of a phrase and what they may name; `kind` is that of the first reading, `word` where there is none,
    `mark` for punctuation."""

    kind: str
    tokens: tuple[Token, ...]
    entries: tuple[Entry, ...] = ()

    @property
    def key(self) -> str:
        """The folded words."""
        if len(self.tokens) == 1:
            return self.tokens[0].key
        return " ".join(token.key for token in self.tokens)

    @property
    def surface(self) -> str:
        """The words as written, possessive endings left out."""
        return joined(self.tokens)

    @property
    def possessive(self) -> bool:
        """Whether the last word carries a possessive ending."""
        return self.tokens[-1].possessive

    @property
    def capitalised(self) -> bool:
        """Whether every word begins with a capital."""
        return all(token.capitalised for token in self.tokens)


class Tail(NamedTuple):
    """A preposition and the pieces that follow it."""

    preposition: str
    pieces: tuple[Piece, ...]


class Phrase(NamedTuple):
    """A mention in parts: the head's pieces, its tails, and what stands beside it after a comma or in brackets."""

    core: tuple[Piece, ...]
    tails: tuple[Tail, ...]
    asides: tuple[Phrase, ...]


def pieces_of(text: str, knowledge: Knowledge) -> list[Piece]:
    """The pieces of a text: at each word the longest phrase that the knowledge holds."""
    tokens = tokens_of(text)
    inner = [_inner(token) for token in tokens]
    pieces: list[Piece] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if not token.surface[0].isalnum():
            pieces.append(Piece("mark", (token,)))
            position += 1
            continue
        piece = _longest(tokens, inner, position, knowledge)
        pieces.append(piece)
        position += len(piece.tokens)
    return pieces


def parse(text: str, knowledge: Knowledge) -> Phrase:
    """The parts of a mention; words that only count or point are dropped, a relative clause ends it."""
    return _assemble(pieces_of(text, knowledge))


def _longest(tokens: list[Token], inner: list[str], position: int, knowledge: Knowledge) -> Piece:
    """The longest phrase of the knowledge that begins at a word; `inner` are the words' keys inside a name."""
    first = tokens[position].key
    lengths: Sequence[int] = knowledge.lengths(first)
    others = {singular(first), inner[position]} - {first}
    if others:
        further = {length for other in others for length in knowledge.lengths(other)}
        lengths = sorted({*lengths, *further}, reverse=True) if further else lengths
    most = min(MOST_WORDS, len(tokens) - position)
    for length in lengths:
        if length > most or not tokens[position + length - 1].surface[0].isalnum():
            continue
        window = tokens[position : position + length]
        before, last = inner[position : position + length - 1], window[-1].key
        entries = fitting_entries(knowledge.entries(" ".join((*before, last))), window)
        if not entries or (entries[0].country is None and entries[0].kind in _NAMES):
            one = knowledge.entries(" ".join((*before, singular(last))))
            roles = [entry for entry in fitting_entries(one, window) if entry.kind in ROLES]
            if roles and (not entries or entries[0].kind in ("people", "region")):
                entries = (*roles, *entries)
        if entries:
            return Piece(entries[0].kind, tuple(window), entries)
    return Piece("word", (tokens[position],))


def _inner(token: Token) -> str:
    """The key of a token inside a name, whose possessive belongs to the name ("People's Liberation Army")."""
    return token.key + "s" if token.possessive and not token.surface.endswith("s") else token.key


def fitting_entries(entries: Sequence[Entry], window: Sequence[Token]) -> tuple[Entry, ...]:
    """The readings that the letters' case allows: names need a capital, short acronyms capitals throughout."""
    if not entries:
        return ()
    fitting = []
    for entry in entries:
        if entry.strict and not window[0].acronym:
            continue
        if entry.kind in _NAMES and not _is_written_as_name(window):
            continue
        fitting.append(entry)
    if len(fitting) > 1 and fitting[0].kind in ("people", "region") and fitting[0].country is None:
        fitting.sort(key=lambda entry: entry.kind not in ROLES)  # Buddhists are believers before they are a people
    return tuple(fitting)


def _is_written_as_name(window: Sequence[Token]) -> bool:
    """Whether a word other than an article at the front begins with a capital or a figure."""
    words = window[1:] if len(window) > 1 and window[0].key == "the" else window
    return any(token.capitalised or token.surface[0].isdigit() for token in words)


def _assemble(pieces: list[Piece]) -> Phrase:
    determiners, quantities, stops = words_of("determiner"), words_of("quantity"), words_of("stop")
    tails_words = words_of("tail")
    core: list[Piece] = []
    tails: list[Tail] = []
    asides: list[Phrase] = []
    open_tail: str | None = None
    held: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "mark":
            rest = pieces[index + 1 :]
            if rest:
                asides.append(_assemble(rest))
            break
        if piece.kind == "word" or len(piece.tokens) == 1:
            key = piece.key
            if key in stops and (core or held):
                break
            if key in tails_words and not piece.possessive and not piece.tokens[0].capitalised:
                if open_tail is not None and held:
                    tails.append(Tail(open_tail, tuple(held)))
                open_tail, held = key, []
                continue
            counts = key in quantities and (piece.kind == "word" or _key(pieces, index + 1) == "of")
            counts = counts or (piece.kind == "word" and (key in determiners or key.isdigit()))
            if counts and not (piece.tokens[0].capitalised and (core or held)):
                continue
        (core if open_tail is None else held).append(piece)
    if open_tail is not None and held:
        tails.append(Tail(open_tail, tuple(held)))
    if not core and tails:  # "dozens of protesters": the count has gone, its noun is the head
        core, tails = list(tails[0].pieces), tails[1:]
    return Phrase(tuple(core), tuple(tails), tuple(asides))


def _key(pieces: list[Piece], index: int) -> str:
    return pieces[index].key if index < len(pieces) else ""
