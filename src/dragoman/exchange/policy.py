"""What a layout can hold, and so which acts are left out of it: `codes/projects.tsv` and `codes/mutual.tsv`.

Nothing is left out in silence: a writer counts what it leaves out by reason (`Written.left_out`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dragoman.errors import BadSetting
from dragoman.exchange.telling import Told
from dragoman.ontology import TYPES
from dragoman.records import Claim, Event, Party
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("project", "statuses", "actor", "recipient", "date", "mutual")


class Written(NamedTuple):
    """What a writer did: rows written, and acts left out by reason."""

    rows: int
    left_out: Counter[str]


class Policy(NamedTuple):
    """One row of the table."""

    project: str
    statuses: frozenset[str]
    needs_actor: bool
    needs_recipient: str
    needs_date: bool
    both_directions: bool


class Pair(NamedTuple):
    """One row's two sides; `number` counts the rows of an act from 1."""

    actor: Party | None
    recipient: Party | None
    number: int


@cache
def policies() -> dict[str, Policy]:
    """Each project's policy."""
    found = {}
    for row in rows(package_path("exchange", "codes", "projects.tsv"), COLUMNS):
        cells = row.cells
        found[cells["project"]] = Policy(
            cells["project"],
            frozenset(cell_list(cells["statuses"])),
            cells["actor"] == "1",
            cells["recipient"],
            cells["date"] == "1",
            cells["mutual"] == "both",
        )
    return found


def policy(project: str) -> Policy:
    """The policy of one project; BadSetting where the table has no row for it."""
    if project not in policies():
        raise BadSetting(f"codes/projects.tsv has no row for {project!r}; add one that says what the layout can hold")
    return policies()[project]


@cache
def _mutual_types() -> frozenset[str]:
    table = rows(package_path("exchange", "codes", "mutual.tsv"), ("type",))
    return frozenset(row.cells["type"] for row in table)


def day_of(act: Claim | Event) -> str | None:
    """The day on which a layout with one date puts an act: the first of its interval, else (an open start) its last.

    None where the report does not date the act; the publication date is never put in its place.
    """
    return (act.when.from_ or act.when.to) if act.when else None


def is_mutual(act: Claim | Event) -> bool:
    """Whether the actors are the sides of a mutual act."""
    return not act.recipients and len(act.actors) > 1 and act.event in _mutual_types()


def pairs(act: Claim | Event, both_directions: bool) -> tuple[Pair, ...]:
    """The sides of an act two by two, in the text's order.

    The sides of a mutual act are paired with one another: the first with each other one, or everyone with everyone.
    """
    actors: tuple[Party | None, ...] = act.actors or (None,)
    recipients: tuple[Party | None, ...] = act.recipients or (None,)
    if is_mutual(act):
        heads = act.actors if both_directions else act.actors[:1]
        return _numbered([(one, other) for one in heads for other in act.actors if other is not one])
    return _numbered([(one, other) for one in actors for other in recipients])


def _numbered(sides: Sequence[tuple[Party | None, Party | None]]) -> tuple[Pair, ...]:
    return tuple(Pair(one, other, number) for number, (one, other) in enumerate(sides, 1))


def refusal(told: Told, policy: Policy) -> str | None:
    """Why a layout cannot hold an act, or None."""
    act = told.act
    if act.status not in policy.statuses:
        return f"status {act.status}, for which the layout has no place"
    if policy.needs_date and day_of(act) is None:
        return "no date of its own"
    if policy.needs_actor and not act.actors:
        return "no actor"
    if act.recipients or is_mutual(act):
        return None
    if policy.needs_recipient == "1":
        return "no recipient"
    if policy.needs_recipient == "type" and TYPES[act.event].needs_recipient:
        return f"no recipient, which PLOVER wants for {act.event}"
    return None
