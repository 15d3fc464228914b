"""`dragoman lexicon check`: the tables of the lexicon against their schema, and their examples on request."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The frames that turn words into claims.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The frames that turn words into claims."""


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A lexicon folder; the shipped one by default.")] = None,
    examples: Annotated[bool, typer.Option("--examples", help="Run every row's example through the coder.")] = False,
    failing: Annotated[Path | None, typer.Option(help="Write the rows whose example fails to this file.")] = None,
) -> None:
    """Check schema, codes, duplicates, conflicts and unused rows; exit 1 where something is wrong.

    With --examples, that fewer than 95 in a hundred give their row's claim is wrong too.
    """
    from dragoman.claims.checking import check as run

    checked = run(folder)
    for problem in checked.problems:
        typer.echo(str(problem), err=True)
    events = Counter(one.event for one in checked.frames)
    typer.echo(
        f"{len(checked.frames)} frames of {checked.predicates} predicates: "
        + ", ".join(f"{e} {n}" for e, n in sorted(events.items()))
    )
    too_few = examples and _run_examples(checked.frames, failing)
    if checked.problems or too_few:
        typer.echo(f"{len(checked.problems)} problems", err=True)
        raise typer.Exit(1)


def _run_examples(frames: list, failing: Path | None) -> bool:  # type: ignore[type-arg]
    """Run the examples; whether fewer pass than must."""
    from dragoman.claims.examples import ENOUGH, run
    from dragoman.coder import Coder

    outcomes = list(run(frames, Coder()))
    passed = sum(one.passed for one in outcomes)
    share = passed / len(outcomes) if outcomes else 1.0
    typer.echo(f"{passed} of {len(outcomes)} examples give their row's claim ({share:.1%}; {ENOUGH:.0%} must)")
    if failing:
        rows = (
            f"{o.frame.row}\t{o.frame.event}/{o.frame.mode or ''}\t{o.frame.example}\t{o.found}\n"
            for o in outcomes
            if not o.passed
        )
        failing.write_text("".join(rows), encoding="utf-8")
    return share < ENOUGH
