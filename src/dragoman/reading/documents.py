"""What a parser gives for one report of a page, feed, archive or mail, before it becomes a Report."""

from __future__ import annotations

import datetime

import msgspec

from dragoman.reading.tabular import Record


class Document(msgspec.Struct, frozen=True, array_like=True):
    """One report as a parser found it; it crosses from the parser's process to the reader's.

    `place` is the member of a container ("a/b.html"), `line` its line or number there. `date` is ISO or as a column
    writes it, `date_basis` a word of `Report.published_basis`; with `weak_date` a dateline in the text counts more.
    `site` is the name under which the page or feed shows itself. `language_basis` is given or declared.
    """

    text: str
    place: str | None = None
    line: int | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    date_basis: str = "column"
    weak_date: bool = False
    url: str | None = None
    outlet: str | None = None
    site: str | None = None
    byline: str | None = None
    language: str | None = None
    language_basis: str | None = None
    encoding: str | None = None
    original_sha256: str | None = None


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """A document that could not be read: its place and line in the container, and why, with the remedy."""

    reason: str
    place: str | None = None
    line: int | None = None


def document_of(record: Record, place: str | None = None) -> Document | Fault:
    """A row of a table as a document."""
    text = record.cells.get(record.columns["text"])
    if not isinstance(text, str) or not text.strip():
        what = "empty" if text is None or isinstance(text, str) else f"no text but {type(text).__name__}"
        column = record.columns["text"]
        return Fault(f"{column!r} is {what}; give each report its text, or remove it", place, record.line)
    return Document(
        text=text,
        place=place,
        line=record.line,
        id=_words(record, "id"),
        title=_words(record, "title"),
        date=_words(record, "date"),
        url=_words(record, "url"),
        outlet=_words(record, "outlet"),
        byline=_words(record, "byline"),
        language=_words(record, "language"),
        language_basis="given",
        encoding=record.encoding,
        original_sha256=record.original_sha256,
    )


def _words(record: Record, part: str) -> str | None:
    column = record.columns.get(part)
    value = record.cells.get(column) if column is not None else None
    # Parquet written by pandas holds NaN, which is not equal to itself, where a cell is empty.
    if value is None or value == "" or value != value:
        return None
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
