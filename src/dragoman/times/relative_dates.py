"""Times told from another time: yesterday, last week, three days earlier, the previous month, at 4 p.m., tonight."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.times import periods
from dragoman.times.calendar_dates import Settings, Slots, on_day
from dragoman.times.lengths import DAYS, length
from dragoman.times.moments import Moment, Reading, of_period
from dragoman.times.numbers import Count
from dragoman.times.periods import CLOCK_UNITS, Period, containing, neighbour, shift_day, single
from dragoman.times.tense import AHEAD, PAST

NO_REPORT = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}

COARSE = frozenset({"quarter", "year", "decade", "century"})
"""Units for which a story that dates nothing is read against its report ("profit rose from a year earlier")."""


def origin(settings: Settings, moment: Moment, unit: str = "day") -> tuple[date | None, str]:
    """The day from which a shift by `unit` counts, and whether it is the report's or the story's.

    A story that has dated a month last gives no day to count days from, but months and years.
    """
    if settings.get("from") not in ("story", "event"):
        return moment.report, "document"
    if moment.story and _rank(unit) >= _rank(moment.story.unit):
        return moment.story.first, "narrative"
    return moment.story_day, "narrative"


def at_unit(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """This, last or next week, month, quarter, year ..., by `shift`; of the report or (`from=story`) of the story."""
    unit = str(slots.get("unit") or settings["unit"])
    if unit in CLOCK_UNITS:
        return None
    if "near" in settings:
        return _near_weekend(moment)
    if settings.get("from") == "quarter":
        return of_period(moment.quarter, "relative", "narrative") if moment.quarter else None
    start, anchor = origin(settings, moment, unit)
    if start is None:
        return Reading("DATE", NO_REPORT.get(unit, "XXXX"), anchor=anchor)
    return of_period(neighbour(containing(start, unit), int(settings.get("shift", "0"))), "relative", anchor)


def _near_weekend(moment: Moment) -> Reading:
    """ "The weekend": the one that runs or has just gone, or the coming one where the verb looks ahead."""
    if moment.report is None:
        return Reading("DATE", NO_REPORT["weekend"])
    this = containing(moment.report, "weekend")
    running = this.first <= moment.report
    return of_period(this if running or moment.look() == AHEAD else neighbour(this, -1))


def _rank(unit: str) -> int:
    return periods.FINER.index(unit) if unit in periods.FINER else len(periods.FINER)


def stretch(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """The part of the running period before or after today: "earlier this month", "later this week"."""
    base = at_unit(slots, settings, moment)
    if base is None or base.first is None or base.last is None or moment.report is None:
        return base
    if settings["side"] == "before":
        first, last = base.first, moment.report - timedelta(days=1)
    elif settings["side"] == "till":
        first, last = base.first, moment.report
    else:
        first, last = moment.report + timedelta(days=1), base.last
    # On the first or last day of the period nothing of it is left: the report's own day is.
    if first > last:
        first = last = moment.report
    return base._replace(first=first, last=last, period=None)


def on_weekday(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A weekday: by the verb's tense, or `shift` last, next, this; `weeks` counts weeks on; `back` days before it."""
    weekday, today = slots["weekday"], moment.report
    if settings.get("from") == "story":
        return _story_weekday(weekday, settings, moment)
    if today is None:
        return _part_of_day(Reading("DATE", f"XXXX-WXX-{weekday + 1}"), slots, settings)
    ahead = (weekday - today.weekday()) % 7
    behind = (today.weekday() - weekday) % 7
    shift = settings.get("shift")
    if shift == "last":
        day = today - timedelta(days=behind or 7)
    elif shift == "next":
        day = today + timedelta(days=7 - today.weekday() + weekday)
    elif shift == "coming":
        day = today + timedelta(days=ahead or 7)
    elif "weeks" in settings:
        day = today - timedelta(days=today.weekday()) + timedelta(days=weekday + 7 * int(settings["weeks"]))
    elif moment.look() == AHEAD:
        day = today + timedelta(days=ahead)
    else:
        day = today - timedelta(days=behind)
    day += timedelta(days=int(settings.get("back", "0")))
    return _part_of_day(of_period(single(day)), slots, settings)


def _story_weekday(weekday: int, settings: Settings, moment: Moment) -> Reading | None:
    start, anchor = origin({"from": "story"} if moment.story_day else {}, moment)
    if start is None:
        return Reading("DATE", f"XXXX-WXX-{weekday + 1}")
    step = 1 if settings.get("shift") == "next" else -1
    day = start + timedelta(days=step)
    while day.weekday() != weekday:
        day += timedelta(days=step)
    return of_period(single(day), "relative", anchor)


def on_near_day(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """Today, yesterday, tonight, this morning: `days` from the report, or the story's day (`from=story`)."""
    start, anchor = origin(settings, moment)
    if start is None:
        return _part_of_day(Reading("DATE", "XXXX-XX-XX"), slots, settings)
    reading = of_period(single(start + timedelta(days=int(settings.get("days", "0")))), "relative", anchor)
    reading = _part_of_day(reading, slots, settings)
    if "into" in settings and reading.last:
        reading = reading._replace(last=reading.last + timedelta(days=int(settings["into"])), period=None)
    return reading


def _part_of_day(reading: Reading, slots: Slots, settings: Settings) -> Reading:
    part = slots.get("part") or settings.get("part")
    return reading._replace(kind="TIME", value=f"{reading.value}T{part}", granularity="part") if part else reading


def part_of_date(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A part of a dated day: "the night of July 4", "the evening of 4 July"."""
    base = on_day(slots, settings, moment)
    return _part_of_day(base, slots, settings) if base else None


def counted(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """So many units away: "three days ago", "a week earlier", "two months from now"; `sign` gives the way.

    The day itself is said for days only; "two weeks ago" says the week, "three years ago" the year.
    """
    unit, count = str(slots.get("unit") or settings.get("unit")), slots.get("n") or Count(1, 0)
    sign = int(settings["sign"])
    if unit == "quarter" and moment.quarter and settings.get("from") == "story":
        return of_period(neighbour(moment.quarter, sign * int(count.number or 1)), "relative", "narrative")
    if unit == "year" and moment.quarter and count.number == 1 and sign < 0:
        return of_period(neighbour(moment.quarter, -4), "relative", "narrative")
    start, anchor = origin(settings, moment, unit)
    if start is None and anchor == "narrative" and unit in COARSE and settings["from"] == "story":
        start, anchor = moment.report, "document"
    if anchor == "narrative" and (start is None or (settings["from"] == "event" and not moment.is_first)):
        return Reading("DURATION", length(unit, count), granularity=unit, anchor="narrative")
    if count.number is None:
        first, last = (None, moment.report) if sign < 0 else (moment.report, None)
        return Reading("DURATION", length(unit, count), first, last, unit, "relative", "document")
    if start is None:
        return Reading("DATE", NO_REPORT.get(unit, "XXXX"), anchor=anchor)
    if unit in CLOCK_UNITS:
        # "Six hours earlier" may lie on the day before: both days are possible.
        edge = start + timedelta(days=sign * max(1, round(count.number * DAYS[unit])))
        near, far = sorted((start, edge))
        return Reading("DURATION", length(unit, count), near, far, unit, "relative", anchor)
    reading = of_period(_away(start, unit, sign * count.number), "relative", anchor)
    if settings.get("from") == "event":
        return reading._replace(kind="DURATION", value=length(unit, count), period=None)
    return reading


def _away(start: date, unit: str, number: float) -> Period:
    if unit == "year" and number % 1:
        return containing(periods.shift_months(start, round(number * 12)), "month")
    if unit == "decade" and number % 1 == 0:
        return containing(shift_day(start, int(number), unit), "year" if abs(number) < 3 else "decade")
    return containing(shift_day(start, round(number), unit), "week" if unit == "fortnight" else unit)


def weekday_range(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """ "From Monday to Thursday", as days of one run."""
    start = on_weekday({"weekday": slots["weekday"]}, settings, moment)
    if start is None or start.first is None:
        return start
    length = (slots["until"] - slots["weekday"]) % 7
    last = start.first + timedelta(days=length)
    first = start.first
    if moment.look() == PAST and moment.report and last > moment.report:
        first, last = first - timedelta(days=7), last - timedelta(days=7)
    return Reading("DURATION", f"P{length + 1}D", first, last, "day", "relative", "document")
