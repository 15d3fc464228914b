"""The codes of other projects, by the tables in `exchange/codes`: states with validity dates, sectors, groups, quads.

A code is text throughout: `020` is not 20, and Namibia's `NA` is not missing.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.tables import cell_list, package_path, rows

_FOLDER = ("exchange", "codes")
GROUP_COLUMNS = ("code", "project", "country", "group", "type", "sector", "names")
FIRST_DAY, LAST_DAY = "0000", "9999"


class Group(NamedTuple):
    """How a project writes an actor without a state: country, known group, type, its word for the sector, and how the
    names begin that it gives to no other group."""

    country: str
    group: str
    type: str
    sector: str
    names: tuple[str, ...]


@cache
def _spells() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    table = rows(package_path(*_FOLDER, "states.tsv"), ("country", "system", "code", "from", "to", "source"))
    for row in table:
        cells = row.cells
        spell = (cells["from"] or FIRST_DAY, cells["to"] or LAST_DAY, cells["code"])
        found.setdefault((cells["system"], cells["country"]), []).append(spell)
    return found


def state_code(system: str, country: str | None, day: str | None) -> str:
    """A state's number or letters in a system (`cow`, `gw`, `fips`) on a day (ISO); empty where it has none.

    Germany is 255 in `cow` from 1990-10-03 and 260 in `gw`; without a day, the spell that is still open is taken.
    """
    if not country:
        return ""
    when = day or LAST_DAY
    return next((code for first, last, code in _spells().get((system, country), ()) if first <= when <= last), "")


def state_of(system: str, code: str, day: str | None) -> str | None:
    """The state, as ISO alpha-3 or PLOVER's exception, that has a code on a day."""
    when = day or LAST_DAY
    for (held, country), spells in _spells().items():
        if held == system and any(code == own and first <= when <= last for first, last, own in spells):
            return country
    return None


@cache
def _sector_rows(project: str) -> list[tuple[str, str]]:
    table = rows(package_path(*_FOLDER, "sectors.tsv"), ("project", "sector", "code"))
    return [(row.cells["sector"], row.cells["code"]) for row in table if row.cells["project"] == project]


def sector_code(project: str, sector: str | None) -> str:
    """A PLOVER sector in a project's words; empty where it has none."""
    return next((code for own, code in _sector_rows(project) if own == sector), "")


def sector_of(project: str, codes: set[str]) -> str | None:
    """The PLOVER sector of a list of a project's sectors, whatever their order."""
    return next((own for own, code in _sector_rows(project) if code in codes), None)


@cache
def groups(project: str) -> dict[str, Group]:
    """The codes of actors without a state, by PLOVER's code."""
    table = rows(package_path(*_FOLDER, "groups.tsv"), GROUP_COLUMNS)
    return {
        cells["code"]: Group(
            cells["country"], cells["group"], cells["type"], cells["sector"], cell_list(cells["names"])
        )
        for _, _, cells in table
        if cells["project"] == project
    }


@cache
def _countries(project: str) -> dict[str, str]:
    table = rows(package_path(*_FOLDER, "countries.tsv"), ("project", "country", "code"))
    return {row.cells["country"]: row.cells["code"] for row in table if row.cells["project"] == project}


def country_code(project: str, country: str) -> str:
    """A country's letters in a project, which are ISO's except where the table says otherwise."""
    return _countries(project).get(country, country)


@cache
def _state_names() -> tuple[dict[str, str], dict[str, str]]:
    columns = ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source")
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for row in rows(package_path("knowledge", "states.tsv"), columns):
        code, name = row.cells["code"], row.cells["name"]
        names.setdefault(code, name)
        for one in (name, *row.cells["aliases"].split("|")):
            codes.setdefault(one.casefold(), code)
    return names, codes


def country_name(project: str, country: str | None) -> str:
    """A country's name in a project ("Russian Federation" in ICEWS); empty for actors without a state."""
    if not country:
        return ""
    return _countries(project).get(country) or _state_names()[0].get(country, "")


def country_named(project: str, name: str) -> str | None:
    """The code of a country by a project's name for it, or by a name or alias of `knowledge/states.tsv`."""
    own = {held.casefold(): code for code, held in _countries(project).items()}
    return own.get(name.casefold()) or _state_names()[1].get(name.casefold())


def known_country(code: str) -> bool:
    """Whether a code is ISO alpha-3 of `knowledge/states.tsv` or one of PLOVER's exceptions."""
    from dragoman.ontology import COUNTRY_CODES

    return code in _state_names()[0] or code in COUNTRY_CODES


@cache
def quads(project: str) -> dict[str, str]:
    """A project's quad classes by CAMEO root or PLOVER type."""
    table = rows(package_path(*_FOLDER, "quads.tsv"), ("project", "key", "quad"))
    return {row.cells["key"]: row.cells["quad"] for row in table if row.cells["project"] == project}
