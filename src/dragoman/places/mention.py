"""What the places room hands on: places named in sentences, each with what it was taken for and why."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from dragoman.places.gazetteer import Entry
from dragoman.records import Where

INTERNATIONAL_WATERS = 7
PRECISION = {
    "capital": 1,
    "city": 1,
    "town": 1,
    "building": 1,
    "square": 1,
    "street": 1,
    "base": 1,
    "camp": 1,
    "airport": 1,
    "nuclear site": 1,
    "crossing": 1,
    "port": 1,
    "dam": 1,
    "prison": 1,
    "oilfield": 2,
    "district": 1,
    "strait": 2,
    "river": 2,
    "mountain": 2,
    "lake": 2,
    "valley": 2,
    "canal": 2,
    "island": 2,
    "admin2": 3,
    "admin1": 4,
    "area": 4,
    "disputed": 4,
    "desert": 5,
    "mountains": 5,
    "peninsula": 5,
    "region": 6,
    "country": 6,
    "unlisted": 6,
    "continent": 6,
    "sea": INTERNATIONAL_WATERS,
    "gulf": INTERNATIONAL_WATERS,
    "ocean": INTERNATIONAL_WATERS,
}
"""UCDP's where_prec by kind: 1 exact, 2 near, 3 second-level and 4 first-level division, 5 linear or fuzzy area,
6 country, 7 international waters."""


class Resolution(NamedTuple):
    """What a name was taken for: the entry, or None with a reason; the rule; entries not chosen, best first."""

    entry: Entry | None
    rule: str
    reason: str | None = None
    alternatives: tuple[Entry, ...] = ()


class PlaceMention(msgspec.Struct, frozen=True):
    """A place named in a sentence: tokens [first, last), whether the words mean the ground itself, and which place.

    `literal` is False where the name stands for a government, a side or a body ("Moscow said"). `where` is None where
    the gazetteer does not tell, and `reason` says why. `rule` tells how it was resolved, `reading` why it is literal
    or not; `alternatives` are the places not chosen, best first.
    """

    first: int
    last: int
    literal: bool
    where: Where | None
    rule: str = ""
    reading: str = ""
    reason: str | None = None
    alternatives: tuple[Where, ...] = ()
    kind: str = ""


def place(entry: Entry, admin1: str | None, text: str | None, start: int | None, end: int | None) -> Where:
    """The record of an entry at its mention; unknown parts are left unset."""
    return Where(
        text=text,
        start=start,
        end=end,
        name=entry.name,
        country=entry.country,
        geonames=entry.geonames if entry.geonames is not None else msgspec.UNSET,
        lat=entry.lat,
        lon=entry.lon,
        admin1=admin1 if admin1 else msgspec.UNSET,
        precision=PRECISION.get(entry.kind, 1),
    )
