"""Bringing an archive of an older schema up to this one.

`STEPS[n]` holds the statements that turn version n into n + 1. An older archive is opened for reading only; `migrate`
keeps a copy of the file beside it and changes it in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.archive import opening
from dragoman.errors import ArchiveError
from dragoman.schema import VERSION

STEPS: Mapping[int, Sequence[str]] = {}


def advice(path: Path, version: int) -> str:
    """What to tell of an archive of an older version."""
    return (
        f"{path}: the archive has schema version {version}, this Dragoman writes version {VERSION}; "
        f"it is opened for reading only, `dragoman migrate --archive {path}` brings it up to date"
    )


def check(connection: sqlite3.Connection, path: Path, write: bool, wanted: int = VERSION) -> str | None:
    """None for an archive of this version, what to tell of an older one that is only read.

    Raises ArchiveError for one of a newer version, and for an older one that is to be written.
    """
    version = opening.version_of(connection, path)
    if version > wanted:
        raise ArchiveError(
            f"{path}: the archive has schema version {version}, this Dragoman knows {wanted}; use a newer Dragoman"
        )
    if version == wanted:
        return None
    if write:
        raise ArchiveError(advice(path, version))
    return advice(path, version)


def migrate(
    path: Path, steps: Mapping[int, Sequence[str]] = STEPS, wanted: int = VERSION, seconds: float = 10.0
) -> Path | None:
    """Bring an archive up to this version and give the path of the copy of the old file; None where it is already.

    Raises ArchiveError where no step leads from its version, or where it cannot be written.
    """
    held = opening.lock(path, seconds)
    try:
        connection = opening.connect(path, write=True)
        try:
            version = opening.version_of(connection, path)
            if version >= wanted:
                check(connection, path, write=False, wanted=wanted)
                return None
            missing = [one for one in range(version, wanted) if one not in steps]
            if missing:
                raise ArchiveError(f"{path}: no migration leads on from schema version {missing[0]}; ingest anew")
            copy = path.with_name(f"{path.name}.version-{version}")
            copy.unlink(missing_ok=True)
            with opening.explained(path):
                connection.execute("VACUUM INTO ?", (str(copy),))
            with opening.transaction(connection, path):
                for one in range(version, wanted):
                    for statement in steps[one]:
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {wanted}")
            return copy
        finally:
            connection.close()
    finally:
        held.close()
