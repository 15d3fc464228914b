"""CAMEO to PLOVER and back, by two tables of Dragoman's own in which every type, mode and context exists.

`crosswalk.tsv` gives each CAMEO code its type, mode and context; mere statements (most of root 01) have none.
`to_cameo.tsv` gives a type, with its mode and contexts, the most specific code.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from dragoman.errors import BadSetting
from dragoman.tables import package_path, rows

NOT_CODED = "-"


class Plover(NamedTuple):
    """What a CAMEO code is in PLOVER."""

    event: str
    mode: str | None
    context: str | None


@cache
def _from_cameo() -> dict[str, Plover | None]:
    table = rows(package_path("ontology", "crosswalk.tsv"), ("cameo", "type", "mode", "context", "note"))
    found: dict[str, Plover | None] = {}
    for row in table:
        cells = row.cells
        coded = cells["type"] != NOT_CODED
        found[cells["cameo"]] = (
            Plover(cells["type"], cells["mode"] or None, cells["context"] or None) if coded else None
        )
    return found


@cache
def _to_cameo() -> dict[tuple[str, str, str], str]:
    table = rows(package_path("ontology", "to_cameo.tsv"), ("type", "mode", "context", "cameo"))
    return {(r.cells["type"], r.cells["mode"], r.cells["context"]): r.cells["cameo"] for r in table}


def to_plover(code: str) -> Plover | None:
    """The PLOVER type, mode and context of a CAMEO code; None for a mere statement.

    Raises BadSetting for what is no CAMEO code, such as one that lost its leading zero.
    """
    table = _from_cameo()
    if code not in table:
        raise BadSetting(f"{code!r} is no CAMEO code; codes are text of two to four digits with their leading zero")
    return table[code]


def to_cameo(event: str, mode: str | None = None, contexts: Iterable[str] = ()) -> str:
    """The CAMEO code of a PLOVER type, refined by mode and by the first context that has a row."""
    table = _to_cameo()
    for context in contexts:
        code = table.get((event, mode or "", context))
        if code:
            return code
    return table.get((event, mode or "", "")) or table[event, "", ""]
