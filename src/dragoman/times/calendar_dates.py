"""Dates that the text spells out, wholly or up to the year: days, months, quarters, years, centuries, named days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dragoman.times import periods
from dragoman.times.feasts import Feasts
from dragoman.times.moments import Moment, Reading, of_period
from dragoman.times.periods import Period
from dragoman.times.tense import AHEAD, OPEN, PAST

Slots = Mapping[str, Any]
Settings = Mapping[str, str]
AGAINST = {(PAST, True): 8, (AHEAD, False): 10, (OPEN, True): 2}
"""How many times nearer a day must be to be meant although the verb points the other way ("was put off to Nov. 16",
said in October), by the verb's way and whether the day lies ahead; a time that no verb governs is taken for past."""
Operation = Callable[[Slots, Settings, Moment], Reading | None]


def chosen(candidates: Iterable[Period], moment: Moment, shift: str | None = None) -> Period | None:
    """The candidate that a time without its year means.

    `shift` is last (wholly before the report's own such period), next, or this; without it the verb decides, and
    where it is silent the nearest one is meant.
    """
    today = moment.report
    found = sorted(candidates)
    if today is None or not found:
        return None
    if shift == "this":
        return next((one for one in found if one.first.year == today.year), None)
    if shift == "last":
        return next((one for one in reversed(found) if one.last < today), None)
    if shift == "next":
        return next((one for one in found if one.first > today), None)
    way = moment.look()
    return min(found, key=lambda one: _distance(one, today) * AGAINST.get((way, one.first > today), 1))


def _distance(one: Period, today: date) -> int:
    if one.first <= today <= one.last:
        return 0
    return (today - one.last).days if one.last < today else (one.first - today).days


def years_around(moment: Moment, reach: int = 1) -> range:
    """The years near the report's."""
    year = moment.report.year if moment.report else 2000
    return range(max(year - reach, 1), min(year + reach, 9999) + 1)


def _possible(make: Callable[[int], Period], years: Iterable[int]) -> list[Period]:
    made = []
    for year in years:
        try:
            made.append(make(year))
        except ValueError:
            continue
    return made


def _resolved(
    slots: Slots, settings: Settings, moment: Moment, make: Callable[[int], Period], open_value: str, kind: str = "DATE"
) -> Reading | None:
    """A yearly period: of the year that stands beside it, else of the year that the verb means."""
    year = stated_year(slots, settings, moment)
    if year is not None:
        try:
            # Only a year that the text writes makes a date explicit; "of last year" rests on the report's.
            return of_period(make(year), "explicit" if "year" in slots else "relative")
        except ValueError:
            return None
    period = chosen(_possible(make, years_around(moment)), moment, settings.get("shift"))
    if period is None:
        return Reading(kind, open_value) if moment.report is None and _possible(make, (2000,)) else None
    return of_period(period, "relative" if settings.get("shift") else "explicit", "document")


def stated_year(slots: Slots, settings: Settings, moment: Moment) -> int | None:
    """The year in the words: written, or "of last year", or that of the story ("of that year")."""
    if "year" in slots:
        return int(slots["year"])
    if "years" in settings and moment.report:
        return moment.report.year + int(settings["years"])
    if settings.get("of") == "story" and moment.story:
        return moment.story.first.year
    return None


def on_day(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A day of a month: "July 4", "4 July 2020", "Friday, Oct. 23"."""
    month, day = slots["month"], slots["day"]

    def make(year: int) -> Period:
        return periods.single(date(year, month, day))

    if "weekday" in slots and stated_year(slots, settings, moment) is None and moment.report:
        fitting = [one for one in _possible(make, years_around(moment, 3)) if one.first.weekday() == slots["weekday"]]
        if fitting:
            return of_period(min(fitting, key=lambda one: _distance(one, moment.report or one.first)), "explicit")
    return _resolved(slots, settings, moment, make, f"XXXX-{month:02}-{day:02}")


def day_range(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """Several days in a row: "3-5 May", "between July 28 and August 2, 2020"."""
    start = on_day({**slots, "month": slots.get("month", slots.get("until"))}, settings, moment)
    end = on_day({**slots, "month": slots.get("until", slots.get("month")), "day": slots["second"]}, settings, moment)
    if not start or not end or start.first is None or end.last is None:
        return None
    first, last = start.first, end.last
    if first > last and "year" in slots:
        first = periods.shift_months(first, -12)
    elif first > last:
        last = periods.shift_months(last, 12)
    length = (last - first).days + 1
    return Reading("DURATION", f"P{length}D", first, last, "day", "explicit") if length < 366 else None


def in_month(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A month: "July 2019", "in July", "last July"."""
    name = slots["month"]
    return _resolved(slots, settings, moment, lambda year: periods.month(year, name), f"XXXX-{name:02}")


def month_range(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """Several months in a row: "between March and May 2019"."""
    end = in_month({**slots, "month": slots["until"]}, settings, moment)
    if end is None or end.period is None:
        return None
    first = periods.month(int(slots.get("since", end.period.first.year)), slots["month"]).first
    if first > end.period.last:
        first = periods.shift_months(first, -12)
    months = (end.period.first.year - first.year) * 12 + end.period.first.month - first.month + 1
    return Reading("DURATION", f"P{months}M", first, end.last, "month", "explicit")


def in_year(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A year in digits or words."""
    return of_period(periods.year(slots["year"]), "explicit")


def year_range(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """Several years: "2015-16", "from 2011 to 2014"."""
    first, last = slots.get("yearpair") or (slots["year"], slots["until"])
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    if not first < last <= first + 300:
        return None
    return Reading("DURATION", f"P{last - first}Y", date(first, 1, 1), date(last, 12, 31), "year", "explicit")


def in_decade(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A decade: "the 1990s"; "the '80s" is the last such decade before the report's."""
    decade = int(slots["decade"])
    if decade < 100:
        today = moment.report.year if moment.report else 2000
        decade = today // 100 * 100 + decade * 10
        decade -= 100 if decade > today else 0
    return of_period(periods.containing(date(decade, 1, 1), "decade"), "explicit")


def in_century(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A century by its number."""
    return of_period(periods.containing(date(slots["ord"] * 100 - 50, 1, 1), "century"), "explicit")


def in_quarter(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A quarter of a year; `of` "story" takes the year of what was dated last."""
    which = int(slots.get("ord") or settings["which"])
    if not 1 <= which <= 4:
        return None
    return _resolved(slots, settings, moment, lambda year: periods.quarter(year, which), f"XXXX-Q{which}")


def in_half(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """The first or second half of a year."""
    which = int(slots.get("ord") or settings["which"])
    if which > 2:
        return None
    return _resolved(slots, settings, moment, lambda year: periods.half(year, which), f"XXXX-H{which}")


def in_season(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A season: "last spring", "the winter of 2010"."""
    name = slots["season"]
    return _resolved(slots, settings, moment, lambda year: periods.season(year, name), f"XXXX-{name}")


def iso_date(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """2020-07-08."""
    try:
        return of_period(periods.single(date(*slots["iso"])), "explicit")
    except ValueError:
        return None


def slashed_date(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """07/04/2020. Where both numbers could be the month nothing is said of the day: the year is all that is sure."""
    first, second, year = slots["slash"]
    readable = set()
    for month, day in ((first, second), (second, first)):
        try:
            readable.add(date(year, month, day))
        except ValueError:
            continue
    if len(readable) == 1:
        return of_period(periods.single(readable.pop()), "explicit")
    if not readable:
        return None
    return of_period(periods.year(year), "explicit")


@lru_cache(maxsize=1)
def _feasts() -> Feasts:
    return Feasts()


def on_feast(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """A named day; one that moves is known for the years of its table only."""
    name, today = slots["feast"], moment.report
    year = stated_year(slots, settings, moment)
    years = (year,) if year is not None else years_around(moment) if today else ()
    found = [_feast_period(*days) for near in years for days in _feasts().days(name, near)]
    if year is not None:
        period = found[0] if found else None
    else:
        period = chosen(found, moment, settings.get("shift"))
    if period is None:
        return None
    reading = of_period(period, "explicit")
    if period.unit == "days":
        return reading._replace(value=period.first.isoformat(), granularity="day", period=None)
    return reading


def _feast_period(first: date, last: date) -> Period:
    return Period("day" if first == last else "days", first, last)


def week_of(slots: Slots, settings: Settings, moment: Moment) -> Reading | None:
    """ "The week of July 6"; `days` moves it ("the day after Christmas")."""
    base = on_feast(slots, settings, moment) if "feast" in slots else on_day(slots, settings, moment)
    if base is None or base.first is None or base.last is None:
        return None
    if "days" in settings:
        edge = base.last if int(settings["days"]) > 0 else base.first
        return of_period(periods.single(edge + timedelta(days=int(settings["days"]))), "explicit")
    return of_period(periods.containing(base.first, settings.get("unit", "week")), "explicit")
