"""`dragoman timeline A B`: the story of two actors in order, with what opened and closed between them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.opened import Named, opened

if TYPE_CHECKING:
    from dragoman.archive.standing import Moment

MARKS = {"opens": "+", "renews": "=", "weakens": "-", "closes": "x", "contradicts": "?"}


def timeline(
    one: Annotated[str, typer.Argument(help="A country (IRN, Iran), or the name or id of a party.", metavar="A")],
    other: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    archive: Named,
    since: Annotated[str | None, typer.Option(help="From this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="To this day, YYYY-MM-DD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Tell what happened between two actors, day by day: + opens, = renews, - weakens, x closes, ? contradicts."""
    from dragoman.archive.standing import timeline as find

    with opened(archive) as source:
        moments = find(source, one, other, since, until)
    if as_json:
        import msgspec

        sys.stdout.buffer.write(b"".join(msgspec.json.encode(moment) + b"\n" for moment in moments))
        sys.stdout.flush()
        return
    if not moments:
        typer.echo(f"nothing is told of {one} and {other}")
    for moment in moments:
        typer.echo("\n".join(_lines(moment)))


def _lines(moment: Moment) -> list[str]:
    from dragoman.stories.relations.titles import listed

    event = moment.event
    mode = f"/{event.mode}" if event.mode else ""
    content = f" → {event.content}" if event.content else ""
    towards = f" → {listed(event.recipients)}" if event.recipients else ""
    status = f" ({event.status})" if event.status not in ("actual", "historical") else ""
    head = f"{moment.day or 'undated   '}  {event.event}{mode}{content}{status}: {listed(event.actors)}{towards}"
    lines = [f"{head}  [{event.reports} reports, {event.outlets} outlets, {event.voices} voices]"]
    lines += [f"    {MARKS[turn.effect]} {turn.effect} {turn.title}" for turn in moment.turns]
    for source in moment.sources:
        link = f" {source.url}" if source.url else ""
        lines.append(f"    “{' '.join(source.words.split())}” ({source.cited}){link}")
    return lines
