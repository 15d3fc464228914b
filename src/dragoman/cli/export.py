"""`dragoman export`: an archive's record in another project's layout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.archive.filters import Filter
from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened

NAMES = (
    "plover, plover-strict, polecat, icews, gdelt, gdelt-mentions, ucdp, phoenix, csv, csv-spreadsheet, parquet, "
    "graphml, "
    "jsonld"
)


@filtered
def export(
    archive: Named,
    layout: Annotated[str, typer.Option("--layout", help=f"One of {NAMES}.", metavar="L")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.", metavar="PATH")],
    texts: Annotated[
        str, typer.Option(help="What PLOVER's lines hold of the reports: sentence, story or none.")
    ] = "sentence",
    *,
    filter: Filter,
) -> None:
    """Write an archive's record to a file of a layout.

    What the layout cannot hold is counted by reason on standard error. The fields of the filter are those of
    `dragoman claims`.
    """
    from dragoman.exchange.exporting import export_to

    with opened(archive) as source:
        written = export_to(source, layout, out, texts, filter)
    typer.echo(f"{out}: {written.rows:,} rows", err=True)
    for reason, count in sorted(written.left_out.items()):
        typer.echo(f"{out}: left out {count:,}: {reason}", err=True)
