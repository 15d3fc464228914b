"""The tables of an archive, in the order in which they are created."""

from __future__ import annotations

from dragoman.schema import claim_tables, report_tables, review_tables, story_tables, working_tables
from dragoman.schema.columns import Table

VERSION = 1
"""The version of the archive's schema; `archive/migrations.py` brings older archives up to it."""

ARCHIVE: tuple[Table, ...] = (
    *report_tables.TABLES,
    *claim_tables.TABLES,
    *story_tables.TABLES,
    *review_tables.TABLES,
    *working_tables.TABLES,
)


def table(name: str) -> Table:
    """The declared table of a name; KeyError where there is none."""
    for one in ARCHIVE:
        if one.name == name:
            return one
    raise KeyError(f"the archive has no table {name}")
