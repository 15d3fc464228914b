"""Times of day: "4:30 p.m.", "0400 GMT", "18:00 local time (1500 UTC)", each on the day that is said for it."""

from __future__ import annotations

from datetime import date

from dragoman.times.calendar_dates import Settings, Slots, on_day, on_feast
from dragoman.times.moments import Moment, Reading, of_period
from dragoman.times.periods import single
from dragoman.times.relative_dates import on_near_day, on_weekday


def at_clock(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A time of day, on the day beside it (granularity time) or else on the day that the story dated last (hour)."""
    time = slots.get("clock") or slots.get("hours")
    hour, minute = (time.hour, time.minute) if time else (int(slots["hour"]), 0)
    if "hour" in slots and time is None:
        part = slots.get("part") or settings.get("part")
        hour += 12 if part in ("AF", "EV", "NI") and hour < 12 else 0
    written = f"T{hour:02}:{minute:02}"
    day: Reading | None
    if "month" in slots:
        day = on_day(slots, settings, moment)
    elif "feast" in slots:
        day = on_feast(slots, settings, moment)
    elif "weekday" in slots:
        day = on_weekday({"weekday": slots["weekday"]}, settings, moment)
    elif "days" in settings:
        day = on_near_day({}, settings, moment)
    elif "iso" in slots:
        day = of_period(single(date(*slots["iso"])), "explicit")
    else:
        told = on_near_day({}, {"from": "story"} if moment.story_day else {}, moment)
        return told and told._replace(kind="TIME", value=told.value[:10] + written, granularity="hour", period=None)
    if day is None:
        return None
    return day._replace(kind="TIME", value=day.value[:10] + written, granularity="time", period=None)
