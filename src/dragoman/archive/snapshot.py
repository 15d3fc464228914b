"""A snapshot of an archive: one Parquet file a table, for DuckDB, polars or R.

It holds neither texts nor whole records: columns only, as docs/tables.md lists them. It stands beside the archive in
`NAME-snapshot/` and is written anew when the archive has changed; it is whole or not there.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.archive.archive import Archive
from dragoman.schema import ARCHIVE
from dragoman.schema.arrow import arrow_schema
from dragoman.schema.columns import Column, Table

WITHOUT = frozenset({"texts", "claim_records", "shards"})
"""Tables that no snapshot has: news texts, records whose columns stand elsewhere, and the manifest of work."""
BATCH = 50_000


def snapshot_tables() -> tuple[Table, ...]:
    """The tables of a snapshot, without the columns that hold whole records."""
    return tuple(
        one._replace(columns=tuple(column for column in one.columns if column.name != "record"))
        for one in ARCHIVE
        if one.name not in WITHOUT
    )


def snapshot(archive: Archive) -> Path:
    """The folder with the snapshot of the archive as it is now; it is written if it is not there yet."""
    home = archive.path.with_name(archive.path.name + "-snapshot")
    folder = home / _state(archive.path)
    if folder.is_dir():
        return folder
    try:
        home.mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    except OSError:
        # A read-only folder: the snapshot lives as long as the system keeps its temporary files.
        return _written(archive, Path(tempfile.mkdtemp(prefix="dragoman-snapshot-")))
    _written(archive, made)
    older = [one for one in home.iterdir() if one != made]
    made.rename(folder)
    for one in older:
        shutil.rmtree(one, ignore_errors=True)
    return folder


def write_snapshot(archive: Archive, folder: Path) -> Path:
    """Write the snapshot into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    return _written(archive, folder)


def _state(path: Path) -> str:
    """What changes whenever something is committed: size and time of the file and of its log."""
    parts = []
    for one in (path, path.with_name(path.name + "-wal")):
        if one.exists():
            found = one.stat()
            parts += [found.st_size, found.st_mtime_ns]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _written(archive: Archive, folder: Path) -> Path:
    # One transaction of reading, so that the tables fit together while somebody writes.
    archive.connection.execute("BEGIN")
    try:
        for table in snapshot_tables():
            _write(archive, table, folder / f"{table.name}.parquet")
    finally:
        archive.connection.execute("COMMIT")
    return folder


def _write(archive: Archive, table: Table, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    held = {row[1] for row in archive.connection.execute(f"PRAGMA table_info({table.name})")}
    if not held:
        return  # An archive of an older schema, which is read as it is, has not all tables and columns.
    table = table._replace(columns=tuple(column for column in table.columns if column.name in held))
    schema = arrow_schema(table)
    names = ", ".join(f'"{name}"' for name in table.names)
    rows = archive.connection.execute(f"SELECT {names} FROM {table.name} ORDER BY {', '.join(table.key)}")
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            arrays = [
                pa.array(_typed(column, values), field.type)
                for column, values, field in zip(table.columns, zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _typed(column: Column, values: tuple[Any, ...]) -> list[Any]:
    if column.kind == "date":
        return [date.fromisoformat(one) if one else None for one in values]
    if column.kind == "moment":
        return [datetime.fromisoformat(one) if one else None for one in values]
    if column.kind == "boolean":
        return [None if one is None else bool(one) for one in values]
    return list(values)
