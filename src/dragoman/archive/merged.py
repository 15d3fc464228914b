"""Writing what many reports tell together: copies, events, relations; inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dragoman.archive import rows
from dragoman.archive.storing import insert, next_number, number_of
from dragoman.errors import ArchiveError
from dragoman.ontology import plover
from dragoman.records import Event, Relation
from dragoman.stories.relations.sides import group

EVENT_PARTS = ("event_parties", "event_claims", "event_signs")
RELATION_PARTS = ("relation_parties", "relation_evidence")


class Copy(NamedTuple):
    """A report's place in a group of copies: the group's id, the report it copies (None for the original), why."""

    report: str
    group: str
    copy_of: str | None
    kind: str
    similarity: float | None
    because: str


def store_copies(connection: sqlite3.Connection, copies: Iterable[Copy]) -> None:
    """Set each report's place among copies; a report that was in another group leaves it."""
    for copy in copies:
        report = _report(connection, copy.report)
        original = _report(connection, copy.copy_of) if copy.copy_of else None
        connection.execute("DELETE FROM copies WHERE report = ?", (report,))
        insert(connection, "copies", [(report, copy.group, original, copy.kind, copy.similarity, copy.because)])


def store_events(
    connection: sqlite3.Connection, run: int, events: Iterable[Event], removed: Iterable[str] = ()
) -> None:
    """Put events of a run in place of those of the same id, and take `removed` ones out.

    The relations on which the old ones bore are noted, to be derived anew.
    """
    events, removed = list(events), list(removed)
    for one in (*removed, *(event.id for event in events)):
        connection.execute(
            "INSERT OR IGNORE INTO relation_sides (run, sides) SELECT event_signs.run, sides FROM event_signs "
            "JOIN events ON events.no = event_signs.event WHERE events.run = ? AND events.id = ?",
            (run, one),
        )
    _remove(connection, "events", "event", EVENT_PARTS, run, removed)
    _remove(connection, "events", "event", EVENT_PARTS, run, [event.id for event in events])
    number = next_number(connection, "events")
    for event in events:
        insert(connection, "events", [_event_row(number, run, event)])
        first = _first_day(event)
        sides = (("actor", event.actors), ("recipient", event.recipients))
        parties = [
            (number, role, position, *rows.who(party), 1, first)
            for role, listed in sides
            for position, party in enumerate(listed)
        ]
        insert(connection, "event_parties", parties)
        insert(connection, "event_claims", [(number, place, claim) for place, claim in enumerate(event.claims)])
        number += 1


def store_relations(
    connection: sqlite3.Connection, run: int, relations: Iterable[Relation], removed: Iterable[str] = ()
) -> None:
    """Put relations of a run in place of those of the same id, and take `removed` ones out."""
    _remove(connection, "relations", "relation", RELATION_PARTS, run, removed)
    relations = list(relations)
    _remove(connection, "relations", "relation", RELATION_PARTS, run, [relation.id for relation in relations])
    number = next_number(connection, "relations")
    for relation in relations:
        insert(connection, "relations", [_relation_row(number, run, relation)])
        sides = (("holder", relation.holders), ("towards", relation.towards))
        parties = [
            (number, side, position, *rows.who(party), 1)
            for side, listed in sides
            for position, party in enumerate(listed)
        ]
        insert(connection, "relation_parties", parties)
        evidence = [
            (number, place, one.event, one.effect, rows.day(one.date), one.row, one.claim, disputes)
            for disputes, listed in ((0, relation.evidence), (1, relation.disputes))
            for place, one in enumerate(listed)
        ]
        insert(connection, "relation_evidence", evidence)
        number += 1


def show_only(connection: sqlite3.Connection, run: int) -> None:
    """Let queries show the events and relations of this run, and no longer those of others."""
    for name, key, parts in (("events", "event", ("event_parties",)), ("relations", "relation", ("relation_parties",))):
        connection.execute(f"UPDATE {name} SET shown = (run = ?) WHERE shown != (run = ?)", (run, run))
        for part in parts:
            connection.execute(
                f"UPDATE {part} SET shown = 1 - shown "
                f"WHERE shown != (SELECT {name}.shown FROM {name} WHERE {name}.no = {part}.{key})"
            )


def _event_row(number: int, run: int, event: Event) -> rows.Row:
    when, where = event.when, event.where
    return (
        number,
        run,
        event.id,
        1,
        event.event,
        event.mode,
        event.content,
        event.status,
        plover.quad(event.event),
        float(plover.score(event.event, event.mode)),
        event.cameo,
        rows.goldstein(event.cameo),
        rows.day(when.from_) if when else None,
        rows.day(when.to) if when else None,
        _first_day(event),
        where.name if where else None,
        where.country if where else None,
        len(event.claims),
        event.reports,
        event.outlets,
        event.voices,
        rows.day(event.first_reported),
        rows.day(event.last_reported),
        int(bool(event.disagreements)),
        event.credibility,
        0,
        msgspec.json.encode(event).decode(),
    )


def _relation_row(number: int, run: int, relation: Relation) -> rows.Row:
    return (
        number,
        run,
        relation.id,
        1,
        relation.kind,
        group(relation.kind, relation.holders, relation.towards),
        rows.day(relation.from_),
        rows.day(relation.to),
        rows.day(relation.from_latest),
        rows.day(relation.to_earliest),
        rows.day(relation.first_told),
        rows.day(relation.last_told),
        relation.from_basis,
        relation.to_basis,
        relation.state,
        relation.name,
        relation.subject,
        relation.where.name if relation.where else None,
        relation.where.country if relation.where else None,
        msgspec.json.encode(relation).decode(),
    )


def _first_day(event: Event) -> str | None:
    return rows.acting_day(event.when, event.first_reported)


def _remove(
    connection: sqlite3.Connection, name: str, key: str, parts: tuple[str, ...], run: int, ids: Iterable[str]
) -> None:
    for one in ids:
        found = connection.execute(f"SELECT no FROM {name} WHERE run = ? AND id = ?", (run, one)).fetchone()
        if found:
            for part in parts:
                connection.execute(f"DELETE FROM {part} WHERE {key} = ?", found)
            connection.execute(f"DELETE FROM {name} WHERE no = ?", found)


def _report(connection: sqlite3.Connection, report: str) -> int:
    number = number_of(connection, report)
    if number is None:
        raise ArchiveError(f"the archive holds no report {report!r}; store it before its copies")
    return number
