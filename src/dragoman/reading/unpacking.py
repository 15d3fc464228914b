"""From a file to its documents: containers give members, members go to the parser of their format.

This runs in the process that can be killed (`worker.py`); tests call it directly.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from dragoman.errors import UnreadableReport
from dragoman.reading.documents import Document, Fault, document_of
from dragoman.reading.feeds import parse_feed
from dragoman.reading.inflating import inflate
from dragoman.reading.limits import Limits
from dragoman.reading.mail import LETTER, mail_members, mailbox_members, parse_letter
from dragoman.reading.members import Member
from dragoman.reading.pages import parse_page
from dragoman.reading.pdf import parse_pdf
from dragoman.reading.plain import plain_record
from dragoman.reading.sources import read_document
from dragoman.reading.tabular import csv_records, json_records, jsonl_records, parquet_records
from dragoman.reading.unreadable import Unreadable
from dragoman.reading.warc import warc_members
from dragoman.reading.zipped import zip_members

ROWS_AT_ONCE = 256
"""So many rows of a Parquet file go over to the reader together."""

Unit = Member | Fault | list[Document | Fault] | None
"""A member to be parsed, a fault, documents that need no parser, or None for what is passed over."""

PARSERS: Mapping[str, Callable[[Member, Limits], Iterator[Document | Fault]]] = {
    "html": parse_page,
    "feed": parse_feed,
    "pdf": parse_pdf,
    LETTER: parse_letter,
}
CONTAINERS: Mapping[str, Callable[[BinaryIO, Limits], Iterator[Member | Fault | None]]] = {
    "warc": warc_members,
    "zip": zip_members,
    "mailbox": mailbox_members,
}
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "html": ("trafilatura", "htmldate"),
    "feed": ("feedparser", "lxml.etree"),
    "pdf": ("pypdf",),
    "mail": ("lxml.etree",),
    "mailbox": ("lxml.etree",),
    "warc": ("fastwarc.warc", "trafilatura", "htmldate"),
    "zip": ("trafilatura", "htmldate", "feedparser"),
    "parquet": ("pyarrow.parquet",),
}
"""What a format's parser imports; this is done before its clock runs."""


def units(stream: BinaryIO, form: str, packed: bool, limits: Limits, columns: Mapping[str, str]) -> Iterator[Unit]:
    """The units of a file, containers opened; `packed` for a file under gzip.

    Raises UnreadableReport where the file as a whole cannot be read.
    """
    if form == "parquet":
        yield from _batches(stream, columns)
    elif form in CONTAINERS and not (packed and form != "warc"):
        for member in CONTAINERS[form](stream, limits):
            yield from _opened(member, limits, limits.nesting)
    else:
        data = read_document(stream, limits)
        yield from _opened(
            Member(form, inflate(data, limits.inflated_bytes) if packed else data), limits, limits.nesting
        )


def _opened(member: Member | Fault | None, limits: Limits, depth: int) -> Iterator[Unit]:
    if not isinstance(member, Member) or (member.form not in CONTAINERS and member.form != "mail"):
        yield member
        return
    if not depth:
        yield Fault(f"more than {limits.nesting} containers lie inside one another; unpack the outer one", member.place)
        return
    try:
        inner = (
            mail_members(member.data, limits)
            if member.form == "mail"
            else CONTAINERS[member.form](io.BytesIO(member.data), limits)
        )
        for one in inner:
            if isinstance(one, Member):
                one = one.within(member.place, member.line)
            elif isinstance(one, Fault) and (member.place or member.line):
                place = "!".join(part for part in (member.place, one.place) if part) or None
                one = Fault(one.reason, place, one.line if one.line is not None else member.line)
            yield from _opened(one, limits, depth - 1)
    except UnreadableReport as error:
        yield Fault(str(error), member.place, member.line)


def documents(unit: Unit, limits: Limits, columns: Mapping[str, str]) -> list[Document | Fault]:
    """What a unit holds. A parser that breaks is a fault of the document, whatever it raises, save for memory."""
    if unit is None or isinstance(unit, Fault):
        return [] if unit is None else [unit]
    if isinstance(unit, list):
        return unit
    found: list[Document | Fault] = []
    try:
        parse = PARSERS.get(unit.form)
        # One by one, so that what a feed gave before it broke is kept.
        for document in parse(unit, limits) if parse else _rows(unit, limits, columns):
            found.append(document)
    except UnreadableReport as error:
        found.append(Fault(str(error), unit.place, unit.line))
    except MemoryError:
        raise
    except Exception as error:
        found.append(Fault(broken(unit.form, error), unit.place, unit.line))
    return found


def broken(form: str, error: BaseException) -> str:
    """One sentence for an error that a parser did not foresee."""
    told = (str(error).splitlines() or [""])[0][:120]
    reason = f"{type(error).__name__}: {told}" if told else type(error).__name__
    return f"the {form} cannot be parsed ({reason}); save the report as plain text"


def _rows(member: Member, limits: Limits, columns: Mapping[str, str]) -> Iterator[Document | Fault]:
    """The reports of a table or text that lies in a container."""
    name = member.place or ""
    if member.form == "text":
        text = plain_record(member.data, limits, member.charset)
        yield Document(
            text=str(text.cells["text"]),
            place=member.place,
            line=member.line,
            url=member.url,
            encoding=text.encoding,
            original_sha256=text.original_sha256,
        )
        return
    stream = io.BytesIO(member.data)
    if member.form == "parquet":
        for batch in _batches(stream, columns):
            yield from batch
        return
    readers = {"jsonl": jsonl_records, "json": json_records, "csv": csv_records}
    for record in readers[member.form](name, stream, columns, limits):
        if isinstance(record, Unreadable):
            yield Fault(record.reason, member.place, record.line)
        else:
            yield document_of(record, member.place)


def _batches(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[list[Document | Fault]]:
    rows = (
        Fault(row.reason, None, row.line) if isinstance(row, Unreadable) else document_of(row)
        for row in parquet_records("", stream, columns)
    )
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield batch
