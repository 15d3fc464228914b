"""The phrase index over the tables of knowledge: which words name which state, organisation, office, agent or place.

The tables are read as they are shipped: split by line and tab, keyed by folded name, nothing stored beside them. The
two large ones, people and cities, are read at first need only (`dragoman.actors.people`, `Knowledge.cities`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.names import key_of, singular, skeleton
from dragoman.errors import BadTable
from dragoman.tables import collecting_later, package_path

COLUMNS: dict[str, tuple[str, ...]] = {
    "states.tsv": ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source"),
    "regions.tsv": ("name", "aliases", "demonyms", "country", "kind", "doubt", "source"),
    "cities.tsv": ("name", "aliases", "country", "population", "source"),
    "people.tsv": ("person_id", "name", "aliases", "country", "sector", "office", "from", "to", "doubt", "source"),
    "organisations.tsv": (
        "id", "name", "aliases", "kind", "country", "sector", "members", "from", "to", "doubt", "source",
    ),
    "agents.tsv": ("phrase", "sector", "role", "country", "office", "weak", "doubt", "source"),
    "offices.tsv": ("office", "phrases", "sector", "rank", "doubt", "source"),
    "titles.tsv": ("title", "sector", "kind", "source"),
}  # fmt: skip
"""The tables and their columns, in order."""

MOST_WORDS = 9
_SHORT_ACRONYM = 4
FEWEST_CONSONANTS = 6
"""Consonants that a name needs before an equal skeleton of another is taken for it."""


class Entry(NamedTuple):
    """What a phrase names: `kind` (state, demonym, seat, region, city, organisation, agent, office, title), the name,
    the country and sector of its row, the row, and the row's cells by column."""

    kind: str
    name: str
    country: str | None
    sector: str | None
    row: str
    cells: dict[str, str]
    acronym: bool = False
    strict: bool = False


def split_cell(cell: str) -> list[str]:
    """The parts of a list cell."""
    return [part for part in cell.split("|") if part] if cell else []


def table_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The data rows of a table as (line number, cells).

    Raises BadTable where the header is not the table's own or a row has another number of cells.
    """
    columns = COLUMNS[path.name]
    width = len(columns)
    seen_header = False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line[0] == "#":
            continue
        cells = line.rstrip("\r").split("\t")
        if not seen_header:
            if tuple(cells) != columns:
                raise BadTable(f"{path}:{number}: the header is {cells}, but this table needs {list(columns)}")
            seen_header = True
            continue
        if len(cells) != width:
            raise BadTable(
                f"{path}:{number}: {len(cells)} cells where the header has {width}; separate cells by one tab"
            )
        yield number, cells


class Knowledge:
    """The tables of one folder as an index from folded phrase to what it may name.

    `entries(key)` gives the readings of a phrase, `lengths(word)` how many words the phrases have that begin
    with a word. States, regions, organisations, agents, offices and titles are read at once; cities at first need.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else package_path("knowledge")
        self._entries: dict[str, list[Entry]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._cities: dict[str, tuple[tuple[int, str], ...]] | None = None
        self._sounds: dict[str, list[str]] | None = None
        self.states: dict[str, Entry] = {}
        self.adjectives: dict[str, str] = {}
        self.offices: dict[str, Entry] = {}
        self.nations: list[str] = []
        self.head_words: set[str] = set()
        self.role_words: set[str] = set()
        with collecting_later():
            self._read_states()
            self._read_regions()
            self._read_organisations()
            self._read_offices()
            self._read_agents()
            self._read_titles()

    def heads_a_name(self, lemma: str) -> bool:
        """Whether a noun ends a name or role of the tables ("army", "vice-president")."""
        return singular(lemma.rsplit("-", 1)[-1]) in self.head_words

    def entries(self, key: str) -> Sequence[Entry]:
        """The readings of a folded phrase, states first."""
        return self._entries.get(key, ())

    def lengths(self, word: str) -> tuple[int, ...]:
        """How many words the phrases have that begin with this folded word, each number once, the greatest first."""
        return self._lengths.get(word, ())

    def cities(self, key: str) -> Sequence[Entry]:
        """The cities of that name, largest first."""
        if self._cities is None:
            self._cities = self._read_cities()
        named = [_city(place) for place in self._cities.get(key, ())]
        return sorted(named, key=_population, reverse=True) if len(named) > 1 else named

    def sounding(self, key: str) -> Sequence[str]:
        """The names of organisations with the consonants of a folded name, where it has enough of them to tell."""
        if self._sounds is None:
            self._sounds = {}
            for name, readings in self._entries.items():
                if " " in name and any(entry.kind == "organisation" for entry in readings):
                    self._sounds.setdefault(_consonants(name), []).append(name)
        consonants = _consonants(key)
        return self._sounds.get(consonants, ()) if len(consonants) >= FEWEST_CONSONANTS else ()

    def state_named(self, code: str | None) -> Entry | None:
        """The row of a state by its code."""
        return self.states.get(code) if code else None

    def _rows(self, table: str) -> Iterator[tuple[str, dict[str, str]]]:
        path = self.folder / table
        if not path.exists():
            return
        columns = COLUMNS[table]
        for number, cells in table_lines(path):
            yield f"{table}:{number}", dict(zip(columns, cells, strict=True))

    def add(self, phrases: Iterable[str], entry: Entry, first: bool = False) -> None:
        """Index an entry under each of its phrases; `first` puts it before the other readings."""
        for phrase in phrases:
            key = key_of(phrase)
            if not key:
                continue
            words = key.split(" ")
            if entry.kind in ("state", "demonym"):
                self.nations.append(key)
            if entry.kind in ("office", "agent"):
                self.head_words.add(singular(words[-1]))
            if entry.kind in ("office", "title"):
                self.role_words.update(words)
            acronym = len(words) == 1 and phrase.isupper() and len(key) > 1
            held = entry._replace(acronym=acronym, strict=acronym and len(key) < _SHORT_ACRONYM) if acronym else entry
            readings = self._entries.setdefault(key, [])
            if first:
                readings.insert(sum("code" in one.cells for one in readings), held)
            elif held.kind == "organisation":
                readings.insert(self._place_among(readings, held, key), held)
            else:
                readings.append(held)
            lengths = self._lengths.get(words[0], ())
            if len(words) not in lengths:
                self._lengths[words[0]] = tuple(sorted((*lengths, len(words)), reverse=True))

    def _place_among(self, readings: list[Entry], held: Entry, key: str) -> int:
        """Where an organisation goes among the readings of a phrase: international ones come before those of a state,
        one that is called so before one that has it as a further name, one of many names before one of few."""

        def order(entry: Entry) -> tuple[bool, bool, int]:
            return entry.country in self.states, key_of(entry.name) != key, -entry.cells["aliases"].count("|")

        for position, other in enumerate(readings):
            if other.kind == "organisation" and order(held) < order(other):
                return position
        return len(readings)

    def _read_states(self) -> None:
        # Of namesakes ("Dominican", "Congolese") the state that is older and still there is read first.
        table = sorted(self._rows("states.tsv"), key=lambda one: (bool(one[1]["to"]), one[1]["from"] or "9999"))
        for row, cells in table:
            code = cells["code"]
            state = Entry("state", cells["name"], code, None, row, cells)
            current = not cells["to"]
            if code not in self.states or current:
                self.states[code] = state
            self.add([cells["name"], *split_cell(cells["aliases"])], state)
            demonyms = split_cell(cells["demonyms"])
            if demonyms and (current or code not in self.adjectives):
                self.adjectives[code] = demonyms[0]
            self.add(demonyms, state._replace(kind="demonym"))
            self.add(split_cell(cells["seats"]), state._replace(kind="seat", sector="GOV"))

    def _read_regions(self) -> None:
        for row, cells in self._rows("regions.tsv"):
            region = Entry("region", cells["name"], cells["country"] or None, None, row, cells)
            self.add([cells["name"], *split_cell(cells["aliases"])], region)
            self.add(split_cell(cells["demonyms"]), region._replace(kind="people"))

    def _read_organisations(self) -> None:
        for row, cells in self._rows("organisations.tsv"):
            name, country, sector = cells["name"], cells["country"] or None, cells["sector"] or None
            self.add([name, *split_cell(cells["aliases"])], Entry("organisation", name, country, sector, row, cells))

    def _read_offices(self) -> None:
        for row, cells in self._rows("offices.tsv"):
            entry = Entry("office", cells["office"], None, cells["sector"] or None, row, cells)
            self.offices[cells["office"]] = entry
            self.add(dict.fromkeys([cells["office"], *split_cell(cells["phrases"])]), entry)

    def _read_agents(self) -> None:
        for row, cells in self._rows("agents.tsv"):
            entry = Entry("agent", cells["phrase"], cells["country"] or None, cells["sector"] or None, row, cells)
            self.add([cells["phrase"]], entry)
            words = key_of(cells["phrase"]).split(" ")
            one = singular(words[-1]) if words[-1:] else ""
            if one and one != words[-1]:
                self.add([" ".join([*words[:-1], one])], entry)

    def _read_titles(self) -> None:
        for row, cells in self._rows("titles.tsv"):
            self.add([cells["title"]], Entry("title", cells["title"], None, cells["sector"] or None, row, cells))

    def _read_cities(self) -> dict[str, tuple[tuple[int, str], ...]]:
        path = self.folder / "cities.tsv"
        found: dict[str, tuple[tuple[int, str], ...]] = {}
        if not path.exists():
            return found
        width = len(COLUMNS["cities.tsv"]) - 1
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line or line[0] == "#" or line.startswith("name\t"):
                continue
            if line.count("\t") != width:
                raise BadTable(f"{path}:{number}: not {width + 1} cells; separate cells by one tab")
            name, aliases, _ = line.split("\t", 2)
            place = ((number, line),)
            for spelling in (name, *aliases.split("|")) if aliases else (name,):
                key = key_of(spelling)
                found[key] = found.get(key, ()) + place
        return found


def _consonants(key: str) -> str:
    return "".join(skeleton(word) for word in key.split(" "))


def _city(place: tuple[int, str]) -> Entry:
    number, line = place
    cells = dict(zip(COLUMNS["cities.tsv"], line.rstrip("\r").split("\t"), strict=True))
    return Entry("city", cells["name"], cells["country"] or None, None, f"cities.tsv:{number}", cells)


def _population(entry: Entry) -> int:
    return int(entry.cells["population"] or 0)
