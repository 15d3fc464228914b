"""Named days: computed, ruled and tabled."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import BadTable
from dragoman.times.feasts import Feasts, _checked, easter, orthodox_easter


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("christmas", 2019, date(2019, 12, 25), date(2019, 12, 25)),
        ("thanksgiving", 2019, date(2019, 11, 28), date(2019, 11, 28)),
        ("memorial day", 2020, date(2020, 5, 25), date(2020, 5, 25)),
        ("election day", 2020, date(2020, 11, 3), date(2020, 11, 3)),
        ("good friday", 2020, date(2020, 4, 10), date(2020, 4, 10)),
        ("eid al-fitr", 2020, date(2020, 5, 24), date(2020, 5, 26)),
        ("yom kippur", 2023, date(2023, 9, 25), date(2023, 9, 25)),
        ("lunar new year", 2024, date(2024, 2, 10), date(2024, 2, 16)),
        ("nowruz", 2020, date(2020, 3, 20), date(2020, 3, 20)),
        ("songkran", 2001, date(2001, 4, 13), date(2001, 4, 15)),
    ],
)
def test_named_days(name: str, year: int, first: date, last: date) -> None:
    assert Feasts().days(name, year) == [(first, last)]


def test_a_moving_feast_outside_the_table_is_unknown() -> None:
    assert Feasts().days("ramadan", 1950) == []


def test_a_year_may_hold_a_feast_of_the_moon_twice() -> None:
    assert len(Feasts().days("eid al-fitr", 2000)) == 2


def test_easter_of_west_and_east() -> None:
    assert (easter(2024), orthodox_easter(2024)) == (date(2024, 3, 31), date(2024, 5, 5))
    assert easter(2025) == orthodox_easter(2025) == date(2025, 4, 20)


def test_a_rule_that_cannot_be_read_names_its_row() -> None:
    with pytest.raises(BadTable, match=r"named_days.tsv:9: 'someday' is no rule"):
        _checked("named_days.tsv:9", "someday")
