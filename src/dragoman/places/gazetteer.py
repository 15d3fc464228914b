"""The gazetteer on disk: two sorted tables, looked up in place, nothing loaded.

`gazetteer.tsv` holds a row for each settlement, division and airport of the world, `aliases.tsv` their other names;
both are sorted by key. Only the keys at the border of each page are held in memory.
"""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.places.naming import key
from dragoman.tables import package_path

ENTRY_COLUMNS = ("key", "geonames", "name", "kind", "country", "admin1", "lat", "lon", "population")
ALIAS_COLUMNS = ("key", "geonames", "target")
PAGE = 4096
REMEMBERED = 20_000
"""Names whose entries a gazetteer keeps at hand."""


class Entry(NamedTuple):
    """A place: canonical name, kind, ISO alpha-3 (or PLOVER's exception, None in no country), admin1 code, centre.

    `population` is 0 where unknown. `alias` tells that it was found under another name. `area` holds the countries
    of a region of the world or of a disputed area.
    """

    geonames: int | None
    name: str
    kind: str
    country: str | None
    admin1: str
    lat: float
    lon: float
    population: int
    alias: bool = False
    area: tuple[str, ...] = ()


class SortedTable:
    """A table sorted by its first cell, mapped into memory and searched by page."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = b"\t".join(column.encode() for column in columns) + b"\n"
        start = self._bytes.find(header, 0, PAGE)
        if start < 0:
            raise BadTable(f"{path}:1: the header is not {', '.join(columns)}; build the table again")
        self._starts = [start + len(header)]
        self._keys: list[bytes] = []
        size = len(self._bytes)
        while self._starts[-1] < size:
            here = self._starts[-1]
            self._keys.append(self._bytes[here : self._bytes.find(b"\t", here)])
            border = self._bytes.find(b"\n", min(here + PAGE, size - 1))
            border = self._next_key(border + 1) if border >= 0 else size
            self._starts.append(border)

    def _next_key(self, here: int) -> int:
        """The first row from `here` on whose key differs from the one before: a key never spans two pages."""
        size = len(self._bytes)
        if here >= size:
            return size
        first = self._bytes[here : self._bytes.find(b"\t", here) + 1]
        while here < size and self._bytes[here : here + len(first)] == first:
            here = self._bytes.find(b"\n", here) + 1
        return here

    def rows(self, folded: str) -> list[list[str]]:
        """The cells of every row under a key."""
        wanted = folded.encode()
        page = bisect_right(self._keys, wanted) - 1
        if page < 0:
            return []
        text = b"\n" + self._bytes[self._starts[page] : self._starts[page + 1]]
        found = []
        at = text.find(b"\n" + wanted + b"\t")
        while at >= 0 and text.startswith(wanted + b"\t", at + 1):
            end = text.find(b"\n", at + 1)
            found.append(text[at + 1 : end].decode().split("\t"))
            at = end
        return found

    def all_rows(self) -> Iterator[list[str]]:
        """The cells of every row."""
        for line in self._bytes[self._starts[0] :].splitlines():
            yield line.decode().split("\t")


class Gazetteer:
    """Settlements, divisions and airports of the world by name."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or package_path("knowledge", "places")
        self._entries = SortedTable(folder / "gazetteer.tsv", ENTRY_COLUMNS)
        self._aliases = SortedTable(folder / "aliases.tsv", ALIAS_COLUMNS)
        self.under = lru_cache(maxsize=REMEMBERED)(self._under)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every entry that bears a name, canonical names first."""
        return self.under(key(name))

    def entries(self) -> Iterator[Entry]:
        """Every entry of the gazetteer, in the order of keys."""
        for cells in self._entries.all_rows():
            yield _entry(cells, False)

    def _under(self, folded: str) -> tuple[Entry, ...]:
        found = {cells[1] or cells[2]: _entry(cells, False) for cells in self._entries.rows(folded)}
        for _, geonames, target in self._aliases.rows(folded):
            if geonames not in found:
                for cells in self._entries.rows(target):
                    if cells[1] == geonames:
                        found[geonames] = _entry(cells, True)
        return tuple(found.values())


def _entry(cells: list[str], alias: bool) -> Entry:
    _, geonames, name, kind, country, admin1, lat, lon, population = cells
    number = int(geonames) if geonames else None
    return Entry(number, name, kind, country or None, admin1, float(lat), float(lon), int(population), alias)
