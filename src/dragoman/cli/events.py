"""`dragoman events`: the events of an archive that a filter asks for, with what their claims disagree on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer

from dragoman.archive.filters import Filter
from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import PAGE, Output, put
from dragoman.records import Disagreement, Event


@filtered
def events(
    archive: Named,
    filter: Filter,
    output: Output,
    ids: Annotated[list[str] | None, typer.Option("--id", help="Ids of events, in place of a filter.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each event's claims, and the reason of each field.")
    ] = False,
) -> None:
    """List events, newest first, with counts of reports, outlets and independent voices.

    On a terminal 50 are shown unless --limit says otherwise; --json, --csv and --parquet take all. Two events are made
    one by `dragoman merge`, one is split by `dragoman split`.
    """
    from dragoman.archive import queries
    from dragoman.archive.flat import EVENTS

    shown = output.shown and filter.limit is None and not ids
    if shown:
        filter = msgspec.structs.replace(filter, limit=PAGE + 1)
    with opened(archive) as source:
        asked = (one for id in ids if (one := source.event(id))) if ids else queries.events(source, filter)
        found = list(asked) if shown or explain else asked
        listed = found[:PAGE] if isinstance(found, list) and shown else found
        if explain and output.shown:
            for one in listed:
                typer.echo("\n".join(explained(source, one)))
        else:
            put(output, EVENTS.table, listed, EVENTS.row, msgspec.to_builtins, COLUMNS)
    if shown and isinstance(found, list) and len(found) > PAGE:
        typer.echo("there are more; ask for them by --limit N --offset N, or take all by --json or --csv", err=True)


def explained(source: Any, one: Event) -> Iterator[str]:
    """An event with the reason of each field, its disagreements, and the sentence of each claim."""
    from dragoman.cli import display

    yield f"{one.id}  {_act(one)}  {display.parties(one.actors)} → {display.parties(one.recipients)}"
    told = {
        "status": one.status,
        "when": display.interval(one.when),
        "where": display.place(one.where),
        "actors": display.parties(one.actors),
        "recipients": display.parties(one.recipients),
        "mode": one.mode,
        "content": one.content,
        "cameo": one.cameo,
        "voices": str(one.voices),
        "credibility": one.credibility,
        "claims": str(len(one.claims)),
        **{what: _bounds(bounds) for what, bounds in one.counts.items()},
    }
    for field, value in told.items():
        if field in one.because and value:
            yield f"    {field}: {value}  ({one.because[field].rule})"
    for disputed in one.disagreements:
        yield f"    disputed: {_disputed(disputed)}"
    for id in one.claims:
        claim = source.claim(id)
        report = source.report(claim.report) if claim else None
        if claim and report:
            words = " ".join(report.text[claim.sentence_start : claim.sentence_end].split())
            head = " ".join(filter(None, (report.outlet, report.published))) or report.id
            yield f"    {id}  {head}: {words}"


def _disputed(one: Disagreement) -> str:
    versions = (f"{version.value} ({', '.join(version.voices) or 'no voice named'})" for version in one.versions)
    return f"{one.field}: " + " / ".join(versions)


def _bounds(bounds: tuple[int | None, int | None]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{'' if low is None else low} to {'' if high is None else high}"


def _act(one: Event) -> str:
    mode = f" ({one.mode})" if one.mode else ""
    content = f" → {one.content}" if one.content else ""
    return f"{one.event}{mode}{content}"


def _columns() -> list[tuple[str, Any]]:
    from dragoman.cli import display

    return [
        ("event", lambda one: one.id),
        ("when", lambda one: display.interval(one.when)),
        ("what", _act),
        ("who", lambda one: display.parties(one.actors)),
        ("whom", lambda one: display.parties(one.recipients)),
        ("status", lambda one: one.status),
        ("where", lambda one: display.place(one.where)),
        ("claims", lambda one: str(len(one.claims))),
        ("reports/outlets/voices", lambda one: f"{one.reports}/{one.outlets}/{one.voices}"),
        ("disputed", lambda one: ", ".join(each.field for each in one.disagreements)),
    ]


COLUMNS = _columns()
