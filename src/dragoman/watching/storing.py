"""Reports of feeds into an archive, with the feeds' states beside them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import ArchiveLocked
from dragoman.reading import Unreadable
from dragoman.records import Report
from dragoman.watching.states import FeedState

if TYPE_CHECKING:
    from dragoman.archive import Archive
    from dragoman.archive.ingestion import Listener
    from dragoman.coder import Coder

PLAIN = ("url", "etag", "modified", "checked", "next_check", "failures", "problem")
"""Columns of the table `feeds`; what else a state holds stands in its column `state` as JSON."""
PATIENCE = 30
"""So often the archive's lock is waited for, each time as long as the settings say."""


class _Rest(msgspec.Struct):
    seen: tuple[str, ...] = ()
    tries: dict[str, int] = {}


class ArchiveSink:
    """Codes and stores what polls find. The archive is open only meanwhile, so that others may write in between."""

    def __init__(self, path: Path, listener: Listener | None = None, coder: Coder | None = None) -> None:
        from dragoman.archive.ingestion import Silence

        self._path = path
        self._listener = listener or Silence()
        self._coder = coder

    def states(self) -> dict[str, FeedState]:
        """The states by the feeds' addresses; the archive is made where there is none."""
        with self._opened() as archive:
            return read_states(archive)

    def take(self, found: Sequence[Report | Unreadable], state: FeedState) -> None:
        """Code and store reports, then the state: a watch that is killed in between polls the feed once more."""
        from dragoman.archive.ingestion import ingest_reports

        with self._opened() as archive:
            if any(isinstance(one, Report) for one in found):
                ingest_reports(found, archive, jobs=1, coder=self._loaded(), listener=self._listener)
            else:
                for one in found:
                    self._listener.problem(str(one))
            with archive.transaction():
                write_state(archive, state)

    def _loaded(self) -> Coder:
        if self._coder is None:
            from dragoman.coder import Coder

            self._coder = Coder()
        return self._coder

    def _opened(self) -> Archive:
        from dragoman.archive import Archive

        for left in range(PATIENCE, -1, -1):
            try:
                return Archive(self._path, write=True)
            except ArchiveLocked as error:
                if not left:
                    raise
                self._listener.problem(f"{error}; waiting")
                time.sleep(1.0)
        raise AssertionError("the loop returns or raises")


def read_states(archive: Archive) -> dict[str, FeedState]:
    """The states of all feeds that an archive knows, by address."""
    rows = archive.connection.execute(f"SELECT {', '.join(PLAIN)}, state FROM feeds")
    found = {}
    for *plain, rest in rows:
        more = msgspec.json.decode(rest, type=_Rest)
        found[plain[0]] = FeedState(**dict(zip(PLAIN, plain, strict=True)), seen=more.seen, tries=more.tries)
    return found


def write_state(archive: Archive, state: FeedState) -> None:
    """Put a feed's state in place of the one the archive has; inside a transaction."""
    rest = msgspec.json.encode(_Rest(state.seen, state.tries)).decode()
    archive.connection.execute(
        f"INSERT OR REPLACE INTO feeds ({', '.join(PLAIN)}, state) VALUES ({', '.join('?' * (len(PLAIN) + 1))})",
        (*(getattr(state, name) for name in PLAIN), rest),
    )
