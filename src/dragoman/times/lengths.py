"""Lengths of time, what returns, and what has no day: "five years", "the last two weeks", "every Friday", "now"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from dragoman.times.calendar_dates import Settings, Slots
from dragoman.times.moments import Moment, Reading
from dragoman.times.numbers import Count
from dragoman.times.periods import CLOCK_UNITS, LETTERS, shift_day

DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24}


def digits(number: float | None) -> str:
    return "X" if number is None else str(int(number)) if number == int(number) else str(number)


def length(unit: str, count: Count) -> str:
    """The TIMEX3 value of a length of time, halves told in the next finer unit: `P2Y6M`, `PT1M30S`."""
    time = "T" if unit in CLOCK_UNITS else ""
    number = count.number
    if number is None:
        return f"P{time}X{LETTERS[unit]}"
    if unit == "fortnight":
        number *= 2
    if unit == "decade" and number % 1 == 0:
        return f"P{digits(number * 10)}Y"
    if unit == "century":
        return f"P{digits(number * 100)}Y"
    finer: Mapping[str, str] = {"year": "6M", "minute": "30S", "hour": "30M", "day": "T12H"}
    if number % 1 == 0.5 and unit in finer:
        whole = int(number)
        return f"P{time}{f'{whole}{LETTERS[unit]}' if whole else ''}{finer[unit]}"
    return f"P{time}{digits(number)}{LETTERS[unit]}"


def lasting(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A bare length of time: "five years", "a three-day visit". It says how long, not when."""
    count = slots.get("n") or Count(None if settings.get("n") == "X" else float(settings.get("n", "1")), 0)
    if "plus" in settings and count.number is not None:
        count = count._replace(number=count.number + 0.5)
    unit = str(slots.get("unit") or settings["unit"])
    return Reading("DURATION", length(unit, count), granularity=unit, basis="relative")


def reaching(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A length of time up to or from the report: "the last five years", "the next two weeks"."""
    count = slots.get("n") or Count(None if settings.get("n") == "X" else float(settings.get("n", "1")), 0)
    unit, sign = str(slots.get("unit") or settings["unit"]), int(settings["sign"])
    value, today = settings.get("value") or length(unit, count), moment.report
    kind = "DATE" if value.endswith("_REF") else "DURATION"
    if settings.get("from") == "story" and moment.story_day:
        today = moment.story_day
    if today is None or count.number is None:
        first, last = (None, today) if sign < 0 else (today, None)
        return Reading(kind, value, first, last, unit, "relative", "document")
    if unit in CLOCK_UNITS:
        far = today + timedelta(days=sign * max(1, round(count.number * DAYS[unit])))
    else:
        far = shift_day(today, sign * round(count.number), unit)
    first, last = sorted((today, far))
    return Reading(kind, value, first, last, unit, "relative", "document")


def vague(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """Recently, now, soon: a reference without a day. The past one ends and the coming one begins at the report."""
    value, today = settings["value"], moment.report
    first = today if value != "PAST_REF" else None
    last = today if value != "FUTURE_REF" else None
    return Reading("DATE", value, first, last, None, "relative", "document")


def recurring(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """What returns: "every Friday", "daily", "twice a week". It names no day."""
    if "weekday" in slots:
        part = slots.get("part")
        value = f"XXXX-WXX-{slots['weekday'] + 1}" + (f"T{part}" if part else "")
    elif "month" in slots:
        value = f"XXXX-{slots['month']:02}"
    elif "season" in slots:
        value = f"XXXX-{slots['season']}"
    elif "part" in slots:
        value = f"XXXX-XX-XXT{slots['part']}"
    else:
        value = length(str(slots.get("unit") or settings["unit"]), slots.get("n") or Count(1, 0))
    return Reading("SET", value, basis="relative")
