"""What a time expression is read against: the report's day, what the story dated last, and the verb's direction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import msgspec

from dragoman.times.periods import Period


class Reading(NamedTuple):
    """What a pattern says: the TIMEX3 kind and value, and the days it covers, as far as they are said."""

    kind: str
    value: str
    first: date | None = None
    last: date | None = None
    granularity: str | None = None
    basis: str = "relative"
    anchor: str | None = None
    period: Period | None = None


def of_period(period: Period, basis: str = "relative", anchor: str | None = "document") -> Reading:
    """The reading of a calendar period."""
    anchor = None if basis == "explicit" else anchor
    return Reading("DATE", period.value, period.first, period.last, period.unit, basis, anchor, period)


class Moment(msgspec.Struct):
    """The report's day (None where undated), the story's last dated period and last day, and the way to look.

    `is_first` says that the sentence has named no time yet, so that the story's last one is of an earlier sentence.
    """

    report: date | None
    story: Period | None
    story_day: date | None
    look: Callable[[], int]
    quarter: Period | None = None
    is_first: bool = True
