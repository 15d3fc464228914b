"""`dragoman actor NAME`: who a mention is on a day, and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def actor(
    text: Annotated[str, typer.Argument(help='The words of the mention, such as "Mohammad Bagheri".')],
    on: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; today by default.")] = None,
    country: Annotated[str | None, typer.Option(help="The country the mention is seen from, ISO alpha-3.")] = None,
    own: Annotated[
        list[Path] | None, typer.Option(help="Own tables or PETRARCH dictionaries over the shipped ones.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say who a mention is on a day: country, sector, office, the row it rests on and the rule."""
    import msgspec

    from dragoman.actors.identity import Abstention
    from dragoman.actors.resolution import Resolver
    from dragoman.cli.actors import DEFAULT, day_of

    tables = own if own is not None else ([DEFAULT] if DEFAULT.exists() else [])
    day = day_of(on) if on else date.today()
    found = Resolver(own=tables).explain(text, day, country)
    if as_json:
        typer.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False))
    elif isinstance(found, Abstention):
        typer.echo(f"{text}: nobody ({found.reason})")
    else:
        typer.echo(f"{found.name}  {found.country or 'no country'}  {found.sector or 'no sector'}  {found.kind}")
        typer.echo(f"  on {day.isoformat()}" + (f": {found.office}" if found.office else ""))
        typer.echo(f"  because: {found.rule}" + (f" [{found.row}]" if found.row else ""))
        for choice in found.alternatives:
            typer.echo(f"  or: {choice.name}  {choice.country or '-'}  {choice.sector or '-'}  ({choice.reason})")
    if isinstance(found, Abstention):
        raise typer.Exit(1)
