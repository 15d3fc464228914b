"""Reading ICEWS: a row gives one claim; its CAMEO code gives PLOVER type, mode and context by our crosswalk.

What survives: the CAMEO code, date, names, sectors and countries of both sides, place, publisher, story. The intensity
follows from the code. Mere statements (most of CAMEO 01) have no PLOVER type and are left out, counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

from dragoman.errors import BadSetting
from dragoman.exchange.codes import country_named, groups, sector_of
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
from dragoman.exchange.telling import Telling
from dragoman.ontology.cameo import codes
from dragoman.ontology.crosswalk import to_plover
from dragoman.reading import Unreadable
from dragoman.records import Claim, Party, When, Where

ORIGIN = "icews"
STATEMENT = "a mere statement, which PLOVER does not code"


def read_icews(name: str, stream: BinaryIO) -> Iterator[Telling | LeftOut | Unreadable]:
    """The claims of an ICEWS file; a bad row is an Unreadable with its line."""
    for row in tab_rows(name, stream, ORIGIN):
        if isinstance(row, Unreadable):
            yield row
            continue
        try:
            yield _telling(row)
        except BadRow as error:
            yield Unreadable(name, row.line, str(error))


def cameo_code(code: str, event_text: str) -> str:
    """The code of a row as CAMEO writes it.

    `10` beside "Make statement" is 010 that lost its zero on the way through a spreadsheet: the event's text proves
    it. A code that is none, and that no text proves, is refused rather than guessed.
    """
    known = codes()
    zeroed = known.get(f"0{code}")
    if zeroed and zeroed.name.casefold() == event_text.casefold() and code.isdigit():
        same = known.get(code)
        if same is None or same.name.casefold() != event_text.casefold():
            return zeroed.code
    if code not in known:
        hint = f"; did 0{code} lose its zero? Read the column as text" if zeroed else "; mend it or remove the row"
        raise BadRow(f"CAMEO Code is {code!r} and none of CAMEO's{hint}")
    return code


def _telling(row: Row) -> Telling | LeftOut:
    cells = row.cells
    event_id = cells["Event ID"]
    if not event_id:
        raise BadRow("the row has no Event ID; give it one")
    cameo = cameo_code(cells["CAMEO Code"], cells["Event Text"])
    try:
        coded = to_plover(cameo)
    except BadSetting as error:
        raise BadRow(str(error)) from None
    if coded is None:
        return LeftOut(row.line, STATEMENT)
    date = day(cells["Event Date"], "Event Date")
    report = textless_report(ORIGIN, cells["Story ID"] or event_id, date, cells["Publisher"])
    claim = Claim(
        report=report.id,
        sentence_start=0,
        sentence_end=0,
        anchor=NO_WORDS,
        event=coded.event,
        mode=coded.mode,
        content=None,
        status="actual",
        actors=_party(cells, "Source", event_id),
        recipients=_party(cells, "Target", event_id),
        sources=(),
        # ICEWS dates an event by its story.
        when=When(None, None, None, date, date, "report"),
        where=_where(cells),
        contexts=(coded.context,) if coded.context else (),
        id=row_id(ORIGIN, _identity(cells)),
        cameo=cameo,
        because={"event": because(ORIGIN, event_id, f"the crosswalk of CAMEO {cameo}")},
        run=ORIGIN,
    )
    return Telling(report, claim)


def _identity(cells: Mapping[str, str]) -> Iterator[str]:
    for column, cell in cells.items():
        yield ",".join(parts(cell, ",")) if column.endswith("Sectors") else cell


def _party(cells: Mapping[str, str], side: str, event_id: str) -> tuple[Party, ...]:
    name, country = cells[f"{side} Name"], cells[f"{side} Country"]
    if not (name or country):
        return ()
    sectors = set(parts(cells[f"{side} Sectors"], ","))
    code = country_named(ORIGIN, country) if country else _group(name, sectors)
    if country and code is None:
        raise BadRow(f"{side} Country is {country!r}, which no table knows; add it to exchange/codes/countries.tsv")
    return (
        Party(
            text=None,
            start=None,
            end=None,
            name=name or None,
            country=code,
            sector=sector_of(ORIGIN, sectors),
            because=because(ORIGIN, event_id, f"as ICEWS gives it: {', '.join(sorted(sectors)) or 'no sector'}"),
        ),
    )


def _group(name: str, sectors: set[str]) -> str | None:
    """The code of an actor without a state: by its name, else by a sector that only such actors have."""
    known = groups(ORIGIN)
    named = next((code for code, group in known.items() if name.startswith(group.names or (" ",))), None)
    return named or next((c for c, group in known.items() if group.sector in sectors and not group.names), None)


def _where(cells: Mapping[str, str]) -> Where | None:
    name = cells["City"] or cells["District"] or cells["Province"] or cells["Country"]
    if not name:
        return None
    lat = number(cells["Latitude"], "Latitude", -90, 90)
    lon = number(cells["Longitude"], "Longitude", -180, 180)
    return Where(
        text=None,
        start=None,
        end=None,
        name=name,
        country=country_named(ORIGIN, cells["Country"]),
        lat=lat if lat is not None else msgspec.UNSET,
        lon=lon if lon is not None else msgspec.UNSET,
        admin1=cells["Province"] or msgspec.UNSET,
        precision=1 if cells["City"] else 3 if cells["District"] else 4 if cells["Province"] else 6,
    )
