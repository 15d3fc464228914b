"""SQLite's DDL from the declared tables: STRICT tables, checks of listed values and dates, indexes, full text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.schema.columns import Column, Index, Table

TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "moment": "TEXT",
    "json": "TEXT",
}
DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"

FULL_TEXT = (
    "CREATE VIRTUAL TABLE text_index USING fts5(headline, text, content='texts', content_rowid='report', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN "
    "INSERT INTO text_index(rowid, headline, text) VALUES (new.report, new.headline, new.text); END",
    "CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN "
    "INSERT INTO text_index(text_index, rowid, headline, text) "
    "VALUES ('delete', old.report, old.headline, old.text); END",
    "CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN "
    "INSERT INTO text_index(text_index, rowid, headline, text) "
    "VALUES ('delete', old.report, old.headline, old.text); "
    "INSERT INTO text_index(rowid, headline, text) VALUES (new.report, new.headline, new.text); END",
)
"""The full-text index over `texts` (FTS5 with external content), and the triggers that keep it in step."""


def statements(tables: Iterable[Table]) -> Iterator[str]:
    """The statements that create tables and indexes, one a string, in the order in which they must run."""
    for table in tables:
        yield create(table)
        for index in table.indexes:
            name = index_name(table, index)
            unique = "UNIQUE " if index.unique else ""
            where = f" WHERE {index.where}" if index.where else ""
            yield f"CREATE {unique}INDEX {name} ON {table.name} ({', '.join(held(index))}){where}"


def index_name(table: Table, index: Index) -> str:
    """The name of an index, by which a query can ask for it."""
    return "_".join((table.name, *index.columns))


def held(index: Index) -> tuple[str, ...]:
    """The columns that an index holds: its own, and that of its condition.

    SQLite asks the condition of a partial index again of the row, and so reads the row, unless the index holds its
    column (seen in 3.40): a walk over an index then touches no table.
    """
    condition = (index.where or "").partition(" = ")[0]
    return (*index.columns, condition) if condition and condition not in index.columns else index.columns


def create(table: Table) -> str:
    """The statement that creates one table."""
    lines = [_column(column, table) for column in table.columns]
    if not _is_rowid(table):
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    options = "STRICT" if table.rowid else "STRICT, WITHOUT ROWID"
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + f"\n) {options}"


def _is_rowid(table: Table) -> bool:
    return table.rowid and len(table.key) == 1 and table.column(table.key[0]).kind == "integer"


def _column(column: Column, table: Table) -> str:
    parts = [column.name, TYPES[column.kind]]
    if _is_rowid(table) and table.key == (column.name,):
        parts.append("PRIMARY KEY")
    elif not column.nullable:
        parts.append("NOT NULL")
    if column.references:
        other, key = column.references.split(".")
        parts.append(f"REFERENCES {other} ({key})")
    if column.values:
        listed = ", ".join(f"'{value}'" for value in column.values)
        parts.append(f"CHECK ({column.name} IN ({listed}))")
    elif column.kind == "boolean":
        parts.append(f"CHECK ({column.name} IN (0, 1))")
    elif column.kind == "date":
        parts.append(f"CHECK ({column.name} GLOB '{DAY}')")
    return " ".join(parts)
