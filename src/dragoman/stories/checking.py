"""The tables of merging against their schemas: vetoes, kin, opposites, stop words, weights; and the vetoes'
examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.records import Claim, Report
from dragoman.stories.anchors import DERIVED, KIN
from dragoman.stories.features import gaps
from dragoman.stories.scoring import Scorer
from dragoman.stories.telling import Telling, telling
from dragoman.stories.vetoes import Veto, vetoes
from dragoman.tables import cell_list, package_path, rows

NEARNESS = ("0.5", str(KIN), str(DERIVED))
Code = Callable[[str, str, str], tuple[Report, tuple[Claim, ...]]]
"""Codes a text as a report: its id, its date, its words."""
_EXAMPLE = re.compile(r"(\d{4}-\d\d-\d\d): (\S.*)")


class Checked(NamedTuple):
    """How many rows were read, by table, and what is wrong with them: one sentence each, with file and line."""

    counts: dict[str, int]
    problems: tuple[str, ...]


def check() -> Checked:
    """Check all tables of merging."""
    problems: list[str] = []
    counts: dict[str, int] = {}
    for name, part in (("vetoes", _vetoes), ("kin", _kin), ("opposites", _opposites), ("weights", _weights)):
        try:
            found = list(part())
        except BadTable as error:
            problems.append(str(error))
            continue
        counts[name] = len(found)
        problems += [problem for problem in found if problem]
    return Checked(counts, tuple(problems))


def examples(one: Veto, code: Code) -> list[Telling]:
    """The first claim of a row's types in each of its two reports, or the first two of its only report."""
    found: list[list[Telling]] = []
    for name, text in (("first", one.first), ("second", one.second)):
        if match := _EXAMPLE.fullmatch(text):
            report, claims = code(name, match.group(1), match.group(2))
            found.append([telling(report, claim) for claim in claims if not one.types or claim.event in one.types])
    return found[0][:2] if len(found) == 1 else [claims[0] for claims in found if claims]


def is_kept_apart(pair: Sequence[Telling], one: Veto) -> bool:
    """True if a row keeps its example apart, whichever comes first."""
    if len(pair) != 2:
        return False
    first, second = pair
    return one.bars(first, second, gaps(first, second)) and one.bars(second, first, gaps(second, first))


def _vetoes() -> Iterator[str]:
    for one in vetoes():
        good = _EXAMPLE.fullmatch(one.first) and (not one.second or _EXAMPLE.fullmatch(one.second))
        yield "" if good else f"{one.row}: an example is a date and a text; write it as 2021-05-10: Rebels bombed ..."


def _kin() -> Iterator[str]:
    for row in rows(package_path("stories", "kin.tsv"), ("words", "nearness", "note")):
        words = cell_list(row.cells["words"])
        if row.cells["nearness"] not in NEARNESS:
            yield f"{row.where}: the nearness is {row.cells['nearness']!r}; write 0.8 or 0.5"
        elif len(words) < 2 or len(set(words)) < len(words):
            yield f"{row.where}: a row of kin holds two or more words, each once"
        else:
            yield ""


def _opposites() -> Iterator[str]:
    for row in rows(package_path("stories", "opposites.tsv"), ("words", "against", "note")):
        both = set(cell_list(row.cells["words"])) & set(cell_list(row.cells["against"]))
        yield f"{row.where}: {sorted(both)[0]!r} stands on both sides; delete one" if both else ""


def _weights() -> Iterator[str]:
    for _ in Scorer().weights:
        yield ""
