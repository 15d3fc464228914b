"""PLOVER's precedence: where a type already contains the future or the possible, the type wins.

The rules are rows of `lexicon/precedence.tsv`: a type with a status becomes a type with a content and a status; a `*`
in `mode` or `content` keeps what was there, `=` puts the old type. `through` limits a row to acts that stand in the
content of a frame of that type ("vowed to attack"), or in a forecast of somebody else.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.records import Because
from dragoman.tables import package_path, rows

COLUMNS = ("event", "status", "through", "to_event", "to_mode", "to_content", "to_status", "note")


REFUSED = "refused"
"""In the table's `status`, for what somebody says will not be done ("will not lift the ban"): negated and intended."""
INTENDED = "intended"
"""The same, for what those who will do it announce themselves ("said it would boycott the vote")."""
CONDITIONED = "conditioned"
"""The same, for what is announced unless another gives way."""
FORECAST = "forecast"
"""The same, for what somebody else expects to happen."""
PLAIN = {REFUSED: "negated", INTENDED: "future", CONDITIONED: "future", FORECAST: "future"}
"""What is left of these where no row of the table takes them up."""


class Act(NamedTuple):
    """What an act is coded as."""

    event: str
    mode: str | None
    content: str | None
    status: str


class Change(NamedTuple):
    """One row of the precedence table."""

    event: str
    mode: str
    content: str
    status: str
    note: str
    row: str


@cache
def table() -> dict[tuple[str, str, str], Change]:
    """The rows by (event, status, through)."""
    found: dict[tuple[str, str, str], Change] = {}
    for row in rows(package_path("lexicon", "precedence.tsv"), COLUMNS):
        cells = row.cells
        found[cells["event"], cells["status"], cells["through"]] = Change(
            cells["to_event"], cells["to_mode"], cells["to_content"], cells["to_status"], cells["note"], row.where
        )
    return found


def apply(act: Act, through: str = "") -> tuple[Act, Because | None]:
    """The act after precedence, and the row that changed it."""
    known = table()
    change = known.get((act.event, act.status, through))
    if change is None and act.status in PLAIN:
        change = known.get((act.event, PLAIN[act.status], through))
    if change is None:
        return act, None
    content = {"*": act.content, "=": act.event}.get(change.content, change.content or None)
    mode = act.mode if change.mode == "*" else change.mode or None
    changed = Act(change.event, mode, content, change.status or act.status)
    return changed, Because(rule=f"precedence: {change.note}", row=change.row)
