"""Dates: read as written, never guessed."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.dates import CalendarDay, Moment, read_day, read_moment


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("08th July, 2020", CalendarDay(2020, 7, 8)),
        ("July 8", CalendarDay(None, 7, 8)),
        ("Sunday, September 15, 2019", CalendarDay(2019, 9, 15)),
        ("Sept. 15, 2019", CalendarDay(2019, 9, 15)),
        ("8th of July 2020", CalendarDay(2020, 7, 8)),
        ("Wed, 2020-07-08", CalendarDay(2020, 7, 8)),
        ("19 NOV 89", CalendarDay(1989, 11, 19)),
        ("4 Mar 21", CalendarDay(2021, 3, 4)),
        ("July 8/2020", CalendarDay(2020, 7, 8)),
        ("25/12/2019", CalendarDay(2019, 12, 25)),
        ("07/08/2020", None),
        ("31 June 2020", None),
        ("May", None),
        ("1066-10-14", None),
    ],
)
def test_days(written: str, day: CalendarDay | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2020-07-08", Moment("2020-07-08")),
        ("20200708", Moment("2020-07-08")),
        ("2020-07-08T14:11:00Z", Moment("2020-07-08", "14:11:00+00:00")),
        ("2020-07-08 14:11", Moment("2020-07-08", "14:11:00")),
        ("July 8, 2020", Moment("2020-07-08")),
        (datetime.date(2020, 7, 8), Moment("2020-07-08")),
        (datetime.datetime(2020, 7, 8, 14, 11), Moment("2020-07-08", "14:11:00")),
    ],
)
def test_moments(value: object, moment: Moment) -> None:
    assert read_moment(value) == moment


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("07/08/2020", "could be two dates"),
        ("July 8", "has no year"),
        ("yesterday", "is no date"),
        ("2020-13-01", "is no date"),
        ("2020-07-08T99:11", "is no date and time"),
    ],
)
def test_refused_dates_say_how_to_write_them(value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"{reason}.*YYYY-MM-DD"):
        read_moment(value)


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_comes_back(day: datetime.date) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day:%A}, {day.day} {day:%b} {day.year}"):
        assert read_day(written) == CalendarDay(day.year, day.month, day.day)


@given(st.text(max_size=30))
def test_no_text_crashes(text: str) -> None:
    read_day(text)
    try:
        read_moment(text)
    except ValueError as error:
        assert "YYYY-MM-DD" in str(error)
