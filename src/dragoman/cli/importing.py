"""`dragoman import FILE`: another project's events beside our own claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.opened import Named


def import_(
    files: Annotated[list[Path], typer.Argument(help="PLOVER JSONL, POLECAT or ICEWS files.", metavar="FILES")],
    archive: Named,
    layout: Annotated[
        str | None, typer.Option(help="plover, polecat or icews; told from the first line by default.")
    ] = None,
    version: Annotated[str, typer.Option(help="The version of the data, as its makers name it.")] = "",
) -> None:
    """Store the claims of other projects' files beside those of an archive, marked by origin; safe to repeat.

    A row that cannot be read is refused by its line and the others are stored; the exit code is then 1.
    """
    from dragoman.archive import Archive
    from dragoman.exchange.importing import import_file

    refused = 0
    with Archive(archive, write=True) as source:
        for path in files:
            done = import_file(source, path, layout, version, lambda row: typer.echo(f"dragoman: {row}", err=True))
            refused += len(done.refused)
            typer.echo(f"{path}: {done.claims:,} claims of {done.layout} stored, {done.known:,} known before")
            for reason, count in sorted(done.left_out.items()):
                typer.echo(f"{path}: left out {count:,}: {reason}", err=True)
    if refused:
        raise typer.Exit(1)
