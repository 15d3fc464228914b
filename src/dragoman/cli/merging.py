"""`dragoman merging check`: the tables by which claims become events, and the vetoes' examples on request."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="The tables by which claims become events.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The tables by which claims become events."""


@app.command()
def check(
    examples: Annotated[bool, typer.Option("--examples", help="Run every veto's example through the coder.")] = False,
) -> None:
    """Check vetoes, kin, opposites and weights; exit 1 where something is wrong."""
    from dragoman.stories.checking import check as run

    checked = run()
    problems = [*checked.problems, *(_failing() if examples and not checked.problems else ())]
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(", ".join(f"{count} rows of {name}" for name, count in checked.counts.items()))
    if problems:
        raise typer.Exit(1)


def _failing() -> list[str]:
    from dragoman.coder import Coder
    from dragoman.reading import read_text
    from dragoman.stories.checking import examples, is_kept_apart
    from dragoman.stories.vetoes import vetoes

    coder = Coder()

    def code(name: str, date: str, text: str):  # type: ignore[no-untyped-def]
        return next(iter(coder.code([read_text(text, id=name, date=date)])))

    return [
        f"{one.row}: the example of {one.name!r} is not kept apart; change the conditions or the example"
        for one in vetoes()
        if not is_kept_apart(examples(one, code), one)
    ]
