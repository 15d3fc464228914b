"""`dragoman split EVENT CLAIM ...`: claims that are none of an event."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.opened import Named, opened


def split(
    archive: Named,
    event: Annotated[str, typer.Argument(help="The event's id.")],
    claims: Annotated[list[str], typer.Argument(help="Ids of the claims that tell of another event.")],
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
) -> None:
    """Say that some claims of an event tell of another one.

    The decision is recorded, replayed at every merge, and taken back by `dragoman review --undo N`.
    """
    from dragoman.archive.merging_by_hand import split_event

    with opened(archive, write=True) as source:
        number, made = split_event(source, event, claims, by, note)
        typer.echo(f"decision {number}: {event} is now {', '.join(made)}")
