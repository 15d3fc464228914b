"""Reports and claims to the rows of their tables. Pure: numbers come from the caller, nothing is read or written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from typing import Any, NamedTuple

import msgspec

from dragoman.ontology import cameo, plover
from dragoman.reading.reader import DUPLICATE_ID
from dragoman.records import BASES, COUNTED, Claim, Party, Report, When

DAY = re.compile(r"\d{4}-\d\d-\d\d")
Row = tuple[Any, ...]


class Setting(NamedTuple):
    """What a claim's rows take from around it: run, report (None for an import), whether it is shown, and so on."""

    run: int
    report: int | None
    shown: bool
    outlet: str | None
    published: str | None
    origin: str


class ClaimRows(NamedTuple):
    """The rows of one claim, by table, in the order of the columns that are declared."""

    claims: Row
    claim_records: Row
    parties: tuple[Row, ...]
    dyads: tuple[Row, ...]
    claim_contexts: tuple[Row, ...]
    claim_counts: tuple[Row, ...]


def content_sha256(report: Report) -> str:
    """The hash of what makes a report this report: text, date, outlet and URL."""
    parts = (
        report.text_sha256,
        report.published,
        report.published_time,
        report.outlet,
        report.url,
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def kept(report: Report) -> Report:
    """The report as an archive keeps it: without the mark that another report in the same reading has its id."""
    if not any(mark.kind == DUPLICATE_ID for mark in report.marks):
        return report
    return msgspec.structs.replace(report, marks=tuple(mark for mark in report.marks if mark.kind != DUPLICATE_ID))


def report_row(number: int, given_id: str, report: Report) -> Row:
    """The row of `reports`."""
    return (
        number,
        report.id,
        given_id,
        content_sha256(report),
        report.text_sha256,
        day(report.published),
        report.published_time,
        report.published_basis,
        report.headline.text if report.headline else None,
        report.outlet,
        report.byline,
        report.url,
        report.language,
        report.origin,
        msgspec.json.encode(msgspec.structs.replace(report, text="")).decode(),
    )


def identified(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a report, each with an id of its own: where two share one, the later is told apart by its place.

    A claim without an id gets one from its report, anchor and type.
    """
    seen: set[str] = set()
    found = []
    for claim in claims:
        own = _hash(claim.report, claim.anchor.start, claim.anchor.end, claim.event) if _unset(claim.id) else claim.id
        base, again = own, 1
        while own in seen:
            again += 1
            own = _hash(base, again)
        seen.add(str(own))
        found.append(claim if own == claim.id else msgspec.structs.replace(claim, id=str(own)))
    return tuple(found)


def claim_rows(number: int, claim: Claim, setting: Setting) -> ClaimRows:
    """All rows of a claim that has an id."""
    first = acting_day(claim.when, setting.published)
    shown = int(setting.shown)
    parties = tuple(_party_rows(number, claim, shown, first))
    return ClaimRows(
        _claim_row(number, claim, setting, first),
        (number, msgspec.json.encode(claim).decode(), None),
        parties,
        tuple((number, *pair, shown, first) for pair in pairs(claim.actors, claim.recipients)),
        tuple((number, context, shown, first) for context in dict.fromkeys(claim.contexts)),
        tuple((number, what, *bounds) for what, bounds in claim.counts.items() if what in COUNTED),
    )


def _claim_row(number: int, claim: Claim, setting: Setting, first: str | None) -> Row:
    voice = claim.sources[-1] if claim.sources else None
    where, when = claim.where, claim.when
    code = _set(claim.cameo)
    return (
        number,
        setting.run,
        claim.id,
        setting.report,
        int(setting.shown),
        claim.sentence_start,
        claim.sentence_end,
        claim.anchor.start,
        claim.anchor.end,
        claim.anchor.text,
        claim.event,
        claim.mode,
        claim.content,
        claim.status,
        plover.quad(claim.event),
        float(plover.score(claim.event, claim.mode)),
        code,
        goldstein(code),
        voice.name if voice else None,
        voice.country if voice else None,
        voice.sector if voice else None,
        _set(voice.strength) if voice else None,
        setting.outlet,
        day(setting.published),
        day(when.from_) if when else None,
        day(when.to) if when else None,
        when.basis if when and when.basis in BASES else None,
        first,
        where.name if where else None,
        where.country if where else None,
        _set(where.admin1) if where else None,
        _set(where.lat) if where else None,
        _set(where.lon) if where else None,
        _set(where.geonames) if where else None,
        lowest(claim),
        None,
        setting.origin,
    )


def _party_rows(number: int, claim: Claim, shown: int, first: str | None) -> Iterator[Row]:
    for role, parties in (("actor", claim.actors), ("recipient", claim.recipients), ("source", claim.sources)):
        for position, party in enumerate(parties):
            mention = (party.start, party.end, _set(party.strength))
            yield (number, role, position, *who(party), _set(party.office), *mention, shown, first)


def who(party: Party) -> Row:
    """Name, country, sector and id in the knowledge base."""
    return (party.name, party.country, party.sector, _set(party.id))


def pairs(actors: Sequence[Party], recipients: Sequence[Party]) -> Iterator[tuple[str, str, int]]:
    """The ordered pairs of countries of an act, each once, with 1 where both act (the table `dyads`)."""
    acting = dict.fromkeys(party.country for party in actors if party.country)
    if recipients:
        acted_upon = dict.fromkeys(party.country for party in recipients if party.country)
        yield from ((actor, recipient, 0) for actor, recipient in product(acting, acted_upon))
    else:
        yield from ((actor, other, 1) for actor, other in permutations(acting, 2))


def acting_day(when: When | None, published: str | None) -> str | None:
    """The day under which an act is ordered: the interval's first, else its last, else the day of publication."""
    return (day(when.from_) or day(when.to) if when else None) or day(published)


def day(text: str | None) -> str | None:
    """An ISO date, or None for anything else."""
    return text if text is not None and DAY.fullmatch(text) else None


def goldstein(code: str | None) -> float | None:
    """The Goldstein value of a CAMEO code; None without one or for one that the table does not hold."""
    if not code:
        return None
    try:
        return float(cameo.goldstein(code))
    except KeyError:
        return None


def lowest(claim: Claim) -> float | None:
    """The lowest confidence of a claim's fields."""
    confidence = _set(claim.confidence)
    return min(map(float, confidence.values())) if confidence else None


def _set(value: Any) -> Any:
    return None if value is msgspec.UNSET else value


def _unset(value: object) -> bool:
    return value is msgspec.UNSET


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
