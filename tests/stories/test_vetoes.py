"""Every row of the table of vetoes keeps its example apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadTable
from dragoman.stories.features import gaps
from dragoman.stories.telling import Telling, telling
from dragoman.stories.vetoes import Veto, vetoes

from .conftest import Say


def examples(one: Veto, say: Say) -> list[Telling]:
    """The first claim of the row's types in each of its two reports, or the first two of its only report."""
    found: list[list[Telling]] = []
    for name, text in (("first", one.first), ("second", one.second)):
        if text:
            date, _, words = text.partition(": ")
            report, claims = say(name, date, words)
            found.append([telling(report, claim) for claim in claims if not one.types or claim.event in one.types])
    return found[0][:2] if len(found) == 1 else [claims[0] for claims in found if claims]


@pytest.mark.parametrize("one", vetoes(), ids=lambda one: one.row)
def test_the_example_is_kept_apart(one: Veto, say: Say) -> None:
    first, second = examples(one, say)
    assert one.bars(first, second, gaps(first, second)), one.name
    assert one.bars(second, first, gaps(second, first)), one.name


def test_an_unknown_condition_is_told_with_its_place(tmp_path: Path) -> None:
    table = tmp_path / "vetoes.tsv"
    table.write_text("veto\ttypes\tconditions\tfirst\tsecond\tnote\nx\tASSAULT\tsame moon\ta\tb\t\n")
    with pytest.raises(BadTable, match=r"vetoes.tsv:2: unknown condition 'same moon'"):
        vetoes(table)


def test_an_unknown_type_is_told_with_its_place(tmp_path: Path) -> None:
    table = tmp_path / "vetoes.tsv"
    table.write_text("veto\ttypes\tconditions\tfirst\tsecond\tnote\nx\tATTACK\tcrossed\ta\tb\t\n")
    with pytest.raises(BadTable, match=r"vetoes.tsv:2: ATTACK is none of PLOVER's types"):
        vetoes(table)
