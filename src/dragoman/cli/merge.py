"""`dragoman merge`: two events into one, or all events of an archive anew."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.opened import Named, opened


def merge(
    archive: Named,
    events: Annotated[
        list[str] | None, typer.Argument(help="Ids of two events that are one.", metavar="EVENT EVENT")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Make all copies and events anew from all claims.")] = False,
    by: Annotated[str, typer.Option(help="Who decides that two events are one.")] = "",
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes that merge, with --all.")] = 2,
) -> None:
    """Say that two events are one, or make all events of an archive anew with --all.

    What a person says is recorded, replayed at every merge, and taken back by `dragoman review --undo N`.
    """
    from dragoman.errors import BadSetting

    if everything == bool(events):
        raise BadSetting("name two events that are one, or give --all to make all events anew")
    with opened(archive, write=True) as source:
        if everything:
            from dragoman.archive.merging_all import merge_all
            from dragoman.cli.progress import Progress

            with Progress() as progress:
                found = merge_all(source, jobs, lambda count: progress.advance(claims=count))
            typer.echo(f"{found.events:,} events, {found.changed:,} of them new or changed, {found.removed:,} gone")
            return
        from dragoman.archive.merging_by_hand import merge_events

        if events is None or len(events) != 2:
            raise BadSetting("name two events that are one, by their ids from `dragoman events --json`")
        first, second = events
        number, made = merge_events(source, first, second, by, note)
        typer.echo(f"decision {number}: {first} and {second} are one, {', '.join(made)}")
