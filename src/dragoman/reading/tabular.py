"""Rows of JSONL, JSON, CSV and Parquet, one after the other: a bad row is a value, and the rest goes on."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

import msgspec

from dragoman.errors import UnreadableReport
from dragoman.reading.columns import settle
from dragoman.reading.decoding import decode, marked_encoding
from dragoman.reading.limits import Limits
from dragoman.reading.sources import read_document
from dragoman.reading.unreadable import Unreadable

DELIMITERS = ",;\t|"
PARQUET_BATCH = 256


class Record(NamedTuple):
    """One row: its line (in Parquet its number), its cells, the column of each part, its encoding and hash."""

    line: int | None
    cells: Mapping[str, object]
    columns: Mapping[str, str]
    encoding: str | None
    original_sha256: str | None


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The numbered lines of a stream, None for one that is longer than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def jsonl_records(
    name: str, stream: BinaryIO, mapping: Mapping[str, str], limits: Limits
) -> Iterator[Record | Unreadable]:
    """The objects of a JSONL stream, in UTF-8 or, with a byte order mark, UTF-16 or UTF-32."""
    settled: dict[tuple[str, ...], dict[str, str]] = {}
    encoding: str | None = None
    for number, line in _lines(stream, limits.document_bytes):
        if line is None:
            yield Unreadable(name, number, f"the line is longer than {limits.document_bytes:,} bytes; split the report")
            continue
        if number == 1:
            encoding = marked_encoding(line)
            if encoding not in (None, "utf-8-sig"):
                whole = decode(line + stream.read(limits.inflated_bytes), limits)
                yield from jsonl_records(name, io.BytesIO(whole.text.encode()), mapping, limits)
                return
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield _object_record(_json_object(line, limits), number, line, mapping, settled)
        except UnreadableReport as error:
            yield Unreadable(name, number, str(error))


def _json_object(line: bytes, limits: Limits) -> tuple[dict[str, object], str]:
    encoding = "utf-8"
    try:
        try:
            value = msgspec.json.decode(line)
        except UnicodeDecodeError:
            decoded = decode(line, limits)
            encoding = decoded.encoding
            value = msgspec.json.decode(decoded.text)
    except RecursionError:
        raise UnreadableReport("the line nests too deeply for a report; write it as one flat object") from None
    except msgspec.DecodeError as error:
        raise UnreadableReport(
            f"the line is no JSON ({error}); mend it or remove it, the other lines are read"
        ) from None
    if not isinstance(value, dict):
        raise UnreadableReport('the line is JSON but no object; write each report as {"text": ..., "date": ...}')
    return value, encoding


def _object_record(
    decoded: tuple[dict[str, object], str],
    line: int | None,
    original: bytes | None,
    mapping: Mapping[str, str],
    settled: dict[tuple[str, ...], dict[str, str]],
) -> Record:
    cells, encoding = decoded
    keys = tuple(cells)
    if keys not in settled:
        settled[keys] = settle(keys, mapping, strict=False)
    digest = hashlib.sha256(original).hexdigest() if original is not None else None
    return Record(line, cells, settled[keys], encoding, digest)


def json_records(
    name: str, stream: BinaryIO, mapping: Mapping[str, str], limits: Limits
) -> Iterator[Record | Unreadable]:
    """The report or list of reports of a JSON file; a file with one object a line is read as JSONL."""
    data = read_document(stream, limits, packed=True)
    first = data.split(b"\n", 1)[0].strip()
    try:
        if not data.strip():
            raise UnreadableReport("the file is empty; remove it or give it a report")
        value: object = msgspec.json.decode(decode(data, limits).text)
    except RecursionError:
        yield Unreadable(name, None, "the file nests too deeply for reports; write them as a list of flat objects")
        return
    except msgspec.DecodeError as error:
        if first.startswith(b"{") and first.endswith(b"}"):
            yield from jsonl_records(name, io.BytesIO(data), mapping, limits)
        else:
            yield Unreadable(name, None, f"the file is no JSON ({error}); mend it or save it as JSONL")
        return
    settled: dict[tuple[str, ...], dict[str, str]] = {}
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            if not isinstance(item, dict):
                raise UnreadableReport(f'item {number} is no object; write each report as {{"text": ..., "date": ...}}')
            original = msgspec.json.encode(item)
            yield _object_record(
                (item, "utf-8"), number if isinstance(value, list) else None, original, mapping, settled
            )
        except UnreadableReport as error:
            yield Unreadable(name, number, str(error))


def csv_records(
    name: str, stream: BinaryIO, mapping: Mapping[str, str], limits: Limits
) -> Iterator[Record | Unreadable]:
    """The rows of a CSV stream; the delimiter is the commonest of comma, semicolon, tab and bar in its header line."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.document_bytes))
    sample = stream.read(limits.detector_bytes)
    stream.seek(0)
    if not sample.strip():
        yield Unreadable(name, None, "the file is empty; remove it or give it a header line and reports")
        return
    # A sample may end inside a character; what comes before its last line break cannot.
    encoding = decode(sample[: sample.rfind(b"\n") + 1] or sample, limits).encoding
    lines = io.TextIOWrapper(stream, encoding, newline="")
    header_line = sample.decode(encoding, "replace").split("\n", 1)[0]
    table = csv.reader(lines, delimiter=max(DELIMITERS, key=header_line.count))
    header = next(table)
    columns = settle(header, mapping)
    while True:
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unreadable(
                name, table.line_num, f"the row is no CSV ({error}); mend its quotes, the other rows are read"
            )
            continue
        except UnicodeDecodeError:
            yield Unreadable(
                name, table.line_num + 1, f"the text is not {encoding} from here on; save the file as UTF-8"
            )
            return
        if not cells:
            continue
        if len(cells) != len(header):
            counts = f"{len(cells)} cells where the header has {len(header)}"
            yield Unreadable(name, table.line_num, f"the row has {counts}; put cells with delimiters in quotes")
            continue
        row = dict(zip(header, cells, strict=True))
        yield Record(table.line_num, row, columns, encoding, _text_hash(row[columns["text"]]))


def parquet_records(name: str, stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[Record | Unreadable]:
    """The rows of a Parquet file, the needed columns only."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(stream)
    except (ArrowException, OSError) as error:
        yield Unreadable(name, None, f"the file is no Parquet ({str(error).splitlines()[0]}); write it again")
        return
    columns = settle(file.schema_arrow.names, mapping)
    number = 0
    for batch in file.iter_batches(batch_size=PARQUET_BATCH, columns=sorted(set(columns.values()))):
        rows: Iterable[dict[str, object]] = batch.to_pylist()
        for row in rows:
            number += 1
            yield Record(number, row, columns, "utf-8", _text_hash(row[columns["text"]]))


def _text_hash(text: object) -> str | None:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if isinstance(text, str) else None
