"""Arrow schemas from the declared tables, for Parquet snapshots and frames."""

from __future__ import annotations

from typing import Any

from dragoman.schema.columns import Table


def arrow_schema(table: Table) -> Any:
    """The pyarrow schema of a table; a field's metadata holds the column's meaning.

    Dates are date32, moments timestamps in UTC, JSON stays text.
    """
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "json": pa.string(),
    }
    fields = [
        pa.field(column.name, types[column.kind], nullable=column.nullable, metadata={"meaning": column.meaning})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"meaning": table.meaning})
