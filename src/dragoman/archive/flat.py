"""Claims, events and relations as flat rows, for CSV, Parquet and frames: one description of columns for all of them.

Lists stand in one cell, joined by `; ` in the record's order; countries and sectors have a place for each name, so that
the second country is that of the second actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from dragoman.archive.queries import Found
from dragoman.archive.rows import day, goldstein, lowest
from dragoman.ontology import quad, score
from dragoman.records import BASES, COUNTED, STATUSES, Claim, Event, Party, Relation, When, Where
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Table

T = TypeVar("T")
JOINER = "; "
Cells = tuple[Any, ...]


class Flat(NamedTuple, Generic[T]):
    """How records of a kind become rows of a table."""

    table: Table
    row: Callable[[T], Cells]


def _party_columns(side: str, meaning: str) -> tuple[C, ...]:
    return (
        C(f"{side}s", "text", f"Names of {meaning}.", nullable=True),
        C(f"{side}_countries", "text", "Their countries, ISO alpha-3 or PLOVER's code.", nullable=True),
        C(f"{side}_sectors", "text", "Their PLOVER sectors.", nullable=True),
    )


ACT = (
    C("event", "text", "PLOVER type."),
    C("mode", "text", "PLOVER mode.", nullable=True),
    C("content", "text", "Type of the act that is demanded, promised, refused, alleged ...", nullable=True),
    C("status", "text", "What the report says of the act.", values=STATUSES),
    C("quad", "integer", "Quad class: 1, 2 verbal and material cooperation; 3, 4 verbal and material conflict."),
    C("score", "real", "PLOVER score of type and mode, -10 to +10."),
    C("cameo", "text", "CAMEO code; text, since 010 is not 10.", nullable=True),
    C("goldstein", "real", "Goldstein value of the CAMEO code, -10 to +10.", nullable=True),
    *_party_columns("actor", "those who act"),
    *_party_columns("recipient", "those who are acted upon"),
)
TIME_AND_PLACE = (
    C("when_from", "date", "First day of the interval of the act; never the day of publication by default.", True),
    C("when_to", "date", "Last day of the interval of the act.", nullable=True),
    C("when_basis", "text", "On what the interval rests.", nullable=True, values=BASES),
    C("place", "text", "Name of the place of the act.", nullable=True),
    C("place_country", "text", "Country of the place.", nullable=True),
    C("admin1", "text", "First-order division of the place.", nullable=True),
    C("lat", "real", "Latitude in degrees.", nullable=True),
    C("lon", "real", "Longitude in degrees.", nullable=True),
    C("geonames", "integer", "GeoNames id of the place.", nullable=True),
    C("contexts", "text", "PLOVER contexts.", nullable=True),
)
COUNTS = tuple(
    C(f"{what}_{bound}", "integer", f"{bound.capitalize()}er bound of {what}.", nullable=True)
    for what in COUNTED
    for bound in ("low", "high")
)

CLAIM_LIST = Table(
    "claim_list",
    "One row a claim, with its parties in cells: the layout `csv`.",
    (
        C("claim", "text", "The claim's id."),
        C("report", "text", "Id of the report."),
        C("published", "date", "Day of publication.", nullable=True),
        C("outlet", "text", "Who published it.", nullable=True),
        C("url", "text", "Where it was published.", nullable=True),
        C("origin", "text", "Who coded it: dragoman, or the layout from which it was imported."),
        *ACT,
        *_party_columns("source", "the voices on whose word it stands, outermost first"),
        C("strength", "text", "How the innermost voice says it: stated, claimed, alleged, denied ...", nullable=True),
        *TIME_AND_PLACE,
        *COUNTS,
        C("anchor", "text", "The words that express the act.", nullable=True),
        C("anchor_start", "integer", "Their offset in the report's text, in code points."),
        C("anchor_end", "integer", "The offset one past them."),
        C("sentence_start", "integer", "Offset of the sentence."),
        C("sentence_end", "integer", "Offset one past the sentence."),
        C("confidence", "real", "Lowest confidence of its fields, 0 to 1.", nullable=True),
        C("review", "text", "The last verdict of a person on it.", nullable=True),
    ),
    ("claim",),
)
EVENT_LIST = Table(
    "event_list",
    "One row an event, with its parties in cells.",
    (
        C("id", "text", "The event's id."),
        *ACT,
        *TIME_AND_PLACE,
        *COUNTS,
        C("claims", "integer", "How many claims tell of it."),
        C("reports", "integer", "How many reports."),
        C("outlets", "integer", "How many outlets."),
        C("voices", "integer", "How many independent voices."),
        C("first_reported", "date", "Day of the first report.", nullable=True),
        C("last_reported", "date", "Day of the last report.", nullable=True),
        C("disputed", "text", "The fields on which its claims disagree.", nullable=True),
        C("credibility", "text", "Suggested Admiralty grade of what is told, 1 to 6.", nullable=True),
    ),
    ("id",),
)
RELATION_LIST = Table(
    "relation_list",
    "One row a standing state between actors.",
    (
        C("id", "text", "The relation's id."),
        C("kind", "text", "Row of the kinds table: agreement, sanctions, presence ..."),
        C("name", "text", "Its legal name.", nullable=True),
        C("subject", "text", "What it is about.", nullable=True),
        C("state", "text", "in_force, weakened, ended or disputed."),
        *_party_columns("holder", "those who hold it"),
        C("towards", "text", "Names of those on whom it lies.", nullable=True),
        C("towards_countries", "text", "Their countries.", nullable=True),
        C("towards_sectors", "text", "Their sectors.", nullable=True),
        C("from", "date", "First day; empty for an open start.", nullable=True),
        C("from_latest", "date", "The latest day on which it may have begun, if told loosely.", nullable=True),
        C("from_basis", "text", "On what it rests."),
        C("to_earliest", "date", "The earliest day on which it may have ended, if told loosely.", nullable=True),
        C("to", "date", "Last day; empty for an open end.", nullable=True),
        C("to_basis", "text", "On what it rests.", nullable=True),
        C("place", "text", "Name of its place.", nullable=True),
        C("place_country", "text", "Country of its place.", nullable=True),
        C("first_told", "date", "Day of the first report.", nullable=True),
        C("last_told", "date", "Day of the last report.", nullable=True),
        C("evidence", "integer", "Events that opened, renewed, weakened or closed it."),
        C("disputes", "integer", "Events that contradict it."),
    ),
    ("id",),
)


def claim_cells(found: Found) -> Cells:
    """The cells of a claim, in the order of CLAIM_LIST."""
    claim = found.claim
    voice = claim.sources[-1] if claim.sources else None
    return (
        _set(claim.id),
        claim.report,
        day(found.published),
        found.outlet,
        found.url,
        found.origin,
        *_act(claim),
        *_parties(claim.sources),
        _set(voice.strength) if voice else None,
        *_time_and_place(claim.when, claim.where, claim.contexts),
        *_counts(claim.counts),
        claim.anchor.text,
        claim.anchor.start,
        claim.anchor.end,
        claim.sentence_start,
        claim.sentence_end,
        lowest(claim),
        found.review,
    )


def event_cells(event: Event) -> Cells:
    """The cells of an event, in the order of EVENT_LIST."""
    return (
        event.id,
        *_act(event),
        *_time_and_place(event.when, event.where, event.contexts),
        *_counts(event.counts),
        len(event.claims),
        event.reports,
        event.outlets,
        event.voices,
        day(event.first_reported),
        day(event.last_reported),
        joined(one.field for one in event.disagreements),
        event.credibility,
    )


def relation_cells(relation: Relation) -> Cells:
    """The cells of a relation, in the order of RELATION_LIST."""
    where = relation.where
    return (
        relation.id,
        relation.kind,
        relation.name,
        relation.subject,
        relation.state,
        *_parties(relation.holders),
        *_parties(relation.towards),
        day(relation.from_),
        day(relation.from_latest),
        relation.from_basis,
        day(relation.to_earliest),
        day(relation.to),
        relation.to_basis,
        where.name if where else None,
        where.country if where else None,
        day(relation.first_told),
        day(relation.last_told),
        len(relation.evidence),
        len(relation.disputes),
    )


CLAIMS = Flat(CLAIM_LIST, claim_cells)
EVENTS = Flat(EVENT_LIST, event_cells)
RELATIONS = Flat(RELATION_LIST, relation_cells)


def joined(parts: Iterable[str | None]) -> str:
    """A list as one cell; a joiner inside a part becomes a comma."""
    return JOINER.join((part or "").replace(JOINER, ", ") for part in parts)


def _act(act: Claim | Event) -> Cells:
    cameo = _set(act.cameo)
    return (
        act.event,
        act.mode,
        act.content,
        act.status,
        quad(act.event),
        float(score(act.event, act.mode)),
        cameo,
        goldstein(cameo),
        *_parties(act.actors),
        *_parties(act.recipients),
    )


def _parties(parties: Sequence[Party]) -> Cells:
    return (
        joined(one.name or one.text for one in parties),
        joined(one.country for one in parties),
        joined(one.sector for one in parties),
    )


def _time_and_place(when: When | None, where: Where | None, contexts: Sequence[str]) -> Cells:
    times = (day(when.from_), day(when.to), when.basis) if when else (None, None, None)
    place: Cells = (None,) * 6
    if where:
        place = (where.name, where.country, *map(_set, (where.admin1, where.lat, where.lon, where.geonames)))
    return (*times, *place, joined(contexts))


def _counts(counts: Mapping[str, tuple[int | None, int | None]]) -> Cells:
    return tuple(bound for what in COUNTED for bound in counts.get(what, (None, None)))


def _set(value: Any) -> Any:
    return None if value is msgspec.UNSET else value
