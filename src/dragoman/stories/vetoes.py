"""Hard vetoes: what two claims differ in that keeps them apart however alike they are otherwise (`vetoes.tsv`).

A row names the types to which it applies (`*` for all), conditions that must all hold, and two sentences with their
dates that show it. The conditions are those of CONDITIONS; `days>=2` and the like compare the days between two
dated acts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.ontology import TYPES
from dragoman.stories.acquaintance import Cast
from dragoman.stories.anchors import opposed
from dragoman.stories.features import STRANGER, Gaps
from dragoman.stories.telling import Counts, Telling
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("veto", "types", "conditions", "first", "second", "note")
Condition = Callable[[Telling, Telling, Gaps], bool]
ACQUAINTED = 0.55
PERSONS = frozenset({"", "GOV", "LEG", "JUD", "MIL", "PTY", "ELI", "OPP", "JRN", "CVL", "REL", "BUS", "EDU", "SOC"})


@lru_cache(maxsize=1 << 17)
def other_persons(one: Cast, other: Cast) -> bool:
    """True if both name parties of their own, by proper name or id, and none of them is the same."""
    named = [[side for side in cast if side.id or side.proper] for cast in (one, other)]
    return bool(named[0] and named[1]) and not any(
        a.id == b.id if a.id and b.id else a.words and b.words and set(a.words) & set(b.words)
        for a in named[0]
        for b in named[1]
    )


@lru_cache(maxsize=1 << 17)
def other_speakers(one: Cast, other: Cast) -> bool:
    """True if both name persons whom the tables know, and none of them is the same.

    A body is no such person: a ministry and its minister may speak as one."""
    named = [{side.id for side in cast if side.id and side.id == "-".join(side.words)} for cast in (one, other)]
    return bool(named[0] and named[1]) and not named[0] & named[1]


CONDITIONS: dict[str, Condition] = {
    "exact": lambda a, b, gap: gap.exact,
    "dated": lambda a, b, gap: a.is_dated and b.is_dated,
    "actors differ": lambda a, b, gap: 0 <= gap.actors <= STRANGER,
    "recipients differ": lambda a, b, gap: 0 <= gap.recipients <= STRANGER,
    "other persons": lambda a, b, gap: other_persons(a.recipients, b.recipients),
    "other speakers": lambda a, b, gap: other_speakers(a.actors, b.actors),
    "crossed": lambda a, b, gap: gap.crossed >= ACQUAINTED and min(gap.actors, gap.recipients) < ACQUAINTED,
    "other place": lambda a, b, gap: gap.place == 0.0,
    "other mode": lambda a, b, gap: bool(a.mode and b.mode) and a.mode != b.mode,
    "other content": lambda a, b, gap: bool(a.content and b.content) and a.content != b.content,
    "plan and deed": lambda a, b, gap: a.is_plan != b.is_plan,
    "opposed words": lambda a, b, gap: opposed(a.anchor, b.anchor),
    "other report": lambda a, b, gap: a.report != b.report,
    "same report": lambda a, b, gap: a.report == b.report,
    "other counts": lambda a, b, gap: counts_apart(a.counts, b.counts),
}
_DAYS = re.compile(r"days\s*>=\s*(\d+)")
APART = 3


def counts_apart(one: Counts, other: Counts) -> bool:
    """True if a number that both tell differs by more than three times."""
    told = {what: (low, high) for what, low, high in other}
    return any(
        what in told and (low > APART * max(1, told[what][1]) or told[what][0] > APART * max(1, high))
        for what, low, high in one
    )


class Veto(NamedTuple):
    """A row: its name, the types to which it applies (none for all), its conditions and their names, its example."""

    name: str
    types: frozenset[str]
    conditions: tuple[Condition, ...]
    days: int
    first: str
    second: str
    row: str
    names: tuple[str, ...]

    def bars(self, one: Telling, other: Telling, gap: Gaps) -> bool:
        """True if the row keeps the two apart."""
        if self.types and one.event not in self.types:
            return False
        return gap.days >= self.days and all(condition(one, other, gap) for condition in self.conditions)


@cache
def vetoes(path: Path | None = None) -> tuple[Veto, ...]:
    """The rows of the table. Raises BadTable for an unknown type or condition."""
    return tuple(_veto(row.cells, row.where) for row in rows(path or package_path("stories", "vetoes.tsv"), COLUMNS))


def _veto(cells: dict[str, str], where: str) -> Veto:
    types = frozenset() if cells["types"] == "*" else frozenset(cell_list(cells["types"]))
    if wrong := types - set(TYPES):
        raise BadTable(f"{where}: {', '.join(sorted(wrong))} is none of PLOVER's types; use {', '.join(TYPES)} or *")
    names, days = [], -1
    for part in (part.strip() for part in cells["conditions"].split(";")):
        if match := _DAYS.fullmatch(part):
            days = int(match.group(1))
        elif part in CONDITIONS:
            names.append(part)
        else:
            raise BadTable(f"{where}: unknown condition {part!r}; use one of {', '.join(CONDITIONS)} or days>=N")
    conditions = tuple(CONDITIONS[name] for name in names)
    return Veto(cells["veto"], types, conditions, days, cells["first"], cells["second"], where, tuple(names))


@cache
def _by_type() -> dict[str, tuple[Veto, ...]]:
    return {name: tuple(veto for veto in vetoes() if not veto.types or name in veto.types) for name in (*TYPES, "")}


def of_type(event: str) -> tuple[Veto, ...]:
    """The rows that apply to a type, in the table's order; to none of PLOVER's the rows for all."""
    return _by_type()[event]


def barring(one: Telling, other: Telling, gap: Gaps) -> Veto | None:
    """The first veto that keeps two tellings of one type apart, or None."""
    for veto in of_type(one.event):
        if gap.days >= veto.days:
            for condition in veto.conditions:
                if not condition(one, other, gap):
                    break
            else:
                return veto
    return None
