"""`dragoman grade KIND TARGET GRADE --archive A`: Admiralty grades, set by a person."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dragoman.cli.opened import Named, opened


def grade(
    archive: Named,
    kind: Annotated[str | None, typer.Argument(help="outlet, voice or claim; none lists all grades.")] = None,
    target: Annotated[str | None, typer.Argument(help="Name of the outlet or voice, or id of the claim.")] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="GRADE", help="A to F for outlets and voices, 1 to 6 for claims.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who grades; needed to set a grade.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Set the grade of an outlet, a voice or a claim; without GRADE show it; without TARGET list all that were set.

    Without a grade an outlet or voice is F and a claim 6: it cannot be judged.
    """
    from dragoman.archive.grading import SCALES, grade_of, grades
    from dragoman.archive.grading import grade as put
    from dragoman.errors import BadSetting

    if value is not None and by is None:
        raise BadSetting("a grade is set by somebody; name them by --by NAME")
    with opened(archive, write=value is not None) as source:
        if kind is not None and target is not None:
            if value is not None:
                with source.transaction():
                    put(source, kind, target, value, by or "", note)
            now = grade_of(source, kind, target)
            found = {"kind": kind, "target": target, "grade": now, "meaning": SCALES[kind][now]}
            typer.echo(json.dumps(found, ensure_ascii=False) if as_json else f"{target}: {now}, {found['meaning']}")
            return
        for one in grades(source, kind):
            line = "  ".join((one.grade, one.kind, one.target, f"by {one.grader}, {one.made}", one.note or ""))
            typer.echo(json.dumps(one._asdict(), ensure_ascii=False) if as_json else line.rstrip())
