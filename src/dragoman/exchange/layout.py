"""Tab-separated layouts as tables: `layouts/NAME.tsv` gives each column its field, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TextIO

from dragoman.tables import package_path, rows

Fields = Mapping[str, object]


@cache
def columns(layout: str) -> tuple[tuple[str, str], ...]:
    """A layout's columns as (name, field); an empty field stands for a column that stays empty."""
    table = rows(package_path("exchange", "layouts", f"{layout}.tsv"), ("column", "field"))
    return tuple((row.cells["column"], row.cells["field"]) for row in table)


def cell(value: object) -> str:
    """A value as a cell: tabs and line breaks become spaces, None and absent values nothing, whole floats whole."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return " ".join(str(value).split())


def write_rows(layout: str, fields: Iterable[Fields], out: TextIO, header: bool) -> int:
    """Write rows in a layout's columns and give their number.

    A field that no row fills is an error of the table and raises KeyError: a misspelt one must not empty a column.
    """
    wanted = columns(layout)
    if header:
        out.write("\t".join(name for name, _ in wanted) + "\n")
    count = 0
    for row in fields:
        out.write("\t".join(cell(row[field]) if field else "" for _, field in wanted) + "\n")
        count += 1
    return count
