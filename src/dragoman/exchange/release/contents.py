"""The tables of a release and their rows, in an order that rests on content.

A release quotes a report no further than the words of an act, a headline, or a relation's name, each cut at the
`quote_length` of the settings. Its texts stay with the user, who checks his copies by their hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from dragoman.archive import Archive, queries
from dragoman.archive.filters import Filter
from dragoman.archive.flat import (
    CLAIM_LIST,
    EVENT_LIST,
    RELATION_LIST,
    Cells,
    claim_cells,
    event_cells,
    relation_cells,
)
from dragoman.archive.queries import Found
from dragoman.exchange.acts import ordered_claims
from dragoman.records import Event, Party, Relation
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Table
from dragoman.settings import current

QUOTED = frozenset({"anchor", "headline", "name", "subject"})
"""Columns that may hold words of a report."""
RELEASED_VERDICTS = ("accepted", "corrected", "none")
"""What persons rejected is not released; against an earlier release it is withdrawn."""

REPORTS = Table(
    "reports",
    "One row a report that was read: where to find it, and the hash by which a copy of its text is known.",
    (
        C("report", "text", "The report's id."),
        C("published", "date", "Day of publication.", nullable=True),
        C("published_basis", "text", "Where that day comes from.", nullable=True),
        C("outlet", "text", "Who published it.", nullable=True),
        C("byline", "text", "Who wrote it.", nullable=True),
        C("url", "text", "Where it was published.", nullable=True),
        C("language", "text", "Language, ISO 639-1."),
        C("headline", "text", "Its headline.", nullable=True),
        C("characters", "integer", "Length of its text in code points."),
        C("text_sha256", "text", "SHA-256 of its text in UTF-8 and NFC."),
    ),
    ("report",),
)
CLAIMS = CLAIM_LIST._replace(name="claims", meaning="One row a claim, with its parties in cells.")
PARTIES = Table(
    "parties",
    "One row a party of a claim: those who act, those acted upon, and the chain of voices.",
    (
        C("claim", "text", "The claim.", references="claims.claim"),
        C("role", "text", "What it is in the claim.", values=("actor", "recipient", "source")),
        C("position", "integer", "Its place in the list, from 0; of sources the outermost is 0."),
        C("name", "text", "Canonical name.", nullable=True),
        C("country", "text", "ISO alpha-3 or PLOVER's code.", nullable=True),
        C("sector", "text", "PLOVER sector.", nullable=True),
        C("office", "text", "Office held on the day.", nullable=True),
        C("actor", "text", "Id in the knowledge base.", nullable=True),
        C("start", "integer", "Offset of the mention; empty where it is understood from elsewhere.", nullable=True),
        C("end", "integer", "Offset one past the mention.", nullable=True),
        C("strength", "text", "How a voice says it.", nullable=True),
    ),
    ("claim", "role", "position"),
)
EVENTS = EVENT_LIST._replace(name="events", meaning="One row an event: what several claims tell of.")
EVENT_CLAIMS = Table(
    "event_claims",
    "One row a claim of an event, in order of publication.",
    (
        C("event", "text", "The event.", references="events.id"),
        C("position", "integer", "Its place in the list, from 0."),
        C("claim", "text", "The claim.", references="claims.claim"),
    ),
    ("event", "position"),
)
RELATIONS = RELATION_LIST._replace(name="relations", meaning="One row a standing state between actors.")
EVIDENCE = Table(
    "relation_evidence",
    "One row an event that opened, renewed, weakened, closed or contradicts a relation.",
    (
        C("relation", "text", "The relation.", references="relations.id"),
        C("position", "integer", "Its place in the list, from 0."),
        C("event", "text", "The event."),
        C("effect", "text", "What it does: opens, renews, weakens, closes, contradicts."),
        C("day", "date", "The day from which it works.", nullable=True),
        C("row", "text", "The row of the rules."),
        C("claim", "text", "The claim that shows it best."),
    ),
    ("relation", "position"),
)
GRADES = Table(
    "grades",
    "One row an Admiralty grade that a person set and that counts; without one it is F or 6, which cannot be judged.",
    (
        C("kind", "text", "What is graded.", values=("outlet", "voice", "claim")),
        C("target", "text", "Name of the outlet or voice, or id of the claim."),
        C("grade", "text", "A to F for outlets and voices, 1 to 6 for claims."),
    ),
    ("kind", "target"),
)


class Content(NamedTuple):
    """A table with the function that gives its rows."""

    table: Table
    rows: Callable[[Archive, Filter], Iterable[Cells]]


def contents() -> tuple[Content, ...]:
    """All tables of a release, in order."""
    return (
        Content(REPORTS, _reports),
        Content(CLAIMS, lambda archive, filter: _cut(CLAIMS, map(claim_cells, ordered_claims(archive, filter)))),
        Content(PARTIES, _each_claim(_party_rows)),
        Content(EVENTS, lambda archive, filter: map(event_cells, _events(archive, filter))),
        Content(EVENT_CLAIMS, _event_claims),
        Content(RELATIONS, lambda archive, _: _cut(RELATIONS, map(relation_cells, _relations(archive)))),
        Content(EVIDENCE, _evidence),
        Content(GRADES, _grades),
    )


def released(filter: Filter) -> Filter:
    """The filter of a release: this coder's own claims unless origins are named, and none that a person rejected."""
    return msgspec.structs.replace(
        filter, origin=filter.origin or ("dragoman",), review=filter.review or RELEASED_VERDICTS
    )


def _cut(table: Table, rows: Iterable[Cells]) -> Iterator[Cells]:
    """The rows with quotes of reports no longer than the setting."""
    most = current().exchange.quote_length
    places = [place for place, name in enumerate(table.names) if name in QUOTED]
    for row in rows:
        cells = list(row)
        for place in places:
            if cells[place] is not None and len(cells[place]) > most:
                cells[place] = cells[place][: most - 1] + "…"
        yield tuple(cells)


def _reports(archive: Archive, filter: Filter) -> Iterator[Cells]:
    sql = (
        "SELECT id, published, published_basis, outlet, byline, url, language, reports.headline, length(text), "
        "text_sha256 FROM reports JOIN texts ON texts.report = reports.no ORDER BY id"
    )
    return _cut(REPORTS, archive.connection.execute(sql))


def _each_claim(rows: Callable[[Found], Iterable[Cells]]) -> Callable[[Archive, Filter], Iterator[Cells]]:
    return lambda archive, filter: chain.from_iterable(map(rows, ordered_claims(archive, filter)))


def _party_rows(found: Found) -> Iterator[Cells]:
    claim = found.claim
    for role, parties in (("actor", claim.actors), ("recipient", claim.recipients), ("source", claim.sources)):
        for position, party in enumerate(parties):
            yield (_set(claim.id), role, position, *_party(party))


def _party(party: Party) -> Cells:
    return (
        party.name, party.country, party.sector, _set(party.office), _set(party.id), party.start, party.end,
        _set(party.strength),
    )  # fmt: skip


def _events(archive: Archive, filter: Filter) -> list[Event]:
    return sorted(queries.events(archive, filter), key=lambda one: one.id)


def _event_claims(archive: Archive, filter: Filter) -> Iterator[Cells]:
    for event in _events(archive, filter):
        yield from ((event.id, position, claim) for position, claim in enumerate(event.claims))


def _relations(archive: Archive) -> list[Relation]:
    return sorted(archive.relations(), key=lambda one: one.id)


def _evidence(archive: Archive, filter: Filter) -> Iterator[Cells]:
    for relation in _relations(archive):
        for position, one in enumerate((*relation.evidence, *relation.disputes)):
            yield (relation.id, position, one.event, one.effect, one.date, one.row, one.claim)


def _grades(archive: Archive, filter: Filter) -> Iterable[Cells]:
    sql = (
        "SELECT kind, target, grade FROM grades WHERE no IN (SELECT max(no) FROM grades GROUP BY kind, target) "
        "ORDER BY kind, target"
    )
    rows: list[Cells] = archive.connection.execute(sql).fetchall()
    return rows


def _set(value: Any) -> Any:
    return None if value is msgspec.UNSET else value
