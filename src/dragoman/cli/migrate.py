"""`dragoman migrate --archive A`: an archive of an older schema up to this version."""

from __future__ import annotations

import typer

from dragoman.cli.opened import Named


def migrate(archive: Named) -> None:
    """Bring an archive of an older schema up to this version; a copy of the old file is kept beside it."""
    from dragoman.archive.migrations import migrate as run
    from dragoman.errors import ArchiveError

    if not archive.is_file():
        raise ArchiveError(f"{archive}: there is no archive; check the name")
    copy = run(archive)
    typer.echo(f"{archive}: up to date" + ("" if copy is None else f"; the old file is kept as {copy}"))
