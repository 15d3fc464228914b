"""What a brief says, each line with the claims behind it; nothing is said that has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.archive import Archive
from dragoman.archive.listing import opened
from dragoman.archive.sourcing import Source, of_claims, of_evidence
from dragoman.archive.standing import day_of, party_condition
from dragoman.briefing import series, wording
from dragoman.records import Disagreement, Event, Evidence, Relation
from dragoman.stories.relations.episodes import days_between
from dragoman.stories.relations.titles import span, title

MOST = 20
"""Events told of one by one."""
MOST_SOURCES = 3
RECENT_DAYS = 30
"""An opening or closing longer ago than this is told of as history."""
TURNS = ("opens", "weakens", "closes", "contradicts")


class Line(msgspec.Struct, frozen=True):
    """One statement of a brief with its sources, of which there is at least one."""

    text: str
    sources: tuple[Source, ...]


class Section(msgspec.Struct, frozen=True):
    """A part of a brief; `note` speaks of the archive, not of the world, and so has no sources."""

    key: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""


class Brief(msgspec.Struct, frozen=True):
    """A day's brief, of everybody or of one actor; `runs` are the ids of the runs whose record it tells."""

    day: str
    actor: str | None
    title: str
    runs: tuple[str, ...]
    sections: tuple[Section, ...]


def brief(archive: str | Path | Archive, day: str, actor: str | None = None, most: int = MOST) -> Brief:
    """The brief of a day (ISO date), of an actor (country, name or id) if one is given.

    `most` events are told of one by one. Raises BadSetting for a day that is none.
    """
    day = day_of(day)
    with opened(archive) as source:
        sections = (
            _section("new", _new(source, day, actor, most)),
            _section("turned", _turned(source, day, actor)),
            _section("disputed", _disputed(source, day, actor)),
            _changed(source, day, actor),
        )
        runs = tuple(run.id for run in source.runs())
    name = wording.country(actor) if actor else ""  # a state by its code is called by its name
    head = wording.line("title.actor" if actor else "title", day=day, actor=name)
    return Brief(day, actor, head, runs, sections)


def _section(key: str, lines: Iterable[Line | None]) -> Section:
    found = tuple(one for one in lines if one is not None)
    return Section(key, wording.line(f"section.{key}"), found, "" if found else wording.line(f"none.{key}"))


def sourced(text: str, sources: Sequence[Source]) -> Line | None:
    """A line, or None where nothing stands behind it."""
    return Line(text, tuple(sources)) if sources else None


def _events(archive: Archive, condition: str, values: Sequence[object], actor: str | None) -> Iterator[Event]:
    """Shown events, those with most independent voices and reports first, background last."""
    if actor is not None:
        party, party_values = party_condition(actor)
        condition += f" AND no IN (SELECT event FROM event_parties WHERE shown = 1 AND {party})"
        values = (*values, *party_values)
    sql = (
        f"SELECT record FROM events WHERE shown = 1 AND {condition} "
        "ORDER BY status = 'historical', voices DESC, reports DESC, abs(score) DESC, id"
    )
    for (record,) in archive.connection.execute(sql, values):
        yield msgspec.json.decode(record, type=Event)


def _new(archive: Archive, day: str, actor: str | None, most: int) -> Iterator[Line | None]:
    found = list(_events(archive, "first_reported = ?", (day,), actor))
    for event in found[:most]:
        text = wording.event_line("event", event, told=wording.told(event))
        yield sourced(text, of_claims(archive, event.claims, MOST_SOURCES))
    left = [claim for event in found[most:] for claim in event.claims[:1]]
    if left:
        text = wording.line("more.new", count=len(found) - most)
        yield sourced(text, of_claims(archive, left, MOST_SOURCES))


def _turned(archive: Archive, day: str, actor: str | None) -> Iterator[Line | None]:
    for relation in _relations_told(archive, day, actor):
        on_the_day = [one for one in relation.evidence if _told_on(archive, one, day)]
        for effect in TURNS[:3]:
            own = [one for one in on_the_day if one.effect == effect]
            if own:
                key = f"{effect}.past" if effect != "weakens" and _is_past(own[0], day) else effect
                yield _relation_line(archive, key, relation, own)
        if on_the_day and relation.first_told == day and all(one.effect == "renews" for one in on_the_day):
            yield _relation_line(archive, "renews.first", relation, on_the_day)


def _relation_line(archive: Archive, key: str, relation: Relation, own: Sequence[Evidence]) -> Line | None:
    sources = [of_evidence(archive, one) for one in own[:MOST_SOURCES]]
    return sourced(wording.line(key, title=title(relation), span=span(relation)), sources)


def _relations_told(archive: Archive, day: str, actor: str | None) -> Iterator[Relation]:
    """The relations on which reports of the day bear, offices left out: who holds one is no news of the day."""
    condition = ""
    values: tuple[object, ...] = (day,)
    if actor is not None:
        party, party_values = party_condition(actor)
        condition = f" AND relations.no IN (SELECT relation FROM relation_parties WHERE shown = 1 AND {party})"
        values = (day, *party_values)
    sql = (
        "SELECT DISTINCT relations.no, relations.record FROM reports "
        "JOIN claims ON claims.report = reports.no "
        "JOIN relation_evidence ON relation_evidence.claim = claims.id "
        "JOIN relations ON relations.no = relation_evidence.relation "
        "WHERE reports.published = ? AND relations.shown = 1 "
        "AND (relations.kind != 'office' OR relation_evidence.effect = 'closes')"
        f"{condition} ORDER BY relations.kind, relations.from_day, relations.id"
    )
    for _, record in archive.connection.execute(sql, values):
        yield msgspec.json.decode(record, type=Relation)


def _told_on(archive: Archive, evidence: Evidence, day: str) -> bool:
    return of_evidence(archive, evidence).published == day


def _is_past(evidence: Evidence, day: str) -> bool:
    return evidence.date is not None and days_between(evidence.date, day) > RECENT_DAYS


def _disputed(archive: Archive, day: str, actor: str | None) -> Iterator[Line | None]:
    for event in _events(archive, "disputed = 1 AND last_reported = ?", (day,), actor):
        for one in event.disagreements:
            claims = [claim for version in one.versions for claim in version.claims[:1]]
            text = wording.event_line("disagreement", event, field=one.field, versions=_versions(one))
            yield sourced(text, of_claims(archive, claims))
    for relation in _relations_told(archive, day, actor):
        own = [one for one in relation.disputes if _told_on(archive, one, day)]
        if own:
            yield _relation_line(archive, "contradicts", relation, own)


def _versions(one: Disagreement) -> str:
    return "; ".join(
        wording.line("version", value=version.value, voices=", ".join(version.voices))
        if version.voices
        else wording.line("version.plain", value=version.value)
        for version in one.versions
    )


def _changed(archive: Archive, day: str, actor: str | None) -> Section:
    tested, found, notes = series.changes(archive, day, actor)
    lines = []
    for one in found:
        text = wording.line(
            "rise" if one.norm.rises else "drop",
            sides=" and ".join(map(wording.country, one.sides)),
            quad=wording.line(f"quad.{one.quad}"),
            weeks=one.weeks,
            count=one.norm.week,
            expected=f"{one.norm.expected:.1f}",
            p=f"{one.norm.p:.1g}",
        )
        lines.append(sourced(text, of_claims(archive, one.claims, MOST_SOURCES)))
    kept = tuple(line for line in lines if line is not None)
    if not kept:
        notes = [wording.line("none.changed", tested=tested), *notes]
    return Section("changed", wording.line("section.changed"), kept, " ".join(notes))
