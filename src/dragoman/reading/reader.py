"""Files, folders, globs and standard input to Reports, one after the other."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from dragoman.errors import BadSetting, UnreadableReport
from dragoman.reading.columns import checked
from dragoman.reading.dates import read_moment
from dragoman.reading.documents import Document, Fault, document_of
from dragoman.reading.formats import ALONE, FORMATS, OWN_PROCESS, kind, sniffed, suffix
from dragoman.reading.limits import DEFAULT_LIMITS, Limits
from dragoman.reading.messages import Task
from dragoman.reading.plain import plain_record
from dragoman.reading.reports import Details, read_text
from dragoman.reading.sources import expand, mirrored_address, open_bytes, read_document
from dragoman.reading.tabular import Record, csv_records, json_records, jsonl_records
from dragoman.reading.unreadable import Unreadable
from dragoman.reading.workers import WORKERS
from dragoman.records import Mark, Report

STANDARD_INPUT_NAME = "standard input"
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
    for name, found in read_ahead(expand(sources), columns, limits):
        try:
            for one in found:
                yield one if isinstance(one, Unreadable) else report_of(name, one, date, undated, limits)
        except UnreadableReport as error:
            yield Unreadable(name, None, str(error))
        except (OSError, EOFError, zlib.error) as error:
            yield Unreadable(
                name, None, f"the file cannot be read ({error}); check its permissions and that it is whole"
            )


def read_ahead(
    sources: Iterable[Path | str | Unreadable], columns: Mapping[str, str], limits: Limits
) -> Iterator[tuple[str, Iterable[Document | Fault | Unreadable]]]:
    """The name of each source with what it holds, in order; single documents are parsed while others are coded."""
    with ExitStack() as opened:
        threads: ThreadPoolExecutor | None = None
        waiting: deque[tuple[str, Iterable[Document | Fault | Unreadable]]] = deque()
        for source in sources:
            if isinstance(source, Path) and FORMATS.get(suffix(source.name)) in ALONE:
                if threads is None:
                    threads = ThreadPoolExecutor(limits.parsers)
                    opened.callback(threads.shutdown, wait=False, cancel_futures=True)
                waiting.append((_shown(source), _awaited(threads.submit(_listed, source, columns, limits))))
            else:
                waiting.append(_lazily(source, columns, limits))
            if len(waiting) > limits.parsers:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()


def _awaited(future: Future[list[Document | Fault | Unreadable]]) -> Iterator[Document | Fault | Unreadable]:
    yield from future.result()


def _listed(source: Path, columns: Mapping[str, str], limits: Limits) -> list[Document | Fault | Unreadable]:
    return list(_documents(source, columns, limits))


def _lazily(
    source: Path | str | Unreadable, columns: Mapping[str, str], limits: Limits
) -> tuple[str, Iterable[Document | Fault | Unreadable]]:
    if isinstance(source, Unreadable):
        return source.source, (source,)
    if isinstance(source, str):
        return STANDARD_INPUT_NAME, _standard_input(STANDARD_INPUT_NAME, columns, limits)
    return _shown(source), _documents(source, columns, limits)


def _shown(path: Path) -> str:
    """The path as text; bytes of a file's name that are no text are replaced, for records must be written as UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _documents(source: Path, columns: Mapping[str, str], limits: Limits) -> Iterator[Document | Fault | Unreadable]:
    name, form = _shown(source), kind(source)
    packed = source.name.lower().endswith(".gz")
    if form in OWN_PROCESS:
        source.open("rb").close()
        url = mirrored_address(Path(name)) if form == "html" else None
        yield from WORKERS.documents(Task(form, limits, os.fsencode(source), packed=packed, columns=columns, url=url))
        return
    with open_bytes(source) as stream:
        if form == "text":
            yield document_of(plain_record(read_document(stream, limits, packed=packed), limits))
        else:
            yield from _rows(READERS[form](name, stream, columns, limits))


READERS = {"jsonl": jsonl_records, "json": json_records, "csv": csv_records}


def _rows(records: Iterable[Record | Unreadable]) -> Iterator[Document | Fault | Unreadable]:
    for record in records:
        yield record if isinstance(record, Unreadable) else document_of(record)


def _standard_input(name: str, columns: Mapping[str, str], limits: Limits) -> Iterator[Document | Fault | Unreadable]:
    """Standard input is JSONL where its first line is a JSON object, else one file of the format that it shows."""
    stream = cast(BinaryIO, sys.stdin.buffer)
    first = stream.readline(limits.document_bytes + 1)
    try:
        is_object = isinstance(msgspec.json.decode(first.removeprefix(b"\xef\xbb\xbf")), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        is_object = False
    if is_object:
        yield from _rows(jsonl_records(name, cast(BinaryIO, _Continued(first, stream)), columns, limits))
        return
    rest = stream.read(max(limits.document_bytes + 1 - len(first), 0))
    data = read_document(io.BytesIO(first + rest), limits)
    form = sniffed(data)
    if form is None:
        yield document_of(plain_record(data, limits))
    else:
        yield from WORKERS.documents(Task(form, limits, data=data, columns=columns))


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


def report_of(
    name: str, found: Document | Fault, date: object, undated: bool, limits: Limits = DEFAULT_LIMITS
) -> Report | Unreadable:
    """The report of a document; `name` is the file's, `date` the one given for all."""
    source = name if found.place is None else f"{name}!{found.place}"
    if isinstance(found, Fault):
        return Unreadable(source, found.line, found.reason)
    weak, declared = found.weak_date, found.language_basis == "declared"
    details = Details(
        title=found.title,
        date=None if weak else found.date,
        date_basis=found.date_basis,
        weak_date=found.date if weak else None,
        url=found.url,
        outlet=found.outlet,
        site=found.site,
        byline=found.byline,
        language=None if declared else found.language,
        declared_language=found.language if declared else None,
        encoding=found.encoding,
        original_sha256=found.original_sha256,
        origin=source if found.line is None else f"{source}:{found.line}",
    )
    try:
        return read_text(found.text, found.id, date, undated=undated, details=details, limits=limits)
    except UnreadableReport as error:
        return Unreadable(source, found.line, str(error))
