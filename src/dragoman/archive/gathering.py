"""Tellings in an archive: kept for each claim, with the stretches of days in which it meets others."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from dragoman.archive.storing import insert
from dragoman.records import Claim, Report
from dragoman.stories.acquaintance import Cast, Side
from dragoman.stories.blocking import stretches
from dragoman.stories.gist import Gist
from dragoman.stories.telling import Site, Telling, telling

MERGED = "claims.shown = 1 AND claims.report IS NOT NULL AND coalesce(claims.review, '') != 'rejected'"
"""The claims that are merged: those that are shown, of reports, and that nobody rejected."""
Kept = tuple[
    str, str, tuple[int, str, int], int, str, str, str, bool, str, str, tuple[Side, ...], tuple[Side, ...], int, int,
    str, Site | None, tuple[tuple[str, int, int], ...], str, str,
]  # fmt: skip
REPEATED = (1, 4, 5, 6, 8, 9, 14, 15)
"""Places of a telling's row whose values many rows share: report, codes, anchor, parties, basis, site."""
ACTORS, RECIPIENTS, EVERYONE = 10, 11, 12
_decode = msgspec.json.Decoder(Kept).decode
_claim = msgspec.json.Decoder(Claim).decode


def store_tellings(connection: sqlite3.Connection, run: int, report: Report) -> list[int]:
    """Make and keep the tellings of a report's claims; gives the claims' numbers. Those of other codings go."""
    number = connection.execute("SELECT no FROM reports WHERE id = ?", (report.id,)).fetchone()[0]
    forget(connection, number)
    row = connection.execute("SELECT words, names FROM report_gists WHERE report = ?", (number,)).fetchone()
    story = Gist(int(row[0], 16), int(row[1], 16))
    found = connection.execute(
        "SELECT claims.no, record FROM claims JOIN claim_records ON claim_records.claim = claims.no "
        f"WHERE claims.report = ? AND {MERGED} ORDER BY claims.no",
        (number,),
    ).fetchall()
    told = [(claim, telling(report, _claim(record), story)) for claim, record in found]
    insert(connection, "tellings", [(claim, run, number, made.event, _encoded(made)) for claim, made in told])
    times = [(made.event, one, claim) for claim, made in told for one in stretches(made)]
    insert(connection, "telling_stretches", sorted(times))
    return [claim for claim, _ in found]


def forget(connection: sqlite3.Connection, report: int) -> None:
    """Take the tellings of a report out."""
    connection.execute(
        "DELETE FROM telling_stretches WHERE claim IN (SELECT claim FROM tellings WHERE report = ?)", (report,)
    )
    connection.execute("DELETE FROM tellings WHERE report = ?", (report,))


def _encoded(one: Telling) -> str:
    masks = (f"{one.gist.words:x}", f"{one.gist.names:x}")
    plain: list[Any] = list(one[:-2])
    del plain[EVERYONE]
    plain[ACTORS], plain[RECIPIENTS] = one.actors.sides, one.recipients.sides
    return msgspec.json.encode((*plain, *masks)).decode()


class Reader:
    """Makes tellings of their rows; equal parties, sites and stories are one object, which saves memory."""

    def __init__(self) -> None:
        self._same: dict[Any, Any] = {}
        self._stories: dict[int, Gist] = {}
        self._casts: dict[tuple[Side, ...], Cast] = {}

    def read(self, record: str, report: int, words: str, names: str) -> Telling:
        """The telling of a row with its report's masks."""
        row = _decode(record)
        plain: list[Any] = list(row[:-2])
        for place in REPEATED:
            plain[place] = self._same.setdefault(plain[place], plain[place])
        if report not in self._stories:
            self._stories[report] = Gist(int(words, 16), int(names, 16))
        gist = Gist(int(row[-2], 16), int(row[-1], 16))
        actors, recipients = plain[ACTORS], plain[RECIPIENTS]
        plain[ACTORS : RECIPIENTS + 1] = (self._cast(one) for one in (actors, recipients, (*actors, *recipients)))
        plain += [gist, self._stories[report]]
        return Telling(*plain)

    def _cast(self, sides: tuple[Side, ...]) -> Cast:
        found = self._casts.get(sides)
        if found is None:
            found = self._casts[sides] = Cast.of(sides)
        return found


READ = (
    "SELECT tellings.claim, tellings.record, tellings.report, report_gists.words, report_gists.names FROM {} "
    "JOIN report_gists ON report_gists.report = tellings.report WHERE {}"
)
