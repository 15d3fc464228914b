"""The operations that a row of `phrases.tsv` may name."""

from __future__ import annotations

from dragoman.times import calendar_dates as calendar
from dragoman.times import lengths
from dragoman.times import relative_dates as relative
from dragoman.times.calendar_dates import Operation
from dragoman.times.clock_times import at_clock
from dragoman.times.portions import portion

OPERATIONS: dict[str, Operation] = {
    "day": calendar.on_day,
    "days": calendar.day_range,
    "month": calendar.in_month,
    "months": calendar.month_range,
    "year": calendar.in_year,
    "years": calendar.year_range,
    "decade": calendar.in_decade,
    "century": calendar.in_century,
    "quarter": calendar.in_quarter,
    "half": calendar.in_half,
    "season": calendar.in_season,
    "iso": calendar.iso_date,
    "slash": calendar.slashed_date,
    "portion": portion,
    "feast": calendar.on_feast,
    "beside": calendar.week_of,
    "unit": relative.at_unit,
    "stretch": relative.stretch,
    "weekday": relative.on_weekday,
    "weekdays": relative.weekday_range,
    "near": relative.on_near_day,
    "part": relative.part_of_date,
    "counted": relative.counted,
    "lasting": lengths.lasting,
    "reaching": lengths.reaching,
    "vague": lengths.vague,
    "recurring": lengths.recurring,
    "clock": at_clock,
}
