"""`dragoman brief --archive A --day D`: a dated brief from the record alone, as Markdown or HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.opened import Named, opened


def brief(
    archive: Named,
    day: Annotated[str, typer.Option(help="The day, YYYY-MM-DD.")],
    actor: Annotated[str | None, typer.Option(help="A country (SYR, Syria), or the name or id of a party.")] = None,
    html: Annotated[bool, typer.Option("--html", help="Write HTML in place of Markdown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the lines and their sources as JSON.")] = False,
    most: Annotated[int, typer.Option(min=1, help="How many new events to tell of one by one.")] = 20,
    out: Annotated[Path | None, typer.Option(help="Write to this file; to standard output by default.")] = None,
) -> None:
    """Write a brief: what is new, what opened or closed, what is disputed, what changed against the norm.

    Every line is followed by its sources; none is written without a claim behind it.
    """
    from dragoman.briefing import as_html, as_markdown
    from dragoman.briefing import brief as gather
    from dragoman.errors import BadSetting

    if html and as_json:
        raise BadSetting("--html and --json exclude one another; give one of them")
    with opened(archive) as source:
        found = gather(source, day, actor, most)
    if as_json:
        import msgspec

        text = msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
    else:
        text = as_html(found) if html else as_markdown(found)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
