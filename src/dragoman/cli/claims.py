"""`dragoman claims`: the claims of an archive that a filter asks for."""

from __future__ import annotations

from typing import Any

import msgspec
import typer

from dragoman.archive.filters import Filter
from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import PAGE, Output, put


@filtered
def claims(archive: Named, filter: Filter, output: Output) -> None:
    """List claims, newest first. Fields of the filter may be given several times: any of the values, all of the fields.

    On a terminal 50 are shown unless --limit says otherwise; --json, --csv and --parquet take all.
    """
    from dragoman.archive import queries
    from dragoman.archive.flat import CLAIMS

    if output.shown and filter.limit is None:
        filter = msgspec.structs.replace(filter, limit=PAGE + 1)
        cut: int | None = PAGE
    else:
        cut = None
    with opened(archive) as source:
        found = list(queries.claims(source, filter)) if cut else queries.claims(source, filter)
        more = cut is not None and isinstance(found, list) and len(found) > cut
        put(output, CLAIMS.table, found[:cut] if isinstance(found, list) else found, CLAIMS.row, record, COLUMNS)
    if more:
        typer.echo("there are more; ask for them by --limit N --offset N, or take all by --json or --csv", err=True)


def record(found: Any) -> dict[str, Any]:
    """A claim's JSON with the facts of its report beside it, as optional keys."""
    facts = {name: getattr(found, name) for name in ("published", "outlet", "url", "origin", "review")}
    told: dict[str, Any] = msgspec.to_builtins(found.claim)
    return told | {name: fact for name, fact in facts.items() if fact is not None}


def _columns() -> list[tuple[str, Any]]:
    from dragoman.cli import display

    return [
        ("when", lambda one: display.interval(one.claim.when)),
        ("claim", lambda one: display.act(one.claim)),
        ("who", lambda one: display.parties(one.claim.actors)),
        ("whom", lambda one: display.parties(one.claim.recipients)),
        ("status", lambda one: one.claim.status),
        ("says who", lambda one: display.chain(one.claim.sources)),
        ("where", lambda one: display.place(one.claim.where)),
        ("report", lambda one: " ".join(filter(None, (one.outlet, one.published))) or one.claim.report),
    ]


COLUMNS = _columns()
