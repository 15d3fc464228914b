"""The Frictionless descriptor (Data Package v2) of tables written to files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.schema.columns import Column, Table

TYPES = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "boolean": "boolean",
    "date": "date",
    "moment": "datetime",
    "json": "string",
}


def resource(table: Table, path: str) -> dict[str, Any]:
    """The descriptor of one table kept in the file at `path`, relative to the descriptor."""
    suffix = path.rsplit(".", 1)[-1]
    return {
        "name": table.name,
        "path": path,
        "format": suffix,
        "description": table.meaning,
        "schema": {"fields": [_field(column) for column in table.columns], "primaryKey": list(table.key)},
    }


def descriptor(tables: Iterable[Table], suffix: str = "parquet", **more: Any) -> dict[str, Any]:
    """The descriptor of a folder with one file a table; `more` adds title, licences, version and the like."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dragoman-archive",
        **more,
        "resources": [resource(table, f"{table.name}.{suffix}") for table in tables],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    found: dict[str, Any] = {"name": column.name, "type": TYPES[column.kind], "description": column.meaning}
    return {**found, "constraints": constraints} if constraints else found
