"""Reading POLECAT: a row gives one claim with one actor and at most one recipient.

What survives: type, mode, contexts, date, names, countries, primary sectors and titles of both sides, the place with
its coordinates and GeoNames id, source, publication date, language. Further sectors, COW numbers, the words of the
mentions and the lists of the story do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

from dragoman.exchange.codes import known_country
from dragoman.exchange.incoming import (
    NO_WORDS,
    BadRow,
    LeftOut,
    Row,
    because,
    day,
    number,
    parts,
    row_id,
    tab_rows,
    textless_report,
)
from dragoman.exchange.sides import WIKIPEDIA
from dragoman.exchange.telling import Telling
from dragoman.ontology import CONTEXTS, MODES, SECTORS, TYPES
from dragoman.reading import Unreadable
from dragoman.records import Claim, Party, When, Where

ORIGIN = "polecat"
LISTS = ("Contexts", "Actor Sectors", "Recipient Sectors", "Story People", "Story Organizations", "Story Locations")
LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "portuguese": "pt",
    "french": "fr",
    "russian": "ru",
    "arabic": "ar",
    "chinese": "zh",
}
GEONAMES = re.compile(r"[0-9]{1,12}")
PRECISIONS = {"city": 1, "district": 3, "province": 4, "country": 6}


def read_polecat(name: str, stream: BinaryIO) -> Iterator[Telling | LeftOut | Unreadable]:
    """The claims of a POLECAT file; a bad row is an Unreadable with its line."""
    for row in tab_rows(name, stream, ORIGIN):
        if isinstance(row, Unreadable):
            yield row
            continue
        try:
            yield _telling(row)
        except BadRow as error:
            yield Unreadable(name, row.line, str(error))


def _telling(row: Row) -> Telling:
    cells = row.cells
    event = cells["Event Type"].upper()
    if event not in TYPES:
        raise BadRow(f"Event Type is {cells['Event Type']!r} and none of PLOVER's sixteen; mend it or remove the row")
    event_id = cells["Event ID"]
    if not event_id:
        raise BadRow("the row has no Event ID; give it one")
    nulls = {}
    mode: str | None = cells["Event Mode"].lower() or None
    if mode and mode not in MODES[event]:
        nulls["mode"] = f"POLECAT's mode {mode!r} is none of {event}'s"
        mode = None
    date = day(cells["Event Date"], "Event Date")
    published = day(cells["Publication Date"], "Publication Date") if cells["Publication Date"] else None
    contexts = tuple(one for one in parts(cells["Contexts"].lower(), ";") if one in CONTEXTS)
    language = cells["Language"].lower()
    report = textless_report(ORIGIN, event_id, published, cells["Source"], LANGUAGES.get(language, language or "en"))
    claim = Claim(
        report=report.id,
        sentence_start=0,
        sentence_end=0,
        anchor=NO_WORDS,
        event=event,
        mode=mode,
        content=None,
        status="actual",
        actors=_party(cells, "Actor", event_id),
        recipients=_party(cells, "Recipient", event_id),
        sources=(),
        when=When(None, None, None, date, date, "report" if date == published else "explicit"),
        where=_where(cells),
        contexts=contexts,
        id=row_id(ORIGIN, _identity(cells)),
        because={"event": because(ORIGIN, event_id, "as POLECAT gives it")},
        nulls=nulls or msgspec.UNSET,
        run=cells["Version"] or ORIGIN,
    )
    return Telling(report, claim)


def _identity(cells: Mapping[str, str]) -> Iterator[str]:
    """A row's cells, lists in one order."""
    for column, cell in cells.items():
        yield ";".join(parts(cell, ";")) if column in LISTS else cell


def _party(cells: Mapping[str, str], side: str, event_id: str) -> tuple[Party, ...]:
    name, country = cells[f"{side} Name"], cells[f"{side} Country"].upper()
    sector = cells[f"Primary {side} Sector"].upper()
    if not (name or country or sector):
        return ()
    if country and not known_country(country):
        raise BadRow(f"{side} Country is {country!r} and no code of PLOVER's; write ISO alpha-3 letters")
    wikipedia, office = cells[f"Wikipedia {side} ID"], cells[f"{side} Title"]
    raw = cells[f"{side} Name Raw"]
    rule = f"POLECAT names it “{raw}”" if raw else "as POLECAT gives it"
    return (
        Party(
            text=None,
            start=None,
            end=None,
            name=name or raw or None,
            country=country or None,
            sector=sector if sector in SECTORS else None,
            id=WIKIPEDIA + wikipedia if wikipedia else msgspec.UNSET,
            office=office or msgspec.UNSET,
            because=because(ORIGIN, event_id, rule),
        ),
    )


def _where(cells: Mapping[str, str]) -> Where | None:
    name = cells["Placename"] or cells["City"] or cells["District"] or cells["Province"]
    country = cells["Country"].upper()
    if not (name or country):
        return None
    lat = number(cells["Latitude"], "Latitude", -90, 90)
    lon = number(cells["Longitude"], "Longitude", -180, 180)
    geonames = cells["GeoNames ID"].removesuffix(".0")
    kind = next((kind for kind in ("city", "district", "province") if cells[kind.capitalize()]), "country")
    return Where(
        text=None,
        start=None,
        end=None,
        name=name or None,
        country=country if known_country(country) else None,
        geonames=int(geonames) if GEONAMES.fullmatch(geonames) else msgspec.UNSET,
        lat=lat if lat is not None else msgspec.UNSET,
        lon=lon if lon is not None else msgspec.UNSET,
        admin1=cells["Province"] or msgspec.UNSET,
        precision=PRECISIONS[kind],
    )
