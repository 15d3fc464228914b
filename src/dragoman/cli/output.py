"""What a query found, on a terminal, as JSON lines, as CSV or in a Parquet file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import typer

from dragoman.errors import BadSetting

PAGE = 50
"""Rows shown where no limit is given; a file or a pipe in JSON or CSV takes all."""


class Output(NamedTuple):
    """How to put out what was found."""

    as_json: bool = False
    as_csv: bool = False
    parquet: Path | None = None

    @property
    def shown(self) -> bool:
        """Whether it is shown as a table for reading, so that a page is enough."""
        return not (self.as_json or self.as_csv or self.parquet)

    def check(self) -> None:
        """Raise BadSetting where two ways are asked for."""
        if sum((self.as_json, self.as_csv, self.parquet is not None)) > 1:
            raise BadSetting("--json, --csv and --parquet exclude one another; give one of them")


def put(
    output: Output,
    table: Any,
    found: Iterable[Any],
    cells: Callable[[Any], tuple[Any, ...]],
    record: Callable[[Any], Any],
    columns: Sequence[tuple[str, Callable[[Any], str]]],
) -> int:
    """Put out what was found and give its number.

    `table` declares the flat columns and `cells` gives them; `record` gives what JSON shows; `columns` are the headings
    of the table on a terminal, each with what stands under it.
    """
    output.check()
    if output.as_json:
        return _json(found, record)
    if output.as_csv:
        from dragoman.archive.frames import write_csv

        return write_csv(table, map(cells, found), sys.stdout)
    if output.parquet is not None:
        from dragoman.archive.frames import write_parquet

        count = write_parquet(table, map(cells, found), output.parquet)
        typer.echo(f"{output.parquet}: {count:,} rows", err=True)
        return count
    return _table(found, columns)


def _json(found: Iterable[Any], record: Callable[[Any], Any]) -> int:
    count = 0
    for one in found:
        sys.stdout.buffer.write(msgspec.json.encode(record(one)) + b"\n")
        count += 1
    sys.stdout.flush()
    return count


def _table(found: Iterable[Any], columns: Sequence[tuple[str, Callable[[Any], str]]]) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    view = Table(show_edge=False, pad_edge=False, header_style="dim")
    for heading, _ in columns:
        view.add_column(heading, overflow="fold")
    count = 0
    for one in found:
        view.add_row(*(Text(cell(one)) for _, cell in columns))
        count += 1
    if count:
        Console(width=None if sys.stdout.isatty() else 140).print(view)
    else:
        typer.echo("nothing found", err=True)
    return count
