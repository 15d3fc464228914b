"""`dragoman diff RUN1 RUN2 --archive A`: what changed between two runs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dragoman.cli.opened import Named, opened

if TYPE_CHECKING:
    from dragoman.archive.differences import Difference, Summary
    from dragoman.records import Claim

SIGNS = {"gone": "-", "new": "+", "changed": "~"}


def diff(
    archive: Named,
    first: Annotated[str | None, typer.Argument(metavar="RUN1", help="A run's id, or its beginning.")] = None,
    second: Annotated[str | None, typer.Argument(metavar="RUN2", help="The run to compare it with.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Show which claims are new, gone or changed from one run to another, each field with its reasons.

    Without runs, list the runs of the archive.
    """
    from dragoman.archive.differences import differences, summary
    from dragoman.errors import BadSetting

    with opened(archive) as source:
        if first is None:
            for run in source.runs():
                typer.echo(f"{run.id}  {run.kind}  {run.origin} {run.version}")
            return
        if second is None:
            raise BadSetting("a difference is between two runs; name both, `dragoman diff --archive A` lists them")
        for one in differences(source, first, second):
            if as_json:
                typer.echo(msgspec.json.encode(_object(one)).decode())
            else:
                _show(one)
        if not as_json:
            typer.echo(_told(summary(source, first, second)))


def _object(one: Difference) -> dict[str, Any]:
    fields = [change._asdict() for change in one.fields]
    return {**one._asdict(), "fields": fields}


def _show(one: Difference) -> None:
    claim = one.before or one.after
    assert claim is not None
    typer.echo(f"{SIGNS[one.kind]} {one.report}:{claim.anchor.start}  “{claim.anchor.text}”  {_act(claim)}")
    for change in one.fields:
        typer.echo(f"    {change.field}: {_words(change.before)} -> {_words(change.after)}")
        typer.echo(f"      before: {change.why_before or 'no reason given'}")
        typer.echo(f"      after:  {change.why_after or 'no reason given'}")


def _act(claim: Claim) -> str:
    sides = [", ".join(party.name or party.text or "?" for party in side) for side in (claim.actors, claim.recipients)]
    return f"{claim.event}, {claim.status}: {' -> '.join(side or 'nobody' for side in sides)}"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "none"
    if isinstance(value, dict):
        if "from" in value:
            return f"{value['from'] or '..'} to {value['to'] or '..'} ({value['basis']})"
        if "name" in value:
            return " ".join(str(value[key]) for key in ("name", "country", "sector") if value.get(key)) or "?"
        return str(value.get("text", value) or "none")
    return "none" if value is None else str(value)


def _told(found: Summary) -> str:
    made_by = f"they differ in {', '.join(found.made_by)}" if found.made_by else "they were made by the same version"
    fields = ", ".join(f"{field} {count:,}" for field, count in sorted(found.by_field.items()))
    counts = f"{found.counts['changed']:,} changed, {found.counts['new']:,} new, {found.counts['gone']:,} gone"
    return f"{found.reports:,} reports in both runs, {made_by}: {found.same:,} claims the same, {counts}" + (
        f" ({fields})" if fields else ""
    )
