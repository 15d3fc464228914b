"""The table of people: editors' rows first, then the lists of office-holders, spells of one person merged.

Run `python -m training.knowledge.people ../shared` from the root of the repository.

A person is one per country and name (rapidfuzz where spellings differ). Where two sources tell of the same office of a
person at the same time, the stronger one counts: editors, rulers.org, Wikidata, the CIA's lists. REIGN and Archigos
give the end of spells that a source leaves open.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz

from training.knowledge import holders
from training.knowledge.spells import Positions, Spell, repaired, usable
from training.knowledge.tables import COLUMNS, Row, cells, joined, plain, read, slug, write

HERE = Path(__file__).parent
TABLES = HERE.parent.parent / "src" / "dragoman" / "knowledge"
SAME_NAME = 91.0
SAME_OFFICE_NAME = 74.0
"""Least ratio of two names, words sorted, for one person of a country: in any office, and in one office at one time."""
MOST_ALIASES = 6
BODY_WORDS = frozenset(
    {"department", "ministry", "agency", "command", "army", "party", "government", "council", "committee", "university",
     "company", "corporation", "union", "police", "court", "association", "front", "movement", "office", "bank",
     "news", "forces", "congress", "parliament", "institute", "commission", "group"}
)  # fmt: skip
SHARED_OFFICES = frozenset({"vice president", "deputy prime minister", "un ambassador", "head of state", ""})
BODIES = frozenset({"UNO", "EUR", "IGO", "IMG"})
"""Offices that several hold at one time: a successor does not end a spell of them."""


@dataclass
class Known:
    """A person as compiled so far."""

    name: str
    country: str
    keys: set[str]
    aliases: list[str] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    id: str = ""


class Register:
    """The persons of all countries; spells are added from the strongest source to the weakest."""

    def __init__(self, spelled: dict[str, tuple[str, ...]]) -> None:
        self.countries: dict[str, list[Known]] = {}
        self.spelled = spelled

    def add(self, spell: Spell, identifier: str = "") -> None:
        """Give a spell to the person that it is of, a new one where nobody is known by that name."""
        persons = self.countries.setdefault(spell.country, [])
        key = folded(spell.name)
        person = next((one for one in persons if one.id == identifier), None) if identifier else None
        if person is None and not identifier:
            person = next((one for one in persons if key in one.keys), None) or self._alike(persons, key, spell)
        if person is None:
            others = self.spelled.get(key, ()) if spell.country not in BODIES else ()
            person = Known(spell.name, spell.country, {key, *map(folded, others)}, id=identifier)
            persons.append(person)
        for name in (spell.name, *spell.aliases):
            new = folded(name) not in person.keys and usable(name)
            if new or (spell.source == "editors" and name != person.name):
                person.aliases.append(name)
            person.keys.add(folded(name))
        sure = identifier or spell.source == "editors"  # two terms of one office, months apart, are two spells
        if sure or not any(told_before(spell, known) for known in person.spells):
            person.spells.append(spell)

    def _alike(self, persons: list[Known], key: str, spell: Spell) -> Known | None:
        best, score = None, 0.0
        for person in persons:
            same_office = any(one.office == spell.office and meet(one, spell, 370) for one in person.spells)
            for other in person.keys:
                ratio = fuzz.token_sort_ratio(key, other)
                if same_office and (ratio < SAME_OFFICE_NAME) and among(key, other):
                    ratio = SAME_OFFICE_NAME
                if ratio > score and ratio >= (SAME_OFFICE_NAME if same_office else SAME_NAME):
                    if key.split()[-1][:1] == other.split()[-1][:1] or among(key, other):
                        best, score = person, ratio
        return best

    def ruled(self, spell: Spell) -> None:
        """A spell of an effective leader: it ends the open spells of its person; a person not known is added."""
        words = set(folded(spell.name).split())
        words_told = {word for word in words if len(word) > 1} or words
        for person in self.countries.get(spell.country, []):
            if not any(words_told <= set(key.split()) or fuzz.token_sort_ratio(folded(spell.name), key) > SAME_NAME
                       for key in person.keys):  # fmt: skip
                continue
            for one in person.spells:
                if one.office and meet(one, spell, 40):
                    if one.source != "editors" and one.doubt and spell.end and one.end[:4] == holders.LISTED_2011:
                        one.end, one.doubt, one.source = spell.end, False, f"{one.source}; {spell.source}"
                    return
        if len(words) > 1 and spell.start and usable(spell.name) and len(folded(spell.name).split()[0]) > 1:
            self.add(replace(spell, office="head of state"))


def folded(name: str) -> str:
    """A name for comparison: plain, lower case, hyphens as spaces, articles left out."""
    words = plain(name).lower().replace("-", " ").replace("'", "").replace(".", "").split()
    return " ".join(word for word in words if word not in ("al", "el")) or " ".join(words)


def a_body(name: str) -> bool:
    """Whether a further spelling names a body, which lists of names give to its officials ("Defense Department")."""
    return not BODY_WORDS.isdisjoint(folded(name).split())


def among(one: str, other: str) -> bool:
    """Whether the words of one folded name are all among the other's, two at the least."""
    mine, theirs = set(one.split()), set(other.split())
    return min(len(mine), len(theirs)) > 1 and (mine <= theirs or theirs <= mine)


def months(day: str, last: bool) -> int:
    """An ISO day as a count of months; a year alone is its first or last month, an open bound far away."""
    if not day:
        return 99_999 if last else 0
    return int(day[:4]) * 12 + (int(day[5:7]) if len(day) > 4 else (12 if last else 1))


def meet(one: Spell, other: Spell, days: int) -> bool:
    """Whether two spells overlap or lie at most so many days apart."""
    gap = days // 30
    return months(one.start, False) - gap <= months(other.end, True) and months(other.start, False) - gap <= months(
        one.end, True
    )


def told_before(spell: Spell, known: Spell) -> bool:
    """Whether a stronger source has told this spell: the same office of the person at the same time."""
    if spell.office != known.office and not (spell.office in ("", "head of state") and known.office):
        return False
    if spell.office == known.office and known.doubt and meet(spell, known, 370):
        known.start = min(filter(None, (known.start, spell.start)), default="")
        if spell.end and known.end and known.source != "editors":
            known.end = max(known.end, spell.end)
        elif not spell.end and known.source != "editors":
            known.end = ""
        return True
    return meet(spell, known, 370)


def close_open_spells(register: Register) -> None:
    """End each open, doubtful spell of an office with one holder where the next known holder begins."""
    for persons in register.countries.values():
        offices: dict[str, list[Spell]] = {}
        for person in persons:
            for spell in person.spells:
                offices.setdefault(spell.office, []).append(spell)
        for office, spells in offices.items():
            if office in SHARED_OFFICES:
                continue
            spells.sort(key=lambda spell: spell.start or "0")
            for position, spell in enumerate(spells):
                later = [one for one in spells[position + 1 :] if one.start > spell.start and one.start[:4] > "1900"]
                if spell.source == "editors":
                    continue
                if later and (not spell.end or (spell.doubt and spell.end > later[0].start)):
                    spell.end, spell.doubt = later[0].start, True


def editors_spells(rows: Iterable[Row]) -> Iterable[tuple[Spell, str]]:
    """The editors' rows as spells with the ids that the editors gave."""
    for row in rows:
        yield (
            Spell(
                row["name"], tuple(cells(row["aliases"])), row["country"], row["sector"], row["office"],
                row["from"], row["to"], bool(row["doubt"]), "editors",
            ),
            row["person_id"],
        )  # fmt: skip


def compiled(shared: Path) -> list[Row]:
    """The rows of people.tsv."""
    knowledge = shared / "data" / "knowledge"
    folder, editors = knowledge / "actors_over_time", HERE / "editors"
    positions, codes = Positions(editors), holders.country_codes(editors)
    spelled = holders.spellings(folder)
    known = {row["code"] for row in read(editors / "states.tsv", COLUMNS["states"])} | BODIES
    register = Register(spelled)
    for spell, identifier in editors_spells(read(editors / "people.tsv", COLUMNS["people"])):
        register.add(spell, identifier)
    for spells in (
        holders.current_30(folder, positions, codes),
        holders.country_info(folder, positions),
        holders.wikidata_2022(folder, positions, codes),
        holders.world_leaders_2019(folder, positions, codes),
        holders.international_officials(folder),
    ):
        for spell in spells:
            if usable(spell.name) and spell.country in known:
                register.add(spell)
    for spell in holders.effective_leaders(folder, knowledge):
        register.ruled(spell)
    close_open_spells(register)
    sectors = {row["office"]: row["sector"] for row in read(TABLES / "offices.tsv", COLUMNS["offices"])}
    return list(rows_of(register, sectors, spelled))


def rows_of(register: Register, sectors: dict[str, str], spelled: dict[str, tuple[str, ...]]) -> Iterable[Row]:
    """The persons as rows, each with an id of its own: the slug of the name, with the country for a namesake."""
    taken = {person.id for persons in register.countries.values() for person in persons if person.id}
    for country in sorted(register.countries):
        for person in register.countries[country]:
            if not person.id:
                base = slug(person.name)
                person.id = next(one for one in _ids(base, country) if one not in taken)
                taken.add(person.id)
            more = [name for key in person.keys for name in spelled.get(key, ()) if usable(name) and not a_body(name)]
            names: dict[str, str] = {}
            for name in [*person.aliases, *sorted(more)]:
                if folded(name) != folded(person.name) or name in person.aliases:
                    names.setdefault(folded(name), repaired(name) if name in more else name)
            kept = list(names.values())[: max(MOST_ALIASES, len(person.aliases))]
            for spell in person.spells:
                if spell.end and spell.start > spell.end + "~":
                    continue
                sector = spell.sector or ("" if spell.office == "" else sectors.get(spell.office, ""))
                yield {
                    "person_id": person.id, "name": person.name, "aliases": joined(kept, but=person.name),
                    "country": country, "sector": "" if sector == "IGO" else sector, "office": spell.office,
                    "from": spell.start, "to": spell.end, "doubt": "?" if spell.doubt else "", "source": spell.source,
                }  # fmt: skip


def _ids(base: str, country: str) -> Iterable[str]:
    yield base
    yield f"{base}-{country.lower()}"
    for number in range(2, 99):
        yield f"{base}-{country.lower()}-{number}"


def main() -> None:
    """Compile people.tsv and say how many rows each source gave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the shared folder, with data/knowledge below it")
    rows = compiled(parser.parse_args().shared)
    print(write(TABLES / "people.tsv", "people", rows), "rows")
    for source, number in Counter(row["source"].split(";")[0] for row in rows).most_common():
        print(f"{number:6} {source}")


if __name__ == "__main__":
    main()
