"""`dragoman merge --all`: every event made anew from all claims, type by type, on several cores.

Merging as reports come in gives the same events, but where so many claims share a key that only those with the same
word are compared (`stories/meeting.py`, CROWD): there a later claim can change how earlier ones would have been
compared."""

from __future__ import annotations

import hashlib
import multiprocessing
import multiprocessing.process
import queue
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from dragoman.archive import deciding
from dragoman.archive.archive import Archive
from dragoman.archive.copying import copy
from dragoman.archive.gathering import MERGED, store_tellings
from dragoman.archive.merging_type import Made, merge_type
from dragoman.archive.relating import relate, store_signs
from dragoman.archive.retelling import current_run
from dragoman.errors import ArchiveError
from dragoman.records import Event
from dragoman.stories.merging import Decisions

READ_AT_A_TIME = 4000
"""Reports of a transaction: their bands fall on all pages of a table, so that few large ones write much less."""
POLL_SECONDS = 1.0
Pages: TypeAlias = "multiprocessing.Queue[list[Made] | None]"


class Remade(NamedTuple):
    """What a merge of everything did: events that there are now, those that are new or changed, and those gone."""

    events: int
    changed: int
    removed: int


def merge_all(
    archive: Archive, jobs: int = 1, tell: Callable[[int], None] = lambda count: None, relations: bool = True
) -> Remade:
    """Make all copies, events and, unless `relations` is false, relations of an archive anew, in transactions of its
    own.

    `jobs` processes merge, a type at a time; `tell` is called with the claims in each page.
    """
    run = read_all(archive)
    with archive.transaction():
        found = _replace_all(archive, run, _merged(archive, jobs, relations), tell)
    with archive.transaction():
        if relations:
            relate(archive)
        archive.mark_followed(archive.unfollowed())
    return found


def read_all(archive: Archive) -> int:
    """Look for copies and make tellings of all reports that this version has not read; gives the number of its run."""
    with archive.transaction():
        run = current_run(archive)
    for batch in _batches(_unread(archive, run)):
        with archive.transaction():
            _read(archive, run, batch)
    return run


def merge_anew(archive: Archive, run: int) -> None:
    """The same inside the caller's transaction, in this process, without relations: for the first reports that follow
    an update of Dragoman, whose events are a run of their own."""
    for batch in _batches(_unread(archive, run)):
        _read(archive, run, batch)
    _replace_all(archive, run, _merged(archive, 1, relations=False), lambda count: None)


def is_new(archive: Archive, run: int) -> bool:
    """True if claims were merged before, and none by this run."""
    if archive.connection.execute("SELECT 1 FROM events WHERE run = ? LIMIT 1", (run,)).fetchone():
        return False  # The rest looks at every claim.
    rows = archive.connection.execute("SELECT DISTINCT run FROM tellings")
    runs = {number for (number,) in rows}
    return bool(runs - {run})


def _replace_all(archive: Archive, run: int, pages: Iterable[list[Made]], tell: Callable[[int], None]) -> Remade:
    rows = archive.connection.execute("SELECT id, record FROM events WHERE run = ?", (run,))
    before = {id: _digest(record.encode()) for id, record in rows}
    made: set[str] = set()
    changed = 0
    for page in pages:
        told = [(msgspec.json.decode(one.record, type=_Head), one) for one in page]
        new = [one for head, one in told if before.get(head.id) != _digest(one.record)]
        _store(archive, run, new)
        made.update(head.id for head, _ in told)
        changed += len(new)
        tell(sum(len(head.claims) for head, _ in told))
    gone = sorted(before.keys() - made)
    archive.store_events(run, [], gone)
    archive.show_only(run)
    return Remade(len(made), changed, len(gone))


class _Head(msgspec.Struct):
    """As much of an event as is needed where it stayed as it was."""

    id: str
    claims: tuple[str, ...]


def _store(archive: Archive, run: int, made: Sequence[Made]) -> None:
    events = [msgspec.json.decode(one.record, type=Event) for one in made]
    archive.store_events(run, events)
    for event, one in zip(events, made, strict=True):
        if one.signs is not None:
            row = archive.connection.execute("SELECT no FROM events WHERE run = ? AND id = ?", (run, event.id))
            store_signs(archive, run, [(row.fetchone()[0], one.signs)])


def _digest(record: bytes) -> bytes:
    """What stands for an event's record, which would take too much memory."""
    return hashlib.blake2b(record, digest_size=16).digest()


def _unread(archive: Archive, run: int) -> list[str]:
    """The reports whose claims this run has no tellings of, by id."""
    rows = archive.connection.execute(
        "SELECT DISTINCT reports.id FROM claims JOIN reports ON reports.no = claims.report "
        f"WHERE {MERGED} AND NOT EXISTS "
        "(SELECT 1 FROM tellings WHERE tellings.claim = claims.no AND tellings.run = ?)",
        (run,),
    )
    return sorted({id for (id,) in rows.fetchall()} | set(archive.unfollowed()))


def _batches(reports: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(reports), READ_AT_A_TIME):
        yield reports[start : start + READ_AT_A_TIME]


def _read(archive: Archive, run: int, reports: Sequence[str]) -> None:
    copy(archive, reports)
    for report in archive.reports(reports):
        store_tellings(archive.connection, run, report)


def _types(connection: sqlite3.Connection) -> list[str]:
    """The types of which there are claims, the largest first."""
    rows = connection.execute("SELECT event FROM tellings GROUP BY event ORDER BY count(*) DESC, event")
    return [event for (event,) in rows]


def _merged(archive: Archive, jobs: int, relations: bool) -> Iterator[list[Made]]:
    types = _types(archive.connection)
    decided = deciding.standing(archive)
    if jobs <= 1 or len(types) < 2:
        for event in types:
            yield from merge_type(archive, event, decided, relations)
        return
    context = multiprocessing.get_context("spawn")
    pages: Pages = context.Queue(maxsize=2 * jobs)
    tasks: multiprocessing.Queue[str | None] = context.Queue()
    for task in (*types, *([None] * jobs)):
        tasks.put(task)
    work = (archive.path, decided, relations, tasks, pages)
    workers = [context.Process(target=_work, args=work) for _ in range(jobs)]
    for worker in workers:
        worker.start()
    try:
        yield from _gathered(pages, workers)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _gathered(pages: Pages, workers: Sequence[multiprocessing.process.BaseProcess]) -> Iterator[list[Made]]:
    running = len(workers)
    while running:
        try:
            page = pages.get(timeout=POLL_SECONDS)
        except queue.Empty:
            if any(worker.exitcode for worker in workers):
                raise ArchiveError(
                    "a process that merges died; free memory or give --jobs 1, and run it again"
                ) from None
            continue
        if page is None:
            running -= 1
        else:
            yield page


def _work(
    path: Path, decided: Decisions, relations: bool, tasks: multiprocessing.Queue[str | None], pages: Pages
) -> None:
    with Archive(path) as archive:
        archive.connection.execute("PRAGMA mmap_size = 0")  # What is mapped counts as memory of each process.
        while (event := tasks.get()) is not None:
            for page in merge_type(archive, event, decided, relations):
                pages.put(page)
    pages.put(None)
