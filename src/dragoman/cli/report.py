"""`dragoman report ID`: one report of an archive with its claims."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import msgspec
import typer

from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import Output, put
from dragoman.errors import BadSetting


@filtered
def report(
    archive: Named,
    id: Annotated[str, typer.Argument(help="The report's id.")],
    text: Annotated[bool, typer.Option("--text", help="Show the report's text too.")] = False,
    *,
    output: Output,
) -> None:
    """Show a report: where it comes from, its claims, and with --text its text.

    --json gives one object with `report` and `claims`; --csv and --parquet give the claims.
    """
    from dragoman.archive import queries
    from dragoman.archive.filters import Filter
    from dragoman.archive.flat import CLAIMS

    with opened(archive) as source:
        found = source.report(id)
        if found is None:
            raise BadSetting(f"{archive}: there is no report {id!r}; `dragoman claims --csv` lists reports with claims")
        told = sorted(queries.claims(source, Filter(report=(id,))), key=lambda one: one.claim.anchor.start)
        if not text:
            shown = msgspec.structs.replace(found, text="")
        else:
            shown = found
        if output.as_json:
            output.check()
            line = {"report": shown, "claims": [one.claim for one in told]}
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
            return
        if not output.shown:
            put(output, CLAIMS.table, told, CLAIMS.row, lambda one: one, [])
            return
    _show(found, [one.claim for one in told], text)


def _show(found: Any, claims: list[Any], text: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from dragoman.cli.display import report_view

    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(report_view(found, claims, console.width))
    facts = (
        ("id", found.id), ("URL", found.url), ("published", found.published), ("by", found.published_basis),
        ("language", found.language), ("SHA-256 of the text", found.text_sha256), ("read from", found.origin),
    )  # fmt: skip
    for name, fact in facts:
        if fact:
            console.print(Text(f"{name}: {fact}", style="dim"))
    if text:
        console.print(Text("\n" + found.text))
