"""`dragoman watch FEEDS --archive A`: poll feeds, code and store what is new, until it is stopped."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer


def watch(
    feeds: Annotated[Path, typer.Argument(help="The feeds file, TOML; docs/reading.md shows one.", metavar="FEEDS")],
    archive: Annotated[Path, typer.Option("--archive", help="The archive's file; it is made if there is none.")],
    once: Annotated[bool, typer.Option("--once", help="Poll every feed once and stop, as for a timer.")] = False,
) -> None:
    """Watch feeds: poll them politely, read the pages of new entries, code and store them.

    Private addresses are refused, robots.txt is followed, and a server that fails is left alone for longer each time.
    Stop it by Ctrl-C: what is stored is whole, and the next watch goes on. With --once the exit code is 1 where a feed
    could not be read.
    """
    from dragoman.cli.ingest import Told
    from dragoman.watching import watch as run

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Told() as told:
        try:
            states = run(feeds, archive, once=once, listener=told)
        except KeyboardInterrupt:
            typer.echo(f"stopped; {told.summary() or 'nothing new'}", err=True)
            return
    failing = [state for state in states.values() if state.failures]
    typer.echo(f"{len(states):,} feeds, {len(failing):,} failing; {told.summary() or 'nothing new'}")
    if failing:
        raise typer.Exit(1)
