"""The tables of actors against their schemas: every fault with file, line and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.identity import KINDS
from dragoman.actors.knowledge import COLUMNS
from dragoman.actors.own import OWN_COLUMNS, OWN_KINDS
from dragoman.actors.petrarch import is_petrarch, read_petrarch
from dragoman.errors import BadTable
from dragoman.ontology import COUNTRY_CODES, SECTORS
from dragoman.tables import Row, package_path, rows

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_LISTS = ("aliases", "demonyms", "seats", "members", "phrases")
_UNIQUE = {"organisations.tsv": "id", "offices.tsv": "office", "titles.tsv": "title"}
_OFFICE_SECTORS = frozenset({"IGO"})
"""What stands in the sector column of an office of an international organisation, whose party has no sector."""


class Problem(NamedTuple):
    """One fault of a table: where, what, and the remedy."""

    table: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.table}:{self.line}: {self.message}"


class Checked(NamedTuple):
    """What a check found: the number of rows by table and the problems."""

    rows: dict[str, int]
    problems: tuple[Problem, ...]


def check(folder: Path | None = None, own: tuple[Path, ...] = ()) -> Checked:
    """Check own tables and dictionaries, or where none are given the tables of a folder (the shipped one by default):
    schema, codes, ids, days, lists. The folder's states say which country codes there are."""
    folder = folder if folder is not None else package_path("knowledge")
    counts: dict[str, int] = {}
    problems: list[Problem] = []
    known = known_countries(folder)
    for path in own:
        own_rows = _checked(path, OWN_COLUMNS, known, counts)
        problems.extend(_checked_dictionary(path, counts) if is_petrarch(path) else own_rows)
    if not own:
        for name, columns in COLUMNS.items():
            if (folder / name).exists():
                problems.extend(_checked(folder / name, columns, known, counts))
    return Checked(counts, tuple(problems))


def check_own(path: Path) -> list[Problem]:
    """The problems of one own table, judged by the codes of the shipped states."""
    return list(_checked(path, OWN_COLUMNS, known_countries(package_path("knowledge")), {}))


def _checked_dictionary(path: Path, counts: dict[str, int]) -> Iterator[Problem]:
    faults: list[str] = []
    try:
        counts[path.name] = len(read_petrarch(path, faults))
    except BadTable as error:
        faults.append(str(error))
    for fault in faults:
        where, _, message = fault.partition(": ")
        line = where.rsplit(":", 1)[-1]
        yield Problem(path.name, int(line) if line.isdigit() else 0, message)


def known_countries(folder: Path) -> frozenset[str]:
    """The country codes of a folder's states, and PLOVER's own."""
    path = folder / "states.tsv"
    codes: set[str] = set(COUNTRY_CODES)
    if path.exists():
        try:
            codes.update(row.cells["code"] for row in rows(path, COLUMNS["states.tsv"]))
        except BadTable:
            return frozenset(codes)
    return frozenset(codes)


def _checked(path: Path, columns: tuple[str, ...], known: frozenset[str], counts: dict[str, int]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    number = 0
    try:
        for row in rows(path, columns):
            number += 1
            for rule in _RULES:
                yield from rule(path, row, known)
            yield from _repeated(path, row, seen)
    except BadTable as error:
        where, _, message = str(error).partition(": ")
        line = where.rsplit(":", 1)[-1]
        yield Problem(path.name, int(line) if line.isdigit() else 0, message)
    counts[path.name] = number


def _repeated(path: Path, row: Row, seen: dict[str, int]) -> Iterator[Problem]:
    column = _UNIQUE.get(path.name)
    key = row.cells[column] if column else "\t".join(value for name, value in row.cells.items() if name != "source")
    if key in seen:
        what = f"{column} {key!r}" if column else "this row"
        yield Problem(
            path.name,
            row.line,
            f"{what} stands in line {seen[key]} already; delete one or give it another {column or 'value'}",
        )
    seen.setdefault(key, row.line)


def _codes(path: Path, row: Row, known: frozenset[str]) -> Iterator[Problem]:
    country = row.cells.get("country", "")
    if country and country not in known:
        yield Problem(
            path.name,
            row.line,
            f"no country code {country!r}; use ISO 3166-1 alpha-3 or one of {', '.join(sorted(COUNTRY_CODES))}",
        )
    sector = row.cells.get("sector", "")
    if (
        sector
        and sector not in SECTORS
        and not (path.name in ("offices.tsv", "titles.tsv") and sector in _OFFICE_SECTORS)
    ):
        yield Problem(path.name, row.line, f"no PLOVER sector {sector!r}; use one of {', '.join(sorted(SECTORS))}")


def _days(path: Path, row: Row, known: frozenset[str]) -> Iterator[Problem]:
    start, end = row.cells.get("from", ""), row.cells.get("to", "")
    for column, day in (("from", start), ("to", end)):
        if day and not _DATE.match(day):
            yield Problem(path.name, row.line, f"{column} is {day!r}; write YYYY-MM-DD, YYYY-MM or YYYY")
    if start and end and start > end + "~":
        yield Problem(path.name, row.line, f"from {start} is after to {end}; exchange them")


def _names(path: Path, row: Row, known: frozenset[str]) -> Iterator[Problem]:
    first = next(iter(row.cells))
    for column in dict.fromkeys((first, "name", "phrase")):
        if column in row.cells and not row.cells[column].strip():
            yield Problem(path.name, row.line, f"{column} is empty; every row needs one")
    for column in _LISTS:
        cell = row.cells.get(column, "")
        if cell and any(not part.strip() or part != part.strip() for part in cell.split("|")):
            yield Problem(path.name, row.line, f"{column} has an empty or spaced part; write names with | between them")
    if path.name == "cities.tsv" and row.cells["population"] and not row.cells["population"].isdigit():
        yield Problem(path.name, row.line, f"population is {row.cells['population']!r}; write digits only")


def _kinds(path: Path, row: Row, known: frozenset[str]) -> Iterator[Problem]:
    if tuple(row.cells) == OWN_COLUMNS and row.cells["kind"] not in OWN_KINDS:
        yield Problem(path.name, row.line, f"kind is {row.cells['kind']!r}; use one of {', '.join(OWN_KINDS)}")
    if path.name == "agents.tsv" and row.cells["role"] not in ("", *KINDS):
        yield Problem(path.name, row.line, f"role is {row.cells['role']!r}; use one of {', '.join(KINDS)}")


_RULES: tuple[Callable[[Path, Row, frozenset[str]], Iterator[Problem]], ...] = (_codes, _days, _names, _kinds)
