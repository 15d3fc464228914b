"""CAMEO's codes with their names and Goldstein values (CAMEO 1.1b3; values as in ICEWS's table of codes).

A code is text: `010` is not `10`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.tables import package_path, rows


class CameoCode(NamedTuple):
    """One code: two to four digits, name, Goldstein value from -10 to +10."""

    code: str
    name: str
    goldstein: float


@cache
def codes() -> dict[str, CameoCode]:
    """All codes, by code."""
    table = rows(package_path("ontology", "cameo.tsv"), ("code", "name", "goldstein"))
    return {
        row.cells["code"]: CameoCode(row.cells["code"], row.cells["name"], float(row.cells["goldstein"]))
        for row in table
    }


def root(code: str) -> str:
    """The two-digit root of a code: `0213` gives `02`."""
    return code[:2]


def goldstein(code: str) -> float:
    """The Goldstein value of a code, or of the nearest shorter code that the table holds."""
    known = codes()
    while code not in known and len(code) > 2:
        code = code[:-1]
    return known[code].goldstein
