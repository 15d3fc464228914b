"""The head of a report: leading date, headline, date lines, byline, and the dateline before the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from dragoman.reading.agencies import agency, split_names
from dragoman.reading.datelines import Dateline, find_dateline
from dragoman.reading.dates import CLOCK, DATE, CalendarDay, read_day
from dragoman.reading.limits import DEFAULT_LIMITS, Limits

STOPPED_HEADLINE_LENGTH = 200
"""A first line that ends in a full stop is a headline only up to this length and before a dateline or date line."""
UNWRAPPED_LENGTH = 160
"""A line of this length is a whole paragraph, so the short line directly above it is no wrapped part of it."""
DECKS = 2
"""How many lines under a headline (decks) may come before the dateline."""

_LEADING_DATE = re.compile(r"\s*date[ \t:=]+([0-9]{4}-[0-9]{2}-[0-9]{2})\b[ \t:–—-]*", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_LABEL = (
    r"(?P<label>(?i:first published|published|publication date|last updated|updated|last modified|modified|posted|"
    r"issued|release date|dated?|created)(?:[ ](?:on|at))?[ ]?:?[ \t\xa0]+)?"
)
_DATE_LINE = re.compile(
    rf"{_LABEL}(?:{CLOCK}[ ,|–—-]+)?(?P<date>{DATE})(?:[ \t\xa0,|–—-]+(?:at[ ])?{CLOCK})*[ \t\xa0.|]*"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ](?:(?:de|da|al|el|bin|van|von|der)[ ])?[A-ZÀ-ÖØ-Þ][\w.'’-]*){1,4}"
_NAMES = rf"{_NAME}(?:(?:,[ ]|[ ]and[ ]|,[ ]and[ ]|[ ]&[ ]){_NAME})*"
_BYLINE = re.compile(
    rf"[Bb][Yy][ ]+(?P<names>{_NAMES}|[^.|]{{3,60}}?)(?:[ ]*(?:[|,/]|[ ][-–—][ ])[ ]*(?P<house>[^.|]{{2,60}}))?"
)
_SIGNED = re.compile(rf"(?P<names>{_NAMES})(?:[ ]*[|,/][ ]*|[ ][-–—][ ])(?P<house>[^.|]{{2,60}})")
_STAFF = re.compile(r"[ ](?:Staff|Writers?|Staff Writers?|Correspondent|Editor)$", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_CLOSING = "\"'”’»)]"


class Stretch(NamedTuple):
    """A stretch of the text without the blanks around it."""

    start: int
    end: int


class DateLine(NamedTuple):
    """A line that holds a date and nothing else; `revised` where its label says that it is a later revision's."""

    start: int
    end: int
    day: CalendarDay
    revised: bool


class Byline(NamedTuple):
    """A byline: its line, the writers' names, and the agencies that it names."""

    start: int
    end: int
    names: Stretch | None
    agencies: tuple[tuple[int, int], ...]


class Head(NamedTuple):
    """What the head of a report holds; `body` is the offset at which the first sentence of the story begins."""

    leading: DateLine | None
    headline: Stretch | None
    date_lines: tuple[DateLine, ...]
    byline: Byline | None
    dateline: Dateline | None
    body: int


def _lines(text: str, at: int, count: int) -> Iterator[Stretch]:
    for found in _LINE.finditer(text, at):
        raw = found.group()
        start = found.start() + len(raw) - len(raw.lstrip())
        end = found.start() + len(raw.rstrip())
        if start < end:
            yield Stretch(start, end)
            count -= 1
            if not count:
                return


def date_line(text: str, line: Stretch) -> DateLine | None:
    """The date of a line that holds nothing but a date, with or without a label and a clock time."""
    found = _DATE_LINE.fullmatch(text, *line) if line.end - line.start <= STOPPED_HEADLINE_LENGTH else None
    day = read_day(found.group("date")) if found else None
    if found is None or day is None:
        return None
    label = (found.group("label") or "").casefold()
    return DateLine(line.start, line.end, day, "updated" in label or "modified" in label)


def byline(text: str, line: Stretch) -> Byline | None:
    """The byline that a line is: "By Jane Doe | Associated Press", "JANE DOE, AP Writer", or "Reuters" alone."""
    if line.end - line.start > STOPPED_HEADLINE_LENGTH:
        return None
    bare = _without_staff(text, Stretch(line.start + (text[line.start] == "("), line.end - (text[line.end - 1] == ")")))
    if agency(text[slice(*bare)]):
        return Byline(line.start, line.end, None, (bare,))
    found = _BYLINE.fullmatch(text, *line) or _SIGNED.fullmatch(text, *line)
    if not found:
        return None
    names = Stretch(*found.span("names"))
    house = _without_staff(text, Stretch(*found.span("house"))) if found.group("house") else None
    known = tuple(span for span in split_names(text, *house) if agency(text[slice(*span)])) if house else ()
    if found.re is _SIGNED and not known:
        return None
    if agency(text[slice(*names)]):
        return Byline(line.start, line.end, None, (names, *known))
    return Byline(line.start, line.end, names, known)


def _without_staff(text: str, house: Stretch) -> Stretch:
    staff = _STAFF.search(text, *house)
    return Stretch(house.start, staff.start()) if staff else house


def _ends_sentence(words: str) -> bool:
    bare = words.rstrip(_CLOSING)
    return bare.endswith((".", ";", ",", "…")) and not _INITIALS.search(bare)


def _is_headline(text: str, line: Stretch, following: Stretch | None, limits: Limits) -> bool:
    length = line.end - line.start
    first = text[line.start]
    if following is None or length > limits.headline_length or not (first.isalnum() or first in "\"'“‘«("):
        return False
    announced = _is_header(text, following) or find_dateline(text, following.start, limits.dateline_length) is not None
    words = text[slice(*line)]
    if _ends_sentence(words):
        return announced and length <= STOPPED_HEADLINE_LENGTH and words.rstrip(_CLOSING).endswith(".")
    apart = text.count("\n", line.end, following.start) > 1 or text.count("\r", line.end, following.start) > 1
    return apart or announced or following.end - following.start >= max(UNWRAPPED_LENGTH, length)


def _is_header(text: str, line: Stretch) -> bool:
    return date_line(text, line) is not None or byline(text, line) is not None


def _opens_story(text: str, line: Stretch, dateline: Dateline) -> bool:
    """Whether a dateline is one, and not a headline's label as in "IRAQ: Two killed in blast"."""
    if dateline.agencies or dateline.day or dateline.end >= line.end:
        return True
    return _ends_sentence(text[slice(*line)]) or line.end - line.start >= STOPPED_HEADLINE_LENGTH


def read_head(text: str, title: Stretch | None = None, limits: Limits = DEFAULT_LIMITS) -> Head:
    """Recognise the head of a report. `title` is the span of a headline that is known beforehand."""
    leading: DateLine | None = None
    at = title.end if title else 0
    found = None if title else _LEADING_DATE.match(text)
    if found and (day := read_day(found.group(1))):
        leading = DateLine(found.start(1), found.end(1), day, False)
        at = found.end()
    headline, signed, dateline = title, None, None
    dates: list[DateLine] = []
    body, decks = at, 0
    lines = list(_lines(text, at, limits.header_lines + 1))
    for line, following in zip_longest(lines, lines[1:]):
        body = line.start
        if dated := date_line(text, line):
            dates.append(dated)
        elif signed is None and (by := byline(text, line)):
            signed = by
        elif (place := find_dateline(text, line.start, limits.dateline_length)) and _opens_story(text, line, place):
            dateline = place
            body = place.end
            break
        elif headline is None and _is_headline(text, line, following, limits):
            headline = line
        elif headline and decks < DECKS and _is_deck(text, line, lines, limits):
            decks += 1
        else:
            break
    return Head(leading, headline, tuple(dates), signed, dateline, body)


def _is_deck(text: str, line: Stretch, lines: list[Stretch], limits: Limits) -> bool:
    """A line under the headline without a full stop, with a dateline of agency or day soon below it."""
    if _ends_sentence(text[slice(*line)]) or line.end - line.start > limits.headline_length:
        return False
    at = lines.index(line)
    below = (find_dateline(text, other.start, limits.dateline_length) for other in lines[at + 1 : at + 1 + DECKS])
    return any(place and (place.agencies or place.day) for place in below)
