"""`dragoman sql QUERY`: read an archive by SQL."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import Output


@filtered
def sql(
    archive: Named,
    query: Annotated[str, typer.Argument(help="One SELECT over the tables of docs/tables.md.")],
    seconds: Annotated[float | None, typer.Option(help="How long it may run; 30 s by default.", metavar="X")] = None,
    rows: Annotated[int | None, typer.Option(help="How many rows at most; 10,000 by default.", metavar="N")] = None,
    *,
    output: Output,
) -> None:
    """Read an archive by SQL (DuckDB's), over a snapshot of its tables; texts and other files are out of reach.

    Rows that queries show have `shown`; those of older runs stand beside them.
    """
    from dragoman.archive.snapshot import snapshot
    from dragoman.archive.sql import ask

    output.check()
    with opened(archive) as source:
        folder = snapshot(source)
    answer = ask(folder, query, seconds, rows)
    _put(answer.table, output)
    if answer.cut:
        typer.echo(f"only the first {answer.table.num_rows:,} rows; raise --rows or narrow the query", err=True)


def _put(table: Any, output: Output) -> None:
    import sys

    if output.parquet is not None:
        from pyarrow import parquet

        parquet.write_table(table, output.parquet, compression="zstd")
        typer.echo(f"{output.parquet}: {table.num_rows:,} rows", err=True)
        return
    from dragoman.archive.frames import polars_frame

    frame = polars_frame(table)
    if output.as_json:
        frame.write_ndjson(sys.stdout.buffer)
    elif output.as_csv:
        frame.write_csv(sys.stdout.buffer)
    else:
        import polars

        with polars.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True):
            typer.echo(str(frame))
