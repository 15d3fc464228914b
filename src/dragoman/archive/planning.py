"""What there is to do: reports as they are read, without those that are stored already, in shards.

Two texts under one given id are two reports. The earlier published keeps the id, others get a hash behind it, so that
the outcome does not depend on which was read first; they wait until everything else is stored, and then go together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.archive import rows, storing
from dragoman.archive.archive import Archive
from dragoman.records import Report
from dragoman.settings import current


class Plan:
    """Decides what of the reports that are read is to be coded by a run, and under which id."""

    def __init__(self, archive: Archive, run: str) -> None:
        self.archive = archive
        self.connection = archive.connection
        self.run = run
        self._under_way: dict[str, set[str]] = {}
        self._apart: dict[str, dict[str, Report]] = {}

    def take(self, report: Report) -> Report | None:
        """The report under the id by which it is to be coded; None where it is known, under way, or set apart."""
        report = rows.kept(report)
        given, content = storing.given_id(report), rows.content_sha256(report)
        if content in self._under_way.get(given, ()):
            return None
        stored = self.connection.execute(
            "SELECT no, id FROM reports WHERE given_id = ? AND content_sha256 = ?", (given, content)
        ).fetchone()
        if stored is None and (given in self._under_way or storing.number_of(self.connection, given) is not None):
            self._apart.setdefault(given, {})[content] = storing.renamed(report, given)
            return None
        if stored is not None and self._is_coded(stored[0]):
            return None
        self._under_way.setdefault(given, set()).add(content)
        return storing.renamed(report, stored[1] if stored else given)

    def is_apart(self, report: Report) -> bool:
        """Whether a report waits because another text has its id."""
        return rows.content_sha256(report) in self._apart.get(storing.given_id(report), ())

    def stored(self, report: Report) -> None:
        """Note that a report is under way no longer: it is stored, or it could not be coded."""
        given = storing.given_id(report)
        contents = self._under_way.get(given)
        if contents is not None:
            contents.discard(rows.content_sha256(report))
            if not contents:
                del self._under_way[given]

    def apart(self) -> Iterator[list[Report]]:
        """Shards of the reports that were set apart, when all else is stored: those of one given id together."""
        for given, variants in sorted(self._apart.items()):
            holder = self.archive.report(given)
            if holder is None:
                first = min(variants.values(), key=_order)
            elif self._may_move(given) and _order(holder) > min(map(_order, variants.values())):
                variants[rows.content_sha256(holder)] = holder
                first = min(variants.values(), key=_order)
            else:
                first = holder
            keeper = rows.content_sha256(first)
            ordered = sorted(variants.items(), key=lambda item: _order(item[1]))
            yield [one if content == keeper else storing.variant(one) for content, one in ordered]
        self._apart.clear()

    def _may_move(self, report: str) -> bool:
        number = storing.number_of(self.connection, report)
        return number is not None and storing.is_untouched(self.connection, number)

    def _is_coded(self, number: int) -> bool:
        row = self.connection.execute(
            "SELECT 1 FROM coded JOIN runs ON runs.no = coded.run WHERE runs.id = ? AND report = ?", (self.run, number)
        ).fetchone()
        return row is not None


def in_shards(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports in shards of the size that the settings allow."""
    settings = current().archive
    shard: list[Report] = []
    characters = 0
    for report in reports:
        shard.append(report)
        characters += len(report.text)
        if len(shard) >= settings.shard_reports or characters >= settings.shard_characters:
            yield shard
            shard, characters = [], 0
    if shard:
        yield shard


def _order(report: Report) -> tuple[str, str, str]:
    return (report.published or "9999-99-99", report.published_time or "", rows.content_sha256(report))
