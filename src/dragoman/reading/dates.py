"""Publication dates: as columns hold them and as datelines and header lines write them.

Nothing is guessed. A date that could be read in two ways (07/08/2020) is refused with the remedy, a day without a
year stays without one.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

FIRST_YEAR = 1600
"""Earlier years are taken for misreadings: no newspaper is older."""
LAST_YEAR = 2199
CENTURY_TURN = 50
"""Two-digit years (only after day and month, "19 NOV 89") from this one on are of the 20th century."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}

_MONTH = r"(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
_DAY = r"[0-3]?[0-9](?i:st|nd|rd|th)?"
_YEAR = r"[12][0-9]{3}(?![0-9])"

DATE = (
    rf"(?:{_WEEKDAY},?[ \t\xa0]+)?"
    rf"(?:{_YEAR}-[01][0-9]-[0-3][0-9](?![0-9])"
    rf"|[0-3]?[0-9][./][01]?[0-9][./]{_YEAR}"
    rf"|{_MONTH}[ \t\xa0]*{_DAY}(?![0-9])(?:[ \t\xa0]*[,/]?[ \t\xa0]*{_YEAR})?"
    rf"|{_DAY}[ \t\xa0]+(?:of[ \t\xa0]+)?{_MONTH}(?:,?[ \t\xa0]*{_YEAR}|[ \t\xa0]+[0-9]{{2}}(?![0-9:]))?)"
)
"""A regular expression without groups for a date as news writes it, with or without its year."""

CLOCK = (
    r"(?:[012]?[0-9][:.][0-5][0-9](?::[0-5][0-9])?(?:[ \xa0]?(?i:[ap]\.?m\b\.?))?"
    r"(?:[ \xa0]?\(?(?:[A-Z]{2,5}\b|[+-][0-9]{2}:?[0-9]{2})\)?)?)"
)

_WORDED = re.compile(rf"(?:{_WEEKDAY},?[ \t\xa0]+)?({DATE})")
_NUMBERS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_NUMERIC = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_STAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}\S*)(?:[ ]?(UTC|GMT|Z))?")


class CalendarDay(NamedTuple):
    """A day as written; `year` is None where the writer left it out."""

    year: int | None
    month: int
    day: int

    @property
    def iso(self) -> str | None:
        """`YYYY-MM-DD`, or None without a year."""
        return None if self.year is None else f"{self.year:04}-{self.month:02}-{self.day:02}"


def _checked(year: int | None, month: int, day: int) -> CalendarDay | None:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        datetime.date(year if year is not None else 2000, month, day)
    except ValueError:
        return None
    return CalendarDay(year, month, day)


def _numeric(text: str) -> CalendarDay | None:
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    if first == second or second > 12:
        return _checked(year, first, second)
    return _checked(year, second, first) if first > 12 else None


def read_day(text: str) -> CalendarDay | None:
    """The day that `text` writes, in whole; None where it is no date or could be two dates."""
    text = text.strip(" \t\xa0,")
    if not _WORDED.fullmatch(text):
        return None
    months = [MONTHS[word] for word in map(str.lower, _LETTERS.findall(text)) if word in MONTHS]
    numbers = _NUMBERS.findall(text)
    if not months:
        tail = re.sub(rf"^{_WEEKDAY},?[ \t\xa0]+", "", text)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", tail):
            return _checked(int(numbers[0]), int(numbers[1]), int(numbers[2]))
        return _numeric(tail)
    year: int | None = None
    if len(numbers) > 1:
        year = int(numbers[1])
        if year < 100:
            year += 1900 if year >= CENTURY_TURN else 2000
    return _checked(year, months[0], int(numbers[0]))


class Moment(NamedTuple):
    """A publication date as ISO, with the ISO time of the day where the source gives one."""

    date: str
    time: str | None = None


def read_moment(value: object) -> Moment:
    """Read a date column's value or the value of `--date`.

    Takes dates and datetimes of Python, ISO dates and timestamps, `YYYYMMDD`, and dates in words. Raises ValueError
    whose text says what is wrong with the value and how to write it.
    """
    if isinstance(value, datetime.datetime):
        return Moment(value.date().isoformat(), value.timetz().isoformat())
    if isinstance(value, datetime.date):
        return Moment(value.isoformat())
    text = str(value).strip()
    stamp = _STAMP.fullmatch(text)
    if stamp:
        zone = "+00:00" if stamp.group(3) else ""
        try:
            moment = datetime.datetime.fromisoformat(f"{stamp.group(1)}T{stamp.group(2)}{zone}")
        except ValueError:
            raise ValueError(f"{text!r} is no date and time; write YYYY-MM-DDThh:mm") from None
        return Moment(moment.date().isoformat(), moment.timetz().isoformat())
    compact = _COMPACT.fullmatch(text)
    day = _checked(*(int(part) for part in compact.groups())) if compact else read_day(text) or _numeric(text)
    if day is None:
        reason = "could be two dates" if _NUMERIC.fullmatch(text) else "is no date"
        raise ValueError(f"{text[:40]!r} {reason}; write it as YYYY-MM-DD")
    if day.iso is None:
        raise ValueError(f"{text!r} has no year; write it as YYYY-MM-DD")
    return Moment(day.iso)
