"""The places that a name may mean, from the name alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.places.geography import Geography
from dragoman.places.naming import key

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern northeast northwest southeast southwest upper lower inner outer greater downtown mainland rural "
    "northernmost southernmost easternmost westernmost coastal war-torn occupied".split()
)
GENERIC_FRONT = (
    "city of ",
    "town of ",
    "village of ",
    "province of ",
    "state of ",
    "port of ",
    "region of ",
    "county of ",
)
GENERIC_BACK = (
    " province",
    " city",
    " region",
    " governorate",
    " district",
    " state",
    " area",
    " town",
    " village",
    " oblast",
    " county",
    " parish",
    " prefecture",
    " municipality",
    " metropolitan area",
    " border",
    " neighborhood",
    " neighbourhood",
    " department",
    " republic",
    " suburb",
    " suburbs",
    " proper",
)
WELL_KNOWN = 100_000
"""Inhabitants from which on a place is recognised inside a longer name."""
DIVISIONS = {
    "county": "admin2",
    "parish": "admin2",
    "district": "admin2",
    "province": "admin1",
    "governorate": "admin1",
    "oblast": "admin1",
    "state": "admin1",
    "prefecture": "admin1",
}
"""The generic word of a name and the kind of division that it asks for."""


class Candidates:
    """Names to entries: short forms, demonyms, countries, features, then the gazetteer."""

    def __init__(self, folder: Path | None = None) -> None:
        self.geography = Geography(folder)
        self.gazetteer = Gazetteer(folder)
        self.under = lru_cache(maxsize=20_000)(self._under)

    def _under(self, name: str) -> tuple[Entry, ...]:
        """Entries for a name as written, or as it reads without direction and generic words."""
        short = self.geography.short.get(name.replace(".", "").replace(" ", ""))
        if short is not None and (name.isupper() or "." in name or len(name) <= 5):
            found = self._division(short)
            if found:
                return found
        folded = key(name)
        found = self._exact(folded)
        wanted = DIVISIONS.get(folded.rpartition(" ")[2])
        if found and not (wanted and all(entry.kind != wanted for entry in found)):
            return found
        stripped = self._stripped(folded)
        if wanted:
            fitting = tuple(entry for entry in stripped if entry.kind in (wanted, "admin1", "admin2"))
            stripped = fitting or stripped
        return found + tuple(entry for entry in stripped if entry not in found)

    def parents(self, name: str) -> tuple[Entry, ...]:
        """What may hold a place named before it: countries, divisions, islands; no demonym, no settlement."""
        if key(name) in self.geography.demonyms:
            return ()
        return tuple(entry for entry in self.under(name) if entry.kind not in ("city", "capital", "airport"))

    def inside(self, name: str) -> Entry | None:
        """The well-known place whose name is part of another name ("Dubai World Cup", "University of California")."""
        words = name.split()
        for size in range(min(3, len(words) - 1), 0, -1):
            for start in range(len(words) - size + 1):
                part = " ".join(words[start : start + size])
                if not part[0].isupper() or key(part) in self.geography.demonyms or key(part) in DIRECTIONS:
                    continue
                for entry in self.under(part):
                    large = entry.population >= WELL_KNOWN and not entry.alias
                    if entry.kind == "country" or (large and entry.kind in ("city", "capital", "admin1")):
                        return entry
        return None

    def by_geonames(self) -> dict[int, tuple[str | None, str]]:
        """Country and first-level division of every GeoNames id held; reads the whole gazetteer."""
        held: dict[int, tuple[str | None, str]] = {}
        for entry in (*self.geography.entries(), *self.gazetteer.entries()):
            if entry.geonames is not None:
                held.setdefault(entry.geonames, (entry.country, entry.admin1))
        return held

    def _exact(self, folded: str) -> tuple[Entry, ...]:
        known = self.geography.under(folded)
        country = self.geography.demonyms.get(folded)
        if country is not None and not known:
            known = (self.geography.countries[country].entry(alias=True),)
        found = self.gazetteer.under(folded)
        if any(entry.kind in ("city", "capital") and not entry.alias and entry.population > 100_000 for entry in found):
            known = tuple(entry for entry in known if not (entry.kind == "country" and entry.alias))
        return known + found

    def _division(self, code: str) -> tuple[Entry, ...]:
        if code in self.geography.countries:
            return (self.geography.countries[code].entry(alias=True),)
        name = self.geography.admin1.get(code)
        found = self.gazetteer.named(name) if name else ()
        return tuple(entry for entry in found if entry.kind == "admin1" and entry.admin1 == code)

    def _stripped(self, folded: str) -> tuple[Entry, ...]:
        for front in GENERIC_FRONT:
            if folded.startswith(front):
                return self._exact(folded[len(front) :])
        for back in GENERIC_BACK:
            if folded.endswith(back) and self._exact(folded[: -len(back)]):
                return self._exact(folded[: -len(back)])
        first, _, rest = folded.partition(" ")
        if rest and first in DIRECTIONS:
            return self._under(rest)
        return ()
