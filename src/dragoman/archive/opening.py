"""Opening the database file: one writer by a lock, many readers, and what SQLite must promise.

WAL with `synchronous=FULL`: a committed transaction is on the disk. Foreign keys are on. Statements run one by one in
explicit transactions; nothing here commits behind a caller's back.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from dragoman.errors import ArchiveError, ArchiveLocked
from dragoman.schema import ARCHIVE, VERSION
from dragoman.schema.ddl import FULL_TEXT, statements
from dragoman.settings import current

APPLICATION = 0x44524147
"""SQLite's application id of an archive: "DRAG"."""
PAGE_BYTES = 8192
POLL_SECONDS = 0.05
SAMPLED_ROWS = 1000
MAPPED_BYTES = 2**31 - 2**16
"""How much of the file readers map into memory, the most that SQLite takes: it saves a copy of every page."""


def lock(path: Path, seconds: float) -> IO[str]:
    """Take the archive's writing lock, waiting up to `seconds`; the lock lasts while the returned file is open.

    The operating system gives the lock back when its holder dies, however it dies. Raises ArchiveLocked, naming the
    holder's process, and ArchiveError where the folder cannot be written.
    """
    import fcntl

    name = path.with_name(path.name + "-lock")
    try:
        held = name.open("a+", encoding="utf-8")
    except OSError as error:
        raise ArchiveError(
            f"{path}: the folder cannot be written ({error.strerror}); choose another or change its permissions"
        ) from None
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except OSError:
            if time.monotonic() >= until:
                held.seek(0)
                holder = held.read().strip() or "another process"
                held.close()
                raise ArchiveLocked(f"{path}: {holder} is writing this archive; wait for it or stop it") from None
            time.sleep(POLL_SECONDS)
    held.truncate(0)
    held.write(f"process {os.getpid()}")
    held.flush()
    return held


def connect(path: Path, write: bool) -> sqlite3.Connection:
    """A connection to an archive that exists; the schema's version is not looked at."""
    return _connected(path, "rw" if write else "ro")


def create(path: Path) -> sqlite3.Connection:
    """A connection to a new archive at `path`, made whole under a temporary name and then renamed."""
    temporary = path.with_name(path.name + ".new")
    for old in (temporary, *(temporary.with_name(temporary.name + end) for end in ("-wal", "-shm", "-journal"))):
        old.unlink(missing_ok=True)
    connection = _connected(temporary, "rwc")
    with transaction(connection, temporary):
        for statement in (*statements(ARCHIVE), *FULL_TEXT):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    temporary.rename(path)
    sync_folder(path.parent)
    return _connected(path, "rw")


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema's version of an open database. Raises ArchiveError where it is no archive."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: the file is no archive ({error}); name one that `dragoman ingest` made") from None
    if application != APPLICATION:
        raise ArchiveError(f"{path}: the file is no archive of Dragoman; name one that `dragoman ingest` made")
    return version


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction: all of it is stored and on the disk at its end, or none of it.

    Raises ArchiveError where the disk is full or fails; the archive is then as it was.
    """
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's failures on what is outside (disk, permissions, locks) into an ArchiveError with a remedy."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ArchiveError(f"{path}: {_remedy(error)}; what was stored before is intact") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)):
            raise
        raise ArchiveError(f"{path}: the file is damaged ({error}); restore it from a copy") from error


def count_rows(connection: sqlite3.Connection) -> None:
    """Let SQLite estimate from a sample how many rows each value of an index has, on which its plans rest."""
    connection.execute(f"PRAGMA analysis_limit = {SAMPLED_ROWS}")
    connection.execute("ANALYZE")


def sync_folder(folder: Path) -> None:
    """Put a folder's entries (a rename) on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remedy(error: sqlite3.OperationalError) -> str:
    text = str(error)
    code = getattr(error, "sqlite_errorname", "")
    if "full" in text or "disk I/O" in text:
        return f"the disk is full or fails ({text}); free space and run the same command again"
    if "readonly" in text or code.startswith("SQLITE_READONLY"):
        return f"the archive cannot be written ({text}); check the permissions of file and folder"
    if "locked" in text:
        return f"another process holds the archive ({text}); wait for it and run the same command again"
    return f"the archive cannot be used ({text}); check file and folder"


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    settings = current().archive
    options = f"mode={mode}"
    if mode == "ro" and not _can_write(path.parent) and not _has_log(path):
        options += "&immutable=1"  # A reader makes files beside a WAL database, which such a folder does not allow.
    with explained(path):
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?{options}",
            uri=True,
            isolation_level=None,
            timeout=settings.lock_seconds,
            check_same_thread=False,
        )
        try:
            _prepare(connection, mode, settings.cache_megabytes)
        except sqlite3.DatabaseError:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, mode: str, cache_megabytes: int) -> None:
    def run(*pragmas: str) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    if mode == "rwc":
        run(f"page_size = {PAGE_BYTES}")
    if mode != "ro":
        run("journal_mode = WAL", "synchronous = FULL")
    run("foreign_keys = ON", "temp_store = MEMORY", f"cache_size = {-1000 * cache_megabytes}")
    if mode == "ro":
        run("query_only = ON", "trusted_schema = OFF", f"mmap_size = {MAPPED_BYTES}")


def _can_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def is_full(error: OSError) -> bool:
    """Whether a failed write means that there is no more room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


Row = tuple[Any, ...]
