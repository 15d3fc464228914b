"""`dragoman actors add|show|list|import|check|update`: a user's own table of actors, and the check of all tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import BadSetting

DEFAULT = Path("actors.tsv")
"""The own table where none is named."""

app = typer.Typer(help="The tables of actors, and your own one over them.", no_args_is_help=True)
Own = Annotated[Path, typer.Option("--own", help="Your own table.")]


def day_of(text: str) -> date:
    """The day that an option gives; BadSetting where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadSetting(f"{text!r} is no day; write it as 2020-07-08") from error


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The actor's full name.")],
    country: Annotated[str, typer.Option(help="ISO alpha-3 or a PLOVER code.")] = "",
    sector: Annotated[str, typer.Option(help="PLOVER sector.")] = "",
    kind: Annotated[str, typer.Option(help="person, organisation, group, state or agent.")] = "person",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; repeat for more.")] = None,
    office: Annotated[str, typer.Option(help="The office held.")] = "",
    start: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")] = "",
    end: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")] = "",
    source: Annotated[str, typer.Option(help="Where you have it from.")] = "",
    identifier: Annotated[str, typer.Option("--id", help="An id; made from the name by default.")] = "",
    own: Own = DEFAULT,
) -> None:
    """Add an actor, or one spell of it, to your own table."""
    from dragoman.actors.own import OwnRow, added

    row = OwnRow(identifier, name, tuple(alias or ()), kind, country, sector, office, start, end, source)
    typer.echo(f"{own}: {added(own, row)}")


@app.command("list")
def list_(
    own: Own = DEFAULT,
    country: Annotated[str | None, typer.Option(help="Only this country.")] = None,
) -> None:
    """List the actors of your own table."""
    from dragoman.actors.own import read_own

    for row in read_own(own):
        if country is None or row.country == country:
            days = f"{row.start or '...'} to {row.end or '...'}" if row.start or row.end else ""
            typer.echo("\t".join((row.name, row.country, row.sector, row.kind, row.office, days)).rstrip())


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name, in full or in part.")],
    own: Own = DEFAULT,
) -> None:
    """Show all rows, your own and the shipped ones, under a name."""
    from dragoman.actors.resolution import Resolver

    resolver = Resolver(own=[own] if own.exists() else [])
    found = False
    for line in resolver.rows_named(name):
        found = True
        typer.echo(line)
    if not found:
        typer.echo(f"no row is named {name!r}")
        raise typer.Exit(1)


@app.command("import")
def import_(
    dictionary: Annotated[Path, typer.Argument(help="A PETRARCH actor or agent dictionary, or another own table.")],
    own: Own = DEFAULT,
) -> None:
    """Import a PETRARCH dictionary, or another own table, into your own table."""
    from dragoman.actors.own import merged, read_own, write_own
    from dragoman.actors.petrarch import importable, is_petrarch

    incoming, without = importable(dictionary) if is_petrarch(dictionary) else (read_own(dictionary), 0)
    table = read_own(own) if own.exists() else []
    after = merged(table, incoming)
    write_own(own, after)
    typer.echo(f"{own}: {len(after) - len(table)} rows added, {len(after)} in all")
    if without:
        typer.echo(
            f"{without} rows have a code that is no country here; their country is left empty, the code is the id"
        )


@app.command()
def check(
    tables: Annotated[
        list[Path] | None, typer.Argument(help="Own tables or dictionaries; the shipped ones by default.")
    ] = None,
    knowledge: Annotated[Path | None, typer.Option(help="A folder of tables in place of the shipped one.")] = None,
) -> None:
    """Check tables: schema, codes, ids, days, lists; exit 1 where something is wrong."""
    from dragoman.actors.checking import check as run

    checked = run(knowledge, tuple(tables or ()))
    for problem in checked.problems:
        typer.echo(str(problem), err=True)
    typer.echo(", ".join(f"{table} {number} rows" for table, number in checked.rows.items()))
    if checked.problems:
        typer.echo(f"{len(checked.problems)} problems", err=True)
        raise typer.Exit(1)


@app.command()
def update(
    source: Annotated[str, typer.Argument(help="A Wikidata JSON or SPARQL CSV file, or the URL of a SPARQL endpoint.")],
    own: Own = DEFAULT,
    country: Annotated[str | None, typer.Option(help="The country of rows that name none.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference and write nothing.")] = False,
) -> None:
    """Bring office-holders from a source that you name into your own table, and show what changes."""
    from dragoman.actors.knowledge import Knowledge
    from dragoman.actors.update import update as run

    for line in run(own, source, Knowledge(), country, write=not dry_run).lines():
        typer.echo(line)
