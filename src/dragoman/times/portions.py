"""Stretches at either end of a named period: "the last week of June", "the first three months of 2020"."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.times.calendar_dates import Settings, Slots, in_month, in_year
from dragoman.times.lengths import length
from dragoman.times.moments import Moment, Reading
from dragoman.times.numbers import Count
from dragoman.times.periods import MONTHS_OF, Period, month_end, shift_months

DAYS_OF = {"day": 1, "weekend": 2, "week": 7, "fortnight": 14}


def portion(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """The `n`th or the first or last `n` units of a month or a year.

    A single day is named only where it is said ("the last day of June"); weeks are counted from the month's first day.
    """
    base = in_month(slots, settings, moment) if "month" in slots else in_year(slots, settings, moment)
    unit = str(slots["unit"])
    if base is None or base.period is None or (unit not in DAYS_OF and unit not in MONTHS_OF):
        return base
    count = slots.get("n") or Count(1, 0)
    if count.number is None:
        return base
    size, skipped = int(count.number), int(slots.get("ord", 1)) - 1
    first, last = _ends(base.period, unit, size, skipped, from_end=settings.get("which") == "last")
    if first < base.period.first or last > base.period.last or first > last:
        return None
    if unit == "day" and size == 1:
        return base._replace(value=first.isoformat(), first=first, last=last, granularity="day", period=None)
    value = length(unit, count) if "n" in slots else base.value
    kind = "DURATION" if "n" in slots else base.kind
    return base._replace(kind=kind, value=value, first=first, last=last, granularity=unit, period=None)


def _ends(base: Period, unit: str, size: int, skipped: int, from_end: bool) -> tuple[date, date]:
    if unit in MONTHS_OF:
        months = MONTHS_OF[unit]
        if from_end:
            return shift_months(base.last.replace(day=1), 1 - months * size), base.last
        first = shift_months(base.first, months * skipped)
        return first, month_end(shift_months(first, months * size - 1))
    days = DAYS_OF[unit]
    if from_end:
        return base.last - timedelta(days=days * size - 1), base.last
    first = base.first + timedelta(days=days * skipped)
    return first, first + timedelta(days=days * size - 1)
