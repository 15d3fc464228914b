"""Copies in an archive: a new report is compared with those that share a band of its sketch, and its group made anew.

Bands and links are kept; of the reports compared only those that may share words are read again.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.merged import Copy
from dragoman.archive.storing import insert, number_of
from dragoman.records import Report
from dragoman.stories.alignment import aligned
from dragoman.stories.copies import CopyGroup, CopyLink, Provenance, groups, link, provenance
from dragoman.stories.gist import story_gist
from dragoman.stories.sketching import SKIPPED, bands
from dragoman.stories.wording import Wording, wording

HELD = 5000
"""Wordings of reports that are kept at hand while new ones are compared with them."""
EXACT = 0.98
Known = tuple[Wording, Provenance]


def copy(archive: Archive, reports: Sequence[str]) -> set[str]:
    """Look for copies among new reports and older ones, and store groups; inside the caller's transaction.

    Gives the ids of all reports whose place among copies may have changed.
    """
    connection = archive.connection

    held = _Held(archive)
    touched: set[str] = set()
    fresh: dict[int, list[int]] = defaultdict(list)
    for name in reports:
        number = number_of(connection, name)
        report = None if number is None or _is_read(connection, number) else archive.report(name)
        if report is None or number is None:
            continue
        own, here = held.enter(report)
        keys = bands(own)
        there = [known for other in _sharing(connection, keys, fresh) if (known := held.get(other))]
        for (_, source), shared in zip(there, aligned([words for words, _ in there], own), strict=True):
            if shared:
                _store_link(connection, link(source, here, shared))
                touched.update((name, source.report))
        for key in set(keys):
            fresh[key].append(number)
        _store_gist(connection, number, report, here)
    # In the table's order, since each page of it is then written once and not for every report.
    insert(connection, "copy_bands", [(key, number) for key in sorted(fresh) for number in sorted(fresh[key])])
    return _regroup(archive, touched, held)


class _Held:
    """Wordings and provenances of reports; those met last are kept at hand."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: OrderedDict[str, Known] = OrderedDict()

    def get(self, name: str) -> Known | None:
        """What is known of a report of the archive."""
        if name in self._known:
            self._known.move_to_end(name)
            return self._known[name]
        report = self._archive.report(name)
        return self.enter(report) if report else None

    def provenance(self, name: str) -> Provenance | None:
        """Where a report of the archive comes from; its words are not looked at for that."""
        if name in self._known:
            return self._known[name][1]
        report = self._archive.report(name)
        return provenance(report) if report else None

    def enter(self, report: Report) -> Known:
        """What is known of a report that has been read already."""
        known = self._known[report.id] = wording(report), provenance(report)
        if len(self._known) > HELD:
            self._known.popitem(last=False)
        return known


def _is_read(connection: sqlite3.Connection, report: int) -> bool:
    return connection.execute("SELECT 1 FROM report_gists WHERE report = ?", (report,)).fetchone() is not None


def _store_gist(connection: sqlite3.Connection, number: int, report: Report, own: Provenance) -> None:
    gist = story_gist(report)
    credits = msgspec.json.encode(own.credits).decode()
    insert(connection, "report_gists", [(number, credits, f"{gist.words:x}", f"{gist.names:x}")])


_SHARING = (
    f"SELECT (SELECT group_concat(report) FROM (SELECT report FROM copy_bands WHERE band = asked.value "
    f"LIMIT {SKIPPED + 1})) FROM json_each(?) AS asked"
)
"""The reports of each of many bands, no more than tell that it is a form of words; a query for each takes twice as
long."""


def _sharing(connection: sqlite3.Connection, keys: Sequence[int], fresh: Mapping[int, Sequence[int]]) -> list[str]:
    """The reports that share a band, stored or `fresh`, but for bands that are a mere form of words."""
    found: set[int] = set()
    rows = connection.execute(_SHARING, (msgspec.json.encode(keys).decode(),)).fetchall()
    for key, (stored,) in zip(keys, rows, strict=True):
        members = [*map(int, stored.split(",") if stored else ()), *fresh.get(key, ())]
        if len(members) <= SKIPPED:
            found.update(members)
    named = (connection.execute("SELECT id FROM reports WHERE no = ?", (number,)).fetchone() for number in found)
    return sorted(name for (name,) in named)


def _store_link(connection: sqlite3.Connection, one: CopyLink) -> None:
    numbers = (number_of(connection, one.copy), number_of(connection, one.original))
    record = msgspec.json.encode(one).decode()
    connection.execute("DELETE FROM copy_links WHERE copy = ? AND original = ?", numbers)
    insert(connection, "copy_links", [(*numbers, one.words, one.of_copy, one.of_original, record)])


def _regroup(archive: Archive, touched: set[str], held: _Held) -> set[str]:
    """Make the groups of these reports, and of all that hang together with them, anew."""
    links: dict[tuple[str, str], CopyLink] = {}
    members, waiting = set(touched), sorted(touched)
    while waiting:
        for one in _links_of(archive.connection, waiting.pop()):
            links[one.copy, one.original] = one
            new = {one.copy, one.original} - members
            members |= new
            waiting += sorted(new)
    if not members:
        return set()
    known = {name: source for name in sorted(members) if (source := held.provenance(name))}
    found = groups(links.values(), known)
    archive.store_copies(_copies(found, links))
    return members


def _links_of(connection: sqlite3.Connection, report: str) -> list[CopyLink]:
    number = number_of(connection, report)
    rows = connection.execute("SELECT record FROM copy_links WHERE copy = ?1 OR original = ?1", (number,)).fetchall()
    return [msgspec.json.decode(record, type=CopyLink) for (record,) in rows]


def _copies(found: Sequence[CopyGroup], links: dict[tuple[str, str], CopyLink]) -> list[Copy]:
    """Each report's place in its group; a spliced report stands in the group with which it shares most."""
    places: dict[str, tuple[float, Copy]] = {}
    by_copy: dict[str, list[CopyLink]] = defaultdict(list)
    for one in links.values():
        by_copy[one.copy].append(one)
    for group in found:
        inside = frozenset(group.members)
        for member in group.members:
            nearest = links.get((member, group.original)) or _nearest(by_copy[member], inside)
            share = nearest.of_copy if nearest else 0.0
            if member == group.original:
                made = Copy(member, group.original, None, "original", None, group.reason)
            else:
                reason = nearest.reason if nearest else "it shares words with other copies of the group"
                kind = "spliced" if member in group.spliced else _kind(nearest)
                made = Copy(member, group.original, group.original, kind, share, reason)
            if member not in places or share > places[member][0]:
                places[member] = share, made
    return [made for _, (_, made) in sorted(places.items())]


def _nearest(links: Iterable[CopyLink], members: Set[str]) -> CopyLink | None:
    """The link of a copy with that report of its group of which it carries most."""
    inside = (one for one in links if one.original in members)
    return max(inside, key=lambda one: (one.of_copy, one.original), default=None)


def _kind(one: CopyLink | None) -> str:
    if one is None:
        return "near"
    if one.of_copy >= EXACT and one.of_original >= EXACT:
        return "exact"
    if one.reason.startswith("it credits"):
        return "agency"
    return "contained" if one.of_copy >= EXACT else "near"
