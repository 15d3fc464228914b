"""`dragoman relations ACTOR...`: what stands between actors, since when, on which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened
from dragoman.cli.output import Output, put

if TYPE_CHECKING:
    from dragoman.archive import Archive
    from dragoman.records import Evidence, Relation

MOST_EVIDENCE = 6
"""Lines of evidence shown for a relation; the first and the last ones."""


@filtered
def relations(
    actors: Annotated[
        list[str], typer.Argument(help="Countries (SYR, Syria), or names or ids of parties.", metavar="ACTOR...")
    ],
    archive: Named,
    output: Output,
    on: Annotated[str | None, typer.Option(help="Only what is in force on this day, YYYY-MM-DD.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only this kind: agreement, sanctions, presence ...")] = None,
    run: Annotated[str | None, typer.Option(help="The run that derived them; the newest by default.")] = None,
) -> None:
    """List the relations in which all the actors stand, each with its evidence."""
    from dragoman.archive.flat import RELATIONS
    from dragoman.archive.standing import relations as find

    with opened(archive) as source:
        found = find(source, *actors, on=on, kinds=tuple(kind or ()), run=run)
        if not output.shown:
            put(output, RELATIONS.table, found, RELATIONS.row, msgspec.to_builtins, ())
            return
        if not found:
            typer.echo(f"no relation of {', '.join(actors)} is told" + (f" to stand on {on}" if on else ""))
        for one in found:
            typer.echo("\n".join(_lines(source, one)))


def _lines(archive: Archive, relation: Relation) -> list[str]:
    from dragoman.stories.relations.titles import STATES, listed, span, title

    lines = [f"{title(relation)}: {STATES[relation.state]}, {span(relation)}  [{relation.id}]"]
    if relation.signatories:
        lines.append(f"    signed by {listed(relation.signatories)}")
    lines += [f"    term: “{_flat(term.words.text)}” [{term.report}:{term.words.start}]" for term in relation.terms]
    shown = relation.evidence
    if len(shown) > MOST_EVIDENCE:
        shown = (*shown[: MOST_EVIDENCE // 2], *shown[-MOST_EVIDENCE // 2 :])
    lines += [_evidence(archive, one) for one in (*shown, *relation.disputes)]
    left = len(relation.evidence) - len(shown)
    if left:
        lines.append(f"    and {left} more")
    return lines


def _evidence(archive: Archive, one: Evidence) -> str:
    from dragoman.archive.sourcing import of_evidence

    source = of_evidence(archive, one)
    voices = f", says {', '.join(one.voices)}" if one.voices else ""
    link = f" {source.url}" if source.url else ""
    when = one.date or "undated"
    return f"    {when} {one.effect}: “{_flat(one.words.text)}”{voices} ({source.cited}; {one.row}){link}"


def _flat(words: str) -> str:
    return " ".join(words.split())
