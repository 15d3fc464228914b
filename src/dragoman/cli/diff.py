"""`dragoman diff RUN1 RUN2 --archive A`: what changed between two runs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dragoman.cli.opened import Named, opened

if TYPE_CHECKING:
    from dragoman.archive import Archive
    from dragoman.archive.differences import Difference, Summary
    from dragoman.archive.merged_differences import MergedDifference
    from dragoman.records import Claim

SIGNS = {"gone": "-", "new": "+", "changed": "~"}


def diff(
    archive: Named,
    first: Annotated[str | None, typer.Argument(metavar="RUN1", help="A run's id, or its beginning.")] = None,
    second: Annotated[str | None, typer.Argument(metavar="RUN2", help="The run to compare it with.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Show which claims are new, gone or changed from one run to another, each field with its reasons.

    Between two merges, events and relations are compared. Without runs, list the runs of the archive.
    """
    from dragoman.archive.differences import diff as compared
    from dragoman.archive.differences import summary
    from dragoman.errors import BadSetting

    with opened(archive) as source:
        if first is None:
            for run in source.runs():
                typer.echo(f"{run.id}  {run.kind}  {run.origin} {run.version}")
            return
        if second is None:
            raise BadSetting("a difference is between two runs; name both, `dragoman diff --archive A` lists them")
        if _are_merged(source, first, second):
            _compare_merges(source, first, second, as_json)
            return
        for one in compared(source, first, second):
            if as_json:
                typer.echo(msgspec.json.encode(_object(one)).decode())
            else:
                _show(one)
        if not as_json:
            typer.echo(_told(summary(source, first, second)))


def _are_merged(archive: Archive, first: str, second: str) -> bool:
    from dragoman.errors import BadSetting

    numbers = {archive.run_number(one): one for one in (first, second)}
    merged = [run.kind == "merged" for run in archive.runs() if archive.run_number(run.id) in numbers]
    if any(merged) and not all(merged):
        raise BadSetting("one run coded claims and the other merged them; name two that did the same")
    return all(merged)


def _compare_merges(archive: Archive, first: str, second: str, as_json: bool) -> None:
    from dragoman.archive.merged_differences import merged_counts, merged_differences

    found = list(merged_differences(archive, first, second))
    for one in found:
        if as_json:
            typer.echo(msgspec.json.encode(_object(one)).decode())
            continue
        typer.echo(f"{SIGNS[one.kind]} {one.record} {one.id}  {one.named}")
        for change in one.fields:
            typer.echo(f"    {change.field}: {_words(change.before)} -> {_words(change.after)}")
            typer.echo(f"      before: {change.why_before or 'no reason given'}")
            typer.echo(f"      after:  {change.why_after or 'no reason given'}")
    if not as_json:
        counts = merged_counts(found)
        for record in ("event", "relation"):
            told = ", ".join(f"{counts[record, kind]:,} {kind}" for kind in ("changed", "new", "gone"))
            typer.echo(f"{record}s: {told}")


def _object(one: Difference | MergedDifference) -> dict[str, Any]:
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
