"""`dragoman layouts`: what exports can be written in, and the check of their tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The layouts of exports.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The layouts of exports."""


@app.command("list")
def list_() -> None:
    """Say which layouts there are."""
    from dragoman.exchange.exporting import LAYOUTS

    for name, layout in LAYOUTS.items():
        typer.echo(f"{name:16} {layout.meaning}")


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A folder with layouts/ and codes/; the shipped one.")] = None,
) -> None:
    """Check columns, fields, codes and validity dates; exit 1 where something is wrong."""
    from dragoman.exchange.checking import check as run

    checked = run(folder)
    for problem in checked.problems:
        typer.echo(str(problem), err=True)
    typer.echo(", ".join(f"{name} {count}" for name, count in checked.rows.items()))
    if checked.problems:
        typer.echo(f"{len(checked.problems)} problems", err=True)
        raise typer.Exit(1)
