"""The tables of places against their schemas: every fault with file, line and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.ontology import COUNTRY_CODES
from dragoman.places.geography import ADMIN1_COLUMNS, COUNTRY_COLUMNS, FEATURE_COLUMNS, SHORT_COLUMNS
from dragoman.places.mention import PRECISION
from dragoman.places.words import CLASSES, WORD_COLUMNS
from dragoman.tables import Row, cell_list, package_path, rows


class Problem(NamedTuple):
    """One fault of a table: `table.tsv:line`, and what to do."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def check(folder: Path | None = None) -> tuple[Problem, ...]:
    """Every fault of the tables kept by hand (features, short forms, words); () where all is well."""
    folder = folder or package_path("knowledge", "places")
    try:
        return tuple(_problems(folder))
    except BadTable as error:
        where, _, message = str(error).partition(": ")
        return (Problem(where, message),)


def _problems(folder: Path) -> Iterator[Problem]:
    codes = {row.cells["code"] for row in rows(folder / "countries.tsv", COUNTRY_COLUMNS)}
    divisions = {row.cells["code"] for row in rows(folder / "admin1.tsv", ADMIN1_COLUMNS)}
    names: dict[str, str] = {}
    for row in rows(folder / "features.tsv", FEATURE_COLUMNS):
        yield from _feature(row, codes)
        if row.cells["name"] in names:
            yield Problem(
                row.where, f"{row.cells['name']!r} stands in {names[row.cells['name']]} too; delete one of them"
            )
        names.setdefault(row.cells["name"], row.where)
    for row in rows(folder / "short.tsv", SHORT_COLUMNS):
        if row.cells["code"] not in codes | divisions:
            yield Problem(row.where, f"no country or division has the code {row.cells['code']!r}; see admin1.tsv")
    classes = {row.cells["class"]: row for row in rows(folder / "words.tsv", WORD_COLUMNS)}
    for name in sorted(set(CLASSES) ^ set(classes)):
        yield Problem("words.tsv", f"the class {name!r} is missing or unknown; the classes are {', '.join(CLASSES)}")
    for row in classes.values():
        for word in cell_list(row.cells["members"]):
            if word != word.lower():
                yield Problem(row.where, f"{word!r} has capitals; write lemmas in lower case")


def _feature(row: Row, codes: set[str]) -> Iterator[Problem]:
    cells = row.cells
    if cells["kind"] not in PRECISION:
        yield Problem(row.where, f"unknown kind {cells['kind']!r}; use one of {', '.join(sorted(PRECISION))}")
    for code in (*cell_list(cells["country"]), *cell_list(cells["area"])):
        if code not in codes and code not in COUNTRY_CODES:
            yield Problem(row.where, f"{code!r} is no ISO 3166-1 alpha-3 code nor one of PLOVER's exceptions")
    for column, bound in (("lat", 90.0), ("lon", 180.0)):
        try:
            good = -bound <= float(cells[column]) <= bound
        except ValueError:
            good = False
        if not good:
            yield Problem(
                row.where, f"{column} is {cells[column]!r}; write decimal degrees between -{bound:g} and {bound:g}"
            )
    if cells["geonames"] and not cells["geonames"].isdigit():
        yield Problem(row.where, f"the GeoNames id is {cells['geonames']!r}; write digits or leave it empty")
    if not cells["source"]:
        yield Problem(row.where, "no source; name where the row comes from")
