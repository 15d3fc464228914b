"""`dragoman dyads A B`: what two countries do to each other over time, with how much was read."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.archive.filters import Filter
from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import Output, put
from dragoman.errors import BadSetting


@filtered
def dyads(
    archive: Named,
    countries: Annotated[list[str] | None, typer.Argument(help="Two countries, or one, or none for all.")] = None,
    daily: Annotated[bool, typer.Option("--daily", help="A row a day.")] = False,
    weekly: Annotated[bool, typer.Option("--weekly", help="A row a week, from Monday.")] = False,
    monthly: Annotated[bool, typer.Option("--monthly", help="A row a month; the default.")] = False,
    yearly: Annotated[bool, typer.Option("--yearly", help="A row a year.")] = False,
    *,
    filter: Filter,
    output: Output,
) -> None:
    """Count claims between countries by period, with mean score, Goldstein value, and the reports read of that time.

    What is told as done is counted unless --status says otherwise. A period with no report read is a gap in the
    record and not peace: it shows as 0 in the last column.
    """
    from dragoman.archive.dyads import DYADS, between, series

    flags = {"day": daily, "week": weekly, "month": monthly, "year": yearly}
    asked = [period for period, flag in flags.items() if flag]
    if len(asked) > 1:
        raise BadSetting("--daily, --weekly, --monthly and --yearly exclude one another; give one of them")
    with opened(archive) as source:
        found = series(source, between(filter, countries or []), asked[0] if asked else "month")
        put(output, DYADS.table, found, DYADS.row, lambda one: one._asdict(), COLUMNS)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}"


COLUMNS: list[tuple[str, Any]] = [
    ("from", lambda one: one.period),
    ("actor", lambda one: one.actor),
    ("recipient", lambda one: one.recipient),
    ("origin", lambda one: one.origin),
    ("claims", lambda one: str(one.claims)),
    ("mutual", lambda one: str(one.mutual)),
    ("undated", lambda one: str(one.undated)),
    ("score", lambda one: _number(one.score)),
    ("Goldstein", lambda one: _number(one.goldstein)),
    ("cooperation: verbal, material", lambda one: f"{one.verbal_cooperation}, {one.material_cooperation}"),
    ("conflict: verbal, material", lambda one: f"{one.verbal_conflict}, {one.material_conflict}"),
    ("reports read", lambda one: str(one.reports_read)),
]
