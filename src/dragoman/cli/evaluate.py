"""`dragoman evaluate NAME PATH`: run an evaluator and print its figures as one JSON object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    name: Annotated[str, typer.Argument(help="Which evaluator: wire, plv, ud, ner, actors, polnear ...")],
    path: Annotated[Path, typer.Argument(help="The gold file, or the folder that holds it.")],
    errors: Annotated[Path | None, typer.Option(help="Write the wrong cases to this file.")] = None,
    split: Annotated[str | None, typer.Option(help="Which split, for sets that have several.")] = None,
) -> None:
    """Measure the shipped system on gold data and print one JSON object."""
    from dragoman.evaluation import evaluate as run

    options = {"split": split} if split else {}
    typer.echo(json.dumps(run(name, path, errors=errors, **options), indent=1, ensure_ascii=False))
