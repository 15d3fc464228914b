"""Which relations stand for actors, on a day or at any time; and the story of a dyad in the order of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.listing import opened
from dragoman.archive.sourcing import Source, of_claims, of_evidence
from dragoman.errors import BadSetting
from dragoman.records import Event, Relation
from dragoman.stories.relations import in_force, shipped_kinds
from dragoman.stories.relations.sides import state_code
from dragoman.stories.relations.titles import title

COUNTRY = re.compile(r"[A-Z]{3}")
MOST_SOURCES = 3
"""Sources shown for an event of a timeline."""


def relations(
    archive: str | Path | Archive,
    *actors: str,
    on: str | None = None,
    kinds: Sequence[str] = (),
    run: str | None = None,
) -> list[Relation]:
    """The relations in which every one of the actors stands, on either side; those in force on a day, or all.

    An actor is a country (three capital letters or its name), the canonical name or the id of a party. Sorted by kind,
    in the order of the kinds table, then by begin. Raises BadSetting for a day or kind that is none.
    """
    known = shipped_kinds()
    for kind in kinds:
        if kind not in known:
            raise BadSetting(f"{kind!r} is no kind of relation; use one of {', '.join(known)}")
    if on is not None:
        on = day_of(on)
    order = {kind: place for place, kind in enumerate(known)}
    with opened(archive) as source:
        told = list(_between(source, actors, run))
    found = [
        one
        for one in told
        if one.kind in known and (not kinds or one.kind in kinds) and (on is None or in_force(one, known[one.kind], on))
    ]
    return sorted(found, key=lambda one: (order[one.kind], one.from_ or "", one.id))


def _between(archive: Archive, actors: Sequence[str], run: str | None) -> Iterator[Relation]:
    chosen, values = ("shown = 1", []) if run is None else ("run = ?", [archive.run_number(run)])
    conditions = [chosen]
    parameters: list[object] = list(values)
    for actor in actors:
        condition, value = party_condition(actor)
        conditions.append(f"no IN (SELECT relation FROM relation_parties WHERE {condition})")
        parameters += value
    sql = f"SELECT record FROM relations WHERE {' AND '.join(conditions)} ORDER BY no"
    for (record,) in archive.connection.execute(sql, parameters):
        yield msgspec.json.decode(record, type=Relation)


def party_condition(actor: str) -> tuple[str, list[object]]:
    """The SQL condition under which a row of parties is an actor, with its values; a state's name is its code."""
    actor = state_code(actor) or actor
    if COUNTRY.fullmatch(actor):
        return "country = ?", [actor]
    return "(name = ? OR actor = ?)", [actor, actor]


def day_of(text: str) -> str:
    """An ISO date; BadSetting where it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadSetting(f"{text!r} is no day; write YYYY-MM-DD") from None


class Turn(msgspec.Struct, frozen=True):
    """What an event did to a relation: the effect, the relation's id and title."""

    effect: str
    relation: str
    title: str


class Moment(msgspec.Struct, frozen=True):
    """One step of a dyad's story: an event with its day, what it did to relations, and the words that tell of it."""

    day: str | None
    event: Event
    turns: tuple[Turn, ...]
    sources: tuple[Source, ...]


def timeline(
    archive: str | Path | Archive, one: str, other: str, since: str | None = None, until: str | None = None
) -> list[Moment]:
    """The story of two actors in the order of days: the events between them and those that bear on their relations."""
    first, last = (day_of(day) if day else None for day in (since, until))
    with opened(archive) as source:
        moments = _moments(source, one, other)
    within = [m for m in moments if (not first or (m.day or "") >= first) and (not last or (m.day or "9999") <= last)]
    return sorted(within, key=_place)


def _moments(archive: Archive, one: str, other: str) -> list[Moment]:
    turns: dict[str, list[tuple[Turn, Source]]] = {}
    for relation in relations(archive, one, other):
        named = title(relation)
        for evidence in (*relation.evidence, *relation.disputes):
            turn = Turn(evidence.effect, relation.id, named)
            turns.setdefault(evidence.event, []).append((turn, of_evidence(archive, evidence)))
    moments = []
    for day, event in _told_of(archive, one, other, set(turns)):
        own = turns.get(event.id, [])
        sources = tuple({source.claim: source for _, source in own}.values())
        left = tuple(claim for claim in event.claims if claim not in {source.claim for source in sources})
        sources += of_claims(archive, left, max(0, MOST_SOURCES - len(sources)))
        moments.append(Moment(day, event, tuple(turn for turn, _ in own), sources))
    return moments


def _place(moment: Moment) -> tuple[str, str, str, int, str]:
    """Days first; within a day the order of reports, and in a report that of the text."""
    first = moment.sources[0] if moment.sources else None
    told = (first.published or "", first.report, first.start) if first else ("", "", 0)
    return (moment.day or moment.event.first_reported or "", *told, moment.event.id)


def _told_of(archive: Archive, one: str, other: str, bearing: set[str]) -> Iterator[tuple[str | None, Event]]:
    """The events of a dyad with their days; also those that bear on its relations though a side is only implied."""
    (first, first_values), (second, second_values) = party_condition(one), party_condition(other)
    marks = ", ".join("?" * len(bearing))
    sql = (
        "SELECT day, record FROM events WHERE shown = 1 AND ("
        f"(no IN (SELECT event FROM event_parties WHERE shown = 1 AND {first}) "
        f"AND no IN (SELECT event FROM event_parties WHERE shown = 1 AND {second})) OR id IN ({marks})) "
        "ORDER BY coalesce(day, first_reported), id"
    )
    for day, record in archive.connection.execute(sql, (*first_values, *second_values, *sorted(bearing))):
        yield day, msgspec.json.decode(record, type=Event)
