"""Every row of the table of vetoes keeps its example apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadTable
from dragoman.stories.checking import check, examples, is_kept_apart
from dragoman.stories.vetoes import Veto, vetoes

from .conftest import Say


@pytest.mark.parametrize("one", vetoes(), ids=lambda one: one.row)
def test_the_example_is_kept_apart(one: Veto, say: Say) -> None:
    assert is_kept_apart(examples(one, say), one), one.name


def test_the_shipped_tables_are_sound() -> None:
    checked = check()
    assert checked.problems == ()
    assert checked.counts["vetoes"] >= 40


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
