"""The page of the archive's tables, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.schema.columns import Column, Table


def page(tables: Iterable[Table], version: int) -> str:
    """What every table and column holds, for those who query an archive by SQL or read a release."""
    lines = [
        "# Tables of an archive",
        "",
        f"Schema version {version}; written by `python -m dragoman.schema docs/schema`. A date is ISO (YYYY-MM-DD), a",
        "moment an ISO date and time in UTC. “→” names the column that is referred to; “?” marks what may be null.",
    ]
    for table in tables:
        lines += ["", f"## {table.name}", "", f"{table.meaning} Key: {', '.join(table.key)}.", ""]
        lines += ["| column | kind | meaning |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {_kind(column)} | {_meaning(column)} |" for column in table.columns]
    return "\n".join(lines) + "\n"


def _kind(column: Column) -> str:
    return column.kind + (" ?" if column.nullable else "")


def _meaning(column: Column) -> str:
    listed = f" One of: {', '.join(column.values)}." if column.values else ""
    return f"{column.meaning}{listed}" + (f" → {column.references}" if column.references else "")
