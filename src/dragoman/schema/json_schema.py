"""JSON Schema of the declared tables' rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.schema.columns import Column, Table

TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "real": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "json": {"type": "string", "contentMediaType": "application/json"},
}


def row_schema(table: Table) -> dict[str, Any]:
    """The JSON Schema of one row of a table, as an object with every column."""
    return {
        "type": "object",
        "description": table.meaning,
        "properties": {column.name: _property(column) for column in table.columns},
        "required": list(table.names),
        "additionalProperties": False,
    }


def tables_schema(tables: Iterable[Table]) -> dict[str, Any]:
    """One JSON Schema (draft 2020-12) whose `$defs` hold the row of each table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rows of a Dragoman archive",
        "$defs": {table.name: row_schema(table) for table in tables},
    }


def _property(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {**TYPES[column.kind], "description": column.meaning}
    if column.values:
        found["enum"] = [*column.values, None] if column.nullable else list(column.values)
    if column.nullable:
        found["type"] = [found["type"], "null"]
    return found
