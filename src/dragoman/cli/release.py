"""`dragoman release` and `dragoman rehydrate`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dragoman.archive.filters import Filter
from dragoman.cli.filtering import filtered
from dragoman.cli.opened import Named, opened


@filtered
def release(
    archive: Named,
    out: Annotated[Path, typer.Option("--out", help="The new folder.", metavar="FOLDER")],
    title: Annotated[str, typer.Option(help="The title under which it is cited.")],
    creator: Annotated[list[str], typer.Option(help="Who made it; may be given several times.")],
    version: Annotated[str | None, typer.Option(help="Its version; named after the content by default.")] = None,
    previous: Annotated[Path | None, typer.Option(help="The last release's folder, to tell changes.")] = None,
    description: Annotated[str, typer.Option(help="What it is, in a sentence.")] = "",
    licence: Annotated[str | None, typer.Option(help="SPDX identifier of the data's licence.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of release, YYYY-MM-DD.")] = None,
    *,
    filter: Filter,
) -> None:
    """Write a release: data, codebook, descriptor, manifest, citation, provenance, changes; no news text.

    It holds what this coder coded and no person rejected; fields of the filter narrow it. The same archive gives the
    same bytes.
    """
    from dragoman.exchange.release.describing import About
    from dragoman.exchange.release.releasing import write_release

    about = About(title, tuple(creator), version or "", description, licence, date)
    with opened(archive) as source:
        made = write_release(source, out, about, previous, filter)
    held = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in made.counts.items())
    typer.echo(f"{made.folder}: version {made.version}: {held}")
    if previous:
        typer.echo(f"since {previous}: " + ", ".join(f"{count:,} {kind}" for kind, count in made.changes.items()))


def rehydrate(
    folder: Annotated[Path, typer.Argument(help="The release's folder.", metavar="RELEASE")],
    copies: Annotated[list[str], typer.Argument(help="Your copies of the reports: files, folders, globs.")],
    sentences: Annotated[
        Path | None, typer.Option(help="Write each claim of a report that is the same with its sentence, as TSV.")
    ] = None,
    missing: Annotated[Path | None, typer.Option(help="Write the reports without a copy, with URL, as TSV.")] = None,
) -> None:
    """Check your copies of a release's reports by their hashes, and put the claims back into their sentences.

    The exit code is 1 where a report has no copy or a copy differs.
    """
    from dragoman.exchange.release.rehydrating import rehydrate as check

    found = check(folder, *copies, tell=lambda one: typer.echo(f"dragoman: {one}", err=True))
    for one in found.reports:
        if one.state == "differs":
            typer.echo(f"{one.report}: the copy {one.copy} has another text than the release's", err=True)
    states = ("same", "differs", "missing")
    typer.echo(f"{len(found.reports):,} reports: " + ", ".join(f"{found.count(state):,} {state}" for state in states))
    if sentences:
        rows = ((one.claim, one.report, " ".join(one.sentence.split())) for one in found.sentences)
        _write(sentences, ("claim", "report", "sentence"), rows)
        unfit = sum(not one.fits for one in found.sentences)
        typer.echo(f"{sentences}: {len(found.sentences):,} claims in their sentences, {unfit:,} of them out of place")
    if missing:
        lost = ((one.report, one.state, one.url) for one in found.reports if one.state != "same")
        _write(missing, ("report", "state", "url"), lost)
    if found.count("same") != len(found.reports):
        raise typer.Exit(1)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
