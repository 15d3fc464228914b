"""`dragoman ingest SOURCES --archive A` and `dragoman recode --archive A`: reports into an archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.progress import Progress

if TYPE_CHECKING:
    from dragoman.archive.ingestion import Ingested

Archived = Annotated[Path, typer.Option("--archive", help="The archive's file; it is made if there is none.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Worker processes; the setting archive.jobs by default.")]


def ingest(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="SOURCES")
    ],
    archive: Archived,
    jobs: Jobs = None,
    date: Annotated[str | None, typer.Option(help="The publication date of all reports, YYYY-MM-DD.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Take reports without a date too.")] = False,
    columns: Annotated[
        str | None, typer.Option(help="Which columns or keys hold what: text=body,date=day,id=key,url=link,title=head.")
    ] = None,
) -> None:
    """Read reports, code what is new, and store it.

    Safe to repeat and to interrupt: what is stored is not coded again, and the same command goes on where it stopped.
    A report that cannot be read or coded is named on standard error and the others go on; the exit code is then 1.
    """
    from dragoman.archive.ingestion import ingest as run
    from dragoman.reading import parse_columns

    mapping = parse_columns(columns) if columns else None
    with Told() as told:
        done = run(*sources, archive=archive, jobs=jobs, date=date, undated=undated, columns=mapping, listener=told)
    report(done)


def recode(archive: Archived, jobs: Jobs = None) -> None:
    """Code every report of an archive that this version has not coded yet; what older versions found is kept."""
    from dragoman.archive.ingestion import recode as run

    with Told() as told:
        done = run(archive, jobs, listener=told)
    report(done)


class Told(Progress):
    """Progress with its rate, and problems as they come on standard error."""

    def __init__(self) -> None:
        super().__init__(rate="reports")

    def problem(self, text: str) -> None:
        """Name what could not be read or coded."""
        print(f"dragoman: {text}", file=sys.stderr, flush=True)

    note = problem
    """A report that is stored and not coded is named likewise."""


def report(done: Ingested) -> None:
    """Say what was done; exit code 1 where something could not be read or coded."""
    failed = f", {len(done.problems):,} could not be read or coded" if done.problems else ""
    uncoded = f", {done.uncoded:,} of them not coded" if done.uncoded else ""
    stored = f"{done.reports:,} reports with {done.claims:,} claims stored{uncoded}"
    typer.echo(f"{stored}, {done.known:,} known before{failed}")
    if done.problems:
        raise typer.Exit(1)
