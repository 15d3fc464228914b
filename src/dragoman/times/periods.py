"""Stretches of the calendar: a day, a week, a quarter, a century, each with its TIMEX3 value and its neighbours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "season": "S",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
FINER = ("second", "minute", "hour", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade")
"""Units from the finest to the coarsest; a century comes last of all."""


class Period(NamedTuple):
    """A named stretch of days, first and last inclusive; `unit` says what it is called after."""

    unit: str
    first: date
    last: date

    @property
    def value(self) -> str:
        """The TIMEX3 value: `2020-07-08`, `2020-W28`, `2020-Q3`, `202` for a decade, `20` for a century."""
        day = self.first
        if self.unit == "day":
            return day.isoformat()
        if self.unit in ("week", "weekend"):
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        if self.unit == "half":
            return f"{day.year:04}-H{1 if day.month < 7 else 2}"
        if self.unit == "season":
            return f"{day.year:04}-{next(name for name, month in SEASON_START.items() if month == day.month)}"
        if self.unit == "year":
            return f"{day.year:04}"
        if self.unit == "decade":
            return f"{day.year // 10:03}"
        if self.unit == "century":
            return f"{day.year // 100:02}"
        return f"{day.year:04}-{day.month:02}"


def month_end(day: date) -> date:
    """The last day of the month that holds `day`."""
    return shift_months(day.replace(day=1), 1) - timedelta(days=1) if (day.year, day.month) != (9999, 12) else date.max


def shift_months(day: date, count: int) -> date:
    """The same day `count` months away, or the last day of that month where it is shorter.

    Raises ValueError outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(year, month, number)
            except ValueError:
                if number == 28 or not 1 <= year <= 9999:
                    raise
    return date(year, month, 28)


def shift_day(day: date, count: int, unit: str) -> date:
    """The day `count` units away. Raises ValueError or OverflowError outside the calendar."""
    if unit in MONTHS_OF:
        return shift_months(day, count * MONTHS_OF[unit])
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14, "season": 91}.get(unit, 0)
    return day + timedelta(days=days * count)


def containing(day: date, unit: str) -> Period:
    """The calendar's period of this unit that holds the day."""
    if unit in ("week", "weekend", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        if unit == "weekend":
            return Period("weekend", monday + timedelta(days=5), monday + timedelta(days=6))
        return Period("week", monday, monday + timedelta(days=6))
    if unit == "season":
        return season_holding(day)
    if unit in MONTHS_OF:
        return _months(day, unit)
    return Period("day", day, day)


def _months(day: date, unit: str) -> Period:
    length = MONTHS_OF[unit]
    if unit == "decade":
        first = date(day.year // 10 * 10, 1, 1)
    elif unit == "century":
        first = date((day.year - 1) // 100 * 100 + 1, 1, 1)
    else:
        first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return Period(unit, first, month_end(shift_months(first, length - 1)))


def season(year: int, name: str) -> Period:
    """A season of the northern hemisphere's weather; winter runs from December into the next year."""
    first = date(year, SEASON_START[name], 1)
    return Period("season", first, month_end(shift_months(first, 2)))


def season_holding(day: date) -> Period:
    """The season that holds the day."""
    months_in = (day.month - 3) % 3
    first = shift_months(day.replace(day=1), -months_in)
    return Period("season", first, month_end(shift_months(first, 2)))


def year(number: int) -> Period:
    """A year. Raises ValueError outside 1 to 9999."""
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def month(number: int, name: int) -> Period:
    """A month of a year."""
    return containing(date(number, name, 1), "month")


def quarter(number: int, which: int) -> Period:
    """A quarter of a year, 1 to 4."""
    return containing(date(number, which * 3, 1), "quarter")


def half(number: int, which: int) -> Period:
    """The first or second half of a year."""
    return containing(date(number, which * 6, 1), "half")


def single(day: date) -> Period:
    """One day."""
    return Period("day", day, day)


def neighbour(period: Period, count: int) -> Period:
    """The period of the same unit `count` steps later, earlier where negative."""
    if period.unit == "season":
        return season_holding(shift_months(period.first, 3 * count))
    if period.unit == "day":
        return single(period.first + timedelta(days=count))
    return containing(shift_day(period.first, count, period.unit), period.unit)
