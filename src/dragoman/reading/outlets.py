"""Who published a report: its outlet by the host of its address or by the title of its feed (`outlets.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dragoman.errors import BadTable
from dragoman.tables import Row, cell_list, package_path, rows

COLUMNS = ("name", "hosts", "titles", "country", "kind")
AGGREGATOR = "aggregator"
KINDS = ("agency", "newspaper", "broadcaster", "magazine", "online", "organisation", "government", AGGREGATOR)
BODIES = frozenset(("UNO", "IGO", "NGO", "KOS"))
"""Countries of PLOVER that are none of ISO 3166."""
TABLE = package_path("reading", "outlets.tsv")

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_COUNTRY = re.compile(r"[A-Z]{3}")
_BETWEEN = re.compile(r"\s+[-–—|»>·:]\s+|:\s+|\s*[|»]\s*")
_BLANKS = re.compile(r"\s+")


class Outlet(NamedTuple):
    """A publisher of news: its name, hosts, other titles, the country of its seat, its kind, and its row."""

    name: str
    hosts: tuple[str, ...]
    titles: tuple[str, ...]
    country: str
    kind: str
    row: str


def _outlet(row: Row) -> Outlet:
    cells = row.cells
    return Outlet(
        cells["name"],
        cell_list(cells["hosts"]),
        cell_list(cells["titles"]),
        cells["country"],
        cells["kind"],
        row.where,
    )


def problems(path: Path = TABLE) -> Iterator[str]:
    """What is wrong with a table of outlets, one sentence each. Raises BadTable where its columns are others."""
    hosts: dict[str, str] = {}
    titles: dict[str, str] = {}
    for outlet in map(_outlet, rows(path, COLUMNS)):
        if not outlet.name or not outlet.hosts:
            yield f"{outlet.row}: name and hosts must not be empty; fill them or remove the row"
        if outlet.kind not in KINDS:
            yield f"{outlet.row}: kind {outlet.kind!r}; write one of {', '.join(KINDS)}"
        if not _COUNTRY.fullmatch(outlet.country):
            yield f"{outlet.row}: country {outlet.country!r}; write ISO alpha-3 or one of {', '.join(sorted(BODIES))}"
        for host in outlet.hosts:
            if not _HOST.fullmatch(host):
                yield f"{outlet.row}: {host!r} is no host; write it in lower case without scheme and path"
            if host in hosts:
                yield f"{outlet.row}: the host {host} stands in {hosts[host]} already; keep it on one row"
            hosts[host] = outlet.row
        for title in {_key(title) for title in (outlet.name, *outlet.titles)}:
            if title in titles:
                yield f"{outlet.row}: {title!r} is a name in {titles[title]} already; add the country in brackets"
            titles[title] = outlet.row


def _key(title: str) -> str:
    return _BLANKS.sub(" ", title.strip()).casefold()


@cache
def outlets(path: Path = TABLE) -> tuple[Outlet, ...]:
    """All outlets of a table. Raises BadTable where it breaks its schema."""
    for problem in problems(path):
        raise BadTable(problem)
    return tuple(map(_outlet, rows(path, COLUMNS)))


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in outlets() for host in outlet.hosts}


@cache
def _by_title() -> dict[str, Outlet]:
    found = {_key(title): outlet for outlet in outlets() for title in (outlet.name, *outlet.titles)}
    for title, outlet in list(found.items()):
        # "Guardian" for "The Guardian", unless somebody else is called so.
        found.setdefault(title.removeprefix("the "), outlet)
    return found


def host_of(address: str) -> str | None:
    """The host of an address or of a mail address, in lower case, without `www.`; None where there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address.rpartition('@')[2]}").hostname
    except ValueError:
        return None
    return host.rstrip(".").removeprefix("www.") if host and "." in host else None


def outlet_at(address: str) -> Outlet | None:
    """The outlet that publishes at an address: that of the longest host that ends the address's."""
    host = host_of(address)
    while host and "." in host:
        if host in _by_host():
            return _by_host()[host]
        host = host.partition(".")[2]
    return None


def outlet_titled(title: str) -> Outlet | None:
    """The outlet of a feed's or page's title: of the whole ("BBC News"), or of a part ("World - The Guardian")."""
    for part in (title, *_BETWEEN.split(title)):
        if outlet := _by_title().get(_key(part)):
            return outlet
    return None


def outlet_name(url: str | None, title: str | None = None) -> str | None:
    """The name of the outlet of a report by its address, else by the title of its feed or page.

    Outlets that the table lacks are named by their host, since titles differ by section ("Daily Arland - World"), and
    by their title where there is no address or that of an aggregator, which shows what others publish.
    """
    known = outlet_at(url) if url else None
    if known and known.kind != AGGREGATOR:
        return known.name
    named = outlet_titled(title) if title else None
    if named and named.kind != AGGREGATOR:
        return named.name
    host = host_of(url) if url and not known else None
    if host or not title or named:
        return host
    return _BLANKS.sub(" ", title.strip()) or None
