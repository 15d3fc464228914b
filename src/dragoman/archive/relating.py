"""Relations follow events: the signs of events that are new or changed, and the relations of the sides they touch.

What an event shows is read once and kept (`event_signs`). Where an event changes or goes, `relation_sides` notes the
kinds and sides that are to be derived anew; a relation is made of all signs of its sides, so the result does not depend
on the order in which reports came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.runs import merging_run
from dragoman.archive.storing import insert
from dragoman.records import Claim, Event
from dragoman.stories.relations import Sign, assemble, shipped_kinds, signs
from dragoman.stories.relations.signs import Reports

PAGE = 500
REPORTS_HELD = 2000
"""Reports whose texts are kept at hand while events are read."""
Signed = tuple[tuple[str, str], ...]
"""The signs of an event: each the kind and sides on which it bears, and its record."""


def relate(archive: Archive, reports: Sequence[str] = ()) -> None:
    """Bring relations up to the events of the installed version; runs inside the caller's transaction.

    `reports` is what a step of `following.py` is given; events say for themselves whether they are new.
    """
    merged = archive.connection.execute("SELECT no FROM runs WHERE id = ?", (merging_run().id,)).fetchone()
    if merged is None:
        return  # nothing has been merged by this version
    run: int = merged[0]
    _read_new_events(archive, run)
    _derive_touched(archive, run)


def signed(event: Event, claims: Sequence[Claim], report: Reports) -> Signed:
    """The signs of an event, as they are kept."""
    return tuple((one.group, msgspec.json.encode(one).decode()) for one in signs(event, claims, report))


def store_signs(archive: Archive, run: int, found: Iterable[tuple[int, Signed]]) -> None:
    """Keep the signs of events by number, and note the sides on which they bear."""
    for number, own in found:
        listed = [(number, place, run, group, record) for place, (group, record) in enumerate(own)]
        insert(archive.connection, "event_signs", listed)
        archive.connection.executemany(
            "INSERT OR IGNORE INTO relation_sides (run, sides) VALUES (?, ?)", [(run, group) for group, _ in own]
        )
        archive.connection.execute("UPDATE events SET related = 1 WHERE no = ?", (number,))


def _read_new_events(archive: Archive, run: int) -> None:
    report = lru_cache(REPORTS_HELD)(archive.report)
    while page := archive.connection.execute(
        "SELECT no, record FROM events WHERE run = ? AND related = 0 ORDER BY no LIMIT ?", (run, PAGE)
    ).fetchall():
        events = ((number, msgspec.json.decode(record, type=Event)) for number, record in page)
        store_signs(
            archive, run, ((number, signed(one, list(_claims(archive, one)), report)) for number, one in events)
        )


def _claims(archive: Archive, event: Event) -> Iterator[Claim]:
    for one in event.claims:
        claim = archive.claim(one)
        if claim is not None:
            yield claim


def _derive_touched(archive: Archive, run: int) -> None:
    connection = archive.connection
    kinds = shipped_kinds()
    while page := connection.execute(
        "SELECT sides FROM relation_sides WHERE run = ? ORDER BY sides LIMIT ?", (run, PAGE)
    ).fetchall():
        for (group,) in page:
            old = connection.execute("SELECT id FROM relations WHERE run = ? AND sides = ?", (run, group)).fetchall()
            found = [
                msgspec.json.decode(record, type=Sign)
                for (record,) in connection.execute(
                    "SELECT record FROM event_signs WHERE run = ? AND sides = ? ORDER BY event, position", (run, group)
                )
            ]
            made = assemble(kinds[group.partition("|")[0]], found) if found else ()
            kept = {one.id for one in made}
            archive.store_relations(run, made, [one for (one,) in old if one not in kept])
        connection.executemany(
            "DELETE FROM relation_sides WHERE run = ? AND sides = ?", [(run, group) for (group,) in page]
        )
