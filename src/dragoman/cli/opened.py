"""The option `--archive` of verbs that read an archive, and its opening with a word on an older one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.archive import Archive

Named = Annotated[Path, typer.Option("--archive", help="The archive's file.")]


def opened(path: Path, write: bool = False) -> Archive:
    """The archive, open; what there is to tell of it goes to standard error. One to be written must exist, too."""
    from dragoman.archive import Archive
    from dragoman.errors import ArchiveError

    if write and not path.is_file():
        raise ArchiveError(f"{path}: there is no archive; `dragoman ingest REPORTS --archive {path}` makes it")
    archive = Archive(path, write=write)
    if archive.message:
        print(f"dragoman: {archive.message}", file=sys.stderr)
    return archive
