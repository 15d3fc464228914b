"""Named days: Christmas, Eid al-Fitr, Thanksgiving, Yom Kippur, each with the days it takes in a year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from dragoman.errors import BadTable
from dragoman.tables import cell_list, package_path, rows
from dragoman.times.periods import month_end

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Days = tuple[date, date]

_FIXED = re.compile(r"(\d\d)-(\d\d)(?:\.\.(\d\d)-(\d\d))?")
_EASTER = re.compile(r"(easter|orthodox)([+-]\d+)")
_NTH = re.compile(r"(\d|last)-([a-z]+)-(\d\d)")


class Feasts:
    """The named days of the tables by name; what each is in a given year."""

    def __init__(self) -> None:
        folder = package_path("lexicon", "times")
        self.rules: dict[str, str] = {}
        self.forms: dict[str, str] = {}
        self._tabled: dict[tuple[str, int], list[Days]] = {}
        for row in rows(folder / "named_days.tsv", ("names", "rule", "form")):
            _checked(row.where, row.cells["rule"])
            for name in cell_list(row.cells["names"]):
                self.rules[name], self.forms[name] = row.cells["rule"], row.cells["form"]
        for row in rows(folder / "moveable_days.tsv", ("day", "year", "first", "last")):
            days = (date.fromisoformat(row.cells["first"]), date.fromisoformat(row.cells["last"]))
            self._tabled.setdefault((row.cells["day"], int(row.cells["year"])), []).append(days)

    def days(self, name: str, year: int) -> list[Days]:
        """When a named day falls in a year: none outside the table's years, two where a short year holds it twice."""
        rule = self.rules[name]
        if rule.startswith("table:"):
            return self._tabled.get((rule[6:], year), [])
        found = _by_rule(rule, year)
        return [found] if found else []


def _checked(where: str, rule: str) -> None:
    if rule != "election" and not rule.startswith("table:"):
        nth = _NTH.fullmatch(rule)
        if not (_FIXED.fullmatch(rule) or _EASTER.fullmatch(rule) or (nth and nth.group(2) in WEEKDAYS)):
            raise BadTable(f"{where}: {rule!r} is no rule for a day; write MM-DD, easter+N, N-weekday-MM or table:NAME")


@lru_cache(maxsize=4096)
def _by_rule(rule: str, year: int) -> Days | None:
    if rule == "election":
        first_monday = _nth_weekday(year, 11, 0, 1)
        return first_monday + timedelta(days=1), first_monday + timedelta(days=1)
    if fixed := _FIXED.fullmatch(rule):
        first = date(year, int(fixed.group(1)), int(fixed.group(2)))
        return first, date(year, int(fixed.group(3)), int(fixed.group(4))) if fixed.group(3) else first
    if moving := _EASTER.fullmatch(rule):
        if year < 1583:
            return None
        sunday = easter(year) if moving.group(1) == "easter" else orthodox_easter(year)
        day = sunday + timedelta(days=int(moving.group(2)))
        return day, day
    nth = _NTH.fullmatch(rule)
    if nth is None:
        return None
    weekday, month = WEEKDAYS.index(nth.group(2)), int(nth.group(3))
    day = _nth_weekday(year, month, weekday, -1 if nth.group(1) == "last" else int(nth.group(1)))
    return day, day


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        end = month_end(date(year, month, 1))
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian computus."""
    golden, century = year % 19, year // 100
    leaps = century // 4
    epact = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * shift) // 451
    month, day = divmod(epact + shift - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches as a date of the common calendar (the Julian computus, 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    shift = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + shift + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
