"""`dragoman outlets find|check`: who publishes at an address, and the check of the table that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The table of news outlets and their hosts.", no_args_is_help=True)


@app.command()
def find(
    address: Annotated[str, typer.Argument(help="An address, a host, or the title of a feed.")],
) -> None:
    """Say which outlet publishes at an address or under a title; exit 1 where the table has none."""
    from dragoman.reading.outlets import outlet_at, outlet_titled

    outlet = outlet_titled(address) or outlet_at(address)
    if outlet is None:
        typer.echo(f"no outlet of the table publishes at {address!r}")
        raise typer.Exit(1)
    typer.echo("\t".join((outlet.name, outlet.country, outlet.kind, " ".join(outlet.hosts), outlet.row)))


@app.command()
def check(
    table: Annotated[Path | None, typer.Argument(help="A table of outlets; the shipped one by default.")] = None,
) -> None:
    """Check a table of outlets: schema, kinds, countries, hosts and names that stand twice; exit 1 where it fails."""
    from dragoman.reading.outlets import COLUMNS, TABLE, problems
    from dragoman.tables import rows

    path = table or TABLE
    found = list(problems(path))
    for problem in found:
        typer.echo(problem, err=True)
    typer.echo(f"{path.name}: {sum(1 for _ in rows(path, COLUMNS)):,} rows, {len(found)} problems")
    if found:
        raise typer.Exit(1)
