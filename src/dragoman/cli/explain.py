"""`dragoman explain FILES...`: each report in full, its claims marked in the text and listed under their sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.code import PIPE_WIDTH, Reading
from dragoman.errors import BadSetting
from dragoman.records import Claim, Report

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

PAGE_SUFFIXES = (".html", ".htm")
INDENT = 3


def explain(
    files: Annotated[
        list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="FILES")
    ],
    date: Annotated[str | None, typer.Option(help="The publication date of all reports, YYYY-MM-DD.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Code reports without a date too.")] = False,
    columns: Annotated[
        str | None, typer.Option(help="Which columns or keys hold what: text=body,date=day,id=key,url=link,title=head.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write one self-contained page instead.", metavar="OUT.html")
    ] = None,
) -> None:
    """Show reports in full: who acts, on whom, on whose word, when and where, marked in the text.

    After each sentence its claims follow, the voices nested from the outermost in. A report that cannot be read is
    named on standard error and the others are shown; the exit code is then 1.
    """
    from dragoman.reading import parse_columns, read

    if html:
        _check_page(html)
    mapping = parse_columns(columns) if columns else None
    reading = Reading(read(files, date=date, undated=undated, columns=mapping))
    coded = _coded(reading)
    if html:
        _write(coded, html)
    else:
        _show(coded)
    if reading.refused:
        raise typer.Exit(1)


def _coded(reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """Reports with their claims; the model is loaded at the first readable report."""
    stream = iter(reports)
    first = next(stream, None)
    if first is None:
        return
    from dragoman.coder import Coder

    yield from Coder().code(chain((first,), stream))


def _check_page(path: Path) -> None:
    # `--html *.txt` would otherwise take the first report for the page and write over it.
    if path.suffix.lower() not in PAGE_SUFFIXES:
        raise BadSetting(f"--html: {str(path)!r} does not end in .html; name the page to write before the reports")
    if not path.parent.is_dir():
        raise BadSetting(f"--html: there is no folder {str(path.parent)!r}; make it first")


def _write(coded: Iterable[tuple[Report, Sequence[Claim]]], path: Path) -> None:
    from dragoman.cli.page import page

    shown = list(coded)
    if not shown:
        return
    try:
        path.write_text(page(shown), encoding="utf-8", newline="")
    except OSError as error:
        raise BadSetting(f"--html: {str(path)!r} cannot be written: {error.strerror}; choose another place") from error


def _show(coded: Iterable[tuple[Report, Sequence[Claim]]]) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH)
    for report, claims in coded:
        console.print(full_view(report, claims))


def sentence_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order of their sentences and, within one, of their anchors."""
    return sorted(claims, key=lambda claim: (claim.sentence_start, claim.sentence_end, claim.anchor.start))


def nested_voices(claim: Claim) -> str:
    """A claim inside its chain of voices, the outermost first: "Lanna TV ⟨ the ministry ⟨ ASSAULT: X → Y ⟩⟩"."""
    from dragoman.cli.display import NOBODY, act, party

    sides = [", ".join(map(party, listed)) for listed in (claim.actors, claim.recipients)]
    told = act(claim) if claim.status == "actual" else f"{act(claim)}, {claim.status}"
    told += f": {sides[0] or NOBODY}" + (f" → {sides[1]}" if sides[1] else "")
    opened = "".join(f"{party(voice)} ⟨ " for voice in claim.sources)
    return f"{opened}{told}" + (f" {'⟩' * len(claim.sources)}" if claim.sources else "")


def claim_line(claim: Claim) -> str:
    """A claim in its voices, then its day and its place: "AP ⟨ REQUEST: Arland → Boria ⟩ · 2020-07-06 · Hallum"."""
    from dragoman.cli.display import interval, place

    facts = (interval(claim.when) if claim.when else "", place(claim.where) if claim.where else "")
    return " · ".join((nested_voices(claim), *filter(None, facts)))


def full_view(report: Report, claims: Sequence[Claim]) -> RenderableType:
    """A report's heading and whole text, each sentence that has claims marked and followed by their list."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.cli.display import heading
    from dragoman.cli.explaining import marked, roles

    parts: list[RenderableType] = [_safe(heading(report, len(claims))), Text()]
    number = at = 0
    for (start, end), grouped in groupby(sentence_order(claims), lambda one: (one.sentence_start, one.sentence_end)):
        own = list(grouped)
        if between := report.text[at:start].strip():
            parts += [_safe(Text(between)), Text()]
        found = dict.fromkeys(role for claim in own for role in roles(claim))
        parts.append(_safe(marked(report, start, end, sorted(found, key=lambda role: (role.start, -role.end)))))
        for claim in own:
            number += 1
            parts.append(Padding(_safe(Text(f"{number}  {claim_line(claim)}", style="dim")), (0, 0, 0, INDENT)))
        parts.append(Text())
        at = max(at, end)
    if after := report.text[at:].strip():
        parts += [_safe(Text(after)), Text()]
    return Group(*parts)


def _safe(line: Text) -> Text:
    """The line with control characters made visible, so that no report steers the terminal that shows it."""
    from dragoman.cli.explaining import UNPRINTABLE

    line.plain = line.plain.translate(UNPRINTABLE)
    return line
