"""`case2021`: news snippets with one of thirty sub-types (CASE 2021 task 2), read as PLOVER type and mode.

`case2021.tsv` maps sub-types to types and modes; sub-types that PLOVER does not code (disasters, organised crime as
such) count as "no claim". A snippet has one label but may hold several claims: its type is the one that
most of its claims have, the earliest of equals. `type_accuracy`: the share of right types. `weighted_f1`: F1 of the
types, "no claim" among them, weighted by frequency; a type that the row accepts besides its first is read as the
first. `mode_accuracy`: of the snippets with a right type and a mode in the row, the share with a claim of that type
in one of the modes. `no_claim_accuracy`: the share of no-claim snippets in which nothing is coded. Names in the
snippets are scrambled, so parties are not scored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.coder import Coder
from dragoman.errors import DragomanError
from dragoman.evaluation.coded import Text, code_texts, share, weighted_f1, write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.shares import macro_f1
from dragoman.records import Claim
from dragoman.tables import cell_list, package_path, rows

NO_CLAIM = "-"


class SubType(NamedTuple):
    """A row of the table: accepted types, first the row's own, and the modes that count."""

    types: tuple[str, ...]
    modes: frozenset[str]


def sub_types() -> dict[str, SubType]:
    """The table from sub-types to types and modes."""
    table = rows(package_path("evaluation", "case2021.tsv"), ("subtype", "types", "modes", "note"))
    return {
        row.cells["subtype"]: SubType(cell_list(row.cells["types"]), frozenset(cell_list(row.cells["modes"])))
        for row in table
    }


def main_type(claims: Sequence[Claim]) -> str:
    """The type that most claims have, the earliest of equals; `-` where nothing is coded."""
    return Counter(claim.event for claim in claims).most_common(1)[0][0] if claims else NO_CLAIM


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """`type_accuracy`, `weighted_f1`, with `macro_f1`, `mode_accuracy`, `no_claim_accuracy`, `by_subtype` and `n`."""
    table = sub_types()
    source = find(path, "test.jsonl")
    records = list(lines(source))
    for record in records:
        if record["subtype"] not in table:
            raise DragomanError(f"{source}: the sub-type {record['subtype']!r} has no row; add one to case2021.tsv")
    coded = code_texts((Text(record["id"], record["text"]) for record in records), Coder())
    gold: list[str] = []
    predicted: list[str | None] = []
    modes: list[bool] = []
    by_subtype: dict[str, list[bool]] = defaultdict(list)
    wrong: list[dict[str, Any]] = []
    for record, (_, claims) in zip(records, coded, strict=True):
        row, found = table[record["subtype"]], main_type(claims)
        right = found in row.types
        gold.append(row.types[0])
        predicted.append(row.types[0] if right else found)
        by_subtype[record["subtype"]].append(right)
        if right and row.modes:
            modes.append(any(claim.event in row.types and claim.mode in row.modes for claim in claims))
        if not right:
            wrong.append(record | {"found": found, "claims": [(c.event, c.mode, c.anchor.text) for c in claims]})
    write_errors(errors, wrong)
    none = [right for name, found_ in by_subtype.items() if table[name].types == (NO_CLAIM,) for right in found_]
    return {
        "type_accuracy": share(len(records) - len(wrong), len(records)),
        "weighted_f1": weighted_f1(gold, predicted),
        "macro_f1": macro_f1(gold, predicted),
        "mode_accuracy": share(sum(modes), len(modes)),
        "no_claim_accuracy": share(sum(none), len(none)),
        "by_subtype": {name: share(sum(found_), len(found_)) for name, found_ in sorted(by_subtype.items())},
        "n": len(records),
    }
