"""Names of news agencies, papers and broadcasters as datelines and bylines write them (`agencies.tsv`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("name", "aliases", "country", "kind")
KINDS = ("agency", "newspaper", "broadcaster", "online")

_BETWEEN = re.compile(r"\s*/\s*|\s*[,;&|]\s*|\s+[-–—]\s+|\s+(?:and|via|with)\s+")
_BLANKS = re.compile(r"\s+")
_SPACED_HYPHEN = re.compile(r"\s*-\s*")


class Agency(NamedTuple):
    """A source of news: its name, the country of its seat (ISO 3166-1 alpha-3), its kind, and its row."""

    name: str
    country: str
    kind: str
    row: str


def _key(name: str) -> str:
    return _SPACED_HYPHEN.sub("-", _BLANKS.sub(" ", name.strip())).casefold()


@cache
def agencies() -> dict[str, Agency]:
    """Every name and alias, folded, with its agency. Raises BadTable where two rows share a name."""
    found: dict[str, Agency] = {}
    for row in rows(package_path("reading", "agencies.tsv"), COLUMNS):
        cells = row.cells
        if cells["kind"] not in KINDS:
            raise BadTable(f"{row.where}: kind {cells['kind']!r}; write one of {', '.join(KINDS)}")
        agency = Agency(cells["name"], cells["country"], cells["kind"], row.where)
        for key in {_key(name) for name in (cells["name"], *cell_list(cells["aliases"]))}:
            if key in found:
                raise BadTable(f"{row.where}: {key!r} is already a name in {found[key].row}; keep it on one row")
            found[key] = agency
    return found


def agency(name: str) -> Agency | None:
    """The agency of that name or abbreviation, whatever its case; None where the table lacks it."""
    return agencies().get(_key(name))


def split_names(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of the names that share `text[start:end]`, as in "UrduPoint News / Sputnik".

    A name that the table knows with its separator in it ("RFE/RL", "ACAN - EFE") stays whole.
    """
    if agency(text[start:end]):
        return (_trimmed(text, start, end),)
    spans: list[tuple[int, int]] = []
    at = start
    for between in (*_BETWEEN.finditer(text, start, end), None):
        stop = between.start() if between else end
        part = _trimmed(text, at, stop)
        if part[0] < part[1]:
            spans.append(part)
        at = between.end() if between else end
    return tuple(spans)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
