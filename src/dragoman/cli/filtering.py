"""The options of a filter and of the output, given to every verb that queries an archive.

    @filtered
    def claims(archive: Named, filter: Filter, output: Output) -> None: ...

The verb then has --actor, --type, --since ... and --json, --csv, --parquet, and takes them as two records.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from dragoman.archive.filters import Filter, checked, descriptions
from dragoman.cli.opened import Named
from dragoman.cli.output import Output

OPTION_NAMES = {"event": "--type"}
"""Options that are not called as their field is."""
KINDS = {"quad": list[int], "confidence": float, "limit": int, "offset": int, "since": str, "until": str, "run": str}
METAVARS: dict[Any, str] = {list[int]: "N", int: "N", float: "X", tuple[str, str]: "A B"}
PAIRS = frozenset({"dyad"})


def filter_options(leaving: tuple[str, ...] = ()) -> list[inspect.Parameter]:
    """An option for each field of the filter."""
    found = []
    for name, text in descriptions().items():
        if name in leaving:
            continue
        kind = tuple[str, str] if name in PAIRS else KINDS.get(name, list[str])
        option = typer.Option(OPTION_NAMES.get(name, f"--{name}"), help=text, metavar=METAVARS.get(kind, "TEXT"))
        found.append(_keyword(name, Annotated[kind | None, option], None))
    return found


def output_options() -> list[inspect.Parameter]:
    """An option for each way of output."""
    return [
        _keyword("as_json", Annotated[bool, typer.Option("--json", help="One JSON object a line.")], False),
        _keyword("as_csv", Annotated[bool, typer.Option("--csv", help="CSV on standard output.")], False),
        _keyword(
            "parquet", Annotated[Path | None, typer.Option("--parquet", help="Write to this Parquet file.")], None
        ),
    ]


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def filtered(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of its parameters `filter` and `output`; its own options come first.

    A verb that has an option of its own under a field's name keeps it, and the filter is without that field.
    """
    hints = get_type_hints(verb, include_extras=True)
    own = [
        parameter.replace(annotation=hints[name])
        for name, parameter in inspect.signature(verb).parameters.items()
        if name not in ("filter", "output")
    ]
    fields = filter_options(tuple(one.name for one in own)) if "filter" in hints else []
    ways = output_options() if "output" in hints else []

    @wraps(verb)
    def run(**given: Any) -> None:
        arguments = {one.name: given[one.name] for one in own}
        if fields:
            arguments["filter"] = checked(**{one.name: given[one.name] for one in fields})
        if ways:
            arguments["output"] = Output(**{one.name: given[one.name] for one in ways})
        verb(**arguments)

    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (*own, *fields, *ways)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


__all__ = ["Filter", "Named", "Output", "filtered"]
