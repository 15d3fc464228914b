"""`dragoman dump --archive A`: all that an archive holds, in one canonical order."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.opened import Named, opened


def dump(
    archive: Named,
    texts: Annotated[bool, typer.Option("--texts/--no-texts", help="With or without the texts of reports.")] = True,
    sha256: Annotated[bool, typer.Option("--sha256", help="Print the hash of the dump alone.")] = False,
) -> None:
    """Write all that an archive holds as JSON lines to standard output.

    The order rests on content alone, and nothing of this machine is in it: archives of the same reports and runs give
    the same bytes.
    """
    from dragoman.archive.dumping import dump as lines
    from dragoman.archive.dumping import dump_sha256

    with opened(archive) as source:
        if sha256:
            typer.echo(dump_sha256(source))
            return
        for line in lines(source, texts):
            sys.stdout.buffer.write(line)
        sys.stdout.flush()
