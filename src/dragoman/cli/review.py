"""`dragoman review CLAIM --archive A --by NAME`: a person's verdict on a claim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.opened import Named, opened

if TYPE_CHECKING:
    from dragoman.archive.reviewing import Review


def review(
    archive: Named,
    claim: Annotated[str | None, typer.Argument(help="The claim's id; none lists the decisions that stand.")] = None,
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    reject: Annotated[bool, typer.Option("--reject", help="The claim is wrong as a whole.")] = False,
    change: Annotated[
        list[str] | None, typer.Option("--set", help="Correct a field: status=future, mode=null, or JSON.")
    ] = None,
    undo: Annotated[int | None, typer.Option(help="Take the decision of this number back.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Accept a claim, correct fields of it by --set, or --reject it; or list decisions; or --undo one.

    Decisions are kept for ever and put on the same claim in every run.
    """
    from dragoman.archive import reviewing
    from dragoman.archive.following import follow

    with opened(archive, write=claim is not None or undo is not None) as source:
        if undo is not None:
            with source.transaction():
                reviewing.undo(source, undo, by, note)
            follow(source)
        elif claim is not None:
            verdict = "rejected" if reject else "corrected" if change else "accepted"
            with source.transaction():
                reviewing.review(source, claim, verdict, by, changes(change or []), note)
            follow(source)
        for one in reviewing.decisions(source, "claim" if claim else None, claim):
            typer.echo(json.dumps(one._asdict(), ensure_ascii=False) if as_json else _line(one))


def changes(given: list[str]) -> dict[str, Any]:
    """The fields that `field=value` set; a value is JSON where it reads as such, else text."""
    from dragoman.errors import BadSetting

    found: dict[str, Any] = {}
    for one in given:
        field, equals, value = one.partition("=")
        if not equals:
            raise BadSetting(f"--set {one!r} names no value; write it as status=future")
        try:
            found[field] = json.loads(value)
        except json.JSONDecodeError:
            found[field] = value
    return found


def _line(one: Review) -> str:
    change = "  " + ", ".join(f"{field} = {value}" for field, value in one.change.items()) if one.change else ""
    note = f"  ({one.note})" if one.note else ""
    return f"{one.no}  {one.kind} {one.target}  {one.verdict} by {one.reviewer}, {one.made}{change}{note}"
