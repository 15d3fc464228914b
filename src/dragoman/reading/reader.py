"""Files, folders, globs and standard input to Reports, one after the other."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from dragoman.errors import BadSetting, UnreadableReport
from dragoman.reading.columns import checked
from dragoman.reading.dates import read_moment
from dragoman.reading.decoding import decode
from dragoman.reading.limits import DEFAULT_LIMITS, Limits
from dragoman.reading.reports import Details, read_text
from dragoman.reading.sources import STANDARD_INPUT, expand, kind, open_bytes, read_document
from dragoman.reading.tabular import Record, csv_records, json_records, jsonl_records, parquet_records
from dragoman.reading.unreadable import Unreadable
from dragoman.records import Mark, Report

DUPLICATE_ID = "duplicate_id"
"""Kind of the mark, of no length, on a report whose id an earlier one has; its value says where that one stands."""


def read(
    sources: Iterable[str | Path],
    *,
    date: object = None,
    undated: bool = False,
    columns: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Report | Unreadable]:
    """Read reports out of files, folders, globs, or standard input ("-"), one after the other, in the order given.

    `date` is the publication date of all of them (YYYY-MM-DD); without it each report's own counts: its column, a
    leading date, its dateline. `undated` lets reports without a date pass. `columns` maps the parts of a report (text,
    title, date, id, url, outlet, byline, language) to the names of columns or JSON keys.

    Raises BadSetting for a date or a column mapping that cannot be used, before anything is read.
    """
    if date is not None:
        try:
            date = read_moment(date).date
        except ValueError as error:
            raise BadSetting(f"--date: {error}") from None
    if isinstance(sources, (str, Path)):
        sources = [sources]
    return _marked_duplicates(_read(sources, date, undated, checked(columns or {}), limits))


def _marked_duplicates(reports: Iterable[Report | Unreadable]) -> Iterator[Report | Unreadable]:
    first: dict[str, str] = {}
    for report in reports:
        if isinstance(report, Report):
            origin = report.origin or report.id
            earlier = first.setdefault(report.id, origin)
            if earlier is not origin:
                mark = Mark(DUPLICATE_ID, 0, 0, earlier)
                report = msgspec.structs.replace(report, marks=(mark, *report.marks))
        yield report


def _read(
    sources: Iterable[str | Path], date: object, undated: bool, columns: Mapping[str, str], limits: Limits
) -> Iterator[Report | Unreadable]:
    for source in expand(sources):
        if isinstance(source, Unreadable):
            yield source
            continue
        name = "standard input" if source == STANDARD_INPUT else str(source)
        try:
            for record in _records(name, source, columns, limits):
                yield record if isinstance(record, Unreadable) else _report(name, record, date, undated, limits)
        except UnreadableReport as error:
            yield Unreadable(name, None, str(error))
        except (OSError, EOFError) as error:
            yield Unreadable(
                name, None, f"the file cannot be read ({error}); check its permissions and that it is whole"
            )


def _records(
    name: str, source: Path | str, columns: Mapping[str, str], limits: Limits
) -> Iterator[Record | Unreadable]:
    if isinstance(source, str):
        yield from _standard_input(name, columns, limits)
        return
    form = kind(source)
    if form == "parquet":
        yield from parquet_records(name, source, columns)
        return
    with open_bytes(source) as stream:
        if form == "text":
            yield _plain(read_document(stream, limits, packed=source.suffix == ".gz"), limits)
        else:
            readers = {"jsonl": jsonl_records, "json": json_records, "csv": csv_records}
            yield from readers[form](name, stream, columns, limits)


def _plain(data: bytes, limits: Limits) -> Record:
    if not data.strip():
        raise UnreadableReport("the file is empty; remove it or give it a text")
    decoded = decode(data, limits)
    if decoded.text[:200].lstrip().lower().startswith(("<!doctype html", "<html")):
        raise UnreadableReport("the file is a web page, which is not read; save the report as plain text or JSONL")
    return Record(None, {"text": decoded.text}, {"text": "text"}, decoded.encoding, hashlib.sha256(data).hexdigest())


def _standard_input(name: str, columns: Mapping[str, str], limits: Limits) -> Iterator[Record | Unreadable]:
    """Standard input is JSONL where its first line is a JSON object, else one report in plain text."""
    stream = cast(BinaryIO, sys.stdin.buffer)
    first = stream.readline(limits.document_bytes + 1)
    try:
        is_object = isinstance(msgspec.json.decode(first.removeprefix(b"\xef\xbb\xbf")), dict)
    except (msgspec.DecodeError, UnicodeDecodeError):
        is_object = False
    if is_object:
        yield from jsonl_records(name, cast(BinaryIO, _Continued(first, stream)), columns, limits)
    else:
        rest = stream.read(max(limits.document_bytes + 1 - len(first), 0))
        yield _plain(read_document(io.BytesIO(first + rest), limits), limits)


class _Continued:
    """A stream with a line put back in front, for standard input, which cannot be rewound."""

    def __init__(self, line: bytes, stream: BinaryIO) -> None:
        self._line = line
        self._stream = stream

    def readline(self, limit: int = -1) -> bytes:
        line, self._line = self._line, b""
        return line or self._stream.readline(limit)

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


def _cell(record: Record, part: str) -> object:
    column = record.columns.get(part)
    value = record.cells.get(column) if column is not None else None
    # Parquet written by pandas holds NaN, which is not equal to itself, where a cell is empty.
    return None if value is None or value == "" or value != value else value


def _words(record: Record, part: str) -> str | None:
    value = _cell(record, part)
    return None if value is None else str(value)


def _report(name: str, record: Record, date: object, undated: bool, limits: Limits) -> Report | Unreadable:
    text = record.cells.get(record.columns["text"])
    origin = name if record.line is None else f"{name}:{record.line}"
    details = Details(
        title=_words(record, "title"),
        date=_cell(record, "date"),
        url=_words(record, "url"),
        outlet=_words(record, "outlet"),
        byline=_words(record, "byline"),
        language=_words(record, "language"),
        encoding=record.encoding,
        original_sha256=record.original_sha256,
        origin=origin,
    )
    if not isinstance(text, str) or not text.strip():
        what = "empty" if text is None or isinstance(text, str) else f"no text but {type(text).__name__}"
        column = record.columns["text"]
        return Unreadable(name, record.line, f"{column!r} is {what}; give each report its text, or remove it")
    try:
        return read_text(text, _words(record, "id"), date, undated=undated, details=details, limits=limits)
    except UnreadableReport as error:
        return Unreadable(name, record.line, str(error))
