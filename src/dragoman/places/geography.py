"""Countries, their first-level divisions, and the places that no register of settlements holds.

`features.tsv` is kept by hand: seas, straits, rivers, mountains, islands, deserts, regions of the world, disputed
areas, camps, bases, nuclear sites, border crossings, buildings and squares. Names of countries come from
`knowledge/states.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.places.gazetteer import Entry
from dragoman.places.naming import key
from dragoman.tables import cell_list, package_path, rows

COUNTRY_COLUMNS = ("code", "alpha2", "name", "geonames", "lat", "lon", "population", "neighbours")
ADMIN1_COLUMNS = ("code", "geonames", "name", "country")
FEATURE_COLUMNS = ("name", "aliases", "kind", "country", "area", "lat", "lon", "geonames", "source")
SHORT_COLUMNS = ("short", "code", "source")
STATE_COLUMNS = ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source")
WIDE_KINDS = frozenset({"continent", "region", "sea", "ocean"})
"""Kinds that lie in several countries or none."""


class Country(NamedTuple):
    """A country: ISO alpha-3 or PLOVER's exception, name, centre, neighbours."""

    code: str
    name: str
    geonames: int
    lat: float
    lon: float
    population: int
    neighbours: frozenset[str]

    def entry(self, alias: bool = False) -> Entry:
        """The country as an entry of the gazetteer."""
        return Entry(self.geonames, self.name, "country", self.code, "", self.lat, self.lon, self.population, alias)


class Geography:
    """What is loaded at the start: countries, division names, features, and short forms such as "Ill."."""

    def __init__(self, folder: Path | None = None, states: Path | None = None) -> None:
        folder = folder or package_path("knowledge", "places")
        self.countries = {row.code: row for row in _countries(folder / "countries.tsv")}
        self.admin1 = {row.cells["code"]: row.cells["name"] for row in rows(folder / "admin1.tsv", ADMIN1_COLUMNS)}
        self.demonyms: dict[str, str] = {}
        self._named: dict[str, list[Entry]] = {}
        self._name_countries(states or package_path("knowledge", "states.tsv"))
        self._features(folder / "features.tsv")
        self.short = {row.cells["short"]: row.cells["code"] for row in rows(folder / "short.tsv", SHORT_COLUMNS)}

    def under(self, folded: str) -> tuple[Entry, ...]:
        """Countries and features under a key."""
        return tuple(self._named.get(folded, ()))

    def entries(self) -> Iterator[Entry]:
        """Every country and feature, once a name."""
        for named in self._named.values():
            yield from named

    def admin1_name(self, code: str) -> str | None:
        """The English name of a first-level division by its GeoNames code."""
        return self.admin1.get(code)

    def _name_countries(self, states: Path) -> None:
        for country in self.countries.values():
            self._named.setdefault(key(country.name), []).append(country.entry())
        for row in rows(states, STATE_COLUMNS):
            known = self.countries.get(row.cells["code"])
            if known is None:
                continue
            for name in (row.cells["name"], *cell_list(row.cells["aliases"])):
                here = self._named.setdefault(key(name), [])
                if not any(entry.country == known.code for entry in here):
                    here.append(known.entry(alias=True))
            for demonym in cell_list(row.cells["demonyms"]):
                self.demonyms.setdefault(key(demonym), known.code)

    def _features(self, path: Path) -> None:
        for row in rows(path, FEATURE_COLUMNS):
            cells = row.cells
            entry = Entry(
                int(cells["geonames"]) if cells["geonames"] else None,
                cells["name"],
                cells["kind"],
                cells["country"] or None,
                "",
                float(cells["lat"]),
                float(cells["lon"]),
                0,
                area=cell_list(cells["area"]),
            )
            self._named.setdefault(key(cells["name"]), []).append(entry)
            for name in cell_list(cells["aliases"]):
                self._named.setdefault(key(name), []).append(entry._replace(alias=True))


def _countries(path: Path) -> list[Country]:
    return [
        Country(
            row.cells["code"],
            row.cells["name"],
            int(row.cells["geonames"]),
            float(row.cells["lat"]),
            float(row.cells["lon"]),
            int(row.cells["population"]),
            frozenset(cell_list(row.cells["neighbours"])),
        )
        for row in rows(path, COUNTRY_COLUMNS)
    ]
