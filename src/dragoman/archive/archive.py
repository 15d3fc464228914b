"""The Archive: opening, writing in transactions, and walking over what it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from dragoman.archive import merged, migrations, opening, reviewing, storing
from dragoman.archive.merged import Copy
from dragoman.archive.runs import Run
from dragoman.archive.storing import Coded
from dragoman.errors import ArchiveError
from dragoman.records import Claim, Event, Relation, Report
from dragoman.settings import current

PAGE = 500
"""Rows that are taken at a time while walking over a table, so that one may write meanwhile."""


class Archive:
    """One archive file. Any number of readers may have it open beside one writer.

        with Archive("a.db") as archive:                   # to read; ArchiveError where there is none
            for claim in archive.claims(): ...
        with Archive("a.db", write=True) as archive:       # to write; made where there is none
            with archive.transaction():
                run = archive.add_run(coder_run())
                archive.store(run, [Coded(report, claims)])

    `connection` is the open SQLite connection, for queries by SQL over the tables of docs/tables.md. What queries show
    has `shown = 1`. `message` is None, or what to tell the user about the archive (it is of an older version).
    """

    def __init__(self, path: str | Path, write: bool = False) -> None:
        self.path = Path(path)
        self.writable = write
        self.message: str | None = None
        self._lock: IO[str] | None = None
        self.connection = self._open_to_write() if write else self._open_to_read()

    def _open_to_read(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise ArchiveError(
                f"{self.path}: there is no archive; `dragoman ingest REPORTS --archive {self.path}` makes it"
            )
        connection = opening.connect(self.path, write=False)
        try:
            self.message = migrations.check(connection, self.path, write=False)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_to_write(self) -> sqlite3.Connection:
        if self.path.is_dir() or not self.path.parent.is_dir():
            raise ArchiveError(f"{self.path}: an archive is a file in a folder that exists; name one")
        self._lock = opening.lock(self.path, current().archive.lock_seconds)
        try:
            if not self.path.exists():
                return opening.create(self.path)
            connection = opening.connect(self.path, write=True)
            try:
                migrations.check(connection, self.path, write=True)
            except BaseException:
                connection.close()
                raise
            return connection
        except BaseException:
            self._lock.close()
            raise

    def close(self) -> None:
        """Close the file; a writer first moves its log into the file, so that the file stands alone."""
        if self.writable:
            try:
                if self.connection.total_changes >= opening.SAMPLED_ROWS:
                    opening.count_rows(self.connection)
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError:
                pass  # What is committed stands in the log and is found there by whoever opens the archive next.
        self.connection.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing: each method runs inside `transaction()`.

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is on the disk when the block ends, or none of it where an error leaves it.

        Transactions do not nest. Raises ArchiveError where the disk is full or fails, or the archive is read only.
        """
        if not self.writable:
            raise ArchiveError(f"{self.path}: the archive was opened for reading; open it with write=True")
        with opening.transaction(self.connection, self.path):
            yield

    def add_run(self, run: Run) -> int:
        """The number of a run in this archive, by which other methods know it; a new run is added."""
        return storing.add_run(self.connection, run)

    def placed(self, report: Report) -> Report:
        """The report under the id by which this archive keeps it: to be coded and stored under that one.

        That is its own id, unless another text stands under it already: then `id~hash`.
        """
        return storing.placed(self.connection, report)

    def store(self, run: int, coded: Iterable[Coded]) -> tuple[int, int]:
        """Store reports, each with its claims, for a run; gives the numbers of reports and claims added.

        A report that the run has coded already is left as it is. Claims that older runs found in it stay, but are no
        longer shown.
        """
        first = storing.next_number(self.connection, "claims")
        stored = storing.store(self.connection, run, coded)
        reviewing.put_on_new(self.connection, first)
        return stored

    def store_imported(self, run: int, claims: Iterable[tuple[Claim, str | None, str | None]]) -> int:
        """Store claims of an import with their outlet and date of publication; gives the number added.

        No report is needed: `claim.report` may name one that the archive does not hold. A claim that the run has
        already, by id, is left as it is.
        """
        return storing.store_imported(self.connection, run, claims)

    def store_copies(self, copies: Iterable[Copy]) -> None:
        """Set each report's place in a group of copies, in place of the one it had."""
        merged.store_copies(self.connection, copies)

    def store_events(self, run: int, events: Iterable[Event], removed: Iterable[str] = ()) -> None:
        """Put events of a run in place of those with the same ids; take those with the ids of `removed` out."""
        merged.store_events(self.connection, run, events, removed)

    def store_relations(self, run: int, relations: Iterable[Relation], removed: Iterable[str] = ()) -> None:
        """Put relations of a run in place of those with the same ids; take those with the ids of `removed` out."""
        merged.store_relations(self.connection, run, relations, removed)

    def show_only(self, run: int) -> None:
        """Let queries show the events and relations of this run only."""
        merged.show_only(self.connection, run)

    def unfollowed(self, limit: int | None = None) -> list[str]:
        """Ids of shown reports whose claims copies, events and relations have not taken in yet, by id."""
        rows = self.connection.execute(
            "SELECT reports.id FROM coded JOIN reports ON reports.no = coded.report "
            "WHERE followed = 0 AND coded.shown = 1 ORDER BY reports.id LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [row[0] for row in rows]

    def mark_followed(self, reports: Iterable[str]) -> None:
        """Note that copies, events and relations have taken in these reports."""
        self.connection.executemany(
            "UPDATE coded SET followed = 1 WHERE followed = 0 AND report = (SELECT no FROM reports WHERE id = ?)",
            [(report,) for report in reports],
        )

    # Walking. Each walk takes rows in pages by their number, so one may write while it runs.

    def runs(self) -> list[Run]:
        """All runs, in the order in which they first wrote."""
        columns = ", ".join(Run.__struct_fields__)
        return [Run(*row) for row in self.connection.execute(f"SELECT {columns} FROM runs ORDER BY no")]

    def run_number(self, run: str) -> int:
        """The number of the run of an id, or of the only id that begins so. Raises ArchiveError where there is none."""
        found = self.connection.execute(
            "SELECT no, id FROM runs WHERE substr(id, 1, length(?)) = ? ORDER BY no", (run, run)
        ).fetchall()
        if len(found) != 1:
            known = ", ".join(one.id for one in self.runs()) or "none"
            what = "no run" if not found else "more than one run"
            raise ArchiveError(f"{self.path}: {what} has the id {run!r}; the runs are {known}")
        return int(found[0][0])

    def reports(self, ids: Sequence[str] | None = None) -> Iterator[Report]:
        """All reports with their texts, or those of the ids, in the order of the ids, the unknown left out."""
        if ids is not None:
            yield from (report for report in map(self.report, ids) if report is not None)
            return
        sql = "SELECT no, record, text FROM reports JOIN texts ON texts.report = reports.no WHERE no > ?"
        for _, record, text in self._pages(sql, "no"):
            yield _report(record, text)

    def report(self, id: str) -> Report | None:
        """The report of an id with its text, or None."""
        row = self._row(
            "SELECT record, text FROM reports JOIN texts ON texts.report = reports.no WHERE reports.id = ?", id
        )
        return _report(*row) if row else None

    def claims(self, run: str | None = None, reports: Sequence[str] | None = None) -> Iterator[Claim]:
        """The claims that are shown, or all of a run; all reports' or those of the ids, in the text's order."""
        number = None if run is None else self.run_number(run)
        chosen, values = ("claims.shown = 1", ()) if number is None else ("claims.run = ?", (number,))
        sql = (
            "SELECT claims.no, record FROM claims CROSS JOIN claim_records ON claim_records.claim = claims.no "
            f"WHERE {chosen}"
        )
        if reports is None:
            for _, record in self._pages(f"{sql} AND claims.no > ?", "claims.no", *values):
                yield _claim(record)
            return
        for report in reports:
            place = storing.number_of(self.connection, report)
            rows = self.connection.execute(f"{sql} AND claims.report = ? ORDER BY claims.no", (*values, place))
            for _, record in rows.fetchall():
                yield _claim(record)

    def claim(self, id: str, run: str | None = None) -> Claim | None:
        """The claim of an id: the shown one, else that of the newest run that has it, or that of a run; or None."""
        chosen, values = ("1", ()) if run is None else ("claims.run = ?", (self.run_number(run),))
        row = self._row(
            "SELECT record FROM claims JOIN claim_records ON claim_records.claim = claims.no "
            f"WHERE claims.id = ? AND {chosen} ORDER BY claims.shown DESC, claims.run DESC LIMIT 1",
            id,
            *values,
        )
        return _claim(row[0]) if row else None

    def events(self, run: str | None = None) -> Iterator[Event]:
        """The events that are shown, or all of a run."""
        yield from map(_event, self._records("events", run))

    def event(self, id: str, run: str | None = None) -> Event | None:
        """The event of an id that is shown, or that of a run; or None."""
        record = self._record("events", id, run)
        return None if record is None else _event(record)

    def relations(self, run: str | None = None) -> Iterator[Relation]:
        """The relations that are shown, or all of a run."""
        yield from map(_relation, self._records("relations", run))

    def relation(self, id: str, run: str | None = None) -> Relation | None:
        """The relation of an id that is shown, or that of a run; or None."""
        record = self._record("relations", id, run)
        return None if record is None else _relation(record)

    def counts(self) -> dict[str, int]:
        """How many reports, claims, events and relations are shown."""
        shown = {name: f"SELECT count(*) FROM {name} WHERE shown = 1" for name in ("claims", "events", "relations")}
        return {
            name: int(self._row(sql)[0]) for name, sql in {"reports": "SELECT count(*) FROM reports", **shown}.items()
        }

    def _records(self, name: str, run: str | None) -> Iterator[str]:
        chosen, values = self._of(run)
        for _, record in self._pages(f"SELECT no, record FROM {name} WHERE {chosen} AND no > ?", "no", *values):
            yield record

    def _record(self, name: str, id: str, run: str | None) -> str | None:
        chosen, values = self._of(run)
        row = self._row(f"SELECT record FROM {name} WHERE {chosen} AND id = ?", *values, id)
        return row[0] if row else None

    def _of(self, run: str | None) -> tuple[str, tuple[int, ...]]:
        return ("shown = 1", ()) if run is None else ("run = ?", (self.run_number(run),))

    def _row(self, sql: str, *values: object) -> Any:
        return self.connection.execute(sql, values).fetchone()

    def _pages(self, sql: str, number: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that ends in `number > ?`, its first column being the number, a page at a time."""
        last = 0
        while rows := self.connection.execute(f"{sql} ORDER BY {number} LIMIT {PAGE}", (*values, last)).fetchall():
            last = rows[-1][0]
            yield from rows


_claim = msgspec.json.Decoder(Claim).decode
_event = msgspec.json.Decoder(Event).decode
_relation = msgspec.json.Decoder(Relation).decode
_bare_report = msgspec.json.Decoder(Report).decode


def _report(record: str, text: str) -> Report:
    return msgspec.structs.replace(_bare_report(record), text=text)
