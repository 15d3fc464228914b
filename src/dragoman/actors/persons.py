"""Which known person a name means, and as what that person counts on the day."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from dragoman.actors.identity import Choice, Identity
from dragoman.actors.names import key_of, skeleton
from dragoman.actors.people import People, Person, Spell, name_key, same_given_names, surname_of
from dragoman.actors.words import words_of

HEADS_ALONE = 1
SURNAME_ALONE = 3
"""The lowest ranks of office that let a bare surname stand for a person: heads anywhere, ministers at home."""
MOST_ALTERNATIVES = 4
YEARS_REMEMBERED = 15
SHORTEST = 2
SHORTEST_MONONYM = 4
LEADER = "surname of a leader"
CACHED = 16_384


class Reading(NamedTuple):
    """A person with the spell that counts, whether it was held on the day, and the rule that found the name."""

    person: Person
    spell: Spell
    held: bool
    rule: str


class Persons:
    """Finds persons by full name, surname or transliteration and places them on a day."""

    def __init__(self, people: People, sovereign: Set[str] = frozenset()) -> None:
        self.people = people
        self._sovereign = sovereign
        self._candidates = lru_cache(CACHED)(self._search)

    def named(self, words: Sequence[str], day: str | None, country: str | None, titled: bool) -> list[Reading]:
        """The readings of a personal name given as folded words, best first.

        `titled` says that an office or title stands before the name; then a surname alone is enough.
        """
        parts = tuple(name_key(" ".join(words)).split(" "))
        if len(parts) == 1:
            return self._by_surname(parts[0], day, country, titled)
        if len(parts) == 2 and parts[0] in words_of("particle"):  # "Dos Santos", "de Klerk": a surname alone
            alone = self._by_surname(parts[1], day, country, titled)
            alone = [r for r in alone if any(key.endswith(" " + " ".join(parts)) for key in _keys_of(r))]
            if alone:
                return alone
        persons, rule = self._candidates(parts)
        readings = self._placed(persons, day, rule)
        if rule == LEADER:  # a list of leaders that gives surnames only
            readings = [r for r in readings if r.held or (country is not None and r.spell.country == country)]
        if rule == "surname and given name" and len(readings) > 1 and country is None and not titled:
            readings = [r for r in readings if r.held and self.people.rank(r.spell) <= SURNAME_ALONE]
        return self._ordered(readings, day, country)

    def _search(self, parts: tuple[str, ...]) -> tuple[tuple[Person, ...], str]:
        """The persons of a full name and the rule that found them: the name itself, its surname with a given name
        that agrees, a transliteration."""
        found = self.people.called(" ".join(parts)) or self.people.called(" ".join((*parts[1:], parts[0])))
        near = {person.id: person for person in self._sharing(parts) if _compatible(parts, person)}
        if found:  # another list may have the same person, or a namesake at home, under a longer name
            homes = {person.spells[0].country for person in found}
            abroad = not homes <= self._sovereign
            longer = (p for p in near.values() if abroad or p.spells[0].country in homes)
            return tuple({person.id: person for person in (*found, *longer)}.values()), "full name"
        if near:
            return tuple(near.values()), "surname and given name"
        leaders = [person for person in self.people.with_word(surname_of(parts)) if " " not in person.name]
        if leaders:
            return tuple(leaders), LEADER
        alike = self.people.alike(parts) if len(parts[-1]) > SHORTEST else ()
        return tuple(alike), "transliteration"

    def _sharing(self, parts: Sequence[str]) -> list[Person]:
        last = surname_of(parts)
        found = self.people.with_word(last) + self.people.with_middle(last)
        return found + self.people.with_word(parts[0]) if parts[0] != last else found

    def _by_surname(self, word: str, day: str | None, country: str | None, titled: bool) -> list[Reading]:
        readings = self._placed(self.people.with_word(word), day, "surname")
        inner = self._placed(self.people.with_middle(word), day, "first of two surnames")
        readings += [r for r in inner if r.held and self.people.rank(r.spell) <= HEADS_ALONE]
        if not readings and titled and country and len(word) > 3:
            spellings = self.people.spellings(word)
            found = [person for spelling in spellings for person in self.people.with_word(spelling)]
            readings = self._placed(found, day, "transliterated surname")
            readings = [r for r in readings if r.spell.country == country and r.held]
        if country:
            readings = [r for r in readings if r.spell.country == country] or readings
        if not titled:
            readings = [r for r in readings if self._stands_alone(r, day, country) or _is_whole_name(r, word)]
        return self._ordered(readings, day, country)

    def _stands_alone(self, reading: Reading, day: str | None, country: str | None) -> bool:
        """Whether a bare surname is enough: heads of state and government for some years, ministers of the context's
        country while they hold office."""
        rank = self.people.rank(reading.spell)
        if rank <= HEADS_ALONE:
            return _remembered(reading, day)
        return rank <= SURNAME_ALONE and reading.held and country is not None and reading.spell.country == country

    def _placed(self, persons: Sequence[Person], day: str | None, rule: str) -> list[Reading]:
        unique = {person.id: person for person in persons}
        return [Reading(person, *self.on_day(person, day), rule) for person in unique.values()]

    def on_day(self, person: Person, day: str | None) -> tuple[Spell, bool]:
        """The spell that counts on an ISO day, and whether it was held then; without a day the latest."""
        ranked = sorted(person.spells, key=self.people.rank)
        if day is None:
            still = [spell for spell in ranked if not spell.end]
            return (still[0], True) if still else (max(person.spells, key=lambda spell: spell.end), True)
        held = [spell for spell in ranked if spell.held_on(day)]
        if held:
            return held[0], True
        past = [spell for spell in person.spells if spell.end and spell.end < day]
        if past:
            return max(past, key=lambda spell: spell.end), False
        return min(person.spells, key=lambda spell: spell.start), False

    def _ordered(self, readings: list[Reading], day: str | None, country: str | None) -> list[Reading]:
        def order(reading: Reading) -> tuple[bool, bool, bool, int, str]:
            nearer = "".join(chr(255 - ord(c)) for c in (reading.spell.end or "9999"))
            return (
                bool(country) and reading.spell.country != country,
                not reading.held,
                bool(self._sovereign) and reading.spell.country not in self._sovereign,
                self.people.rank(reading.spell),
                nearer,
            )

        return sorted(readings, key=order)

    def holder(self, country: str, office: str, day: str | None) -> tuple[Person, Spell, tuple[Choice, ...]] | None:
        """Who holds an office on an ISO day. Where lists differ, the surest and latest spell counts, if there is one
        that is not doubtful; the others are alternatives."""
        holders = self.people.holders(country, office, day)
        if not holders:
            return None
        person, spell = holders[0]
        others = [other for other, _ in holders[1:] if not _alike(person.name, other.name)]
        if others and (spell.doubt or self.people.rank(spell) > HEADS_ALONE):
            return None
        choices = (Choice(other.name, country, spell.sector or None, "another list's holder") for other in others)
        return person, spell, tuple(choices)

    def identity(self, readings: Sequence[Reading], day: str | None) -> Identity:
        """The identity of the first reading; the others become its alternatives."""
        best = readings[0]
        spell = best.spell
        sector: str | None = spell.sector or None
        office: str | None = spell.office or None
        rule = f"person by {best.rule}"
        if not best.held and day is not None:
            if spell.end and spell.end < day:
                sector, rule = "ELI", rule + "; office no longer held"
            else:
                sector, rule = None, rule + "; office not yet held"
            office = None
        if sector == "IGO":
            sector = None
        others = tuple(
            Choice(r.person.name, r.spell.country or None, r.spell.sector or None, "another person of that name")
            for r in readings[1 : 1 + MOST_ALTERNATIVES]
        )
        return Identity(
            name=best.person.name,
            country=spell.country or None,
            sector=sector,
            kind="person",
            rule=rule,
            id=best.person.id,
            office=office,
            row=spell.row,
            alternatives=others,
        )


def _compatible(parts: Sequence[str], person: Person) -> bool:
    names = [person.name, *(alias for alias in person.spells[0].aliases.split("|") if alias)]
    for name in names:
        words = key_of(name).split(" ")
        if len(words) < 2 or surname_of(words) == words[0]:  # "Mohamed VI" has no surname to meet
            continue
        same_last = surname_of(words) == surname_of(parts)
        if same_last and same_given_names(parts, words):
            return True
        if len(parts) > 2 and len(words) >= 2 and list(parts[: len(words)]) == words:
            return True
        if len(words) > 2 and len(parts) >= 2 and words[: len(parts)] == list(parts):
            return True
    return False


def _keys_of(reading: Reading) -> list[str]:
    return [name_key(name) for name in (reading.spell.name, *reading.spell.aliases.split("|"))]


def _is_whole_name(reading: Reading, word: str) -> bool:
    """Whether a single word is the whole of a name or alias that the editors gave ("Lula", "Prachanda")."""
    if len(word) < SHORTEST_MONONYM or reading.spell.source != "editors":
        return False
    return word in _keys_of(reading)


def _remembered(reading: Reading, day: str | None) -> bool:
    if reading.held or day is None:
        return True
    edge = reading.spell.end if reading.spell.end and reading.spell.end < day else reading.spell.start
    return edge[:4].isdigit() and abs(int(day[:4]) - int(edge[:4])) <= YEARS_REMEMBERED


def _alike(name: str, other: str) -> bool:
    """Whether two names of one country's office share a surname or its skeleton, so that lists mean one person."""
    mine = {skeleton(word) for word in name_key(name).split(" ") if len(word) > SHORTEST}
    return not mine.isdisjoint(skeleton(word) for word in name_key(other).split(" ") if len(word) > SHORTEST)
