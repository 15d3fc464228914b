"""The terms in which a table is declared: columns with kind and meaning, keys, indexes."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("text", "integer", "real", "boolean", "date", "moment", "json")
"""`date` is an ISO date (YYYY-MM-DD), `moment` an ISO date and time in UTC, `json` a JSON text."""


class Column(NamedTuple):
    """One column. `values` lists all that may stand in it; `references` names `table.column` of another table."""

    name: str
    kind: str
    meaning: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    references: str | None = None


class Index(NamedTuple):
    """An index over columns; `where` limits it to the rows that queries ask for (a partial index)."""

    columns: tuple[str, ...]
    where: str | None = None
    unique: bool = False


class Table(NamedTuple):
    """One table. `key` is its primary key; with `rowid` a single integer key is SQLite's rowid."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[Index, ...] = ()
    rowid: bool = True

    def column(self, name: str) -> Column:
        """The column of a name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)
