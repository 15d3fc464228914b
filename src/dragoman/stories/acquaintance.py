"""Whether two parties can be the same: by identity, country, sector and the words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import ClassVar, NamedTuple

from dragoman.records import Party
from dragoman.tables import cell_list, package_path, rows

STATE_SECTORS = frozenset({"", "GOV", "MIL", "LEG", "UNK"})
STATE_WORDS = frozenset("government authorities officials administration leaders leadership state country".split())
SAME_STEM = 4
MOST_CASTS = 1 << 17
_WORD = re.compile(r"[\w'’-]+")
_ARTICLES = frozenset("the a an of and for in on s its his their".split())


class Side(NamedTuple):
    """A party as far as merging cares: words of the name in lower case, whether one of them is a proper name, country,
    sector and id, and the last word where it is a proper name; empty where unknown."""

    words: tuple[str, ...]
    proper: bool
    country: str
    sector: str
    id: str
    surname: str = ""


class Cast:
    """A list of sides in an order of its own. Equal lists are one object, so that comparing two is looked up fast."""

    __slots__ = ("sides",)
    _known: ClassVar[dict[tuple[Side, ...], Cast]] = {}

    def __init__(self, sides: tuple[Side, ...]) -> None:
        self.sides = sides

    @classmethod
    def of(cls, sides: Iterable[Side]) -> Cast:
        """The cast of some sides, each taken once."""
        ordered = tuple(sorted(set(sides)))
        found = cls._known.get(ordered)
        if found is None:
            if len(cls._known) > MOST_CASTS:
                cls._known.clear()
            found = cls._known[ordered] = cls(ordered)
        return found

    def __len__(self) -> int:
        return len(self.sides)

    def __iter__(self) -> Iterator[Side]:
        return iter(self.sides)


def side(party: Party) -> Side:
    """The side that a party is."""
    identity = party.id if isinstance(party.id, str) else ""
    return _side(party.name or party.text or "", party.country or "", party.sector or "", identity)


@lru_cache(maxsize=1 << 17)
def _side(name: str, country: str, sector: str, identity: str) -> Side:
    found = [word.replace("’", "'").removesuffix("'s").strip("'-") for word in _WORD.findall(name)]
    words = tuple(word.lower() for word in found if word and word.lower() not in _ARTICLES)
    national = _nations().get(country, frozenset())
    own = tuple(word for word in words if word not in national)
    proper = any(word[:1].isupper() and word.lower() in own for word in found)
    last = found[-1] if found else ""
    surname = last.lower() if last[:1].isupper() and last.lower() in own else ""
    return Side(own, proper, country, sector, identity, surname)


@cache
def _nations() -> dict[str, frozenset[str]]:
    """By country, the words that only name it: they tell no two of its parties apart."""
    columns = ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source")
    return {
        row.cells["code"]: frozenset(
            word.lower()
            for name in (row.cells["name"], *cell_list(row.cells["aliases"]), *cell_list(row.cells["demonyms"]))
            for word in _WORD.findall(name)
        )
        for row in rows(package_path("knowledge", "states.tsv"), columns)
    }


def alike(first: str, second: str) -> bool:
    """True for words that are the same but for an ending ("Boria", "Borian")."""
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) >= SAME_STEM and long.startswith(short) and len(long) - len(short) <= 3)


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    fewer, more = sorted((first, second), key=len)
    return sum(any(alike(word, other) for other in more) for word in fewer) / len(fewer) if fewer else 0.0


@lru_cache(maxsize=1 << 17)
def acquaintance(first: Side, second: Side) -> float:
    """From 0 (somebody else) to 1 (the same); a half says that nothing tells."""
    if first == second or (first.id and first.id == second.id):
        return 1.0
    if first.country and second.country and first.country != second.country:
        return 0.0
    overlap = _shared(first.words, second.words)
    if first.country and first.country == second.country:
        return _compatriots(first, second, overlap)
    if overlap == 1.0:
        return 0.9
    if overlap > 0:
        return 0.6
    if first.proper and second.proper:
        return 0.05
    return 0.45 if first.sector and first.sector == second.sector else 0.25


def _compatriots(first: Side, second: Side, overlap: float) -> float:
    if _is_state(first) or _is_state(second):
        other = second if _is_state(first) else first
        return 0.85 if other.sector in STATE_SECTORS else 0.4
    if overlap > 0:
        return 0.95 if overlap == 1.0 else 0.7
    if first.id and second.id:
        return 0.2
    if first.proper and second.proper:
        return 0.3 if first.sector == second.sector else 0.15
    return 0.6 if first.sector == second.sector else 0.2


def _is_state(one: Side) -> bool:
    return one.sector in STATE_SECTORS and all(word in STATE_WORDS for word in one.words)


@lru_cache(maxsize=1 << 17)
def company(first: Cast, second: Cast) -> float:
    """How well two lists of parties go together: the mean over the shorter list of each one's best acquaintance."""
    fewer, more = sorted((first.sides, second.sides), key=len)
    if not fewer:
        return 0.5
    return sum(max(acquaintance(one, other) for other in more) for one in fewer) / len(fewer)
