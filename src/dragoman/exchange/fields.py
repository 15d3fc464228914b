"""The fields that a row of another project's layout may hold, in that project's codes."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache

from dragoman import __version__
from dragoman.exchange.codes import country_name, quads, state_code
from dragoman.exchange.identity import RowIds
from dragoman.exchange.policy import Pair, day_of
from dragoman.exchange.sides import side
from dragoman.exchange.telling import Telling, Told, publisher
from dragoman.ontology import score
from dragoman.ontology.cameo import codes as cameo_codes
from dragoman.ontology.cameo import goldstein, root
from dragoman.ontology.crosswalk import to_cameo
from dragoman.records import Claim, Event, Report

EXACT, SECOND_LEVEL, FIRST_LEVEL, COUNTRY = 2, 3, 4, 6
"""Steps of `Where.precision`, which is UCDP's where_prec."""

DAY_FIELDS = ("date", "day", "month_year", "year", "month", "day_of_month", "fraction_date", "event_time")

Row = dict[str, object]


def row(told: Told, pair: Pair, project: str, ids: RowIds) -> Row:
    """Every field of one row."""
    day = day_of(told.act)
    return {
        **_act(told.act, project),
        **_days(day),
        **_place(told.act, project),
        **side("actor", pair.actor, day, project),
        **side("recipient", pair.recipient, day, project),
        **_story(told),
        "id": ids.text(told.id, pair.number),
        "number": ids.number(told.id, pair.number),
        "version": coder_of(told.first.claim),
    }


def coder_of(claim: Claim) -> str:
    """Who coded a claim and in which version: what it says itself, as imported ones do, else this coder."""
    return claim.run if isinstance(claim.run, str) else f"dragoman {__version__}"


def cameo_of(act: Claim | Event) -> str:
    """An act's CAMEO code: its own, else that of its type, mode and contexts."""
    return act.cameo if isinstance(act.cameo, str) else to_cameo(act.event, act.mode, act.contexts)


def _act(act: Claim | Event, project: str) -> Row:
    cameo = cameo_of(act)
    classes = quads(project)
    return {
        "type": act.event,
        "mode": act.mode,
        "intensity": score(act.event, act.mode),
        "quad": classes.get(act.event) or classes.get(root(cameo)),
        "contexts": ";".join(act.contexts),
        "issues": ";".join(f"{context.upper()},1" for context in act.contexts),
        "cameo": cameo,
        "cameo_base": cameo[:3],
        "cameo_root": root(cameo),
        "cameo_name": cameo_codes()[cameo].name if cameo in cameo_codes() else None,
        "goldstein": goldstein(cameo),
    }


def _days(day: str | None) -> Row:
    if day is None:
        return dict.fromkeys(
            ("date", "day", "month_year", "year", "month", "day_of_month", "fraction_date", "event_time")
        )
    moment = date.fromisoformat(day)
    # GDELT's codebook: the months as thirty days each, over 365.
    fraction = ((moment.month - 1) * 30 + moment.day) / 365
    return {
        "date": day,
        "day": day.replace("-", ""),
        "month_year": day.replace("-", "")[:6],
        "year": moment.year,
        "month": moment.month,
        "day_of_month": moment.day,
        "fraction_date": f"{moment.year + fraction:.4f}",
        "event_time": day.replace("-", "") + "000000",
    }


def _place(act: Claim | Event, project: str) -> Row:
    where = act.where
    fields = ("place", "place_text", "city", "district", "province", "place_country", "lat", "lon", "geonames")
    geography = ("place_kind", "geo_name", "geo_fips", "geo_adm1")
    if where is None:
        return {**dict.fromkeys((*fields, *geography)), "geo_type": 0, "no_geo_type": 0}
    precision = where.precision if isinstance(where.precision, int) else None
    province = where.admin1 if isinstance(where.admin1, str) else None
    name = where.name or where.text
    fips = state_code("fips", where.country, day_of(act))
    exact = precision is not None and precision <= EXACT
    country = country_name(project, where.country)
    return {
        "place": name,
        "place_text": where.text,
        "city": name if exact else None,
        "district": name if precision == SECOND_LEVEL else None,
        "province": name if precision == FIRST_LEVEL else province,
        "place_country": where.country if project == "polecat" else country,
        "lat": where.lat if isinstance(where.lat, float) else None,
        "lon": where.lon if isinstance(where.lon, float) else None,
        "geonames": where.geonames if isinstance(where.geonames, int) else None,
        "place_kind": {EXACT: "city", SECOND_LEVEL: "district", FIRST_LEVEL: "province", COUNTRY: "country"}.get(
            EXACT if exact else precision or 0
        ),
        "geo_type": _geo_type(precision, where.country),
        "no_geo_type": 0,
        "geo_name": ", ".join(dict.fromkeys(part for part in (name, province if exact else None, country) if part)),
        "geo_fips": fips,
        "geo_adm1": fips,
    }


def _geo_type(precision: int | None, country: str | None) -> int:
    """GDELT's kinds of places: 1 country, 2 state and 3 city of the USA, 4 city and 5 state elsewhere; 0 none."""
    if precision is None or precision > COUNTRY:
        return 0
    if precision == COUNTRY:
        return 1
    if precision <= SECOND_LEVEL:
        return 3 if country == "USA" else 4
    return 2 if country == "USA" else 5


def _story(told: Told) -> Row:
    report = told.first.report
    reports = {one.report.id: one.report for one in told.tellings}.values()
    people = (told.act.actors + told.act.recipients) if isinstance(told.act, Claim) else ()
    return {
        "story": report.id,
        "publisher": publisher(report),
        "publishers": ";".join(dict.fromkeys(filter(None, (publisher(one) for one in reports)))),
        "published": report.published,
        "url": report.url,
        "urls": ";".join(one.url or one.id for one in reports),
        "language": report.language,
        "sentence": sentence_number(told.first),
        "sentences": ";".join(f"{one.report.id}_{sentence_number(one) or ''}" for one in told.tellings),
        "is_lead": int(is_lead(told.first)),
        "mentions": len(told.tellings),
        "reports": told.reports,
        "outlets": told.outlets,
        "added": moment(report),
        "story_people": ";".join(p.name or "" for p in people if isinstance(p.office, str)),
        "story_organizations": None,
        "story_locations": told.act.where.name if told.act.where else None,
    }


def moment(report: Report) -> str:
    """When a report was published, as fourteen digits; midnight where no time is known, nothing where no date is."""
    if report.published is None:
        return ""
    clock = (report.published_time or "").replace(":", "")[:6]
    return report.published.replace("-", "") + (clock if clock.isdigit() else "").ljust(6, "0")


@lru_cache(maxsize=256)
def _sentence_starts(text: str) -> list[int]:
    from dragoman.language.segmenting import segment

    return [start for start, _ in segment(text)]


def sentence_number(telling: Telling) -> int | None:
    """Which sentence of the report the claim stands in, from 1; None where the report's text is not at hand."""
    text = telling.report.text
    return bisect_right(_sentence_starts(text), telling.claim.sentence_start) if text else None


def is_lead(telling: Telling) -> bool:
    """Whether a claim stands in the headline or the first paragraph after it; without a text, at the very start."""
    report, start = telling.report, telling.claim.sentence_start
    heads = [span.end for span in (report.headline, report.dateline) if span]
    body = max(heads, default=0)
    rest = report.text[body:]
    blank = rest.lstrip().find("\n\n")
    if blank < 0:
        return start <= body
    return start < body + (len(rest) - len(rest.lstrip())) + blank
