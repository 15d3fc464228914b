"""Words beside a time expression that narrow or blur it: "late 2019", "the end of May", "more than a decade ago"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.tables import cell_list, package_path, rows
from dragoman.times.moments import Reading
from dragoman.times.periods import Period, month_end, shift_months

COUNTED_IN = {
    "week": "day",
    "month": "day",
    "season": "month",
    "quarter": "month",
    "half": "month",
    "year": "month",
    "decade": "year",
    "century": "year",
}


class Modifier(NamedTuple):
    """One row of `modifiers.tsv`."""

    words: tuple[str, ...]
    mod: str
    part: str | None
    kinds: frozenset[str]
    row: str


class Modifiers:
    """The modifiers by side, longest first, and what the parts of a period are."""

    def __init__(self) -> None:
        folder = package_path("lexicon", "times")
        self.before: dict[str, list[Modifier]] = {}
        self.after: dict[str, list[Modifier]] = {}
        for row in rows(folder / "modifiers.tsv", ("words", "side", "mod", "part", "kinds")):
            words = tuple(row.cells["words"].split())
            made = Modifier(
                words, row.cells["mod"], row.cells["part"] or None, frozenset(cell_list(row.cells["kinds"])), row.where
            )
            if row.cells["side"] not in ("before", "after"):
                raise BadTable(f"{row.where}: {row.cells['side']!r} is no side; write before or after")
            side, key = (self.before, words[-1]) if row.cells["side"] == "before" else (self.after, words[0])
            side.setdefault(key, []).append(made)
        for table in (self.before, self.after):
            for found in table.values():
                found.sort(key=lambda one: -len(one.words))
        self.parts: dict[tuple[str, str], tuple[int, int | None]] = {}
        for row in rows(folder / "parts.tsv", ("unit", "part", "first", "last")):
            last = row.cells["last"]
            self.parts[row.cells["unit"], row.cells["part"]] = (
                int(row.cells["first"]),
                None if last == "end" else int(last),
            )

    def left_of(self, words: list[str], first: int, floor: int, kind: str) -> Modifier | None:
        """The modifier that ends right before a word, not reaching below `floor`."""
        if first <= floor:
            return None
        for one in self.before.get(words[first - 1], ()):
            start = first - len(one.words)
            if start >= floor and kind in one.kinds and tuple(words[start:first]) == one.words:
                return one
        return None

    def right_of(self, words: list[str], last: int, kind: str) -> Modifier | None:
        """The modifier that starts at a word."""
        if last >= len(words):
            return None
        for one in self.after.get(words[last], ()):
            if kind in one.kinds and tuple(words[last : last + len(one.words)]) == one.words:
                return one
        return None

    def narrowed(self, reading: Reading, part: str | None) -> Reading:
        """The reading with its days cut to the part of the period that is meant."""
        if part is None or reading.period is None:
            return reading
        bounds = self.parts.get((reading.period.unit, part))
        if bounds is None:
            return reading
        first, last = _cut(reading.period, *bounds)
        return reading._replace(first=first, last=last, period=None, granularity=f"part of {reading.period.unit}")


def _cut(period: Period, first: int, last: int | None) -> tuple[date, date]:
    step = COUNTED_IN[period.unit]
    if step == "day":
        start = period.first + timedelta(days=first - 1)
        return start, period.last if last is None else period.first + timedelta(days=last - 1)
    months = 12 if step == "year" else 1
    start = shift_months(period.first, (first - 1) * months)
    return start, period.last if last is None else month_end(shift_months(period.first, last * months - 1))
