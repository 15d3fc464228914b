"""Rows as Arrow tables, polars and pandas frames, CSV and Parquet, by the declared columns.

A frame has the columns of its table whatever is in it: a column without a value keeps its kind, a code stays text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from dragoman.archive.flat import Cells, Flat
from dragoman.errors import BadSetting
from dragoman.schema.arrow import arrow_schema
from dragoman.schema.columns import Table

if TYPE_CHECKING:
    import polars

KINDS = ("polars", "pandas", "arrow")
BATCH = 10_000
"""Rows of a Parquet row group, and of what is in memory while it is written."""


def arrow(table: Table, rows: Iterable[Cells]) -> Any:
    """Rows as a pyarrow Table."""
    import pyarrow as pa

    schema = arrow_schema(table)
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    kinds = [column.kind for column in table.columns]
    arrays = [
        pa.array(_typed(kind, values), field.type) for kind, values, field in zip(kinds, columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _typed(kind: str, values: Iterable[Any]) -> list[Any]:
    if kind == "date":
        return [date.fromisoformat(value) if value else None for value in values]
    if kind == "boolean":
        return [None if value is None else bool(value) for value in values]
    return list(values)


def frame(table: Table, rows: Iterable[Cells], kind: str = "polars") -> Any:
    """Rows as a frame: polars (the default), pandas, or an Arrow table."""
    if kind not in KINDS:
        raise BadSetting(f"{kind!r} is no kind of frame; take one of {', '.join(KINDS)}")
    held = arrow(table, rows)
    if kind == "arrow":
        return held
    if kind == "polars":
        return polars_frame(held)
    try:
        return held.to_pandas(date_as_object=False)
    except ImportError:
        raise BadSetting("frames of pandas need pandas; install it by pip install pandas, or take polars") from None


def polars_frame(held: Any) -> polars.DataFrame:
    """An Arrow table as a polars frame."""
    import polars

    found = polars.from_arrow(held)
    assert isinstance(found, polars.DataFrame)
    return found


def records(flat: Flat[Any], found: Iterable[Any]) -> Iterator[Cells]:
    """The rows of records."""
    return map(flat.row, found)


def write_parquet(table: Table, rows: Iterable[Cells], path: Path | BinaryIO) -> int:
    """Write rows as Parquet, a batch at a time; gives their number. The same rows give the same bytes."""
    import pyarrow.parquet as pq

    stream, count = iter(rows), 0
    with pq.ParquetWriter(path, arrow_schema(table), compression="zstd") as writer:
        while batch := list(islice(stream, BATCH)):
            writer.write_table(arrow(table, batch))
            count += len(batch)
    return count


def write_csv(table: Table, rows: Iterable[Cells], out: TextIO, delimiter: str = ",") -> int:
    """Write rows as CSV (RFC 4180, line ends LF) for analysis; gives their number. Cells are as they are."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.names)
    count = 0
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
        count += 1
    return count
