"""UCDP's Georeferenced Event Dataset: one row an event of violence with deaths, best, low and high.

Columns and scales follow the UCDP GED codebook (Sundberg and Melander 2013, Journal of Peace Research 50: 523-532;
version 23.1). Who died is not told apart, so all deaths stand in `deaths_unknown`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TextIO

from dragoman.exchange.codes import country_name
from dragoman.exchange.layout import write_rows
from dragoman.exchange.policy import Written
from dragoman.exchange.telling import Told, publisher
from dragoman.records import Claim, Event, Party, When

STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
CIVILIAN = frozenset({"CVL", "REF", "JRN", "MED", "EDU", "REL", "BUS", "LAB", "AGR", "SOC"})
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
NO_PRECISION = 7


class Deaths(NamedTuple):
    """How many died: the best estimate, and the least and the most that is told."""

    best: int
    low: int
    high: int


def deaths(told: Told) -> Deaths | None:
    """The deaths of an act by all that tell of it; None where nobody gives a number."""
    own = told.act.counts.get("dead", (None, None))
    bounds = [bound for bound in own if bound is not None]
    for telling in told.tellings:
        bounds += [bound for bound in telling.claim.counts.get("dead", ()) if bound is not None]
    if not bounds:
        return None
    best = next((bound for bound in own if bound is not None), min(bounds))
    return Deaths(best, min(bounds), max(bounds))


def write_ucdp(told: Iterable[Told], out: TextIO) -> Written:
    """Violence with deaths in UCDP GED's columns, tab separated, with a header."""
    left_out: Counter[str] = Counter()
    return Written(write_rows("ucdp", _rows(told, left_out), out, header=True), left_out)


def _rows(told: Iterable[Told], left_out: Counter[str]) -> Iterator[dict[str, object]]:
    for one in told:
        found = deaths(one)
        why = _refusal(one.act, found)
        if why:
            left_out[why] += 1
        elif found is not None:
            yield violence_row(one, found)


def _refusal(act: Claim | Event, found: Deaths | None) -> str | None:
    if act.event != "ASSAULT":
        return f"{act.event}, which is no violence"
    if act.status not in ("actual", "historical"):
        return f"status {act.status}, which the layout cannot tell from done"
    if found is None:
        return "no number of dead"
    if act.when is None or (act.when.from_ or act.when.to) is None:
        return "no date of its own"
    return None


def violence_row(told: Told, found: Deaths) -> dict[str, object]:
    """The fields of one row."""
    act = told.act
    reports = list({one.report.id: one.report for one in told.tellings}.values())
    start, end = _days(act.when)
    side_a, side_b = _names(act.actors), _names(act.recipients)
    where = act.where
    return {
        "id": told.id,
        "year": start[:4],
        "type_of_violence": _type(act.actors, act.recipients),
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "sources": len(reports),
        "articles": ";".join(report.url or report.id for report in reports),
        "publishers": ";".join(dict.fromkeys(filter(None, map(publisher, reports)))),
        "dates": ";".join(report.published or "" for report in reports),
        "headlines": ";".join(report.headline.text if report.headline else "" for report in reports),
        "where_prec": where.precision if where and isinstance(where.precision, int) else NO_PRECISION,
        "place": (where.name or where.text) if where else None,
        "province": where.admin1 if where and isinstance(where.admin1, str) else None,
        "lat": where.lat if where and isinstance(where.lat, float) else None,
        "lon": where.lon if where and isinstance(where.lon, float) else None,
        "place_country": country_name("polecat", where.country) if where else None,
        "clarity": 1,
        "date_prec": _date_precision(start, end),
        "date_start": start,
        "date_end": end,
        "best": found.best,
        "low": found.low,
        "high": found.high,
    }


def _days(when: When | None) -> tuple[str, str]:
    start = (when.from_ or when.to) if when else None
    end = (when.to or when.from_) if when else None
    assert start is not None
    assert end is not None
    return start, end


def _date_precision(start: str, end: str) -> int:
    """UCDP's date_prec: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer."""
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return next((step for step, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _type(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> int:
    """State-based where a state fights armed people, one-sided where civilians are hit, else non-state."""
    sectors = [party.sector for party in recipients]
    if sectors and all(sector in CIVILIAN for sector in sectors):
        return ONE_SIDED
    if any(party.sector in STATE for party in (*actors, *recipients)):
        return STATE_BASED
    return NON_STATE


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.name or party.text or "" for party in parties) or "XXX"
