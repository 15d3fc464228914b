"""The canonical dump: all that an archive holds as JSON lines, in an order that rests on content alone.

Left out is what depends on the machine and the moment: numbers, times of storing, the manifest of shards, the state of
feeds, and where a report was read (origin, encoding, hash of the original bytes). Two archives with the same reports
and runs give the same bytes, in whatever order and by however many workers they were filled.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.archive.archive import Archive
from dragoman.records import Report

REPORT_ONLY_HERE = {"origin": None, "encoding": None, "original_sha256": None}


def dump(archive: Archive, texts: bool = True) -> Iterator[bytes]:
    """The lines of the dump, each an object with the name of its `table`; without `texts` no report's text is in it."""
    connection = archive.connection
    for line in _lines(archive, connection, texts):
        yield msgspec.json.encode(line) + b"\n"


def dump_sha256(archive: Archive) -> str:
    """The hash of the whole dump."""
    found = hashlib.sha256()
    for line in dump(archive):
        found.update(line)
    return found.hexdigest()


def _lines(archive: Archive, connection: sqlite3.Connection, texts: bool) -> Iterator[dict[str, Any]]:
    runs = dict(connection.execute("SELECT id, no FROM runs ORDER BY id").fetchall())
    for run in sorted(archive.runs(), key=lambda run: run.id):
        yield {"table": "runs", **msgspec.structs.asdict(run)}
    yield from _reports(connection, texts)
    for run, number in runs.items():
        yield from _coded(connection, run, number)
    for run, number in runs.items():
        yield from _claims(connection, run, number)
    yield from _copies(connection)
    for name in ("events", "relations"):
        for run, number in runs.items():
            sql = f"SELECT shown, record FROM {name} WHERE run = ? ORDER BY id"
            for shown, record in connection.execute(sql, (number,)):
                yield {"table": name, "run": run, "shown": shown, "record": msgspec.Raw(record.encode())}
    for name in ("reviews", "grades"):
        yield from _decisions(connection, name)


def _reports(connection: sqlite3.Connection, texts: bool) -> Iterator[dict[str, Any]]:
    decode = msgspec.json.Decoder(Report).decode
    sql = "SELECT given_id, record, text FROM reports JOIN texts ON texts.report = reports.no ORDER BY reports.id"
    for given, record, text in connection.execute(sql):
        report = msgspec.structs.replace(decode(record), **REPORT_ONLY_HERE, text=text if texts else "")
        yield {"table": "reports", "given_id": given, "record": report}


def _coded(connection: sqlite3.Connection, run: str, number: int) -> Iterator[dict[str, Any]]:
    sql = (
        "SELECT reports.id, coded.claims, coded.shown, coded.note, coded.followed FROM coded "
        "JOIN reports ON reports.no = coded.report WHERE coded.run = ? ORDER BY reports.id"
    )
    for report, claims, shown, note, followed in connection.execute(sql, (number,)):
        row = {"report": report, "claims": claims, "shown": shown, "note": note, "followed": followed}
        yield {"table": "coded", "run": run, **row}


def _claims(connection: sqlite3.Connection, run: str, number: int) -> Iterator[dict[str, Any]]:
    sql = (
        "SELECT shown, review, outlet, published, record, coded FROM claims "
        "JOIN claim_records ON claim_records.claim = claims.no WHERE run = ? ORDER BY claims.id"
    )
    for shown, review, outlet, published, record, coded in connection.execute(sql, (number,)):
        row = {"shown": shown, "review": review, "outlet": outlet, "published": published}
        if coded is not None:
            row["coded"] = msgspec.Raw(coded.encode())
        yield {"table": "claims", "run": run, **row, "record": msgspec.Raw(record.encode())}


def _copies(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    sql = (
        "SELECT reports.id, copy_group, originals.id, kind, similarity, because FROM copies "
        "JOIN reports ON reports.no = copies.report LEFT JOIN reports AS originals ON originals.no = copy_of "
        "ORDER BY reports.id"
    )
    names = ("report", "copy_group", "copy_of", "kind", "similarity", "because")
    for row in connection.execute(sql):
        yield {"table": "copies", **dict(zip(names, row, strict=True))}


def _decisions(connection: sqlite3.Connection, name: str) -> Iterator[dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {name} ORDER BY no")
    names = [column[0] for column in rows.description]
    for row in rows:
        yield {"table": name, **dict(zip(names, row, strict=True))}
