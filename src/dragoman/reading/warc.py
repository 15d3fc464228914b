"""Web archives: the pages, texts, PDFs and feeds that a crawler kept in WARC files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.errors import UnreadableReport
from dragoman.reading.documents import Fault
from dragoman.reading.formats import MEDIA_TYPES
from dragoman.reading.limits import Limits
from dragoman.reading.members import Member

TAKEN = ("html", "text", "pdf", "feed")


def warc_members(stream: BinaryIO, limits: Limits) -> Iterator[Member | Fault | None]:
    """The documents of a WARC stream, packed or not, each with its record's number and address.

    None stands for a record that is passed over: requests, images, answers other than 200. Raises UnreadableReport
    where the stream holds no record at all.
    """
    from fastwarc.warc import ArchiveIterator

    number = 0
    try:
        records = ArchiveIterator(stream, parse_http=True, auto_decode="all")
        for record in records:
            number += 1
            yield _member(record, number, limits)
    except (OSError, ValueError, RuntimeError) as error:
        after = f"after record {number}" if number else "at its start"
        yield Fault(f"the web archive breaks {after} ({_first_line(error)}); fetch it again", None, number + 1)
        return
    if not number:
        raise UnreadableReport("the file holds no WARC record; check that it is a web archive, .warc or .warc.gz")


def _member(record: Any, number: int, limits: Limits) -> Member | Fault | None:
    from fastwarc.warc import WarcRecordType

    url = record.headers.get("WARC-Target-URI", "").strip("<>") or None
    if record.record_type == WarcRecordType.response and record.is_http:
        if record.http_headers is None or record.http_headers.status_code != 200:
            return None
        media = (record.http_content_type or "").split(";")[0].strip().lower()
        charset = record.http_charset
    elif record.record_type in (WarcRecordType.resource, WarcRecordType.conversion):
        media, charset = record.headers.get("Content-Type", "").split(";")[0].strip().lower(), None
    else:
        return None
    form = MEDIA_TYPES.get(media)
    if form not in TAKEN:
        return None
    if record.content_length > limits.document_bytes:
        return Fault(f"the record is larger than {limits.document_bytes:,} bytes; it is left out", None, number)
    # The reader takes off the answer's content encoding as it goes.
    data = record.reader.read(limits.inflated_bytes + 1)
    if len(data) > limits.inflated_bytes:
        return Fault(f"the record unpacks to more than {limits.inflated_bytes:,} bytes; it is left out", None, number)
    return Member(form, data, line=number, url=url, charset=charset)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
