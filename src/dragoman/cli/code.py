"""`dragoman code FILES...`: reports in, claims out, as a table, as JSON lines, or with every reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Annotated

import msgspec
import typer

from dragoman.records import Claim, Report

PIPE_WIDTH = 140


def code(
    files: Annotated[
        list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="FILES")
    ],
    date: Annotated[str | None, typer.Option(help="The publication date of all reports, YYYY-MM-DD.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Code reports without a date too.")] = False,
    columns: Annotated[
        str | None, typer.Option(help="Which columns or keys hold what: text=body,date=day,id=key,url=link,title=head.")
    ] = None,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="JSON lines or a table; a table on a terminal by default.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every claim's sentence and the reason of each field.")
    ] = False,
) -> None:
    """Code reports into claims: who did what to whom, when, where, and on whose word.

    Reads plain text, JSONL, JSON, CSV, Parquet, web pages, feeds, web archives, PDF, e-mail and zipped folders. A
    report that cannot be read is named on standard error and the others are coded; the exit code is then 1.
    Reports in other languages than English are named and not coded.
    """
    from dragoman.reading import parse_columns, read

    mapping = parse_columns(columns) if columns else None
    reading = Reading(read(files, date=date, undated=undated, columns=mapping))
    stream = iter(reading)
    first = next(stream, None)
    if first is not None:
        as_table = sys.stdout.isatty() if as_json is None else not as_json
        _code(chain((first,), stream), "explained" if explain else "table" if as_table else "json")
    if reading.refused:
        raise typer.Exit(1)


class Reading:
    """The readable reports of a stream; `refused` counts the others, which are named on standard error.

    Reports in languages that are not coded are named too, with the reason; `not_coded` counts them.
    """

    def __init__(self, found: Iterable[object]) -> None:
        self._found = found
        self.refused = 0
        self.not_coded = 0

    def __iter__(self) -> Iterator[Report]:
        from dragoman.reading import DUPLICATE_ID

        for one in self._found:
            if not isinstance(one, Report):
                self.refused += 1
                typer.echo(f"dragoman: {one}", err=True)
                continue
            for mark in one.marks:
                if mark.kind == DUPLICATE_ID:
                    typer.echo(f"dragoman: {one.origin}: the id {one.id} was seen before, at {mark.value}", err=True)
            from dragoman.coder import not_coded

            if reason := not_coded(one):
                self.not_coded += 1
                typer.echo(f"dragoman: {one.origin}: {reason}", err=True)
            yield one


def _code(reports: Iterable[Report], layout: str) -> None:
    from dragoman.cli.progress import Progress

    if layout == "json":
        with Progress() as progress:
            for _, claims in _coded(reports):
                progress.advance(reports=1, claims=len(claims))
                _print_json(claims)
        return
    from rich.console import Console

    from dragoman.cli.display import report_view
    from dragoman.cli.explaining import explained_view

    # Rich takes 80 columns where there is no terminal to measure; a table into a file or a pager has more room.
    console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH)
    view = explained_view if layout == "explained" else report_view
    with Progress(console) as progress:
        for report, claims in _coded(reports):
            progress.advance(reports=1, claims=len(claims))
            console.print(view(report, claims, console.width))


def _coded(reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    from dragoman.coder import Coder

    yield from Coder().code(reports)


def _print_json(claims: tuple[Claim, ...]) -> None:
    sys.stdout.buffer.write(b"".join(msgspec.json.encode(claim) + b"\n" for claim in claims))
    sys.stdout.flush()
