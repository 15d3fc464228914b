"""Known persons and the offices that they held, each spell with its days.

`people.tsv` is read at first need. Lines stay lines until a name asks for them: the index maps the folded name, and
each of its words, to line numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.knowledge import COLUMNS
from dragoman.actors.names import key_of, skeleton
from dragoman.actors.own import OwnRow
from dragoman.errors import BadTable
from dragoman.tables import collecting_later

ENOUGH = 86.0
"""Least rapidfuzz ratio of two folded full names that are taken for one person, beside equal surname skeletons."""
SHORT_SURNAME = 6
ENOUGH_SHORT = 85.0
"""Surnames of fewer letters must be nearly equal: Yang is not Young, but Asad is Assad."""
ALIKE = 65.0
"""Least ratio where the skeletons of all words are equal."""
_INITIALS = {
    **dict.fromkeys("aeiouyh", "a"), **dict.fromkeys("kqgc", "k"), **dict.fromkeys("szx", "s"),
    **dict.fromkeys("fvw", "f"),
    **dict.fromkeys("dt", "t"),
}  # fmt: skip
"""First letters that transliterations exchange, by class."""
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "de", "van", "von", "da", "der", "den", "dos", "du", "abu", "bint"}
)
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM", "SGP", "MAC"})
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "ar", "at", "az", "ul", "ur", "ud"})
_SHORTEST_MIDDLE = 4
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "vi"})


Lines = tuple[int, ...]
"""Numbers of indexed lines: tuples, which the garbage collector need not walk as it would the same number of lists."""


CACHED = 16_384


class Spell(NamedTuple):
    """One office of one person and the days on which it was held: ISO dates, possibly partial, empty where open."""

    id: str
    name: str
    aliases: str
    country: str
    sector: str
    office: str
    start: str
    end: str
    doubt: str
    source: str
    row: str = ""

    def held_on(self, day: str) -> bool:
        """Whether the office was held on an ISO day; a partial bound covers the whole of its year or month."""
        return (not self.start or self.start <= day) and (not self.end or self.end + "~" >= day)


class Person(NamedTuple):
    """A known person: all spells, in the table's order."""

    id: str
    name: str
    spells: tuple[Spell, ...]


class People:
    """The persons of `people.tsv`, by name and by office."""

    def __init__(self, path: Path, offices: dict[str, int] | None = None) -> None:
        self._path = path
        self._ranks = offices or {}
        self._lines: list[str] = []
        self._numbers: list[int] = []
        self._names: dict[str, Lines] | None = None
        self._words: dict[str, tuple[tuple[str, int], ...]] = {}
        self._middles: dict[str, Lines] = {}
        self._ids: dict[str, Lines] = {}
        self._whose: list[str] = []
        self._offices: dict[tuple[str, str], Lines] = {}
        self._own: dict[tuple[str, str], list[Spell]] = {}
        self._skeletons: dict[str, tuple[str, ...]] | None = None
        self.person = lru_cache(CACHED)(self._made)
        """The person of an id."""

    def called(self, key: str) -> list[Person]:
        """The persons whose full name or alias folds to `key`."""
        return self._persons((self._names or self._read()).get(key, ()))

    def with_word(self, word: str) -> list[Person]:
        """The persons in whose name this folded word is the surname (for family-first names the first word)."""
        if self._names is None:
            self._read()
        return self._persons(index for _, index in self._words.get(word, ()))

    def with_middle(self, word: str) -> list[Person]:
        """The persons in whose name this folded word stands between the first and the last (Abel Pacheco Delgado)."""
        if self._names is None:
            self._read()
        return self._persons(self._middles.get(word, ()))

    def overlay(self, table: Iterable[OwnRow]) -> None:
        """Let the persons of own rows hold their offices; on a day that they cover, the table's holders give way."""
        for row in table:
            if row.kind == "person" and row.office and row.country:
                spell = Spell(
                    row.id,
                    row.name,
                    "",
                    row.country,
                    row.sector,
                    row.office,
                    row.start,
                    row.end,
                    "",
                    row.source,
                    row.row,
                )
                self._own.setdefault((row.country, row.office), []).append(spell)

    def holders(self, country: str, office: str, day: str | None) -> list[tuple[Person, Spell]]:
        """Who held an office of a country on an ISO day, the surest and latest first; without a day, the latest."""
        own = [spell for spell in self._own.get((country, office), ()) if day is None or spell.held_on(day)]
        if own:
            return [(Person(spell.id, spell.name, (spell,)), spell) for spell in own]
        if self._names is None:
            self._read()
        spells = [self.spell(index) for index in self._offices.get((country, office), ())]
        if day is not None:
            chosen = [spell for spell in spells if spell.held_on(day)]
        else:
            chosen = [spell for spell in spells if not spell.end] or sorted(spells, key=lambda s: s.end)[-1:]
        chosen.sort(key=lambda spell: (not spell.doubt, len(spell.start), spell.start), reverse=True)
        return [(self.person(spell.id), spell) for spell in chosen]

    def alike(self, words: Sequence[str]) -> list[Person]:
        """The persons whose full name is a transliteration of these folded words: last resort of the search.

        The surname's consonant skeleton must be equal, the first names must begin alike, and the whole names must
        reach `ENOUGH` on rapidfuzz's ratio, or `ALIKE` where every word's skeleton is equal.
        """
        from rapidfuzz import fuzz

        first, last = words[0], words[-1]
        wanted, initial = " ".join(words), _INITIALS.get(first[:1], first[:1])
        consonants = consonants_of(wanted)
        scored: dict[int, float] = {}
        for surname in self.spellings(last):
            if min(len(surname), len(last)) < SHORT_SURNAME and fuzz.ratio(surname, last) < ENOUGH_SHORT:
                continue
            for key, index in self._words[surname]:
                if _INITIALS.get(key[:1], key[:1]) == initial:
                    score = fuzz.ratio(wanted, key)
                    enough = score >= ENOUGH or (score >= ALIKE and consonants_of(key) == consonants)
                    if enough and score > scored.get(index, 0.0):
                        scored[index] = score
        return self._persons(sorted(scored, key=lambda index: -scored[index]))

    def spellings(self, word: str) -> Sequence[str]:
        """The surnames of the table that share a folded word's consonant skeleton."""
        if self._skeletons is None:
            self._index_skeletons()
        assert self._skeletons is not None
        return self._skeletons.get(skeleton(word), ())

    def _made(self, identifier: str) -> Person:
        spells = tuple(self.spell(index) for index in self._ids[identifier])
        return Person(identifier, spells[0].name, spells)

    def rank(self, spell: Spell) -> int:
        """The rank of a spell's office, 1 the highest; 99 where the office is not ranked."""
        return self._ranks.get(spell.office, 99)

    def spell(self, index: int) -> Spell:
        """The spell of an indexed line."""
        return Spell._make([*self._lines[index].rstrip("\r").split("\t"), f"{self._path.name}:{self._numbers[index]}"])

    def _persons(self, indexes: Iterable[int]) -> list[Person]:
        return [self.person(identifier) for identifier in dict.fromkeys(self._whose[index] for index in indexes)]

    def _read(self) -> dict[str, Lines]:
        names: dict[str, Lines] = {}
        self._names = names
        if not self._path.exists():
            return names
        tabs = len(COLUMNS["people.tsv"]) - 1
        header = "\t".join(COLUMNS["people.tsv"])
        with collecting_later():
            for number, line in enumerate(self._path.read_text(encoding="utf-8").split("\n"), 1):
                if not line or line[0] == "#" or line.rstrip("\r") == header:
                    continue
                if line.count("\t") != tabs:
                    raise BadTable(
                        f"{self._path}:{number}: {line.count(chr(9)) + 1} cells where the header has {tabs + 1}"
                    )
                self._index(line, len(self._lines), names)
                self._lines.append(line)
                self._numbers.append(number)
        return names

    def _index(self, line: str, index: int, names: dict[str, Lines]) -> None:
        identifier, name, aliases, country, _, office, _ = line.split("\t", 6)
        here = (index,)
        self._whose.append(identifier)
        if office:
            held = country, office
            self._offices[held] = self._offices.get(held, ()) + here
        known = self._ids.get(identifier)
        if known is not None:  # a further spell: its names stand in the index already
            self._ids[identifier] = known + here
            return
        self._ids[identifier] = here
        for spelling in (name, *aliases.split("|")) if aliases else (name,):
            key = name_key(spelling)
            names[key] = names.get(key, ()) + here
            first, _, rest = key.partition(" ")
            last = rest.rpartition(" ")[2] or first
            if last in _SUFFIXES:
                last = surname_of(key.split(" "))
            placed = ((key, index),)
            self._words[last] = self._words.get(last, ()) + placed
            if " " in rest:
                for middle in rest.split(" ")[:-1]:
                    if len(middle) >= _SHORTEST_MIDDLE:
                        self._middles[middle] = self._middles.get(middle, ()) + here
            if rest and country in _FAMILY_FIRST:
                self._words[first] = self._words.get(first, ()) + placed

    def _index_skeletons(self) -> None:
        if self._names is None:
            self._read()
        self._skeletons = {}
        for word in self._words:
            consonants = skeleton(word)
            self._skeletons[consonants] = (*self._skeletons.get(consonants, ()), word)


def name_key(name: str) -> str:
    """The folded name without the article before a word (Bashar al-Assad: bashar assad; Jabir as-Sabah)."""
    key = key_of(name)
    words = key.split(" ")
    if len(words) > 1 and not _ARTICLES.isdisjoint(words):
        kept = [word for word in words[:-1] if word not in _ARTICLES]
        return " ".join([*kept, words[-1]])
    return key


def consonants_of(key: str) -> tuple[str, ...]:
    """The consonant skeletons of the words of a folded name."""
    return tuple(skeleton(word) for word in key.split(" "))


def surname_of(words: Sequence[str]) -> str:
    """The surname of a name given as folded words: the last that is no suffix such as `jr`."""
    for word in reversed(words):
        if word not in _SUFFIXES:
            return word
    return words[-1]


def _is_initials(word: str) -> bool:
    return len(word) == 1 or (len(word) == 2 and not set(word) & set("aeiouy"))


def same_given_names(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names, given as folded words with equal surnames, may be one: first names equal, or one the other's
    initial, or one a subset of the other (Jam Kamal Khan, Jam Kamal)."""
    first, other = words[0], others[0]
    if first == other:
        return True
    if _is_initials(first) or _is_initials(other):
        return first[0] == other[0]
    mine, theirs = set(words) - _PARTICLES, set(others) - _PARTICLES
    return len(mine) > 1 and len(theirs) > 1 and (mine <= theirs or theirs <= mine)
