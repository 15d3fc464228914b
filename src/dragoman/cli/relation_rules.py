"""`dragoman relations-rules check`: the tables of relations against their schema, and their examples on request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.stories.relations.checking import Checked

app = typer.Typer(help="The rules that turn events into relations.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The rules that turn events into relations."""


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A folder with kinds.tsv and rules.tsv.")] = None,
    examples: Annotated[bool, typer.Option("--examples", help="Run every row's example through the coder.")] = False,
) -> None:
    """Check schema, codes, examples and rows that never count; exit 1 where something is wrong."""
    from dragoman.stories.relations import checking

    checked = checking.check(folder)
    for problem in checked.problems:
        typer.echo(str(problem), err=True)
    typer.echo(f"{len(checked.rules)} rules of {len(checked.kinds)} kinds: {checking.counted(checked.rules)}")
    failed = _run_examples(checked) if examples and not checked.problems else 0
    if checked.problems or failed:
        typer.echo(f"{len(checked.problems) + failed} problems", err=True)
        raise typer.Exit(1)


def _run_examples(checked: Checked) -> int:
    from dragoman.coder import Coder
    from dragoman.stories.relations.examples import run

    outcomes = list(run(checked.rules, Coder(), checked.kinds))
    for one in outcomes:
        if not one.passed:
            typer.echo(
                f"{one.rule.row}: the example {one.rule.example!r} gives {one.found}; change one of them", err=True
            )
    typer.echo(f"{sum(one.passed for one in outcomes)} of {len(outcomes)} examples give their row's relation")
    return sum(not one.passed for one in outcomes)
