"""`dragoman search WORDS --archive A`: reports by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import Output, put


@filtered
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase", OR, -not, begin*.', metavar="WORDS")],
    archive: Named,
    limit: Annotated[int | None, typer.Option(min=1, help="How many reports.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on this day or later, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Published on this day or earlier, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's.")] = None,
    *,
    output: Output,
) -> None:
    """Search the reports of an archive by their words, the best first, with the words around what was found."""
    from dragoman.archive.searching import HITS, hit_cells, marked
    from dragoman.archive.searching import search as find
    from dragoman.cli.actors import day_of

    first, last = (day_of(day).isoformat() if day else None for day in (since, until))
    with opened(archive) as source:
        hits = find(source, " ".join(words), limit, first, last, outlet)
    if not output.shown:
        put(output, HITS, hits, hit_cells, lambda hit: {**hit._asdict(), "snippet": marked(hit)}, [])
        return
    for hit in hits:
        snippet = " ".join(hit.snippet.split())
        typer.echo("  ".join(filter(None, (hit.published, hit.outlet, hit.headline, f"[{hit.report}]"))))
        parts = [typer.style(part, bold=True) if i % 2 else part for i, part in enumerate(_parts(snippet))]
        typer.echo("    " + "".join(parts))


def _parts(snippet: str) -> list[str]:
    """The pieces of a snippet, every second one found."""
    from dragoman.archive.searching import CLOSE, OPEN

    return snippet.replace(CLOSE, OPEN).split(OPEN)
