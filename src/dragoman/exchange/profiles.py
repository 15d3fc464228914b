"""Other coders' habits for `dragoman code --profile`: CAMEO dyads as PETRARCH and ICEWS give them, and strict PLOVER.

A CAMEO row is one source towards one target on one day. Claims with several sides are expanded, the sides of a mutual
act coded both ways, and what has an answer of its own (`ontology/reciprocal.tsv`: a visit is hosted) is answered. An
act that did not happen, or may, or lacks a side is left out: a dyad cannot say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from dragoman.claims.petrarch import Dyad
from dragoman.exchange.fields import cameo_of
from dragoman.exchange.policy import day_of, is_mutual, pairs
from dragoman.exchange.sides import side
from dragoman.ontology import TYPES
from dragoman.ontology.cameo import codes
from dragoman.records import Because, Claim, Party, Report, Sentence
from dragoman.tables import package_path, rows

UNTOLD = frozenset({"negated", "hypothetical"})


class CameoRow(msgspec.Struct, frozen=True):
    """One dyad: the day (the report's where the text gives none), CAMEO actor codes, event code and its name, where the
    sentence and the anchor stand, and the row of the lexicon that says so."""

    date: str | None
    source: str
    target: str
    code: str
    name: str | None
    report: str
    sentence_start: int
    sentence_end: int
    anchor: str
    row: str | None


@cache
def reciprocal() -> dict[str, str]:
    """The code of the other side's part, by the code of the first."""
    table = rows(package_path("ontology", "reciprocal.tsv"), ("cameo", "back", "note"))
    return {row.cells["cameo"]: row.cells["back"] for row in table}


def cameo_rows(report: Report, claims: Iterable[Claim]) -> list[CameoRow]:
    """The dyads of a report's claims, each once a sentence, in the text's order."""
    seen: dict[tuple[str, str, str, int], CameoRow] = {}
    for claim in claims:
        for row in _expanded(report, claim):
            seen.setdefault((row.source, row.target, row.code, row.sentence_start), row)
    return list(seen.values())


def _expanded(report: Report, claim: Claim) -> Iterator[CameoRow]:
    code = cameo_of(claim)
    if claim.status in UNTOLD or code.startswith("01"):
        return
    for pair in pairs(claim, both_directions=True):
        source, target = _code(pair.actor), _code(pair.recipient)
        if not source or not target or source == target:
            continue
        yield _row(report, claim, source, target, code)
        back = reciprocal().get(code)
        if back and not is_mutual(claim):
            yield _row(report, claim, target, source, back)


def _code(party: Party | None) -> str:
    return str(side("actor", party, None, "phoenix")["actor_code"] or "") if party is not None else ""


def _row(report: Report, claim: Claim, source: str, target: str, code: str) -> CameoRow:
    because = claim.because.get("event") if isinstance(claim.because, dict) else None
    return CameoRow(
        day_of(claim) or report.published,
        source,
        target,
        code,
        _name(code),
        claim.report,
        claim.sentence_start,
        claim.sentence_end,
        claim.anchor.text,
        because.row if isinstance(because, Because) else None,
    )


def _name(code: str) -> str | None:
    return codes()[code].name if code in codes() else None


def dyad_rows(report: Report, found: Sequence[tuple[Sentence, Sequence[Dyad]]]) -> list[CameoRow]:
    """The dyads that PETRARCH's dictionaries give, with their own codes."""
    return [
        CameoRow(
            report.published,
            dyad.source,
            dyad.target,
            dyad.code,
            _name(dyad.code),
            report.id,
            sentence.start,
            sentence.end,
            report.text[dyad.verb[0] : dyad.verb[1]],
            dyad.row,
        )
        for sentence, dyads in found
        for dyad in dyads
    ]


def strict(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that PLOVER's manual has a place for: with an actor, not negated, with a recipient where it wants one.

    It wants one for COOPERATE, AID and SANCTION; the sides of a mutual act are one another's.
    """
    return tuple(
        claim
        for claim in claims
        if claim.actors
        and claim.status != "negated"
        and (claim.recipients or is_mutual(claim) or not TYPES[claim.event].needs_recipient)
    )
