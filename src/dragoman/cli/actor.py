"""`dragoman actor NAME`: who a mention is on a day, and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.archive.portrait import Portrait
    from dragoman.cli.output import Output


def actor(
    text: Annotated[str, typer.Argument(help='The words of the mention, such as "Mohammad Bagheri".')],
    on: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; today by default.")] = None,
    country: Annotated[str | None, typer.Option(help="The country the mention is seen from, ISO alpha-3.")] = None,
    own: Annotated[
        list[Path] | None, typer.Option(help="Own tables or PETRARCH dictionaries over the shipped ones.")
    ] = None,
    archive: Annotated[Path | None, typer.Option("--archive", help="Also what this archive's record says.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The record's deeds as CSV, with --archive.")] = False,
    parquet: Annotated[Path | None, typer.Option("--parquet", help="The record's deeds as a Parquet file.")] = None,
) -> None:
    """Say who a mention is on a day: country, sector, office, the row it rests on and the rule.

    With --archive also what its record says: the roles and types in which it stands, with whom, on whose pages.
    """
    import msgspec

    from dragoman.actors.identity import Abstention
    from dragoman.actors.resolution import Resolver
    from dragoman.cli.actors import DEFAULT, day_of
    from dragoman.cli.output import Output

    tables = own if own is not None else ([DEFAULT] if DEFAULT.exists() else [])
    day = day_of(on) if on else date.today()
    output = Output(as_json, as_csv, parquet)
    if not output.shown and not as_json:
        _put_deeds(text, archive, output)
        return
    found = Resolver(own=tables).explain(text, day, country)
    told = _portrait(text if isinstance(found, Abstention) else found.name or text, text, archive) if archive else None
    if as_json:
        whole = msgspec.to_builtins(found) | ({"record": msgspec.to_builtins(told)} if told else {})
        typer.echo(json.dumps(whole, ensure_ascii=False))
    elif isinstance(found, Abstention):
        typer.echo(f"{text}: nobody ({found.reason})")
    else:
        typer.echo(f"{found.name}  {found.country or 'no country'}  {found.sector or 'no sector'}  {found.kind}")
        typer.echo(f"  on {day.isoformat()}" + (f": {found.office}" if found.office else ""))
        typer.echo(f"  because: {found.rule}" + (f" [{found.row}]" if found.row else ""))
        for choice in found.alternatives:
            typer.echo(f"  or: {choice.name}  {choice.country or '-'}  {choice.sector or '-'}  ({choice.reason})")
    if told is not None and not as_json:
        _show(told)
    if isinstance(found, Abstention) and not (told and told.claims):
        raise typer.Exit(1)


def _portrait(name: str, text: str, archive: Path) -> Portrait:
    """What the record says of the resolved name, or of the words as they were given."""
    from dragoman.archive.portrait import portrait
    from dragoman.cli.opened import opened

    with opened(archive) as source:
        told = portrait(source, text)
        return told if told.claims or name == text else portrait(source, name)


def _put_deeds(text: str, archive: Path | None, output: Output) -> None:
    from dragoman.archive.portrait import DEED_LIST
    from dragoman.cli.output import put
    from dragoman.errors import BadSetting

    if archive is None:
        raise BadSetting("--csv and --parquet give what an archive's record says; name it by --archive")
    put(output, DEED_LIST.table, _portrait(text, text, archive).deeds, DEED_LIST.row, lambda one: one, [])


def _show(told: Portrait) -> None:
    typer.echo(f"\nin the record: {told.claims:,} claims" + (f", {told.first} to {told.last}" if told.first else ""))
    lists = (
        ("names", told.names), ("countries", told.countries), ("sectors", told.sectors), ("offices", told.offices),
        ("with", told.counterparts), ("outlets", told.outlets), ("origins", told.origins),
    )  # fmt: skip
    for heading, tallies in lists:
        if tallies:
            typer.echo(f"  {heading}: " + ", ".join(f"{one.value} {one.claims:,}" for one in tallies))
    for deed in told.deeds:
        typer.echo(f"  as {deed.role}: {deed.event} ({deed.status}) {deed.claims:,}, mean score {deed.score:+.1f}")
