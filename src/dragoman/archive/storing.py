"""Writing reports with their claims; every function works inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from dragoman.archive import rows
from dragoman.archive.rows import ClaimRows, Setting
from dragoman.archive.runs import Run
from dragoman.errors import ArchiveError
from dragoman.records import Claim, Report
from dragoman.schema.tables import table

CLAIM_TABLES = ClaimRows._fields
SHOWN_BY_CLAIM = ("parties", "dyads", "claim_contexts")
VARIANT_MARK = "~"
VARIANT_DIGITS = 8


class Coded(NamedTuple):
    """A report with its claims, as they are stored together. `note` says why it was not coded."""

    report: Report
    claims: tuple[Claim, ...]
    note: str | None = None


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_run(connection: sqlite3.Connection, run: Run) -> int:
    """The number of a run in this archive; it is added where it is new."""
    found = connection.execute("SELECT no FROM runs WHERE id = ?", (run.id,)).fetchone()
    if found:
        return int(found[0])
    number = next_number(connection, "runs")
    values = (number, *(getattr(run, name) for name in Run.__struct_fields__), now())
    insert(connection, "runs", [values])
    return number


def placed(connection: sqlite3.Connection, report: Report) -> Report:
    """The report under the id by which the archive keeps, or would keep, it.

    That is its own id, unless another text already stands under it: then the id with a hash of the content.
    """
    given = given_id(report)
    found = connection.execute(
        "SELECT id FROM reports WHERE given_id = ? AND content_sha256 = ?", (given, rows.content_sha256(report))
    ).fetchone()
    if found:
        return renamed(report, found[0])
    own = renamed(report, given)
    return own if number_of(connection, given) is None else variant(own)


def renamed(report: Report, id: str) -> Report:
    """The report under another id."""
    return report if report.id == id else msgspec.structs.replace(report, id=id)


def variant(report: Report) -> Report:
    """The report under its given id with a hash of its content, for one whose id another text has."""
    return renamed(report, given_id(report) + _ending(report))


def given_id(report: Report) -> str:
    """The id that the source gave to a report that may be kept as a variant."""
    return report.id.removesuffix(_ending(report)) if VARIANT_MARK in report.id else report.id


def _ending(report: Report) -> str:
    return f"{VARIANT_MARK}{rows.content_sha256(report)[:VARIANT_DIGITS]}"


def is_untouched(connection: sqlite3.Connection, report: int) -> bool:
    """Whether nothing rests on a report yet: one run has coded it, nothing has followed, no person has judged it."""
    codings = connection.execute("SELECT followed FROM coded WHERE report = ?", (report,)).fetchall()
    judged = connection.execute(
        "SELECT 1 FROM reviews WHERE target IN (SELECT id FROM claims WHERE report = ?) LIMIT 1", (report,)
    ).fetchone()
    return len(codings) <= 1 and not any(followed for (followed,) in codings) and judged is None


def number_of(connection: sqlite3.Connection, report: str) -> int | None:
    """The number of the report of an id."""
    found = connection.execute("SELECT no FROM reports WHERE id = ?", (report,)).fetchone()
    return int(found[0]) if found else None


def store(connection: sqlite3.Connection, run: int, coded: Iterable[Coded]) -> tuple[int, int]:
    """Store reports with the claims of a run; what the run has coded before is left as it is.

    Older codings of the same report stay, and are no longer shown. Returns the numbers of reports and claims added.
    """
    origin = connection.execute("SELECT origin FROM runs WHERE no = ?", (run,)).fetchone()[0]
    coded = list(coded)
    moved_reports, moved_claims = _make_room(connection, [one.report for one in coded])
    number = next_number(connection, "claims")
    stored = -moved_reports
    batch: list[ClaimRows] = []
    for report, claims, note in coded:
        place = _stored_report(connection, rows.kept(report))
        if connection.execute("SELECT 1 FROM coded WHERE run = ? AND report = ?", (run, place)).fetchone():
            continue
        _hide(connection, place)
        setting = Setting(run, place, True, report.outlet, report.published, origin)
        own = rows.identified(claims)
        batch.extend(rows.claim_rows(number + i, claim, setting) for i, claim in enumerate(own))
        number += len(own)
        insert(connection, "coded", [(run, place, len(own), 1, note, 0)])
        stored += 1
    add_claims(connection, batch)
    return stored, len(batch) - moved_claims


def note_shard(connection: sqlite3.Connection, name: str, run: int, reports: int, claims: int, sha256: str) -> None:
    """Write a shard into the manifest, beside what it brought."""
    connection.execute(
        "INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?, ?, ?)", (name, run, reports, claims, sha256, now())
    )


def store_imported(
    connection: sqlite3.Connection, run: int, claims: Iterable[tuple[Claim, str | None, str | None]]
) -> int:
    """Store claims of an import, each with outlet and date of publication where they are known; no report is needed.

    A claim that the run has already is left as it is. Returns the number of claims added.
    """
    origin = connection.execute("SELECT origin FROM runs WHERE no = ?", (run,)).fetchone()[0]
    number = next_number(connection, "claims")
    batch: list[ClaimRows] = []
    for claim, outlet, published in claims:
        (claim,) = rows.identified((claim,))
        if connection.execute("SELECT 1 FROM claims WHERE run = ? AND id = ?", (run, claim.id)).fetchone():
            continue
        report = number_of(connection, claim.report) if claim.report else None
        setting = Setting(run, report, True, outlet, published, origin)
        batch.append(rows.claim_rows(number + len(batch), claim, setting))
    add_claims(connection, batch)
    return len(batch)


def add_claims(connection: sqlite3.Connection, batch: Sequence[ClaimRows]) -> None:
    """Insert the rows of claims"""
    for name in CLAIM_TABLES:
        values = [getattr(one, name) for one in batch]
        flat = values if name in ("claims", "claim_records") else [row for rows_ in values for row in rows_]
        insert(connection, name, flat)


def remove(connection: sqlite3.Connection, report: int) -> None:
    """Take a report and its claims of all runs out. Only for one upon which nothing has been built (see `coded`)."""
    for name in ("claim_records", *SHOWN_BY_CLAIM, "claim_counts"):
        connection.execute(f"DELETE FROM {name} WHERE claim IN (SELECT no FROM claims WHERE report = ?)", (report,))
    for name in ("claims", "coded", "texts"):
        connection.execute(f"DELETE FROM {name} WHERE report = ?", (report,))
    connection.execute("DELETE FROM reports WHERE no = ?", (report,))


def insert(connection: sqlite3.Connection, name: str, values: Sequence[rows.Row]) -> None:
    """Insert whole rows, in the order of the declared columns."""
    if values:
        marks = ", ".join("?" * len(table(name).columns))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)


def _stored_report(connection: sqlite3.Connection, report: Report) -> int:
    given = given_id(report)
    found = connection.execute(
        "SELECT no, id FROM reports WHERE given_id = ? AND content_sha256 = ?", (given, rows.content_sha256(report))
    ).fetchone()
    if found and found[1] == report.id:
        return int(found[0])
    if found or number_of(connection, report.id) is not None:
        raise ArchiveError(
            f"the report id {report.id!r} stands for another text in this archive; code the report under the id that "
            "`Archive.placed` gives it"
        )
    number = next_number(connection, "reports")
    insert(connection, "reports", [rows.report_row(number, given, report)])
    insert(connection, "texts", [(number, report.headline.text if report.headline else "", report.text)])
    return number


def _make_room(connection: sqlite3.Connection, reports: Sequence[Report]) -> tuple[int, int]:
    """Take a report out whose id an earlier one is to have, where it comes back here under its id and hash.

    Returns how many reports and claims were taken out.
    """
    moved = claims = 0
    contents = {(given_id(report), rows.content_sha256(report)) for report in reports if VARIANT_MARK in report.id}
    for report in reports if contents else ():
        held = connection.execute("SELECT no, content_sha256 FROM reports WHERE id = ?", (report.id,)).fetchone()
        if held and held[1] != rows.content_sha256(report) and (report.id, held[1]) in contents:
            if is_untouched(connection, held[0]):
                moved += 1
                claims += connection.execute("SELECT count(*) FROM claims WHERE report = ?", (held[0],)).fetchone()[0]
                remove(connection, held[0])
    return moved, claims


def _hide(connection: sqlite3.Connection, report: int) -> None:
    """Let older codings of a report be shown no longer."""
    older = connection.execute("SELECT run FROM coded WHERE report = ? AND shown = 1", (report,)).fetchall()
    for (run,) in older:
        connection.execute("UPDATE coded SET shown = 0 WHERE run = ? AND report = ?", (run, report))
        numbers = connection.execute("SELECT no FROM claims WHERE report = ? AND run = ?", (report, run)).fetchall()
        connection.executemany("UPDATE claims SET shown = 0 WHERE no = ?", numbers)
        for name in SHOWN_BY_CLAIM:
            connection.executemany(f"UPDATE {name} SET shown = 0 WHERE claim = ?", numbers)


def next_number(connection: sqlite3.Connection, name: str) -> int:
    """The number that the next row of a table gets."""
    return int(connection.execute(f"SELECT coalesce(max(no), 0) + 1 FROM {name}").fetchone()[0])
