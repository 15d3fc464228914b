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
    number = _next(connection, "runs")
    values = (number, *(getattr(run, name) for name in Run.__struct_fields__), now())
    insert(connection, "runs", [values])
    return number


def placed(connection: sqlite3.Connection, report: Report) -> Report:
    """The report under the id by which the archive keeps, or would keep, it.

    That is its own id, unless another text already stands under it: then the id with a hash of the content.
    """
    content = rows.content_sha256(report)
    found = connection.execute(
        "SELECT id FROM reports WHERE given_id = ? AND content_sha256 = ?", (report.id, content)
    ).fetchone()
    if found:
        return report if found[0] == report.id else msgspec.structs.replace(report, id=found[0])
    taken = connection.execute("SELECT 1 FROM reports WHERE id = ?", (report.id,)).fetchone()
    return variant(report) if taken else report


def variant(report: Report) -> Report:
    """The report under its id with a hash of its content, for one whose id another text has."""
    return msgspec.structs.replace(
        report, id=f"{report.id}{VARIANT_MARK}{rows.content_sha256(report)[:VARIANT_DIGITS]}"
    )


def given_id(report: Report) -> str:
    """The id that the source gave to a report that may be kept as a variant."""
    ending = f"{VARIANT_MARK}{rows.content_sha256(report)[:VARIANT_DIGITS]}"
    return report.id.removesuffix(ending)


def number_of(connection: sqlite3.Connection, report: str) -> int | None:
    """The number of the report of an id."""
    found = connection.execute("SELECT no FROM reports WHERE id = ?", (report,)).fetchone()
    return int(found[0]) if found else None


def store(connection: sqlite3.Connection, run: int, coded: Iterable[Coded]) -> tuple[int, int]:
    """Store reports with the claims of a run; what the run has coded before is left as it is.

    Older codings of the same report stay, and are no longer shown. Returns the numbers of reports and claims added.
    """
    origin = connection.execute("SELECT origin FROM runs WHERE no = ?", (run,)).fetchone()[0]
    number = _next(connection, "claims")
    stored = 0
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
    return stored, len(batch)


def store_imported(
    connection: sqlite3.Connection, run: int, claims: Iterable[tuple[Claim, str | None, str | None]]
) -> int:
    """Store claims of an import, each with outlet and date of publication where they are known; no report is needed.

    A claim that the run has already is left as it is. Returns the number of claims added.
    """
    origin = connection.execute("SELECT origin FROM runs WHERE no = ?", (run,)).fetchone()[0]
    number = _next(connection, "claims")
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
    number = _next(connection, "reports")
    insert(connection, "reports", [rows.report_row(number, given, report)])
    insert(connection, "texts", [(number, report.headline.text if report.headline else "", report.text)])
    return number


def _hide(connection: sqlite3.Connection, report: int) -> None:
    """Let older codings of a report be shown no longer."""
    older = connection.execute("SELECT run FROM coded WHERE report = ? AND shown = 1", (report,)).fetchall()
    for (run,) in older:
        connection.execute("UPDATE coded SET shown = 0 WHERE run = ? AND report = ?", (run, report))
        numbers = connection.execute("SELECT no FROM claims WHERE report = ? AND run = ?", (report, run)).fetchall()
        connection.executemany("UPDATE claims SET shown = 0 WHERE no = ?", numbers)
        for name in SHOWN_BY_CLAIM:
            connection.executemany(f"UPDATE {name} SET shown = 0 WHERE claim = ?", numbers)


def _next(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(no), 0) + 1 FROM {name}").fetchone()[0])
