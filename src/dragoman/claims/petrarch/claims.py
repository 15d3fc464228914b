"""Dyads of PETRARCH's dictionaries as claims, so that the rest of Dragoman can keep them.

A code that CAMEO does not have, or that PLOVER does not code, makes no claim. The dictionary says nothing of status,
voices or places: status is actual, the day the report's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.claims.petrarch.coding import NOBODY, Dyad
from dragoman.errors import BadSetting
from dragoman.ontology import COUNTRY_CODES, SECTORS
from dragoman.ontology.crosswalk import Plover, to_plover
from dragoman.records import Because, Claim, Party, Report, Sentence, Span, When


def claims(report: Report, found: Sequence[tuple[Sentence, Sequence[Dyad]]]) -> tuple[Claim, ...]:
    """One claim for each dyad that has a PLOVER type, in the text's order."""
    return tuple(
        _claim(report, sentence, dyad, coded)
        for sentence, dyads in found
        for dyad in dyads
        if (coded := _plover(dyad.code)) is not None
    )


def _plover(code: str) -> Plover | None:
    try:
        return to_plover(code)
    except BadSetting:
        return None


def _claim(report: Report, sentence: Sentence, dyad: Dyad, coded: Plover) -> Claim:
    anchor = Span(report.text[dyad.verb[0] : dyad.verb[1]], *dyad.verb)
    because = Because(rule=f"the dictionary's code {dyad.code}", row=dyad.row)
    key = f"{report.id}\x1f{dyad.source}\x1f{dyad.target}\x1f{dyad.code}\x1f{anchor.start}"
    return Claim(
        report=report.id,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        anchor=anchor,
        event=coded.event,
        mode=coded.mode,
        content=None,
        status="actual",
        actors=_parties(report, dyad.source, dyad.source_span),
        recipients=_parties(report, dyad.target, dyad.target_span),
        sources=(),
        when=When(None, None, None, report.published, report.published, "report") if report.published else None,
        where=None,
        contexts=(coded.context,) if coded.context else (),
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        cameo=dyad.code,
        because={"event": because, "actors": because, "recipients": because},
    )


def _parties(report: Report, code: str, span: tuple[int, int]) -> tuple[Party, ...]:
    """The party of a code; nobody's for a code of dashes alone."""
    if code.strip("-") == "":
        return ()
    country = code[:3] if code[:3] in COUNTRY_CODES else None
    sector = next((code[k : k + 3] for k in range(3, len(code), 3) if code[k : k + 3] in SECTORS), None)
    text = report.text[span[0] : span[1]]
    return (Party(text, span[0], span[1], text, country, sector, id=f"petrarch:{code.removeprefix(NOBODY)}"),)
