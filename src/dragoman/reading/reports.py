"""One text to one Report: identity, publication date, and everything recognised beside the text."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from dragoman.errors import UnreadableReport
from dragoman.reading.blemishes import broken_paragraphs, mojibake, repeated_headline, stray_quotes
from dragoman.reading.dates import Moment, read_moment
from dragoman.reading.heads import Head, Stretch, read_head
from dragoman.reading.identity import report_id, sha256
from dragoman.reading.languages import language_of
from dragoman.reading.limits import DEFAULT_LIMITS, Limits
from dragoman.reading.outlets import outlet_name
from dragoman.records import Mark, Report, Span

NO_DATE = (
    "the report has no publication date; give it by --date YYYY-MM-DD, name its column by --columns date=NAME, "
    "or code without dates by --undated"
)


class Details(NamedTuple):
    """What is known of a report besides its text, as columns, a caller, a page or a feed give it.

    `date_basis` is a word of `Report.published_basis`; a `weak_date` counts only where the text has none. `language` is
    given by the user, `declared_language` by a page, feed or mail; `site` is the name under which a page or feed shows
    itself.
    """

    title: str | None = None
    date: object = None
    date_basis: str = "column"
    weak_date: object = None
    url: str | None = None
    outlet: str | None = None
    site: str | None = None
    byline: str | None = None
    language: str | None = None
    declared_language: str | None = None
    encoding: str | None = None
    original_sha256: str | None = None
    origin: str | None = None


NO_DETAILS = Details()


def read_text(
    text: str,
    id: str | None = None,
    date: object = None,
    *,
    undated: bool = False,
    details: Details = NO_DETAILS,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Make a Report of a text.

    `date` is the publication date (a date or a string); without it the date comes from `details.date`, from a leading
    `date YYYY-MM-DD`, or from the dateline. `undated` allows a report without one. A `details.title` that the text does
    not begin with is put before it with an empty line between, as a report's headline stands in its text.

    Raises UnreadableReport where the text is empty, is no text, or has no date; the message has no file or line.
    """
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise UnreadableReport("the report is empty; remove it or give it a text")
    text, title = _with_title(text, details.title)
    if len(text) > limits.document_bytes:
        raise UnreadableReport(f"the text is longer than {limits.document_bytes:,} characters; split it into reports")
    try:
        digest = sha256(text)
    except UnicodeEncodeError as error:
        raise UnreadableReport(
            f"character {error.start} is half of a surrogate pair and no text; write the file again as UTF-8"
        ) from None
    head = read_head(text, title, limits)
    language = language_of(text, details.language, details.declared_language)
    published, basis = _published(date, details, head, undated)
    place = head.dateline and head.dateline.place
    names = head.dateline.agencies if head.dateline else ()
    signed = head.byline
    return Report(
        id=report_id(id, details.url, text),
        text=text,
        text_sha256=digest,
        published=published.date if published else None,
        published_time=published.time if published else None,
        published_basis=basis,
        headline=_span(text, head.headline) if head.headline else None,
        dateline=_dateline_span(text, head),
        place=_span(text, place) if place else None,
        agencies=tuple(_span(text, name) for name in (*(signed.agencies if signed else ()), *names)),
        outlet=details.outlet or outlet_name(details.url, details.site),
        byline=details.byline or (text[slice(*signed.names)] if signed and signed.names else None),
        url=details.url,
        language=language.code,
        language_basis=language.basis,
        encoding=details.encoding,
        original_sha256=details.original_sha256,
        marks=_marks(text, head),
        origin=details.origin,
    )


def _with_title(text: str, title: str | None) -> tuple[str, Stretch | None]:
    title = unicodedata.normalize("NFC", title).strip() if title else ""
    if not title:
        return text, None
    blanks = len(text) - len(text.lstrip())
    if text.startswith(title, blanks) and not text[blanks + len(title) : blanks + len(title) + 1].isalnum():
        return text, Stretch(blanks, blanks + len(title))
    # Joined parts can compose across the seam only if the text began with a combining mark; the empty line prevents it.
    return f"{title}\n\n{text}", Stretch(0, len(title))


def _published(given: object, details: Details, head: Head, undated: bool) -> tuple[Moment | None, str | None]:
    if given is not None:
        return _moment(given, "given date"), "given"
    if details.date is not None and str(details.date).strip():
        try:
            return _moment(details.date, "date column"), details.date_basis
        except UnreadableReport:
            if not undated:
                raise
    if head.leading and head.leading.day.iso:
        return Moment(head.leading.day.iso), "leading"
    if head.dateline and head.dateline.day and head.dateline.day.iso:
        return Moment(head.dateline.day.iso), "dateline"
    for line in sorted(head.date_lines, key=lambda line: line.revised):
        if line.day.iso:
            return Moment(line.day.iso), "dateline"
    if details.weak_date is not None:
        return _moment(details.weak_date, "date"), details.date_basis
    if undated:
        return None, None
    day = (head.dateline.day if head.dateline else None) or next((line.day for line in head.date_lines), None)
    if day:
        raise UnreadableReport(
            f"the dateline gives a day without its year; give the date by --date YYYY-{day.month:02}-{day.day:02}"
        )
    raise UnreadableReport(NO_DATE)


def _moment(value: object, what: str) -> Moment:
    try:
        return read_moment(value)
    except ValueError as error:
        raise UnreadableReport(f"the {what} {error}") from None


def _span(text: str, stretch: tuple[int, int]) -> Span:
    return Span(text[stretch[0] : stretch[1]], stretch[0], stretch[1])


def _dateline_span(text: str, head: Head) -> Span | None:
    if head.dateline:
        return _span(text, (head.dateline.start, head.dateline.end))
    if head.date_lines:
        first = min(head.date_lines, key=lambda line: line.revised)
        return _span(text, (first.start, first.end))
    return None


def _marks(text: str, head: Head) -> tuple[Mark, ...]:
    marks = [Mark("date_line", line.start, line.end, line.day.iso) for line in head.date_lines]
    if head.leading:
        marks.append(Mark("leading_date", head.leading.start, head.leading.end, head.leading.day.iso))
    if head.byline:
        marks.append(Mark("byline", head.byline.start, head.byline.end))
    if head.headline:
        marks.extend(repeated_headline(text, *head.headline))
    marks.extend((*stray_quotes(text), *broken_paragraphs(text), *mojibake(text)))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)))
