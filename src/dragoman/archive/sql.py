"""SQL over a snapshot, by DuckDB, read only and fenced in.

A query sees the snapshot's tables as views and nothing else: access to files and extensions is off, the configuration
is locked, only one statement is run and only if it reads. It ends after the seconds, rows and memory of the settings.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.archive.frames import polars_frame
from dragoman.archive.listing import Source, opened
from dragoman.archive.snapshot import snapshot
from dragoman.errors import BadSetting
from dragoman.settings import current


class Answer(NamedTuple):
    """The rows of a query as an Arrow table, and whether there were more than the limit."""

    table: Any
    cut: bool


def sql(
    archive: Source, query: str, frame: str = "polars", seconds: float | None = None, rows: int | None = None
) -> Any:
    """The rows of a query as a frame of polars or pandas or an Arrow table.

    Raises BadSetting where the query is no single SELECT, reaches outside the snapshot, is wrong or takes too long.
    """
    with opened(archive) as source:
        answer = ask(snapshot(source), query, seconds, rows)
    if frame == "arrow":
        return answer.table
    return answer.table.to_pandas() if frame == "pandas" else polars_frame(answer.table)


def ask(folder: Path, query: str, seconds: float | None = None, rows: int | None = None) -> Answer:
    """Run a query over the Parquet files of a folder."""
    limits = current().queries
    seconds, rows = seconds or limits.sql_seconds, rows or limits.sql_rows
    connection = _fenced(folder, limits.sql_megabytes, limits.sql_threads)
    clock = threading.Timer(seconds, connection.interrupt)
    clock.start()
    try:
        return _rows(connection, _single(connection, query), rows)
    except _errors() as error:
        raise BadSetting(_told(error, seconds)) from None
    finally:
        clock.cancel()
        connection.close()


def _fenced(folder: Path, megabytes: int, threads: int) -> Any:
    import duckdb

    connection = duckdb.connect(":memory:", config={"python_enable_replacements": "false"})
    paths = sorted(folder.glob("*.parquet"))
    for path in paths:
        connection.execute(f"CREATE VIEW \"{path.stem}\" AS SELECT * FROM read_parquet('{_quoted(path)}')")
    listed = ", ".join(f"'{_quoted(path)}'" for path in paths)
    for setting, value in (
        ("memory_limit", f"'{megabytes}MB'"),
        ("threads", str(threads)),
        ("temp_directory", "''"),
        ("allowed_paths", f"[{listed}]"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("enable_external_access", "false"),
        ("lock_configuration", "true"),
    ):
        connection.execute(f"SET {setting} = {value}")
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _single(connection: Any, query: str) -> Any:
    """The one statement of a query, which must read: a COPY could write over the snapshot's own files."""
    import duckdb

    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise BadSetting(f"the query has {len(statements)} statements; give one SELECT")
    (statement,) = statements
    if statement.type != duckdb.StatementType.SELECT:
        kind = str(statement.type).rsplit(".", 1)[-1]
        raise BadSetting(f"the query is a {kind} and the archive is only read by SQL; write a SELECT")
    return statement


def _rows(connection: Any, statement: Any, most: int) -> Answer:
    import pyarrow as pa

    reader = connection.sql(statement).to_arrow_reader(min(most + 1, 10_000))
    batches, count = [], 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        if count > most:
            break
    table = pa.Table.from_batches(batches, schema=reader.schema)
    return Answer(table.slice(0, most), count > most)


def _errors() -> Any:
    import duckdb

    return duckdb.Error


def _told(error: Exception, seconds: float) -> str:
    import duckdb

    message = " ".join(str(error).split())
    if isinstance(error, duckdb.InterruptException):
        return f"the query ran longer than {seconds:g} s; narrow it, or raise `sql_seconds` in the settings"
    if isinstance(error, duckdb.OutOfMemoryException):
        return "the query needs more memory than `sql_megabytes` in the settings allows; narrow it or raise that"
    if isinstance(error, duckdb.PermissionException):
        return f"the query reaches outside the archive, which SQL cannot ({message}); docs/tables.md lists its tables"
    return f"the query cannot be run: {message}; docs/tables.md lists tables and columns"
