"""Ingestion: read, code, store, follow. Safe to repeat, to shuffle and to interrupt.

What is stored already is known by its content and not coded again. Work goes in shards (`shards.py`); a shard is
acknowledged when its transaction has been committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from dragoman.archive import shards, storing
from dragoman.archive.archive import Archive
from dragoman.archive.following import follow
from dragoman.archive.planning import Plan, in_shards
from dragoman.archive.pool import Pool, Process
from dragoman.archive.runs import Run, coder_run
from dragoman.archive.work import Done, Here, Shard, Worker
from dragoman.errors import ArchiveError
from dragoman.reading import Unreadable, read
from dragoman.records import Report
from dragoman.settings import current

if TYPE_CHECKING:
    from dragoman.coder import Coder


class Ingested(msgspec.Struct):
    """What an ingestion did: reports and claims stored, reports known before, and what could not be read or coded.

    `uncoded` counts those of the stored reports that are not coded, by their language.
    """

    reports: int = 0
    claims: int = 0
    known: int = 0
    uncoded: int = 0
    problems: list[str] = msgspec.field(default_factory=list)


class Listener(Protocol):
    """Whoever wants to know how the work goes on."""

    def advance(self, **done: int) -> None:
        """So many more reports or claims are stored, known, or followed."""
        ...

    def problem(self, text: str) -> None:
        """Something could not be read or coded: one sentence with its place."""
        ...

    def note(self, text: str) -> None:
        """A report is stored and not coded, as by its language: one sentence with its place."""
        ...


class Silence:
    """A listener to whom nothing matters."""

    def advance(self, **done: int) -> None:
        """Nothing."""

    def problem(self, text: str) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""


def ingest(
    *sources: str | Path,
    archive: str | Path,
    jobs: int | None = None,
    date: object = None,
    undated: bool = False,
    columns: Mapping[str, str] | None = None,
    coder: Coder | None = None,
    listener: Listener | None = None,
) -> Ingested:
    """Read files, folders, globs or `-`, code what is new, and store it in an archive, which is made if need be.

    `jobs` worker processes code beside this one, which reads and stores; 1 codes in this process, with `coder` if one
    is given. What cannot be read or coded is told to the listener, kept in `problems`, and the rest goes on. Raises
    BadSetting, or ArchiveError where the archive cannot be written: what was stored is intact, the same call goes on.
    """
    found = read(sources, date=date, undated=undated, columns=columns)
    with Archive(archive, write=True) as opened:
        return ingest_reports(found, opened, jobs, coder, listener)


def recode(
    archive: str | Path, jobs: int | None = None, coder: Coder | None = None, listener: Listener | None = None
) -> Ingested:
    """Code every report of an archive anew by the installed version, where it has not; older runs are kept."""
    if not Path(archive).is_file():
        raise ArchiveError(f"{archive}: there is no archive; `dragoman ingest REPORTS --archive {archive}` makes it")
    with Archive(archive, write=True) as opened:
        return ingest_reports(opened.reports(), opened, jobs, coder, listener)


def ingest_reports(
    found: Iterable[Report | Unreadable],
    archive: Archive,
    jobs: int | None = None,
    coder: Coder | None = None,
    listener: Listener | None = None,
) -> Ingested:
    """Code and store reports as they come, for those who read them elsewhere, such as a watcher of feeds."""
    work = _Ingestion(archive, coder_run(), listener or Silence())
    folder = shards.folder_of(archive.path)
    work.adopt(folder)
    count = jobs or current().archive.jobs
    workers: list[Worker] = [Here(folder, coder)] if count == 1 else [Process(folder) for _ in range(count)]
    pool = Pool(workers)
    try:
        work.drive(pool, in_shards(work.new(found)))
        work.drive(pool, work.plan.apart())
    finally:
        pool.close()
        shards.clear(folder)
    follow(archive, lambda count: work.listener.advance(merged=count))
    return work.result


class _Ingestion:
    """One ingestion under way: its plan, its run, and what it has done."""

    def __init__(self, archive: Archive, run: Run, listener: Listener) -> None:
        self.archive = archive
        self.run = run
        self.listener = listener
        self.plan = Plan(archive, run.id)
        self.result = Ingested()

    def adopt(self, folder: Path) -> None:
        """Take in the whole shards that a killed ingestion left."""
        for path in shards.waiting(folder):
            self._load(path)

    def new(self, found: Iterable[Report | Unreadable]) -> Iterator[Report]:
        """Those of the reports read that are to be coded."""
        for one in found:
            if isinstance(one, Unreadable):
                self._problem(str(one))
                continue
            report = self.plan.take(one)
            if report is not None:
                yield report
            elif not self.plan.is_apart(one):
                self.result.known += 1
                self.listener.advance(known=1)

    def drive(self, pool: Pool, plan: Iterable[list[Report]]) -> None:
        """Let the pool code shards, and store what is done, until all is."""
        for reports in plan:
            pool.submit(Shard(shards.name(self.run, reports), self.run, tuple(reports)))
            while pool.is_busy:
                self._store(pool.finished(block=True))
            self._store(pool.finished(block=False))
        while not pool.is_idle:
            self._store(pool.finished(block=True))

    def _store(self, done: Iterable[Done]) -> None:
        for one in done:
            for failure in one.failures:
                self._problem(str(failure))
            if one.path is not None:
                self._load(Path(one.path))

    def _load(self, path: Path) -> None:
        head, coded, sha256 = shards.read(path)
        with self.archive.transaction():
            run = self.archive.add_run(head.run)
            reports, claims = self.archive.store(run, coded)
            storing.note_shard(self.archive.connection, head.name, run, len(coded), claims, sha256)
        path.unlink()
        for one in coded:
            self.plan.stored(one.report)
            if one.note:
                self.result.uncoded += 1
                self.listener.note(f"{one.report.origin or one.report.id}: {one.note}")
        self.result.reports += reports
        self.result.claims += claims
        self.listener.advance(reports=reports, claims=claims)

    def _problem(self, text: str) -> None:
        self.result.problems.append(text)
        self.listener.problem(text)
