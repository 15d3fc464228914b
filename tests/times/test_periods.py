"""The calendar's periods and their TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.times.periods import containing, month_end, neighbour, season, shift_months

DAYS = st.dates(min_value=date(200, 1, 1), max_value=date(9000, 1, 1))


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "2020-07-08"),
        ("week", "2020-W28"),
        ("weekend", "2020-W28-WE"),
        ("month", "2020-07"),
        ("quarter", "2020-Q3"),
        ("half", "2020-H2"),
        ("season", "2020-SU"),
        ("year", "2020"),
        ("decade", "202"),
        ("century", "20"),
    ],
)
def test_values(unit: str, value: str) -> None:
    assert containing(date(2020, 7, 8), unit).value == value


def test_january_belongs_to_the_winter_of_the_year_before() -> None:
    assert containing(date(2020, 1, 15), "season") == season(2019, "WI")
    assert season(2019, "WI").last == date(2020, 2, 29)


def test_months_shift_to_a_day_that_exists() -> None:
    assert shift_months(date(2020, 3, 31), -1) == date(2020, 2, 29)
    assert month_end(date(9999, 12, 5)) == date(9999, 12, 31)


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "season", "year", "decade", "century"]))
def test_neighbours_touch(day: date, unit: str) -> None:
    period = containing(day, unit)
    later = neighbour(period, 1)
    assert period.first <= day <= period.last
    assert (later.first - period.last).days == 1
    assert neighbour(later, -1) == period
