"""`dragoman code FILES...`: reports in, claims out, as a table, as JSON lines, or with every reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.records import Claim, Report

if TYPE_CHECKING:
    from dragoman.coder import Coder

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
    profile: Annotated[
        str,
        typer.Option(help="plover; plover-strict (no agentless or negated claims); cameo (dyads, as PETRARCH does)."),
    ] = "plover",
    as_csv: Annotated[
        bool, typer.Option("--csv", help="The dyads of --profile cameo as comma-separated values.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out claims whose type is less sure than this, 0 to 1.")
    ] = 0.0,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(help="PETRARCH dictionaries that code instead of the own frames: files, or folders of them."),
    ] = None,
) -> None:
    """Code reports into claims: who did what to whom, when, where, and on whose word.

    Reads plain text, JSONL, JSON, CSV, Parquet, web pages, feeds, web archives, PDF, e-mail and zipped folders. A
    report that cannot be read is named on standard error and the others are coded; the exit code is then 1.
    Reports in other languages than English are named and not coded.
    """
    from dragoman.cli.profiles import checked, code_dyads
    from dragoman.reading import parse_columns, read

    layout = checked(profile, as_json, as_csv, explain)
    mapping = parse_columns(columns) if columns else None
    reading = Reading(read(files, date=date, undated=undated, columns=mapping))
    stream = iter(reading)
    first = next(stream, None)
    faulty = False
    if first is not None:
        reports, coder = chain((first,), stream), _coder(tuple(lexicon or ()))
        if profile == "cameo":
            code_dyads(coder, reports, layout)
        else:
            _code(coder, reports, layout, _kept(profile == "plover-strict", min_confidence))
        faulty = coder.petrarch is not None and bool(coder.petrarch.dictionaries.faults)
    if reading.refused or faulty:
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


def _coder(lexicon: tuple[Path, ...]) -> Coder:
    """The coder; what of its dictionaries cannot be read is named on standard error."""
    from dragoman.coder import Coder

    coder = Coder(lexicon=lexicon)
    for fault in coder.petrarch.dictionaries.faults if coder.petrarch else ():
        typer.echo(f"dragoman: {fault}", err=True)
    return coder


def _kept(strict: bool, least: float) -> Callable[[tuple[Claim, ...]], tuple[Claim, ...]]:
    """Which of a report's claims are shown."""

    def kept(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        from dragoman.exchange.profiles import strict as strictly

        sure = tuple(c for c in claims if not c.confidence or c.confidence.get("event", 1.0) >= least)
        return strictly(sure) if strict else sure

    return kept


def _code(
    coder: Coder, reports: Iterable[Report], layout: str, kept: Callable[[tuple[Claim, ...]], tuple[Claim, ...]]
) -> None:
    from dragoman.cli.progress import Progress

    if layout == "json":
        with Progress() as progress:
            for _, found in coder.code(reports):
                claims = kept(found)
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
        for report, found in coder.code(reports):
            claims = kept(found)
            progress.advance(reports=1, claims=len(claims))
            console.print(view(report, claims, console.width))


def _print_json(claims: tuple[Claim, ...]) -> None:
    sys.stdout.buffer.write(b"".join(msgspec.json.encode(claim) + b"\n" for claim in claims))
    sys.stdout.flush()
